"""Who is let in at the workbench, and what every page of it keeps to."""

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from pytest_django import Settings

from hakaru.store.models import Event
from hakaru.web.security import CONTENT_POLICY
from hakaru.web.views.desk.frame import HANDED_ON
from web.desk import ACTING, FILES, READ

pytestmark = pytest.mark.usefixtures("plan_page")
ALL = READ | FILES
# A value for whatever an address of the workbench asks for.
GIVEN = {
    "plan": "plan",
    "project": "02",
    "subject": "02",
    "ref": "02",
    "mark": "7160f91cdb80",
    "digest": "0" * 64,
    "number": 1,
    "position": 1,
    "page": 1,
    "year": 2025,
}


def desk_addresses() -> Iterator[str]:
    """Yield an address of every view of the workbench there is, as the site itself lists them."""
    for pattern in get_resolver().url_patterns:
        if str(pattern.pattern).startswith("desk/"):
            assert isinstance(pattern, URLPattern)
            assert pattern.name is not None
            named = {key: GIVEN[key] for key in pattern.pattern.converters}
            yield reverse(pattern.name, kwargs=named)


EVERY = tuple(desk_addresses())


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


def test_every_view_of_the_workbench_is_looked_at() -> None:
    """The doors below are those of the address list: a new page cannot be forgotten here."""
    assert len(EVERY) >= 30
    assert len(set(EVERY)) == len(EVERY)


@pytest.mark.parametrize("address", EVERY)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_no_view_is_without_a_door(
    client: Client, settings: Settings, address: str, method: str
) -> None:
    """No desk, another machine, any sign of a proxy: there is no such page, whatever is sent."""
    settings.DESK = False
    assert client.generic(method, address).status_code == 404
    settings.DESK = True
    for remote in ("192.0.2.7", "2001:db8::7", "::ffff:192.0.2.7", "", "localhost"):
        assert client.generic(method, address, REMOTE_ADDR=remote).status_code == 404
    for name in HANDED_ON:
        sign = {name.removeprefix("HTTP_").replace("_", "-"): "127.0.0.1"}
        assert client.generic(method, address, headers=sign).status_code == 404
    assert Event.objects.count() == 0


@pytest.mark.parametrize("address", EVERY)
def test_no_view_takes_every_method(client: Client, settings: Settings, address: str) -> None:
    """Methods that no page has are refused with the ones it has, under the policy of the site."""
    settings.DESK = True
    for method in ("PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW"):
        answer = client.generic(method, address)
        assert answer.status_code == 405, method
        assert {*answer.headers["Allow"].split(", ")} <= {"GET", "HEAD", "POST"}
        assert answer.headers["Content-Security-Policy"] == CONTENT_POLICY


@pytest.mark.parametrize("address", EVERY)
def test_no_view_takes_the_form_of_another_site(settings: Settings, address: str) -> None:
    """Without the token nothing that is sent reaches a view."""
    settings.DESK = True
    answer = Client(enforce_csrf_checks=True).post(address, {"act": "edit"})
    assert answer.status_code == 403
    assert answer.headers["Content-Security-Policy"] == CONTENT_POLICY


@pytest.mark.parametrize("address", ["/", "/desk/", "/desk/imports/", "/api/1/plans"])
def test_a_name_that_is_not_the_sites_is_refused(
    client: Client, settings: Settings, address: str
) -> None:
    """Another site that lets its name point here reads nothing."""
    settings.DESK = True
    for name in ("elsewhere.example", "127.0.0.1.elsewhere.example", "localhost.elsewhere.example"):
        answer = client.get(address, headers={"Host": name})
        assert answer.status_code == 400
        assert answer.headers["Content-Security-Policy"] == CONTENT_POLICY
