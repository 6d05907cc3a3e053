"""The database: rows, constraints, and ledger <-> rows."""
