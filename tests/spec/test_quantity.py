"""A cell's text is read as a number with its unit, a word, everyone, or the reason for no value."""

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from hakaru.ledger.measure import (
    is_cumulative,
    ladder_step,
    normalise_unit,
    read_first_number,
    read_quantity,
    same_unit,
    take_marker,
    unit_and_scale,
)
from hakaru.ledger.numerals import SCALES, scale_word
from hakaru.ledger.quantity import Quantity, State

EXAMPLES = tomllib.loads(Path(__file__).with_name("values.toml").read_text("utf-8"))
Example = dict[str, Any]

NOTATION = (
    "0123456789,.０１９，千万億兆百%％▲△-－—約年各全①②(（)）以上回人社円国語：:、・～※実施未集計中 "
)
AMOUNTS = st.decimals(0, 10**9, places=0, allow_nan=False, allow_infinity=False)
UNITS = st.sampled_from(["人", "名", "回", "社", "件", "円", "%", "組", "市町村", "t-CO2", "ha"])


def told(quantity: Quantity) -> Example:
    """Return what a quantity tells, as values.toml writes it: only what is there."""
    parts = [[part.label, str(part.value), part.unit] for part in quantity.parts]
    value = None if quantity.value is None else str(quantity.value)
    found = msgspec.structs.asdict(quantity) | {"parts": parts, "value": value}
    found = {key: list(item) if key == "softness" else item for key, item in found.items()}
    return {key: item for key, item in found.items() if item not in (None, "", [], False, ())}


def kinds(quantity: Quantity) -> int:
    """Count the things a quantity claims to be."""
    return (
        (quantity.value is not None)
        + bool(quantity.word)
        + quantity.everyone
        + bool(quantity.parts)
        + (quantity.state is not None)
    )


@pytest.mark.parametrize("example", EXAMPLES["quantity"], ids=lambda example: example["text"])
def test_a_cell_is_read(example: Example) -> None:
    """Every line of values.toml: what it says is found, and nothing else."""
    expected = {"scale": 1} | example
    unit, scale = unit_and_scale(expected.pop("column", ""))
    if not expected["text"]:
        expected.pop("text")
    assert told(read_quantity(example["text"], unit=unit, scale=scale)) == expected


@pytest.mark.parametrize("example", EXAMPLES["heading"], ids=lambda example: example["text"])
def test_a_name_or_a_column_head_gives_the_unit(example: Example) -> None:
    """The bracket at the end of a name or a head: unit and factor, and whether it adds up."""
    assert unit_and_scale(example["text"]) == (example["unit"], example["scale"])
    assert is_cumulative(example["text"]) == example.get("cumulative", False)


@pytest.mark.parametrize(
    "example", EXAMPLES["ladder"], ids=lambda example: "".join(example["words"])
)
def test_words_stand_on_a_ladder(example: Example) -> None:
    """Each word of a line is on the named ladder, and the steps rise from left to right."""
    rungs = [ladder_step(word) for word in example["words"]]
    assert [rung and rung[0] for rung in rungs] == [example["name"]] * len(rungs)
    steps = [rung[1] for rung in rungs if rung]
    assert steps == sorted(set(steps))


def test_a_word_that_is_none_stands_on_no_ladder() -> None:
    """Any other text, a number too, has no step."""
    assert ladder_step("安全対策") is None
    assert ladder_step("1回") is None
    assert ladder_step("") is None


@pytest.mark.parametrize(
    ("text", "marker", "rest"),
    [
        ("①1回", "①", "1回"),
        ("㉑ 1回", "㉑", "1回"),
        ("㊿：1回", "㊿", "1回"),
        ("(1)1回", "(1)", "1回"),
        ("（１） １回", "(1)", "１回"),
        ("1回", "", "1回"),
        ("(5)", "", "(5)"),
        ("(2023)1回", "", "(2023)1回"),
        ("", "", ""),
    ],
)
def test_an_item_number_is_taken_off(text: str, marker: str, rest: str) -> None:
    """①1回 is once, under number ①: never eleven times."""
    assert take_marker(text) == (marker, rest)


@pytest.mark.parametrize(
    ("one", "other"),
    [("人", "名"), ("か所", "箇所"), ("ヶ所", "カ所"), ("％", "%"), ("t-CO ₂", "t-CO2")],
)
def test_units_that_count_the_same(one: str, other: str) -> None:
    """Spelt otherwise, or 人 beside 名."""
    assert same_unit(one, other)


def test_units_that_do_not_count_the_same() -> None:
    """No unit is not any unit, and 人 stays as printed."""
    assert not same_unit("", "人")
    assert not same_unit("回", "件")
    assert (normalise_unit("名"), normalise_unit("人")) == ("名", "人")


def test_the_first_of_several_numbers_can_be_had() -> None:
    """For texts that are not understood: the number in front, the rest in the note."""
    first = read_first_number("30～40%")
    assert first is not None
    assert (first.value, first.note) == (Decimal(30), "～40%")
    assert read_first_number("未定") is None


def test_an_amount_that_no_document_prints_is_not_understood() -> None:
    """More than 24 digits are some code; they neither raise nor turn into a value."""
    assert read_quantity("9" * 24).value == Decimal("9" * 24)
    assert read_quantity("9" * 25).state is State.NOT_UNDERSTOOD
    assert read_quantity("1" * 100_000).state is State.NOT_UNDERSTOOD


def test_a_factor_is_written_as_it_was_read() -> None:
    """`scale` names the word the number was written with."""
    assert [scale_word(scale) for scale in (1000, 10_000, 1_000_000, 1, 7)] == [
        "千", "万", "百万", "", "",
    ]  # fmt: skip


@given(st.text(max_size=400), st.text(max_size=5), st.sampled_from([1, 1000, 10_000]))
def test_any_text_is_one_thing(text: str, unit: str, scale: int) -> None:
    """No text raises; it is kept as it came and is exactly one of value, word, … or state."""
    quantity = read_quantity(text, unit=unit, scale=scale)
    assert quantity.text == text
    assert kinds(quantity) == 1


@given(st.lists(st.sampled_from(NOTATION), max_size=40))
def test_any_jumble_of_notation_is_one_thing(signs: list[str]) -> None:
    """The same for texts that are nearly values."""
    text = "".join(signs)
    quantity = read_quantity(text, unit="人", scale=1000)
    assert quantity.text == text
    assert kinds(quantity) == 1


@given(st.text(max_size=200))
def test_any_name_gives_a_unit_or_none(text: str) -> None:
    """No name and no head raises; where there is no unit there is no factor."""
    unit, scale = unit_and_scale(text)
    assert unit or scale == 1
    marker, rest = take_marker(text)
    assert text.endswith(rest)
    assert marker or rest == text


@pytest.mark.parametrize(
    "unit",
    [
        "約",
        "月平均",
        "(",
        "国語：",
        "1年",
        "か所",
        "1-",
        "未",
        "実施",
        "全",
        "1,111",
        "(1",
        "。",
        "\0",
    ],
)
def test_a_long_repetition_is_read_in_linear_time(unit: str) -> None:
    """A text made to make a pattern go back and forth ends like any other."""
    assert kinds(read_quantity(unit * 100)) == 1
    assert kinds(read_quantity("1" + unit * 100 + "x")) == 1


@given(AMOUNTS, UNITS)
def test_every_way_to_print_a_number_is_the_same_number(amount: Decimal, unit: str) -> None:
    """With commas, full width, spaces or an item number in front: one value, one unit."""
    plain = read_quantity(f"{amount}{unit}")
    grouped = f"{amount:,}{unit}"
    wide = grouped.translate({code: code + 0xFEE0 for code in range(0x21, 0x7F)})
    for text in (grouped, wide, f" {grouped}　", f"{amount} {unit}", f"③{grouped}"):
        quantity = read_quantity(text)
        assert (quantity.value, quantity.unit) == (plain.value, plain.unit) == (amount, unit)
        assert quantity.text == text


@given(AMOUNTS, UNITS, st.sampled_from("▲△-−－"))
def test_sign_and_unit_survive(amount: Decimal, unit: str, sign: str) -> None:
    """Each sign of a negative number gives the number below zero, the unit unchanged."""
    assume(amount > 0)
    quantity = read_quantity(f"{sign}{amount:,}{unit}")
    assert (quantity.value, quantity.unit) == (-amount, unit)


@given(st.integers(0, 999_999), st.sampled_from(sorted(SCALES)), st.sampled_from(["人", "円"]))
def test_a_factor_in_the_cell_or_in_the_head_is_the_same(
    number: int, factor: str, unit: str
) -> None:
    """13千人, and 13 under (千人), are 13000 人 in scale 1000; and it can be shown as printed."""
    inside = read_quantity(f"{number:,}{factor}{unit}")
    above = read_quantity(f"{number:,}", unit=unit, scale=SCALES[factor])
    assert inside.value == above.value == number * SCALES[factor]
    assert inside.unit == above.unit == unit
    assert inside.scale == above.scale == SCALES[factor]
    assert scale_word(inside.scale) == factor
    assert unit_and_scale(f"人数({factor}{unit})") == (unit, SCALES[factor])


@given(st.integers(1, 9999), st.integers(1, 9999))
def test_mixed_factors_add_up(upper: int, lower: int) -> None:
    """3億2,500万円 is 325000000 円, exactly."""
    quantity = read_quantity(f"{upper:,}億{lower:,}万円")
    assert quantity.value == upper * 10**8 + lower * 10**4


@given(st.decimals(0, 9999, places=3, allow_nan=False, allow_infinity=False))
def test_a_fraction_in_a_factor_is_exact(number: Decimal) -> None:
    """57.5万人 is 575000 人: no binary fraction creeps in."""
    assert read_quantity(f"{number}万人").value == number * 10_000


@given(AMOUNTS, UNITS)
def test_what_qualifies_a_number_leaves_it_alone(amount: Decimal, unit: str) -> None:
    """約, 以上, (見込み値) and ※ do not change value or unit."""
    for text in (f"約{amount}{unit}", f"{amount}{unit}以上", f"{amount}{unit}(見込み値)",
                 f"{amount}{unit} ※R5.3末時点", f"年{amount}{unit}"):  # fmt: skip
        quantity = read_quantity(text)
        assert (quantity.value, quantity.unit) == (amount, unit)
