"""`hakaru check`: contradictions with both places and both values; accepting them with a reason."""

from argparse import Namespace
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import msgspec

from hakaru.checks import accept, carry_over, fingerprint, settle
from hakaru.checks import run as run_checks
from hakaru.cli.arguments import Parser
from hakaru.cli.contradictions import check_json, check_lines
from hakaru.cli.files import check_writable, print_json, write_whole
from hakaru.cli.sarif import sarif_log
from hakaru.cli.screen import progress_on_terminal, show, tell
from hakaru.errors import UsageError
from hakaru.findings import Finding, Severity
from hakaru.ledger.ledger import Ledger
from hakaru.ledger.text import dumps
from hakaru.read import read_files
from hakaru.report.words import Language, say
from hakaru.rules.rulebook import load_book

CONTRADICTED = 1


def arguments(parser: Parser, lang: Language) -> None:
    """Add `FILE… [--json | --sarif] [--rulebook] [--severity] [--accept …] [--accepted]`."""
    parser.group_of_arguments.add_argument(
        "files", nargs="+", type=Path, metavar="FILE", help=say("option.file", lang)
    )
    output = parser.group_of_options.add_mutually_exclusive_group()
    output.add_argument("--json", action="store_true", help=say("option.json", lang))
    output.add_argument("--sarif", action="store_true", help=say("option.sarif", lang))
    add = parser.group_of_options.add_argument
    add("--rulebook", metavar="BOOK", help=say("option.rulebook", lang))
    add(
        "--severity",
        action="append",
        default=[],
        metavar="CODE=SEVERITY",
        help=say("option.severity", lang),
    )
    add("-a", "--all", action="store_true", help=say("option.all.check", lang))
    add("--accepted", type=Path, metavar="LEDGER.jsonl", help=say("option.accepted", lang))
    add(
        "--accept",
        action="append",
        default=[],
        metavar="FINGERPRINT",
        help=say("option.accept", lang),
    )
    add("--reason", metavar="TEXT", help=say("option.reason", lang))
    add("--by", metavar="NAME", help=say("option.by", lang))
    add("--at", metavar="YYYY-MM-DD", help=say("option.at", lang))
    add("-o", "--output", type=Path, metavar="LEDGER.jsonl", help=say("option.output", lang))


def run(options: Namespace, lang: Language) -> int:
    """Check what the files hold; 1 where a finding of severity error stays open, else 0."""
    severities = chosen_severities(options.severity)
    _check_acceptance(options)
    book = load_book(options.rulebook) if options.rulebook else None
    quiet = bool(options.json or options.sarif)
    reading = read_files(options.files, progress=progress_on_terminal(lang, quiet=quiet))
    ledger = reading.ledger
    if options.accepted:
        ledger = carry_over(read_files([options.accepted]).ledger.acceptances, ledger)
    findings = run_checks(ledger, read=reading.findings, book=book, severities=severities)
    ledger = _with_accepted(ledger, findings, options)
    still_open, accepted = settle(findings, ledger.acceptances)
    if options.output:
        write_whole(options.output, dumps(ledger).encode())
        count = sum(1 for _ in ledger.entries())
        tell(say("written", lang, file=options.output, entries=f"{count:,}"))
    if options.json:
        printed = msgspec.json.encode(check_json(still_open, accepted, lang))
        print_json(msgspec.json.format(printed, indent=2))
    elif options.sarif:
        log = msgspec.json.encode(sarif_log(still_open, accepted, lang, files=options.files))
        print_json(msgspec.json.format(log, indent=2))
    else:
        show(check_lines(still_open, accepted, lang, everything=options.all))
    wrong = any(finding.severity is Severity.ERROR for finding in still_open)
    return CONTRADICTED if wrong else 0


def chosen_severities(words: Sequence[str]) -> Mapping[str, str]:
    """Return the severities that `H105=note` and the like choose. Raises UsageError."""
    chosen = {}
    for word in words:
        code, equals, severity = word.partition("=")
        if not (code and equals and severity):
            raise UsageError("severity.form", given=word)
        chosen[code.strip().upper()] = severity.strip().lower()
    return chosen


def _check_acceptance(options: Namespace) -> None:
    """Raise UsageError where something is to be accepted and not everything is said."""
    if options.accept:
        for name, given in (
            ("--reason", (options.reason or "").strip()),
            ("--by", (options.by or "").strip()),
            ("-o", options.output),
        ):
            if not given:
                raise UsageError("accept.incomplete", what=name)
    if options.output:
        check_writable(options.output)


def _with_accepted(ledger: Ledger, findings: Sequence[Finding], options: Namespace) -> Ledger:
    """Return the ledger with the findings accepted that the options name. Raises UsageError."""
    known = {fingerprint(finding): finding for finding in findings}
    for name in options.accept:
        if name not in known:
            raise UsageError("accept.unknown", fingerprint=name)
        if not ledger.plans:
            raise UsageError("accept.no_plan")
        ledger = accept(
            ledger,
            known[name],
            reason=options.reason.strip(),
            by=options.by.strip(),
            at=_day(options.at),
        )
    return ledger


def _day(given: str | None) -> date:
    """Return the day an acceptance is given on. Raises UsageError where it is no day."""
    if given is None:
        return date.today()  # noqa: DTZ011 - the day on the wall of whoever accepts
    try:
        return date.fromisoformat(given)
    except ValueError as error:
        raise UsageError("accept.day", given=given) from error
