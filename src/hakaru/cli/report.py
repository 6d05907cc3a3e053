"""`hakaru report`: what officials publish, in the forms they publish it, from any document."""

import io
import os
from argparse import Namespace
from pathlib import Path

from hakaru.cli import publish
from hakaru.cli.arguments import Parser
from hakaru.cli.files import check_writable, write_whole
from hakaru.cli.screen import progress_on_terminal, tell
from hakaru.errors import UsageError
from hakaru.ledger.period import year_of
from hakaru.read import read_files
from hakaru.read.formats.opening import read_bytes
from hakaru.report import registry
from hakaru.report.tables.wanted import Order, Wanted
from hakaru.report.words import Language, say, sentence_for_finding
from hakaru.rules.rulebook import load_book

# A folder of fonts for PDFs, as `--fonts` names it.
FONTS = "HAKARU_FONTS"
# Open data is always whole; only it has a licence.
NARROWING = ("plan", "year", "section", "project", "member")
OF_OPEN_DATA = ("publication", "licence")
# Options that one format alone has, and what its writer calls them.
OF_FORMAT = {
    "template": (("docx", "pptx"), "own_template"),
    "embed": (("html",), "fragment"),
    "fonts": (("pdf",), "fonts"),
    "label": (("pdf",), "label"),
}


def arguments(parser: Parser, lang: Language) -> None:
    """Add `FILE… --as KIND [--to FORMAT] -o PATH` and what narrows the report."""
    parser.group_of_arguments.add_argument(
        "files", nargs="+", type=Path, metavar="FILE", help=say("option.file", lang)
    )
    add = parser.group_of_options.add_argument
    add("--as", dest="kind", required=True, choices=registry.KINDS, metavar="KIND",
        help=say("option.as", lang, kinds=" ".join(registry.KINDS)))  # fmt: skip
    add("--to", dest="format", choices=registry.ENDINGS, metavar="FORMAT",
        help=say("option.to", lang, formats=" ".join(registry.ENDINGS)))  # fmt: skip
    add("-o", "--output", type=Path, required=True, metavar="PATH", help=say("option.path", lang))
    add("--plan", default="", metavar="PLAN", help=say("option.plan", lang))
    add("--year", metavar="YEAR", help=say("option.year", lang))
    add("--section", action="append", default=[], metavar="SECTION",
        help=say("option.section", lang))  # fmt: skip
    add("--project", action="append", default=[], metavar="PROJECT",
        help=say("option.project", lang))  # fmt: skip
    add("--member", default="", metavar="MEMBER", help=say("option.member", lang))
    add("--order", choices=[one.value for one in Order], default=Order.DOCUMENT, metavar="ORDER",
        help=say("option.order", lang, orders=" ".join(Order)))  # fmt: skip
    add("--rulebook", metavar="BOOK", help=say("option.rulebook", lang))
    add("--template", type=Path, metavar="FILE.docx|pptx", help=say("option.template", lang))
    add("--embed", action="store_true", help=say("option.embed", lang))
    add("--fonts", type=Path, metavar="FOLDER", help=say("option.fonts", lang))
    publish.add_publication(parser, lang)
    add("--label", metavar="TEXT", help=say("option.label", lang))
    add("-q", "--quiet", action="store_true", help=say("option.quiet.report", lang))


def run(options: Namespace, lang: Language) -> int:
    """Read the files, make the report, and write it whole or not at all."""
    file_format = options.format or _format_of(options.output)
    registry.check_pair(options.kind, file_format)
    _check_together(options)
    own = _own_options(options, file_format)
    check_writable(options.output)
    if options.kind == registry.OPEN_DATA:
        return publish.write_file(options, file_format, lang)
    book = load_book(options.rulebook) if options.rulebook else None
    reading = read_files(options.files, progress=progress_on_terminal(lang, quiet=options.quiet))
    report = registry.build(options.kind, reading.ledger, _wanted(options, lang), book)
    progress = progress_on_terminal(lang, quiet=options.quiet, code="progress.writing")
    out = io.BytesIO()
    noticed = registry.write(report, file_format, out, progress=progress, **own)
    write_whole(options.output, out.getvalue())
    for finding in noticed:
        tell(sentence_for_finding(finding, lang))
    if not options.quiet:
        size = f"{len(out.getvalue()):,}"
        tell(say("report.written", lang, file=options.output, title=report.title, size=size))
    return 0


def _check_together(options: Namespace) -> None:
    """Raise UsageError for an option that would not do anything for the kind of report asked."""
    is_data = options.kind == registry.OPEN_DATA
    for name in NARROWING if is_data else OF_OPEN_DATA:
        if getattr(options, name):
            kind = f"--as {options.kind}"
            raise UsageError("usage.together", what=f"--{name}", other=kind)


def _format_of(path: Path) -> str:
    """Return the format that a file name ends in. Raises UsageError `report.no_format`."""
    ending = path.suffix.lower().lstrip(".")
    ending = {"htm": "html"}.get(ending, ending)
    if ending not in registry.ENDINGS:
        raise UsageError("report.no_format", file=path, formats=", ".join(registry.ENDINGS))
    return ending


def _own_options(options: Namespace, file_format: str) -> dict[str, object]:
    """Return the options of the format's own writer. Raises UsageError for another's."""
    found: dict[str, object] = {}
    for name, (owners, key) in OF_FORMAT.items():
        value = getattr(options, name)
        if not value:
            continue
        if file_format not in owners:
            raise UsageError("report.option", option=f"--{name}", format=", ".join(owners))
        found[key] = read_bytes(value) if name == "template" else value
    if file_format == "pdf" and os.environ.get(FONTS):
        found.setdefault("fonts", Path(os.environ[FONTS]))
    return found


def _wanted(options: Namespace, lang: Language) -> Wanted:
    """Return the request. Raises UsageError `report.year` for a year nobody can read."""
    year = None
    if options.year:
        year = year_of(options.year)
        if year is None:
            raise UsageError("report.year", year=options.year)
    return Wanted(
        lang=lang,
        plan=options.plan,
        fiscal_year=year,
        sections=tuple(options.section),
        projects=tuple(options.project),
        member=options.member,
        order=Order(options.order),
    )
