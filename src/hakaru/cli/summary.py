"""What was read, in words: a few counts, and the findings grouped by their code."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from hakaru.cli.screen import table
from hakaru.findings import Finding, Severity
from hakaru.ledger.ledger import Index, Ledger
from hakaru.read.draft import Accounting, Reading
from hakaru.report.words import Language, place_text, say, sentence_for_finding, term

INDENT = "  "
SHOWN_PER_CODE = 5
SHOWN_PLACES = 3


def reading_lines(reading: Reading, lang: Language, *, everything: bool) -> Iterator[str]:
    """Yield the lines that tell what was read; `everything` leaves no finding out."""
    yield from document_lines(reading.ledger, lang)
    yield ""
    yield from _indented(table(list(_counts(reading.ledger, lang))))
    yield ""
    yield accounting_line(reading.accounting, lang)
    yield ""
    yield from finding_lines(reading.findings, lang, everything=everything)


def document_lines(ledger: Ledger, lang: Language) -> Iterator[str]:
    """Yield a line for each document and each plan."""
    for document in ledger.documents:
        yield say("summary.document", lang, file=document.file, format=document.format)
    for plan in ledger.plans:
        years = plan.fiscal_years
        span = say("summary.years", lang, first=years[0], last=years[-1]) if years else ""
        members = say("summary.members", lang, count=len(plan.members)) if plan.members else ""
        line = say("summary.plan", lang, id=plan.id, title=plan.title)
        yield "  ".join(part for part in (line, span, members) if part)


def accounting_line(accounting: Accounting, lang: Language) -> str:
    """Return the line that accounts for every cell."""
    return say(
        "summary.cells",
        lang,
        cells=f"{accounting.cells:,}",
        mapped=f"{accounting.mapped:,}",
        kept=f"{accounting.kept:,}",
        unread=f"{accounting.unread:,}",
    )


def _counts(ledger: Ledger, lang: Language) -> Iterator[tuple[str, str]]:
    """Yield (heading, count) for what a reader of the document can count by hand."""
    projects = ledger.projects
    yield say("summary.sections", lang), f"{len(ledger.sections):,}"
    yield (
        say("summary.projects", lang),
        say(
            "summary.projects.of_which",
            lang,
            count=f"{len(projects):,}",
            new=sum(project.new_from is not None for project in projects),
            relisted=sum(len(project.relisted_in) for project in projects),
        ),
    )
    participations = sum(len(project.participants) for project in projects)
    yield say("summary.participations", lang), f"{participations:,}"
    yield say("summary.indicators", lang), f"{len(ledger.indicators):,}"
    revised = sum(len(targets) - 1 for targets in Index(ledger).targets_of.values())
    yield (
        say("summary.targets", lang),
        say("summary.targets.of_which", lang, count=f"{len(ledger.targets):,}", revised=revised),
    )
    yield from _results(ledger, lang)
    yield say("summary.budgets", lang), f"{len(ledger.budgets):,}"
    yield say("summary.activities", lang), f"{len(ledger.activities):,}"
    yield say("summary.facts", lang), f"{len(ledger.facts):,}"


def _results(ledger: Ledger, lang: Language) -> Iterator[tuple[str, str]]:
    """Yield the results of each fiscal year: how many have a value, how many do not."""
    with_value: Counter[int] = Counter()
    without: Counter[int] = Counter()
    for actual in ledger.actuals:
        (with_value if actual.quantity.state is None else without)[actual.fiscal_year] += 1
    for year in sorted(with_value | without):
        yield (
            say("summary.results", lang, year=year),
            say("summary.results.of_which", lang, count=with_value[year], without=without[year]),
        )


def finding_lines(
    findings: Sequence[Finding], lang: Language, *, everything: bool
) -> Iterator[str]:
    """Yield the findings grouped by code, each with its place; the first few of each code."""
    severities = Counter(finding.severity for finding in findings)
    yield say(
        "findings.heading",
        lang,
        count=len(findings),
        errors=severities[Severity.ERROR],
        warnings=severities[Severity.WARNING],
        notes=severities[Severity.NOTE],
    )
    groups: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        groups[finding.code].append(finding)
    for code, group in sorted(groups.items()):
        yield say(
            "findings.code", lang, severity=term(group[0].severity, lang), code=code, n=len(group)
        )
        shown = group if everything else group[:SHOWN_PER_CODE]
        yield from _indented(_finding_line(finding, lang) for finding in shown)
        if len(shown) < len(group):
            yield INDENT + say("findings.more", lang, n=len(group) - len(shown))


def _finding_line(finding: Finding, lang: Language) -> str:
    """Return where, and what."""
    where = ", ".join(place_text(place) for place in finding.places[:SHOWN_PLACES])
    if len(finding.places) > SHOWN_PLACES:
        where += say("findings.more_places", lang, n=len(finding.places) - SHOWN_PLACES)
    sentence = " ".join(sentence_for_finding(finding, lang).split())
    return f"{where}  {sentence}" if where else sentence


def _indented(lines: Iterable[str]) -> Iterator[str]:
    """Yield lines two blanks in."""
    for line in lines:
        yield f"{INDENT}{line}"
