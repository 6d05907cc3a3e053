"""What a target asks for, where it starts from, and which way is better."""

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hakaru.ledger.aims import TargetTerms, read_baseline, read_target
from hakaru.ledger.direction import derive_direction
from hakaru.ledger.entries import TargetKind
from hakaru.ledger.measure import unit_and_scale
from hakaru.ledger.period import era_code, era_name
from hakaru.ledger.quantity import Quantity

EXAMPLES = tomllib.loads(Path(__file__).with_name("values.toml").read_text("utf-8"))
Example = dict[str, Any]

NOTATION = "0123456789年度毎までR令和（）()以上現状値からの増加維持実施全市町村回%千円、・～ 未定—"


def told(quantity: Quantity) -> Example:
    """Return the main things a quantity tells, as values.toml writes them."""
    found = {
        "value": None if quantity.value is None else str(quantity.value),
        "unit": quantity.unit,
        "word": quantity.word,
        "comparison": quantity.comparison,
        "state": quantity.state,
    }
    return {key: item for key, item in found.items() if item}


def terms_told(terms: TargetTerms) -> Example:
    """Return what the terms of a target tell, as values.toml writes them."""
    found: Example = {"kind": terms.kind, "due": terms.due, "cumulative": terms.cumulative}
    if terms.relation:
        found["relation"] = [terms.relation.change, terms.relation.against]
    return {key: item for key, item in found.items() if item} | told(terms.quantity)


@pytest.mark.parametrize("example", EXAMPLES["target"], ids=lambda example: example["text"])
def test_a_target_is_read(example: Example) -> None:
    """Every line of values.toml: kind, value, due year, and what it compares with."""
    expected = dict(example)
    unit, scale = unit_and_scale(expected.pop("column", ""))
    terms = read_target(expected.pop("text"), unit=unit, scale=scale)
    assert terms_told(terms) == expected
    assert terms.quantity.text == example["text"]


@pytest.mark.parametrize("example", EXAMPLES["baseline"], ids=lambda example: example["text"])
def test_a_baseline_is_read(example: Example) -> None:
    """Every line of values.toml: the value, and its year where the text gives one."""
    expected = dict(example)
    quantity, year = read_baseline(expected.pop("text"))
    assert year == expected.pop("year", None)
    assert told(quantity) == expected
    assert quantity.text == example["text"]


@pytest.mark.parametrize("example", EXAMPLES["direction"], ids=lambda example: example["name"])
def test_a_direction_is_stated_derived_or_assumed(example: Example) -> None:
    """Every line of values.toml: which way is better, and how that is known."""
    text = example["baseline"]
    found = derive_direction(
        name=example["name"],
        baseline=read_baseline(text)[0] if text else None,
        targets=[read_target(target) for target in example["targets"]],
    )
    assert found == (example["is"], example["source"])


def test_a_direction_without_any_target_is_assumed() -> None:
    """Higher is better until something says otherwise, and that is marked."""
    assert derive_direction(name="件数", baseline=None, targets=[]) == ("higher", "assumed")


def test_a_target_of_several_values_keeps_them() -> None:
    """国語：6地区 算数：6地区 each year is a number target with two parts."""
    terms = read_target("国語：6地区 算数：6地区（毎年度）")
    assert terms.kind is TargetKind.NUMBER
    assert [part.value for part in terms.quantity.parts] == [Decimal(6), Decimal(6)]
    assert terms.due == "every_year"


def test_everyone_keeps_who_is_meant() -> None:
    """Of 全企業 the note says which ones."""
    terms = read_target("包括連携協定を締結している全企業（毎年度）")
    assert terms.quantity.everyone
    assert terms.quantity.note == "包括連携協定を締結している"


@given(st.text(max_size=400), st.text(max_size=5), st.sampled_from([1, 1000]))
def test_any_text_is_a_target_of_some_kind(text: str, unit: str, scale: int) -> None:
    """No text raises, and it is kept as it came; the same for baselines."""
    assert read_target(text, unit=unit, scale=scale).quantity.text == text
    assert read_baseline(text, unit=unit, scale=scale)[0].text == text


@given(st.lists(st.sampled_from(NOTATION), max_size=40))
def test_any_jumble_of_notation_is_a_target_of_some_kind(signs: list[str]) -> None:
    """The same for texts that are nearly targets, and a direction follows from any of them."""
    text = "".join(signs)
    terms = read_target(text)
    quantity, _ = read_baseline(text)
    assert terms.quantity.text == quantity.text == text
    assert derive_direction(name=text, baseline=quantity, targets=[terms])


@given(
    st.integers(0, 10**6),
    st.sampled_from(["社", "人", "%"]),
    st.integers(2000, 2060),
    st.sampled_from(["", "まで"]),
)
def test_value_and_year_of_a_made_target_survive(
    number: int, unit: str, year: int, until: str
) -> None:
    """However the year is written, value, unit and year come back; まで makes a count a total."""
    for written in (f"{year}年度", f"{year}年", era_code(year), era_name(year)):
        terms = read_target(f"{number:,}{unit}（{written}{until}）")
        assert terms.kind is TargetKind.NUMBER
        assert terms.quantity.value == number
        assert (terms.quantity.unit, terms.due) == (unit, year)
        assert terms.cumulative == (bool(until) and unit != "%")
