"""Ids that stand once."""


class Ids:
    """Gives every entry an id of its own."""

    def __init__(self) -> None:
        """Start with none taken."""
        self._taken: set[str] = set()

    def free(self, wanted: str) -> str:
        """Return `wanted`, with a number behind it when it is taken already."""
        found, number = wanted, 1
        while found in self._taken:
            number += 1
            found = f"{wanted}-{number}"
        self._taken.add(found)
        return found
