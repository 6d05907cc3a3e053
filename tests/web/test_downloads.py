"""Papers and data for everyone: what is offered, made once, one at a time, within bounds."""

import io
import threading
import zipfile
from collections.abc import Iterator

import pytest
from django.test import Client
from msgspec.structs import replace

from hakaru.errors import UsageError
from hakaru.ledger.text import load
from hakaru.report import registry
from hakaru.store.ledger_rows import save_ledger
from hakaru.workflow import downloads
from hakaru.workflow.downloads import Asked, Download, Shelf
from hakaru.workflow.queries.judged import PlanVersion, judged, plan_version
from web.reading import words
from web.sample import PLAN, sample_ledger

SUMMARY = Asked(kind="summary", file_format="html", lang="ja")


@pytest.fixture(autouse=True)
def _empty_shelf() -> Iterator[None]:
    """Begin and end with nothing kept: a database rolled back may use its versions again."""
    downloads.SHELF.clear()
    yield
    downloads.SHELF.clear()


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the kinds that are really built, as they are built."""
    kinds: list[str] = []
    build = registry.build

    def counting(kind: str, *args: object, **more: object) -> object:
        """Build, and remember."""
        kinds.append(kind)
        return build(kind, *args, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(registry, "build", counting)
    return kinds


def test_page_offers_what_can_be_made(client: Client, plan_page: str) -> None:
    """Every paper with its formats; what a plan has no data for is not offered."""
    page = words(client, f"{plan_page}downloads/")
    assert "まとめ 達成割合、区分と年度ごとの評価" in page
    assert "オープンデータ" in page
    assert "計画や区分そのものに置かれた指標の表と図" not in page


@pytest.mark.parametrize(
    ("path", "start", "media_type"),
    [
        ("cards.xlsx", b"PK", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("summary.docx", b"PK", "application/vnd.openxmlformats"),
        ("matrix.pdf", b"%PDF-", "application/pdf"),
        ("slides.pptx", b"PK", "application/vnd.openxmlformats"),
        ("changes.csv", b"\xef\xbb\xbf", "text/csv"),
        ("participation.html", b"<!doctype html>", "text/html"),
        ("member.csv?member=浜町", b"\xef\xbb\xbf", "text/csv"),
        ("opendata.csv", b"\xef\xbb\xbf", "text/csv"),
    ],
)
def test_files_are_what_they_say(
    client: Client, plan_page: str, path: str, start: bytes, media_type: str
) -> None:
    """A file has its format's first bytes and type, and is saved, never shown in the site."""
    response = client.get(f"{plan_page}downloads/{path}")
    assert response.status_code == 200
    assert response.content[:15].lower().startswith(start.lower())
    assert response.headers["Content-Type"].startswith(media_type)
    assert response.headers["Content-Disposition"].startswith("attachment")


def test_everything_offered_can_be_made(plan_page: str) -> None:
    """No link of the page leads to a fault."""
    del plan_page
    for kind, formats in downloads.kinds_of(PLAN):
        for one in formats:
            if one not in {"docx", "pdf", "pptx"}:
                asked = Asked(kind=kind, file_format=one, lang="en", member="港市")
                assert downloads.download(PLAN, asked).data


def test_the_ledger_can_be_read_again(client: Client, plan_page: str) -> None:
    """Who downloads the ledger has every entry that is published."""
    data = client.get(f"{plan_page}downloads/opendata.jsonl").content
    again = load(data.split(b"\n"), "ledger.jsonl")
    assert len(again.indicators) == len(sample_ledger().indicators)
    zipped = client.get(f"{plan_page}downloads/opendata.zip").content
    assert "datapackage.json" in zipfile.ZipFile(io.BytesIO(zipped)).namelist()


def test_the_year_asked_for_is_reported(client: Client, plan_page: str) -> None:
    """An earlier year has its own paper."""
    latest = client.get(f"{plan_page}downloads/summary.html").content.decode()
    earlier = client.get(f"{plan_page}downloads/summary.html?year=2024").content.decode()
    assert "令和7年度" in latest[:3000]
    assert "令和6年度" in earlier[:3000]
    assert latest != earlier


def test_a_file_is_made_once_for_a_version(plan_page: str, made: list[str]) -> None:
    """Asking again costs nothing until the plan changes."""
    del plan_page
    first = downloads.download(PLAN, SUMMARY)
    assert downloads.download(PLAN, SUMMARY) is first
    assert downloads.download(PLAN, replace(SUMMARY, year="2025")) is first
    assert downloads.download(PLAN, replace(SUMMARY, member="浜町")) is first
    assert made == ["summary"]
    ledger = sample_ledger()
    save_ledger(replace(ledger, plans=(replace(ledger.plans[0], title="改定版"),)))
    assert "改定版" in downloads.download(PLAN, SUMMARY).data.decode()
    assert made == ["summary", "summary"]


def test_one_file_is_made_at_a_time(plan_page: str, made: list[str]) -> None:
    """While one is being made another is refused; what is kept is still sent."""
    del plan_page
    kept = downloads.download(PLAN, SUMMARY)
    with downloads._MAKING:  # noqa: SLF001 - as if another reader's file were being made
        assert downloads.download(PLAN, SUMMARY) is kept
        with pytest.raises(UsageError, match=r"download\.busy"):
            downloads.download(PLAN, replace(SUMMARY, kind="matrix"), wait=0)
    assert made == ["summary"]
    assert downloads.download(PLAN, replace(SUMMARY, kind="matrix"), wait=0).data


def test_a_busy_site_says_when_to_come_again(
    client: Client, plan_page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """503 with Retry-After, in the frame of the site."""

    def busy(*_: object, **__: object) -> None:
        """Answer as a site that is making another file."""
        raise UsageError("download.busy", plan=PLAN)

    monkeypatch.setattr(downloads, "download", busy)
    response = client.get(f"{plan_page}downloads/cards.pdf")
    assert response.status_code == 503
    assert response.headers["Retry-After"] == "30"
    assert "混み合っています" in response.content.decode()


def test_a_failure_does_not_keep_the_door_shut(
    plan_page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After an accident the next reader is served."""
    del plan_page

    def broken(*_: object, **__: object) -> None:
        """Fail."""
        raise ZeroDivisionError

    with monkeypatch.context() as patch:
        patch.setattr(registry, "build", broken)
        with pytest.raises(ZeroDivisionError):
            downloads.download(PLAN, SUMMARY)
    assert downloads.download(PLAN, SUMMARY, wait=0).data


def test_the_shelf_keeps_within_its_bounds() -> None:
    """What was asked for longest ago goes first; a file beyond the bound is not kept at all."""
    shelf = Shelf(100)
    keys = [("plan", PlanVersion("plan", 1, number), SUMMARY) for number in range(4)]

    def file(size: int) -> Download:
        """Return a file of that many bytes."""
        return Download(name="x", media_type="text/csv", data=b"." * size)

    shelf.put(keys[0], file(40))
    shelf.put(keys[1], file(40))
    assert shelf.get(keys[0])
    shelf.put(keys[2], file(40))
    assert [bool(shelf.get(key)) for key in keys] == [True, False, True, False]
    shelf.put(keys[3], file(101))
    assert shelf.get(keys[3]) is None


def test_readers_together_have_one_file_made(
    plan_page: str, made: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Several readers asking for the same file at once wait for the first one's."""
    del plan_page
    plan, version = judged(PLAN), plan_version(PLAN)
    # Threads do not see what this test's transaction wrote: they are given what they would read.
    monkeypatch.setattr(downloads, "judged", lambda _: plan)
    monkeypatch.setattr(downloads, "plan_version", lambda _: version)
    found: list[Download] = []
    asking = [
        threading.Thread(target=lambda: found.append(downloads.download(PLAN, SUMMARY)))
        for _ in range(4)
    ]
    for thread in asking:
        thread.start()
    for thread in asking:
        thread.join()
    assert len(found) == 4
    assert len({one.data for one in found}) == 1
    assert made == ["summary"]
