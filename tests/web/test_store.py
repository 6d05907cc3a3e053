"""The database keeps a ledger exactly, whole or not at all, and never forgets what was done."""

from datetime import UTC, datetime
from decimal import Decimal

import msgspec
import pytest
from django.core.management import call_command
from django.db import DatabaseError, IntegrityError, connection, transaction
from hypothesis import HealthCheck, given, settings
from pytest_django import DjangoAssertNumQueries

from hakaru.errors import LedgerFormatError, UsageError
from hakaru.ledger.entries import Actual, Certainty, Direction, DirectionSource, Indicator, Plan
from hakaru.ledger.ledger import Ledger, ledger_of
from hakaru.ledger.quantity import Quantity, State
from hakaru.ledger.text import dumps
from hakaru.store import models
from hakaru.store.ledger_rows import ledger_from_rows, load_ledger, plan_ids, save_ledger
from hakaru.store.search import normal
from strategies import plan_ledgers

pytestmark = pytest.mark.django_db

few_examples = settings(
    max_examples=15,
    suppress_health_check=[*settings().suppress_health_check, HealthCheck.function_scoped_fixture],
)


def indicator(number: int) -> Indicator:
    """Return an indicator of the plan itself."""
    return Indicator(
        id=f"vision/{number}",
        source=None,
        parent="vision",
        marker="①",
        name="誘致施策を活用した立地企業数",
        unit="社",
        direction=Direction.HIGHER,
        direction_source=DirectionSource.STATED,
        cumulative=False,
        baseline=None,
    )


def actual(text: str, *, replaces: str = "", number: int = 1) -> Actual:
    """Return an actual of the first indicator for fiscal year 2025."""
    return Actual(
        id=f"vision/1/2025@{text}",
        source=None,
        indicator=f"vision/{number}",
        fiscal_year=2025,
        as_of=None,
        certainty=Certainty.CONFIRMED,
        quantity=Quantity(text=text, value=Decimal(text), unit="社", state=None),
        published_grade="◎",
        replaces=replaces,
    )


def vision(*entries: Indicator | Actual, title: str = "ビジョン") -> Ledger:
    """Return the ledger of a small plan."""
    plan = Plan(
        id="vision",
        source=None,
        title=title,
        fiscal_years=(2024, 2025),
        members=("札幌市", "小樽市"),
        hub="札幌市",
        rulebook="",
    )
    return ledger_of([plan, indicator(1), *entries])


@few_examples
@given(plan_ledgers())
def test_the_ledger_comes_back_as_it_was_saved(ledger: Ledger) -> None:
    """Every value, state, place and order survives the rows, trailing zeros of 1.50 included."""
    with transaction.atomic():
        save_ledger(ledger)
        assert dumps(ledger_from_rows("計画-2")) == dumps(ledger)
        assert dumps(load_ledger("計画-2")) == dumps(ledger)
        transaction.set_rollback(True)


@few_examples
@given(plan_ledgers(), plan_ledgers())
def test_a_ledger_replaces_the_one_before_it(before: Ledger, after: Ledger) -> None:
    """Whatever stood in the rows, they say what the ledger saved last says."""
    with transaction.atomic():
        save_ledger(before)
        save_ledger(after)
        assert dumps(ledger_from_rows("計画-2")) == dumps(after)
        assert dumps(load_ledger("計画-2")) == dumps(after)
        transaction.set_rollback(True)


def test_saving_the_same_ledger_again_changes_nothing() -> None:
    """No row is written, and the version of the plan stays."""
    assert save_ledger(vision(actual("15"))) == ("vision",)
    assert save_ledger(vision(actual("15"))) == ()
    assert models.Plan.objects.get().version == 1


def test_trailing_zeros_are_a_change() -> None:
    """1.5 and 1.50 are the same number and not the same fact: the text is kept as printed."""
    save_ledger(vision(msgspec.structs.replace(actual("1.5"), id="vision/a")))
    changed = save_ledger(vision(msgspec.structs.replace(actual("1.50"), id="vision/a")))
    assert changed == ("vision",)
    assert models.Actual.objects.get().value == "1.50"
    assert models.Plan.objects.get().version == 2


def test_rows_that_stay_keep_their_keys() -> None:
    """A form or an account that refers to a row still does after the ledger was loaded again."""
    save_ledger(vision(actual("15")))
    before = dict(models.Indicator.objects.values_list("entry_id", "pk"))
    members = dict(models.Member.objects.values_list("name", "pk"))
    save_ledger(vision(indicator(2), title="改定ビジョン"))
    after = dict(models.Indicator.objects.values_list("entry_id", "pk"))
    assert after["vision/1"] == before["vision/1"]
    assert dict(models.Member.objects.values_list("name", "pk")) == members
    assert not models.Actual.objects.exists()


def test_a_correction_and_what_it_replaces_can_go_together() -> None:
    """Neither holds the other back when the next ledger has none of them."""
    save_ledger(vision(actual("15"), actual("16", replaces="vision/1/2025@15")))
    assert models.Actual.objects.filter(replaced_by__isnull=True).get().text == "16"
    save_ledger(vision())
    assert not models.Actual.objects.exists()


def test_a_ledger_that_cannot_be_saved_leaves_all_as_it_was() -> None:
    """The second plan is broken, so the first one is not changed either."""
    save_ledger(vision())
    broken = vision(actual("15", number=7), title="never seen")
    with pytest.raises(LedgerFormatError) as caught:
        save_ledger(broken)
    assert caught.value.code == "ledger.dangling_reference"
    assert caught.value.values["found"] == "vision/7"
    assert models.Plan.objects.get().title == "ビジョン"


def test_a_failure_half_way_leaves_all_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows already written inside the transaction are taken back."""
    save_ledger(vision(actual("15")))

    def fail(*_: object) -> None:
        raise DatabaseError("the disk is full")

    monkeypatch.setattr("hakaru.store.writing.forget_members", fail)
    with pytest.raises(DatabaseError, match="the disk is full"):
        save_ledger(vision(title="never seen"))
    assert dumps(ledger_from_rows("vision")) == dumps(vision(actual("15")))
    assert dumps(load_ledger("vision")) == dumps(vision(actual("15")))


def test_a_nul_is_refused() -> None:
    """PostgreSQL keeps no NUL; the same ledger is refused everywhere."""
    with pytest.raises(LedgerFormatError) as caught:
        save_ledger(vision(title="a\0b"))
    assert caught.value.code == "ledger.nul"
    save_ledger(vision(title="a\\u0000b"))
    assert models.Plan.objects.get().title == "a\\u0000b"


def test_plans_are_kept_apart() -> None:
    """The same ids may stand in two plans; loading one plan leaves the other alone."""
    save_ledger(vision(actual("15")))
    other = msgspec.structs.replace(vision().plans[0], id="other", members=())
    save_ledger(ledger_of([other, msgspec.structs.replace(indicator(1), parent="other")]))
    assert plan_ids() == ("other", "vision")
    assert len(load_ledger("vision").actuals) == 1
    assert load_ledger("other").actuals == ()


def test_an_unknown_plan_is_wrong_use() -> None:
    """There is no empty ledger for a plan nobody knows."""
    with pytest.raises(UsageError) as caught:
        load_ledger("nowhere")
    assert caught.value.code == "plan.unknown"


@pytest.mark.parametrize("count", [1, 30])
def test_reading_takes_as_many_queries_for_many_indicators_as_for_one(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """One query a table, not one a row."""
    save_ledger(vision(*(indicator(number) for number in range(2, 2 + count))))
    with django_assert_num_queries(18):
        ledger_from_rows("vision")
    with django_assert_num_queries(1):
        load_ledger("vision")


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"fiscal_year": 25}, "actual_fiscal_year_range"),
        ({"certainty": "perhaps"}, "actual_certainty_known"),
        ({"state": "unknown"}, "actual_state_known"),
        ({"state": State.BLANK}, "actual_value_or_state"),
        ({"number": None}, "actual_value_has_number"),
    ],
)
def test_the_database_refuses_what_no_ledger_says(
    changes: dict[str, object], constraint: str
) -> None:
    """Rows are whole even where something writes past the ledger."""
    save_ledger(vision(actual("15")))
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        models.Actual.objects.update(**changes)


def test_an_id_stands_once_in_a_plan() -> None:
    """The same id cannot be given to two rows of a table."""
    save_ledger(vision(indicator(2)))
    with pytest.raises(IntegrityError), transaction.atomic():
        models.Indicator.objects.update(entry_id="vision/1")


def event() -> models.Event:
    """Return an event that was just written."""
    return models.Event.objects.create(
        at=datetime(2026, 2, 14, tzinfo=UTC),
        by="jimukyoku",
        action="ledger.loaded",
        subject="vision",
    )


def test_events_are_only_added() -> None:
    """The database itself refuses to change or delete one, whatever the program tries."""
    kept = event()
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        models.Event.objects.update(by="nobody")
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        models.Event.objects.all().delete()
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        kept.delete()
    assert models.Event.objects.get().by == "jimukyoku"


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite knows no TRUNCATE")
def test_the_log_cannot_be_truncated() -> None:
    """Nor emptied at one blow."""
    event()
    with (
        pytest.raises(IntegrityError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("TRUNCATE store_event CASCADE")


@pytest.mark.django_db(transaction=True)
def test_the_guard_of_the_log_can_be_taken_back_and_put_up_again() -> None:
    """The migration has its way back; after it and forward again the log is guarded."""
    call_command("migrate", "store", "0001", verbosity=0)
    event()
    models.Event.objects.update(by="someone")
    call_command("migrate", "store", verbosity=0)
    with pytest.raises(IntegrityError, match="append-only"):
        models.Event.objects.update(by="nobody")


@pytest.mark.parametrize(
    ("text", "searched"),
    [
        ("ＫＰＩ　①", "kpi 1"),
        ("ｻｯﾎﾟﾛ  Jazz\n", "サッポロ jazz"),
        ("か\u3099", "が"),
    ],
)
def test_search_text_does_not_mind_width_case_and_blanks(text: str, searched: str) -> None:
    """Rows and queries have one normal form, and the normal form of that is itself."""
    assert normal(text) == searched
    assert normal(searched) == searched


def test_no_migration_is_missing() -> None:
    """The tables are what the models say."""
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_the_history_of_entries_is_only_added_to() -> None:
    """What an entry once said cannot be changed or deleted, nor its event."""
    change = models.EntryChange.objects.create(
        event=event(), plan="vision", entry_id="vision/1", old=None, new={"text": "5社"}
    )
    for attempt in (
        lambda: models.EntryChange.objects.update(new=None),
        lambda: models.EntryChange.objects.all().delete(),
        change.delete,
    ):
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            attempt()
    assert models.EntryChange.objects.get().new == {"text": "5社"}
