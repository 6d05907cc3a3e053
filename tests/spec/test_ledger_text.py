"""The ledger file: what it looks like, and what is kept exactly.

A ledger is a text file in UTF-8, one JSON object a line (`hakaru.ledger/1`).
"""

from datetime import date
from decimal import Decimal

import msgspec
import pytest
from hypothesis import given

from hakaru.errors import LedgerFormatError
from hakaru.ledger.entries import (
    Activity,
    Actual,
    AnyEntry,
    Baseline,
    Budget,
    Certainty,
    Direction,
    DirectionSource,
    Indicator,
    Note,
    Plan,
    Project,
    Section,
    Share,
    Target,
    TargetKind,
)
from hakaru.ledger.ledger import Ledger, ledger_of
from hakaru.ledger.quantity import Comparison, Quantity
from hakaru.ledger.text import as_json, dump, dumps, load, loads
from hakaru.source import Document, Place
from strategies import ledgers

HEADER = '{"schema":"hakaru.ledger/1"}'
PLAN = (
    '{"type":"plan","id":"renkei-2","title":"第2期ビジョン","fiscal_years":[2024,2025],'
    '"members":["札幌市","小樽市"],"hub":"札幌市","rulebook":"sapporo-renkei-2","source":null}'
)
INDICATOR = (
    '{"type":"indicator","id":"renkei-2/②","parent":"renkei-2","marker":"②","name":"立地企業数",'
    '"unit":"社","direction":"higher","direction_source":"derived","cumulative":false,'
    '"baseline":{"text":"15社","value":"15","unit":"社","state":null,"comparison":null,'
    '"fiscal_year":2022,"source":null},"source":{"file":"kpi.txt","line":9}}'
)
ACTUAL = (
    '{"type":"actual","id":"renkei-2/②/2025@2025-12-31","indicator":"renkei-2/②",'
    '"fiscal_year":2025,"as_of":"2025-12-31","certainty":"forecast","text":"15社","value":"15",'
    '"unit":"社","state":null,"comparison":null,"published_grade":"○","breakdown":{},'
    '"source":{"file":"kpi.txt","line":21,"cell":"C21"}}'
)


KEYS_OF_AN_ACTUAL = (
    "id indicator fiscal_year as_of certainty text value unit state published_grade "
    "breakdown source"
)
KEYS_OF_A_PROJECT = (
    "id plan section number name participants relisted_in priority new_from ended responsibilities "
    "summary source"
)


def a_plan() -> Plan:
    """Return the plan of the line PLAN."""
    return Plan(
        id="renkei-2",
        source=None,
        title="第2期ビジョン",
        fiscal_years=(2024, 2025),
        members=("札幌市", "小樽市"),
        hub="札幌市",
        rulebook="sapporo-renkei-2",
    )


def an_indicator() -> Indicator:
    """Return the indicator of the line INDICATOR."""
    return Indicator(
        id="renkei-2/②",
        source=Place("kpi.txt", line=9),
        parent="renkei-2",
        marker="②",
        name="立地企業数",
        unit="社",
        direction=Direction.HIGHER,
        direction_source=DirectionSource.DERIVED,
        cumulative=False,
        baseline=Baseline(quantity=value("15"), fiscal_year=2022, source=None),
    )


def an_actual() -> Actual:
    """Return the actual of the line ACTUAL."""
    return Actual(
        id="renkei-2/②/2025@2025-12-31",
        source=Place("kpi.txt", line=21, cell="C21"),
        indicator="renkei-2/②",
        fiscal_year=2025,
        as_of=date(2025, 12, 31),
        certainty=Certainty.FORECAST,
        quantity=value("15"),
        published_grade="○",
    )


def value(number: str) -> Quantity:
    """Return a number of companies."""
    return Quantity(text=f"{number}社", value=Decimal(number), unit="社", state=None)


def line_of(entry: AnyEntry) -> str:
    """Return the line of one entry."""
    return dumps(ledger_of([entry])).splitlines()[1]


def test_a_ledger_is_a_header_and_one_entry_a_line() -> None:
    """A value's keys stand among the entry's own; where it was read comes last."""
    assert list(dump(ledger_of([a_plan(), an_indicator(), an_actual()]))) == [
        f"{HEADER}\n",
        f"{PLAN}\n",
        f"{INDICATOR}\n",
        f"{ACTUAL}\n",
    ]


def test_reading_a_ledger_gives_its_entries() -> None:
    """What was written is what is read."""
    ledger = load([HEADER, PLAN, INDICATOR, ACTUAL])
    assert ledger == ledger_of([a_plan(), an_indicator(), an_actual()])


def test_documents_stand_before_the_entries() -> None:
    """Each with the digest of the bytes that were read."""
    document = Document(file="kpi.txt", digest="9f86d081", format="text")
    assert dumps(ledger_of([], [document])).splitlines()[1] == (
        '{"type":"document","file":"kpi.txt","digest":"9f86d081","format":"text"}'
    )


@pytest.mark.parametrize(
    ("number", "written"),
    [
        ("72.22", "72.22"),
        ("1.50", "1.50"),
        ("0", "0"),
        ("1E+3", "1000"),
        ("1E-7", "0.0000001"),
        ("-2939", "-2939"),
        ("2790000000000000000000000000", "2790000000000000000000000000"),
    ],
)
def test_numbers_are_exact_strings_in_plain_notation(number: str, written: str) -> None:
    """Trailing zeros stay and nothing is written with an exponent or as a binary fraction."""
    actual = msgspec.structs.replace(an_actual(), quantity=value(number))
    assert f'"value":"{written}"' in line_of(actual)


def test_a_breakdown_gives_each_members_value() -> None:
    """Where the value alone does not say everything, `shares` stands beside it."""
    plain = (Share(member="小樽市", value=Decimal(2), unit=""),)
    assert '"breakdown":{"小樽市":"2"},"source"' in line_of(
        msgspec.structs.replace(an_actual(), breakdown=plain)
    )
    counted = (*plain, Share(member="小樽市", value=Decimal(5), unit="回"))
    assert (
        '"breakdown":{"小樽市":"2"},"shares":[{"member":"小樽市","value":"2","unit":""},'
        '{"member":"小樽市","value":"5","unit":"回"}],"source"'
    ) in line_of(msgspec.structs.replace(an_actual(), breakdown=counted))


def test_a_target_says_when_it_is_due() -> None:
    """Every year, in a fiscal year, or null where the document does not say."""
    target = Target(
        id="renkei-2/②/target/2024",
        source=None,
        indicator="renkei-2/②",
        kind=TargetKind.NUMBER,
        quantity=Quantity(
            text="15社以上（毎年度）",
            value=Decimal(15),
            unit="社",
            state=None,
            comparison=Comparison.AT_LEAST,
        ),
        due="every_year",
        in_force_from=2024,
        in_force_until=None,
    )
    line = line_of(target)
    assert '"comparison":"at_least","due":"every_year","in_force_from":2024' in line
    assert load([HEADER, PLAN, INDICATOR, line]).targets == (target,)


def test_text_is_kept_as_printed() -> None:
    """No mark is escaped but what would end the line; markup and formulas are only text."""
    note = Note(id="n", source=None, subject="renkei-2", text='★①<u>"=1+1"\n※\u2028')
    assert line_of(note) == (
        '{"type":"note","id":"n","subject":"renkei-2","text":"★①<u>\\"=1+1\\"\\n※\\u2028",'
        '"source":null}'
    )
    assert load([HEADER, PLAN, line_of(note)]).notes == (note,)


def test_json_output_has_flat_lists_with_the_same_keys() -> None:
    """`hakaru read --json` prints these lists; a list's name says the type."""
    lists = as_json(ledger_of([a_plan(), an_indicator(), an_actual()]))
    assert lists["schema"] == "hakaru.ledger/1"
    assert [name for name in lists if lists[name]] == ["schema", "plans", "indicators", "actuals"]
    assert {"type": "actual"} | lists["actuals"][0] == msgspec.json.decode(ACTUAL)


@pytest.mark.parametrize(
    ("entry", "keys"),
    [
        (a_plan(), "id title fiscal_years members hub rulebook source"),
        (
            an_indicator(),
            "id parent marker name unit direction direction_source cumulative baseline source",
        ),
        (
            an_actual(),
            KEYS_OF_AN_ACTUAL,
        ),
        (
            Section(
                id="s", source=None, plan="renkei-2", parent=None, number="", title=""
            ),
            "id plan parent title source",
        ),
        (
            Project(
                id="p", source=None, plan="renkei-2", section=None, number="", name="",
                participants=(), relisted_in=(), priority=False, new_from=None, ended="",
                responsibilities=(), summary="",
            ),
            KEYS_OF_A_PROJECT,
        ),
        (
            Target(
                id="t", source=None, indicator="i", kind=TargetKind.NONE, due=None,
                quantity=Quantity(text="", value=None, unit="", state=None),
                in_force_from=None, in_force_until=None,
            ),
            "id indicator text kind comparison value unit due in_force_from in_force_until source",
        ),
        (
            Budget(
                id="b", source=None, project="p", fiscal_year=2025, kind="budget",
                amount_yen=None, text="",
            ),
            "id project fiscal_year kind amount_yen text source",
        ),
        (
            Activity(
                id="a", source=None, project="p", fiscal_year=None, as_of=None, text="",
                members=(),
            ),
            "id project fiscal_year as_of text members source",
        ),
    ],
    ids=lambda part: type(part).__name__.lower() if isinstance(part, msgspec.Struct) else "",
)  # fmt: skip
def test_scripts_can_rely_on_these_keys(entry: AnyEntry, keys: str) -> None:
    """They stand even where they say nothing."""
    lists = as_json(ledger_of([entry]))
    (flat,) = (found for name in lists if name != "schema" for found in lists[name])
    assert set(keys.split()) <= flat.keys()


@given(ledgers())
def test_whatever_is_written_is_read_back_the_same(ledger: Ledger) -> None:
    """Any text, any state, any number, any order."""
    assert loads(dumps(ledger)) == ledger


@given(ledgers())
def test_the_same_ledger_gives_the_same_bytes(ledger: Ledger) -> None:
    """Reading and writing again changes no byte, so a digest of the text means something."""
    text = dumps(ledger)
    assert dumps(loads(text)) == text
    assert dumps(load(text.encode().splitlines())) == text


@given(ledgers())
def test_every_line_stands_alone(ledger: Ledger) -> None:
    """No text breaks a line, however the reader of the file takes its lines apart."""
    text = dumps(ledger)
    assert text.splitlines() == [line.removesuffix("\n") for line in dump(ledger)]


def test_a_file_that_went_through_an_editor_is_read() -> None:
    """A byte order mark, Windows line ends and blank lines are let pass."""
    text = f"\ufeff{HEADER}\r\n{PLAN}\r\n\r\n"
    assert load(text.encode().split(b"\n")).plans == (a_plan(),)


def test_kinds_may_stand_in_any_order() -> None:
    """What is named may come later; each kind keeps its own order."""
    assert load([HEADER, ACTUAL, INDICATOR, PLAN]) == load([HEADER, PLAN, INDICATOR, ACTUAL])


def test_a_lone_surrogate_is_not_text() -> None:
    """Half a character cannot be written in UTF-8; the error names the entry."""
    note = Note(id="n", source=None, subject="", text="\ud800")
    with pytest.raises(LedgerFormatError) as caught:
        dumps(ledger_of([note]))
    assert (caught.value.code, caught.value.values["id"]) == ("ledger.not_unicode", "'n'")
