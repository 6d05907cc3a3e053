"""The targets of an indicator: one for each cell, each in force for its years."""

from collections.abc import Sequence
from typing import NamedTuple

from msgspec.structs import replace

from hakaru.ledger.aims import TargetTerms, read_target
from hakaru.ledger.entries import Target, TargetKind
from hakaru.read import kinds
from hakaru.read.draft import Draft
from hakaru.read.tables.columns import Role
from hakaru.read.tables.ids import Ids
from hakaru.read.tables.indicator_draft import IndicatorDraft, without_marker
from hakaru.read.tables.record import Value


class Aim(NamedTuple):
    """A target cell understood."""

    value: Value
    terms: TargetTerms

    @property
    def due(self) -> int | None:
        """The fiscal year it is for: its column's, else its own."""
        own = self.terms.due
        return self.value.fiscal_year or (own if isinstance(own, int) else None)


def read_aims(indicator: IndicatorDraft, draft: Draft) -> list[Aim]:
    """Return the targets understood, those without a year first, then by year.

    What stands in the column of a year is due in that year, unless the cell says otherwise. The
    same target told again, in the row of each year, is one.
    """
    aims = []
    told: set[tuple[object, ...]] = set()
    for value in indicator.of(Role.TARGET):
        key = (value.cell.text, value.fiscal_year, value.fallback, value.column.column)
        if key in told and value.fiscal_year is not None:
            continue
        told.add(key)
        unit, scale = indicator.measure(value)
        text = without_marker(value.cell.text, indicator.marker)
        terms = read_target(text, unit=unit, scale=scale)
        if terms.due is None and value.fiscal_year is not None:
            kind = TargetKind.MILESTONE if terms.kind is TargetKind.WORD else terms.kind
            terms = replace(terms, due=value.fiscal_year, kind=kind)
        if terms.kind is TargetKind.NOT_UNDERSTOOD:
            indicator.report(kinds.TARGET_NOT_UNDERSTOOD, value.cell, draft)
        elif terms.quantity.parts:
            indicator.report(kinds.SEVERAL_VALUES, value.cell, draft)
        aims.append(Aim(value, terms))
    return sorted(aims, key=lambda aim: aim.due or 0)


def targets_of(indicator: IndicatorDraft, aims: Sequence[Aim], ids: Ids) -> list[Target]:
    """Return a target for each aim.

    One that stands beside results of its own year is in force in that year alone; others from the
    year after the target before them up to their own, the last one without end. Undated targets of
    sheets for different years hold for the year of their sheet.
    """
    results = {value.fiscal_year for value in indicator.of(Role.ACTUAL)}
    sheets = {aim.value.fallback for aim in aims if aim.due is None}
    targets: list[Target] = []
    before: int | None = None
    for at, aim in enumerate(aims):
        year = aim.value.fiscal_year
        start = before + 1 if before is not None and aim.due is not None else None
        until = aim.due if any(later.due for later in aims[at + 1 :]) else None
        if year is not None and year in results:
            start = until = year
        elif aim.due is None and len(sheets) > 1:
            start = until = aim.value.fallback
        targets.append(_target(indicator, aim, (start, until), ids))
        before = aim.due or before
    return targets


def _target(
    indicator: IndicatorDraft, aim: Aim, force: tuple[int | None, int | None], ids: Ids
) -> Target:
    """Return one target under an id of its own."""
    return Target(
        id=ids.free(f"{indicator.id}/target/{aim.due or 'first'}"),
        source=aim.value.cell.place,
        indicator=indicator.id,
        kind=aim.terms.kind,
        quantity=aim.terms.quantity,
        due=aim.terms.due,
        in_force_from=force[0],
        in_force_until=force[1],
        cumulative=aim.terms.cumulative or aim.value.column.cumulative,
    )
