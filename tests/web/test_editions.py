"""A plan whose years are judged by two editions of one rulebook: pages tell which is which."""

import re
from decimal import Decimal
from fractions import Fraction

import pytest
from django.test import Client
from msgspec.structs import replace

from hakaru.rules.rulebook import shipped_book
from hakaru.rules.scale import Rulebook, Scale, Words
from hakaru.workflow.queries import judged as judging
from web.reading import words

OLD = shipped_book("sapporo-renkei-2024")
FAR = replace(
    OLD.marks["missed"],
    key="far",
    symbol="◇",
    label=Words(ja="大きく未達", en="Far from met"),
    reading="ひし形",
)


def _eased(scale: Scale) -> Scale:
    """Return a scale whose second threshold is 70 %."""
    return replace(
        scale,
        thresholds=tuple(
            replace(step, min=Fraction(Decimal("0.7"))) if step.min < 1 else step
            for step in scale.thresholds
        ),
    )


@pytest.fixture
def editions(monkeypatch: pytest.MonkeyPatch) -> tuple[Rulebook, Rulebook]:
    """From 2025 on another edition judges, with another threshold and one grade more."""
    old = replace(OLD, valid_until=2024)
    new = replace(
        OLD,
        id="sapporo-renkei-2025",
        title=Words(ja="改めた評価凡例", en="Revised legend"),
        valid_from=2025,
        grades=(*OLD.grades, FAR),
        scales={family: _eased(scale) for family, scale in OLD.scales.items()},
    )
    monkeypatch.setattr(judging, "editions", lambda _book: (old, new))
    return old, new


@pytest.mark.usefixtures("editions")
def test_the_rulebook_page_tells_every_edition(client: Client, plan_page: str) -> None:
    """Both editions stand there with their years, thresholds, and examples of their own years."""
    page = words(client, f"{plan_page}rulebook/")
    first, second = page.index("率が 85 % 以上"), page.index("率が 70 % 以上")
    assert first < page.index("改めた評価凡例", first) < second
    assert "年度によって版が異なります。" in page
    source = client.get(f"{plan_page}rulebook/").content.decode()
    one, other = source.split('id="edition-2"')
    assert "2024年度（R6）" in one.split('id="edition-1"')[1]
    assert set(re.findall(r"(\d{4})年度（R\d+）\s*</p>", other)) == {"2025"}
    ids = re.findall(r' id="([^"]+)"', source)
    assert len(ids) == len(set(ids))


def test_one_edition_is_told_as_before(client: Client, plan_page: str) -> None:
    """Without editions that differ nothing is said of them."""
    page = words(client, f"{plan_page}rulebook/")
    assert "版が異なります" not in page
    assert "版が異なります" not in words(client, plan_page)


@pytest.mark.usefixtures("editions")
def test_the_list_can_be_filtered_by_grades_of_any_edition(client: Client, plan_page: str) -> None:
    """A grade that only the newer edition has is offered, and finds nothing here."""
    page = client.get(f"{plan_page}projects/").content.decode()
    assert '<option value="far">◇ 大きく未達</option>' in page
    assert page.count('<option value="met">') == 1
    assert "条件に合う事業はありません。" in words(client, f"{plan_page}projects/?grade=far")


@pytest.mark.usefixtures("editions")
def test_the_overview_shows_the_legend_of_its_year(client: Client, plan_page: str) -> None:
    """The legend beside figures of 2025 is the one they were judged by."""
    page = words(client, plan_page)
    assert "次は2025年度（R7）" in page
    assert "目標に対して 70% 以上" in page
    assert "目標に対して 85% 以上" not in page
