"""Reading: document -> Grid -> layout -> draft (entries + findings)."""
