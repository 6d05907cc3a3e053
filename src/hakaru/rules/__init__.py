"""Judgement: the rulebooks as dated data, attainment, grades with their working, the ratio."""
