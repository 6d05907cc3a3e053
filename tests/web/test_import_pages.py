"""The pages of importing: what they show, what they send on, and who may not see them."""

import json
import re
import zipfile
from io import BytesIO
from urllib.parse import quote, urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django.fixtures import Settings

from hakaru.store.ledger_rows import plan_ids
from hakaru.store.models import Event, Import, ImportEdit, SourceFile
from web.importing_made import COMPANIES, DOUBTED, PLAN, cards_file, imported, result_now, started

pytestmark = pytest.mark.django_db
LIST = "/desk/imports/"
JSON = {"Accept": "application/json"}
GET, POST = ("GET",), ("POST",)
ADDRESSES = {
    "": ("GET", "HEAD"),
    "files/": POST,
    "read/": POST,
    "all/": ("GET", "HEAD"),
    f"all/{quote(PLAN)}/01/": ("GET", "HEAD"),
    "edit/": POST,
    "look/": POST,
    "undo/": POST,
    "redo/": POST,
    "differences/": ("GET", "HEAD", "POST"),
    "confirm/": ("GET", "HEAD", "POST"),
    "drop/": POST,
}


@pytest.fixture(autouse=True)
def _at_desk(settings: Settings) -> None:
    """Serve one desk."""
    settings.DESK = True


def page(number: int, rest: str = "") -> str:
    """Return the address of a page of an import."""
    return f"{LIST}{number}/{rest}"


def upload(name: str = "実績.txt", content: bytes | None = None) -> SimpleUploadedFile:
    """Return a file as a browser sends it."""
    return SimpleUploadedFile(name, cards_file().content if content is None else content)


def text_of(client: Client, address: str, **query: str) -> str:
    """Return the text of a page that is there."""
    response = client.get(address, query)
    assert response.status_code == 200, address
    return response.content.decode()


def typed(key: str, was: str, now: str) -> dict[str, str]:
    """Return what a form sends of one field."""
    return {f"v:{key}": now, f"was:{key}": was}


@pytest.mark.parametrize(
    "address",
    [
        "/desk/",
        LIST,
        *(page(1, rest) for rest in ADDRESSES),
        f"/desk/sources/{'0' * 64}/page/1.png",
    ],
)
def test_another_machine_sees_no_workbench(client: Client, address: str) -> None:
    """Not even that there is one: every address of it is missing."""
    for method in ("GET", "POST"):
        away = client.generic(method, address, REMOTE_ADDR="192.0.2.7")
        through = client.generic(method, address, headers={"X-Forwarded-For": "127.0.0.1"})
        assert (away.status_code, through.status_code) == (404, 404)


def test_a_site_without_a_desk_has_no_workbench(client: Client, settings: Settings) -> None:
    """The switch decides."""
    settings.DESK = False
    assert client.get(LIST).status_code == 404
    assert client.post(LIST, {"files": upload()}).status_code == 404
    assert not Import.objects.exists()


@pytest.mark.parametrize("rest", ADDRESSES)
def test_every_address_takes_its_own_methods_only(client: Client, rest: str) -> None:
    """Another method is refused and says which are taken."""
    number = started(cards_file())
    for method in {"GET", "POST", "PUT", "DELETE"} - set(ADDRESSES[rest]):
        response = client.generic(method, page(number, rest))
        assert response.status_code == 405
        assert response.headers["Allow"] == ", ".join(ADDRESSES[rest])
    assert Import.objects.count() == 1


@pytest.mark.parametrize("rest", ADDRESSES)
def test_an_import_that_is_not_there_is_missing(client: Client, rest: str) -> None:
    """For readers a page that says so, for the script a sentence."""
    method = ADDRESSES[rest][-1] if "POST" in ADDRESSES[rest] else "GET"
    send = {"files": upload()} if rest == "files/" else {}
    post = client.post if method == "POST" else client.get
    assert post(page(77, rest), send).status_code == 404
    if method == "POST":
        send = {"files": upload()} if rest == "files/" else {}
        answer = client.post(page(77, rest), send, headers=JSON)
        assert answer.status_code == 404
        assert "取り込み 77 はありません" in json.loads(answer.content)["error"]


def test_a_form_without_a_token_is_refused() -> None:
    """Another site cannot drop, edit or confirm in this browser."""
    client = Client(enforce_csrf_checks=True)
    number = started(cards_file())
    for rest in ("files/", "read/", "edit/", "undo/", "differences/", "confirm/", "drop/"):
        assert client.post(page(number, rest)).status_code == 403
    assert client.post(LIST, {"files": upload()}).status_code == 403
    assert Import.objects.count() == 1


def test_files_dropped_without_scripts_are_read_at_once(client: Client) -> None:
    """The plain form ends at the page to check."""
    answer = client.post(LIST, {"files": [upload(), upload("空.txt", b" ")]}, follow=True)
    text = answer.content.decode()
    assert answer.redirect_chain[-1][0] == page(Import.objects.get().pk)
    assert "読み取ったものを確かめる" in text
    assert "空.txt は空です。" in text
    assert plan_ids() == ()


def test_the_script_drops_file_by_file(client: Client) -> None:
    """Begin, send one, read it: each step says where to go on."""
    begun = json.loads(client.post(LIST, headers=JSON).content)
    kept = client.post(begun["add"], {"files": upload()}, headers=JSON)
    assert (kept.status_code, json.loads(kept.content)["name"]) == (201, "実績.txt")
    position = json.loads(kept.content)["position"]
    found = json.loads(client.post(begun["read"], {"position": position}, headers=JSON).content)
    assert found == {"status": "read", "error": ""}
    assert "読み取ったものを確かめる" in text_of(client, begun["page"])


def test_no_file_is_a_sentence(client: Client) -> None:
    """An empty form begins nothing."""
    answer = client.post(LIST, follow=True)
    assert "ファイルが選ばれていません" in answer.content.decode()
    assert not Import.objects.exists()


def test_what_is_too_large_is_refused_before_it_is_read(client: Client, settings: Settings) -> None:
    """200 megabytes are answered in words, whatever the body is; nothing is kept."""
    settings.UPLOAD_LIMIT = 50 * 1024 * 1024
    length = str(200 * 1024 * 1024)
    answer = client.generic("POST", LIST, b"x", CONTENT_LENGTH=length)
    assert answer.status_code == 413
    assert "50 MB まで" in answer.content.decode()
    answer = client.generic("POST", LIST, b"x", headers=JSON, CONTENT_LENGTH=length)
    assert answer.status_code == 413
    assert "50 MB まで" in json.loads(answer.content)["error"]
    assert not Import.objects.exists()


def test_a_file_over_the_limit_is_refused_by_name(client: Client, settings: Settings) -> None:
    """Several small files may pass together; one large file may not."""
    settings.UPLOAD_LIMIT = 1024 * 1024
    answer = client.post(LIST, {"files": upload("大.txt", b"a" * (1024 * 1024 + 1))}, follow=True)
    assert "大.txt は大きすぎます(1 ファイル 1 MB まで)" in answer.content.decode()
    assert not SourceFile.objects.exists()


def bomb() -> bytes:
    """Return a workbook that unpacks to a thousand times its size."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as container:
        container.writestr("xl/workbook.xml", b"0" * 60_000_000)
    return made.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("爆弾.xlsx", bomb(), "展開すると大きすぎます"),
        ("写真.png", b"\x89PNG\r\n\x1a\n", "読める形式ではありません"),
        ("壊れた.xlsx", b"PK\x03\x04" + b"\x00" * 80, "壊れていて読めません"),
        ("壊れた.pdf", b"%PDF-1.7\n", "壊れていて読めません"),
        ("台帳.jsonl", b'{"schema":"other/1"}\n', "読める形式"),
    ],
)
def test_hostile_and_broken_files_end_in_a_sentence(
    client: Client, name: str, content: bytes, words: str
) -> None:
    """The file stays in the list with what is wrong and what to do."""
    text = client.post(LIST, {"files": upload(name, content)}, follow=True).content.decode()
    assert words in text
    assert name in text


def test_the_list_shows_what_is_to_be_done(client: Client) -> None:
    """Unfinished imports say what waits; finished ones who confirmed them."""
    imported(cards_file())
    started(cards_file("次.txt", companies="16社"))
    text = text_of(client, LIST)
    assert "確認待ち" in text
    assert "確かめるところ 1 件" in text
    assert "✓ 確定" in text
    assert "次.txt" in text_of(client, "/desk/")


def test_what_was_not_understood_comes_first_beside_its_source(client: Client) -> None:
    """The value nobody understood, why, and the line of the document with its cell marked."""
    text = text_of(client, page(started(cards_file())))
    assert "値「およそ多数か」は、数・語・状態のどれとしても読めません" in text
    assert "<mark>およそ多数か</mark>" in text
    assert f'name="v:{DOUBTED}|text"' in text
    assert "企業誘致の推進" not in text


def test_everything_else_is_one_page_away(client: Client) -> None:
    """The list names every project; its page has every value with its meaning."""
    number = started(cards_file())
    assert "企業誘致の推進" in text_of(client, page(number, "all/"))
    text = text_of(client, page(number, f"all/{quote(PLAN)}/01/"))
    assert f'name="v:{COMPANIES}|text" value="15社"' in text
    assert "15 社" in text
    assert "20社（毎年度）" in text


def test_a_project_that_was_not_read_is_missing(client: Client) -> None:
    """An address made up is no page."""
    number = started(cards_file())
    assert client.get(page(number, f"all/{quote(PLAN)}/99/")).status_code == 404


def test_the_plain_form_keeps_what_was_typed(client: Client) -> None:
    """All fields are sent; those that changed are kept, and the page comes back."""
    number = started(cards_file())
    sent = typed(f"{COMPANIES}|text", "15社", "16社") | typed(
        f"{DOUBTED}|text", "およそ多数か", "およそ多数か"
    )
    answer = client.post(page(number, "edit/"), {**sent, "subject": f"{PLAN}/01"}, follow=True)
    assert answer.redirect_chain[-1][0] == page(number, f"all/{quote(PLAN)}/01/")
    assert 'value="16社"' in answer.content.decode()
    assert ImportEdit.objects.count() == 1


def test_line_ends_of_a_form_are_no_edit(client: Client) -> None:
    """Browsers send CR LF for every line end."""
    number = started(cards_file())
    key = f"{PLAN}/01|name"
    client.post(page(number, "edit/"), {f"v:{key}": "一\r\n二", f"was:{key}": "一\n二"})
    assert not ImportEdit.objects.exists()


def test_what_cannot_be_kept_is_shown_again_as_typed(client: Client) -> None:
    """The wrong field says why, and what was typed elsewhere is still there."""
    number = started(cards_file())
    sent = typed(f"{COMPANIES}|fiscal_year", "2025", "去年") | typed(
        f"{COMPANIES}|text", "15社", "16社"
    )
    answer = client.post(page(number, "edit/"), {**sent, "subject": f"{PLAN}/01"})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "「去年」は年度として読めません" in text
    assert 'value="去年"' in text
    assert 'value="16社"' in text
    assert 'aria-invalid="true"' in text
    assert not ImportEdit.objects.exists()


def test_undoing_without_scripts_keeps_what_else_was_typed(client: Client) -> None:
    """The last edit is taken back, and the text not yet saved stays in its field."""
    number = started(cards_file())
    first = typed(f"{COMPANIES}|text", "15社", "16社")
    client.post(page(number, "edit/"), {**first, "subject": f"{PLAN}/01"})
    pending = typed(f"{COMPANIES}|published_grade", "△", "◎")
    answer = client.post(page(number, "undo/"), {**pending, "subject": f"{PLAN}/01"})
    text = answer.content.decode()
    assert 'value="15社"' in text
    assert 'value="◎"' in text
    again = client.post(page(number, "redo/"), {"subject": f"{PLAN}/01"}, follow=True)
    assert 'value="16社"' in again.content.decode()


def test_right_as_it_is_by_form_and_by_script(client: Client) -> None:
    """The plain form comes back to the page; the script is told what can be undone."""
    subject = DOUBTED.rsplit("/", 1)[0]
    number = started(cards_file())
    answer = client.post(page(number, "look/"), {"look": subject, "page": "1"}, follow=True)
    assert "data-look" not in answer.content.decode()
    back = json.loads(client.post(page(number, "undo/"), headers=JSON).content)
    assert back == {"fields": [], "undo": False, "redo": True}
    again = client.post(page(number, "look/"), {"look": subject}, headers=JSON)
    assert json.loads(again.content)["undo"] is True


def test_the_script_gets_the_meaning_of_what_was_typed(client: Client) -> None:
    """One field is sent, and comes back with its meaning and what it was."""
    number = started(cards_file())
    sent = typed(f"{COMPANIES}|text", "15社", "約1.6千社")
    answer = json.loads(client.post(page(number, "edit/"), sent, headers=JSON).content)
    (field,) = answer["fields"]
    assert (field["text"], field["was"], field["meaning"]) == (
        "約1.6千社",
        "15社",
        "1,600 社（約）",
    )
    assert (answer["undo"], answer["redo"]) == (True, False)
    back = json.loads(client.post(page(number, "undo/"), headers=JSON).content)
    assert (back["fields"][0]["text"], back["redo"]) == ("15社", True)


def test_the_script_is_told_what_is_wrong(client: Client) -> None:
    """A refused field is a sentence, not a page."""
    number = started(cards_file())
    sent = typed(f"{COMPANIES}|fiscal_year", "2025", "去年")
    answer = client.post(page(number, "edit/"), sent, headers=JSON)
    assert answer.status_code == 409
    assert "年度として読めません" in json.loads(answer.content)["error"]


def test_differences_stand_side_by_side(client: Client) -> None:
    """Old and new of what changed, the choice, the counts."""
    imported(cards_file())
    number = started(cards_file("改.txt", companies="16社"))
    text = text_of(client, page(number, "differences/"))
    assert '<td lang="ja">15社</td><td lang="ja">16社</td>' in text
    assert f'name="choice:{COMPANIES}" value="take" checked' in text
    assert "違う 1" in text


def test_choices_are_remembered_one_by_one_and_together(client: Client) -> None:
    """A radio button, then the button for all."""
    imported(cards_file())
    number = started(cards_file("改.txt", companies="16社", enquiries="261件"))
    address = page(number, "differences/")
    client.post(address, {f"choice:{COMPANIES}": "keep"})
    assert f'name="choice:{COMPANIES}" value="keep" checked' in text_of(client, address)
    client.post(address, {"all-keep": PLAN})
    assert text_of(client, address).count('value="keep" checked') == 2
    client.post(address, {"all-take": PLAN})
    assert text_of(client, address).count('value="take" checked') == 2


def test_choosing_goes_on_to_the_counts(client: Client) -> None:
    """The page before confirming says how much changes, by kind."""
    imported(cards_file())
    number = started(cards_file("改.txt", companies="16社"))
    answer = client.post(page(number, "differences/"), {"go": "confirm"}, follow=True)
    assert answer.redirect_chain[-1][0] == page(number, "confirm/")
    assert "<dt>書き換わる</dt><dd>1</dd>" in answer.content.decode()


def confirmation(client: Client, number: int) -> dict[str, str]:
    """Return what the page before confirming would send."""
    text = text_of(client, page(number, "confirm/"))
    return dict(
        re.findall(r'<input type="hidden" name="(revision|seen:[^"]+)" value="(\d+)">', text)
    )


def test_confirming_leads_to_the_public_page(client: Client) -> None:
    """The ledger has it, the page says so and links to where citizens see it."""
    number = started(cards_file())
    sent = confirmation(client, number)
    text = client.post(page(number, "confirm/"), sent, follow=True).content.decode()
    assert "確定しました。台帳の" in text
    assert f'href="/plans/{quote(PLAN)}/"' in text
    assert result_now(COMPANIES).quantity.text == "15社"
    assert client.get(f"/plans/{quote(PLAN)}/").status_code == 200


def test_the_second_of_two_windows_is_told(client: Client) -> None:
    """Both were open; the later press changes nothing and says so."""
    number = started(cards_file())
    sent = confirmation(client, number)
    client.post(page(number, "confirm/"), sent)
    told = Event.objects.count()
    text = client.post(page(number, "confirm/"), sent, follow=True).content.decode()
    assert "別の画面ですでに確定しています" in text
    assert Event.objects.count() == told


def test_a_stale_window_is_sent_back_to_look(client: Client) -> None:
    """An edit in another window since: the page comes again with the reason."""
    number = started(cards_file())
    sent = confirmation(client, number)
    client.post(page(number, "edit/"), typed(f"{COMPANIES}|text", "15社", "16社"))
    address = page(number, "confirm/")
    answer = client.post(
        address, sent, follow=True, headers={"Referer": f"http://testserver{address}"}
    )
    assert "別の画面から変えられました" in answer.content.decode()
    assert plan_ids() == ()


@pytest.mark.parametrize("sent", [{}, {"revision": "x"}, {"revision": "9" * 30}, {"seen:x": "1"}])
def test_a_confirmation_that_saw_nothing_writes_nothing(
    client: Client, sent: dict[str, str]
) -> None:
    """Whatever is sent, only what was looked at is confirmed."""
    number = started(cards_file())
    client.post(page(number, "confirm/"), sent)
    assert plan_ids() == ()


def test_giving_up_ends_at_the_desk(client: Client) -> None:
    """With the assurance that nothing changed."""
    number = started(cards_file())
    answer = client.post(page(number, "drop/"), follow=True)
    assert answer.redirect_chain[-1][0] == "/desk/"
    assert "台帳は変わっていません" in answer.content.decode()
    assert not Import.objects.exists()


@pytest.mark.parametrize("rest", ["all/", "differences/", "confirm/", f"all/{quote(PLAN)}/01/"])
def test_a_confirmed_import_has_no_more_steps(client: Client, rest: str) -> None:
    """Old addresses lead to what became of it."""
    number = started(cards_file())
    client.post(page(number, "confirm/"), confirmation(client, number))
    answer = client.get(page(number, rest))
    assert (answer.status_code, answer.headers["Location"]) == (302, page(number))


def test_links_elsewhere_are_not_followed_back(client: Client) -> None:
    """A page of another site that sent a form is not where the answer leads."""
    answer = client.post(LIST, headers={"Referer": "https://example.org/"})
    assert answer.headers["Location"] == "/desk/"


def test_no_query_is_too_odd(client: Client) -> None:
    """Pages beyond the last, or none at all, show the nearest."""
    number = started(cards_file())
    for asked in ("0", "999999999", "-1", "x", "²"):
        assert client.get(f"{page(number)}?{urlencode({'page': asked})}").status_code == 200
