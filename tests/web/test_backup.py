"""Backup and restore: one file, whole or not at all, the same from every database."""

import hashlib
import io
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import models
from django.test import Client
from pytest_django import Settings

from hakaru.errors import UsageError
from hakaru.ledger.text import dumps
from hakaru.store import models as store
from hakaru.store.ledger_rows import load_ledger, plan_ids, save_ledger
from hakaru.store.models import EntryChange, Event, Postponed
from hakaru.workflow.backing_up import KEPT, back_up
from hakaru.workflow.correcting import Edit, correct
from hakaru.workflow.queries.contradictions import contradictions
from hakaru.workflow.queries.desk_values import version_of
from hakaru.workflow.recording import record
from hakaru.workflow.restoring import RESTORED, restore
from hakaru.workflow.settling import Settled, accept_finding, postpone_finding
from web.sample import PLAN, sample_ledger, vision_ledger

AT = datetime(2026, 2, 14, 9, 30, tzinfo=UTC)
LATER = AT + timedelta(days=1)
# What the sample contradicts itself in: a result after the end.
ENDED = "7022a686e2d8"
ALONE = {name: text for name, text in os.environ.items() if name != "DATABASE_URL"}


@pytest.fixture
def worked_on(db: None) -> None:
    """Two plans, one of them worked on: a correction, an acceptance, something put aside."""
    del db
    for ledger in (sample_ledger(), vision_ledger()):
        record(ledger, action="ledger.loaded", by="係", at=AT, detail={"file": "一覧.xlsx"})
    edit = Edit(
        plan=PLAN,
        entry=f"{PLAN}/02/②/2025",
        values={"text": "36社"},
        reason="転記の誤り",
        seen=version_of(PLAN),
    )
    assert correct(edit, by="係", at=AT)
    settled = Settled(plan=PLAN, fingerprint=ENDED, seen=version_of(PLAN))
    accept_finding(settled, reason="精算のため", by="係", at=AT)
    one = Settled(plan=PLAN, fingerprint=grade_finding(), seen=version_of(PLAN))
    postpone_finding(one, until="2026-03-01", note="課に確認", by="係", at=AT)


def grade_finding() -> str:
    """Return the fingerprint of the finding on the corrected value."""
    return next(name for name, one in contradictions(PLAN).by_name.items() if one.code == "H101")


def backup() -> bytes:
    """Return a backup of the database."""
    out = io.BytesIO()
    back_up(out)
    return out.getvalue()


def content() -> tuple[dict[str, str], list[tuple[object, ...]], list[tuple[object, ...]]]:
    """Return everything a backup must bring back: ledgers, log with history, tables."""
    events = Event.objects.order_by("at", "pk", "changes__pk").values_list(
        "at", "by", "action", "subject", "detail", "changes__entry_id", "changes__new"
    )
    aside = Postponed.objects.values_list("plan__entry_id", "code", "fingerprint", "until", "note")
    return (
        {plan: dumps(load_ledger(plan)) for plan in plan_ids()},
        [tuple(event) for event in events if event[2] != RESTORED],
        [tuple(row) for row in aside],
    )


def emptied() -> None:
    """Take away every plan, as at a new site; the log cannot be taken away."""
    store.Plan.objects.all().delete()
    assert plan_ids() == ()


@pytest.mark.usefixtures("worked_on")
def test_everything_comes_back() -> None:
    """Ledgers to the byte, what was put aside, and the log exactly once."""
    before, data = content(), backup()
    emptied()
    restore(io.BytesIO(data), "控え.zip", by="係", at=LATER)
    assert content() == before
    last = Event.objects.order_by("-pk").first()
    assert last is not None
    assert (last.action, last.by, last.detail["file"]) == (RESTORED, "係", "控え.zip")


@pytest.mark.usefixtures("worked_on")
def test_the_same_content_gives_the_same_bytes() -> None:
    """No clock, no keys of the database."""
    assert backup() == backup()


@pytest.mark.usefixtures("worked_on")
def test_restoring_goes_back_and_the_log_stays() -> None:
    """What was done since the backup is undone in the plans, and still stands in the log."""
    before, data = content(), backup()
    save_ledger(vision_ledger("後の計画"))
    edit = Edit(
        plan=PLAN,
        entry=f"{PLAN}/08/-/2025",
        values={"text": "310件"},
        reason="確定",
        seen=version_of(PLAN),
    )
    correct(edit, by="後の係", at=LATER)
    restore(io.BytesIO(data), "控え.zip", by="係", at=LATER)
    after = content()
    assert after[0] == before[0]
    assert after[2] == before[2]
    assert Event.objects.filter(by="後の係").count() == 1


@pytest.mark.usefixtures("worked_on")
def test_restoring_twice_adds_nothing_to_the_log_but_that() -> None:
    """The log has each event once."""
    data, events = backup(), Event.objects.count()
    restore(io.BytesIO(data), "控え.zip", by="係", at=LATER)
    restore(io.BytesIO(data), "控え.zip", by="係", at=LATER)
    assert Event.objects.count() == events + 2


@pytest.mark.usefixtures("worked_on")
def test_new_rows_do_not_collide_with_restored_ones() -> None:
    """Keys that a database gives go on after those that came back."""
    data = backup()
    emptied()
    restore(io.BytesIO(data), "控え.zip", by="係", at=LATER)
    plan = store.Plan.objects.get(entry_id=PLAN)
    Postponed.objects.create(
        plan=plan, code="H119", fingerprint="f" * 12, until=date(2026, 4, 1), by="係", at=AT
    )
    assert Postponed.objects.count() == 2


def rewritten(data: bytes, change: Callable[[dict[str, bytes]], None]) -> io.BytesIO:
    """Return a backup with its files changed."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    change(files)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    out.seek(0)
    return out


def damaged(files: dict[str, bytes]) -> None:
    """Change a letter of a ledger."""
    files["ledgers/0001.jsonl"] = files["ledgers/0001.jsonl"].replace(b"36", b"37", 1)


def lacking(files: dict[str, bytes]) -> None:
    """Take a ledger out."""
    del files["ledgers/0002.jsonl"]


def stuffed(files: dict[str, bytes]) -> None:
    """Put a file in that the manifest does not name."""
    files["more.txt"] = b"more"


def newer(files: dict[str, bytes]) -> None:
    """Let the backup be made by a program with newer tables."""
    manifest = json.loads(files["manifest.json"])
    files["manifest.json"] = json.dumps(manifest | {"store": "9999_later"}).encode()


def of_next_schema(files: dict[str, bytes]) -> None:
    """Let the backup be of another schema."""
    manifest = json.loads(files["manifest.json"])
    files["manifest.json"] = json.dumps(manifest | {"schema": "hakaru.backup/2"}).encode()


def foreign(files: dict[str, bytes]) -> None:
    """Let it be any ZIP file."""
    del files["manifest.json"]


@pytest.mark.usefixtures("worked_on")
@pytest.mark.parametrize(
    ("change", "code"),
    [
        (damaged, "backup.damaged"),
        (lacking, "backup.missing"),
        (stuffed, "backup.unknown"),
        (newer, "backup.newer"),
        (of_next_schema, "backup.newer"),
        (foreign, "backup.not_zip"),
    ],
)
def test_what_is_not_whole_changes_nothing(
    change: Callable[[dict[str, bytes]], None], code: str
) -> None:
    """Every file is looked at before the first row is written."""
    before, events = content(), Event.objects.count()
    with pytest.raises(UsageError) as caught:
        restore(rewritten(backup(), change), "控え.zip", by="係", at=LATER)
    assert caught.value.code == code
    assert (content(), Event.objects.count()) == (before, events)


@pytest.mark.usefixtures("worked_on")
def test_a_row_that_cannot_be_read_undoes_everything() -> None:
    """A whole file may still say nonsense: then the plans stay as they were."""
    before = content()

    def nonsense(files: dict[str, bytes]) -> None:
        """Let the table say nonsense, with a digest that fits."""
        text = b'{"plan_id":"nobody"}\n'
        manifest = json.loads(files["manifest.json"])
        for part in manifest["files"]:
            if part["name"] == "tables/Postponed.jsonl":
                part |= {"digest": hashlib.sha256(text).hexdigest(), "size": len(text)}
        files["tables/Postponed.jsonl"] = text
        files["manifest.json"] = json.dumps(manifest).encode()

    data = rewritten(backup(), nonsense)
    save_ledger(vision_ledger("後の計画"))
    with pytest.raises(UsageError) as caught:
        restore(data, "控え.zip", by="係", at=LATER)
    assert caught.value.code == "backup.row"
    assert "後の計画" in plan_ids()
    assert content()[2] == before[2]


def test_every_table_is_in_the_backup() -> None:
    """A table is in the ledgers, in the log, or in the list of those kept beside them."""
    plans = {store.Plan, store.Member, store.Document, store.Baseline, store.Participant}
    in_ledgers = {*plans, store.Relisting, *store.EntryRow.__subclasses__()}
    known = {*in_ledgers, Event, EntryChange, *KEPT}
    named = (getattr(store, name) for name in store.__all__)
    tables = {one for one in named if not one._meta.abstract}  # noqa: SLF001 - Django's own name
    assert tables <= known


def test_kept_tables_refer_only_to_what_comes_back() -> None:
    """A key of a row that is not restored under that key would lead nowhere."""
    allowed = {store.Plan, *KEPT}
    for table in KEPT:
        for field in table._meta.concrete_fields:  # noqa: SLF001 - Django's own name
            if isinstance(field, models.ForeignKey):
                assert field.related_model in allowed


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
