"""Searching the site: words of any length, in one plan or all, page by page."""

import pytest
from django.test import Client
from msgspec.structs import replace

from hakaru.errors import UsageError
from hakaru.ledger.ledger import ledger_of
from hakaru.store.ledger_rows import save_ledger
from hakaru.workflow import queries
from web.reading import words
from web.sample import PLAN, project, sample_ledger


def found(text: str, plan: str | None = None) -> list[tuple[str, str]]:
    """Return kind and name of everything found."""
    return [(hit.kind, hit.name) for hit in queries.search(text, plan=plan, lang="ja").hits]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("誘致", [("project", "企業誘致の推進")]),
        ("観光", [("section", "観光"), ("project", "観光資源の活用")]),
        ("立地企業", [("indicator", "②立地企業数")]),
        ("冊", [("indicator", "相互利用の冊数")]),
        ("企業　誘致", [("project", "企業誘致の推進")]),
        ("企業 図書館", []),
        ("04", [("project", "図書館の相互利用")]),
        ("０４", [("project", "図書館の相互利用")]),
        ("", []),
        ("　 ", []),
        ("%", []),
        ("_", []),
        ("'", []),
    ],
)
def test_words_find(plan_page: str, text: str, expected: list[tuple[str, str]]) -> None:
    """Two characters find, one does, full width finds half; every word must occur."""
    del plan_page
    names = {"②立地企業数": "立地企業数"}
    assert found(text) == [(kind, names.get(name, name)) for kind, name in expected]


def test_all_plans_or_one(two_plans: str) -> None:
    """Without a plan every plan is searched; with one only that."""
    del two_plans
    assert found("観光") == [
        ("section", "観光"),
        ("section", "観光"),
        ("project", "観光資源の活用"),
    ]
    assert found("観光", plan="浜ビジョン") == [("section", "観光")]


def test_page_names_what_it_is_and_links(client: Client, plan_page: str) -> None:
    """Each hit says its kind and where it belongs, and opens its page."""
    assert "3 件 事業 1 指標 2" in words(client, "/search/?q=企業")
    assert "Projects: 1 Indicators: 2" in words(client, "/search/?q=企業&lang=en")
    source = client.get("/search/?q=立地企業").content.decode()
    assert f'href="{plan_page}indicators/02/%E2%91%A1/"' in source
    assert "02 企業誘致の推進" in words(client, "/search/?q=立地企業")


def test_header_searches_the_plan_one_is_in(client: Client, plan_page: str) -> None:
    """The box in the header is on every page; on a plan's page it stays in the plan."""
    assert '<input type="hidden" name="plan"' in client.get(plan_page).content.decode()
    about = client.get("/about/").content.decode()
    assert 'name="q"' in about
    assert 'name="plan"' not in about


def test_results_come_page_by_page(client: Client, plan_page: str) -> None:
    """Thirty a page, in the order of the plans, none twice and none lost."""
    more = [project(f"{number}", f"防災訓練その{number}", "3") for number in range(100, 170)]
    ledger = sample_ledger()
    save_ledger(ledger_of([*ledger.entries(), *more], ledger.documents))
    assert plan_page
    pages = [queries.search("防災訓練", lang="ja", page=number) for number in (1, 2, 3)]
    assert [len(page.hits) for page in pages] == [30, 30, 10]
    names = [hit.name for page in pages for hit in page.hits]
    assert len(set(names)) == 70
    assert "3／3 ページ" in words(client, "/search/?q=防災訓練&page=3")
    assert client.get("/search/?q=防災訓練&page=4").status_code == 400


def test_nothing_found_says_what_to_try(client: Client, plan_page: str) -> None:
    """An empty answer is no dead end."""
    del plan_page
    assert "見つかりません。言葉を減らすか" in words(client, "/search/?q=存在しない")


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("q=企業&plan=なし", 404),
        (f"q={'あ' * 101}", 400),
        ("q=a b c d e f g h i", 400),
        ("q=企業&page=0", 400),
        ("q=企業&page=x", 400),
        ("q=企業&page=9999999", 400),
        ("q=%00", 400),
    ],
)
def test_a_search_that_cannot_be_made_is_refused(
    client: Client, plan_page: str, query: str, status: int
) -> None:
    """Wrong questions are answered clearly."""
    del plan_page
    assert client.get(f"/search/?{query}").status_code == status


def test_an_unknown_plan_is_an_error_of_the_query(plan_page: str) -> None:
    """The query itself refuses a plan that is not there."""
    del plan_page
    with pytest.raises(UsageError, match=r"plan\.unknown"):
        queries.search("企業", plan="なし", lang="ja")


def test_a_plan_without_title_is_named_by_its_id(plan_page: str) -> None:
    """A hit always says which plan it is of."""
    del plan_page
    ledger = sample_ledger()
    save_ledger(replace(ledger, plans=(replace(ledger.plans[0], title=""),)))
    assert queries.search("誘致", lang="ja").hits[0].plan_title == PLAN
