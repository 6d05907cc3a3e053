"""Killed in the middle of confirming, at whatever statement: all of it is there, or nothing."""

import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

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


def run(data: Path, statement: int) -> int:
    """Confirm the import, to be killed before a statement; return how the process ended."""
    environment = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    path = os.pathsep.join((str(Path(__file__).parent.parent), environment.get("PYTHONPATH", "")))
    environment |= {"HAKARU_DATA": str(data), "PYTHONPATH": path}
    command = [sys.executable, "-c", CONFIRM, str(statement)]
    return subprocess.run(command, env=environment, timeout=120, check=False).returncode


def counts(data: Path) -> dict[str, int]:
    """Return how many rows there are, and how many imports are confirmed."""
    with closing(sqlite3.connect(data / "hakaru.sqlite3")) as database:
        found = {t: database.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in TABLES}  # noqa: S608 - our own names
        asked = "SELECT count(*) FROM store_import WHERE state = 'confirmed'"
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return found | {"confirmed": database.execute(asked).fetchone()[0]}


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this platform cannot kill so")
def test_killed_while_confirming_nothing_is_half_written(tmp_path: Path) -> None:
    """Early, in the midst and late: nothing is there; begun again, everything is."""
    nothing = dict.fromkeys((*TABLES, "confirmed"), 0)
    for statement in (2, 12, 30, 45):
        assert run(tmp_path, statement) == -signal.SIGKILL
        assert counts(tmp_path) == nothing, statement
    assert run(tmp_path, 0) == 0
    whole = counts(tmp_path)
    assert (whole["store_plan"], whole["store_pack"], whole["confirmed"]) == (1, 1, 1)
    assert min(whole.values()) > 0
