"""Findings in SARIF 2.1.0, for repositories that keep documents and gate on what is found."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from hakaru import __version__
from hakaru.checks import Accepted, fingerprint
from hakaru.findings import Finding
from hakaru.report.words import Language, place_text, sentence_for_finding, title_of_check
from hakaru.source import Place

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_VERSION = "2.1.0"
_FINGERPRINT = "hakaru/v1"


def sarif_log(
    still_open: Sequence[Finding],
    accepted: Sequence[Accepted],
    lang: Language,
    *,
    files: Iterable[Path] = (),
) -> dict[str, Any]:
    """Return the log of one run; accepted findings are there, suppressed with their reason.

    The first place of a finding is its location, the others are related locations. A cell, sheet
    or page stands as a logical location, for SARIF knows lines only. `files` are those that were
    given: a place names its file alone, and a repository looks for it in its folder.
    """
    where = _addresses(files)
    results = [_result(finding, lang, where) for finding in still_open]
    for settled in accepted:
        suppression = {"kind": "external", "justification": settled.acceptance.reason}
        results.append(_result(settled.finding, lang, where) | {"suppressions": [suppression]})
    codes = sorted({result["ruleId"] for result in results})
    return {
        "$schema": _SCHEMA,
        "version": _VERSION,
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "hakaru",
                        "version": __version__,
                        "rules": [
                            {"id": code, "shortDescription": {"text": title_of_check(code, lang)}}
                            for code in codes
                        ],
                    }
                },
                "results": [
                    result | {"ruleIndex": codes.index(result["ruleId"])} for result in results
                ],
            }
        ],
    }


def _addresses(files: Iterable[Path]) -> dict[str, str]:
    """Return the address of each file by its name, from here where it lies below.

    Of files with one name in several folders nobody can tell which a place means: they have none.
    """
    found: dict[str, set[str]] = {}
    for path in files:
        whole = path.resolve()
        below = whole.is_relative_to(Path.cwd())
        address = quote(whole.relative_to(Path.cwd()).as_posix()) if below else whole.as_uri()
        found.setdefault(path.name, set()).add(address)
    return {name: next(iter(one)) for name, one in found.items() if len(one) == 1}


def _result(finding: Finding, lang: Language, where: Mapping[str, str]) -> dict[str, Any]:
    """Return one finding; severities are SARIF's levels by the same names."""
    return {
        "ruleId": finding.code,
        "level": finding.severity.value,
        "message": {"text": sentence_for_finding(finding, lang)},
        "locations": [_location(place, where) for place in finding.places[:1]],
        "relatedLocations": [_location(place, where) for place in finding.places[1:]],
        "partialFingerprints": {_FINGERPRINT: fingerprint(finding)},
        "properties": {"certainty": finding.certainty.value, "values": dict(finding.values)},
    }


def _location(place: Place, where: Mapping[str, str]) -> dict[str, Any]:
    """Return a place."""
    uri = where.get(place.file) or quote(place.file)
    physical: dict[str, Any] = {"artifactLocation": {"uri": uri}}
    if place.line:
        physical["region"] = {"startLine": place.line}
    location: dict[str, Any] = {"physicalLocation": physical}
    if place.cell or place.sheet or place.page:
        location["logicalLocations"] = [{"fullyQualifiedName": place_text(place)}]
    return location
