"""The ledger file: what each mistake in it is told."""

import pytest

from hakaru.errors import LedgerFormatError
from hakaru.ledger.text import LONGEST_LINE, load

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


def complaint(*lines: str) -> tuple[str, dict[str, str]]:
    """Return the code and the values of the error that the lines of `kpi.jsonl` cause."""
    with pytest.raises(LedgerFormatError) as caught:
        load(lines, "kpi.jsonl")
    return caught.value.code, caught.value.values


@pytest.mark.parametrize(
    ("line", "code", "values"),
    [
        ("{", "not_json", {}),
        ("\udc80", "not_json", {}),
        ("[" * 100_000, "not_json", {}),
        ("[]", "not_object", {}),
        ('{"type":"kpi"}', "unknown_type", {"key": "type", "found": "kpi"}),
        ('{"id":"a"}', "unknown_type", {"key": "type", "found": "None"}),
        (PLAN.replace(',"hub":"札幌市"', ""), "missing_key", {"key": "hub"}),
        (PLAN.replace('"hub"', '"hub ","hub"'), "not_json", {}),
        (PLAN.replace('"hub":', '"budget":1,"hub":'), "unknown_key", {"key": "budget"}),
        (
            PLAN.replace("[2024,2025]", '["R6"]'),
            "wrong_type",
            {"key": "fiscal_years[0]", "expected": "int", "found": "str"},
        ),
        (PLAN.replace("第2期", "長" * 2_000_000), "too_long", {}),
    ],
    ids=lambda part: part if isinstance(part, str) and len(part) < 20 else "",
)
def test_a_bad_line_is_told_with_its_place(line: str, code: str, values: dict[str, str]) -> None:
    """The file, the line, the key, what was expected and what was found."""
    told, said = complaint(HEADER, line)
    assert told == f"ledger.{code}"
    assert said["file"] == "kpi.jsonl"
    assert said["line"] == "2"
    assert said["expected"]
    assert values.items() <= said.items()


@pytest.mark.parametrize(
    ("old", "new", "code", "key"),
    [
        ('"value":"15"', '"value":15', "wrong_type", "value"),
        ('"value":"15"', '"value":15.5', "wrong_type", "value"),
        ('"value":"15"', '"value":"NaN"', "wrong_value", "value"),
        ('"value":"15"', '"value":"1E9"', "wrong_value", "value"),
        ('"value":"15"', f'"value":"{"9" * 29}"', "size", "value"),
        ('"state":null', '"state":"perhaps"', "wrong_value", "state"),
        ('"state":null', '"state":"blank"', "value_and_state", "state"),
        ('"forecast"', '"sure"', "wrong_value", "certainty"),
        ('"2025-12-31"', '"R7.12.31"', "wrong_value", "as_of"),
        ('"fiscal_year":2025', '"fiscal_year":7', "size", "fiscal_year"),
        ('"fiscal_year":2025', '"fiscal_year":"R7"', "wrong_type", "fiscal_year"),
        ('"breakdown":{}', '"breakdown":[]', "wrong_type", "breakdown"),
        ('"breakdown":{}', '"breakdown":{"小樽市":2}', "wrong_type", "breakdown"),
        ('"breakdown":{}', '"breakdown":{},"shares":1', "wrong_type", "shares"),
        (
            '"breakdown":{}',
            '"breakdown":{},"shares":[{"member":"小樽市","value":"2","unit":""}]',
            "disagrees",
            "breakdown",
        ),
        ('"line":21', '"row":21', "unknown_key", "source.row"),
        ('"line":21', '"line":"21"', "wrong_type", "source.line"),
        ('"indicator":"renkei-2/②"', '"indicator":"renkei-2/③"', "dangling_reference", "indicator"),
        ('"indicator":"renkei-2/②"', '"indicator":"renkei-2"', "wrong_reference", "indicator"),
        ('"breakdown"', '"replaces":"renkei-2/②","breakdown"', "wrong_reference", "replaces"),
        ('"id":"renkei-2/②/2025@2025-12-31"', '"id":"renkei-2/②"', "duplicate_id", None),
        ('"id":"renkei-2/②/2025@2025-12-31"', '"id":""', "size", "id"),
        ('"id":"renkei-2/②/2025@2025-12-31"', f'"id":"{"x" * 501}"', "size", "id"),
    ],
)
def test_a_bad_value_is_told_with_its_key(old: str, new: str, code: str, key: str | None) -> None:
    """Whether its type, its spelling, its size or what it refers to is wrong."""
    assert old in ACTUAL
    told, said = complaint(HEADER, PLAN, INDICATOR, ACTUAL.replace(old, new, 1))
    assert (told, said["line"], said.get("key")) == (f"ledger.{code}", "4", key)


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        ([], "empty"),
        (["", " "], "empty"),
        ([PLAN], "no_header"),
        (['{"schema":"hakaru.ledger/2"}'], "other_schema"),
    ],
)
def test_a_file_begins_with_its_schema(lines: list[str], code: str) -> None:
    """Another version of the format is not read as if it were this one."""
    told, said = complaint(*lines)
    assert told == f"ledger.{code}"
    assert "hakaru.ledger/1" in said["expected"]


def test_sections_do_not_lie_below_themselves() -> None:
    """A tree that bites its tail would never be printed to its end."""
    sections = [
        f'{{"type":"section","id":"{own}","plan":"renkei-2","parent":"{parent}","number":"",'
        '"title":"","source":null}'
        for own, parent in (("a", "b"), ("b", "c"), ("c", "a"))
    ]
    told, said = complaint(HEADER, PLAN, *sections)
    assert (told, said["key"]) == ("ledger.circle", "parent")


def test_entries_of_one_plan_do_not_refer_to_another() -> None:
    """Each plan can be kept, published and taken away alone."""
    other = PLAN.replace('"renkei-2"', '"other"')
    section = (
        '{"type":"section","id":"s","plan":"other","parent":null,"number":"","title":"",'
        '"source":null}'
    )
    below = section.replace('"s"', '"t"').replace('"other"', '"renkei-2"').replace("null", '"s"', 1)
    told, said = complaint(HEADER, PLAN, other, section, below)
    assert (told, said["id"], said["found"]) == ("ledger.other_plan", "t", "s")


def test_a_member_is_named_once() -> None:
    """Two members of the same name could not be told apart."""
    told, said = complaint(HEADER, PLAN.replace("小樽市", "札幌市"))
    assert (told, said["key"], said["found"]) == ("ledger.repeated_name", "members", "札幌市")


def test_a_line_may_be_long_but_not_without_end() -> None:
    """A long summary is read; what no document holds is refused before it is understood."""
    long = PLAN.replace("第2期ビジョン", "a" * (LONGEST_LINE - len(PLAN.encode())))
    assert len(load([HEADER, long]).plans[0].title) > LONGEST_LINE / 2
    assert complaint(HEADER, long + "a" * 99)[0] == "ledger.too_long"
