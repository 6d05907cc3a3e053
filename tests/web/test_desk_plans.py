"""A plan's settings, its log, and its papers for download."""

import io
import zipfile
from datetime import UTC, datetime, timedelta
from urllib.parse import quote

import pytest
from django.test import Client
from pytest_django import Settings

from hakaru.store.ledger_rows import load_ledger, plan_ids
from hakaru.store.models import EntryChange, Event
from hakaru.workflow import papers
from web.conftest import PLAN_PAGE
from web.desk import DESK, seen, text_of
from web.sample import PLAN

SETTINGS = f"{DESK}settings/"
FILE = f"{DESK}papers/file/"
AT = datetime(2026, 2, 14, 9, 30, tzinfo=UTC)
ABOUT = {
    "act": "edit",
    "title": "みなと圏域の計画",
    "hub": "浜町",
    "members": "港市\r\n浜町、岬村\n浜町",
    "years": "R6-2026、2028",
}


@pytest.fixture(autouse=True)
def _at_desk(two_plans: str, settings: Settings) -> None:
    """Sit at the desk of two plans."""
    del two_plans
    settings.DESK, settings.DESK_NAME = True, "係"


def post(client: Client, **fields: str) -> str:
    """Send a form that was just opened; return the page it leads to."""
    answer = client.post(SETTINGS, {"seen": seen(), **fields}, follow=True)
    assert answer.status_code == 200, answer.content.decode()
    return answer.content.decode()


def test_a_plan_is_described_anew(client: Client) -> None:
    """Name, hub, members once each, years in any way of writing them; the log knows."""
    assert "計画の内容を書き換えました" in post(client, **ABOUT)
    plan = load_ledger(PLAN).plans[0]
    assert (plan.title, plan.hub) == ("みなと圏域の計画", "浜町")
    assert plan.members == ("港市", "浜町", "岬村")
    assert plan.fiscal_years == (2024, 2025, 2026, 2028)
    assert Event.objects.get().action == "plan.edited"
    assert "みなと圏域の計画" in text_of(client, PLAN_PAGE)


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("title", " ", "計画の名前を書いてください"),
        ("hub", "沖市", "中心市「沖市」が構成市町村にありません"),
        ("years", "", "計画の年度を一つ以上"),
        ("years", "来年", "「来年」は年度として読めません"),
        ("years", "2028-2024", "年度として読めません"),
        ("members", "あ" * 201, "長すぎます"),
    ],
)
def test_a_plan_that_cannot_be_is_refused(
    client: Client, field: str, value: str, words: str
) -> None:
    """What was typed in every field is still there."""
    before = load_ledger(PLAN)
    answer = client.post(SETTINGS, {**ABOUT, "seen": seen(), field: value})
    page = answer.content.decode()
    assert answer.status_code == 400
    assert words in page
    assert (value if field == "title" else "みなと圏域の計画") in page
    assert load_ledger(PLAN) == before


def test_a_rulebook_is_chosen(client: Client) -> None:
    """Grades follow it at once; none is a choice too."""
    assert "◎" in text_of(client, PLAN_PAGE)
    assert "評価の決まりを選びました" in post(client, act="rulebook", rulebook="")
    assert "公表された割合" not in text_of(client, PLAN_PAGE)
    post(client, act="rulebook", rulebook="sapporo-renkei-2024")
    assert "公表された割合" in text_of(client, PLAN_PAGE)
    details = [event.detail["after"] for event in Event.objects.order_by("pk")]
    assert details == ["", "sapporo-renkei-2024"]
    answer = client.post(SETTINGS, {"act": "rulebook", "rulebook": "x", "seen": seen()})
    assert answer.status_code == 400
    assert "評価の決まり「x」はありません" in answer.content.decode()


def test_a_plan_is_deleted_once_its_name_is_typed(client: Client) -> None:
    """The plan goes, its log and history stay, and other plans too."""
    entries = sum(1 for _ in load_ledger(PLAN).entries())
    wrong = client.post(SETTINGS, {"act": "delete", "typed": "みなと", "seen": seen()})
    assert wrong.status_code == 400
    assert "と違います" in wrong.content.decode()
    page = post(client, act="delete", typed=" みなと連携中枢都市圏ビジョン ")
    assert "計画を消しました" in page
    assert plan_ids() == ("浜ビジョン",)
    event = Event.objects.get()
    assert (event.action, event.by, event.subject) == ("plan.removed", "係", PLAN)
    assert EntryChange.objects.filter(event=event, new__isnull=True).count() == entries
    assert client.get(SETTINGS).status_code == 404
    assert "計画を消した" in text_of(client, "/desk/log/")


def test_somebody_else_was_faster(client: Client) -> None:
    """A plan that changed since the form was opened is neither changed nor deleted."""
    old = seen()
    post(client, **ABOUT)
    for fields in (
        {"act": "delete", "typed": "みなと圏域の計画"},
        {"act": "rulebook", "rulebook": ""},
        {**ABOUT, "title": "別の名前"},
    ):
        answer = client.post(SETTINGS, {**fields, "seen": old})
        assert answer.status_code == 409, fields
    assert PLAN in plan_ids()


def test_the_log_is_read_page_by_page(client: Client) -> None:
    """Fifty a page, the latest first, each with its file; a page leads to the changes."""
    for number in range(51):
        Event.objects.create(
            at=AT + timedelta(minutes=number),
            by="係",
            action="ledger.loaded",
            subject=PLAN,
            detail={"file": f"一覧{number}.xlsx", "added": 0, "changed": 1, "removed": 0},
        )
    first, second = text_of(client, f"{DESK}log/"), text_of(client, f"{DESK}log/?page=2")
    assert first.index("一覧50.xlsx") < first.index("一覧49.xlsx")
    assert "一覧0.xlsx" not in first
    assert "一覧0.xlsx" in second
    assert "51 件の記録" in first
    post(client, **ABOUT)
    event = Event.objects.latest("pk")
    page = text_of(client, f"/desk/log/{event.pk}/")
    assert "<ins>みなと圏域の計画</ins>" in page


# Papers


def paper(client: Client, **asked: str) -> tuple[str, bytes]:
    """Download a paper; return its name and bytes."""
    answer = client.get(FILE, asked)
    assert answer.status_code == 200, answer.content.decode()
    _, _, name = answer.headers["Content-Disposition"].partition("filename*=utf-8''")
    return name, b"".join(answer.streaming_content)  # type: ignore[attr-defined]


MAGIC = {
    "pdf": b"%pdf",
    "html": b"<!doctype html>",
    "csv": b"\xef\xbb\xbf",
    "jsonl": b'{"schema"',
}


@pytest.mark.parametrize(
    ("kind", "file_format"),
    [(kind.id, one) for kind in papers.kinds() for one in kind.formats],
)
def test_every_paper_in_every_format(client: Client, kind: str, file_format: str) -> None:
    """A file of its kind, with a name that says what it is."""
    member = {"member": "浜町"} if kind == "member" else {}
    name, data = paper(client, kind=kind, format=file_format, lang="ja", **member)
    assert data.lower().startswith(MAGIC.get(file_format, b"pk"))
    assert name.startswith(quote("みなと連携中枢都市圏ビジョン_"))
    assert name.endswith(f".{file_format}")


def test_a_paper_is_narrowed(client: Client) -> None:
    """Year, section, member and language."""
    asked = {"kind": "cards", "format": "html", "year": "2024", "lang": "ja"}
    name, data = paper(client, **asked, section="s2")
    assert quote("2024年度") in name
    assert "図書館の相互利用" in data.decode()
    assert "企業誘致の推進" not in data.decode()
    name, data = paper(client, paper="member.html", member="浜町", lang="en", year="R6")
    assert quote("projects") not in name
    assert name.endswith(quote("_member_浜町_FY2024.html"))
    assert "救急医療体制の維持" in data.decode()


def test_papers_print_the_grade_that_was_given(client: Client) -> None:
    """With a note of what stands in the document, what is computed, and why."""
    sent = {"act": "override", "seen": seen(), "symbol": "□", "reason": "年度末に確約"}
    client.post(f"{DESK}grade/2025/{quote('02/②')}/", sent)
    for kind in ("cards", "matrix", "summary"):
        _, data = paper(client, kind=kind, format="html", lang="ja")
        assert "評価 □ は改めた評価です（文書 ○、計算 △）。理由：年度末に確約" in data.decode()


def test_open_data_has_the_licence_that_was_chosen(client: Client) -> None:
    """And neither names nor acceptances."""
    _, data = paper(client, paper="opendata.zip", licence="cc-by-4.0", lang="ja")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert b"creativecommons.org/licenses/by/4.0" in archive.read("datapackage.json")


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"kind": "cards", "format": "pptx"}, "cards は pptx では作れません"),
        ({"kind": "poster", "format": "pdf"}, "poster は pdf では作れません"),
        ({"kind": "cards", "format": "pdf", "year": "いつか"}, "年度「いつか」が分かりません"),
        ({"kind": "cards", "format": "pdf", "section": "s9"}, "区分「s9」はありません"),
        ({"kind": "member", "format": "pdf"}, "市町村"),
        ({"kind": "opendata", "format": "zip", "licence": "mine"}, "mine"),
    ],
)
def test_a_paper_that_cannot_be_made_says_why(
    client: Client, asked: dict[str, str], words: str
) -> None:
    """The choices come back as they were made."""
    answer = client.get(FILE, asked)
    page = answer.content.decode()
    assert answer.status_code == 400
    assert words in page
    assert "まだ作っていません" in page


def test_an_extract_without_a_member_asks_for_one_at_its_field(client: Client) -> None:
    """The page speaks of its field, not of the option of a command; what else was chosen stays."""
    answer = client.get(FILE, {"paper": "member.pdf", "year": "2024", "paper-lang": "en"})
    page = answer.content.decode()
    assert answer.status_code == 400
    assert "「市町村」で一つ選んでから" in page
    assert "--member" not in page
    assert 'name="member" aria-invalid="true" aria-describedby="member-wrong"' in page
    assert '<option value="2024" selected>' in page
    assert '<option value="en" lang="en" selected>' in page


def test_a_paper_in_english_leaves_the_site_as_it_is(client: Client) -> None:
    """The language of a paper is not that of the pages: the next one is Japanese still."""
    name, data = paper(client, **{"paper": "summary.html", "paper-lang": "en"})
    assert name.endswith(".html")
    assert b'<html lang="en"' in data
    assert "hakaru_language" not in client.cookies
    assert 'name="paper-lang"' in text_of(client, f"{DESK}papers/")
    assert "何を、どの形式で" in text_of(client, f"{DESK}papers/")
