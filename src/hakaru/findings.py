"""What is noticed in the data: never raised, never lost, worded only at the rim."""

from enum import StrEnum
from typing import NamedTuple

import msgspec

from hakaru.source import Place


class Severity(StrEnum):
    """How much a finding matters to whoever publishes the document."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Sureness(StrEnum):
    """Whether a finding is a proof or a suspicion (printed as `certainty`)."""

    CERTAIN = "certain"
    LIKELY = "likely"


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """Something worth telling, with its code, its places and the values it speaks of."""

    code: str
    severity: Severity
    certainty: Sureness
    places: tuple[Place, ...] = ()
    values: tuple[tuple[str, str], ...] = ()

    def value(self, key: str) -> str:
        """Return the value called `key`, or nothing."""
        return dict(self.values).get(key, "")


class Kind(NamedTuple):
    """A kind of finding: its code and the severity and certainty it has unless configured."""

    code: str
    severity: Severity = Severity.NOTE
    certainty: Sureness = Sureness.CERTAIN

    def at(self, *places: Place, **values: object) -> Finding:
        """Return a finding of this kind at `places`; the values become text, in their order."""
        return Finding(
            code=self.code,
            severity=self.severity,
            certainty=self.certainty,
            places=places,
            values=tuple((key, str(value)) for key, value in values.items()),
        )
