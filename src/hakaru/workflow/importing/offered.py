"""Which fields of what was read are offered to whoever checks an import."""

from collections.abc import Mapping

from hakaru.ledger.entries import (
    Activity,
    Actual,
    AnyEntry,
    Budget,
    Fact,
    Indicator,
    Plan,
    Project,
    Section,
    Target,
)

EDITABLE: Mapping[type[AnyEntry], tuple[str, ...]] = {
    Plan: ("title",),
    Section: ("title",),
    Project: ("name", "participants"),
    Indicator: ("name", "unit", "direction", "baseline"),
    Target: ("text",),
    Actual: ("text", "published_grade", "certainty", "fiscal_year"),
    Budget: ("text",),
    Activity: ("text",),
    Fact: ("text",),
}
