"""What stands in a document stays text on every page of the workbench."""

import re
from urllib.parse import quote

import pytest
from django.test import Client
from pytest_django import Settings

from hakaru.workflow.importing import Dropped
from web.desk import DESK, READ, text_of
from web.importing_made import PLAN, cards_file, imported, started
from web.test_safety import EVIL, Elements, evil_page

__all__ = ["evil_page"]
IMPORT = (
    "",
    "all/",
    f"all/{quote(PLAN)}/",
    f"all/{quote(PLAN + '/05')}/",
    "differences/",
    "confirm/",
)


def runs(page: str) -> list[str]:
    """Return what of a page would run: scripts that are not the site's, pictures, handlers."""
    found = []
    for tag, attributes in Elements(page).found:
        own = attributes.get("src", "").startswith("/static/hakaru/")
        if (tag == "script" and not own) or (tag == "img" and attributes.get("src") == "x"):
            found.append(tag)
        found += [name for name in attributes if name.startswith("on")]
    return found


def evil_file(name: str) -> Dropped:
    """Return a document with a script in names, results and participants."""
    text = cards_file().content.decode()
    for word in ("観光の振興", "宿泊者数", "およそ多数か"):
        assert word in text
        text = text.replace(word, word + EVIL)
    return Dropped(name, text.encode())


@pytest.mark.django_db
@pytest.mark.parametrize("rest", IMPORT)
@pytest.mark.parametrize("known", ["new", "known"])
def test_scripts_in_an_imported_document_stay_text(
    client: Client, settings: Settings, rest: str, known: str
) -> None:
    """Read, looked at, compared: a script in the document or in its name is shown as it stands."""
    settings.DESK = True
    if known == "known":
        imported(cards_file(companies="3社"))
    number = started(evil_file(f"{EVIL}.txt"))
    answer = client.get(f"/desk/imports/{number}/{rest}")
    page = answer.content.decode()
    assert answer.status_code == 200
    # The other pages tell of plans and counts, or of what was not understood.
    assert "&lt;script&gt;" in page or rest not in {IMPORT[1], IMPORT[3]}
    assert runs(page) == []


@pytest.mark.parametrize("name", sorted({*READ} - {"finding"}))
def test_scripts_in_a_plan_stay_text(
    client: Client, evil_page: str, settings: Settings, name: str
) -> None:
    """Every page of the workbench about a plan whose every text carries a script."""
    del evil_page
    settings.DESK = True
    answer = client.get(READ[name])
    assert answer.status_code == 200
    assert runs(answer.content.decode()) == []


def test_scripts_in_a_finding_stay_text(client: Client, evil_page: str, settings: Settings) -> None:
    """The page of each finding about such a plan."""
    del evil_page
    settings.DESK = True
    marks = set(re.findall(r'/findings/([0-9a-f]{12})/"', text_of(client, READ["findings"])))
    assert marks
    for mark in marks:
        page = text_of(client, f"{DESK}findings/{mark}/")
        assert "&lt;script&gt;" in page
        assert runs(page) == []
