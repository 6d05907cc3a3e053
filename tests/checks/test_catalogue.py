"""The catalogue in the documentation is printed from the docstrings, and is up to date."""

import runpy
from pathlib import Path
from types import SimpleNamespace

import pytest

from hakaru.checks import CHECKS, Check
from hakaru.report.words import Language

REPOSITORY = Path(__file__).resolve().parents[2]
SCRIPT = SimpleNamespace(**runpy.run_path(str(REPOSITORY / "scripts" / "print_checks.py")))


@pytest.mark.parametrize("lang", list(Language))
def test_the_catalogue_is_up_to_date(lang: Language) -> None:
    """To print it anew: `python scripts/print_checks.py`."""
    printed = (REPOSITORY / "docs" / lang / "checks.md").read_text(encoding="utf-8")
    assert printed == SCRIPT.page(lang)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.kind.code)
def test_a_docstring_says_everything(check: Check) -> None:
    """What, why, how certain, a wrong and a right example, in both languages."""
    for entry in SCRIPT.entries(check).values():
        assert entry.title
        assert len(entry.parts) == 5
        assert all(len(part) > 2 for part in entry.parts.values())


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.kind.code)
def test_a_check_lives_in_a_file_of_its_own(check: Check) -> None:
    """The file bears the code, and the docstring begins with it."""
    module = check.look.__module__.rpartition(".")[2]
    assert module.startswith(f"{check.kind.code.lower()}_")
