"""Views: each asks the workflow one question and shows the answer."""
