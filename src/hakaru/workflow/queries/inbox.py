"""The findings inbox: what to look at, grouped by check, both places and values side by side."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import NamedTuple

from hakaru.checks.explaining import LABELS, explained
from hakaru.errors import UsageError
from hakaru.findings import Finding, Severity
from hakaru.ledger.entries import Actual, AnyEntry, Baseline, Indicator, Plan
from hakaru.ledger.ledger import Index
from hakaru.report.words import Language, sentence_for_finding, term, title_of_check
from hakaru.store.models import Plan as PlanRow
from hakaru.store.models import Postponed
from hakaru.workflow.correcting import FIELDS, texts_of
from hakaru.workflow.queries.contradictions import (
    Contradictions,
    contradictions,
    project_of,
    put_aside,
)
from hakaru.workflow.queries.inbox_views import (
    FindingGroup,
    FindingView,
    Inbox,
    InboxFilter,
    Settlement,
    Side,
    Standing,
)
from hakaru.workflow.queries.judged import judged
from hakaru.workflow.queries.marks import plan_head

SHOWN = 20
# Of a place that many findings share, a page of one check shows no more than this.
MOST_SHOWN = 500
_SEVERITIES = tuple(Severity)


class _Looked(NamedTuple):
    """Where findings are looked at: all of them, what was put aside, in which language."""

    all: Contradictions
    aside: dict[tuple[str, str], Postponed]
    titles: dict[str, str]
    lang: Language


def inbox(plan: str, asked: InboxFilter, *, today: date, lang: str) -> Inbox:
    """Return the inbox of a plan, or with "" of all plans held against each other.

    Raises UsageError `plan.unknown`, `filter.unknown` (filter, value).
    """
    _check(asked)
    looked = _looked(plan, today, lang)
    stands = {name: _standing(looked, name, one)[0] for name, one in looked.all.by_name.items()}
    fitting = [
        (name, finding)
        for name, finding in looked.all.by_name.items()
        if asked.standing in {"", stands[name]}
    ]
    shown = [pair for pair in fitting if _fits(pair[1], asked)]
    return Inbox(
        head=plan_head(judged(plan)) if plan else None,
        groups=tuple(_groups(looked, shown, whole=bool(asked.code))),
        asked=asked,
        standings=Counter(stands.values()),
        severities=Counter(finding.severity for _, finding in fitting),
        plans=len(looked.titles),
    )


def one_finding(
    plan: str, name: str, *, today: date, lang: str
) -> tuple[FindingView, FindingGroup]:
    """Return a finding with its group's explanation; one across the plans as well.

    Raises UsageError `plan.unknown`, `finding.gone`.
    """
    for scope in (plan, ""):
        looked = _looked(scope, today, lang)
        finding = looked.all.by_name.get(name)
        if finding is not None and looked.all.plan_of(finding) == plan:
            view = _view(looked, name, finding)
            return view, _group(looked, finding.code, [(name, finding)], whole=True)
    raise UsageError("finding.gone")


def open_counts(plan: str, *, today: date) -> dict[str, int]:
    """Return how many findings of a plan are open, by severity, and in all as `open`."""
    looked = _looked(plan, today, "ja")
    counts = Counter(
        finding.severity.value
        for name, finding in looked.all.by_name.items()
        if _standing(looked, name, finding)[0] is Standing.OPEN
    )
    return {severity.value: counts[severity.value] for severity in Severity} | {
        "open": counts.total()
    }


def _check(asked: InboxFilter) -> None:
    """Refuse what cannot be chosen."""
    for name, value, known in (
        ("standing", asked.standing, {"", *Standing}),
        ("severity", asked.severity, {"", *Severity}),
    ):
        if value not in known:
            raise UsageError("filter.unknown", filter=name, value=value)


def _fits(finding: Finding, asked: InboxFilter) -> bool:
    """Tell whether a finding was asked for."""
    return asked.severity in {"", finding.severity} and asked.code in {"", finding.code}


def _looked(plan: str, today: date, lang: str) -> _Looked:
    """Return the findings of a plan, or of all."""
    rows = PlanRow.objects.filter(entry_id=plan) if plan else PlanRow.objects.all()
    titles = {one.entry_id: one.title or one.entry_id for one in rows}
    return _Looked(contradictions(plan), put_aside(titles, today), titles, Language(lang))


def _groups(
    looked: _Looked, pairs: list[tuple[str, Finding]], *, whole: bool
) -> Iterator[FindingGroup]:
    """Yield the findings of each check and severity, what matters most first."""
    for (_, code), found in groupby(pairs, lambda pair: (pair[1].severity, pair[1].code)):
        yield _group(looked, code, list(found), whole=whole)


def _group(
    looked: _Looked, code: str, pairs: list[tuple[str, Finding]], *, whole: bool
) -> FindingGroup:
    """Return the group of some findings of a check."""
    shown = pairs[: MOST_SHOWN if whole else SHOWN]
    severity = pairs[0][1].severity
    told = explained(code, looked.lang.value)
    labels = LABELS[looked.lang.value]
    return FindingGroup(
        code=code,
        title=title_of_check(code, looked.lang),
        severity=severity,
        severity_word=term(severity, looked.lang),
        explanation=tuple((label, told.parts[label]) for label in labels) if told else (),
        findings=tuple(_view(looked, name, finding) for name, finding in shown),
        count=len(pairs),
        more=len(pairs) - len(shown),
    )


def _standing(looked: _Looked, name: str, finding: Finding) -> tuple[Standing, Settlement | None]:
    """Return what became of a finding, and why."""
    accepted = looked.all.accepted.get((finding.code, name))
    if accepted is not None:
        said = Settlement(text=accepted.reason, by=accepted.by, day=accepted.at)
        return Standing.ACCEPTED, said
    aside = looked.aside.get((looked.all.plan_of(finding), name))
    if aside is not None:
        return Standing.POSTPONED, Settlement(text=aside.note, by=aside.by, day=aside.until)
    return Standing.OPEN, None


def _view(looked: _Looked, name: str, finding: Finding) -> FindingView:
    """Return a finding as shown."""
    standing, settlement = _standing(looked, name, finding)
    plan = looked.all.plan_of(finding)
    sides = tuple(side_of(looked.all.index, e, finding) for e in looked.all.sides(finding))
    shown = {side.place for side in sides}
    return FindingView(
        plan=plan,
        plan_title=looked.titles.get(plan, plan),
        name=name,
        code=finding.code,
        severity=finding.severity,
        severity_word=term(finding.severity, looked.lang),
        certainty_word=term(finding.certainty, looked.lang),
        certain=finding.certainty == "certain",
        message=_message(finding, looked.lang),
        about=_about(looked.all, finding),
        grade=_grade(looked.all, finding, plan),
        sides=sides,
        places=tuple(place for place in finding.places if place not in shown),
        standing=standing,
        settlement=settlement,
    )


def _message(finding: Finding, lang: Language) -> str:
    """Return what a finding says, without the id it begins with: what it is about stands above."""
    said = sentence_for_finding(finding, lang)
    for key in ("indicator", "project", "owner"):
        said = said.removeprefix(f"{finding.value(key)}: ")
    return said


def _grade(found: Contradictions, finding: Finding, plan: str) -> tuple[str, int] | None:
    """Return the indicator (within the plan) and year whose grade a finding speaks of."""
    indicator, year = finding.value("indicator"), finding.value("fiscal_year")
    if not (finding.value("computed") and year.isdecimal() and indicator in found.index.indicators):
        return None
    return indicator.removeprefix(f"{plan}/"), int(year)


def _about(found: Contradictions, finding: Finding) -> str:
    """Return project and indicator in words, nothing where the finding names none."""
    for entry in (*found.named(finding), *found.sides(finding)):
        project = project_of(found.index, entry)
        indicator = found.index.indicators.get(getattr(entry, "indicator", entry.id))
        number = f"No. {project.number} " if project and project.number else ""
        words = [f"{number}{project.name}" if project else ""]
        words.append(f"{indicator.marker}{indicator.name}" if indicator else "")
        if any(words):
            return " ".join(" / ".join(filter(None, words)).split())
    return ""


def side_of(index: Index, entry: AnyEntry, finding: Finding) -> Side:
    """Return an entry as one side of a finding."""
    plan = _plan_id(index, entry)
    kind, text, place = type(entry).__name__.lower(), "", entry.source
    if isinstance(entry, Indicator) and _is_baseline(entry.baseline, finding):
        kind, text = "baseline", entry.baseline.quantity.text if entry.baseline else ""
        place = entry.baseline.source if entry.baseline else None
    else:
        texts = texts_of(entry)
        text = texts.get("text") or texts.get("name") or texts.get("title") or ""
    if isinstance(entry, Plan) and entry.fiscal_years:
        text = f"{entry.fiscal_years[0]}-{entry.fiscal_years[-1]}"
    if isinstance(entry, Actual) and entry.published_grade:
        text = f"{text}　{entry.published_grade}"
    owner = index.indicators.get(getattr(entry, "indicator", ""))
    return Side(
        plan=plan,
        kind=kind,
        name=f"{owner.marker}{owner.name}" if owner else "",
        fiscal_year=getattr(entry, "fiscal_year", None),
        text=text,
        place=place,
        ref=entry.id.removeprefix(f"{plan}/") if type(entry) in FIELDS else "",
    )


def _is_baseline(baseline: Baseline | None, finding: Finding) -> bool:
    """Tell whether a finding speaks of a baseline rather than of its indicator."""
    if baseline is None:
        return False
    return baseline.source in finding.places or any(
        value == baseline.quantity.text for _, value in finding.values
    )


def _plan_id(index: Index, entry: AnyEntry) -> str:
    """Return the plan of an entry."""
    for key in ("plan", "indicator", "project", "parent", "subject"):
        named = getattr(entry, key, None)
        if named:
            seen = index.plans.get(named) or index.plan_of(named)
            if seen is not None:
                return seen.id
            if key == "subject" and (owner := index.entry.get(named)) is not None:
                return _plan_id(index, owner)
    return entry.id
