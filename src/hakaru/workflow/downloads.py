"""Papers and data of a plan for download: made when asked, kept for a while, one at a time.

Anybody may ask, and making a paper takes a second of work. So what was made is kept in memory
within bounds, by the plan's version; only one is made at a time in a process; and whoever would
have to wait long is told to come again.
"""

import io
import os
import threading
from collections import OrderedDict
from pathlib import Path
from typing import Any

import msgspec

from hakaru.errors import UsageError
from hakaru.report import registry
from hakaru.report.opendata import Publication, open_data
from hakaru.report.tables.wanted import Wanted
from hakaru.report.words import Language
from hakaru.workflow.areas.tiles import codes_of
from hakaru.workflow.queries.judged import JudgedPlan, PlanVersion, judged, plan_version
from hakaru.workflow.queries.marks import plan_head
from hakaru.workflow.queries.views import PlanHead

MOST_BYTES = 64 * 1024 * 1024
LONGEST_WAIT = 20.0
FONTS = "HAKARU_FONTS"
# What the public is offered: those of the registry that need no more than a plan, year and member.
KINDS = ("summary", "cards", "matrix", "vision", "changes", "participation", "member", "slides")
OPEN_DATA = registry.OPEN_DATA
# The file that stands for the dataset where a format holds one alone.
_ALONE = {"csv": "results.csv", "jsonl": "ledger.jsonl"}
MEDIA_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "pdf": "application/pdf",
    "html": "text/html; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "zip": "application/zip",
    "jsonl": "application/jsonl; charset=utf-8",
}


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """A download: `year` is "" for the latest one, `member` is needed by the member's paper."""

    kind: str
    file_format: str
    lang: str
    year: str = ""
    member: str = ""


class Download(msgspec.Struct, frozen=True, kw_only=True):
    """A file ready to be sent."""

    name: str
    media_type: str
    data: bytes


class DownloadPage(msgspec.Struct, frozen=True, kw_only=True):
    """The papers and data of a plan, with the years and members that may be asked for."""

    head: PlanHead
    kinds: tuple[tuple[str, tuple[str, ...]], ...]
    years: tuple[int, ...]
    members: tuple[str, ...]


class Shelf:
    """What was made, the least recently asked for thrown away first; safe between threads."""

    def __init__(self, most_bytes: int) -> None:
        """Begin empty."""
        self._most = most_bytes
        self._kept: OrderedDict[tuple[str, PlanVersion, Asked], Download] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: tuple[str, PlanVersion, Asked]) -> Download | None:
        """Return what is kept of a version of a plan, None where it is not."""
        with self._lock:
            found = self._kept.get(key)
            if found is not None:
                self._kept.move_to_end(key)
            return found

    def put(self, key: tuple[str, PlanVersion, Asked], download: Download) -> None:
        """Keep a file, unless it alone is beyond the bound."""
        with self._lock:
            self._kept[key] = download
            while sum(len(one.data) for one in self._kept.values()) > self._most:
                self._kept.popitem(last=False)

    def clear(self) -> None:
        """Keep nothing."""
        with self._lock:
            self._kept.clear()


SHELF = Shelf(MOST_BYTES)
_MAKING = threading.Lock()


def download_page(plan_id: str) -> DownloadPage:
    """Return what can be downloaded of a plan. Raises UsageError `plan.unknown`."""
    plan = judged(plan_id)
    return DownloadPage(
        head=plan_head(plan),
        kinds=kinds_of(plan_id),
        years=plan.years_known,
        members=plan.plan.members,
    )


def kinds_of(plan_id: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the papers a plan can be had as, each with its formats; open data last.

    Raises UsageError `plan.unknown`.
    """
    plan = judged(plan_id)
    if plan.plan.rulebook and plan.book is None:
        # Papers cannot be graded by a rulebook that is not known here.
        return ()
    if not plan.years_known:
        return ((OPEN_DATA, registry.FORMATS[OPEN_DATA]),)
    left_out = set()
    if not plan.ledger.projects:
        left_out |= {"cards", "changes", "participation"}
    if not plan.own:
        left_out.add("vision")
    if not plan.plan.members or not plan.ledger.projects:
        left_out |= {"member", "participation"}
    wanted = (kind for kind in KINDS if kind not in left_out)
    return (
        *((kind, registry.FORMATS[kind]) for kind in wanted),
        (OPEN_DATA, registry.FORMATS[OPEN_DATA]),
    )


def download(plan_id: str, asked: Asked, *, wait: float = LONGEST_WAIT) -> Download:
    """Return a paper or data of a plan as it stands now.

    Raises UsageError: `plan.unknown`, `download.unknown` for a kind or format that is not offered,
    `filter.unknown` for a year or member the plan does not have, and `download.busy` where others
    are being made for longer than `wait` seconds.
    """
    # The version first: what is made is then never older than what it is kept as.
    version = plan_version(plan_id)
    plan = judged(plan_id)
    asked = _checked(plan, asked)
    key = plan_id, version, asked
    found = SHELF.get(key)
    if found is not None:
        return found
    if not _MAKING.acquire(timeout=wait):
        raise UsageError("download.busy", plan=plan_id)
    try:
        # It may have been made while this one waited.
        found = SHELF.get(key) or _made(plan, asked)
        SHELF.put(key, found)
        return found
    finally:
        _MAKING.release()


def _checked(plan: JudgedPlan, asked: Asked) -> Asked:
    """Return what is asked for with nothing in it that makes no difference to the file."""
    if asked.file_format not in dict(kinds_of(plan.plan.id)).get(asked.kind, ()):
        raise UsageError("download.unknown", kind=asked.kind, format=asked.file_format)
    if asked.year and asked.year not in map(str, plan.years_known):
        raise UsageError("filter.unknown", filter="year", value=asked.year[:40])
    if asked.kind == OPEN_DATA:
        return msgspec.structs.replace(asked, year="", member="", lang="ja")
    if asked.kind != "member":
        return msgspec.structs.replace(asked, member="", year=asked.year or _latest(plan))
    taking = {name for project in plan.ledger.projects for name in project.participants}
    if asked.member not in taking | set(plan.plan.members):
        raise UsageError("filter.unknown", filter="member", value=asked.member[:40])
    return msgspec.structs.replace(asked, year=asked.year or _latest(plan))


def _latest(plan: JudgedPlan) -> str:
    """Return the last year with results."""
    return str(plan.years_known[-1])


def _made(plan: JudgedPlan, asked: Asked) -> Download:
    """Make a file."""
    data = _opened(plan, asked) if asked.kind == OPEN_DATA else _printed(plan, asked)
    parts = (asked.kind, asked.year, asked.member)
    return Download(
        name=f"{'-'.join(filter(None, parts))}.{asked.file_format}",
        media_type=MEDIA_TYPES[asked.file_format],
        data=data,
    )


def _printed(plan: JudgedPlan, asked: Asked) -> bytes:
    """Return a paper."""
    wanted = Wanted(
        lang=Language(asked.lang),
        plan=plan.plan.id,
        fiscal_year=int(asked.year),
        member=asked.member if asked.kind == "member" else "",
    )
    report = registry.build(asked.kind, plan.ledger, wanted)
    out = io.BytesIO()
    fonts = os.environ.get(FONTS)
    options: dict[str, Any] = {"fonts": Path(fonts)} if fonts and asked.file_format == "pdf" else {}
    registry.write(report, asked.file_format, out, **options)
    return out.getvalue()


def _opened(plan: JudgedPlan, asked: Asked) -> bytes:
    """Return open data: everything in a zip, or the one file of the format.

    A licence is the authority's to give: `hakaru publish` asks for it, this site claims none.
    """
    publication = Publication(codes=codes_of(plan.plan.members))
    data, _findings = open_data(plan.ledger, publication)
    return (
        data.zipped() if asked.file_format == "zip" else dict(data.files)[_ALONE[asked.file_format]]
    )
