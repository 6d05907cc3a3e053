"""Where the members of an area lie: tiles from a small data file, or an authority's outlines."""
