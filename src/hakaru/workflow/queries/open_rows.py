"""What a plan's entries, grades, ratios and findings are as open rows: flat, exact, with ids.

Keys are those of the commands' `--json`; numbers are text in exact decimal, days ISO dates.
"""

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import msgspec

from hakaru.checks import Accepted, fingerprint, settle
from hakaru.cli.grade import exact_text
from hakaru.cli.read import finding_json
from hakaru.findings import Finding
from hakaru.ledger.entries import AnyEntry, Indicator
from hakaru.ledger.flatten import flat_entry
from hakaru.read.formats.guard import guarded
from hakaru.report.words import Language, working_text
from hakaru.rules.grade import Grade
from hakaru.workflow.queries.contradictions import contradictions
from hakaru.workflow.queries.judged import JudgedPlan

Row = dict[str, Any]
# Beside the sentence in the language asked for by the name of the key.
_JA, _EN = Language("ja"), Language("en")


def _entries(name: str) -> Callable[[JudgedPlan], Iterator[Row]]:
    """Return what yields the entries of a list of the ledger."""

    def rows(plan: JudgedPlan) -> Iterator[Row]:
        """Yield each entry as its JSON, with the plan it belongs to."""
        for entry in getattr(plan.ledger, name):
            yield _flat(entry) | {"plan": plan.plan.id}

    return rows


def _flat(entry: AnyEntry) -> Row:
    """Return an entry's JSON without the word for its kind, which the list says."""
    flat = flat_entry(entry)
    del flat["type"]
    return flat


def _plans(plan: JudgedPlan) -> Iterator[Row]:
    """Yield the plan with its counts."""
    counts = {name: len(getattr(plan.ledger, name)) for name in ("projects", "indicators")}
    yield _flat(plan.plan) | counts


def _indicators(plan: JudgedPlan) -> Iterator[Row]:
    """Yield the indicators with the project each belongs to."""
    for indicator in plan.ledger.indicators:
        project = plan.project_of.get(indicator.id)
        owners = {"plan": plan.plan.id, "project": project.id if project else None}
        yield _flat(indicator) | owners


def _grades(plan: JudgedPlan) -> Iterator[Row]:
    """Yield every grade with its working, in steps and in words."""
    for grade in plan.grades.values():
        yield _grade(plan, grade)


def _grade(plan: JudgedPlan, grade: Grade) -> Row:
    """Return one grade; symbols, null where there is none."""
    book = plan.book_of(grade.fiscal_year)
    return {
        "plan": plan.plan.id,
        "indicator": grade.indicator,
        "fiscal_year": grade.fiscal_year,
        "certainty": grade.certainty.value,
        "computed": grade.computed,
        "published": grade.published,
        "override": grade.override,
        "agrees": grade.agrees,
        "attainment": exact_text(grade.attainment),
        "rulebook": grade.book,
        "reason": grade.reason,
        "working": working_text(grade.working, _JA, book),
        "working_en": working_text(grade.working, _EN, book),
        "steps": [{"code": step.code, "values": dict(step.values)} for step in grade.working],
    }


def _ratios(plan: JudgedPlan) -> Iterator[Row]:
    """Yield the achievement ratio of every year, both counts with it."""
    for ratio in plan.ratios:
        published = ratio.published
        yield {
            "plan": plan.plan.id,
            "scope": ratio.scope,
            "fiscal_year": ratio.fiscal_year,
            "met": ratio.count.met,
            "evaluable": ratio.count.evaluable,
            "ratio": exact_text(ratio.count.ratio),
            "counted_as_met": list(ratio.count.counted_as_met),
            "published_ratio": None if published is None else format(published.percent, "f"),
            "reproduced_by": list(ratio.reproduced_by),
        }


def _findings(plan: JudgedPlan) -> Iterator[Row]:
    """Yield the contradictions of the plan, open ones first, then those somebody accepted."""
    held = contradictions(plan.plan.id)
    still_open, accepted = settle(held.findings, held.ledger.acceptances)
    for finding in still_open:
        yield _finding(plan, finding) | {"accepted": None}
    for settled in accepted:
        yield _finding(plan, settled.finding) | {"accepted": _acceptance(settled)}


def _finding(plan: JudgedPlan, finding: Finding) -> Row:
    """Return one finding in both languages."""
    row = finding_json(finding, _JA)
    return {
        "plan": plan.plan.id,
        "fingerprint": fingerprint(finding),
        **row,
        "message_en": finding_json(finding, _EN)["message"],
        "values": {key: str(value) for key, value in row["values"].items()},
    }


def _acceptance(settled: Accepted) -> Row:
    """Return why a finding is accepted, and when; who did is the office's affair."""
    acceptance = settled.acceptance
    return {"reason": acceptance.reason, "at": acceptance.at.isoformat()}


ROWS: dict[str, Callable[[JudgedPlan], Iterator[Row]]] = {
    "plans": _plans,
    "sections": _entries("sections"),
    "projects": _entries("projects"),
    "indicators": _indicators,
    "targets": _entries("targets"),
    "actuals": _entries("actuals"),
    "grades": _grades,
    "ratios": _ratios,
    "findings": _findings,
}


class Filters(msgspec.Struct, frozen=True, kw_only=True):
    """What rows are asked for; nothing asks for all. Ids are whole, a grade is a symbol."""

    id: str = ""
    section: str = ""
    project: str = ""
    indicator: str = ""
    member: str = ""
    fiscal_year: int | None = None
    grade: str = ""
    code: str = ""
    severity: str = ""


def rows_of(plan: JudgedPlan, resource: str, wanted: Filters) -> Iterator[Row]:
    """Yield the rows of a plan that fit, in the order of the ledger."""
    within = _within(plan, wanted)
    for row in ROWS[resource](plan):
        if _fits(row, wanted) and (within is None or _subject(resource, row) in within):
            yield row


def _fits(row: Row, wanted: Filters) -> bool:
    """Tell whether a row has the values asked for."""
    year = wanted.fiscal_year
    return (
        (not wanted.id or row.get("id") == wanted.id)
        and (year is None or _speaks_of(row, year))
        and (not wanted.grade or wanted.grade in {row.get("computed"), _published(row)})
        and (not wanted.code or row.get("code") == wanted.code)
        and (not wanted.severity or row.get("severity") == wanted.severity)
    )


def _speaks_of(row: Row, year: int) -> bool:
    """Tell whether a row is of a fiscal year, or a target in force in it."""
    if "in_force_from" in row:
        first, last = row["in_force_from"], row["in_force_until"]
        return (first is None or first <= year) and (last is None or year <= last)
    return bool(row.get("fiscal_year") == year)


def _published(row: Row) -> str | None:
    """Return the printed grade of a row."""
    return row.get("published", row.get("published_grade"))


def _subject(resource: str, row: Row) -> str | None:
    """Return the id by which a row belongs to a section, project, indicator or member."""
    if resource in {"sections", "projects", "indicators"}:
        return str(row["id"])
    if resource == "ratios":
        return str(row["scope"])
    return row.get("indicator")


def _within(plan: JudgedPlan, wanted: Filters) -> frozenset[str] | None:
    """Return the ids that filters by place leave, None where there is no such filter."""
    kept: list[frozenset[str]] = []
    if wanted.section:
        kept.append(frozenset(_in_section(plan, wanted.section)))
    if wanted.project:
        own = plan.index.indicators_of.get(wanted.project, ())
        kept.append(frozenset({wanted.project, *(indicator.id for indicator in own)}))
    if wanted.indicator:
        kept.append(frozenset({wanted.indicator}))
    if wanted.member:
        kept.append(frozenset(_with_member(plan, wanted.member)))
    return frozenset.intersection(*kept) if kept else None


def _in_section(plan: JudgedPlan, section: str) -> Iterator[str]:
    """Yield a section, those below it, their projects (relisted ones too) and indicators."""
    below = {
        one.id
        for one in plan.ledger.sections
        if any(above.id == section for above in plan.lineage(one.id))
    }
    yield from below
    for project in plan.ledger.projects:
        if below & {project.section, *project.relisted_in}:
            yield project.id
            yield from _ids(plan.index.indicators_of.get(project.id, ()))
    for one in below:
        yield from _ids(plan.index.indicators_of.get(one, ()))


def _with_member(plan: JudgedPlan, member: str) -> Iterator[str]:
    """Yield the plan where it has the member, the projects it takes part in, their indicators."""
    for project in plan.ledger.projects:
        if member in project.participants:
            yield project.id
            yield from _ids(plan.index.indicators_of.get(project.id, ()))


def _ids(indicators: tuple[Indicator, ...]) -> Iterator[str]:
    """Yield the ids of indicators."""
    return (indicator.id for indicator in indicators)


def as_table(rows: Iterable[Row], columns: tuple[str, ...]) -> bytes:
    """Return rows as CSV for spreadsheets, UTF-8 with its mark; no text is taken for a formula.

    A list or an object is its JSON; null is an empty field.
    """
    lines = io.StringIO(newline="")
    writer = csv.writer(lines, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_field(row[name]) for name in columns] for row in rows)
    return b"\xef\xbb\xbf" + lines.getvalue().encode()


def _field(value: object) -> str:
    """Return a value as a field of a table."""
    if value is None:
        return ""
    if isinstance(value, str):
        return guarded(value)
    return msgspec.json.encode(value).decode()
