"""What an address asks for, read with care."""

from hakaru.errors import UsageError

LONGEST_NUMBER = 6


def page_number(text: str) -> int:
    """Return which page is asked for. Raises UsageError `filter.unknown`."""
    if not text:
        return 1
    if text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER:
        return int(text)
    raise UsageError("filter.unknown", filter="page", value=text[:40])
