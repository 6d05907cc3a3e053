"""Judgement: rulebooks, attainment, grades with their working, and the achievement ratio."""
