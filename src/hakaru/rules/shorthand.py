"""Short books made whole: what a rulebook leaves out is filled in before its types are checked.

- `label = "順調"`: the same text in both languages.
- `min = "80%"` in a mark: its threshold; the last mark without one stands below them all.
- `when = ["better"]` in a mark: reached, missed, better, same or worse than the baseline.
- `scales`: made of `min` and `when`; "reached" gets the mark that a rate of 1 gets.
- `reading`, `colour`, `aliases`: by the symbol and by how the mark is counted.
- `not_evaluated`: a mark "-" of its own.
- `formulas`, `due`, `words`, `counting`: the usual ones; with elapsed years a target for a year is
  judged every year.
- `second`: the scales of the book itself.
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from importlib.resources import files
from typing import Any, NamedTuple

from hakaru.rules.positions import Path

DEFAULTS: dict[str, Any] = tomllib.loads(
    (files("hakaru.rules") / "defaults.toml").read_text(encoding="utf-8")
)
EXACT = 'an exact number as text, such as "85%", "17/20" or "0.85"'
_FAMILIES = ("confirmed", "forecast")
_OUTCOMES = ("reached", "missed", "better", "same", "worse")
_USUAL_FORMULAS = {
    "higher": ["ratio", "progress", "compare"],
    "lower": ["inverse_ratio", "progress", "compare"],
}
_KINDS = ("word", "milestone", "everyone", "relative", "cumulative", "no_target", "number")
Raw = dict[str, Any]


class Wrong(NamedTuple):
    """A place in a book as written or made whole, what was expected, and what there is."""

    path: Path
    expected: str
    known: str = ""


class _Given(NamedTuple):
    """What a mark itself says of when it is given."""

    number: int
    family: object
    key: object
    least: object
    inclusive: object
    when: tuple[object, ...]


class Shorthand:
    """One book as written, and the same made whole.

    `full` has every key the types ask for; `origins` says, for a path of `full` that was made of
    something else, the path as written; `wrong`, what making it whole would hide. What has a wrong
    shape is left for the types to refuse.
    """

    def __init__(self, written: Mapping[str, Any]) -> None:
        """Make a book whole."""
        self.origins: dict[Path, Path] = {}
        self.full: Raw = dict(written)
        self.wrong: list[Wrong] = []
        self._given: list[_Given] = []
        self._title()
        self._marks()
        self._scales()
        self._rules()
        self._second()
        self._counting()

    def _title(self) -> None:
        """Fill title and series."""
        if "title" in self.full:
            self.full["title"] = _words(self.full["title"])
        self.full.setdefault("series", self.full.get("id", ""))

    def _marks(self) -> None:
        """Fill what a mark leaves out, and add the mark of "not evaluated"."""
        grades = _tables(self.full.get("grades"))
        if grades is None:
            return
        marks = [dict(grade) for grade in grades]
        if "not_evaluated" not in self.full:
            usual = DEFAULTS["not_evaluated"]
            self.full["not_evaluated"] = usual["key"]
            if all(mark.get("key") != usual["key"] for mark in marks):
                marks.append(dict(usual))
        for mark in marks:
            self._fill_mark(mark, marks)
        for number, mark in enumerate(marks):
            self.wrong.extend(_wrong_outcomes(number, mark.get("when", [])))
        self._given = [_taken(number, mark) for number, mark in enumerate(marks)]
        self.full["grades"] = marks

    def _fill_mark(self, mark: Raw, marks: list[Raw]) -> None:
        """Fill one mark."""
        aside = mark.get("key") == self.full.get("not_evaluated")
        symbol = str(mark.get("symbol", ""))
        if "label" in mark:
            mark["label"] = _words(mark["label"])
        mark.setdefault("family", "both")
        mark.setdefault("counts_as_met", False)
        mark.setdefault("in_denominator", not aside)
        label = mark.get("label")
        spoken = label.get("ja", "") if isinstance(label, dict) else ""
        mark.setdefault("reading", DEFAULTS["readings"].get(symbol, spoken))
        mark.setdefault("aliases", DEFAULTS["aliases"].get(symbol, []))
        mark.setdefault("colour", self._colour(mark, marks))

    def _colour(self, mark: Raw, marks: list[Raw]) -> str:
        """Return the token that says how a mark is counted."""
        expected = mark["family"] == "forecast"
        if not mark["in_denominator"]:
            return "not-evaluated"
        if mark["counts_as_met"]:
            return "expected-met" if expected else "met"
        aside = self.full.get("not_evaluated")
        same = [one for one in marks if one.get("family", "both") == mark["family"]]
        last = [one for one in same if one.get("key") != aside][-1:]
        if last and last[0] is not mark:
            return "nearly-met"
        return "expected-missed" if expected else "missed"

    def _scales(self) -> None:
        """Make the scales of the marks' own `min` and `when`, where the book has none."""
        if "scales" in self.full or not self._given:
            return
        used = {one.family for one in self._given if self._on_scale(one)}
        families = _FAMILIES if used & set(_FAMILIES) else ("both",)
        self.full["scales"] = {family: self._scale(family) for family in families}

    def _on_scale(self, given: _Given) -> bool:
        """Tell whether a mark is given by a scale."""
        return given.key != self.full.get("not_evaluated")

    def _scale(self, family: str) -> Raw:
        """Return the scale of one family."""
        own = [one for one in self._given if one.family in (family, "both") and self._on_scale(one)]
        stepped = [one for one in own if one.least is not None]
        for place, one in enumerate(stepped):
            self.origins["scales", family, "thresholds", place] = ("grades", one.number)
        self.origins["scales", family] = ("grades",)
        thresholds = [
            {"min": one.least, "inclusive": one.inclusive, "grade": one.key} for one in stepped
        ]
        plain = [one.key for one in own if one.least is None]
        if not own:
            self.wrong.append(Wrong(("grades",), "at_least_one"))
        elif not plain:
            self.wrong.append(Wrong(("grades", own[-1].number, "min"), "lowest"))
        scale: Raw = {"thresholds": thresholds, "otherwise": (plain or [""])[-1]}
        for one in own:
            for outcome in one.when:
                if outcome in _OUTCOMES:
                    scale.setdefault(str(outcome), one.key)
        scale.setdefault("reached", _whole(thresholds, own[0].key if own else ""))
        scale.setdefault("missed", scale["otherwise"])
        return scale

    def _rules(self) -> None:
        """Fill formulas, due rule, words and coverage."""
        written = self.full.get("formulas", {})
        for key in written if isinstance(written, dict) else ():
            self.origins["formulas", "number", key] = ("formulas", key)
        self.full["formulas"] = _formulas(written)
        self.full.setdefault("everyone_by_number", "share_of_members")
        if "due" not in self.full:
            each = "every_year" if "elapsed" in self.full else "due_year"
            self.full["due"] = {"by_year": each}
        words = self.full.get("words", {})
        if isinstance(words, dict):
            self.full["words"] = DEFAULTS["words"] | words

    def _second(self) -> None:
        """Fill what the second rate takes over from the book."""
        second = self.full.get("second")
        if not isinstance(second, dict):
            return
        full = dict(second)
        full["label"] = _words(full.get("label", {}))
        full["formulas"] = _formulas(full.get("formulas", {})).get("number")
        full.setdefault("scales", self.full.get("scales"))
        full.setdefault("due", {"by_year": "every_year"})
        self.full["second"] = full

    def _counting(self) -> None:
        """Fill the counting rule that the marks themselves say."""
        rules = _tables(self.full.get("counting"))
        if rules is not None:
            self.full["counting"] = [_counting_rule(rule) for rule in rules]
        marks = _tables(self.full.get("grades"))
        if marks is None or "counting" in self.full:
            return
        met = [mark for mark in marks if mark["counts_as_met"]]
        self.full["counting"] = [
            {
                "id": "met",
                "label": {"ja": _listed(met, "ja", "・"), "en": _listed(met, "en", " and ")},
                "met": [mark.get("key", "") for mark in met],
                "excluded": [mark.get("key") for mark in marks if not mark["in_denominator"]],
                "counts_itself": True,
            }
        ]


def exact_number(value: object) -> Fraction:
    """Return an exact number written as 1, "85/100", "0.85" or "85%". Raises ValueError."""
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise ValueError(EXACT)  # noqa: TRY004 - msgspec tells a user of ValueError alone
    text = str(value).strip()
    try:
        number = Fraction(text.removesuffix("%").strip())
    except (ValueError, ZeroDivisionError) as error:
        raise ValueError(EXACT) from error
    return number / 100 if text.endswith("%") else number


def _whole(thresholds: Iterable[Raw], first: object) -> object:
    """Return the mark that a rate of exactly 1 gets, the first where none does."""
    for step in thresholds:
        try:
            least = exact_number(step["min"])
        except ValueError:
            continue
        if least < 1 or (least == 1 and step["inclusive"]):
            return step["grade"]
    return first


def _formulas(written: object) -> Raw:
    """Return formulas with `higher` and `lower` under `number`, the usual ones where missing."""
    if not isinstance(written, dict):
        return {"number": written}
    full = dict(written)
    ways = {key: full.pop(key) for key in tuple(full) if key not in _KINDS}
    number = full.get("number", {})
    full["number"] = _USUAL_FORMULAS | ways | number if isinstance(number, dict) else number
    return full


def _counting_rule(rule: Raw) -> Raw:
    """Return a counting rule made whole."""
    return {"excluded": [], "counts_itself": True} | rule | {"label": _words(rule.get("label", {}))}


def _words(text: object) -> object:
    """Return a text given once as one in both languages."""
    return {"ja": text, "en": text} if isinstance(text, str) else text


def _listed(marks: Iterable[Raw], lang: str, between: str) -> str:
    """Return the labels of marks in a row."""
    labels = (mark.get("label") for mark in marks)
    return between.join(str(label.get(lang, "")) for label in labels if isinstance(label, dict))


def _taken(number: int, mark: Raw) -> _Given:
    """Take out of a mark what belongs to its scale."""
    when = mark.pop("when", ())
    return _Given(
        number,
        mark["family"],
        mark.get("key"),
        mark.pop("min", None),
        mark.pop("inclusive", True),
        tuple(when) if isinstance(when, list) else (),
    )


def _wrong_outcomes(number: int, when: object) -> Iterator[Wrong]:
    """Yield where a mark is given for an outcome that there is not."""
    place: Path = ("grades", number, "when")
    if not isinstance(when, list):
        yield Wrong(place, "list")
        return
    for at, outcome in enumerate(when):
        if outcome not in _OUTCOMES:
            yield Wrong((*place, at), "one_of", ", ".join(_OUTCOMES))


def _tables(value: object) -> list[Raw] | None:
    """Return a list of tables, None for anything else."""
    if isinstance(value, list) and all(isinstance(item, dict) for item in value):
        return value
    return None
