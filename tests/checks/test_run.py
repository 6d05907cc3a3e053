"""Running all checks: order, severities, what reading noticed, and what is accepted."""

from datetime import date

import pytest
from hypothesis import given
from msgspec.structs import replace

from checks.cases import BOOK, Case, IndicatorRow, ProjectRow
from checks.making import clean
from hakaru.checks import CHECKS, PASSED_ON, accept, carry_over, fingerprint, run, settle
from hakaru.errors import UsageError
from hakaru.findings import Finding, Kind, Severity, Sureness
from hakaru.ledger.ledger import Ledger, ledger_of
from hakaru.ledger.text import dumps, loads
from hakaru.rules.rulebook import shipped_book
from hakaru.source import Place
from strategies import ledgers

AT = date(2026, 1, 20)
ROW = IndicatorRow(
    target="3,000名（毎年度）", results={"2024": "2,660名 | ×", "2025": "3,100名 | ◎"}
)
PROJECT = ProjectRow(
    participants=("A市",), indicators=(ROW,), texts=("・会議を開催（参加市町村：A市、C村）",)
)
FAULTY = Case(name="", projects=(PROJECT,)).ledger()


def codes(findings: tuple[Finding, ...]) -> list[str]:
    """Return the codes of findings in their order."""
    return [finding.code for finding in findings]


def moved(ledger: Ledger) -> Ledger:
    """Return the ledger as next month's file gives it: other lines, another file name."""
    place = Place("一覧_2月.xlsx", sheet="R7", cell="B7")
    return ledger_of(replace(entry, source=place) for entry in ledger.entries())


def test_what_matters_most_comes_first() -> None:
    """Errors before warnings before notes, then by code."""
    findings = run(FAULTY)
    assert codes(findings) == ["H101", "H105"]
    assert [finding.severity for finding in findings] == [Severity.ERROR, Severity.WARNING]


def test_a_finding_has_both_places_and_both_values() -> None:
    """Where the grade stands and where the target stands, what is printed and what it should be."""
    (finding, _) = run(FAULTY)
    assert len(finding.places) == 2
    assert (finding.value("published"), finding.value("computed")) == ("×", "□")


def test_severities_are_configured() -> None:
    """A code may weigh more or less, or be switched off."""
    assert codes(run(FAULTY, severities={"H101": "off"})) == ["H105"]
    louder = run(FAULTY, severities={"H101": "note", "H105": "error"})
    assert [(one.code, one.severity) for one in louder] == [
        ("H105", Severity.ERROR),
        ("H101", Severity.NOTE),
    ]


@pytest.mark.parametrize(
    ("severities", "code"),
    [({"H999": "note"}, "severity.code"), ({"H101": "loud"}, "severity.value")],
)
def test_severities_that_do_not_exist_are_refused(severities: dict[str, str], code: str) -> None:
    """Wrong use is said at once, not ignored."""
    with pytest.raises(UsageError) as error:
        run(FAULTY, severities=severities)
    assert error.value.code == code


def test_contradictions_that_reading_noticed_are_passed_on() -> None:
    """They keep their code; what reading noticed of itself (a shifted row) is no contradiction."""
    relisted = Kind("R180", Severity.WARNING).at(Place("a.txt", line=9), field="actual")
    shifted = Kind("R102", Severity.WARNING).at(Place("a.txt", line=3))
    assert codes(run(Case(name="").ledger(), read=[relisted, shifted])) == ["R180"]


def test_what_a_reader_told_of_is_not_told_twice() -> None:
    """A year in a heading is the readers' (R116), in any other text the check's (H110)."""
    ledger = Case(name="", texts=("・2025年度（R6年度）の実績を公表",)).ledger()
    place = ledger.activities[0].source
    assert place is not None
    known = Kind("R116").at(place, text="2025年度（R6年度）")
    assert codes(run(ledger)) == ["H110"]
    assert codes(run(ledger, read=[known])) == ["R116"]


def test_documents_that_differ_by_nature_are_no_contradiction() -> None:
    """Two documents of one plan have other titles and texts; targets should be the same."""
    ledger = Case(name="", indicators=(ROW,)).ledger()
    kind = Kind("R122")
    of_plan = kind.at(id="p", fields="title")
    of_target = kind.at(id=ledger.targets[0].id, fields="value")
    passed = [one for one in run(ledger, read=[of_plan, of_target]) if one.code == "R122"]
    assert [one.value("id") for one in passed] == [ledger.targets[0].id]


def test_the_same_contradiction_is_told_once() -> None:
    """A row relisted in two sections with the same other value is one finding with all places."""
    kind = Kind("R180", Severity.WARNING)
    first, here, there = (Place("a.txt", line=line) for line in (1, 5, 9))
    read = [kind.at(first, here, first="1", relisted="2")]
    read += [kind.at(first, there, first="1", relisted="2")]
    (finding,) = run(Case(name="").ledger(), read=read)
    assert finding.places == (first, here, there)


def test_a_fingerprint_survives_another_reading() -> None:
    """Lines, cells and file names do not count: next month's reading gives the same names."""
    before = [fingerprint(finding) for finding in run(FAULTY)]
    assert [fingerprint(finding) for finding in run(moved(FAULTY))] == before
    assert len(set(before)) == len(before)


def test_a_fingerprint_changes_with_the_value() -> None:
    """Another value is another contradiction, to be looked at anew."""
    row = replace(ROW, results={"2024": "2,661名 | ×", "2025": "3,100名 | ◎"})
    other = run(Case(name="", projects=(replace(PROJECT, indicators=(row,)),)).ledger())
    assert fingerprint(other[0]) != fingerprint(run(FAULTY)[0])
    assert fingerprint(other[1]) == fingerprint(run(FAULTY)[1])


def test_an_accepted_finding_is_settled() -> None:
    """With the reason, and as part of the ledger's own text."""
    findings = run(FAULTY)
    ledger = accept(FAULTY, findings[0], reason="公表後に訂正済み", by="企画課", at=AT)
    still_open, accepted = settle(findings, loads(dumps(ledger)).acceptances)
    assert codes(still_open) == ["H105"]
    assert [(one.finding.code, one.acceptance.reason) for one in accepted] == [
        ("H101", "公表後に訂正済み")
    ]
    assert accepted[0].acceptance.plan == "p"


def test_accepting_again_replaces_the_reason() -> None:
    """One acceptance a finding."""
    finding = run(FAULTY)[0]
    ledger = accept(FAULTY, finding, reason="確認中", by="企画課", at=AT)
    ledger = accept(ledger, finding, reason="訂正済み", by="企画課", at=AT)
    assert [one.reason for one in ledger.acceptances] == ["訂正済み"]


def test_acceptances_are_carried_over() -> None:
    """A new reading of the same plan takes over what was accepted; other plans' stay behind."""
    finding = run(FAULTY)[0]
    accepted = accept(FAULTY, finding, reason="訂正済み", by="企画課", at=AT).acceptances
    stranger = replace(accepted[0], id="q/acceptance/1", plan="q")
    ledger = carry_over([*accepted, stranger], moved(FAULTY))
    assert settle(run(ledger), ledger.acceptances)[1][0].finding.code == "H101"
    assert [one.plan for one in ledger.acceptances] == ["p"]
    assert carry_over(accepted, ledger) == ledger


def test_a_ledger_without_a_plan_has_nothing_to_accept() -> None:
    """It comes back as it was."""
    finding = Kind("H101").at()
    assert accept(Ledger(), finding, reason="x", by="y", at=AT) == Ledger()


@given(ledgers())
def test_no_ledger_makes_a_check_fail(ledger: Ledger) -> None:
    """Whatever stands in a ledger, the checks return findings and never raise."""
    for finding in run(ledger, book=shipped_book(BOOK)):
        assert finding.code
        assert finding.severity in Severity
        assert finding.certainty in Sureness


def test_the_ledger_is_left_alone() -> None:
    """Checks look and change nothing."""
    ledger = clean(1)
    before = dumps(ledger)
    run(ledger)
    assert dumps(ledger) == before


def test_codes_stand_in_order_and_once() -> None:
    """The list is the catalogue: one check a code, in the order of the codes."""
    listed = [check.kind.code for check in CHECKS]
    assert listed == sorted(set(listed))
    assert not set(listed) & PASSED_ON
