"""The columns of the bulk table, which `hakaru.rules.sql` explains."""

REQUIRED = ("fiscal_year", "actual", "target")
OPTIONAL = (
    "baseline", "direction", "due", "certainty", "target_bound", "actual_bound", "state", "kind",
    "reached", "keep", "cumulative", "first_year", "last_year", "final_target", "final_due",
)  # fmt: skip
