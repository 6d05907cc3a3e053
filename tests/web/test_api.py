"""The API: exact facts for programs, page by page, for reading only."""

import csv
import io
import json
from decimal import Decimal
from fractions import Fraction
from typing import Any
from urllib.parse import urlencode

import msgspec
import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hakaru.store.ledger_rows import save_ledger
from hakaru.web.api.asked import LISTS
from web.sample import PLAN, sample_ledger, vision_ledger

pytestmark = pytest.mark.django_db
NAMES = [listed.name for listed in LISTS]


def ask(client: Client, name: str, **asked: str | int) -> dict[str, Any]:
    """Return what a list answers."""
    response = client.get(f"/api/1/{name}", asked)
    assert response.status_code == 200, response.content.decode()
    answer: dict[str, Any] = json.loads(response.content)
    return answer


def everything(client: Client, name: str, **asked: str | int) -> list[dict[str, Any]]:
    """Return all rows of a list, following `next`."""
    rows: list[dict[str, Any]] = []
    address: str | None = f"/api/1/{name}?{urlencode(asked)}"
    while address:
        answer = json.loads(client.get(address).content)
        rows += answer["items"]
        address = answer["next"]
    return rows


@pytest.mark.usefixtures("two_plans")
@pytest.mark.parametrize("listed", LISTS, ids=NAMES)
def test_rows_have_the_shape_that_is_described(client: Client, listed: Any) -> None:  # noqa: ANN401
    """Every row has every key of the description, of the type it says, and no other."""
    rows = everything(client, listed.name)
    assert rows or listed.name == "findings"
    for row in rows:
        assert list(row) == list(listed.row.model_fields)
        listed.row.model_validate(row, strict=True)


@pytest.mark.usefixtures("two_plans")
def test_values_are_exact_texts(client: Client) -> None:
    """Numbers are as exact as they were printed: no binary fraction anywhere."""
    rows = everything(client, "actuals", plan=PLAN)
    ledger = {actual.id: actual.quantity.value for actual in sample_ledger().actuals}
    assert {row["id"]: row["value"] and Decimal(row["value"]) for row in rows} == ledger
    text = client.get("/api/1/actuals").content.decode()
    assert not any(isinstance(value, float) for value in _leaves(json.loads(text)))


@pytest.mark.usefixtures("two_plans")
def test_a_grade_shows_its_working(client: Client) -> None:
    """In words of both languages and step by step; the rate is exact."""
    (row,) = ask(client, "grades", indicator=f"{PLAN}/02/②", plan=PLAN, fiscal_year=2025)["items"]
    assert (row["published"], row["computed"], row["agrees"]) == ("○", "△", False)
    assert Fraction(row["attainment"]) == Fraction(35, 40)
    assert "35社 ÷ 40社 = 87.5 %" in row["working"]
    assert "forecast" in row["working_en"]
    rates = [step["values"]["exact"] for step in row["steps"] if step["code"] == "rate"]
    assert rates == ["7/8"]


@pytest.mark.usefixtures("two_plans")
def test_a_ratio_has_both_counts(client: Client) -> None:
    """Met and evaluable, what counts as met, what was printed."""
    (row,) = ask(client, "ratios", plan=PLAN, fiscal_year=2025)["items"]
    assert (row["met"], row["evaluable"], row["ratio"]) == (3, 6, "0.5")
    assert row["published_ratio"] == "50"


@pytest.mark.usefixtures("two_plans")
@pytest.mark.parametrize(
    ("name", "asked", "ids"),
    [
        ("plans", {"id": PLAN}, [""]),
        ("sections", {"section": "s1"}, ["s1", "s11"]),
        ("projects", {"section": "s3"}, ["03", "05", "06", "07", "08"]),
        ("projects", {"member": "岬村", "section": "s1"}, ["01", "03"]),
        ("indicators", {"project": "02"}, ["02/①", "02/②"]),
        ("targets", {"indicator": "02/②", "fiscal_year": 2024}, ["02/②/target/2024"]),
        ("targets", {"indicator": "02/②", "fiscal_year": 2026}, ["02/②/target/2025"]),
        ("actuals", {"grade": "□"}, ["04/-/2024", "06/-/2025"]),
    ],
)
def test_filters(client: Client, name: str, asked: dict[str, Any], ids: list[str]) -> None:
    """A section has what lies below it and what is listed there again."""
    places = {"section", "project", "indicator"}
    whole = {key: f"{PLAN}/{value}" if key in places else value for key, value in asked.items()}
    plan = {} if name == "plans" else {"plan": PLAN}
    found = [row["id"].removeprefix(PLAN).lstrip("/") for row in everything(
        client, name, **plan, **whole
    )]  # fmt: skip
    assert found == ids


@pytest.mark.usefixtures("two_plans")
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("limit", [1, 3, 500])
def test_pages_together_are_the_list(client: Client, name: str, limit: int) -> None:
    """However large the pages, each row is on one of them, over all plans and in one."""
    key = ("plan", "id", "indicator", "fiscal_year", "fingerprint")
    for asked in ({}, {"plan": PLAN} if name != "plans" else {}):
        whole = ask(client, name, limit=500, **asked)
        assert whole["next"] is None
        rows = everything(client, name, limit=limit, **asked)
        assert [[row.get(k) for k in key] for row in rows] == [
            [row.get(k) for k in key] for row in whole["items"]
        ]


def test_plans_are_looked_through_a_few_at_a_time(
    client: Client, monkeypatch: pytest.MonkeyPatch, db: None
) -> None:
    """A filter that fits little ends a page early and says where it goes on."""
    del db
    monkeypatch.setattr("hakaru.workflow.queries.open_pages.PLANS_A_PAGE", 2)
    for number in range(5):
        save_ledger(vision_ledger(f"ビジョン{number}"))
    first = ask(client, "actuals", grade="◎")
    assert first["items"] == []
    assert first["next"]
    assert everything(client, "actuals", grade="◎") == []
    assert len(everything(client, "actuals")) == 5


@pytest.mark.usefixtures("two_plans")
@pytest.mark.parametrize("name", NAMES)
def test_csv_says_the_same(client: Client, name: str) -> None:
    """By `format` or by Accept; UTF-8 with its mark; the same rows and columns."""
    answer = client.get(f"/api/1/{name}", {"format": "csv"})
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    accepted = client.get(f"/api/1/{name}", headers={"Accept": "text/csv"})
    assert answer.content == accepted.content
    assert answer.content.startswith(b"\xef\xbb\xbf")
    table = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))
    rows = ask(client, name)["items"]
    assert len(table) == len(rows)
    for line, row in zip(table, rows, strict=True):
        assert list(line) == list(row)
        assert all(line[key] == "" for key, value in row.items() if value is None)


def test_no_field_of_a_table_is_a_formula(client: Client, db: None) -> None:
    """What begins like a formula is text for a spreadsheet, and stays as it is in JSON."""
    del db
    ledger = sample_ledger()
    evil = '=HYPERLINK("http://example.jp","x")'
    first = msgspec.structs.replace(ledger.projects[0], name=evil, summary="@SUM(1)", ended="+1+1")
    save_ledger(msgspec.structs.replace(ledger, projects=(first, *ledger.projects[1:])))
    text = client.get("/api/1/projects", {"format": "csv"}).content.decode("utf-8-sig")
    line = next(csv.DictReader(io.StringIO(text, newline="")))
    assert (line["name"], line["summary"], line["ended"]) == (f"'{evil}", "'@SUM(1)", "'+1+1")
    assert ask(client, "projects")["items"][0]["name"] == evil


@pytest.mark.usefixtures("two_plans")
def test_what_is_known_already_is_not_sent_again(client: Client) -> None:
    """The tag holds until the plan changes; another plan's change does not touch it."""
    address = f"/api/1/actuals?{urlencode({'plan': PLAN})}"
    tag = client.get(address).headers["ETag"]
    again = client.get(address, headers={"If-None-Match": f'"x", W/{tag}'})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["ETag"] == tag
    assert client.get(f"{address}&limit=1").headers["ETag"] != tag
    assert client.get(f"{address}&format=csv").headers["ETag"] != tag
    of_all = client.get("/api/1/actuals").headers["ETag"]
    save_ledger(vision_ledger("別のビジョン"))
    assert client.get(address).headers["ETag"] == tag
    assert client.get("/api/1/actuals").headers["ETag"] != of_all
    ledger = sample_ledger()
    save_ledger(msgspec.structs.replace(ledger, actuals=ledger.actuals[:-1]))
    assert client.get(address, headers={"If-None-Match": tag}).status_code == 200


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "trace"])
def test_reading_only(client: Client, method: str) -> None:
    """Every other method is refused, with the ones that are not, whatever the address."""
    for address in ("/api/1/plans", "/api/1/nothing"):
        response = getattr(client, method)(address)
        assert response.status_code == 405
        assert response.headers["Allow"] == "GET, HEAD, OPTIONS"
        assert json.loads(response.content)["status"] == 405


def test_any_site_may_read(client: Client, db: None) -> None:
    """Answers, refusals and the question before a question say so; no cookie is set."""
    del db
    for response in (
        client.get("/api/1/plans"),
        client.get("/api/1/nothing"),
        client.options("/api/1/plans"),
        client.head("/api/1/plans"),
    ):
        assert response.headers["Access-Control-Allow-Origin"] == "*"
        assert not response.cookies
    assert client.options("/api/1/plans").status_code == 204
    head = client.head("/api/1/plans")
    assert (head.status_code, head.content) == (200, b"")


@pytest.mark.usefixtures("two_plans")
@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("nothing", 404, "There is no list"),
        ("plans/", 404, "There is no list"),
        ("grades?plan=nowhere", 404, "There is no plan nowhere"),
        ("grades?year=2025", 400, "There is no parameter year"),
        ("grades?plan=a&plan=b", 400, "plan is given twice"),
        ("grades?limit=501", 400, "limit"),
        ("grades?limit=0", 400, "limit"),
        ("grades?limit=x", 400, "limit"),
        ("grades?cursor=-1", 400, "cursor"),
        ("grades?fiscal_year=25", 400, "fiscal_year"),
        ("grades?format=xml", 400, "format"),
        (f"grades?{urlencode({'plan': PLAN, 'member': '札幌市'})}", 400, "There is no member"),
    ],
)
def test_what_is_wrong_is_said(client: Client, address: str, status: int, words: str) -> None:
    """As problem+json, in the language asked for, with what to do."""
    response = client.get(f"/api/1/{address}{'&' if '?' in address else '?'}lang=en")
    assert response.status_code == status
    assert response.headers["Content-Type"] == "application/problem+json"
    problem = json.loads(response.content)
    assert problem["status"] == status
    assert words in problem["detail"]


def test_a_fault_of_the_site_is_a_problem_too(
    client: Client, monkeypatch: pytest.MonkeyPatch, db: None
) -> None:
    """Without a word of what broke inside."""
    del db
    client.raise_request_exception = False
    monkeypatch.setattr("hakaru.web.api.answers.open_page", lambda *_a, **_k: 1 / 0)
    response = client.get("/api/1/plans")
    assert response.status_code == 500
    assert response.headers["Content-Type"] == "application/problem+json"
    assert b"division" not in response.content


ANY = st.text(st.characters(codec="utf-8"), max_size=12)
VALUES = st.one_of(ANY, st.sampled_from([PLAN, f"{PLAN}/s1", "港市", "◎", "2025", "1.1", "csv"]))
PARAMETERS = st.sampled_from(
    [*{name for listed in LISTS for name in listed.asked.model_fields}, "unknown"]
)


@settings(
    max_examples=60,
    suppress_health_check=[*settings().suppress_health_check, HealthCheck.function_scoped_fixture],
)
@given(st.sampled_from(NAMES), st.dictionaries(PARAMETERS, VALUES, max_size=4))
def test_whatever_is_asked_is_answered(
    two_plans: str, client: Client, name: str, asked: dict[str, str]
) -> None:
    """Rows or a problem, never a fault of the site, and never more than was asked for."""
    del two_plans
    response = client.get(f"/api/1/{name}", asked)
    assert response.status_code in {200, 400, 404}
    if response.status_code == 200 and response.headers["Content-Type"] == "application/json":
        assert len(json.loads(response.content)["items"]) <= int(asked.get("limit", "100"))


def test_the_description_is_whole(client: Client, db: None) -> None:
    """OpenAPI 3.1: every operation named once, every reference leads somewhere, all in words."""
    del db
    whole = json.loads(client.get("/api/1/openapi.json").content)
    assert whole["openapi"].startswith("3.1.")
    assert set(whole) <= {"openapi", "info", "paths", "components", "servers"}
    assert {"title", "version"} <= set(whole["info"])
    operations = [path["get"] for path in whole["paths"].values()]
    assert [set(path) for path in whole["paths"].values()] == [{"get"}] * len(LISTS)
    names = [one["operationId"] for one in operations]
    assert len(set(names)) == len(LISTS)
    for one in operations:
        assert {"200", "304", "400", "404", "405"} == set(one["responses"])
        assert all(answer["description"] for answer in one["responses"].values())
        for parameter in one["parameters"]:
            assert parameter["in"] == "query"
            assert parameter["schema"]
            assert parameter["description"], parameter
        asked = [parameter["name"] for parameter in one["parameters"]]
        assert len(asked) == len(set(asked))
    known = whole["components"]["schemas"]
    references = [value for key, value in _pairs(whole) if key == "$ref"]
    assert {value.removeprefix("#/components/schemas/") for value in references} <= set(known)
    for shape in known.values():
        assert set(shape.get("required", ())) <= set(shape["properties"])
        assert all(column["description"] for column in shape["properties"].values())


def test_the_description_speaks_both_languages(client: Client, db: None) -> None:
    """No Japanese word is left in the English one."""
    del db
    english = client.get("/api/1/openapi.json?lang=en").content.decode()
    words = [value for key, value in _pairs(json.loads(english)) if key == "description"]
    assert not [word for word in words if any("぀" <= sign <= "ヿ" for sign in word)]
    japanese = client.get("/api/1/openapi.json?lang=ja").content.decode()
    assert "計画の ID" in japanese


@pytest.mark.usefixtures("two_plans")
def test_the_page_of_the_api_explains_every_list(client: Client) -> None:
    """Filters, keys and an example that can be followed; no script at all."""
    page = client.get("/api/").content.decode()
    assert "<script" not in page
    for name in NAMES:
        assert f'<h2 id="{name}"' in page
        assert f'href="/api/1/{name}?' in page
    assert "みなと連携中枢都市圏ビジョン" in page
    # The numbers a refusal sends its reader here for.
    assert "一度に受け取る件数。1 から 500 まで。指定しなければ 100" in page
    assert "年度（2025 は令和7年度）。1868 から 2200 まで" in page
    assert "Grades with their working" in client.get("/api/?lang=en").content.decode()


def test_the_page_of_the_api_without_plans(client: Client, db: None) -> None:
    """Before any plan is loaded there is no example, and no fault."""
    del db
    page = client.get("/api/")
    assert page.status_code == 200
    assert "limit=1" not in page.content.decode()


def _pairs(value: Any) -> list[tuple[str, Any]]:  # noqa: ANN401 - any part of a JSON document
    """Return every key of a document with its value."""
    if isinstance(value, dict):
        found = [(key, part) for key, part in value.items() if isinstance(part, str)]
        return found + [pair for part in value.values() for pair in _pairs(part)]
    return [pair for part in value for pair in _pairs(part)] if isinstance(value, list) else []


def _leaves(value: Any) -> list[Any]:  # noqa: ANN401 - any part of a JSON document
    """Return every value that is no list and no object."""
    if isinstance(value, dict):
        return [leaf for part in value.values() for leaf in _leaves(part)]
    return (
        [leaf for part in value for leaf in _leaves(part)] if isinstance(value, list) else [value]
    )
