"""Words: every code the program can show has a sentence, in Japanese and in English."""

import ast
import re
import string
from collections.abc import Iterator, Mapping
from functools import cache
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

import hakaru
from hakaru import errors
from hakaru.ledger.quantity import State
from hakaru.report.words.catalogue import LOCALE_FOLDER
from hakaru.report.words.checks import CHECK_TITLES
from hakaru.report.words.commands import SENTENCES
from hakaru.report.words.errors import ERROR_SENTENCES
from hakaru.report.words.findings import FINDING_SENTENCES, OTHER_SENTENCES, UNWORDED
from hakaru.report.words.opendata import COLUMN_MEANINGS, COLUMN_NAMES, OPEN_DATA_PHRASES
from hakaru.report.words.pages import PAGE_PHRASES
from hakaru.report.words.reports import REPORT_PHRASES
from hakaru.report.words.rulebooks import EXPECTED, RULEBOOK_SENTENCES
from hakaru.report.words.terms import TERMS
from hakaru.report.words.working import BY_PRESENCE, BY_VALUE, WORKING_SENTENCES
from hakaru.rules import attainment, grade
from hakaru.rules.scale import Formula

SOURCES = Path(hakaru.__file__).parent
WORDS = SOURCES / "report" / "words"
ENGLISH = LOCALE_FOLDER / "en" / "LC_MESSAGES"
TABLES = {
    "commands": SENTENCES,
    "errors": ERROR_SENTENCES,
    "findings": FINDING_SENTENCES,
    "findings of other things": OTHER_SENTENCES,
    "checks": CHECK_TITLES,
    "working": WORKING_SENTENCES,
    "terms": TERMS,
    "rulebooks": RULEBOOK_SENTENCES,
    "expected": EXPECTED,
    "column names": COLUMN_NAMES,
    "column meanings": COLUMN_MEANINGS,
    "open data": OPEN_DATA_PHRASES,
    "pages": PAGE_PHRASES,
    "reports": REPORT_PHRASES,
    "unworded": {"unworded": UNWORDED},
}
ERROR_CLASSES = {
    name
    for name, kind in vars(errors).items()
    if isinstance(kind, type) and issubclass(kind, errors.HakaruError)
}
# Calls that make a ledger's error out of a bare code: `self._error("empty")` is ledger.empty.
LEDGER_CODES = {"Problem", "_error"}
# Calls that make a finding, and the values each adds of itself.
ADDED_VALUES: dict[str, set[str]] = {
    "at": set(),
    "Remark": set(),
    "_say": {"project"},
    "_find": {"indicator", "text"},
    "note": {"count"},
}
# Calls that name a reason why a grade cannot be told, as their second argument.
STEPS_LISTED = r"(?m)^    ([a-z_]+(?:, [a-z_]+)*)(?:  .*)?$"
REASONS = {"undetermined", "_untold", "_opposite_or"}


@cache
def modules() -> Mapping[Path, ast.Module]:
    """Return the syntax of every module of the program, the words themselves left out."""
    return {
        path: ast.parse(path.read_text(encoding="utf-8"))
        for path in SOURCES.rglob("*.py")
        if WORDS not in path.parents
    }


def calls(below: Path = SOURCES) -> Iterator[tuple[str, ast.Call]]:
    """Yield every call below a folder with the last part of the called name."""
    for path, module in modules().items():
        if path.is_relative_to(below):
            for node in ast.walk(module):
                if isinstance(node, ast.Call):
                    named = node.func
                    yield getattr(named, "attr", getattr(named, "id", "")), node


def texts(node: ast.AST) -> set[str]:
    """Return every text written in a piece of the program."""
    return {
        part.value
        for part in ast.walk(node)
        if isinstance(part, ast.Constant) and isinstance(part.value, str)
    }


def first_text(call: ast.Call) -> str | None:
    """Return the first argument of a call where it is a text."""
    first = call.args[0] if call.args else None
    if isinstance(first, ast.Constant) and isinstance(first.value, str):
        return first.value
    return None


def kinds_of_finding() -> dict[str, str]:
    """Return the code of each kind of finding by the name it is kept under."""
    return {
        target.id: code
        for module in modules().values()
        for node in ast.walk(module)
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call)
        for target in node.targets
        if isinstance(target, ast.Name)
        and getattr(node.value.func, "id", "") == "Kind"
        and (code := first_text(node.value)) is not None
    }


def name_of_kind(name: str, call: ast.Call) -> str:
    """Return the name of the kind a finding is made of: kinds.X.at(…), or note(kinds.X, …)."""
    if name == "at":
        kind: ast.AST | None = getattr(call.func, "value", None)
    else:
        kind = call.args[0] if call.args else None
    return str(getattr(kind, "attr", getattr(kind, "id", "")))


def values_given(call: ast.Call) -> set[str] | None:
    """Return the names of the values a finding is made with, None where they are out of sight."""
    given = {keyword.arg for keyword in call.keywords}
    for argument in call.args[2:]:
        if isinstance(argument, ast.Dict):
            given |= texts(ast.Tuple([key for key in argument.keys if key is not None]))
        elif getattr(argument, "id", "") == "values":
            return None
    return None if None in given else {name for name in given if name is not None}


def codes_of_errors() -> dict[str, list[ast.Call]]:
    """Return the calls that make an error, by its code."""
    found: dict[str, list[ast.Call]] = {}
    for name, call in calls():
        code = call.args[0] if call.args else None
        if isinstance(code, ast.Constant | ast.IfExp) and name in ERROR_CLASSES:
            for text in texts(code):
                found.setdefault(text, []).append(call)
        elif name in LEDGER_CODES and (bare := first_text(call)) is not None:
            found.setdefault(f"ledger.{bare}", [])
    complaints = next(
        node.value
        for node in modules()[SOURCES / "cli" / "arguments.py"].body
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "COMPLAINTS"
    )
    return found | {text: [] for text in texts(complaints) if text.startswith("usage.")}


def fields(sentence: str) -> set[str]:
    """Return the names of the {fields} of a sentence."""
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}


def test_every_kind_of_finding_has_a_sentence() -> None:
    """A new `Kind("…")` anywhere in the program needs a line in FINDING_SENTENCES, and no other."""
    codes = kinds_of_finding()
    assert codes, "no kinds found: did Kind change its name?"
    assert set(codes.values()) == set(FINDING_SENTENCES)


def test_a_code_belongs_to_one_kind_of_finding() -> None:
    """Two kinds under one code would share a sentence that fits neither."""
    codes = [
        code for name, call in calls() if name == "Kind" and (code := first_text(call)) is not None
    ]
    assert sorted(codes) == sorted(set(codes))


def test_every_error_has_a_sentence() -> None:
    """A new error code anywhere in the program needs a line in ERROR_SENTENCES, and no other."""
    assert set(codes_of_errors()) == set(ERROR_SENTENCES)


def test_a_finding_fills_every_field_of_its_sentence() -> None:
    """Where a finding is made with values in sight, they are those its sentence asks for."""
    codes = kinds_of_finding()
    wanting = {}
    for name, call in calls():
        kind = name_of_kind(name, call)
        given = values_given(call)
        if kind in codes and name in ADDED_VALUES and given is not None:
            lacking = fields(FINDING_SENTENCES[codes[kind]]) - given - ADDED_VALUES[name]
            if lacking:
                wanting[codes[kind]] = lacking
    assert wanting == {}


def test_an_error_fills_every_field_of_its_sentence() -> None:
    """Where an error is made, it carries what its sentence asks for.

    The reader of ledgers adds `file` and `line` to what was wrong with an entry.
    """
    wanting = {}
    for code, made in codes_of_errors().items():
        known = {"file", "line"} if code.startswith("ledger.") else set()
        for call in made:
            given = {keyword.arg for keyword in call.keywords}
            lacking = fields(ERROR_SENTENCES[code]) - given - known
            if lacking and None not in given:
                wanting[code] = lacking
    assert wanting == {}


def test_every_step_of_a_working_has_a_sentence() -> None:
    """A step of a working needs its line; the docstring of `hakaru.rules.grade` lists them all."""
    rules = SOURCES / "rules"
    steps = {
        code
        for name, call in calls(rules)
        if name in {"Step", "_threshold_step"} and (code := first_text(call)) is not None
    }
    worded = {key.partition(".")[0] for key in WORKING_SENTENCES}
    listed = set(re.findall(r"[a-z_]+", " ".join(re.findall(STEPS_LISTED, str(grade.__doc__)))))
    assert steps | listed <= worded
    assert all(code in str(grade.__doc__) for code in worded)
    assert {*BY_VALUE, *BY_PRESENCE} <= worded


def test_every_reason_has_a_sentence() -> None:
    """Why a grade cannot be told is always said; `hakaru.rules.attainment` lists the reasons."""
    listed = set(re.findall(r"^    ([a-z_]+)  ", str(attainment.__doc__), re.MULTILINE))
    given = {
        argument.value
        for name, call in calls(SOURCES / "rules")
        if name in REASONS
        for argument in call.args[1:2]
        if isinstance(argument, ast.Constant)
    }
    worded = {
        key.removeprefix("undetermined.")
        for key in WORKING_SENTENCES
        if key.startswith("undetermined.")
    }
    assert worded == listed
    assert given <= listed


def test_every_formula_has_a_sentence() -> None:
    """A rate is shown with the formula it came from."""
    without_rate = {Formula.COMPARE, Formula.DIRECTION, Formula.HUMAN}
    for formula in set(Formula) - without_rate:
        assert f"rate.{formula}" in WORKING_SENTENCES


def test_every_reason_for_a_missing_value_has_a_word() -> None:
    """A value that is not there says why; one not understood is a reason of its own."""
    assert {state.value for state in State} - {State.NOT_UNDERSTOOD.value} <= set(TERMS)


def test_commands_say_what_the_table_holds() -> None:
    """Each sentence for the commands is said somewhere, and nothing else is."""
    written = set().union(
        *(texts(module) for path, module in modules().items() if SOURCES / "cli" in path.parents)
    )
    said = {
        code
        for name, call in calls(SOURCES / "cli")
        if name == "say" and (code := first_text(call)) is not None
    }
    assert said <= set(SENTENCES)
    assert set(SENTENCES) <= written


def english() -> Catalog:
    """Return the English catalogue as it is edited."""
    return read_po(BytesIO((ENGLISH / "hakaru.po").read_bytes()), locale="en")


def sentences() -> set[str]:
    """Return every Japanese sentence of the program."""
    return {sentence for table in TABLES.values() for sentence in table.values()}


def test_every_sentence_is_translated() -> None:
    """The English catalogue has every sentence, with the same fields, and no other."""
    catalogue = {message.id: message.string for message in english() if message.id}
    assert set(catalogue) == sentences()
    for japanese, translation in catalogue.items():
        assert translation
        assert fields(str(translation)) == fields(str(japanese)), japanese


def test_the_compiled_catalogue_is_up_to_date() -> None:
    """What is shipped is what is edited .

    To compile: `pybabel compile -D hakaru -d src/hakaru/report/locale`.
    """
    compiled = read_mo(BytesIO((ENGLISH / "hakaru.mo").read_bytes()))
    shipped = {message.id: message.string for message in compiled if message.id}
    assert shipped == {message.id: message.string for message in english() if message.id}


def test_fields_are_plain_names() -> None:
    """A field is a name alone: no attribute, index or format could fail in front of a user."""
    for sentence in sentences():
        for _, name, form, conversion in string.Formatter().parse(sentence):
            assert name is None or name.isidentifier()
            assert not form
            assert not conversion
