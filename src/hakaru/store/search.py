"""The one normal form of text that is searched, for rows and for queries alike."""

import unicodedata


def normal(text: str) -> str:
    """Return the text as it is searched: NFKC, letters folded, runs of blanks as one space."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    # Folding can take a letter apart again (ΐ).
    return " ".join(unicodedata.normalize("NFKC", folded).split())
