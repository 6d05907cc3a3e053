"""The targets of one indicator of a card: its own row, and the older ones that footnotes tell."""

from collections.abc import Sequence

import msgspec

from hakaru.ledger.aims import TargetTerms, read_target
from hakaru.ledger.entries import Indicator, Target
from hakaru.ledger.measure import unit_and_scale
from hakaru.read import kinds
from hakaru.read.draft import Draft
from hakaru.read.grid import Cell
from hakaru.read.layouts.footnotes import Revision
from hakaru.read.vocabulary import plain


def revisions_of(revisions: Sequence[Revision], marker: str, count: int) -> list[Revision]:
    """Return the revisions of one indicator, one printed twice only once.

    Unmarked ones belong to a card's only indicator.
    """
    return [
        revision
        for at, revision in enumerate(revisions)
        if (revision.marker == marker or (not revision.marker and count == 1))
        and not any(revision[:-1] == earlier[:-1] for earlier in revisions[:at])
    ]


def targets_of(
    indicator: Indicator,
    terms: TargetTerms,
    cell: Cell | None,
    revisions: Sequence[Revision],
    draft: Draft,
) -> list[Target]:
    """Return the revisions in force one after the other; footnotes tell of the older ones."""
    targets = []
    start: int | None = None
    for revision in revisions:
        replaced = revision.old_name and plain(revision.old_name) != plain(indicator.name)
        # A bracket at the end of the name gives its own targets their unit, no other's.
        unit, scale = unit_and_scale(revision.old_name if replaced else indicator.name)
        terms_before = read_target(revision.old, unit=unit, scale=scale)
        old = _target(indicator.id, terms_before, start, revision.cell)
        targets.append(
            msgspec.structs.replace(
                old,
                in_force_until=revision.fiscal_year - 1,
                measures=revision.old_name if replaced else "",
            )
        )
        start = revision.fiscal_year
    if cell is not None:
        targets.append(_target(indicator.id, terms, start, cell))
    elif revisions:
        last = revisions[-1]
        unit, scale = unit_and_scale(indicator.name)
        new = read_target(last.new, unit=unit, scale=scale)
        targets.append(_target(indicator.id, new, start, last.cell))
    if cell is not None and revisions and plain(revisions[-1].new) != plain(cell.text):
        last = revisions[-1]
        draft.findings.append(
            kinds.REVISION_DIFFERS.at(
                cell.place,
                last.cell.place,
                project=indicator.parent,
                row=cell.text,
                footnote=last.new,
            )
        )
    return [msgspec.structs.replace(target, id=draft.free_id(target.id)) for target in targets]


def _target(indicator: str, terms: TargetTerms, start: int | None, cell: Cell) -> Target:
    """Return a revision in force from `start` on."""
    return Target(
        id=f"{indicator}/target/{start or 'first'}",
        source=cell.place,
        indicator=indicator,
        kind=terms.kind,
        quantity=terms.quantity,
        due=terms.due,
        in_force_from=start,
        in_force_until=None,
        cumulative=terms.cumulative,
    )
