"""What officials do and may do: actions and queries."""
