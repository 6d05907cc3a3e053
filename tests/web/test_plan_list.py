"""The list of many plans, and what is kept between answers."""

import pytest
from django.test import Client
from msgspec.structs import replace
from pytest_django import DjangoAssertNumQueries

from hakaru.store.ledger_rows import save_ledger
from hakaru.web.views.keeping import forget_pages
from hakaru.workflow.queries import plan_list
from hakaru.workflow.queries.kept import Kept
from web.sample import sample_ledger, vision_ledger


@pytest.fixture
def _five_plans(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Save five plans, two of which fit on a page."""
    del db
    monkeypatch.setattr(plan_list, "PLANS_A_PAGE", 2)
    for number in range(5):
        save_ledger(vision_ledger(f"ビジョン{number}"))


@pytest.mark.usefixtures("_five_plans")
def test_every_plan_is_on_one_page_of_the_list(client: Client) -> None:
    """Following the links from page to page shows each plan once."""
    shown, address = [], "/"
    for _ in range(3):
        page = client.get(address).content.decode()
        shown += [f"ビジョン{n}" for n in range(5) if f"%83%B3{n}/" in page]
        links = [part for part in page.split('"') if part.startswith("/?page=")]
        address = links[-1]
    assert shown == [f"ビジョン{n}" for n in range(5)]


@pytest.mark.usefixtures("_five_plans")
@pytest.mark.parametrize("page", ["0", "4", "-1", "x", "１", "9" * 30, ""])
def test_a_page_that_is_not_there_is_refused(client: Client, page: str) -> None:
    """Neither an error of the site nor the first page under a wrong address."""
    assert client.get(f"/?page={page}").status_code == 400


@pytest.mark.usefixtures("_five_plans")
def test_a_line_known_already_is_not_counted_again(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """The state of all, how many there are, two of the keys; nothing for lines seen before."""
    client.get("/")
    forget_pages()
    with django_assert_num_queries(4):
        client.get("/")


def test_a_changed_plan_is_seen_at_once(client: Client, two_plans: str) -> None:
    """The list and the plan's own page say what the ledger says now."""
    del two_plans
    assert "みなと連携" in client.get("/").content.decode()
    ledger = sample_ledger()
    save_ledger(replace(ledger, plans=(replace(ledger.plans[0], title="新しい名前"),)))
    assert "新しい名前" in client.get("/").content.decode()
    assert "みなと連携" not in client.get("/").content.decode()


def test_what_is_kept_stays_within_its_room() -> None:
    """The longest unasked goes first; what is larger than all room is not kept."""
    made: list[str] = []
    kept: Kept[str, str] = Kept(5, len)

    def make(word: str) -> str:
        made.append(word)
        return word

    def ask(word: str) -> None:
        assert kept.get(word, lambda: make(word)) == word

    for word in ("aa", "bbb", "aa", "cc", "aa", "bbb", "far too long", "aa"):
        ask(word)
        assert kept.weight <= 5
    assert made == ["aa", "bbb", "cc", "bbb", "far too long"]
    kept.clear()
    ask("aa")
    assert made[-1] == "aa"
