"""`hakaru read`: what a document says, the account of its cells, and what was noticed."""

from argparse import Namespace
from pathlib import Path
from typing import Any

import msgspec

from hakaru.cli.arguments import Parser
from hakaru.cli.explain import check_options, explain
from hakaru.cli.files import check_writable, print_json, write_whole
from hakaru.cli.screen import progress_on_terminal, show, tell
from hakaru.cli.summary import reading_lines
from hakaru.findings import Finding
from hakaru.ledger.text import as_json, dumps
from hakaru.read import Reading, read_files
from hakaru.read.mapping_file import load_mapping
from hakaru.report.words import Language, say, sentence_for_finding


def arguments(parser: Parser, lang: Language) -> None:
    """Add `FILE… [--json | -o LEDGER.jsonl] [--explain [--save TOML]] [--mapping TOML] …`."""
    parser.group_of_arguments.add_argument(
        "files", nargs="+", type=Path, metavar="FILE", help=say("option.file", lang)
    )
    output = parser.group_of_options.add_mutually_exclusive_group()
    output.add_argument("--json", action="store_true", help=say("option.json", lang))
    output.add_argument(
        "-o", "--output", type=Path, metavar="LEDGER.jsonl", help=say("option.output", lang)
    )
    add = parser.group_of_options.add_argument
    add("--mapping", type=Path, metavar="OFFICE.toml", help=say("option.mapping", lang))
    add("--explain", action="store_true", help=say("option.explain", lang))
    add("--save", type=Path, metavar="OFFICE.toml", help=say("option.save", lang))
    add("-q", "--quiet", action="store_true", help=say("option.quiet", lang))
    add("-a", "--all", action="store_true", help=say("option.all.read", lang))


def run(options: Namespace, lang: Language) -> int:
    """Read the files; print JSON, or write a ledger and say what was read."""
    check_options(options)
    mapping = load_mapping(options.mapping) if options.mapping else None
    if options.explain:
        return explain(options, mapping, lang)
    if options.output:
        check_writable(options.output)
    progress = progress_on_terminal(lang, quiet=options.quiet)
    reading = read_files(options.files, progress=progress, mapping=mapping)
    if options.json:
        print_json(msgspec.json.format(msgspec.json.encode(reading_json(reading, lang)), indent=2))
        return 0
    if options.output:
        write_whole(options.output, dumps(reading.ledger).encode())
    if not options.quiet:
        show(reading_lines(reading, lang, everything=options.all))
        if options.output:
            count = sum(1 for _ in reading.ledger.entries())
            tell(say("written", lang, file=options.output, entries=f"{count:,}"))
    return 0


def reading_json(reading: Reading, lang: Language) -> dict[str, Any]:
    """Return what `hakaru read --json` prints: the ledger, the findings and the account."""
    return as_json(reading.ledger) | {
        "findings": [finding_json(finding, lang) for finding in reading.findings],
        "accounting": msgspec.to_builtins(reading.accounting),
    }


def finding_json(finding: Finding, lang: Language) -> dict[str, Any]:
    """Return a finding with its sentence, its places as printed in the ledger, and its values."""
    return {
        "code": finding.code,
        "severity": finding.severity,
        "certainty": finding.certainty,
        "message": sentence_for_finding(finding, lang),
        "places": msgspec.to_builtins(finding.places),
        "values": dict(finding.values),
    }
