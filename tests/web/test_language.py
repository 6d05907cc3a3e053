"""Japanese by default, English by choice, and every sentence in both."""

import re
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po
from django.test import Client

import hakaru.web

WEB = Path(hakaru.web.__file__).parent
CATALOGUE = WEB / "locale" / "en" / "LC_MESSAGES" / "django.po"
METHODS = [("**.py", "python"), ("**/templates/**.html", "jinja2")]
FIELDS = re.compile(r"%\(\w+\)[sd]|%%")


def sentences() -> set[str]:
    """Return every sentence that pages and views ask for, as `_("…")`."""
    found = extract_from_dir(str(WEB), method_map=METHODS, keywords={"_": None, "gettext": None})
    return {str(message) for _file, _line, message, _comments, _context in found}


def english() -> dict[str, str]:
    """Return the sentences of the catalogue with their English."""
    with CATALOGUE.open("rb") as file:
        catalogue = read_po(file, locale="en")
    return {str(one.id): str(one.string) for one in catalogue if one.id and not one.fuzzy}


def test_every_sentence_has_its_english() -> None:
    """A sentence without English, or English for a sentence that is gone, is a mistake.

    After editing `django.po` compile it with `make words`.
    """
    translated = {sentence for sentence, words in english().items() if words}
    assert sentences() == translated


def test_english_fills_the_same_fields() -> None:
    """A translation names the same fields as its sentence, so that filling it cannot fail."""
    for sentence, words in english().items():
        assert sorted(FIELDS.findall(words)) == sorted(FIELDS.findall(sentence)), sentence


def test_the_compiled_catalogue_is_the_written_one(tmp_path: Path) -> None:
    """What runs is what was written."""
    compiled = tmp_path / "django.mo"
    with CATALOGUE.open("rb") as source, compiled.open("wb") as target:
        write_mo(target, read_po(source, locale="en"))
    with compiled.open("rb") as fresh, CATALOGUE.with_suffix(".mo").open("rb") as kept:
        assert _pairs(read_mo(fresh)) == _pairs(read_mo(kept))


def _pairs(catalogue: object) -> dict[str, str]:
    """Return the sentences of a compiled catalogue."""
    return {one.id: one.string for one in catalogue if one.id}  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("asked", "cookie", "spoken"),
    [
        ("", "", "ja"),
        ("en", "", "en"),
        ("", "en", "en"),
        ("ja", "en", "ja"),
        ("fr", "", "ja"),
        ("fr", "en", "en"),
        ("", "<script>", "ja"),
    ],
)
def test_which_language_is_spoken(
    client: Client, plan_page: str, asked: str, cookie: str, spoken: str
) -> None:
    """The address decides, then the choice made before, then Japanese; never the browser."""
    if cookie:
        client.cookies["hakaru_language"] = cookie
    response = client.get(
        plan_page, {"lang": asked} if asked else {}, headers={"Accept-Language": "en"}
    )
    assert f'<html lang="{spoken}">' in response.content.decode()
    assert response.headers["Content-Language"] == spoken
    assert "Cookie" in response.headers["Vary"]


def test_a_choice_is_remembered(client: Client, plan_page: str) -> None:
    """After choosing English once every page speaks English."""
    client.get(f"{plan_page}?lang=en")
    assert '<html lang="en">' in client.get(f"{plan_page}projects/").content.decode()


def test_the_switch_keeps_the_page_and_its_filters(client: Client, plan_page: str) -> None:
    """Changing the language changes nothing else."""
    page = client.get(f"{plan_page}projects/", {"q": "誘致", "grade": "met"}).content.decode()
    link = re.search(r'<a href="(\?[^"]+)" lang="en" hreflang="en">English</a>', page)
    assert link is not None
    english_page = client.get(f"{plan_page}projects/{link[1].replace('&amp;', '&')}")
    text = english_page.content.decode()
    assert 'value="誘致"' in text
    assert '<option value="met" selected>◎ Met</option>' in text


def test_english_pages_mark_what_is_japanese(client: Client, plan_page: str) -> None:
    """Names and texts of documents stay Japanese and say so, for whoever hears the page."""
    page = client.get(f"{plan_page}projects/02/?lang=en").content.decode()
    assert '<span lang="ja">企業誘致の推進</span>' in page
    assert "Published grade" in page
    assert "◎" in page
    main = re.sub(r"<title.*?</title>|<desc.*?</desc>|<text.*?</text>", "", page, flags=re.DOTALL)
    assert "評価" not in re.sub(r'<span lang="ja">.*?</span>', "", main)


def test_readings_of_symbols_are_marked_as_japanese(client: Client, plan_page: str) -> None:
    """二重丸 is read out in a Japanese voice on an English page; a Japanese one needs no mark."""
    assert 'aria-label="二重丸" lang="ja"' in client.get(f"{plan_page}?lang=en").content.decode()
    assert 'aria-label="二重丸">' in client.get(f"{plan_page}?lang=ja").content.decode()


def test_a_colon_is_that_of_the_language(client: Client, plan_page: str) -> None:
    """An English page has no wide colon of its own."""
    text = client.get(f"{plan_page}projects/01/?lang=en").content.decode()
    assert '<span class="hidden-words">：' not in text
