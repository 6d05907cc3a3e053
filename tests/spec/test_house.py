"""The house: imports go one way, and a breach is found."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

BREACHES = {
    "the ledger reaches up into the rules": ("ledger/period.py", "import hakaru.rules.grade"),
    "the core imports a framework": ("rules/rate.py", "import django"),
    "reading imports a framework": ("read/draft.py", "import django"),
    "the web passes workflow by": ("web/urls.py", "import hakaru.rules.grade"),
    "a new package that nobody placed": ("pantry/__init__.py", '"""Stores."""'),
}


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """Return a copy of the house that may be damaged."""
    shutil.copytree(ROOT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def lint(house: Path) -> subprocess.CompletedProcess[str]:
    """Return what the import contracts say of a house."""
    program = (
        f"import sys; sys.path.insert(0, {str(house / 'src')!r}); "
        "from importlinter.cli import lint_imports_command as lint; lint()"
    )
    return subprocess.run(
        [sys.executable, "-c", program, "--no-cache"],
        cwd=house,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_house_as_it_stands_keeps_its_contracts(house: Path) -> None:
    """An untouched copy passes, so that a failure below is the breach's."""
    result = lint(house)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize("breach", BREACHES)
def test_a_planted_breach_fails(house: Path, breach: str) -> None:
    """Every kind of breach is found."""
    name, line = BREACHES[breach]
    path = house / "src" / "hakaru" / name
    path.parent.mkdir(exist_ok=True)
    old = path.read_text(encoding="utf-8") if path.exists() else ""
    path.write_text(f"{old}\n{line}\n", encoding="utf-8")
    result = lint(house)
    assert result.returncode != 0
    assert "BROKEN" in result.stdout or "pantry" in result.stdout + result.stderr
