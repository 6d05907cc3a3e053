"""What `hakaru check` shows: findings grouped by what they are, with places, and as JSON."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from hakaru.checks import Accepted, fingerprint
from hakaru.cli.read import finding_json
from hakaru.findings import Finding, Severity
from hakaru.report.words import (
    Language,
    place_text,
    say,
    sentence_for_finding,
    term,
    title_of_check,
)
from hakaru.source import Place

SCHEMA = "hakaru.findings/1"
INDENT = "  "
SHOWN_PLACES = 6


def check_lines(
    still_open: Sequence[Finding],
    accepted: Sequence[Accepted],
    lang: Language,
    *,
    everything: bool,
) -> Iterator[str]:
    """Yield the findings, most serious first, a heading for each kind; then what is accepted."""
    counts = Counter(finding.severity for finding in still_open)
    yield say(
        "check.heading",
        lang,
        count=len(still_open),
        errors=counts[Severity.ERROR],
        warnings=counts[Severity.WARNING],
        notes=counts[Severity.NOTE],
        accepted=len(accepted),
    )
    if not still_open:
        yield say("check.none", lang)
    for (severity, code, certainty), group in groupby(
        still_open, lambda finding: (finding.severity, finding.code, finding.certainty)
    ):
        found = list(group)
        yield ""
        yield say(
            "check.code",
            lang,
            code=code,
            severity=term(severity, lang),
            certainty=term(certainty, lang),
            title=title_of_check(code, lang),
            n=len(found),
        )
        for finding in found:
            yield from _finding_lines(finding, lang)
    if everything and accepted:
        yield ""
        for settled in accepted:
            yield from _accepted_lines(settled, lang)


def _finding_lines(finding: Finding, lang: Language) -> Iterator[str]:
    """Yield what a finding says, then where, and the name to accept it by."""
    yield INDENT + " ".join(sentence_for_finding(finding, lang).split())
    where = " ⇔ ".join(_places(finding.places[:SHOWN_PLACES]))
    if len(finding.places) > SHOWN_PLACES:
        where += say("findings.more_places", lang, n=len(finding.places) - SHOWN_PLACES)
    name = say("check.fingerprint", lang, fingerprint=fingerprint(finding))
    yield INDENT * 2 + f"{where}  {name}".strip()


def _places(places: Sequence[Place]) -> Iterator[str]:
    """Yield places as text; of several in one line the cells tell which is which."""
    texts = [place_text(place) for place in places]
    for place, text in zip(places, texts, strict=True):
        in_one_line = texts.count(text) > 1 and place.cell and not text.endswith(place.cell)
        yield f"{text} ({place.cell})" if in_one_line else text


def _accepted_lines(settled: Accepted, lang: Language) -> Iterator[str]:
    """Yield what was accepted, by whom and why."""
    acceptance = settled.acceptance
    yield say(
        "check.accepted",
        lang,
        code=acceptance.code,
        fingerprint=acceptance.fingerprint,
        by=acceptance.by,
        at=acceptance.at.isoformat(),
        reason=acceptance.reason,
    )
    yield INDENT + " ".join(sentence_for_finding(settled.finding, lang).split())


def check_json(
    still_open: Sequence[Finding], accepted: Sequence[Accepted], lang: Language
) -> dict[str, Any]:
    """Return what `hakaru check --json` prints: open findings, and accepted ones with the reason.

    Each finding has `code`, `title`, `severity`, `certainty`, `message`, `places`, `values` and
    `fingerprint`; an accepted one also `accepted` with `reason`, `by` and `at`.
    """
    return {
        "schema": SCHEMA,
        "findings": [_json(finding, lang) for finding in still_open],
        "accepted": [
            _json(settled.finding, lang)
            | {
                "accepted": {
                    "reason": settled.acceptance.reason,
                    "by": settled.acceptance.by,
                    "at": settled.acceptance.at.isoformat(),
                }
            }
            for settled in accepted
        ],
    }


def _json(finding: Finding, lang: Language) -> dict[str, Any]:
    """Return one finding with its name and the title of its kind."""
    return finding_json(finding, lang) | {
        "title": title_of_check(finding.code, lang),
        "fingerprint": fingerprint(finding),
    }
