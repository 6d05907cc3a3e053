"""From the text of a rulebook to the book: made whole, checked, refused with file and line."""

import re
import tomllib
from collections.abc import Mapping
from fractions import Fraction
from typing import Any, NoReturn

import msgspec

from hakaru.errors import RulebookError
from hakaru.rules.contradictions import contradictions
from hakaru.rules.expecting import expected_at, keys_at, nearest, place_of
from hakaru.rules.positions import Path, line_of, positions
from hakaru.rules.scale import Rulebook
from hakaru.rules.shorthand import Shorthand, exact_number

_LINE = re.compile(r"line (\d+)")


def read_book(text: str, *, file: str) -> Rulebook:
    """Return the rulebook that a TOML text describes; `file` is its name in errors."""
    try:
        written = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        told = _LINE.search(str(error))
        line = told[1] if told else len(text.splitlines())
        raise RulebookError(
            "rulebook_unreadable", file=file, line=line, key="", expected=error
        ) from error
    short = Shorthand(written)
    try:
        book = _convert(short.full)
    except msgspec.ValidationError as error:
        _refuse(error, short, text, file)
    for made, expected, known in (*short.wrong, *contradictions(book)):
        path = _written(made, short)
        raise RulebookError(
            "rulebook_invalid",
            file=file,
            line=line_of(path, positions(text)),
            key=_shown(path),
            expected=expected,
            known=known,
        )
    return book


def _convert(full: Mapping[str, Any]) -> Rulebook:
    """Check the types of a book made whole."""
    return msgspec.convert(full, Rulebook, dec_hook=_decode_exact)


def _decode_exact(wanted: type, value: object) -> Fraction:
    """Read an exact number: a TOML float would not be exact."""
    if wanted is not Fraction:
        raise NotImplementedError
    return exact_number(value)


def _refuse(error: msgspec.ValidationError, short: Shorthand, text: str, file: str) -> NoReturn:
    """Raise what is wrong with a key, and where it is written."""
    message, steps = place_of(str(error))
    path = _followed(steps, short.full, str(error))
    lacks = message.startswith("Object missing required field")
    strange = message.startswith("Object contains unknown field")
    misnamed = " - at `key` in " in str(error)
    asked = path
    if lacks or strange or misnamed:
        path = *path, message.split("'" if misnamed else "`")[1]
    if lacks:
        asked = path
    expected, known = keys_at(asked) if misnamed else expected_at(asked)
    if strange or misnamed:
        known = nearest(str(path[-1]), known)
    path = _written(path, short)
    raise RulebookError(
        "rulebook_missing_key"
        if lacks
        else "rulebook_unknown_key"
        if strange or misnamed
        else "rulebook_invalid",
        file=file,
        line=line_of(path, positions(text)),
        key=_shown(path),
        expected=expected,
        known=known,
    ) from error


def _followed(steps: tuple[str, ...], full: Mapping[str, Any], complaint: str) -> Path:
    """Return the path with its numbers, and with the key of a mapping that msgspec leaves open."""
    path: Path = ()
    value: Any = full
    for step in steps:
        key: str | int = step
        if step == "...":
            key = next((name for name in value if _alone(path, name, full) == complaint), "...")
        elif step.isdigit():
            key = int(step)
        path = *path, key
        value = value[key] if key != "..." else {}
    return path


def _alone(path: Path, name: str, full: Mapping[str, Any]) -> str:
    """Return what is wrong when a mapping has one of its keys alone."""
    try:
        _convert(_with_only(path, name, full))
    except msgspec.ValidationError as error:
        return str(error)
    return ""


def _with_only(path: Path, name: str, value: Any) -> Any:  # noqa: ANN401 - any TOML value
    """Return a copy of a book in which the mapping at `path` has one key alone."""
    if not path:
        return {name: value[name]}
    key, rest = path[0], path[1:]
    if isinstance(value, list):
        return [_with_only(rest, name, one) if at == key else one for at, one in enumerate(value)]
    return {at: _with_only(rest, name, one) if at == key else one for at, one in value.items()}


def _written(path: Path, short: Shorthand) -> Path:
    """Return the path as written, for one that was made of something else."""
    for length in range(len(path), 0, -1):
        origin = short.origins.get(path[:length])
        if origin is not None:
            return (*origin, *path[length:])
    return path


def _shown(path: Path) -> str:
    """Return a path as text: grades[1].label."""
    text = ""
    for key in path:
        text += f"[{key}]" if isinstance(key, int) else f".{key}"
    return text.removeprefix(".")
