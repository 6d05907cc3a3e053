"""Lists of imports and of what is to be checked: as much on a page as stays light; none lost."""

import re
from io import BytesIO

import pypdfium2
import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from documents.making_cards import MadeCard, MadeIndicator, document
from hakaru.workflow import importing
from hakaru.workflow.importing import Dropped
from web.importing_made import AT, BOUNDS, BY, cards_file, imported, started

pytestmark = pytest.mark.django_db
LIST = "/desk/imports/"
LETTER = Dropped("手紙.txt", "拝啓\nお元気ですか。\n敬具\n".encode())
HEAVIEST = 100_000


@pytest.fixture(autouse=True)
def _at_desk(settings: Settings) -> None:
    """Serve one desk."""
    settings.DESK = True


def text_of(client: Client, address: str) -> str:
    """Return the text of a page that is there."""
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def waiting(count: int) -> list[int]:
    """Begin imports of no file; return their numbers, the latest first."""
    made = [importing.start(files=[], bounds=BOUNDS, by=BY, at=AT).pk for _ in range(count)]
    return made[::-1]


def numbers_in(text: str) -> list[int]:
    """Return the imports that a page lists, in order."""
    return [int(one) for one in re.findall(r'<h3><a href="/desk/imports/(\d+)/">', text)]


def test_the_desk_shows_the_latest_that_wait_and_how_many_there_are(client: Client) -> None:
    """Five, and a link to the rest; with five there is none."""
    five = waiting(5)
    text = text_of(client, "/desk/")
    assert numbers_in(text) == five
    assert "件をすべて見る" not in text
    more = waiting(2)
    text = text_of(client, "/desk/")
    assert numbers_in(text) == [*more, *five[:3]]
    assert "続きのある取り込み 7 件をすべて見る" in text


def test_imports_are_listed_page_by_page(client: Client) -> None:
    """Ten a page, what waits before what is confirmed, each once."""
    imported(cards_file())
    imported(cards_file("二.txt", companies="16社"))
    wait = waiting(11)
    first, second = text_of(client, LIST), text_of(client, f"{LIST}?page=2")
    assert numbers_in(first) == wait[:10]
    listed = numbers_in(second)
    assert len(listed) == 3
    assert listed[0] == wait[10]
    assert not {*listed} & {*wait[:10]}
    assert 'href="/desk/imports/?page=2"' in first
    assert "13 件" in first
    for page in ("3", "0", "x"):
        assert client.get(LIST, {"page": page}).status_code == 400, page


def doubted_cards(count: int) -> tuple[MadeCard, ...]:
    """Return cards each with a result that nobody understands."""
    results = (("3,200人", "□"), ("およそ多数か", "○"), ("-", "-"))
    return tuple(
        MadeCard(
            str(number),
            f"第{number}の事業",
            ("港市",),
            (MadeIndicator("宿泊者数", "3,000人（2022年度）", "4,000人（毎年度）", results),),
        )
        for number in range(1, count + 1)
    )


def test_what_is_to_be_checked_comes_in_light_pages(client: Client) -> None:
    """No page weighs more than any other page may; each doubt stands on one of them, once."""
    number = started(Dropped("実績.txt", document(doubted_cards(40)).encode()))
    address = f"{LIST}{number}/"
    first = text_of(client, address)
    found = re.search(r"1／(\d+) ページ", first)
    assert found is not None
    pages = [text_of(client, f"{address}?page={page}") for page in range(1, int(found[1]) + 1)]
    assert len(pages) > 1
    assert max(len(page.encode()) for page in pages) < HEAVIEST
    anchors = [
        one for page in pages for one in re.findall(r'<article class="block" id="(.+?)"', page)
    ]
    assert anchors == [f"block-{at}" for at in range(1, 41)]
    assert sum(page.count("<mark>およそ多数か</mark>") for page in pages) == 40
    assert 'rel="next" href="?page=2"' in first


def picture_pdf() -> bytes:
    """Return a PDF of one page without any text."""
    made = pypdfium2.PdfDocument.new()
    made.new_page(595, 842)
    kept = BytesIO()
    made.save(kept)
    return kept.getvalue()


def test_a_document_without_text_is_told_with_what_to_do(client: Client) -> None:
    """It is no ledger, and nothing in it waits for anybody."""
    text = text_of(client, f"{LIST}{started(Dropped('写し.pdf', picture_pdf()))}/")
    assert "文字が一つもありません" in text
    assert "OCR" in text
    assert "台帳のファイルです" not in text
    assert "計画を読み取れていません" in text_of(client, "/desk/")


@pytest.mark.parametrize("rest", ["", "all/", "differences/", "confirm/"])
def test_without_a_plan_there_is_no_way_on(client: Client, rest: str) -> None:
    """What was read is no plan: said on each page, with the way back and none to the ledger."""
    text = text_of(client, f"{LIST}{started(LETTER)}/{rest}")
    assert "計画が一つも読み取れていません" in text
    assert '<a class="line" href="/desk/">別の文書を選ぶ</a>' in text
    assert 'class="actions onward"' not in text
    assert "とくに確かめるところはありません" not in text


def test_counts_have_labels_of_many(client: Client) -> None:
    """In English several sections are Sections, whatever one is called elsewhere."""
    number = started(cards_file())
    for rest in ("", "confirm/"):
        text = text_of(client, f"{LIST}{number}/{rest}?lang=en")
        for label in ("Projects", "Indicators", "Targets", "Results"):
            assert f"<dt>{label}</dt>" in text


def test_reasons_in_the_same_words_are_told_once(client: Client) -> None:
    """Two years of one indicator that nobody understood make one sentence each, not two alike."""
    results = (("およそ多数か", "□"), ("およそ多数か", "○"), ("-", "-"))
    card = MadeCard(
        "1",
        "観光の振興",
        ("港市",),
        (MadeIndicator("宿泊者数", "3,000人（2022年度）", "4,000人（毎年度）", results),),
    )
    number = started(Dropped("実績.txt", document((card,)).encode()))
    text = text_of(client, f"{LIST}{number}/")
    assert text.count("値「およそ多数か」は、数・語・状態のどれとしても読めません") == 1
