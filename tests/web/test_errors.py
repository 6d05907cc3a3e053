"""Pages for what goes wrong look like the site and say what to do."""

from urllib.parse import quote

import pytest
from django.test import Client

from hakaru.workflow import queries


@pytest.mark.parametrize(
    "page",
    [
        "/nothing/",
        "/plans/nothing/",
        f"/plans/{quote('無い計画')}/projects/",
        "/plans/%00/",
        "/plans/../settings/",
        "PLAN/projects/99/",
        "PLAN/projects/02/more/",
        "PLAN/projects/%E3%81%82%2F%2F/",
    ],
)
def test_unknown_addresses_are_not_found(client: Client, plan_page: str, page: str) -> None:
    """What is not there is answered with 404 in the frame of the site."""
    response = client.get(page.replace("PLAN/", plan_page))
    text = response.content.decode()
    assert response.status_code == 404
    assert "ページが見つかりません" in text
    assert 'class="site-head"' in text


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
@pytest.mark.parametrize("page", ["", "projects/", "projects/02/", "indicators/"])
def test_pages_can_only_be_read(client: Client, plan_page: str, page: str, method: str) -> None:
    """Any other method is answered with 405 and what is allowed."""
    response = getattr(client, method)(plan_page + page)
    assert response.status_code == 405
    assert response.headers["Allow"] == "GET, HEAD"
    assert "このページは見ることだけができます" in response.content.decode()


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_sending_without_a_forms_token_is_answered_the_same(plan_page: str, method: str) -> None:
    """A public page says that it can only be read, not that a token is missing."""
    strict = Client(enforce_csrf_checks=True)
    for page in (plan_page, f"{plan_page}members/", "/about/", "/search/"):
        assert getattr(strict, method)(page).status_code == 405
    # Where something can be sent, the token is asked for as before.
    assert strict.post("/desk/imports/").status_code == 403


@pytest.mark.parametrize("page", ["", "projects/", "projects/02/"])
def test_head_answers_like_get_without_a_body(client: Client, plan_page: str, page: str) -> None:
    """HEAD has the status and headers of GET."""
    got, head = client.get(plan_page + page), client.head(plan_page + page)
    assert head.status_code == got.status_code == 200
    assert head.content == b""
    assert head.headers["Content-Type"] == got.headers["Content-Type"]


def test_an_unchanged_page_is_not_sent_again(client: Client, plan_page: str) -> None:
    """A page carries a mark of its content; who has it already gets 304."""
    mark = client.get(plan_page).headers["ETag"]
    assert client.get(plan_page, headers={"If-None-Match": mark}).status_code == 304
    english = client.get(f"{plan_page}?lang=en", headers={"If-None-Match": mark})
    assert english.status_code == 200


def test_another_sites_name_is_refused(client: Client) -> None:
    """A request under a name that is not the site's is answered with 400."""
    response = client.get("/", headers={"Host": "evil.example"})
    assert response.status_code == 400
    assert "リクエストを受け付けられません" in response.content.decode()


def test_a_fault_of_the_site_shows_no_traceback(
    plan_page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """500 says that it is the site's fault and whom to tell; it tells nothing of the inside."""

    def broken(*_args: object, **_more: object) -> None:
        raise RuntimeError("the inside")

    monkeypatch.setattr(queries, "overview", broken)
    response = Client(raise_request_exception=False).get(plan_page)
    text = response.content.decode()
    assert response.status_code == 500
    assert "このサイトの側で問題が起きました" in text
    assert "the inside" not in text
    assert "Traceback" not in text


def test_error_pages_speak_the_readers_language(client: Client) -> None:
    """A reader of English is told in English."""
    response = client.get("/nothing/?lang=en")
    assert response.status_code == 404
    assert "Page not found" in response.content.decode()
