"""Contradictions: one coded check a file, one list."""
