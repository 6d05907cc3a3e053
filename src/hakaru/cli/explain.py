"""`hakaru read --explain`: how each table was understood and why; the mapping file of a form."""

from argparse import Namespace
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from hakaru.cli.files import check_writable, print_json, write_whole
from hakaru.cli.mapping_text import mapping_text
from hakaru.cli.meanings import layout_text, meaning_text, why_text
from hakaru.cli.screen import name_limit, shortened, show, table, tell
from hakaru.cli.summary import accounting_line
from hakaru.errors import UsageError
from hakaru.read.explaining import Explanation, explain_files
from hakaru.read.forms import Column, FormTable, UnknownTable
from hakaru.read.mapping import FormMapping
from hakaru.read.mapping_file import common_form
from hakaru.report.words import Language, place_text, say
from hakaru.source import Place

INDENT = "  "
SHOWN_UNKNOWN = 5
SHOWN_CELLS = 4


def check_options(options: Namespace) -> None:
    """Raise UsageError for options that make no sense together, or a file that cannot be."""
    if options.save and not options.explain:
        raise UsageError("usage.save_alone")
    if options.explain and options.output:
        raise UsageError("usage.together", what="--explain", other="-o/--output")
    if options.save:
        check_writable(options.save)


def explain(options: Namespace, mapping: FormMapping | None, lang: Language) -> int:
    """Say how the files are understood; with `--save` write the mapping file of their form."""
    explanations = explain_files(options.files, mapping)
    if options.save:
        form = common_form([(one.document.file, one.form) for one in explanations])
        words = mapping.words if mapping else {}
        write_whole(options.save, mapping_text(form, words, lang).encode())
    if options.json:
        data = {"documents": [explanation_json(one) for one in explanations]}
        print_json(msgspec.json.format(msgspec.json.encode(data), indent=2))
    elif not options.quiet:
        show(line for one in explanations for line in explanation_lines(one, lang))
    if options.save and not options.quiet:
        tell(say("explain.saved", lang, file=options.save))
    return 0


def explanation_json(explanation: Explanation) -> dict[str, Any]:
    """Return what `--explain --json` prints of a document."""
    form = msgspec.to_builtins(explanation.form)
    return {
        "file": explanation.document.file,
        "format": explanation.document.format,
        "layout": explanation.layout,
        **form,
        "facts": [
            {
                "subject": fact.subject,
                "label": fact.label,
                "text": fact.quantity.text,
                "as_of": fact.as_of,
                "source": fact.source,
            }
            for fact in explanation.facts
        ],
        "accounting": explanation.accounting,
    }


def explanation_lines(explanation: Explanation, lang: Language) -> Iterator[str]:
    """Yield what was understood of a document, table by table."""
    document, form = explanation.document, explanation.form
    yield say("summary.document", lang, file=document.file, format=document.format)
    yield INDENT + layout_text(explanation.layout, lang)
    for number, found in enumerate(form.tables, 1):
        yield ""
        yield from _table_lines(number, found, lang)
    if form.labels:
        yield ""
        yield say("explain.cards", lang, count=form.cards)
        rows = [
            [label.heading, meaning_text(label.meaning, lang), place_text(label.place)]
            for label in form.labels
        ]
        heads = [say("column.heading", lang), say("column.meaning", lang), say("column.at", lang)]
        yield from _indented(table([heads, *rows]))
    yield from _fact_lines(explanation, lang)
    yield from _unknown_lines(form.unknown, lang)
    yield ""
    yield accounting_line(explanation.accounting, lang)


def _table_lines(number: int, found: FormTable, lang: Language) -> Iterator[str]:
    """Yield where a table stands, why it was read as it was, and its columns."""
    yield say(
        "explain.table",
        lang,
        number=number,
        place=_range(found.place, found.last),
        rows=found.rows,
    )
    yield INDENT + layout_text(found.layout, lang)
    heads = [
        say("column.column", lang),
        say("column.heading", lang),
        say("column.meaning", lang),
        say("column.year", lang),
        say("column.unit", lang),
        say("column.why", lang),
    ]
    rows = [_column_row(column, lang) for column in found.columns]
    yield from _indented(table([heads, *rows]))


def _column_row(column: Column, lang: Language) -> list[str]:
    """Return a column as a row of the table of columns."""
    return [
        column.column,
        shortened(column.heading, name_limit()),
        _meaning(column, lang),
        str(column.fiscal_year or ""),
        column.unit,
        why_text(column.why, lang),
    ]


def _meaning(column: Column, lang: Language) -> str:
    """Return what a column means; [2] where it stands in a row once more."""
    said = meaning_text(column.meaning, lang, certainty=column.certainty)
    again = max(column.group, column.block)
    return f"{said} [{again + 1}]" if again else said


def _fact_lines(explanation: Explanation, lang: Language) -> Iterator[str]:
    """Yield the facts found in slides."""
    if not explanation.facts:
        return
    yield ""
    yield say("explain.facts", lang, count=len(explanation.facts))
    yield from _indented(
        table(
            [
                [
                    shortened(fact.subject, name_limit()),
                    shortened(fact.label, name_limit()),
                    fact.quantity.text,
                    str(fact.as_of or ""),
                ]
                for fact in explanation.facts
            ]
        )
    )


def _unknown_lines(unknown: Sequence[UnknownTable], lang: Language) -> Iterator[str]:
    """Yield the rows no headings explain, with what their first cells would mean."""
    if not unknown:
        return
    yield ""
    yield say("explain.unknown", lang, count=len(unknown))
    for rows in unknown[:SHOWN_UNKNOWN]:
        cells = [
            f"{shortened(text, name_limit())}({meaning_text(meaning, lang)})" if meaning else text
            for text, meaning in rows.heads[:SHOWN_CELLS]
        ]
        yield f"{INDENT}{_range(rows.place, rows.last)}  {' | '.join(cells)}"
    if len(unknown) > SHOWN_UNKNOWN:
        yield INDENT + say("findings.more_places", lang, n=len(unknown) - SHOWN_UNKNOWN).strip()


def _range(first: Place, last: Place) -> str:
    """Return a place and, where it differs, the end of it within the same document."""
    end = last.cell or str(last.line or "")
    if first.line and not first.sheet:
        end = str(last.line)
    same = (first.cell, first.line) == (last.cell, last.line)
    return place_text(first) if same or not end else f"{place_text(first)}～{end}"


def _indented(lines: Sequence[str]) -> Iterator[str]:
    """Yield lines two blanks in."""
    for line in lines:
        yield f"{INDENT}{line}"
