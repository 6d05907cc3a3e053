"""Backup and restore by command and by button, and from one database to another."""

import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client
from pytest_django import Settings

from hakaru.errors import UsageError
from hakaru.store import models as store
from hakaru.store.models import Event
from hakaru.workflow.restoring import RESTORED, restore
from web.backing import ALONE, LATER, content, emptied, worked_on
from web.sample import PLAN

__all__ = ["worked_on"]  # the fixture, here too


def command(data: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the program with an SQLite database of its own."""
    data.mkdir(exist_ok=True)
    return subprocess.run(
        [sys.executable, "-m", "hakaru", "manage", *words],
        env={**ALONE, "HAKARU_DATA": str(data), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.usefixtures("worked_on")
def test_from_one_database_to_another_and_back(tmp_path: Path) -> None:
    """The database of the tests (PostgreSQL or SQLite), an SQLite site, and back: nothing lost."""
    before = content()
    first, second = tmp_path / "一.zip", tmp_path / "二.zip"
    call_command("backup", first)
    site = tmp_path / "data"
    assert command(site, "migrate", "-v0").returncode == 0
    restored = command(site, "restore", str(first), "--by", "係")
    assert restored.returncode == 0, restored.stderr
    assert "計画 2 件" in restored.stdout
    assert command(site, "backup", str(second)).returncode == 0
    with zipfile.ZipFile(first) as one, zipfile.ZipFile(second) as other:
        same = [name for name in one.namelist() if name.startswith(("ledgers/", "tables/"))]
        assert [one.read(name) for name in same] == [other.read(name) for name in same]
        log = other.read("log.jsonl")
        assert log.startswith(one.read("log.jsonl"))
        assert len(log.splitlines()) == len(one.read("log.jsonl").splitlines()) + 1
    emptied()
    with second.open("rb") as file:
        restore(file, second.name, by="係", at=LATER)
    assert content() == before


@pytest.mark.usefixtures("worked_on")
def test_the_command_warns_before_it_replaces(tmp_path: Path) -> None:
    """A store that has plans is only replaced where that is asked for."""
    path = tmp_path / "控え.zip"
    call_command("backup", path)
    with pytest.raises(UsageError) as caught:
        call_command("restore", path)
    assert caught.value.code == "backup.replace"
    call_command("restore", path, replace=True, by="係")
    assert Event.objects.filter(action=RESTORED, by="係").count() == 1


def test_a_backup_appears_whole_or_not_at_all(
    db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A backup that breaks off leaves the older one and no draft."""
    del db
    path = tmp_path / "控え.zip"
    path.write_bytes(b"older")

    def broken(_out: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr("hakaru.web.management.commands.backup.back_up", broken)
    with pytest.raises(OSError, match="disk full"):
        call_command("backup", path)
    assert path.read_bytes() == b"older"
    assert [one.name for one in tmp_path.iterdir()] == ["控え.zip"]


WORKING_MEANWHILE = """
import io, threading, uuid
import django
django.setup()
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from hakaru.store.ledger_rows import plan_ids, save_ledger
from hakaru.workflow import backing_up
from web.sample import PLAN, sample_ledger, vision_ledger
if connection.vendor == "postgresql":
    before, name = connection.settings_dict["NAME"], "meanwhile_" + uuid.uuid4().hex
    connection.cursor().execute(f"CREATE DATABASE {name}")
    connection.close()
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = name
call_command("migrate", verbosity=0)
save_ledger(sample_ledger())
load, done = backing_up.load_ledger, []
def work():
    save_ledger(vision_ledger("途中の計画"))
    done.append("written")
    connection.close()
def interrupted(plan):
    if not done:
        thread = threading.Thread(target=work)
        thread.start()
        thread.join(timeout=8)
    return load(plan)
backing_up.load_ledger = interrupted
manifest = backing_up.back_up(io.BytesIO())
assert done == ["written"], done
assert manifest.plans == (PLAN,), manifest.plans
assert set(plan_ids()) == {PLAN, "途中の計画"}
if connection.vendor == "postgresql":
    connection.close()
    connection.settings_dict["NAME"] = before
    connection.cursor().execute(f"DROP DATABASE {name}")
"""


def test_nobody_has_to_stop_while_a_backup_is_written(tmp_path: Path) -> None:
    """What is written meanwhile is written, and is not in the backup: it is of one moment.

    In a database of its own, for the one of the tests has one connection.
    """
    paths = os.pathsep.join(path for path in sys.path if path)
    said = subprocess.run(
        [sys.executable, "-c", WORKING_MEANWHILE],
        env={
            **os.environ,
            "HAKARU_DATA": str(tmp_path),
            "DJANGO_SETTINGS_MODULE": "hakaru.web.settings",
            "PYTHONPATH": paths,
        },
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert said.returncode == 0, said.stderr


def test_by_button(client: Client, worked_on: None, settings: Settings) -> None:
    """Save, then restore from the page: it warns, refuses without the tick, and brings back."""
    del worked_on
    settings.DESK = True
    before = content()
    saved = client.get("/desk/backup/file/")
    data = b"".join(saved.streaming_content)  # type: ignore[attr-defined]
    assert "filename*=utf-8''" in saved.headers["Content-Disposition"]
    page = client.get("/desk/backup/").content.decode()
    assert "いまある計画 2 件は、控えの内容に置き換わります" in page
    answer = client.post("/desk/backup/", {"file": upload(data)})
    assert answer.status_code == 400
    assert "「置き換える」にしるしを付けてください" in answer.content.decode()
    store.Plan.objects.filter(entry_id=PLAN).delete()
    answer = client.post("/desk/backup/", {"file": upload(data), "replace": "yes"}, follow=True)
    assert "控えから計画 2 件を戻しました。" in answer.content.decode()
    assert content() == before


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({}, "控えのファイルを選んでください"),
        ({"file": b"no zip"}, "はかるの控えではありません"),
    ],
)
def test_the_button_says_what_is_wrong(
    client: Client,
    plan_page: str,
    settings: Settings,
    sent: dict[str, bytes],
    words: str,
) -> None:
    """No file, or any other file."""
    del plan_page
    settings.DESK = True
    files = {name: upload(data) for name, data in sent.items()}
    answer = client.post("/desk/backup/", {**files, "replace": "yes"})
    assert answer.status_code == 400
    assert words in answer.content.decode()


def upload(data: bytes) -> io.BytesIO:
    """Return bytes as a file with a name."""
    file = io.BytesIO(data)
    file.name = "控え.zip"
    return file
