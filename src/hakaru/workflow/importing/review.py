"""The pages on which a person looks at what was read."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from hakaru.errors import UsageError
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
from hakaru.ledger.ledger import Index
from hakaru.ledger.quantity import Quantity
from hakaru.source import Place
from hakaru.store.models import Import
from hakaru.workflow.fields import text_of
from hakaru.workflow.importing.draft import Draft, draft_of
from hakaru.workflow.importing.editing import edits_of
from hakaru.workflow.importing.heads import head_of, import_of, settled
from hakaru.workflow.importing.offered import EDITABLE
from hakaru.workflow.importing.reasons import Doubts, Reason, doubts_of
from hakaru.workflow.importing.sources import Digests, around, place_name
from hakaru.workflow.importing.views import (
    BlockView,
    CheckPage,
    ContentsLine,
    ContentsPage,
    FieldKind,
    FieldView,
    LineView,
    SubjectPage,
)
from hakaru.workflow.queries.paging import pages_by_weight

# Each field weighs about 800 bytes with its names and its source: a page stays under 100 kB.
FIELDS_A_PAGE = 90
UNREAD_A_PAGE = 24
SEPARATOR = "|"
_KINDS = {
    "text": FieldKind.LINE,
    "direction": FieldKind.DIRECTION,
    "certainty": FieldKind.CERTAINTY,
    "title": FieldKind.LONG,
    "name": FieldKind.LONG,
    "participants": FieldKind.LONG,
}


class _Desk:
    """One import laid out: its draft, its doubts, its edits, its files."""

    def __init__(self, number: int, lang: str) -> None:
        """Ask for everything that the blocks of a page need."""
        self.found: Import = import_of(number)
        self.draft: Draft = draft_of(self.found)
        self.index: Index = self.draft.index
        self.doubts: Doubts = doubts_of(self.draft, lang)
        self.edits = edits_of(self.found)
        self.digests: Digests = dict(self.found.files.values_list("name", "source__digest"))
        self.head = head_of(self.found, lang=lang)
        rows = self.found.edits.filter(undone=False).order_by("-order")
        # The earliest edit of a field knows what was read.
        self.was = {(e, f): old for e, f, old in rows.values_list("entry_id", "field", "old")}
        self.budgets: dict[str, list[Budget]] = defaultdict(list)
        for budget in self.draft.ledger.budgets:
            self.budgets[budget.project].append(budget)
        self.actuals: dict[str, list[Actual]] = defaultdict(list)
        for actual in self.draft.ledger.actuals:
            self.actuals[actual.indicator].append(actual)

    def block(self, subject: str, at: int) -> BlockView:
        """Return what is said of a subject, beside its source."""
        entry = self.index.entry[subject]
        entries = self._entries(entry)
        reasons = self.doubts.of.get(subject, ())
        project, section = self._owners(entry)
        places = chain(_places(entries), (p for reason in reasons for p in reason.places))
        return BlockView(
            id=subject,
            anchor=f"block-{at}",
            plan=self._plan(entry),
            section=section.title if section else "",
            project=_numbered(project),
            project_id=project.id if project else "",
            lines=tuple(self._line(one, reasons) for one in entries),
            reasons=reasons,
            settled=bool(reasons) and settled(subject, reasons, self.edits),
            source=around(places, self.digests),
        )

    def weight(self, subject: str) -> int:
        """Return how many fields the block of a subject has."""
        entries = self._entries(self.index.entry[subject])
        return sum(len(EDITABLE.get(type(one), ())) for one in entries)

    def _entries(self, entry: AnyEntry) -> list[AnyEntry]:
        """Return an entry with those that are looked at with it."""
        if isinstance(entry, Indicator):
            results = sorted(self.actuals[entry.id], key=lambda actual: actual.fiscal_year)
            return [entry, *self.index.targets_of.get(entry.id, ()), *results]
        return [entry, *self.budgets[entry.id]] if isinstance(entry, Project) else [entry]

    def _owners(self, entry: AnyEntry) -> tuple[Project | None, Section | None]:
        """Return the project and the section that an entry stands under."""
        name = entry.parent if isinstance(entry, Indicator) else entry.id
        owner = self.index.entry.get(name or "")
        project = owner if isinstance(owner, Project) else None
        if project is not None:
            owner = self.index.entry.get(project.section or "")
        return project, owner if isinstance(owner, Section) else None

    def _plan(self, entry: AnyEntry) -> str:
        """Return the title of the plan of an entry."""
        plan = self.index.plan_of(entry.id)
        return (plan.title or plan.id) if plan else ""

    def _line(self, entry: AnyEntry, reasons: Iterable[Reason]) -> LineView:
        """Return the fields of one entry."""
        return LineView(
            label=type(entry).__name__.lower(),
            year=entry.fiscal_year if isinstance(entry, Actual | Budget) else None,
            entry=entry,
            fields=tuple(self._field(entry, field) for field in EDITABLE.get(type(entry), ())),
            reasons=tuple(reason for reason in reasons if reason.entry == entry.id),
        )

    def _field(self, entry: AnyEntry, field: str) -> FieldView:
        """Return one field of an entry."""
        text = text_of(entry, field)
        was = self.was.get((entry.id, field))
        return FieldView(
            key=f"{entry.id}{SEPARATOR}{field}",
            field=field,
            kind=FieldKind.LONG
            if isinstance(entry, Activity)
            else _KINDS.get(field, FieldKind.LINE),
            text=text,
            was=None if was == text else was,
            quantity=quantity_of(entry, field),
            name=place_name(_place(entry, field)),
        )


def to_check(number: int, *, page: int, lang: str) -> CheckPage:
    """Return some of what is to be looked at first: doubts, then the cells left unread."""
    desk = _Desk(number, lang)
    subjects, unread = list(desk.doubts.of), desk.draft.reading.unread
    parts = pages_by_weight(subjects, desk.weight, most=FIELDS_A_PAGE)
    pages = max(len(parts), -(-len(unread) // UNREAD_A_PAGE))
    page = min(max(page, 1), pages)
    first = sum(map(len, parts[: page - 1]))
    cells = unread[(page - 1) * UNREAD_A_PAGE : page * UNREAD_A_PAGE]
    return CheckPage(
        head=desk.head,
        blocks=tuple(
            desk.block(subject, first + at)
            for at, subject in enumerate(parts[page - 1] if page <= len(parts) else (), 1)
        ),
        document=desk.doubts.document,
        unread=tuple(around((place,), desk.digests) for place in cells),
        page=page,
        pages=pages,
    )


def contents(number: int, *, lang: str) -> ContentsPage:
    """Return everything that was read, as a list of sections and projects."""
    desk = _Desk(number, lang)
    lists = {plan.id: tuple(_contents(plan, desk)) for plan in desk.draft.ledger.plans}
    return ContentsPage(head=desk.head, plans=lists)


def subject_page(number: int, subject: str, *, lang: str) -> SubjectPage:
    """Return all that was read of a project, a section or a plan.

    Raises UsageError `subject.unknown`.
    """
    desk = _Desk(number, lang)
    order = [
        line.id
        for plan in desk.draft.ledger.plans
        for line in _contents(plan, desk)
        if line.is_project or line.indicators
    ]
    entry = desk.index.entry.get(subject)
    if not isinstance(entry, Project | Section | Plan):
        raise UsageError("subject.unknown", subject=subject)
    at = order.index(subject) if subject in order else -1
    own = [subject, *(one.id for one in desk.index.indicators_of.get(subject, ()))]
    own += [done.id for done in desk.draft.ledger.activities if done.project == subject]
    if isinstance(entry, Plan):
        own += [fact.id for fact in desk.draft.ledger.facts if fact.plan == entry.id]
    return SubjectPage(
        head=desk.head,
        title=entry.name if isinstance(entry, Project) else entry.title,
        number="" if isinstance(entry, Plan) else entry.number,
        blocks=tuple(desk.block(one, count) for count, one in enumerate(own, 1)),
        before=order[at - 1] if at > 0 else "",
        after=order[at + 1] if 0 <= at < len(order) - 1 else "",
    )


def field_of(number: int, key: str, *, lang: str) -> FieldView:
    """Return one field as it stands now. Raises UsageError `edit.entry`."""
    desk = _Desk(number, lang)
    entry_id, _, field = key.rpartition(SEPARATOR)
    entry = desk.index.entry.get(entry_id)
    if entry is None or field not in EDITABLE.get(type(entry), ()):
        raise UsageError("edit.entry", entry=entry_id)
    return desk._field(entry, field)  # noqa: SLF001 - its own module's


def quantity_of(entry: AnyEntry, field: str) -> Quantity | None:
    """Return what a field's text means, where the field is a value."""
    if field == "text" and isinstance(entry, Target | Actual | Fact):
        return entry.quantity
    if field == "baseline" and isinstance(entry, Indicator) and entry.baseline is not None:
        return entry.baseline.quantity
    return None


def _place(entry: AnyEntry, field: str) -> Place | None:
    """Return where a field was read."""
    if field == "baseline" and isinstance(entry, Indicator) and entry.baseline is not None:
        return entry.baseline.source
    return entry.source


def _places(entries: Sequence[AnyEntry]) -> Iterator[Place | None]:
    """Yield where entries were read, baselines too."""
    for entry in entries:
        yield entry.source
        if isinstance(entry, Indicator):
            yield _place(entry, "baseline")


def _numbered(project: Project | None) -> str:
    """Return number and name of a project."""
    return " ".join(filter(None, (project.number, project.name))) if project else ""


def _contents(plan: Plan, desk: _Desk) -> Iterator[ContentsLine]:
    """Yield a plan's own line, then its sections with their projects, in their order."""
    ledger = desk.draft.ledger
    yield _contents_line(plan, desk, depth=0)
    projects: dict[str | None, list[Project]] = defaultdict(list)
    for project in ledger.projects:
        if project.plan == plan.id:
            projects[project.section].append(project)
    depths: dict[str | None, int] = {None: 0}
    for project in projects[None]:
        yield _contents_line(project, desk, depth=1)
    for section in ledger.sections:
        if section.plan != plan.id:
            continue
        depths[section.id] = depth = depths.get(section.parent, 0) + 1
        yield _contents_line(section, desk, depth=depth)
        for project in projects[section.id]:
            yield _contents_line(project, desk, depth=depth + 1)


def _contents_line(entry: Plan | Section | Project, desk: _Desk, *, depth: int) -> ContentsLine:
    """Return one line of the list."""
    own = [entry.id, *(one.id for one in desk.index.indicators_of.get(entry.id, ()))]
    subjects = desk.doubts.of
    return ContentsLine(
        depth=depth,
        id=entry.id,
        number="" if isinstance(entry, Plan) else entry.number,
        title=entry.name if isinstance(entry, Project) else entry.title,
        is_project=isinstance(entry, Project),
        indicators=len(own) - 1,
        to_check=sum(
            1 for one in own if one in subjects and not settled(one, subjects[one], desk.edits)
        ),
        edited=sum(1 for one in own if one in desk.edits.entries),
    )
