"""`hakaru grade`: the computed grade beside the published one, with the working, and the ratios.

A Parquet file, or a CSV file with the columns of bulk grading, is graded row by row instead.
"""

from argparse import Namespace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import msgspec

from hakaru.cli.arguments import Parser
from hakaru.cli.bulk_table import is_bulk, lacking
from hakaru.cli.files import print_json
from hakaru.cli.scores import Scores, score_lines
from hakaru.cli.screen import progress_on_terminal, show, tell
from hakaru.errors import UsageError
from hakaru.ledger.ledger import Index
from hakaru.read import read_files
from hakaru.read.mapping_file import load_mapping
from hakaru.report.words import Language, say, working_text
from hakaru.rules.columns import REQUIRED
from hakaru.rules.grade import Grade, grade_ledger
from hakaru.rules.ratio import Ratio, ratios
from hakaru.rules.rulebook import load_book, shipped_book

LONGEST_DECIMAL = 12


def arguments(parser: Parser, lang: Language) -> None:
    """Add `FILE… [--rulebook BOOK] [--mapping TOML] [-o FILE] [--json | --all]`."""
    parser.group_of_arguments.add_argument(
        "files", nargs="+", type=Path, metavar="FILE", help=say("option.file", lang)
    )
    add = parser.group_of_options.add_argument
    add("--rulebook", metavar="BOOK", help=say("option.rulebook", lang))
    add("--mapping", type=Path, metavar="OFFICE.toml", help=say("option.mapping", lang))
    add("-o", "--output", type=Path, metavar="FILE", help=say("option.output.grade", lang))
    add("--json", action="store_true", help=say("option.json", lang))
    add("-a", "--all", action="store_true", help=say("option.all.grade", lang))


def _no_table(path: Path) -> UsageError:
    """Return what is wrong with a file that is no table of results: a column, or all of it."""
    wanting = lacking(path) if path.suffix.lower() == ".csv" and path.is_file() else ()
    if 0 < len(wanting) < len(REQUIRED):
        return UsageError("bulk.column", column=wanting[0])
    return UsageError("bulk.not_a_table", file=path)


def run(options: Namespace, lang: Language) -> int:
    """Read the files, grade what they hold, and print it."""
    if any(path.suffix.lower() in {".parquet", ".csv"} for path in options.files):
        status = _run_bulk(options, lang)
        if status is not None:
            return status
    if options.output:
        raise _no_table(options.files[0])
    chosen = load_book(options.rulebook) if options.rulebook else None
    mapping = load_mapping(options.mapping) if options.mapping else None
    progress = progress_on_terminal(lang, quiet=options.json)
    reading = read_files(options.files, progress=progress, mapping=mapping)
    index = Index(reading.ledger)
    grades = grade_ledger(index, chosen)
    books = {name: chosen or shipped_book(name) for name in {grade.book for grade in grades}}
    scores = Scores(index, grades, ratios(index, grades, chosen), books)
    if not grades:
        tell(say("grade.nothing", lang))
    if options.json:
        print_json(msgspec.json.format(msgspec.json.encode(as_json(scores, lang)), indent=2))
    else:
        show(score_lines(scores, lang, everything=options.all))
    return 0


def _run_bulk(options: Namespace, lang: Language) -> int | None:
    """Grade a table of millions of rows; None where the files are documents after all."""
    if not any(map(is_bulk, options.files)):
        return None
    from hakaru.cli.bulk import run_bulk  # noqa: PLC0415 - the SQL writer takes 0.3 s to load

    return run_bulk(options, lang)


def as_json(scores: Scores, lang: Language) -> dict[str, Any]:
    """Return what `hakaru grade --json` prints.

    Rates and ratios are shares (1 is the whole) as exact text: a decimal where twelve places are
    enough, else a fraction in lowest terms ("227/244"). `published_ratio` is the percentage as
    printed, without its sign. `working` is in words.
    """
    return {
        "grades": [_grade_json(grade, scores, lang) for grade in scores.grades],
        "ratios": [_ratio_json(ratio) for ratio in scores.ratios],
    }


def _grade_json(grade: Grade, scores: Scores, lang: Language) -> dict[str, Any]:
    """Return one grade; symbols, or null where there is none."""
    return {
        "indicator": grade.indicator,
        "fiscal_year": grade.fiscal_year,
        "certainty": grade.certainty,
        "computed": grade.computed,
        "published": grade.published,
        "agrees": grade.agrees,
        "override": grade.override,
        "attainment": exact_text(grade.attainment),
        "working": working_text(grade.working, lang, scores.books.get(grade.book)),
    }


def _ratio_json(ratio: Ratio) -> dict[str, Any]:
    """Return one ratio with both counts and how it was counted."""
    published = ratio.published
    return {
        "scope": ratio.scope,
        "fiscal_year": ratio.fiscal_year,
        "met": ratio.count.met,
        "evaluable": ratio.count.evaluable,
        "ratio": exact_text(ratio.count.ratio),
        "counted_as_met": ratio.count.counted_as_met,
        "published_ratio": None if published is None else format(published.percent, "f"),
        "reproduced_by": ratio.reproduced_by,
        "overridden": ratio.overridden,
    }


def exact_text(number: Fraction | None) -> str | None:
    """Return an exact number as text: 0.85, or 227/244 where no short decimal is exact."""
    if number is None:
        return None
    scaled = number * 10**LONGEST_DECIMAL
    if scaled.denominator != 1:
        return f"{number.numerator}/{number.denominator}"
    decimal = Decimal(scaled.numerator).scaleb(-LONGEST_DECIMAL)
    return format(decimal.normalize(), "f")
