"""Finding projects: by words, section, grade, year and member, all in the address."""

import re

import pytest
from django.test import Client


def found(client: Client, plan_page: str, **filters: str) -> list[str]:
    """Return the numbers of the projects that a filter leaves."""
    response = client.get(f"{plan_page}projects/", filters)
    assert response.status_code == 200
    return re.findall(r'<span class="project-number">No\. (\d+)</span>', response.content.decode())


def indicators(client: Client, plan_page: str, **filters: str) -> list[str]:
    """Return the names of the indicators that a filter leaves."""
    page = client.get(f"{plan_page}projects/", filters).content.decode()
    return re.findall(r'class="indicator-cell"><a [^>]+>(.*?)</a>', page)


ALL = ["01", "02", "03", "04", "05", "06", "07", "08"]


@pytest.mark.parametrize(
    ("filters", "numbers"),
    [
        ({}, ALL),
        ({"q": ""}, ALL),
        ({"q": "誘致"}, ["02"]),  # two characters of a name
        ({"q": "冊数"}, ["04"]),  # of an indicator
        ({"q": "ｾﾐﾅｰ"}, ["02"]),  # half width finds full width, in what was done
        ({"q": "脱炭素　推進"}, ["06"]),  # both words, whatever blank is between
        ({"q": "推進 図書館"}, []),
        ({"q": "浜町"}, ["01", "02", "03", "04", "05", "07", "08"]),  # a participant
        ({"section": "s1"}, ["01", "02", "03"]),  # and what lies below it
        ({"section": "s11"}, ["03"]),
        ({"section": "s3"}, ["03", "05", "06", "07", "08"]),  # and what is relisted there
        ({"member": "岬村"}, ["01", "03", "04", "05", "07", "08"]),
        ({"grade": "nearly_met"}, ["04", "06"]),
        ({"grade": "nearly_met", "year": "2024"}, ["04"]),
        ({"grade": "expected_met", "section": "s1"}, ["02"]),
        ({"grade": "differs"}, ["02"]),
        ({"year": "2025"}, ALL),
    ],
)
def test_filters(
    client: Client, plan_page: str, filters: dict[str, str], numbers: list[str]
) -> None:
    """Each filter leaves what fits; several together leave what fits them all."""
    assert found(client, plan_page, **filters) == numbers


def test_a_grade_leaves_only_its_indicators(client: Client, plan_page: str) -> None:
    """Of a project with two indicators the one with the grade stays."""
    assert indicators(client, plan_page, grade="expected_met") == [
        "②立地企業数",
        "休日当番医の実施",
    ]


def test_a_year_leaves_only_its_column(client: Client, plan_page: str) -> None:
    """Choosing a year shows that year alone."""
    page = client.get(f"{plan_page}projects/", {"year": "2024"}).content.decode()
    assert "2024年度（R6）</th>" in page
    assert "2025年度（R7）</th>" not in page


def test_counts_say_how_many_of_how_many(client: Client, plan_page: str) -> None:
    """The count is in words above the list."""
    page = client.get(f"{plan_page}projects/", {"section": "s1"}).content.decode()
    assert "8 事業中 3 事業、4 指標" in page


def test_choices_stay_chosen(client: Client, plan_page: str) -> None:
    """The form shows what was asked, and offers to clear it."""
    page = client.get(f"{plan_page}projects/", {"q": "企業", "member": "浜町"}).content.decode()
    assert 'value="企業"' in page
    assert '<option value="浜町" selected lang="ja">' in page
    assert "条件を解除" in page


def test_nothing_found_says_what_to_try(client: Client, plan_page: str) -> None:
    """An empty list is no dead end."""
    page = client.get(f"{plan_page}projects/", {"q": "存在しない"}).content.decode()
    assert "条件に合う事業はありません。" in page


@pytest.mark.parametrize(
    "filters",
    [
        {"year": "1999"},
        {"year": "令和"},
        {"section": "s9"},
        {"grade": "excellent"},
        {"member": "東京都"},
        {"q": "あ" * 101},
        {"member": "\x00"},
    ],
)
def test_a_filter_that_cannot_be_chosen_is_refused(
    client: Client, plan_page: str, filters: dict[str, str]
) -> None:
    """A wrong value is answered with 400 and a page that says what to do, never with a guess."""
    response = client.get(f"{plan_page}projects/", filters)
    assert response.status_code == 400
    assert "条件を読み取れません" in response.content.decode()
