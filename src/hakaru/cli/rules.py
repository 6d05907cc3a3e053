"""`hakaru rules`: list the rulebooks, show one, try one on cases, explain one to the public."""

from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from hakaru.cli.arguments import Parser
from hakaru.cli.files import print_json
from hakaru.cli.screen import show, table
from hakaru.errors import UsageError
from hakaru.report.words import (
    Language,
    condition,
    explanation,
    mark_label,
    say,
    second_rate,
    working_text,
)
from hakaru.report.words.rulebook_text import elapsed_lines
from hakaru.rules.cases import Outcome, Table, read_table, try_table
from hakaru.rules.rulebook import book_text, books, load_book
from hakaru.rules.scale import Rulebook

DONE = 0
DIFFERS = 1
LANGUAGES = (Language.JA, Language.EN)


def arguments(parser: Parser, lang: Language) -> None:
    """Add `list | show BOOK | try BOOK CASES | explain BOOK`."""
    actions = parser.add_subparsers(
        title=say("group.commands", lang), dest="action", metavar="ACTION", required=True
    )

    def add(name: str, about: str) -> Parser:
        """Return the parser of one action."""
        said = say(about, lang)
        prog = f"hakaru rules {name}"
        return actions.add_parser(name, prog=prog, description=said, help=said, lang=lang)

    listed = add("list", "rules.list").group_of_options
    shown = add("show", "rules.show")
    tried = add("try", "rules.try")
    explained = add("explain", "rules.explain")
    for one in (shown, tried, explained):
        one.group_of_arguments.add_argument(
            "book", metavar="BOOK", help=say("option.rulebook", lang)
        )
    form = shown.group_of_options.add_mutually_exclusive_group()
    form.add_argument("--toml", action="store_true", help=say("option.toml", lang))
    tried.group_of_arguments.add_argument(
        "cases", metavar="CASES", type=Path, help=say("option.cases", lang)
    )
    for group in (listed, form, tried.group_of_options):
        group.add_argument("--json", action="store_true", help=say("option.json", lang))
    tried.group_of_options.add_argument(
        "-a", "--all", action="store_true", help=say("option.all.rules", lang)
    )


def run(options: Namespace, lang: Language) -> int:
    """Do what is asked; 1 where a case came out otherwise than it says."""
    if options.action == "list":
        return _list(lang, as_json=options.json)
    book = load_book(options.book)
    if options.action == "show":
        return _show(book, options, lang)
    if options.action == "explain":
        show(_explanations(book, (lang,) if options.lang else LANGUAGES))
        return DONE
    return _try(book, options, lang)


def _list(lang: Language, *, as_json: bool) -> int:
    """Print the rulebooks there are."""
    found = [load_book(name) for name in books()]
    if as_json:
        heads = ("id", "title", "authority", "pattern", "valid_from", "valid_until", "confirmed_on")
        _print([{name: getattr(book, name) for name in heads} for book in found])
        return DONE
    rows = [
        tuple(
            say(code, lang)
            for code in ("column.book", "column.title", "column.marks", "column.years")
        )
    ]
    rows += [(book.id, _title(book, lang), _signs(book), _years(book, lang)) for book in found]
    show(table(rows))
    return DONE


def _show(book: Rulebook, options: Namespace, lang: Language) -> int:
    """Print a book: its marks with their conditions, or as data, or as written."""
    if options.toml:
        show(book_text(options.book).splitlines())
    elif options.json:
        _print(book)
    else:
        show(_shown(book, lang))
    return DONE


def _shown(book: Rulebook, lang: Language) -> Iterator[str]:
    """Yield what a book is and what each of its marks stands for."""
    yield say("grade.book", lang, title=_title(book, lang), id=book.id)
    reference = book.reference
    yield f"  {book.authority}  {reference.document} {reference.section}"
    yield "  " + say("rules.dated", lang, years=_years(book, lang), day=book.confirmed_on)
    yield from (f"  {line}" for line in elapsed_lines(book.elapsed, lang))
    yield ""
    yield from table(
        [
            (mark.symbol, mark_label(book, mark.key, lang), condition(book, mark, lang))
            for mark in book.grades
        ]
    )
    if book.second is not None:
        yield ""
        yield from second_rate(book, lang)
    yield ""
    yield say("rules.more", lang, id=book.id)


def _explanations(book: Rulebook, languages: tuple[Language, ...]) -> Iterator[str]:
    """Yield the public explanation in each language."""
    for number, lang in enumerate(languages):
        if number:
            yield ""
        yield from explanation(book, lang)


def _try(book: Rulebook, options: Namespace, lang: Language) -> int:
    """Print what a book gives for each case."""
    outcomes = try_table(_read_cases(options.cases), book)
    wrong = [outcome for outcome in outcomes if outcome.differs]
    if options.json:
        _print({"cases": [_outcome_json(one, book, lang) for one in outcomes]})
    else:
        shown = outcomes if options.all else wrong
        show(line for one in shown for line in _outcome_lines(one, book, lang))
        show([say("rules.tried", lang, count=len(outcomes), wrong=len(wrong), id=book.id)])
    return DIFFERS if wrong else DONE


def _read_cases(path: Path) -> Table:
    """Return the cases of a file."""
    if not path.is_file():
        raise UsageError("cases.missing", file=path)
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise UsageError("cases.unreadable", file=path, detail="UTF-8") from error
    return read_table(text, file=path.name)


def _outcome_lines(outcome: Outcome, book: Rulebook, lang: Language) -> Iterator[str]:
    """Yield a case, what came of it, and the working."""
    row = outcome.row
    code = "rules.differs" if outcome.differs else "rules.fits"
    expected = " ".join(filter(None, (row.expect, row.rate and f"{row.rate} %", row.reason)))
    yield say(code, lang, name=row.name, found=outcome.found, expected=expected)
    yield f"    {working_text(outcome.grade.working, lang, book)}"


def _outcome_json(outcome: Outcome, book: Rulebook, lang: Language) -> dict[str, Any]:
    """Return a case as data."""
    return {
        "name": outcome.row.name,
        "expect": outcome.row.expect,
        "found": outcome.found,
        "rate": outcome.rate or None,
        "reason": outcome.grade.reason,
        "fits": not outcome.differs,
        "working": working_text(outcome.grade.working, lang, book),
    }


def _title(book: Rulebook, lang: Language) -> str:
    """Return the title of a book."""
    return book.title.en if lang is Language.EN else book.title.ja


def _signs(book: Rulebook) -> str:
    """Return the symbols of a book in a row."""
    return " ".join(mark.symbol for mark in book.grades)


def _years(book: Rulebook, lang: Language) -> str:
    """Return the years a book is for."""
    if book.pattern:
        return say("rules.pattern", lang)
    return f"{book.valid_from}-{book.valid_until or ''}"


def _print(data: object) -> None:
    """Print data as JSON; exact numbers stand as fractions in text."""
    print_json(msgspec.json.format(msgspec.json.encode(data, enc_hook=str), indent=2))
