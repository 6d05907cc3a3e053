"""Where a fact was read, as a person looks it up."""

from hakaru.source import Place


def place_text(place: Place) -> str:
    """Return a place as file:line, or file sheet!cell, or file p.3; the same in every language."""
    parts = [place.file]
    if place.page:
        parts.append(f"p.{place.page}")
    if place.sheet:
        parts.append(f"{place.sheet}!{place.cell}" if place.cell else place.sheet)
    elif place.line:
        parts[-1] += f":{place.line}"
    elif place.cell:
        parts.append(f"[{place.table}] {place.cell}" if place.table else place.cell)
    elif place.table:
        parts.append(f"[{place.table}]")
    return " ".join(parts)
