"""Ledger and grades to words, tables and files."""
