"""The page on which a person chooses between the document and the ledger."""

from collections import Counter
from collections.abc import Iterator

from hakaru.ledger.entries import (
    Activity,
    Actual,
    AnyEntry,
    Baseline,
    Budget,
    Fact,
    Indicator,
    Note,
    Plan,
    Project,
    Section,
    Target,
)
from hakaru.ledger.ledger import Index, ledger_of
from hakaru.ledger.quantity import Quantity
from hakaru.store.models import Import
from hakaru.workflow.importing.confirming import before_of, seen_of
from hakaru.workflow.importing.differences import (
    Difference,
    DifferenceKind,
    PlanDifferences,
    differences,
)
from hakaru.workflow.importing.draft import draft_of
from hakaru.workflow.importing.heads import head_of, import_of
from hakaru.workflow.importing.views import (
    DifferenceGroup,
    DifferencesPage,
    DifferenceView,
    PlanDifferencesView,
)
from hakaru.workflow.rewriting import indicator_id

_TOLD: tuple[tuple[type[AnyEntry], tuple[str, ...]], ...] = (
    (Plan, ("title",)),
    (Section, ("title",)),
    (Project, ("name",)),
    (Indicator, ("name", "unit", "baseline")),
    (Target, ("quantity",)),
    (Actual, ("quantity", "published_grade")),
    (Budget, ("text",)),
    (Activity, ("text",)),
    (Fact, ("label", "quantity")),
    (Note, ("text",)),
)


def differences_page(number: int, *, lang: str) -> DifferencesPage:
    """Return what an import would change, with what is chosen. Raises as `import_of`."""
    found: Import = import_of(number)
    draft = draft_of(found)
    before = before_of(found, draft)
    names = _Names(
        Index(
            ledger_of(
                {
                    entry.id: entry
                    for ledger in (*before.ledgers.values(), draft.ledger)
                    for entry in ledger.entries()
                }.values()
            )
        )
    )
    return DifferencesPage(
        head=head_of(found, lang=lang),
        plans=tuple(_plan(one, names) for one in differences(draft, before)),
        seen=seen_of(found),
    )


class _Names:
    """Names of what differences belong to."""

    def __init__(self, index: Index) -> None:
        """Keep the entries of both sides."""
        self.index = index

    def indicator(self, entry: AnyEntry) -> str:
        """Return marker and name of the indicator of a target or a result."""
        found = self.index.indicators.get(indicator_id(entry))
        if found is None or found.id == entry.id:
            return ""
        return " ".join(filter(None, (found.marker, found.name)))


def _plan(one: PlanDifferences, names: _Names) -> PlanDifferencesView:
    """Return what differs in one plan, grouped by project in the order of the plan."""
    order = {project: at for at, project in enumerate(names.index.projects)}
    groups: dict[str, list[Difference]] = {}
    for difference in sorted(one.differences, key=lambda found: order.get(found.project, -1)):
        groups.setdefault(difference.project, []).append(difference)
    return PlanDifferencesView(
        plan=one.plan,
        known=one.known,
        take=one.take,
        same=one.same,
        counts=Counter(difference.kind.value for difference in one.differences),
        taken=Counter(d.kind.value for d in one.differences if d.take),
        groups=tuple(_group(project, found, names) for project, found in groups.items()),
    )


def _group(project: str, found: list[Difference], names: _Names) -> DifferenceGroup:
    """Return the differences of one project."""
    entry = names.index.projects.get(project)
    return DifferenceGroup(
        number=entry.number if entry else "",
        title=entry.name if entry else "",
        differences=tuple(_view(difference, names) for difference in found),
    )


def _view(one: Difference, names: _Names) -> DifferenceView:
    """Return one difference as the page shows it."""
    what = one.new if one.new is not None else one.old
    if what is None:
        raise AssertionError(one.id)
    return DifferenceView(
        id=one.id,
        kind=one.kind,
        what=what,
        indicator=names.indicator(what),
        sides=tuple(_sides(one)),
        take=one.take,
        place=what.source,
    )


def _sides(one: Difference) -> Iterator[tuple[str, str, str]]:
    """Yield the fields that differ with both their texts; of what stands on one side its gist."""
    if one.old is not None and one.new is not None and one.kind is not DifferenceKind.GONE:
        for field in one.fields:
            yield field, said(one.old, field), said(one.new, field)
        return
    what = one.new if one.new is not None else one.old
    for kind, fields in _TOLD:
        if isinstance(what, kind):
            for field in fields:
                text = said(what, field)
                yield field, "" if one.old is None else text, "" if one.new is None else text


def said(entry: AnyEntry, field: str) -> str:
    """Return what an entry says in a field, as text."""
    value = getattr(entry, field)
    if isinstance(value, Quantity):
        return value.text
    if isinstance(value, Baseline):
        return value.quantity.text
    if isinstance(value, tuple):
        return "、".join(_word(item) for item in value)
    return "" if value is None else str(value)


def _word(item: object) -> str:
    """Return one of several values of a field."""
    if isinstance(item, tuple):
        return "：".join(map(str, item))
    member = getattr(item, "member", None)
    return f"{member} {getattr(item, 'value', '')}" if member else str(item)
