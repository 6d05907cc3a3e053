"""The read-only API: the same facts and judgements as the pages, as JSON and CSV."""
