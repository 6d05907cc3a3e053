"""Papers and data of a plan for download: made when asked, kept for a while, one at a time.

Anybody may ask, and making a paper takes a second of work. So what was made is kept in memory
within bounds, by the plan's version; only one is made at a time in a process; and whoever would
have to wait long is told to come again.
"""

import threading
from collections import OrderedDict

import msgspec

from hakaru.errors import UsageError
from hakaru.report import registry
from hakaru.workflow.papers import PaperRequest, printed
from hakaru.workflow.queries.judged import JudgedPlan, PlanVersion, judged, plan_version
from hakaru.workflow.queries.marks import plan_head
from hakaru.workflow.queries.views import PlanHead

MOST_BYTES = 64 * 1024 * 1024
LONGEST_WAIT = 20.0
# What the public is offered: those of the registry that need no more than a plan, year and member.
KINDS = ("summary", "cards", "matrix", "vision", "changes", "participation", "member", "slides")
OPEN_DATA = registry.OPEN_DATA


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
    """Make a file. A licence is the authority's to give: this site claims none for open data."""
    wanted = PaperRequest(
        kind=asked.kind,
        format=asked.file_format,
        year=asked.year,
        member=asked.member,
        lang=asked.lang,
    )
    paper = printed(plan.ledger, wanted)
    with paper.file as file:
        data = file.read()
    parts = (asked.kind, asked.year, asked.member)
    return Download(
        name=f"{'-'.join(filter(None, parts))}.{asked.file_format}",
        media_type=paper.media,
        data=data,
    )
