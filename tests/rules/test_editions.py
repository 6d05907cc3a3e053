"""Two shipped editions of one rulebook: each year is judged, counted and shown by its own."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from hakaru.checks import run
from hakaru.ledger.aims import read_target
from hakaru.ledger.entries import (
    Actual,
    Direction,
    DirectionSource,
    Indicator,
    Override,
    Plan,
    Target,
)
from hakaru.ledger.ledger import Ledger, ledger_of
from hakaru.ledger.measure import read_quantity
from hakaru.report.tables.material import Material
from hakaru.report.tables.model import Tone
from hakaru.report.tables.wanted import Wanted
from hakaru.rules import rulebook
from hakaru.rules.grade import grade_ledger
from hakaru.rules.ratio import ratios
from hakaru.workflow.queries.judged import JudgedPlan
from hakaru.workflow.queries.tallies import tally_by_year

# An edition that knows a grade by another sign and key.
OTHER_MARKS = (("◎", "☆"), ('"good"', '"fine"'), ("×", "▽"), ('"bad"', '"poor"'))
BOOK = """
schema = "hakaru.rulebook/1"
id = "{id}"
series = "our-city"
title = "我が市の評価"
authority = "我が市"
reference = {{ document = "我が市の計画", section = "評価" }}
valid_from = {first}
confirmed_on = 2026-04-01
due = {{ by_year = "every_year" }}
grades = [
  {{ key = "good", symbol = "◎", label = "良い", min = "{least}", counts_as_met = true }},
  {{ key = "bad", symbol = "×", label = "悪い" }},
]
"""


@pytest.fixture
def _two_editions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Ship an edition that asks for 100 % and one from 2025 on that asks for 80 %."""
    shelf = {}
    for name, first, least in (("our-2024", 2024, "100%"), ("our-2025", 2025, "80%")):
        path = tmp_path / f"{name}.toml"
        path.write_text(BOOK.format(id=name, first=first, least=least), encoding="utf-8")
        shelf[name] = path
    monkeypatch.setattr(rulebook, "_own", lambda: shelf)
    rulebook.shipped_book.cache_clear()
    yield
    rulebook.shipped_book.cache_clear()


def ledger_by(book: str) -> Ledger:
    """Return 90 people of 100 in both years, published as missed in 2024 and as met in 2025."""
    target = read_target("100人（毎年度）")
    return ledger_of(
        [
            Plan(
                id="p", source=None, title="計画", fiscal_years=(2024, 2025), members=(), hub="",
                rulebook=book,
            ),
            Indicator(
                id="p/①", source=None, parent="p", marker="①", name="参加者数", unit="人",
                direction=Direction.HIGHER, direction_source=DirectionSource.STATED,
                cumulative=False, baseline=None,
            ),
            Target(
                id="p/①/target", source=None, indicator="p/①", kind=target.kind,
                quantity=target.quantity, due=target.due, in_force_from=None, in_force_until=None,
            ),
            *(
                Actual(
                    id=f"p/①/{year}", source=None, indicator="p/①", fiscal_year=year,
                    as_of=None, certainty=None, quantity=read_quantity("90人"),
                    published_grade=mark,
                )
                for year, mark in ((2024, "×"), (2025, "◎"))
            ),
        ]
    )  # fmt: skip


@pytest.mark.usefixtures("_two_editions")
@pytest.mark.parametrize("named", ["our-2024", "our-2025"])
def test_every_part_takes_the_edition_of_the_year(named: str) -> None:
    """Grades, ratios, checks, reports and pages agree, whichever edition the plan names."""
    ledger = ledger_by(named)
    grades = grade_ledger(ledger)
    material, plan = Material(ledger, Wanted(fiscal_year=2025)), JudgedPlan("p", ledger)

    assert [(one.computed, one.book) for one in grades] == [("×", "our-2024"), ("◎", "our-2025")]
    met = [(2024, 0), (2025, 1)]
    assert [(one.fiscal_year, one.computed.met) for one in ratios(ledger, grades)] == met
    assert [(one.fiscal_year, one.computed.met) for one in plan.ratios] == met
    assert [(year, one.computed.met) for (_, year), one in material.ratios.items()] == met
    assert [finding.code for finding in run(ledger) if finding.code == "H101"] == []
    shown = [one.book_of(year) for one in (material, plan) for year in (2024, 2025)]
    assert [one.id if one else "" for one in shown] == ["our-2024", "our-2025"] * 2


@pytest.mark.usefixtures("_two_editions")
def test_a_year_is_shown_in_the_marks_of_its_own_edition() -> None:
    """A grade given by hand, its tone and the counts of each year know the marks of that year."""
    shelf = rulebook._own()  # noqa: SLF001 - the shelf that the fixture put there
    first = Path(str(shelf["our-2024"]))
    text = first.read_text(encoding="utf-8")
    for now, then in OTHER_MARKS:
        text = text.replace(now, then)
    first.write_text(text, encoding="utf-8")
    rulebook.shipped_book.cache_clear()
    ledger = ledger_by("our-2025")
    given = Override(
        id="p/①/override/2024", source=None, indicator="p/①", fiscal_year=2024, symbol="☆",
        reason="台風", by="事務局", at=date(2026, 4, 1),
    )  # fmt: skip
    ledger = ledger_of([*ledger.entries(), given])
    material, plan = Material(ledger, Wanted(fiscal_year=2025)), JudgedPlan("p", ledger)

    assert (material.symbol("p/①", 2024), plan.symbol("p/①", 2024)) == ("☆", "☆")
    assert material.tone(material.mark("p/①", 2024), 2024) is Tone.MET
    tally = tally_by_year(plan, "p", None, "ja")
    assert [mark.symbol for mark in tally.marks] == ["◎", "☆"]
    assert {row.fiscal_year: row.counts for row in tally.rows} == {2024: (0, 1), 2025: (1, 0)}
