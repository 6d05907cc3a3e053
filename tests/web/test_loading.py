"""Loading a ledger file: rows and the log in one go, or nothing at all."""

import hashlib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.management import call_command

from hakaru.errors import LedgerFormatError, UnreadableInputError
from hakaru.store.ledger_rows import load_ledger
from hakaru.store.models import Event, Note
from hakaru.workflow.loading import LoadResult, load_ledger_file

pytestmark = pytest.mark.django_db

AT = datetime(2026, 2, 14, 9, 30, tzinfo=UTC)
HEADER = '{"schema":"hakaru.ledger/1"}\n'
PLAN = (
    '{"type":"plan","id":"vision","title":"ビジョン","fiscal_years":[2025],"members":["札幌市"],'
    '"hub":"札幌市","rulebook":"","source":null}\n'
)


def note(number: int, text: str) -> str:
    """Return the line of a note."""
    return (
        f'{{"type":"note","id":"vision/note/{number}","subject":"vision","text":"{text}",'
        '"source":null}\n'
    )


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return a ledger file of one plan with two notes."""
    path = tmp_path / "vision.jsonl"
    path.write_text(HEADER + PLAN + note(1, "前") + note(2, "後"), encoding="utf-8")
    return path


def loaded(path: Path) -> LoadResult:
    """Load a file as the secretariat does."""
    return load_ledger_file(path=path, by="jimukyoku", at=AT)


def test_loading_writes_rows_and_says_what_changed(file: Path) -> None:
    """Everything is new the first time."""
    result = loaded(file)
    assert result.plans == ("vision",)
    assert {name: count for name, count in result.counts.items() if count} == {
        "plans": 1,
        "notes": 2,
    }
    assert [change.id for change in result.changes] == ["vision", "vision/note/1", "vision/note/2"]
    assert [note.text for note in load_ledger("vision").notes] == ["前", "後"]


def test_loading_writes_who_when_and_what_into_the_log(file: Path) -> None:
    """The event names the file and its digest, so that anyone can tell which file it was."""
    loaded(file)
    event = Event.objects.get()
    assert (event.by, event.at, event.action, event.subject) == (
        "jimukyoku",
        AT,
        "ledger.loaded",
        "vision",
    )
    assert event.detail == {
        "file": "vision.jsonl",
        "digest": hashlib.sha256(file.read_bytes()).hexdigest(),
        "added": 3,
        "changed": 0,
        "removed": 0,
    }


def test_loading_the_same_file_again_changes_nothing(file: Path) -> None:
    """Neither rows nor log."""
    loaded(file)
    again = loaded(file)
    assert (again.plans, again.changes) == ((), ())
    assert again.counts["notes"] == 2
    assert Event.objects.count() == 1


def test_loading_a_newer_file_replaces_the_plan(file: Path) -> None:
    """What changed, came and went is told, entry by entry."""
    loaded(file)
    file.write_text(HEADER + PLAN + note(2, "改") + note(3, "新"), encoding="utf-8")
    result = loaded(file)
    assert {change.id: change.fields for change in result.changes} == {
        "vision/note/1": (),
        "vision/note/2": ("text",),
        "vision/note/3": (),
    }
    assert Event.objects.latest("id").detail["removed"] == 1


def test_what_was_accepted_outlives_the_next_reading(file: Path) -> None:
    """A finding explained once stays explained when the plan is read and loaded again."""
    accepted = (
        '{"type":"acceptance","id":"vision/accepted/0123456789ab","plan":"vision","code":"H101",'
        '"fingerprint":"0123456789ab","reason":"凡例の改定前","by":"事務局",'
        '"at":"2026-02-14","source":null}\n'
    )
    plain = file.read_text(encoding="utf-8")
    file.write_text(plain + accepted, encoding="utf-8")
    loaded(file)
    file.write_text(plain + note(3, "翌月の読み取り"), encoding="utf-8")
    loaded(file)
    stored = load_ledger("vision")
    assert [one.reason for one in stored.acceptances] == ["凡例の改定前"]
    assert len(stored.notes) == 3


@pytest.mark.parametrize("line", ["{", note(1, "twice"), '{"type":"note"}\n'])
def test_a_broken_line_leaves_all_as_it_was(file: Path, line: str) -> None:
    """The error says where, and the rows of the last good file stay."""
    loaded(file)
    file.write_text(HEADER + PLAN + note(1, "another") + line, encoding="utf-8")
    with pytest.raises(LedgerFormatError) as caught:
        loaded(file)
    assert (caught.value.values["file"], caught.value.values["line"]) == ("vision.jsonl", "4")
    assert Note.objects.get(position=0).text == "前"
    assert Event.objects.count() == 1


def test_a_file_that_is_not_there_is_one_clear_error(tmp_path: Path) -> None:
    """No traceback of the operating system."""
    with pytest.raises(UnreadableInputError) as caught:
        loaded(tmp_path / "nowhere.jsonl")
    assert caught.value.code == "file.missing"


def test_the_command_loads_and_says_so(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`hakaru manage load vision.jsonl --by jimukyoku` prints one line of what was done."""
    call_command("load", str(file), by="jimukyoku")
    assert "3 件を読み、1 計画の 3 件を書き換えました。" in capsys.readouterr().out
    assert Event.objects.get().by == "jimukyoku"
