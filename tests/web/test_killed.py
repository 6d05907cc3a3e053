"""Killed in the middle of confirming, at whatever statement: all of it is there, or nothing."""

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest

# Confirms an import in a process of its own, which is killed before its n-th statement.
CONFIRM = """
import os, signal, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "hakaru.web.settings"
import django
django.setup()
from django.core.management import call_command
from django.db import connection
call_command("migrate", verbosity=0)
from hakaru.store.models import Import
from hakaru.workflow import importing
from web.importing_made import AT, BY, cards_file, started
if not Import.objects.exists():
    started(cards_file())
number = Import.objects.get().pk
seen = importing.differences_page(number, lang="ja").seen
left = [int(sys.argv[1])]
def count(execute, sql, params, many, context):
    left[0] -= 1
    if left[0] == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return execute(sql, params, many, context)
with connection.execute_wrapper(count):
    importing.confirm(number=number, seen=seen, by=BY, at=AT)
"""
TABLES = ("store_plan", "store_project", "store_actual", "store_entrychange", "store_pack")


@pytest.fixture
def database(tmp_path: Path) -> Iterator[str]:
    """Yield the address of an empty database, of the kind the tests are run on."""
    url = os.environ.get("DATABASE_URL", "")
    if not url.startswith("postgres"):
        yield f"sqlite:///{tmp_path / 'killed.sqlite3'}"
        return
    name = f"killed_{os.getpid()}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
        yield urlsplit(url)._replace(path=f"/{name}").geturl()
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


def run(database: str, statement: int) -> int:
    """Confirm the import, to be killed before a statement; return how the process ended."""
    path = os.pathsep.join((str(Path(__file__).parent.parent), os.environ.get("PYTHONPATH", "")))
    environment = os.environ | {"DATABASE_URL": database, "PYTHONPATH": path}
    command = [sys.executable, "-c", CONFIRM, str(statement)]
    return subprocess.run(command, env=environment, timeout=120, check=False).returncode


def answers(database: str, *questions: str) -> list[object]:
    """Return the one value that the database answers to each question."""
    if database.startswith("sqlite"):
        with closing(sqlite3.connect(database.removeprefix("sqlite:///"))) as file:
            return [file.execute(one).fetchone()[0] for one in questions]
    with psycopg.connect(database) as server:
        found = [server.execute(one.encode()).fetchone() for one in questions]
        return [row and row[0] for row in found]


def counts(database: str) -> dict[str, object]:
    """Return how many rows there are, and how many imports are confirmed."""
    if database.startswith("sqlite"):
        assert answers(database, "PRAGMA integrity_check") == ["ok"]
    asked = {table: f"SELECT count(*) FROM {table}" for table in TABLES}  # noqa: S608 - our own names
    asked["confirmed"] = "SELECT count(*) FROM store_import WHERE state = 'confirmed'"
    return dict(zip(asked, answers(database, *asked.values()), strict=True))


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this platform cannot kill so")
def test_killed_while_confirming_nothing_is_half_written(database: str) -> None:
    """Early, in the midst and late: nothing is there; begun again, everything is."""
    nothing = dict.fromkeys((*TABLES, "confirmed"), 0)
    for statement in (2, 12, 30, 45):
        assert run(database, statement) == -signal.SIGKILL
        assert counts(database) == nothing, statement
    assert run(database, 0) == 0
    whole = counts(database)
    assert (whole["store_plan"], whole["store_pack"], whole["confirmed"]) == (1, 1, 1)
    assert all(whole.values())
