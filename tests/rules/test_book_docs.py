"""Every rulebook and every table of cases in the documentation is run."""

import re
from pathlib import Path

import pytest

from hakaru.rules.cases import read_table, try_table
from hakaru.rules.columns import OPTIONAL, REQUIRED
from hakaru.rules.rulebook import books, load_book, read_book

DOCS = Path(__file__).parents[2] / "docs"
PAGES = [DOCS / "ja" / "rulebooks.md", DOCS / "en" / "rulebooks.md"]
BLOCK = re.compile(r"```toml\n(.*?)```", re.DOTALL)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.parent.name)
def test_the_example_gives_its_cases(page: Path) -> None:
    """The book on the page takes fewer than 40 lines and gives the cases on the page."""
    written, cases = BLOCK.findall(page.read_text(encoding="utf-8"))
    book = read_book(written, file=page.name)
    outcomes = try_table(read_table(cases, file=page.name), book)

    assert len(written.splitlines()) < 40
    assert [(one.row.name, one.found, one.rate) for one in outcomes if one.differs] == []
    assert {step.value("formula") for one in outcomes for step in one.grade.working} >= {
        "progress",
        "ratio",
        "keep_up",
        "keep_down",
    }


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.parent.name)
def test_the_page_names_everything_there_is(page: Path) -> None:
    """Every pattern, every column and every table of cases it points to is really there."""
    text = page.read_text(encoding="utf-8")
    tables = {path.stem for path in Path(__file__).parent.glob("*.toml")}

    for name in books():
        assert not load_book(name).pattern or f"`{name}`" in text
    for column in (*REQUIRED, *OPTIONAL):
        assert f"`{column}`" in text
    for name in ("falling", "number", "revisions", "states", "edge", "relative", "baseline"):
        assert name in tables
        assert name in text
