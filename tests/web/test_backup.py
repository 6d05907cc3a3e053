"""Backup and restore: one file, whole or not at all, the same from every database."""

import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from datetime import date

import pytest
from django.db import models

from hakaru.errors import UsageError
from hakaru.store import models as store
from hakaru.store.ledger_rows import plan_ids, save_ledger
from hakaru.store.models import EntryChange, Event, Postponed
from hakaru.workflow.backing_up import KEPT
from hakaru.workflow.correcting import Edit, correct
from hakaru.workflow.queries.desk_values import version_of
from hakaru.workflow.restoring import RESTORED, restore
from web.backing import AT, LATER, backup, content, emptied, worked_on
from web.sample import PLAN, vision_ledger

__all__ = ["worked_on"]  # the fixture, here too


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
    # Packs and searched texts are made anew from the ledger that comes back.
    derived = {store.Pack, store.Searchable}
    in_ledgers = {*plans, store.Relisting, *derived, *store.EntryRow.__subclasses__()}
    known = {*in_ledgers, Event, EntryChange, *KEPT}
    named = (getattr(store, name) for name in store.__all__)
    named = (one for one in named if issubclass(one, models.Model))
    tables = {one for one in named if not one._meta.abstract}  # noqa: SLF001 - Django's own name
    assert tables <= known


def test_kept_tables_refer_only_to_what_comes_back() -> None:
    """A key of a row that is not restored under that key would lead nowhere."""
    allowed = {store.Plan, *KEPT}
    for table in KEPT:
        for field in table._meta.concrete_fields:  # noqa: SLF001 - Django's own name
            if isinstance(field, models.ForeignKey):
                assert field.related_model in allowed
