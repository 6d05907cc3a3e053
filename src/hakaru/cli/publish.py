"""`hakaru publish`: open data to a CKAN portal, and the check of any CSV before it is published."""

import os
from argparse import Namespace
from pathlib import Path

import msgspec

from hakaru.cli.arguments import Parser
from hakaru.cli.ckan import Outcome, Portal, Upload
from hakaru.cli.files import write_whole
from hakaru.cli.screen import progress_on_terminal, show, tell
from hakaru.errors import UsageError
from hakaru.findings import Finding, Severity
from hakaru.read import read_files
from hakaru.read.formats.opening import read_bytes
from hakaru.report.opendata import (
    LICENCES,
    OpenData,
    Publication,
    check_publication,
    check_table,
    load_publication,
    open_data,
)
from hakaru.report.opendata.metadata import ckan_package, ckan_resource
from hakaru.report.words import Language, place_text, say, sentence_for_finding, term
from hakaru.rules.rulebook import load_book

TOKEN = "HAKARU_CKAN_TOKEN"  # noqa: S105 - the name of the variable
CONTRADICTED = 1
CKAN, CHECK = "ckan", "check"
# The file that stands for the dataset where a format holds one alone.
_ALONE = {"csv": "results.csv", "jsonl": "ledger.jsonl"}

# What came of each resource, and the sentence that says it.
OUTCOMES = {
    "created": "ckan.created",
    "replaced": "ckan.replaced",
    "unchanged": "ckan.unchanged",
}


def arguments(parser: Parser, lang: Language) -> None:
    """Add `ckan FILE… --url URL --organization ORG --licence ID …` and `check FILE.csv…`."""
    parser.group_of_arguments.add_argument(
        "target", choices=(CKAN, CHECK), metavar="ckan|check", help=say("option.target", lang)
    )
    parser.group_of_arguments.add_argument(
        "files", nargs="+", type=Path, metavar="FILE", help=say("option.file.publish", lang)
    )
    add = parser.group_of_options.add_argument
    add("--url", metavar="URL", help=say("option.url", lang))
    add("--organization", metavar="ORG", help=say("option.organization", lang))
    add("--token-file", type=Path, metavar="FILE", help=say("option.token", lang, variable=TOKEN))
    add("--private", action="store_true", help=say("option.private", lang))
    add_publication(parser, lang)
    add("--rulebook", metavar="BOOK", help=say("option.rulebook", lang))
    add("-q", "--quiet", action="store_true", help=say("option.quiet.report", lang))


def add_publication(parser: Parser, lang: Language) -> None:
    """Add `--publication FILE.toml` and `--licence ID`."""
    add = parser.group_of_options.add_argument
    add("--publication", type=Path, metavar="FILE.toml", help=say("option.publication", lang))
    add(
        "--licence",
        choices=LICENCES,
        metavar="LICENCE",
        help=say("option.licence", lang, licences=" ".join(LICENCES)),
    )


def run(options: Namespace, lang: Language) -> int:
    """Publish, or check; 1 where the check finds what keeps machines from reading."""
    if options.target == CHECK:
        return _check(options.files, lang)
    portal, organization = _portal(options), options.organization
    publication = chosen_publication(options)
    if not publication.licence:
        raise UsageError("publication.no_licence", known=", ".join(LICENCES))
    data, findings = made_data(options, lang, publication)
    tell_findings(findings, lang)
    package = ckan_package(data.described) | {"owner_org": organization}
    uploads = [Upload(ckan_resource(file), file.data) for file in data.described.files]

    done: list[str] = []

    def told(name: str, outcome: Outcome) -> None:
        """Say what became of a dataset or file."""
        done.append(name)
        if not options.quiet:
            show([say(OUTCOMES[outcome], lang, name=name)])

    try:
        portal.publish(package, uploads, private=options.private, told=told)
    except UsageError:
        if portal.hidden is not None:
            state = "ckan.halfway.hidden" if portal.hidden else "ckan.halfway.open"
            tell(say(state, lang, done=len(done) - 1, total=len(uploads)))
        raise
    return 0


def write_file(options: Namespace, file_format: str, lang: Language) -> int:
    """Write open data: everything in a zip, the table of results alone, or the ledger alone."""
    data, findings = made_data(options, lang, chosen_publication(options))
    whole = data.zipped() if file_format == "zip" else dict(data.files)[_ALONE[file_format]]
    write_whole(options.output, whole)
    tell_findings(findings, lang)
    if not options.quiet:
        title, size = data.described.titles[lang], f"{len(whole):,}"
        tell(say("report.written", lang, file=options.output, title=title, size=size))
    return 0


def chosen_publication(options: Namespace) -> Publication:
    """Return the publication that the options name; a licence given stands before the file's."""
    found = load_publication(options.publication) if options.publication else Publication()
    if options.licence:
        found = msgspec.structs.replace(found, licence=options.licence)
    return check_publication(found)


def made_data(
    options: Namespace, lang: Language, publication: Publication
) -> tuple[OpenData, tuple[Finding, ...]]:
    """Read the files and return them as open data, with what the check finds.

    Raises UsageError `publication.nothing` where there is no indicator in them.
    """
    book = load_book(options.rulebook) if options.rulebook else None
    reading = read_files(options.files, progress=progress_on_terminal(lang, quiet=options.quiet))
    if not reading.ledger.indicators:
        raise UsageError("publication.nothing")
    progress = progress_on_terminal(lang, quiet=options.quiet, code="progress.data")
    return open_data(reading.ledger, publication, book, progress=progress)


def tell_findings(findings: tuple[Finding, ...], lang: Language) -> None:
    """Say what was noticed beside the results, each with the first place it was seen at."""
    for finding in findings:
        tell(_line(finding, lang))


def _line(finding: Finding, lang: Language) -> str:
    """Return a finding in one line."""
    said = f"{finding.code} {term(finding.severity, lang)} {sentence_for_finding(finding, lang)}"
    where = "".join(f"{place_text(place)}  " for place in finding.places[:1])
    return f"{where}{said}"


def _check(files: list[Path], lang: Language) -> int:
    """Check CSV files against the rules for machine-readable tables."""
    findings = [finding for path in files for finding in check_table(read_bytes(path), path.name)]
    show([_line(finding, lang) for finding in findings] or [say("publish.readable", lang)])
    return CONTRADICTED if any(f.severity is Severity.ERROR for f in findings) else 0


def _portal(options: Namespace) -> Portal:
    """Return the portal. Raises UsageError `ckan.incomplete`, `ckan.no_token`, `ckan.address`."""
    for name, given in (("--url", options.url), ("--organization", options.organization)):
        if not given:
            raise UsageError("ckan.incomplete", what=name)
    token = os.environ.get(TOKEN, "")
    if options.token_file:
        token = read_bytes(options.token_file).decode(errors="replace")
    token = token.strip()
    if not token or not token.isascii() or not token.isprintable():
        raise UsageError("ckan.no_token", variable=TOKEN)
    return Portal(options.url, token)
