"""A mapping file as text: TOML that a person in an office can read and change."""

import json
from collections.abc import Iterator, Mapping, Sequence

from hakaru.cli.meanings import MEANINGS, layout_text, meaning_text, why_text
from hakaru.read.forms import Column, Form, FormTable, Label
from hakaru.read.mapping_file import COLUMN_MEANINGS, LABEL_MEANINGS, SCHEMA
from hakaru.report.words import Language, place_text, say


def mapping_text(form: Form, words: Mapping[str, Sequence[str]], lang: Language) -> str:
    """Return the mapping file of a form; `words` are those the office added to the vocabulary."""
    meanings = COLUMN_MEANINGS if form.tables else LABEL_MEANINGS
    lines = [
        *_comment(say("mapping.about", lang)),
        *_comment(say("mapping.how", lang)),
        *_comment(say("mapping.changed", lang)),
        f"schema = {_quoted(SCHEMA)}",
        "",
        *_comment(say("mapping.words", lang)),
        "[vocabulary]",
        *(f"{meaning} = {_list(listed)}" for meaning, listed in words.items()),
        *([] if words else ['# target = ["ねらい"]']),
        "",
        *_comment(say("mapping.meanings", lang)),
        *(
            f"#   {meaning:<18}{meaning_text(meaning, lang)}"
            for meaning in MEANINGS
            if meaning in meanings
        ),
        *(line for table in _once(form.tables) for line in _table_lines(table, lang)),
        *(line for label in form.labels for line in _label_lines(label, lang)),
    ]
    return "\n".join(lines) + "\n"


def _once(tables: Sequence[FormTable]) -> list[FormTable]:
    """Return the tables of a form, each once: sheets often repeat one."""
    return list({table.signature: table for table in reversed(tables)}.values())[::-1]


def _table_lines(table: FormTable, lang: Language) -> Iterator[str]:
    """Yield a table and its columns."""
    yield ""
    yield from _comment(f"{place_text(table.place)}  {layout_text(table.layout, lang)}")
    yield "[[table]]"
    for column in table.columns:
        yield ""
        yield from _comment(why_text(column.why, lang))
        yield "[[table.column]]"
        yield from _column_lines(column, lang)


def _column_lines(column: Column, lang: Language) -> Iterator[str]:
    """Yield the keys of a column that say something."""
    yield f"column = {_quoted(column.column)}"
    yield f"heading = {_quoted(column.heading)}"
    yield f"meaning = {_quoted(column.meaning)}  # {meaning_text(column.meaning, lang)}"
    if column.fiscal_year is not None:
        yield f"fiscal_year = {column.fiscal_year}"
    if column.unit:
        yield f"unit = {_quoted(column.unit)}"
    if column.certainty is not None:
        yield f"certainty = {_quoted(column.certainty)}"
    if column.as_of is not None:
        yield f"as_of = {column.as_of.isoformat()}"
    if column.cumulative:
        yield "cumulative = true"
    if column.group:
        yield f"group = {column.group}  # {say('mapping.group', lang)}"
    if column.block:
        yield f"block = {column.block}  # {say('mapping.block', lang)}"


def _label_lines(label: Label, lang: Language) -> Iterator[str]:
    """Yield a label of cards."""
    yield ""
    yield "[[label]]"
    yield f"heading = {_quoted(label.heading)}"
    yield f"meaning = {_quoted(label.meaning)}  # {meaning_text(label.meaning, lang)}"


def _quoted(text: str) -> str:
    """Return a text as a TOML string: JSON's escapes are TOML's, but TOML bars DEL as well."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _list(texts: Sequence[str]) -> str:
    """Return texts as a TOML array."""
    return f"[{', '.join(map(_quoted, texts))}]"


def _comment(text: str) -> list[str]:
    """Return a text as one line of comment, none where it is blank; no character can end it."""
    line = " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
    return [f"# {line}"] if line else []
