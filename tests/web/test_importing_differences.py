"""What an import would change: new, changed, gone, decided; taken one by one or together."""

import pytest
from msgspec.structs import replace

from hakaru.errors import UsageError
from hakaru.ledger.entries import Acceptance, Override
from hakaru.store.ledger_rows import load_ledger, save_ledger
from hakaru.store.models import Event, Plan
from hakaru.workflow import importing
from hakaru.workflow.importing import DifferenceKind
from hakaru.workflow.importing.views import DifferenceView, PlanDifferencesView
from web.importing_made import (
    AT,
    BY,
    COMPANIES,
    DOUBTED,
    ENQUIRIES,
    PLAN,
    cards_file,
    confirmed,
    edited,
    imported,
    result_now,
    started,
)

pytestmark = pytest.mark.django_db


def compared(number: int) -> PlanDifferencesView:
    """Return what differs in the one plan of an import."""
    (plan,) = importing.differences_page(number, lang="ja").plans
    return plan


def found(number: int) -> dict[str, DifferenceView]:
    """Return the differences by the entry's id."""
    return {one.id: one for group in compared(number).groups for one in group.differences}


def choose(number: int, choices: dict[str, bool]) -> None:
    """Choose at this desk."""
    importing.choose(number=number, choices=choices, by=BY, at=AT)


def test_an_unknown_plan_is_new_as_a_whole() -> None:
    """There is one choice: take it or not; not taken, nothing is written."""
    number = started(cards_file())
    plan = compared(number)
    assert (plan.known, plan.take, plan.groups) == (False, True, ())
    choose(number, {PLAN: False})
    assert confirmed(number).changed == {}
    assert not Plan.objects.exists()


def test_the_same_file_again_changes_nothing_and_says_so() -> None:
    """No difference, no event for the plan, no new version; the file is known by its bytes."""
    imported(cards_file())
    told = Event.objects.filter(subject=PLAN).count()
    number = started(cards_file("写し.txt"))
    plan = compared(number)
    assert plan.groups == ()
    assert plan.same > 20
    (file,) = importing.head_of(importing.import_of(number), lang="ja").files
    assert file.again == AT
    assert confirmed(number).changed == {}
    assert Event.objects.filter(subject=PLAN).count() == told
    assert Plan.objects.get().version == 1


def test_the_same_file_again_does_not_undo_what_was_corrected_here() -> None:
    """A value corrected since is offered as decided; the ledger's side is what goes on."""
    number = started(cards_file())
    edited(number, COMPANIES, "16社")
    edited(number, f"{PLAN}/01/②", "立地した企業の数", "name")
    confirmed(number)
    again = started(cards_file())
    kinds = {key: (one.kind, one.take) for key, one in found(again).items()}
    assert kinds == {
        COMPANIES: (DifferenceKind.DECIDED, False),
        f"{PLAN}/01/②": (DifferenceKind.DECIDED, False),
    }
    assert confirmed(again).changed == {}
    assert result_now(COMPANIES).quantity.text == "16社"


def test_another_document_that_repeats_a_corrected_value_does_not_bring_it_back() -> None:
    """What the document says was said before and corrected: it is kept as it is here."""
    number = started(cards_file())
    edited(number, COMPANIES, "16社")
    confirmed(number)
    other = started(cards_file("別.txt", enquiries="261件"))
    kinds = {key: (one.kind, one.take) for key, one in found(other).items()}
    assert kinds[COMPANIES] == (DifferenceKind.DECIDED, False)
    assert kinds[ENQUIRIES] == (DifferenceKind.CHANGED, True)
    confirmed(other)
    assert result_now(COMPANIES).quantity.text == "16社"
    assert result_now(ENQUIRIES).quantity.text == "261件"


def test_a_changed_value_goes_in_as_a_correction() -> None:
    """The earlier value stays, and the new one names it."""
    imported(cards_file())
    number = started(cards_file("改.txt", companies="16社"))
    (one,) = found(number).values()
    assert (one.id, one.kind, one.sides) == (
        COMPANIES,
        DifferenceKind.CHANGED,
        (("quantity", "15社", "16社"),),
    )
    assert confirmed(number).changed[PLAN] == {"added": 1, "changed": 0, "removed": 0}
    now = result_now(COMPANIES)
    assert (now.quantity.text, now.replaces) == ("16社", COMPANIES)


def test_what_was_kept_is_not_asked_again_for_the_same_document() -> None:
    """The ledger's side, once chosen against a document, is chosen when it comes again."""
    imported(cards_file())
    number = started(cards_file("改.txt", companies="16社"))
    choose(number, {COMPANIES: False})
    assert confirmed(number).changed == {}
    again = started(cards_file("改.txt", companies="16社"))
    assert [(one.kind, one.take) for one in found(again).values()] == [
        (DifferenceKind.DECIDED, False)
    ]
    choose(again, {COMPANIES: True})
    confirmed(again)
    assert result_now(COMPANIES).quantity.text == "16社"


def test_what_a_document_lacks_stays_unless_it_is_taken_out() -> None:
    """A shorter document takes nothing away; removing a project takes what is under it."""
    imported(cards_file())
    text = cards_file().content.decode()
    shorter = importing.Dropped("短い.txt", text[: text.index("No.\t5")].encode())
    number = started(shorter)
    gone = {key: one for key, one in found(number).items() if one.kind is DifferenceKind.GONE}
    assert {f"{PLAN}/05", f"{PLAN}/05/①", DOUBTED} <= set(gone)
    assert not any(one.take for one in gone.values())
    choose(number, {f"{PLAN}/05": True})
    confirmed(number)
    left = [entry.id for entry in load_ledger(PLAN).entries() if "/05" in entry.id]
    assert left == []


def test_a_later_document_leaves_the_results_of_an_earlier_day() -> None:
    """Next year's document has other days: last year's results are history, not gone."""
    imported(cards_file())
    later = cards_file().content.decode().replace("令和7年度", "令和8年度")
    number = started(importing.Dropped("R8.txt", later.encode()))
    assert DOUBTED not in {
        key for key, one in found(number).items() if one.kind is DifferenceKind.GONE
    }


def test_what_belongs_to_something_not_taken_stays_out_with_it() -> None:
    """A new project that is not taken keeps its indicators, targets and results out."""
    text = cards_file().content.decode()
    imported(importing.Dropped("短い.txt", text[: text.index("No.\t5")].encode()))
    number = started(cards_file())
    new = {key for key, one in found(number).items() if one.kind is DifferenceKind.NEW}
    assert f"{PLAN}/05" in new
    choose(number, {f"{PLAN}/05": False})
    confirmed(number)
    assert not [entry for entry in load_ledger(PLAN).entries() if "/05" in entry.id]


def test_an_edited_entry_is_asked_anew_and_goes_in_with_what_was_printed() -> None:
    """A correction typed in this import counts, even where the document was confirmed before."""
    imported(cards_file())
    number = started(cards_file())
    edited(number, COMPANIES, "17社")
    assert [(one.id, one.take) for one in found(number).values()] == [(COMPANIES, True)]
    confirmed(number)
    assert result_now(COMPANIES).quantity.text == "17社"


def test_acceptances_and_grades_of_officials_outlive_an_import() -> None:
    """They are no part of a document: it neither lacks nor overwrites them."""
    imported(cards_file())
    ledger = load_ledger(PLAN)
    acceptance = Acceptance(
        id=f"{PLAN}/acceptance/1",
        source=None,
        plan=PLAN,
        code="H101",
        fingerprint="1",
        reason="協議の結果",
        by=BY,
        at=AT.date(),
    )
    override = Override(
        id=f"{PLAN}/override/1",
        source=None,
        indicator=f"{PLAN}/01/②",
        fiscal_year=2025,
        symbol="○",
        reason="協議の結果",
        by=BY,
        at=AT.date(),
    )
    save_ledger(replace(ledger, acceptances=(acceptance,), overrides=(override,)))
    number = started(cards_file("改.txt", companies="16社"))
    assert set(found(number)) == {COMPANIES}
    confirmed(number)
    after = load_ledger(PLAN)
    assert (after.acceptances, after.overrides) == ((acceptance,), (override,))


def test_the_members_and_years_of_a_plan_grow_together() -> None:
    """A second document of a plan adds its years; it takes none away."""
    imported(cards_file())
    later = cards_file().content.decode()
    later = later.replace("2026年度 (R8年度)", "2029年度 (R11年度)").replace(
        "令和7年度", "令和8年度"
    )
    imported(importing.Dropped("R8.txt", later.encode()))
    years = load_ledger(PLAN).plans[0].fiscal_years
    assert {2024, 2025, 2026} <= set(years)


def test_a_choice_for_what_does_not_differ_is_refused() -> None:
    """A page from before cannot choose for what is the same by now."""
    imported(cards_file())
    number = started(cards_file("改.txt", companies="16社"))
    with pytest.raises(UsageError, match=r"choice\.unknown"):
        choose(number, {ENQUIRIES: True})


def test_choosing_the_usual_again_writes_nothing() -> None:
    """A form sent as it stood is no decision."""
    imported(cards_file())
    number = started(cards_file("改.txt", companies="16社"))
    told = Event.objects.count()
    choose(number, {COMPANIES: True})
    assert Event.objects.count() == told


def test_differences_are_grouped_by_project() -> None:
    """Each project once, with its number and name; what belongs to none stands apart."""
    imported(cards_file())
    number = started(cards_file("改.txt", companies="16社", enquiries="261件"))
    groups = [(group.number, group.title) for group in compared(number).groups]
    assert groups == [("1", "企業誘致の推進"), ("2", "創業の促進")]
