"""Made documents to import, and the short ways in which tests import them."""

from dataclasses import replace
from datetime import UTC, datetime

from documents.making_cards import MadeCard, MadeIndicator, cards, document
from hakaru.ledger.entries import Actual
from hakaru.ledger.ledger import Index
from hakaru.store.ledger_rows import load_ledger
from hakaru.store.models import Import
from hakaru.workflow import importing
from hakaru.workflow.importing import Bounds, Change, Dropped

AT = datetime(2026, 2, 14, 9, 30, tzinfo=UTC)
BY = "jimukyoku"
BOUNDS = Bounds(size=1024 * 1024, files=5)
PLAN = "みなと連携中枢都市圏"
COMPANIES = f"{PLAN}/01/②/2025@2025-12-31"
ENQUIRIES = f"{PLAN}/02/①/2025@2025-12-31"
DOUBTED = f"{PLAN}/05/①/2025@2025-12-31"


def made_cards(*, companies: str = "15社", enquiries: str = "260件") -> tuple[MadeCard, ...]:
    """Return five cards, one of them with a result that nobody understands."""
    first, second, *rest = cards()
    return (
        _with_result(first, 1, companies),
        _with_result(second, 0, enquiries),
        *rest,
        MadeCard(
            "5",
            "観光の振興",
            ("港市",),
            (
                MadeIndicator(
                    "宿泊者数",
                    "3,000人（2022年度）",
                    "4,000人（毎年度）",
                    (("3,200人", "□"), ("およそ多数か", "○"), ("-", "-")),
                ),
            ),
        ),
    )


def _with_result(card: MadeCard, at: int, value: str) -> MadeCard:
    """Return a card in which an indicator has another result in its second year."""
    indicators = list(card.indicators)
    results = list(indicators[at].results)
    results[1] = (value, results[1][1])
    indicators[at] = replace(indicators[at], results=tuple(results))
    return replace(card, indicators=tuple(indicators))


def cards_file(name: str = "実績.txt", *, companies: str = "15社", **more: str) -> Dropped:
    """Return a document of the made cards."""
    text = document(made_cards(companies=companies, **more))
    return Dropped(name, text.encode())


def started(*files: Dropped) -> int:
    """Begin an import and read its files; return its number."""
    found = importing.start(files=files, bounds=BOUNDS, by=BY, at=AT)
    for position in range(1, len(files) + 1):
        importing.read_one(number=found.pk, position=position, by=BY, at=AT)
    return found.pk


def edited(number: int, entry: str, text: str, field: str = "text") -> None:
    """Let a field of an import say what was typed."""
    importing.edit(number=number, changes=[Change(entry, field, text)], by=BY, at=AT)


def confirmed(number: int) -> importing.Outcome:
    """Confirm an import as somebody who looks at it now."""
    seen = importing.differences_page(number, lang="ja").seen
    return importing.confirm(number=number, seen=seen, by=BY, at=AT)


def imported(*files: Dropped) -> importing.Outcome:
    """Import files and confirm at once."""
    return confirmed(started(*files))


def state_of(number: int) -> str:
    """Return the state of an import as the database has it."""
    return Import.objects.get(pk=number).state


def result_now(entry: str, plan: str = PLAN) -> Actual:
    """Return the result that counts in the ledger for the indicator and year of an entry."""
    index = Index(load_ledger(plan))
    known = index.entry[entry]
    assert isinstance(known, Actual)
    found = index.actual(known.indicator, known.fiscal_year)
    assert found is not None
    return found
