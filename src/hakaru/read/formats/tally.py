"""Many like things noticed in one sheet or document become one finding with the first places."""

from hakaru.findings import Finding, Kind
from hakaru.source import Place

_FIRST = 5


class Tally:
    """Counts what is noticed, kind by kind, and keeps the first places and values of each."""

    def __init__(self) -> None:
        """Start with nothing noticed."""
        self._counts: dict[Kind, int] = {}
        self._places: dict[Kind, list[Place]] = {}
        self._values: dict[Kind, dict[str, object]] = {}

    def has_places(self, kind: Kind) -> bool:
        """Tell whether there are enough places of a kind, so that no more need be made."""
        return self._counts.get(kind, 0) >= _FIRST

    def note(self, kind: Kind, place: Place | None, **values: object) -> None:
        """Count one more of `kind`; the first one's values are told."""
        count = self._counts.get(kind, 0)
        self._counts[kind] = count + 1
        if count == 0:
            self._values[kind] = values
        if place is not None and count < _FIRST:
            self._places.setdefault(kind, []).append(place)

    def findings(self) -> tuple[Finding, ...]:
        """Return one finding for each kind, with its `count`, in the order first noticed."""
        return tuple(
            kind.at(*self._places.get(kind, ()), count=count, **self._values[kind])
            for kind, count in self._counts.items()
        )
