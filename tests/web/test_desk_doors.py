"""Who is let in at the workbench, and what every page of it keeps to."""

import re

import pytest
from django.test import Client
from pytest_django import Settings

from hakaru.store.models import Event
from web.desk import ACTING, FILES, READ

pytestmark = pytest.mark.usefixtures("plan_page")
ALL = READ | FILES


@pytest.mark.parametrize("name", READ)
@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_page_opens_at_the_desk(
    client: Client, settings: Settings, name: str, language: str
) -> None:
    """In both languages, with nothing to load from elsewhere and no script in the page."""
    settings.DESK = True
    answer = client.get(READ[name], {"lang": language})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert f'<html lang="{language}">' in page
    assert re.findall(r"<script(?! src=\"/static/hakaru/[a-z-]+\.js\" defer></script>)", page) == []
    assert " style=" not in page
    assert "http://" not in page.replace("http://www.w3.org", "")


@pytest.mark.parametrize("name", ALL)
def test_there_is_no_workbench_elsewhere(client: Client, settings: Settings, name: str) -> None:
    """Not on a site that is no desk, not from another machine, not through a proxy."""
    settings.DESK = False
    assert client.get(ALL[name]).status_code == 404
    settings.DESK = True
    assert client.get(ALL[name], REMOTE_ADDR="192.0.2.7").status_code == 404
    assert client.get(ALL[name], headers={"X-Forwarded-For": "127.0.0.1"}).status_code == 404


@pytest.mark.parametrize("name", ACTING)
def test_nobody_acts_from_elsewhere(client: Client, settings: Settings, name: str) -> None:
    """What is sent from another machine does nothing."""
    settings.DESK = True
    answer = client.post(READ[name], {"act": "delete"}, REMOTE_ADDR="192.0.2.7")
    assert answer.status_code == 404
    assert Event.objects.count() == 0


@pytest.mark.parametrize("name", ALL)
def test_wrong_methods_are_refused(client: Client, settings: Settings, name: str) -> None:
    """Pages that are only read take nothing; forms take POST alone."""
    settings.DESK = True
    assert client.put(ALL[name]).status_code == 405
    assert client.delete(ALL[name]).status_code == 405
    if name not in {*ACTING, *(one for one in READ if one.startswith(("edit", "new")))}:
        assert client.post(ALL[name]).status_code == 405


@pytest.mark.parametrize("name", ACTING)
def test_forms_of_other_sites_are_refused(settings: Settings, name: str) -> None:
    """Without the token of the page nothing is done."""
    settings.DESK = True
    assert Client(enforce_csrf_checks=True).post(READ[name], {"act": "edit"}).status_code == 403
    assert Event.objects.count() == 0


@pytest.mark.parametrize(
    "address",
    [
        "/desk/plans/nothing/findings/",
        "/desk/plans/nothing/findings/7160f91cdb80/",
        "/desk/plans/nothing/values/",
        "/desk/plans/nothing/values/02/",
        "/desk/plans/nothing/edit/02/",
        "/desk/plans/nothing/grade/2025/02/",
        "/desk/plans/nothing/papers/",
        "/desk/plans/nothing/papers/file/?kind=cards&format=pdf",
        "/desk/plans/nothing/log/",
        "/desk/plans/nothing/settings/",
        "/desk/log/999999/",
    ],
)
def test_what_is_not_there_is_not_found(client: Client, settings: Settings, address: str) -> None:
    """An unknown plan, an unknown event."""
    settings.DESK = True
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("name", ACTING)
def test_an_unknown_button_does_nothing(client: Client, settings: Settings, name: str) -> None:
    """A form that names no action is refused."""
    settings.DESK = True
    answer = client.post(READ[name], {"act": "dance", "seen": "1"})
    assert answer.status_code == 400
    assert Event.objects.count() == 0


def test_a_broken_filter_is_refused(client: Client, settings: Settings) -> None:
    """Filters have the values they offer."""
    settings.DESK = True
    for query in ("?standing=x", "?severity=x"):
        assert client.get(READ["findings"] + query).status_code == 400
    for page in ("0", "2", "x", "99999999999"):
        assert client.get(READ["log"] + f"?page={page}").status_code == 400
