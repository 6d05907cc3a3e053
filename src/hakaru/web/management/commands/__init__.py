"""One command a file; each makes one call into workflow."""
