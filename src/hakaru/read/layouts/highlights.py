"""The highlights layout: slides whose headings are subjects, with dated facts in the lines below.

A heading is a section of the plan, the innermost one the subject of the facts below it. A line is
kept as a note of its section, unless facts say everything it says.
"""

import re
from collections.abc import Iterable, Sequence

from hakaru.ledger.entries import Fact, Plan, Section
from hakaru.read.draft import Draft
from hakaru.read.grid import Cell, Grid
from hakaru.read.layouts.frame import Frame, plan_id, read_frame
from hakaru.read.layouts.highlight_facts import Told, facts_in, without_days
from hakaru.read.layouts.highlight_lines import HighlightLine, LineKind, bare, read_lines
from hakaru.read.layouts.subjects import Subjects
from hakaru.read.vocabulary import plain
from hakaru.source import Document

FEWEST_BULLETS = 2
_NOT_IN_IDS = re.compile(r"[/\\#?%\s]+")
LONGEST_IN_ID = 40
# A line that ends so goes on in the next one.
_OPEN_ENDED = re.compile(r"(?:[はがをにでと]|から|より|において|では|、|，|,)$")
_WORDS = re.compile(r"[^\W_]{2,}")


def read_highlights(grids: Sequence[Grid], draft: Draft, plan: str | None = None) -> bool:
    """Read headings, the lines below them and the facts in those lines into the draft.

    Only cells nobody has taken are read, and no rows of several cells. Without a `plan` the
    document's title makes one. False, and nothing entered, for texts that are no slides: those
    without a heading, or with neither bullets nor facts.
    """
    rows = [row for grid in grids for row in grid.rows]
    frame = read_frame(rows, first_table_row=len(rows))
    free = [row.cells[0] for row in rows if len(row.cells) == 1]
    lines = read_lines([cell for cell in free if not draft.has_fate(cell)], frame.title)
    headings = [line for line in lines if line.kind is LineKind.HEADING]
    if not headings or not _are_slides(lines, frame.fiscal_year):
        return False
    if plan is None:
        plan = _enter_plan(grids[0].document, frame, headings[0], draft)
    _enter_lines(lines, plan, frame, draft)
    return True


def _are_slides(lines: Iterable[HighlightLine], fiscal_year: int | None) -> bool:
    """Tell whether lines are more than a text: bullets, or facts."""
    below = [line for line in lines if line.kind is LineKind.TEXT]
    return sum(line.bullet for line in below) >= FEWEST_BULLETS or any(
        facts_in(line.text, fiscal_year=fiscal_year) for line in below
    )


def _enter_plan(document: Document, frame: Frame, first: HighlightLine, draft: Draft) -> str:
    """Enter the document and the plan its title names, else its first heading; return its id."""
    title = bare(frame.title) or first.text
    cell = frame.title_cell or first.cell
    plan = plan_id(title, document.file)
    draft.documents.append(document)
    draft.entries.append(
        Plan(
            id=plan,
            source=cell.place,
            title=title,
            fiscal_years=(),
            members=(),
            hub="",
            rulebook="",
        )
    )
    return plan


def _enter_lines(lines: Sequence[HighlightLine], plan: str, frame: Frame, draft: Draft) -> None:
    """Enter every line: a title or heading, or text with its facts."""
    known = [entry for entry in draft.entries if isinstance(entry, Section) and entry.plan == plan]
    subjects = Subjects(plan, known)
    before = ""
    for line in lines:
        if line.kind is LineKind.TEXT:
            open_end = before if not line.bullet else ""
            _enter_text(line, open_end, subjects, frame.fiscal_year, draft)
            before = line.text if _OPEN_ENDED.search(line.text) else ""
            continue
        before = ""
        draft.mapped(line.cell)
        if line.kind is LineKind.HEADING:
            subjects.enter(line.style, line.text, line.cell)
    draft.entries.extend(subjects.sections)


def _enter_text(
    line: HighlightLine, before: str, subjects: Subjects, fiscal_year: int | None, draft: Draft
) -> None:
    """Enter the facts of a line, which goes on with what the line `before` left open.

    The line is kept as a note as well where it says more than its facts.
    """
    said = before + line.text
    facts = [told for told in facts_in(said, fiscal_year=fiscal_year) if told.end > len(before)]
    if not facts or _says_more(said, len(before), facts):
        draft.kept(subjects.id, line.cell)
    if facts:
        draft.mapped(line.cell)
    draft.entries.extend(_fact(told, line.cell, subjects, draft) for told in facts)


def _fact(told: Told, cell: Cell, subjects: Subjects, draft: Draft) -> Fact:
    """Return the entry of a fact; its id names the subject, the label and the day."""
    subject, label = (
        _NOT_IN_IDS.sub("", plain(text))[:LONGEST_IN_ID] for text in (subjects.title, told.label)
    )
    day = f"@{told.as_of}" if told.as_of else ""
    return Fact(
        id=draft.free_id("/".join(filter(None, [subjects.plan, "fact", subject, label + day]))),
        source=cell.place,
        plan=subjects.plan,
        subject=subjects.title,
        label=told.label,
        quantity=told.quantity,
        as_of=told.as_of,
    )


def _says_more(said: str, own: int, facts: Sequence[Told]) -> bool:
    """Tell whether a line has words beside its facts: their values, labels and days."""
    left = list(without_days(said))
    for told in facts:
        left[told.start : told.end] = " " * (told.end - told.start)
    rest = "".join(left)[own:]
    for told in facts:
        rest = rest.replace(told.label, " ", 1)
    return _WORDS.search(rest) is not None
