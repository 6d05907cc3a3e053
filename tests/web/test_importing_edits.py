"""Correcting what was read: understood by the same parser, taken back, kept beside the original."""

from decimal import Decimal
from typing import TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hakaru.errors import UsageError
from hakaru.ledger.aims import read_target
from hakaru.ledger.entries import (
    Actual,
    Certainty,
    Direction,
    DirectionSource,
    Indicator,
    Target,
    TargetKind,
)
from hakaru.ledger.ledger import Ledger
from hakaru.ledger.measure import read_quantity
from hakaru.ledger.quantity import State
from hakaru.ledger.revising import chains
from hakaru.read.documents import read_data
from hakaru.store.ledger_rows import load_ledger
from hakaru.store.models import Event, ImportEdit
from hakaru.workflow import importing
from hakaru.workflow.importing.draft import draft_of
from hakaru.workflow.rewriting import Change, changed
from web.importing_made import (
    AT,
    BY,
    COMPANIES,
    DOUBTED,
    PLAN,
    cards_file,
    confirmed,
    edited,
    result_now,
    started,
)

T = TypeVar("T", Actual, Target)
MATRIX = """基本計画 令和7年度 進捗状況

番号,事業名,指標,単位,基準値,目標値(R9年度),R6年度実績値,R7年度実績値
1,観光の振興,観光入込客数,万人,250,300,274,281
2,財政の健全化,市債残高（百万円）,,"5,200","5,000","5,133","5,090"
""".encode()


def ledger_now(number: int) -> Ledger:
    """Return what an import would put into the ledger now."""
    return draft_of(importing.import_of(number)).ledger


def entry_now(number: int, entry: str) -> object:
    """Return an entry of an import as it is now."""
    return next(one for one in ledger_now(number).entries() if one.id == entry)


def matrix() -> Ledger:
    """Return the ledger of a small matrix whose units stand in columns and names."""
    return read_data(MATRIX, "進捗.csv").ledger


def only(ledger: Ledger, kind: type[T], text: str) -> T:
    """Return the one entry of a kind whose value is printed so."""
    valued = [entry for entry in ledger.entries() if isinstance(entry, kind)]
    (found,) = [entry for entry in valued if entry.quantity.text == text]
    return found


@pytest.mark.django_db
def test_a_typed_value_is_understood_and_kept_as_typed() -> None:
    """15社 becomes 1.6千社: text and meaning both."""
    number = started(cards_file())
    edited(number, COMPANIES, "1.6千社")
    entry = entry_now(number, COMPANIES)
    assert isinstance(entry, Actual)
    assert (entry.quantity.text, entry.quantity.value) == ("1.6千社", Decimal(1600))


@pytest.mark.django_db
def test_undo_and_redo_go_step_by_step() -> None:
    """Two edits, both taken back, one done again; a new edit ends what could be done again."""
    number = started(cards_file())
    edited(number, COMPANIES, "16社")
    edited(number, COMPANIES, "17社")
    texts = []
    for step in (importing.undo, importing.undo, importing.redo):
        step(number=number, by=BY, at=AT)
        entry = entry_now(number, COMPANIES)
        assert isinstance(entry, Actual)
        texts.append(entry.quantity.text)
    assert texts == ["16社", "15社", "16社"]
    edited(number, DOUBTED, "3,300人")
    with pytest.raises(UsageError, match=r"redo\.nothing"):
        importing.redo(number=number, by=BY, at=AT)
    assert ImportEdit.objects.count() == 3


@pytest.mark.django_db
def test_there_is_nothing_to_undo_before_an_edit() -> None:
    """An import that was not edited says so."""
    number = started(cards_file())
    with pytest.raises(UsageError, match=r"undo\.nothing"):
        importing.undo(number=number, by=BY, at=AT)


@pytest.mark.django_db
def test_typing_what_stands_there_changes_nothing() -> None:
    """No edit, no event, no new revision."""
    number = started(cards_file())
    revision = importing.import_of(number).revision
    edited(number, COMPANIES, "15社")
    assert not ImportEdit.objects.exists()
    assert importing.import_of(number).revision == revision


@pytest.mark.django_db
def test_several_fields_are_kept_together_or_not_at_all() -> None:
    """A year that nobody can read keeps the other field from being half of a change."""
    number = started(cards_file())
    changes = [Change(COMPANIES, "text", "16社"), Change(COMPANIES, "fiscal_year", "去年")]
    with pytest.raises(UsageError, match=r"edit\.year"):
        importing.edit(number=number, changes=changes, by=BY, at=AT)
    assert not ImportEdit.objects.exists()


@pytest.mark.parametrize(
    ("entry", "field", "text", "code"),
    [
        ("nothing", "text", "1", "edit.entry"),
        (COMPANIES, "id", "other", "edit.field"),
        (COMPANIES, "indicator", "other", "edit.field"),
        (COMPANIES, "fiscal_year", "1066", "edit.year"),
        (COMPANIES, "fiscal_year", "", "edit.year"),
        (COMPANIES, "certainty", "perhaps", "edit.choice"),
        (COMPANIES, "text", "1社\x00", "edit.character"),
        (COMPANIES, "text", "\ud800", "edit.character"),
        (COMPANIES, "text", "あ" * 5000, "edit.too_long"),
        (f"{PLAN}/01/②", "direction", "sideways", "edit.choice"),
    ],
)
@pytest.mark.django_db
def test_what_cannot_be_kept_is_refused(entry: str, field: str, text: str, code: str) -> None:
    """Each with its own reason; nothing is written."""
    number = started(cards_file())
    with pytest.raises(UsageError) as caught:
        edited(number, entry, text, field)
    assert caught.value.code == code
    assert not ImportEdit.objects.exists()


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        ("published_grade", "△", "△"),
        ("published_grade", "", None),
        ("certainty", "confirmed", Certainty.CONFIRMED),
        ("certainty", "", None),
        ("fiscal_year", "令和6年度", 2024),
        ("fiscal_year", "R8", 2026),
    ],
)
@pytest.mark.django_db
def test_grade_certainty_and_year_are_corrected(field: str, text: str, value: object) -> None:
    """Every field of a result, in the ways officials write it."""
    number = started(cards_file())
    edited(number, COMPANIES, text, field)
    assert getattr(entry_now(number, COMPANIES), field) == value


def test_a_value_keeps_the_unit_of_its_heading() -> None:
    """274 under 万人 becomes 290: 2,900,000 人, as the heading says."""
    ledger = matrix()
    entry = only(ledger, Actual, "274")
    after = changed(ledger, Change(entry.id, "text", "290"))
    assert only(after, Actual, "290").quantity.value == Decimal(2_900_000)
    own = changed(ledger, Change(entry.id, "text", "2,900千人"))
    assert only(own, Actual, "2,900千人").quantity.value == Decimal(2_900_000)


def test_a_value_gets_the_unit_of_the_heading_back() -> None:
    """A number typed where there was none is read as the numbers beside it are."""
    ledger = matrix()
    entry = only(ledger, Actual, "274")
    without = changed(ledger, Change(entry.id, "text", "集計中"))
    after = changed(without, Change(entry.id, "text", "290"))
    assert only(after, Actual, "290").quantity.value == Decimal(2_900_000)


def test_a_factor_printed_with_one_value_is_not_that_of_the_next() -> None:
    """Beside 5千人（2027年度まで）, a 6 under 万人 is still 60,000."""
    ledger = read_data(
        MATRIX.replace(b",300,274", "（人）,5千人（2027年度まで）,7".encode()), "a.csv"
    ).ledger
    entry = next(one for one in ledger.actuals if one.quantity.text == "7")
    after = changed(ledger, Change(entry.id, "text", "6"))
    found = next(one for one in after.actuals if one.id == entry.id)
    assert found.quantity.value == Decimal(60_000)


def test_a_value_keeps_the_unit_of_its_indicators_name() -> None:
    """A result of 市債残高（百万円） is in millions of yen, whatever it said before."""
    ledger = matrix()
    entry = only(ledger, Actual, "5,133")
    after = changed(ledger, Change(entry.id, "text", "集計中"))
    again = changed(after, Change(entry.id, "text", "5,100"))
    assert only(again, Actual, "5,100").quantity.value == Decimal(5_100_000_000)


def test_a_new_unit_is_the_unit_of_all_values() -> None:
    """Corrected from 万人 to 千人 the same texts mean a tenth; what has its own unit keeps it."""
    ledger = matrix()
    entry = only(ledger, Actual, "274")
    after = changed(ledger, Change(entry.indicator, "unit", "千人"))
    indicator = next(one for one in after.indicators if one.id == entry.indicator)
    assert indicator.unit == "人"
    assert only(after, Actual, "274").quantity.value == Decimal(274_000)
    assert only(after, Target, "300").quantity.value == Decimal(300_000)
    assert indicator.baseline is not None
    assert indicator.baseline.quantity.value == Decimal(250_000)


def test_a_target_keeps_the_year_of_its_heading() -> None:
    """What stands in the column of a year is due in that year, corrected or not."""
    ledger = matrix()
    target = only(ledger, Target, "300")
    after = only(changed(ledger, Change(target.id, "text", "310")), Target, "310")
    assert (after.due, after.kind) == (target.due, TargetKind.NUMBER)
    said = only(
        changed(ledger, Change(target.id, "text", "310（毎年度）")), Target, "310（毎年度）"
    )
    assert said.due == "every_year"


def test_the_derived_direction_follows_the_numbers() -> None:
    """A target moved below the baseline turns the direction; one a person chose stays."""
    ledger = matrix()
    target = only(ledger, Target, "300")
    turned = changed(ledger, Change(target.id, "text", "200"))
    way = {one.id: (one.direction, one.direction_source) for one in turned.indicators}
    assert way[target.indicator] == (Direction.LOWER, DirectionSource.DERIVED)
    chosen = changed(ledger, Change(target.indicator, "direction", "higher"))
    kept = changed(chosen, Change(target.id, "text", "200"))
    way = {one.id: (one.direction, one.direction_source) for one in kept.indicators}
    assert way[target.indicator] == (Direction.HIGHER, DirectionSource.STATED)


def test_a_baseline_is_corrected_added_and_taken_away() -> None:
    """With its year, in the unit of its heading."""
    ledger = matrix()
    owner = only(ledger, Actual, "274").indicator
    for text, value, year in (("240（2021年度）", Decimal(2_400_000), 2021), ("", None, None)):
        after = changed(ledger, Change(owner, "baseline", text))
        start = next(one for one in after.indicators if one.id == owner).baseline
        assert (start.quantity.value if start else None) == value
        assert (start.fiscal_year if start else None) == year


@pytest.mark.django_db
def test_what_the_document_said_stays_under_the_correction() -> None:
    """The ledger has the printed value, and the typed one as its correction."""
    number = started(cards_file())
    edited(number, COMPANIES, "16社")
    confirmed(number)
    chain = chains(load_ledger(PLAN))[COMPANIES]
    texts = [entry.quantity.text for entry in chain if isinstance(entry, Actual)]
    assert texts == ["15社", "16社"]
    assert result_now(COMPANIES).quantity.text == "16社"


@pytest.mark.django_db
def test_the_log_knows_each_edit() -> None:
    """Who, which field, both texts; and that it was taken back."""
    number = started(cards_file())
    edited(number, COMPANIES, "16社")
    importing.undo(number=number, by="other", at=AT)
    done, undone = Event.objects.filter(action__in=["import.edited", "import.undone"])
    assert (done.by, undone.by) == (BY, "other")
    assert done.detail == {"entry": COMPANIES, "field": "text", "old": "15社", "new": "16社"}


@pytest.mark.django_db
def test_what_is_right_as_it_is_needs_no_more_looking() -> None:
    """Somebody looked: nothing changes but what is still to do; it is taken back like an edit."""
    number = started(cards_file())
    subject = DOUBTED.rsplit("/", 1)[0]
    before = ledger_now(number)

    def to_do() -> int:
        head = importing.head_of(importing.import_of(number), lang="ja")
        return head.to_check - head.settled

    assert to_do() == 1
    assert importing.look(number=number, subject=subject, by=BY, at=AT) is not None
    assert importing.look(number=number, subject=subject, by=BY, at=AT) is None
    assert (to_do(), ledger_now(number)) == (0, before)
    importing.undo(number=number, by=BY, at=AT)
    assert to_do() == 1
    with pytest.raises(UsageError, match=r"edit\.entry"):
        importing.look(number=number, subject="nothing", by=BY, at=AT)


@given(text=st.text(max_size=60))
def test_any_text_can_be_typed_for_a_value(text: str) -> None:
    """Nothing typed breaks the draft: it is kept as typed and read as a document's cell is."""
    ledger = matrix()
    entry = only(ledger, Actual, "274")
    try:
        after = changed(ledger, Change(entry.id, "text", text))
    except UsageError as error:
        assert error.code == "edit.character"  # noqa: PT017 - which texts are refused is the point
        assert any(ord(sign) < 32 for sign in text)
        return
    quantity = next(one for one in after.actuals if one.id == entry.id).quantity
    assert quantity.text == text
    assert quantity == read_quantity(text, unit="人", scale=10_000)


@given(text=st.text(alphabet="0123456789,.%社人件年度まで以上（）-毎実施維持", max_size=20))
def test_any_text_can_be_typed_for_a_target(text: str) -> None:
    """A target typed is the target a document would have said."""
    ledger = matrix()
    target = only(ledger, Target, "300")
    after = next(
        one
        for one in changed(ledger, Change(target.id, "text", text)).targets
        if one.id == target.id
    )
    terms = read_target(text, unit="人", scale=10_000)
    assert after.quantity == terms.quantity
    assert (after.quantity.state is State.BLANK) == (not text.strip())


@given(texts=st.lists(st.sampled_from(["16社", "17社", "不明", "", "18"]), max_size=6))
def test_edits_of_one_field_leave_all_others(texts: list[str]) -> None:
    """However often a field is edited, the rest of the ledger is what was read."""
    ledger = matrix()
    entry = only(ledger, Actual, "274")
    after = ledger
    for text in texts:
        after = changed(after, Change(entry.id, "text", text))
    others = [one for one in after.entries() if one.id != entry.id]
    assert others == [one for one in ledger.entries() if one.id != entry.id]


def test_an_indicator_is_renamed() -> None:
    """A name is text and nothing else."""
    ledger = matrix()
    owner = only(ledger, Actual, "274").indicator
    after = changed(ledger, Change(owner, "name", "観光入込客数（延べ）"))
    found = next(one for one in after.entries() if one.id == owner)
    assert isinstance(found, Indicator)
    assert found.name == "観光入込客数（延べ）"
