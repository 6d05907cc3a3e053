"""The nouns: fiscal years, quantities, entries, the ledger and its canonical text."""
