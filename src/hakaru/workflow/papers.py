"""Papers of a plan, made when asked for: every report in every format, and open data.

`make` is the one way: the workbench, the public pages and whoever else offers downloads use it.
"""

import os
import tempfile
from pathlib import Path
from typing import IO, Any, BinaryIO, cast

import msgspec

from hakaru.errors import UsageError
from hakaru.ledger.ledger import Ledger
from hakaru.ledger.period import year_of
from hakaru.ledger.revising import effective
from hakaru.report import registry
from hakaru.report.opendata import LICENCES, Publication, open_data
from hakaru.report.tables.wanted import Wanted
from hakaru.report.words import Language
from hakaru.workflow.areas.tiles import codes_of
from hakaru.workflow.queries.judged import judged

FONTS = "HAKARU_FONTS"
SPOOLED = 8 * 1024 * 1024
OPEN_DATA = registry.OPEN_DATA
# The file that stands for the dataset where a format holds one alone.
_ALONE = {"csv": "results.csv", "jsonl": "ledger.jsonl"}
MEDIA = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "pdf": "application/pdf",
    "html": "text/html; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "zip": "application/zip",
    "jsonl": "application/x-ndjson; charset=utf-8",
}
_NAMES = {
    "cards": ("事業カード", "cards"),
    "matrix": ("進捗状況一覧", "matrix"),
    "vision": ("KPIの状況", "kpi"),
    "summary": ("評価のまとめ", "summary"),
    "changes": ("事業とKPIの変更", "changes"),
    "participation": ("参加市町村一覧", "participation"),
    "member": ("参加事業", "member"),
    "slides": ("説明資料", "slides"),
    "form": ("調査票", "form"),
    OPEN_DATA: ("オープンデータ", "opendata"),
}
_NOT_IN_NAMES = str.maketrans(dict.fromkeys('\\/:*?"<>|\r\n\t', "_"))
_LONGEST_TITLE = 60


class PaperRequest(msgspec.Struct, frozen=True, kw_only=True):
    """Which paper: a kind and format of the registry, and what narrows it; "" is everything.

    `year` is a fiscal year as people write it; `licence` is for open data alone.
    """

    kind: str
    format: str
    year: str = ""
    section: str = ""
    member: str = ""
    lang: str = "ja"
    licence: str = ""


class Paper(msgspec.Struct, frozen=True, kw_only=True):
    """A paper: its file's name and type, and the file, open at its beginning."""

    name: str
    media: str
    file: IO[bytes]


class Kind(msgspec.Struct, frozen=True, kw_only=True):
    """A kind of paper with the formats it can be made in."""

    id: str
    formats: tuple[str, ...]


def kinds(wanted: tuple[str, ...] = ()) -> tuple[Kind, ...]:
    """Return the kinds of paper, or those wanted of them, in the order of the registry."""
    return tuple(
        Kind(id=kind, formats=formats)
        for kind, formats in registry.FORMATS.items()
        if not wanted or kind in wanted
    )


def licences() -> tuple[str, ...]:
    """Return the licences that open data may be published under."""
    return tuple(LICENCES)


def make(plan: str, asked: PaperRequest) -> Paper:
    """Return a paper of a plan as it stands now; whoever asks closes its file.

    Raises UsageError: `plan.unknown`, `report.pair` for what cannot be made, `report.year`,
    `report.section_unknown`, `report.member_unknown` or `report.member_needed`,
    `publication.licence`; RulebookError for a plan with an unknown rulebook.
    """
    return printed(judged(plan).ledger, asked)


def printed(ledger: Ledger, asked: PaperRequest) -> Paper:
    """Return a paper of a ledger of one plan; whoever asks closes its file. Raises as `make`."""
    ledger = effective(ledger)
    registry.check_pair(asked.kind, asked.format)
    file = tempfile.SpooledTemporaryFile(SPOOLED)  # noqa: SIM115 - whoever asked closes it
    try:
        year = _write(ledger, asked, file)
        file.seek(0)
    except BaseException:
        file.close()
        raise
    title = ledger.plans[0].title or ledger.plans[0].id
    return Paper(name=_name(title, asked, year), media=MEDIA[asked.format], file=file)


def _write(ledger: Ledger, asked: PaperRequest, file: IO[bytes]) -> int | None:
    """Write a paper; return the fiscal year it is of, None for all."""
    if asked.kind == OPEN_DATA:
        codes = codes_of(ledger.plans[0].members)
        data, _ = open_data(ledger, Publication(licence=asked.licence, codes=codes))
        whole = asked.format == "zip"
        file.write(data.zipped() if whole else dict(data.files)[_ALONE[asked.format]])
        return None
    wanted = Wanted(
        lang=Language(asked.lang),
        plan=ledger.plans[0].id,
        fiscal_year=_year(asked.year),
        sections=(asked.section,) if asked.section else (),
        member=asked.member,
    )
    report = registry.build(asked.kind, ledger, wanted)
    fonts = os.environ.get(FONTS) if asked.format == "pdf" else None
    options: dict[str, Any] = {"fonts": Path(fonts)} if fonts else {}
    registry.write(report, asked.format, cast("BinaryIO", file), **options)
    return wanted.fiscal_year


def _year(text: str) -> int | None:
    """Return the year asked for."""
    if not text.strip():
        return None
    year = year_of(text.strip())
    if year is None:
        raise UsageError("report.year", year=text)
    return year


def _name(title: str, asked: PaperRequest, year: int | None) -> str:
    """Return a file's name: what it is of, what it is, for which year or member."""
    japanese = asked.lang != Language.EN
    words = [
        " ".join(title.split())[:_LONGEST_TITLE],
        _NAMES[asked.kind][0 if japanese else 1],
        asked.member,
        f"{year}年度" if year and japanese else f"FY{year}" if year else "",
    ]
    name = "_".join(word for word in words if word).translate(_NOT_IN_NAMES)
    return f"{name.strip(' .')}.{asked.format}"
