"""What stands in a document stays text, and a page reaches for nothing outside the site."""

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import quote

import msgspec
import pytest
from django.test import Client
from msgspec.structs import replace

import hakaru.web
from hakaru.ledger.ledger import Ledger
from hakaru.ledger.quantity import Quantity
from hakaru.store.ledger_rows import save_ledger
from hakaru.web.security import CONTENT_POLICY
from web.sample import sample_ledger

EVIL = '"><script>alert(1)</script><img src=x onerror=alert(1)>{{7*7}}%(x)s'
PAGES = (
    "",
    "projects/",
    "projects/02/",
    "projects/08/",
    "indicators/",
    f"indicators/02/{quote('②')}/",
    f"indicators/02/{quote('②')}/embed/",
    "sections/s1/",
    f"members/{quote('浜町')}/",
    "compare/",
    "missed/",
    "rulebook/",
    "embed/",
)
STATIC = Path(hakaru.web.__file__).parent / "static"


class Elements(HTMLParser):
    """The elements of a page with their attributes."""

    def __init__(self, page: str) -> None:
        """Read a page."""
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep an element."""
        self.found.append((tag, {name: value or "" for name, value in attrs}))


def poisoned(value: Any) -> Any:  # noqa: ANN401 - any field of any entry
    """Return a value whose words carry a script; ids, years and keys stay."""
    if isinstance(value, Quantity):
        return replace(value, text=value.text + EVIL)
    if isinstance(value, msgspec.Struct):
        changed = {
            name: getattr(value, name) + EVIL
            for name in ("title", "name", "summary", "text", "ended", "marker", "reason", "file")
            if hasattr(value, name)
        }
        changed |= {
            name: poisoned(getattr(value, name))
            for name in ("quantity", "baseline", "source")
            if getattr(value, name, None) is not None
        }
        return replace(value, **changed)
    return value


@pytest.fixture
def evil_page(plan_page: str) -> str:
    """Put scripts into every text field of the sample; return the plan's address."""
    ledger = sample_ledger()
    lists = {
        name: tuple(poisoned(entry) for entry in getattr(ledger, name))
        for name in ledger.__struct_fields__
        if name != "documents"
    }
    projects = tuple(replace(p, responsibilities=((EVIL, EVIL),)) for p in lists["projects"])
    save_ledger(Ledger(**{**lists, "projects": projects}, documents=ledger.documents))
    return plan_page


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("page", PAGES)
def test_scripts_in_documents_stay_text(
    client: Client, evil_page: str, page: str, language: str
) -> None:
    """A script in any text field is shown as it stands and never becomes an element."""
    text = client.get(evil_page + page, {"lang": language, "q": ""}).content.decode()
    elements = Elements(text).found
    assert "&lt;script&gt;" in text
    assert not [tag for tag, _ in elements if tag in {"script", "img"}]
    assert not [name for _, attrs in elements for name in attrs if name.startswith("on")]
    assert "{{7*7}}" in text


def test_a_script_in_a_search_stays_text(client: Client, plan_page: str) -> None:
    """What a reader typed comes back as text, in the form and in the language links."""
    text = client.get(f"{plan_page}projects/", {"q": EVIL}).content.decode()
    assert "<script" not in text
    assert 'value="&#34;&gt;&lt;script&gt;' in text


@pytest.mark.parametrize("page", ["/", "/nothing/", "/static/hakaru/base.css", "/favicon.ico"])
def test_every_answer_carries_the_policy(client: Client, plan_page: str, page: str) -> None:
    """Pages, errors and files forbid anything from elsewhere and anything inline."""
    del plan_page
    response = client.get(page)
    response.close()
    headers = response.headers
    assert headers["Content-Security-Policy"] == CONTENT_POLICY
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "default-src 'none'" in CONTENT_POLICY
    assert "unsafe" not in CONTENT_POLICY


@pytest.mark.parametrize("page", PAGES)
def test_pages_keep_their_own_policy(client: Client, plan_page: str, page: str) -> None:
    """No inline style or script, and every address is the site's own."""
    for tag, attributes in Elements(client.get(plan_page + page).content.decode()).found:
        assert tag not in {"script", "style", "iframe", "object", "embed", "base"}
        assert "style" not in attributes
        for name in ("href", "src", "action", "srcset", "poster", "data"):
            address = attributes.get(name, "/")
            assert address[:1] in {"/", "#", "?"}, (tag, address)
            assert not address.startswith("//")


@pytest.mark.parametrize("path", sorted(STATIC.rglob("*.*")), ids=lambda path: path.name)
def test_files_of_the_site_reach_for_nothing(path: Path) -> None:
    """Style sheets and pictures name no other address; the one namespace of SVG is a name."""
    text = path.read_text(encoding="utf-8").replace('xmlns="http://www.w3.org/2000/svg"', "")
    assert not re.search(r"https?:|//\w|@import|@font-face|url\(", text.replace("/*", ""))


def test_pages_set_no_cookie_until_a_language_is_chosen(client: Client, plan_page: str) -> None:
    """Reading leaves nothing behind; choosing a language leaves that choice alone."""
    assert not client.get(plan_page).cookies
    chosen = client.get(f"{plan_page}?lang=en").cookies
    assert list(chosen) == ["hakaru_language"]
    assert chosen["hakaru_language"]["httponly"]
    assert chosen["hakaru_language"]["samesite"] == "Lax"
