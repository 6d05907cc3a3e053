"""What a person should look at first: what reading had doubts about, and what nobody understood."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

import msgspec
from msgspec.structs import replace

from hakaru.findings import Finding, Severity
from hakaru.ledger.entries import (
    Actual,
    AnyEntry,
    Direction,
    DirectionSource,
    Fact,
    Indicator,
    Note,
    Plan,
    Project,
    Section,
    Target,
    TargetKind,
)
from hakaru.ledger.ledger import Index
from hakaru.ledger.quantity import State
from hakaru.report.words import Language, sentence_for_finding
from hakaru.report.words.findings import SUBJECTS
from hakaru.source import Place
from hakaru.workflow.importing.draft import Draft, subject_of

# Unread cells are listed themselves; that there are some is told with the counts.
_LISTED_ELSEWHERE = "R118"
# Two documents that differ are for a person to decide, however mild the finding.
_ALWAYS = frozenset({"R122"})
NOT_UNDERSTOOD = "not_understood"
DIRECTION = "direction"


class Reason(msgspec.Struct, frozen=True, kw_only=True):
    """Why something is to be looked at: a sentence, or the code of one that pages word.

    `entry` is the entry it is about, where one is known.
    """

    code: str
    sentence: str
    entry: str
    places: tuple[Place, ...]


class Doubts(msgspec.Struct, frozen=True, kw_only=True):
    """Reasons by the id of what they are about, in the order of the document; the rest apart."""

    of: Mapping[str, tuple[Reason, ...]]
    document: tuple[Reason, ...]


def doubts_of(draft: Draft, lang: str) -> Doubts:
    """Return what is to be looked at in a draft, worded in a language."""
    finder = _Finder(draft)
    found: dict[str, list[Reason]] = defaultdict(list)
    rest: list[Reason] = []
    for finding in draft.reading.findings:
        if finding.code == _LISTED_ELSEWHERE or not _matters(finding):
            continue
        entry = finder.entry_of(finding)
        reason = Reason(
            code=finding.code,
            sentence=sentence_for_finding(_without_subject(finding), Language(lang)),
            entry=entry.id if entry else "",
            places=finding.places,
        )
        if entry is None:
            rest.append(reason)
        else:
            found[subject_of(entry)].append(reason)
    told = {reason.entry for reasons in found.values() for reason in reasons}
    for reason in _in_the_values(draft.index):
        if reason.entry not in told:
            found[subject_of(draft.index.entry[reason.entry])].append(reason)
    order = _reading_order(draft.index)
    return Doubts(
        of={key: tuple(found[key]) for key in sorted(found, key=lambda key: order[key])},
        document=tuple(rest),
    )


def _reading_order(index: Index) -> dict[str, int]:
    """Return where each entry stands when plans are read from front to back."""
    ledger = index.ledger
    order: dict[str, int] = {}
    for plan in ledger.plans:
        owners: list[Plan | Section | Project] = [plan, *ledger.sections, *ledger.projects]
        for owner in owners:
            if isinstance(owner, Plan) or owner.plan == plan.id:
                order[owner.id] = len(order)
                for indicator in index.indicators_of.get(owner.id, ()):
                    order[indicator.id] = len(order)
    for entry in ledger.entries():
        order.setdefault(entry.id, len(order))
    return order


def _matters(finding: Finding) -> bool:
    """Tell whether a finding of reading asks for a person."""
    return finding.severity in (Severity.ERROR, Severity.WARNING) or finding.code in _ALWAYS


def _without_subject(finding: Finding) -> Finding:
    """Return a finding that does not say what it is about: it stands under that already."""
    values = tuple(pair for pair in finding.values if pair[0] not in SUBJECTS)
    return replace(finding, values=values)


class _Finder:
    """Finds the entry a finding is about: by its place, by its names, by its line."""

    def __init__(self, draft: Draft) -> None:
        """Note where every entry was read."""
        self._entry = draft.index.entry
        self._at: dict[Place, AnyEntry] = {}
        self._on: dict[tuple[str, str, int], AnyEntry] = {}
        for entry in draft.ledger.entries():
            if entry.source is None or isinstance(entry, Note):
                continue
            self._at.setdefault(entry.source, entry)
            self._on.setdefault(_line(entry.source), entry)

    def entry_of(self, finding: Finding) -> AnyEntry | None:
        """Return the entry, or None for a finding about the document."""
        known: Iterable[AnyEntry | None] = (
            *(self._at.get(place) for place in finding.places),
            *(self._entry.get(name) for name in _names(finding)),
            *(self._on.get(_line(place)) for place in finding.places if place.line),
            self._entry.get(finding.value("project")),
        )
        return next((entry for entry in known if entry is not None), None)


def _line(place: Place) -> tuple[str, str, int]:
    """Return the line of a place."""
    return place.file, place.sheet, place.line


def _names(finding: Finding) -> Iterator[str]:
    """Yield the ids that a finding names, the closest first."""
    yield from (finding.value("indicator"), finding.value("id"))
    yield f"{finding.value('project')}/{finding.value('marker')}"


def _in_the_values(index: Index) -> Iterator[Reason]:
    """Yield what the values themselves tell, whatever reading noticed."""
    for entry in index.ledger.entries():
        code = ""
        if isinstance(entry, Target):
            understood = entry.kind is not TargetKind.NOT_UNDERSTOOD
            code = "" if understood else NOT_UNDERSTOOD
        elif isinstance(entry, Actual | Fact):
            code = NOT_UNDERSTOOD if entry.quantity.state is State.NOT_UNDERSTOOD else ""
        elif isinstance(entry, Indicator):
            code = _of_indicator(entry, index)
        if code:
            places = () if entry.source is None else (entry.source,)
            yield Reason(code=code, sentence="", entry=entry.id, places=places)


def _of_indicator(indicator: Indicator, index: Index) -> str:
    """Return why an indicator itself is to be looked at, or nothing."""
    start = indicator.baseline.quantity if indicator.baseline else None
    if start is not None and start.state is State.NOT_UNDERSTOOD:
        return NOT_UNDERSTOOD
    if indicator.direction_source is not DirectionSource.ASSUMED:
        return ""
    targets = index.targets_of.get(indicator.id, ())
    aim = targets[-1].quantity.value if targets else None
    if aim is None:
        return ""
    # Most assumptions go without saying; one against what the numbers suggest does not.
    falls = start is not None and start.value is not None and aim < start.value
    lower = indicator.direction is Direction.LOWER
    return DIRECTION if lower or falls or aim == 0 else ""
