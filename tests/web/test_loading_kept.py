"""Loading a ledger file over work done at the desk: what was corrected here stays corrected."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.management import call_command
from msgspec.structs import replace

from hakaru.ledger.ledger import Index, Ledger
from hakaru.ledger.measure import read_quantity
from hakaru.ledger.revising import effective
from hakaru.ledger.text import dumps
from hakaru.store.ledger_rows import load_ledger
from hakaru.store.models import Event
from hakaru.workflow.correcting import Edit, correct
from hakaru.workflow.loading import LoadResult, load_ledger_file
from hakaru.workflow.planning import choose_rulebook
from hakaru.workflow.queries.desk_values import version_of
from web.sample import PLAN, sample_ledger

pytestmark = pytest.mark.django_db
AT = datetime(2026, 2, 14, 9, 30, tzinfo=UTC)
BY = "jimukyoku"
RESULT, NEW, INDICATOR = f"{PLAN}/02/②/2025", f"{PLAN}/02/②/2028", f"{PLAN}/02/②"
Load = Callable[..., LoadResult]


@pytest.fixture
def load(tmp_path: Path) -> Load:
    """Return how a ledger is written to a file and loaded, as the secretariat does."""

    def loaded(ledger: Ledger, **more: bool) -> LoadResult:
        """Load a ledger from a file."""
        path = tmp_path / "plan.jsonl"
        path.write_text(dumps(ledger), encoding="utf-8")
        return load_ledger_file(path=path, by=BY, at=AT, **more)

    return loaded


def edit(entry: str, **values: str) -> None:
    """Correct an entry at the desk."""
    made = Edit(plan=PLAN, entry=entry, values=values, reason="転記の誤り", seen=version_of(PLAN))
    assert correct(made, by=BY, at=AT)


def said(entry: str) -> str:
    """Return what the plan says now about a target or result."""
    found = Index(effective(load_ledger(PLAN))).entry[entry]
    text: str = found.quantity.text if hasattr(found, "quantity") else ""
    return text


def saying(text: str) -> Ledger:
    """Return the sample with another text in one result."""
    ledger = sample_ledger()
    actuals = tuple(
        replace(one, quantity=read_quantity(text)) if one.id == RESULT else one
        for one in ledger.actuals
    )
    return replace(ledger, actuals=actuals)


def test_the_same_file_again_leaves_corrections_alone(load: Load) -> None:
    """A corrected result, a result entered here, a name put right: all stay, and are counted."""
    load(sample_ledger())
    edit(RESULT, text="77件")
    edit(NEW, text="88件")
    edit(INDICATOR, name="正しい名前")
    choose_rulebook(PLAN, "", seen=version_of(PLAN), by=BY, at=AT)
    before, told = load_ledger(PLAN), Event.objects.count()
    again = load(sample_ledger())
    assert (again.kept, again.plans) == (4, ())
    assert load_ledger(PLAN) == before
    assert (said(RESULT), said(NEW)) == ("77件", "88件")
    assert Event.objects.count() == told


def test_something_new_in_the_file_follows_the_correction(load: Load) -> None:
    """The newer document counts; what was printed and corrected before stays to be seen."""
    load(sample_ledger())
    edit(RESULT, text="77件")
    assert load(saying("99件")).kept == 0
    assert said(RESULT) == "99件"
    chain = [one.quantity.text for one in load_ledger(PLAN).actuals if one.id.startswith(RESULT)]
    assert chain[-2:] == ["77件", "99件"]
    assert len(chain) == 3
    assert load(saying("99件")).plans == ()


def test_a_file_that_brings_the_corrections_with_it_changes_nothing(load: Load) -> None:
    """What was exported from here is loaded as it is, and an older export does not go back."""
    load(sample_ledger())
    edit(RESULT, text="77件")
    older = load_ledger(PLAN)
    edit(RESULT, text="78件")
    assert load(load_ledger(PLAN)).kept == 0
    assert load(older).kept == 1
    assert said(RESULT) == "78件"


def test_what_a_correction_belongs_to_may_go(load: Load) -> None:
    """An indicator that the file has no more takes its corrections with it."""
    load(sample_ledger())
    edit(RESULT, text="77件")
    edit(NEW, text="88件")
    ledger = sample_ledger()
    lean = replace(
        ledger,
        indicators=tuple(one for one in ledger.indicators if one.id != INDICATOR),
        targets=tuple(one for one in ledger.targets if one.indicator != INDICATOR),
        actuals=tuple(one for one in ledger.actuals if one.indicator != INDICATOR),
        overrides=(),
    )
    assert load(lean).kept == 0
    assert not {RESULT, NEW} & Index(load_ledger(PLAN)).entry.keys()


def test_replacing_gives_corrections_up(load: Load) -> None:
    """Where it is asked for, the plan is the file's."""
    load(sample_ledger())
    edit(RESULT, text="77件")
    edit(INDICATOR, name="正しい名前")
    assert load(sample_ledger(), replace=True).kept == 0
    assert load_ledger(PLAN) == sample_ledger()


def test_the_command_says_how_many_were_kept(
    load: Load, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """And how the file is taken as it stands."""
    load(sample_ledger())
    edit(RESULT, text="77件")
    call_command("load", str(tmp_path / "plan.jsonl"), by=BY)
    assert "画面で直した値 1 件は、そのまま残しました" in capsys.readouterr().out
    call_command("load", str(tmp_path / "plan.jsonl"), "--replace", by=BY)
    assert "残しました" not in capsys.readouterr().out
    assert said(RESULT) != "77件"
