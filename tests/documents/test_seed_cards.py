"""The real 55 cards: what they hold, every grade, and the same text with everything renamed."""

import re
from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from documents.seeds import seed
from hakaru.ledger.ledger import Index
from hakaru.read import Reading, read_files
from hakaru.rules.grade import grade_ledger
from hakaru.rules.ratio import published_ratios, ratios

pytestmark = pytest.mark.seeds


@pytest.fixture(scope="module")
def reading() -> Reading:
    """Return the reading of the 55 cards."""
    return read_files([seed("000")])


def figures(reading: Reading) -> dict[str, int]:
    """Return the figures by which a reading is judged."""
    ledger = reading.ledger
    return {
        "projects": len(ledger.projects),
        "sections": len(ledger.sections),
        "indicators": len(ledger.indicators),
        "participations": sum(len(project.participants) for project in ledger.projects),
        "new": sum(1 for project in ledger.projects if project.new_from),
        "revisions": sum(1 for target in ledger.targets if target.in_force_until),
        "unread": reading.accounting.unread,
    }


FIGURES = {
    "projects": 55,
    "sections": 3,
    "indicators": 78,
    "participations": 614,
    "new": 3,
    "revisions": 8,
    "unread": 0,
}


def test_everything_on_the_cards_is_found(reading: Reading) -> None:
    """55 projects in 3 sections, 78 indicators, 614 participations, nothing unread."""
    assert figures(reading) == FIGURES
    assert {actual.fiscal_year for actual in reading.ledger.actuals} == {2024, 2025}
    account = reading.accounting
    assert account.cells == account.mapped + account.kept


def test_the_one_indicator_without_a_row_is_said(reading: Reading) -> None:
    """One of the 78 has results and a footnote but no row of its own."""
    nameless = [indicator for indicator in reading.ledger.indicators if not indicator.name]
    assert len(nameless) == 1
    assert sum(1 for finding in reading.findings if finding.code == "R104") == 1


def test_every_target_and_value_was_understood(reading: Reading) -> None:
    """No text was left as not understood."""
    codes = Counter(finding.code for finding in reading.findings)
    assert codes["R108"] == codes["R109"] == 0


def test_published_grades_are_reproduced(reading: Reading) -> None:
    """All of fiscal year 2025; in 2024 all but two, which contradict the legend."""
    grades = grade_ledger(reading.ledger)
    assert all(grade.agrees for grade in grades if grade.fiscal_year == 2025)
    differing = [grade for grade in grades if not grade.agrees]
    assert [(grade.fiscal_year, grade.computed, grade.published) for grade in differing] == [
        (2024, "□", "×"),
        (2024, "□", "◎"),
    ]
    assert all(grade.working for grade in grades)


def test_published_ratios_are_reproduced(reading: Reading) -> None:
    """62 of 67 in fiscal year 2025, 52 of 66 in 2024, each with the counting that gives it."""
    index = Index(reading.ledger)
    grades = grade_ledger(index)
    published = {ratio.fiscal_year: ratio for ratio in published_ratios(index)}
    assert {year: ratio.percent for year, ratio in published.items()} == {
        2024: Decimal("78.8"),
        2025: Decimal("92.5"),
    }
    counted = {
        ratio.fiscal_year: (ratio.count.met, ratio.count.evaluable, ratio.reproduced_by)
        for ratio in ratios(index, grades)
        if ratio.scope == reading.ledger.plans[0].id
    }
    assert counted[2024][:2] == (52, 66)
    assert counted[2025][:2] == (62, 67)
    assert counted[2024][2], "no counting rule gives the ratio published for 2024"
    assert counted[2025][2], "no counting rule gives the ratio published for 2025"


def _renamed(text: str) -> str:
    """Rename every project and indicator by a suffix and count the cards from 301 on."""
    text = re.sub(
        r"No\.\t(\d+)\t連携事業名\t(\S+)",
        lambda m: f"No.\t{int(m[1]) + 300}\t連携事業名\t別の{m[2]}",
        text,
    )
    return text.replace("連携中枢都市圏", "広域連携圏")


def _another_area(text: str) -> str:
    """Give the members other names."""
    names = re.findall(r"■(\S+[市町村])", text)[:12]
    for at, name in enumerate(names):
        text = text.replace(name, f"第{'甲乙丙丁戊己庚辛壬癸子丑'[at]}{name[-1]}")
    return text


def _windows(text: str) -> str:
    """Write the lines as Windows does, with a page break before every card."""
    return text.replace("\nNo.", "\n\f\nNo.").replace("\n", "\r\n")


def _without_last_year(text: str) -> str:
    """Drop the heading of the last year, as a plan of four years would print it."""
    return re.sub(r"\t+2028年度 ?[(（]R10年度[)）]", "", text)


def _later(text: str) -> str:
    """Move everything two years on."""
    return re.sub(
        r"(20[23]\d)(年度)|(?<![A-Za-z0-9])(R|令和)(\d{1,2})(年度)",
        lambda m: f"{int(m[1]) + 2}{m[2]}" if m[1] else f"{m[3]}{int(m[4]) + 2}{m[5]}",
        text,
    )


CHANGES: dict[str, Callable[[str], str]] = {
    "renamed": _renamed,
    "another area": _another_area,
    "windows": _windows,
    "four years": _without_last_year,
    "two years later": _later,
    "full width": lambda text: text.replace("No.", "Ｎｏ．").replace("(", "（").replace(")", "）"),
    "half the cards": lambda text: text[: text.index("No.\t28\t")],
}


@pytest.mark.parametrize("name", CHANGES)
def test_the_same_text_changed_reads_as_well(name: str, tmp_path: Path) -> None:
    """Nothing that is read hangs on a name, a number, a year or a line."""
    path = tmp_path / "changed.txt"
    path.write_text(
        CHANGES[name](seed("000").read_text(encoding="utf-8")), encoding="utf-8", newline=""
    )
    changed = read_files([path])
    if name == "half the cards":
        assert figures(changed)["projects"] == 27
        assert figures(changed)["unread"] == 0
        return
    assert figures(changed) == FIGURES
    grades = grade_ledger(changed.ledger)
    assert sum(1 for grade in grades if not grade.agrees) == 2
