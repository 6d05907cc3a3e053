"""The public documents: what contradicts itself in them is found, and nothing that is in order."""

import pytest

from documents.seeds import seed
from hakaru.checks import run
from hakaru.findings import Finding, Severity
from hakaru.read import read_files

pytestmark = pytest.mark.seeds


@pytest.fixture(scope="module")
def found() -> tuple[Finding, ...]:
    """Return what is found in all five documents together."""
    reading = read_files([seed(number) for number in ("000", "001", "002", "003", "004")])
    return run(reading.ledger, read=reading.findings)


def of(found: tuple[Finding, ...], code: str) -> list[Finding]:
    """Return the findings of one code."""
    return [finding for finding in found if finding.code == code]


def test_the_only_errors_are_grades_against_the_legend(found: tuple[Finding, ...]) -> None:
    """2,660 of 3,000 is 88.7 % and not missed; 412 of 450 is 91.6 % and not met."""
    errors = [finding for finding in found if finding.severity is Severity.ERROR]
    assert [(one.code, one.value("published"), one.value("computed")) for one in errors] == [
        ("H101", "×", "□"),
        ("H101", "◎", "□"),
    ]
    assert [one.value("actual") for one in errors] == ["2,660名", "412人"]


def test_two_years_are_counted_differently(found: tuple[Finding, ...]) -> None:
    """78.8 % is 52 of 66 by ◎○, 92.5 % is 62 of 67 by ◎□○."""
    (counted,) = of(found, "H103")
    assert (counted.value("before_value"), counted.value("before_marks")) == ("78.8% (52/66)", "◎○")
    assert (counted.value("after_value"), counted.value("after_marks")) == ("92.5% (62/67)", "◎□○")


def test_running_totals_fall(found: tuple[Finding, ...]) -> None:
    """Two rows are called 累計 and fall; a growth rate called 累計 may."""
    falls = [(one.value("before_value"), one.value("after_value")) for one in of(found, "H104")]
    assert falls == [("2", "0"), ("4", "3")]


def test_a_village_is_listed_that_does_not_take_part(found: tuple[Finding, ...]) -> None:
    """Of all texts that name members, one lists a member marked □."""
    (listed,) = of(found, "H105")
    assert listed.value("members") == "新篠津村"


def test_a_final_grade_for_something_planned(found: tuple[Finding, ...]) -> None:
    """One ◎ stands beside a text that only speaks of a plan."""
    (planned,) = of(found, "H107")
    assert planned.value("indicator").endswith("/35/②")


def test_a_day_of_another_year(found: tuple[Finding, ...]) -> None:
    """Training of R6.10 in the results of R7."""
    (outside,) = of(found, "H108")
    assert (outside.value("day"), outside.value("fiscal_year")) == ("R6.10", "2025")


def test_one_count_in_two_documents(found: tuple[Finding, ...]) -> None:
    """300 member shops in July and 251 in October; the users of an app rightly grow."""
    (count,) = of(found, "H113")
    assert (count.value("first_day"), count.value("second_day")) == ("2024-07-01", "2024-10-01")
    assert len({place.file for place in count.places}) == 2


def test_one_name_in_two_spellings(found: tuple[Finding, ...]) -> None:
    """Only one name differs between the documents."""
    (name,) = of(found, "H114")
    assert {name.value("first"), name.value("second")} == {"ピアッザ", "ピアッツァ"}


def test_relisted_rows_are_passed_on(found: tuple[Finding, ...]) -> None:
    """What the reader of tables noticed is shown along."""
    assert of(found, "R180")


def test_no_other_kind_of_warning(found: tuple[Finding, ...]) -> None:
    """Sums that add up, eras that agree, units that differ in spelling only: nothing is said."""
    warned = {finding.code for finding in found if finding.severity is Severity.WARNING}
    assert warned <= {"H103", "H104", "H105", "H107", "H108", "H113", "R104", "R180"}
