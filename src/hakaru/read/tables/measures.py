"""An indicator whose rows are all read becomes entries."""

from hakaru.ledger.aims import TargetTerms
from hakaru.ledger.direction import derive_direction
from hakaru.ledger.entries import Actual, Direction, DirectionSource, Indicator
from hakaru.ledger.measure import is_cumulative
from hakaru.read import kinds
from hakaru.read.draft import Draft
from hakaru.read.tables.ids import Ids
from hakaru.read.tables.indicator_draft import IndicatorDraft
from hakaru.read.tables.outcomes import actuals_of, baseline_of, rates_of
from hakaru.read.tables.targets import read_aims, targets_of


def finish_indicator(indicator: IndicatorDraft, ids: Ids, draft: Draft) -> None:
    """Enter an indicator with its targets, actuals and published rates."""
    baseline = baseline_of(indicator, draft)
    aims = read_aims(indicator, draft)
    revised = [terms for _, terms in indicator.revisions]
    direction, known_by = derive_direction(
        name=indicator.name,
        baseline=baseline.quantity if baseline else None,
        targets=[*revised, *(aim.terms for aim in aims)],
    )
    actuals = actuals_of(indicator, ids, draft)
    entry = Indicator(
        id=indicator.id,
        source=indicator.source.place,
        parent=indicator.parent,
        marker=indicator.marker,
        name=indicator.name,
        unit=indicator.unit or _unit([*revised[::-1], *(aim.terms for aim in aims)], actuals),
        direction=direction,
        direction_source=known_by,
        cumulative=is_cumulative(indicator.name)
        or any(aim.terms.cumulative for aim in aims)
        or any(value.column.cumulative for value in indicator.values),
        baseline=baseline,
        ended=indicator.ended,
    )
    draft.entries.append(entry)
    draft.entries.extend(target for target, _ in indicator.revisions)
    draft.entries.extend(targets_of(indicator, aims, ids))
    draft.entries.extend(actuals)
    draft.entries.extend(rates_of(indicator, ids))
    if direction is Direction.LOWER and known_by is DirectionSource.DERIVED:
        place = indicator.source.place
        draft.findings.append(kinds.DIRECTION_DERIVED.at(place, indicator=indicator.id))


def _unit(aims: list[TargetTerms], actuals: list[Actual]) -> str:
    """Return the unit that targets or results are given in."""
    quantities = [
        *(terms.quantity for terms in aims),
        *(actual.quantity for actual in actuals),
    ]
    return next((quantity.unit for quantity in quantities if quantity.unit), "")
