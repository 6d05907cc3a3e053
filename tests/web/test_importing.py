"""Importing: what each step does, where it is refused, and that nothing is half done."""

import hashlib
from collections.abc import Callable

import pytest
from django.db import IntegrityError, transaction

from hakaru.errors import UsageError
from hakaru.source import Document
from hakaru.store.ledger_rows import load_ledger, plan_ids
from hakaru.store.models import Event, Import, ImportFile, SourceFile
from hakaru.workflow import importing
from hakaru.workflow.importing import Bounds, Dropped
from hakaru.workflow.importing.files import clean_name
from web.importing_made import (
    AT,
    BOUNDS,
    BY,
    COMPANIES,
    DOUBTED,
    PLAN,
    cards_file,
    confirmed,
    edited,
    imported,
    result_now,
    started,
    state_of,
)

pytestmark = pytest.mark.django_db
MISSING = 999_999
DIGEST = hashlib.sha256(cards_file().content).hexdigest()
STEPS: dict[str, Callable[[int], object]] = {
    "add": lambda n: importing.add(
        number=n, file=cards_file("次.txt"), bounds=BOUNDS, by=BY, at=AT
    ),
    "edit": lambda n: edited(n, COMPANIES, "16社"),
    "look": lambda n: importing.look(number=n, subject=f"{PLAN}/01", by=BY, at=AT),
    "undo": lambda n: importing.undo(number=n, by=BY, at=AT),
    "redo": lambda n: importing.redo(number=n, by=BY, at=AT),
    "choose": lambda n: importing.choose(number=n, choices={}, by=BY, at=AT),
    "drop": lambda n: importing.drop(number=n, by=BY, at=AT),
    "confirm": lambda n: importing.confirm(number=n, seen=importing.Seen(0, {}), by=BY, at=AT),
}


def refused(step: Callable[[], object]) -> str:
    """Return the code with which a step is refused."""
    with pytest.raises(UsageError) as caught:
        step()
    return caught.value.code


def actions() -> list[str]:
    """Return what the log says was done to imports, in order."""
    rows = Event.objects.filter(subject__startswith="import/").order_by("pk")
    return list(rows.values_list("action", flat=True))


@pytest.mark.parametrize("name", STEPS)
def test_no_step_works_on_an_import_that_is_not_there(name: str) -> None:
    """An import given up in another window is told, and nothing is written."""
    assert refused(lambda: STEPS[name](MISSING)) == "import.unknown"
    assert not Event.objects.exists()


@pytest.mark.parametrize("name", [name for name in STEPS if name != "confirm"])
def test_a_confirmed_import_stays_as_it_is(name: str) -> None:
    """What is confirmed is neither edited nor given up any more."""
    number = started(cards_file())
    confirmed(number)
    told = Event.objects.count()
    assert refused(lambda: STEPS[name](number)) == "import.confirmed"
    assert Event.objects.count() == told


@pytest.mark.parametrize("name", ["edit", "look", "undo", "redo", "choose", "confirm"])
def test_what_is_not_read_is_not_looked_at(name: str) -> None:
    """An import with a file that waits to be read cannot be edited or confirmed."""
    number = importing.start(files=[cards_file()], bounds=BOUNDS, by=BY, at=AT).pk
    assert refused(lambda: STEPS[name](number)) == "import.unread"


def test_a_document_goes_from_file_to_ledger() -> None:
    """Dropped, read, confirmed: the plan is there, and the log says who did it and from what."""
    number = started(cards_file())
    assert plan_ids() == ()
    outcome = confirmed(number)
    assert outcome.now
    assert plan_ids() == (PLAN,)
    assert result_now(COMPANIES).quantity.text == "15社"
    assert actions() == ["import.started", "import.file_read", "import.confirmed"]
    event = Event.objects.get(subject=PLAN)
    assert (event.by, event.action) == (BY, "import.confirmed")
    assert event.detail["files"][0]["file"] == "実績.txt"
    assert event.detail["added"] == outcome.changed[PLAN]["added"] > 20


def test_several_files_become_one_ledger() -> None:
    """Two documents of one plan are merged; of two plans both are there."""
    second = Dropped("別.txt", cards_file().content.replace("みなと".encode(), "かわべ".encode()))
    number = started(cards_file(), second, cards_file("また.txt", companies="16社"))
    outcome = confirmed(number)
    assert set(outcome.plans) == {PLAN, "かわべ連携中枢都市圏"}
    assert result_now(f"{COMPANIES}#2").quantity.text == "16社"
    assert len({row.digest for row in SourceFile.objects.all()}) == 3


def test_each_plan_knows_only_its_own_documents() -> None:
    """A plan does not claim the file of another that was imported with it."""
    second = Dropped("別.txt", cards_file().content.replace("みなと".encode(), "かわべ".encode()))
    imported(cards_file(), second)
    assert [one.file for one in load_ledger(PLAN).documents] == ["実績.txt"]


def test_a_file_that_cannot_be_read_stays_with_the_reason() -> None:
    """The sentence names the file and says what to do; the other files go on."""
    number = started(Dropped("写真.png", b"\x89PNG\r\n\x1a\n...."), cards_file())
    head = importing.head_of(importing.import_of(number), lang="ja")
    broken, fine = head.files
    assert (broken.status, fine.status, head.state) == ("unreadable", "read", "review")
    assert "写真.png" in broken.error
    assert "保存し直してください" in broken.error
    assert confirmed(number).now


def test_an_import_in_which_nothing_was_read_cannot_be_confirmed() -> None:
    """There is nothing to confirm, only to give up."""
    number = started(Dropped("写真.png", b"\x89PNG\r\n\x1a\n...."))
    assert refused(lambda: confirmed(number)) == "import.nothing"
    assert state_of(number) == "review"


def test_reading_a_file_again_changes_nothing() -> None:
    """A second request for the same file finds it read and writes nothing."""
    number = started(cards_file())
    told, revision = actions(), Import.objects.get(pk=number).revision
    again = importing.read_one(number=number, position=1, by=BY, at=AT)
    assert again.status == "read"
    assert (actions(), Import.objects.get(pk=number).revision) == (told, revision)


def test_a_file_that_is_not_there_is_not_read() -> None:
    """A position that the import does not have is told."""
    number = started(cards_file())
    assert (
        refused(lambda: importing.read_one(number=number, position=7, by=BY, at=AT))
        == "import.no_file"
    )


@pytest.mark.parametrize(
    ("file", "code"),
    [
        (Dropped("大.txt", b"a" * 101), "upload.too_large"),
        (Dropped("空.txt", b""), "upload.empty"),
    ],
)
def test_a_file_out_of_bounds_is_refused_and_nothing_is_kept(file: Dropped, code: str) -> None:
    """An import that cannot begin leaves no trace."""
    bounds = Bounds(size=100, files=3)
    assert (
        refused(
            lambda: importing.start(files=[Dropped("a", b"a"), file], bounds=bounds, by=BY, at=AT)
        )
        == code
    )
    assert not Import.objects.exists()
    assert not SourceFile.objects.exists()
    assert not Event.objects.exists()


def test_too_many_files_are_refused() -> None:
    """The fourth of three is told by name."""
    files = [Dropped(f"{at}.txt", b"%d" % at) for at in range(4)]
    assert (
        refused(lambda: importing.start(files=files, bounds=Bounds(100, 3), by=BY, at=AT))
        == "upload.too_many"
    )


def test_the_same_content_is_taken_once_in_an_import() -> None:
    """Under whatever name: the other name is told."""
    number = started(cards_file())
    assert (
        refused(
            lambda: importing.add(
                number=number, file=cards_file("写し.txt"), bounds=BOUNDS, by=BY, at=AT
            )
        )
        == "upload.repeated"
    )
    assert ImportFile.objects.count() == 1


def test_giving_up_leaves_nothing_but_the_log() -> None:
    """Files, readings, edits and choices are gone; the ledger never knew of them."""
    number = started(cards_file())
    edited(number, COMPANIES, "16社")
    importing.choose(number=number, choices={PLAN: False}, by=BY, at=AT)
    importing.drop(number=number, by=BY, at=AT)
    assert not Import.objects.exists()
    assert not ImportFile.objects.exists()
    assert not SourceFile.objects.exists()
    assert plan_ids() == ()
    assert actions()[-1] == "import.dropped"


def test_giving_up_keeps_the_file_of_another_import() -> None:
    """Bytes that a confirmed import was read from stay."""
    imported(cards_file())
    number = started(cards_file("写し.txt"), cards_file("別.txt", companies="3社"))
    importing.drop(number=number, by=BY, at=AT)
    assert [row.name for row in SourceFile.objects.all()] == ["実績.txt"]


def test_a_second_window_does_not_confirm_twice() -> None:
    """The later one is told that it is done, and nothing is written again."""
    number = started(cards_file())
    seen = importing.differences_page(number, lang="ja").seen
    assert importing.confirm(number=number, seen=seen, by=BY, at=AT).now
    told = Event.objects.count()
    again = importing.confirm(number=number, seen=seen, by="other", at=AT)
    assert not again.now
    assert Event.objects.count() == told
    assert Import.objects.get(pk=number).confirmed_by == BY


def test_what_was_edited_meanwhile_is_not_confirmed_unseen() -> None:
    """Whoever saw an earlier state of the import is asked to look again."""
    number = started(cards_file())
    seen = importing.differences_page(number, lang="ja").seen
    edited(number, COMPANIES, "16社")
    assert (
        refused(lambda: importing.confirm(number=number, seen=seen, by=BY, at=AT))
        == "import.changed"
    )
    assert plan_ids() == ()


def test_a_plan_changed_meanwhile_is_not_overwritten() -> None:
    """Two imports of one plan: the one confirmed later has to look at what the first wrote."""
    first, second = started(cards_file()), started(cards_file("後.txt", companies="3社"))
    seen = importing.differences_page(second, lang="ja").seen
    confirmed(first)
    assert (
        refused(lambda: importing.confirm(number=second, seen=seen, by=BY, at=AT)) == "plan.changed"
    )
    assert result_now(COMPANIES).quantity.text == "15社"
    assert state_of(second) == "review"
    confirmed(second)
    assert result_now(COMPANIES).quantity.text == "3社"


def test_a_failure_while_confirming_leaves_everything_as_it_was(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Should the last step fail, as when the machine stops, no plan is half written."""
    number = started(cards_file())
    told = Event.objects.count()

    def fail(*_args: object, **_more: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr("hakaru.workflow.importing.confirming.tell", fail)
    with pytest.raises(OSError, match="no space"), transaction.atomic():
        confirmed(number)
    assert plan_ids() == ()
    assert (state_of(number), Event.objects.count()) == ("review", told)


def test_a_server_stopped_while_reading_goes_on_later() -> None:
    """What was kept and not read waits; reading it later ends as if nothing had happened."""
    found = importing.start(
        files=[cards_file(), cards_file("b.txt", companies="1社")], bounds=BOUNDS, by=BY, at=AT
    )
    importing.read_one(number=found.pk, position=1, by=BY, at=AT)
    assert state_of(found.pk) == "reading"
    importing.read_one(number=found.pk, position=2, by=BY, at=AT)
    assert state_of(found.pk) == "review"


def test_another_file_joins_what_is_looked_at() -> None:
    """Edits stay, and the import waits for the new file."""
    number = started(cards_file())
    edited(number, DOUBTED, "3,300人")
    more = Dropped("追加.txt", cards_file().content.replace("みなと".encode(), "かわべ".encode()))
    kept = importing.add(number=number, file=more, bounds=BOUNDS, by=BY, at=AT)
    assert state_of(number) == "reading"
    importing.read_one(number=number, position=kept.position, by=BY, at=AT)
    confirmed(number)
    assert result_now(DOUBTED).quantity.text == "3,300人"
    assert "かわべ連携中枢都市圏" in plan_ids()


def test_what_reading_noticed_is_kept_for_the_checks() -> None:
    """Findings of reading are there for whoever checks the plan, each document's once."""
    number = started(cards_file())
    before = importing.noticed([Document(file="", digest=DIGEST, format="")])
    confirmed(number)
    imported(cards_file("写し.txt"))
    found = importing.noticed(load_ledger(PLAN).documents)
    assert before == ()
    assert [finding.code for finding in found].count("R108") == 1


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("計画.xlsx", "計画.xlsx"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\x\\計画.xlsx", "計画.xlsx"),
        ("a\u202egnp.exe\x00\x1b.txt", "agnp.exe.txt"),
        ("  実績　一覧.txt ", "実績 一覧.txt"),
        ("", "文書"),
        ("...", "文書"),
        ("あ" * 400 + ".xlsx", "あ" * 170 + ".xlsx"),
    ],
)
def test_names_of_files_are_made_harmless(name: str, kept: str) -> None:
    """Folders, controls and turned writing are taken off; the ending stays."""
    assert clean_name(name) == kept


def test_a_name_that_is_taken_gets_a_number() -> None:
    """Two files of one name stay two files."""
    assert clean_name("実績.txt", ["実績.txt", "実績 (2).txt"]) == "実績 (3).txt"


@pytest.mark.parametrize(
    "broken",
    [
        lambda: SourceFile.objects.create(digest="0", name="a", size=1, content=b"a"),
        lambda: SourceFile.objects.create(digest="0" * 64, name="a", size=0, content=b""),
        lambda: Import.objects.create(by=BY, at=AT, state="half"),
        lambda: Import.objects.create(by=BY, at=AT, state="confirmed"),
        lambda: Import.objects.create(by=BY, at=AT, confirmed_by=BY, confirmed_at=AT),
        lambda: ImportFile.objects.filter(position=1).update(status="read", ledger=""),
        lambda: ImportFile.objects.filter(position=1).update(status="unreadable"),
    ],
)
def test_the_database_refuses_what_makes_no_sense(broken: Callable[[], object]) -> None:
    """States and their columns agree, whoever writes them."""
    started(cards_file())
    with pytest.raises(IntegrityError), transaction.atomic():
        broken()
