"""The full public documents, where they are present; tests that need them are skipped elsewhere."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLDER = Path(os.environ.get("HAKARU_SEEDS") or ROOT.parent / "shared" / "seeds")


def seed(number: str) -> Path:
    """Return the public document of that number, or skip the test with the reason."""
    found = sorted(FOLDER.glob(f"{number}_*.txt")) if FOLDER.is_dir() else []
    if not found:
        pytest.skip(f"the public document {number} is not here; set HAKARU_SEEDS to its folder")
    return found[0]
