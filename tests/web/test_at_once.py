"""Two people at the same moment, on connections of their own: one does it, the other is told."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path
from threading import Barrier

import pytest
from django.db import connection

from hakaru.errors import UsageError
from hakaru.ledger.integrity import problems
from hakaru.store.ledger_rows import load_ledger, plan_ids
from hakaru.store.models import Event, Import
from hakaru.workflow import importing
from hakaru.workflow.backing_up import back_up
from hakaru.workflow.correcting import Edit, correct
from hakaru.workflow.importing import Dropped
from hakaru.workflow.queries.desk_values import version_of
from hakaru.workflow.restoring import look_into
from web.importing_made import AT, BY, COMPANIES, PLAN, cards_file, imported, result_now, started

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("_in_a_file")]
OTHER = "かわべ連携中枢都市圏"


@pytest.fixture
def _in_a_file(transactional_db: None, tmp_path: Path) -> Iterator[None]:
    """Give SQLite a file, as at a desk: a database in memory knows no waiting for each other."""
    del transactional_db
    if connection.vendor != "sqlite":
        yield
        return
    memory, name = connection.connection, connection.settings_dict["NAME"]
    file = tmp_path / "hakaru.sqlite3"
    copy = sqlite3.connect(file)
    memory.backup(copy)
    copy.close()
    # The settings are shared by the connections of all threads.
    connection.connection, connection.settings_dict["NAME"] = None, str(file)
    yield
    connection.close()
    connection.connection, connection.settings_dict["NAME"] = memory, name


def at_once(acts: Sequence[Callable[[], object]]) -> list[object]:
    """Let each act in a thread of its own, begun together; return results and refusals."""
    together = Barrier(len(acts))

    def one(act: Callable[[], object]) -> object:
        """Wait for the others, act, and give the connection back."""
        try:
            together.wait(timeout=20)
            return act()
        except UsageError as error:
            return error.code
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as threads:
        return [answer.result(timeout=60) for answer in [threads.submit(one, a) for a in acts]]


def confirming(number: int) -> Callable[[], importing.Outcome]:
    """Return the act of somebody who looks at an import now and will confirm it."""
    seen = importing.differences_page(number, lang="ja").seen
    return lambda: importing.confirm(number=number, seen=seen, by=BY, at=AT)


def other_plan(name: str) -> Dropped:
    """Return a document of another plan."""
    return Dropped(name, cards_file().content.replace("みなと".encode(), "かわべ".encode()))


@pytest.mark.parametrize("turn", range(3))
def test_two_windows_confirm_one_import(turn: int) -> None:
    """It is written once, and the other window hears that it is done."""
    del turn
    number = started(cards_file())
    answers = at_once([confirming(number)] * 3)
    assert sorted(str(getattr(one, "now", one)) for one in answers) == ["False", "False", "True"]
    assert Event.objects.filter(subject=PLAN).count() == 1
    assert Event.objects.filter(action="import.confirmed", subject=f"import/{number}").count() == 1
    assert load_ledger(PLAN).plans[0].id == PLAN


@pytest.mark.parametrize("turn", range(3))
def test_two_imports_make_the_same_new_plan(turn: int) -> None:
    """One makes it; the other is asked to look again, and its import waits unchanged."""
    del turn
    numbers = [started(cards_file()), started(cards_file("別.txt", companies="3社"))]
    answers = at_once([confirming(number) for number in numbers])
    told = [one for one in answers if isinstance(one, str)]
    assert told == ["plan.changed"]
    assert plan_ids() == (PLAN,)
    assert not list(problems(load_ledger(PLAN)))
    won = numbers[answers.index("plan.changed") ^ 1]
    assert result_now(COMPANIES).quantity.text == ("15社" if won == numbers[0] else "3社")
    assert {i.pk: i.state for i in Import.objects.all()} == {
        won: "confirmed",
        numbers[answers.index("plan.changed")]: "review",
    }


@pytest.mark.parametrize("known", [True, False])
def test_imports_of_the_same_plans_in_other_orders(known: bool) -> None:  # noqa: FBT001 - a case
    """Neither waits for the other for ever, whatever the order of their documents."""
    if known:
        imported(cards_file("前.txt", companies="1社"), other_plan("前の.txt"))
    first = started(cards_file(), other_plan("別.txt"))
    second = started(
        Dropped("b.txt", other_plan("").content.replace("15社".encode(), "4社".encode())),
        cards_file("c.txt", companies="3社"),
    )
    answers = at_once([confirming(first), confirming(second)])
    assert [one for one in answers if isinstance(one, str)] == ["plan.changed"]
    assert set(plan_ids()) == {PLAN, OTHER}


def test_one_value_is_corrected_by_two() -> None:
    """The others are told that the plan is another by now."""
    imported(cards_file())
    seen = version_of(PLAN)
    edits = [
        Edit(plan=PLAN, entry=COMPANIES, values={"text": text}, reason="転記", seen=seen)
        for text in ("21社", "22社", "23社")
    ]
    acts = [lambda edit=edit: correct(edit, by=BY, at=AT) for edit in edits]
    answers = at_once(acts)
    assert sorted(map(str, answers)) == ["True", "plan.changed", "plan.changed"]
    kept = edits[answers.index(True)].values["text"]
    assert result_now(COMPANIES).quantity.text == kept
    assert version_of(PLAN) == seen + 1


def test_a_backup_is_made_while_an_import_is_confirmed() -> None:
    """The backup is of one moment: the plan wholly there with its import, or neither."""
    number = started(cards_file())
    file = BytesIO()
    at_once([confirming(number), lambda: back_up(file)])
    file.seek(0)
    manifest = look_into(file, "控え.zip")
    assert len(manifest.plans) in (0, 1)
    assert result_now(COMPANIES).quantity.text == "15社"
