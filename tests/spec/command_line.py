"""A small ledger for the tests of the command line, and ways to run a command."""

import os
import subprocess
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from hakaru import cli
from hakaru.ledger.entries import (
    EVERY_YEAR,
    Actual,
    Certainty,
    Direction,
    DirectionSource,
    Indicator,
    Plan,
    Project,
    Target,
    TargetKind,
)
from hakaru.ledger.ledger import ledger_of
from hakaru.ledger.quantity import Quantity
from hakaru.source import Document, Place

FILE = "一覧.txt"
SCHOOLS = "plan/08/①"
RATIO = "plan/01/①"


def schools(number: int) -> Quantity:
    """Return a number of schools as a document prints it."""
    return Quantity(text=f"{number}校", value=Decimal(number), unit="校", state=None)


def share(text: str) -> Quantity:
    """Return a percentage as a document prints it."""
    return Quantity(text=f"{text}%", value=Decimal(text), unit="%", state=None)


def project(number: str, name: str) -> Project:
    """Return a project of both members."""
    return Project(
        id=f"plan/{number}",
        source=Place(FILE, line=1),
        plan="plan",
        section=None,
        number=number,
        name=name,
        participants=("A市", "B町"),
        relisted_in=(),
        priority=False,
        new_from=None,
        ended="",
        responsibilities=(),
        summary="",
    )


def indicator(identifier: str, name: str) -> Indicator:
    """Return an indicator of which more is better."""
    return Indicator(
        id=identifier,
        source=Place(FILE, line=2),
        parent=identifier.rpartition("/")[0],
        marker="①",
        name=name,
        unit="",
        direction=Direction.HIGHER,
        direction_source=DirectionSource.ASSUMED,
        cumulative=False,
        baseline=None,
    )


def target(of: str, quantity: Quantity) -> Target:
    """Return a target for every year."""
    return Target(
        id=f"{of}/target/2024",
        source=Place(FILE, line=3),
        indicator=of,
        kind=TargetKind.NUMBER,
        quantity=quantity,
        due=EVERY_YEAR,
        in_force_from=None,
        in_force_until=None,
    )


def actual(of: str, quantity: Quantity, *, year: int, grade: str) -> Actual:
    """Return a confirmed result with the grade printed beside it."""
    return Actual(
        id=f"{of}/{year}",
        source=Place(FILE, line=4),
        indicator=of,
        fiscal_year=year,
        as_of=date(year, 12, 31),
        certainty=Certainty.CONFIRMED,
        quantity=quantity,
        published_grade=grade,
    )


LEDGER = ledger_of(
    (
        Plan(
            id="plan",
            source=Place(FILE, line=1),
            title="A圏域ビジョン",
            fiscal_years=(2024, 2025),
            members=("A市", "B町"),
            hub="A市",
            rulebook="sapporo-renkei-2024",
        ),
        project("01", "連携事業の企画"),
        project("08", "学校での学習"),
        indicator(RATIO, "連携事業の評価指標の達成割合"),
        indicator(SCHOOLS, "実施した学校数"),
        target(RATIO, share("100")),
        target(SCHOOLS, schools(244)),
        actual(RATIO, share("0"), year=2024, grade="×"),
        actual(SCHOOLS, schools(227), year=2024, grade="□"),
        actual(RATIO, share("50.0"), year=2025, grade="×"),
        actual(SCHOOLS, schools(227), year=2025, grade="◎"),
    ),
    (Document(file=FILE, digest="0" * 64, format="text"),),
)


def run(*words: str | Path) -> int:
    """Run a command as a user would type it."""
    return cli.main([str(word) for word in words])


def refused(capsys: pytest.CaptureFixture[str], *words: str | Path) -> str:
    """Run a command that is refused, and return the one line it leaves on stderr."""
    assert run(*words) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.count("\n") == 1
    return printed.err.removeprefix("hakaru: ").rstrip("\n")


def process(*words: str | Path) -> subprocess.CompletedProcess[str]:
    """Run a command as a process of its own."""
    environment = os.environ | {"LC_ALL": "C.UTF-8"}
    return subprocess.run(
        [sys.executable, "-m", "hakaru", *map(str, words)],
        capture_output=True,
        encoding="utf-8",
        env=environment,
        check=False,
    )
