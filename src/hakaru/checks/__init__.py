"""Checks: contradictions in a ledger, one coded check a file, one list.

A check is a function `context -> findings`, pure and total: bad data never raises. What it looks
for, why, and how sure it is stand in its module's docstring, from which the catalogue in the
documentation is printed.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from msgspec.structs import replace

from hakaru.checks import (
    h101_grade,
    h102_ratio,
    h103_counting,
    h104_running_total,
    h105_participants,
    h106_parts,
    h107_only_planned,
    h108_days,
    h109_unit_slip,
    h110_eras,
    h111_missing_result,
    h112_revisions,
    h113_same_fact,
    h114_drifted_names,
    h115_years,
    h116_units,
    h117_gaps,
    h118_stale_forecast,
    h119_ended,
    h120_due,
    h121_shares,
    h122_marks,
    h123_printed_counts,
    h124_baselines,
)
from hakaru.checks.acceptance import Accepted, accept, carry_over, fingerprint, settle
from hakaru.checks.context import Context, context_of
from hakaru.checks.passed_on import PASSED_ON, passed_on
from hakaru.errors import UsageError
from hakaru.findings import Finding, Kind, Severity, Sureness
from hakaru.ledger.ledger import Ledger
from hakaru.rules.in_force import Books

__all__ = [
    "CHECKS",
    "PASSED_ON",
    "Accepted",
    "Check",
    "Context",
    "accept",
    "carry_over",
    "context_of",
    "fingerprint",
    "in_order",
    "run",
    "settle",
]


class Check(NamedTuple):
    """A check: the kind of finding it gives unless configured, and the function that looks."""

    kind: Kind
    look: Callable[[Context], Iterator[Finding]]


CHECKS = (
    Check(h101_grade.GRADE_DIFFERS, h101_grade.check),
    Check(h102_ratio.RATIO_DIFFERS, h102_ratio.check),
    Check(h103_counting.COUNTED_DIFFERENTLY, h103_counting.check),
    Check(h104_running_total.TOTAL_FALLS, h104_running_total.check),
    Check(h105_participants.NOT_TAKING_PART, h105_participants.check),
    Check(h106_parts.PARTS_DIFFER, h106_parts.check),
    Check(h107_only_planned.ONLY_PLANNED, h107_only_planned.check),
    Check(h108_days.DAY_OUTSIDE, h108_days.check),
    Check(h109_unit_slip.UNIT_SLIP, h109_unit_slip.check),
    Check(h110_eras.ERA_DIFFERS, h110_eras.check),
    Check(h111_missing_result.RESULT_MISSING, h111_missing_result.check),
    Check(h112_revisions.REVISION_UNFIT, h112_revisions.check),
    Check(h113_same_fact.FACT_DIFFERS, h113_same_fact.check),
    Check(h114_drifted_names.NAME_DRIFTED, h114_drifted_names.check),
    Check(h115_years.YEARS_UNFIT, h115_years.check),
    Check(h116_units.UNIT_DIFFERS, h116_units.check),
    Check(h117_gaps.NUMBER_MISSING, h117_gaps.check),
    Check(h118_stale_forecast.FORECAST_STALE, h118_stale_forecast.check),
    Check(h119_ended.RESULT_AFTER_END, h119_ended.check),
    Check(h120_due.GRADE_NOT_DUE, h120_due.check),
    Check(h121_shares.SHARE_IMPOSSIBLE, h121_shares.check),
    Check(h122_marks.MARK_UNKNOWN, h122_marks.check),
    Check(h123_printed_counts.COUNTS_DIFFER, h123_printed_counts.check),
    Check(h124_baselines.VALUE_DIFFERS, h124_baselines.check),
)

_SEVERITIES = tuple(Severity)
_SURENESS = tuple(Sureness)
OFF = "off"


def run(
    ledger: Ledger,
    *,
    read: Iterable[Finding] = (),
    book: Books = None,
    severities: Mapping[str, str] | None = None,
) -> tuple[Finding, ...]:
    """Return every contradiction of a ledger, what matters most first.

    `read` is what reading noticed; its contradictions are passed on. Every plan is graded by
    `book`, or else by its own. `severities` gives codes another severity (error, warning, note) or
    switches them off (off). Raises UsageError `severity.code` for an unknown code and
    `severity.value` for an unknown severity, RulebookError for a plan that names an unknown book.
    """
    chosen = dict(severities or {})
    _refuse_unknown(chosen)
    noticed = tuple(read)
    context = context_of(ledger, read=noticed, book=book)
    found = list(passed_on(context))
    for check in CHECKS:
        if chosen.get(check.kind.code) != OFF:
            found.extend(check.look(context))
    return in_order(
        replace(finding, severity=Severity(chosen[finding.code]))
        if finding.code in chosen
        else finding
        for finding in _once(found)
        if chosen.get(finding.code) != OFF
    )


def _once(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield findings that say the same once, with all their places."""
    alike: dict[tuple[str, tuple[tuple[str, str], ...]], Finding] = {}
    for finding in findings:
        key = finding.code, finding.values
        known = alike.get(key)
        places = (*(known.places if known else ()), *finding.places)
        alike[key] = replace(finding, places=tuple(dict.fromkeys(places)))
    yield from alike.values()


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings by severity, code and certainty; those alike stay as they were found."""
    return tuple(
        sorted(
            findings,
            key=lambda finding: (
                _SEVERITIES.index(finding.severity),
                finding.code,
                _SURENESS.index(finding.certainty),
            ),
        )
    )


def _refuse_unknown(severities: Mapping[str, str]) -> None:
    """Raise UsageError where a code or a severity does not exist."""
    codes = {check.kind.code for check in CHECKS} | PASSED_ON
    for code, severity in severities.items():
        if code not in codes:
            raise UsageError("severity.code", given=code, known=", ".join(sorted(codes)))
        if severity not in {*_SEVERITIES, OFF}:
            known = ", ".join([*_SEVERITIES, OFF])
            raise UsageError("severity.value", check=code, given=severity, known=known)
