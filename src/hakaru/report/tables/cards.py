"""Cards: a table for each project, as offices print them, its footnotes below."""

from collections.abc import Iterator
from itertools import pairwise

from hakaru.ledger.entries import Activity, Certainty, Indicator, Project, Target
from hakaru.ledger.period import era_code
from hakaru.report.tables.card_results import CardGrid, result_rows
from hakaru.report.tables.headings import Headings, as_of_line, legend
from hakaru.report.tables.material import Material
from hakaru.report.tables.model import (
    Align,
    Cell,
    Layout,
    Part,
    Parts,
    Report,
    Role,
    Row,
    Table,
    Text,
)
from hakaru.report.tables.overrides import override_notes
from hakaru.report.tables.printing import (
    baseline_text,
    day_text,
    era_text,
    one_line,
    printed,
    target_text,
    title_text,
    underlined,
)
from hakaru.report.words.reports import phrase

TAKES_PART, DOES_NOT = "■", "□"
# A footnote repeats no more of a name than tells it from others.
LONGEST_NAME = 80
NUMBERS = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


def cards(material: Material) -> Report:
    """Return the cards of a plan's projects: title and legend, then a part for each project."""
    title = title_text(
        material.plan.title or material.plan.id,
        material.year,
        phrase("title.cards", material.lang),
        material.lang,
    )
    front = Part(
        blocks=(Text(Role.TITLE, title), *as_of_line(material), *legend(material)), name=title
    )

    def make() -> Iterator[Part]:
        """Yield the title, then the cards."""
        yield front
        headings = Headings(material)
        for project in material.projects:
            blocks = (*headings.before(project.section), *card_blocks(material, project))
            yield Part(blocks=blocks, name=f"{one_line(project.number)} {one_line(project.name)}")

    return Report(
        kind="cards",
        title=title,
        subject=material.plan.title,
        lang=material.lang,
        layout=Layout.CARDS,
        parts=Parts(len(material.projects) + 1, make),
        day=material.day,
    )


def card_blocks(material: Material, project: Project) -> tuple[Table | Text, ...]:
    """Return the card of a project and its footnotes."""
    card = _Card(material, project)
    table = Table(
        caption=phrase("card.caption", material.lang, number=one_line(project.number) or "-"),
        widths=card.grid.widths,
        rows=tuple(card.rows()),
        keep=True,
    )
    return (table, *card.footnotes())


class _Card:
    """One project's card while its rows are made."""

    def __init__(self, material: Material, project: Project) -> None:
        self.material = material
        self.project = project
        self.lang = material.lang
        self.indicators = material.of(project.id)
        self.grid = CardGrid(material.years)

    def rows(self) -> Iterator[Row]:
        """Yield the rows from top to bottom."""
        yield self._title()
        if self.project.summary.strip():
            yield self._told("card.summary", printed(self.project.summary))
        boxes = self._participants()
        if boxes:
            yield self._told("card.participants", boxes)
        yield from self._responsibilities()
        if self.indicators:
            yield from self._items()
            label = self._results_label()
            yield from result_rows(self.material, self.indicators, self.grid, label)
        yield from self._activities()
        remarks = "\n".join(self._remarks())
        if remarks:
            yield self._told("card.remarks", remarks)

    def _label(self, code: str, *, span: int = 1, rows: int = 1, more: str = "") -> Cell:
        """Return a label at the left."""
        text = phrase(code, self.lang) + more
        return Cell(text, span=span, rows=rows, head="row")

    def _told(self, code: str, text: str) -> Row:
        """Return a row of a label and one text."""
        return Row((self._label(code), Cell(text, span=self.grid.width - 1)))

    def _title(self) -> Row:
        """Return number and name, and since when the project is new."""
        project, width = self.project, self.grid.width
        name = printed(project.name)
        if project.priority and not name.startswith("★") and not project.number.startswith("★"):
            name = f"★{name}"
        cells = [
            self._label("card.number"),
            Cell(one_line(project.number), align=Align.CENTRE, strong=True),
            self._label("card.name"),
        ]
        badge = 0 if project.new_from is None else max(1, width // 5)
        cells.append(Cell(name, span=width - 3 - badge, strong=True))
        if project.new_from is not None:
            year = era_text(project.new_from, self.lang)
            new = phrase("card.new", self.lang, name=year)
            cells.append(Cell(new, span=badge, align=Align.CENTRE))
        return Row(tuple(cells))

    def _participants(self) -> str:
        """Return every member with ■ or □."""
        part = self.project.participants
        members = dict.fromkeys([*self.material.plan.members, *part])
        return " ".join(
            f"{TAKES_PART if member in part else DOES_NOT}{printed(member)}" for member in members
        )

    def _responsibilities(self) -> Iterator[Row]:
        """Yield who does what."""
        told = [(who, what) for who, what in self.project.responsibilities if what.strip()]
        for at, (who, what) in enumerate(told):
            own = [self._label("card.responsibilities", rows=len(told))] if at == 0 else []
            text = printed(what)
            if who.strip():
                own.append(Cell(printed(who), head="row"))
                own.append(Cell(text, span=self.grid.width - 2))
            else:
                own.append(Cell(text, span=self.grid.width - 1))
            yield Row(tuple(own))

    def _items(self) -> Iterator[Row]:
        """Yield the indicators with baseline and target."""
        spans = self.grid.item_spans
        heads = [
            Cell(phrase(code, self.lang), span=span, head="column", align=Align.CENTRE)
            for code, span in zip(("card.item", "card.baseline", "card.target"), spans, strict=True)
        ]
        yield Row((self._label("card.indicators", rows=1 + len(self.indicators)), *heads))
        for indicator in self.indicators:
            yield Row(
                (
                    Cell(f"{indicator.marker}{printed(indicator.name)}", span=spans[0]),
                    Cell(
                        baseline_text(indicator.baseline, indicator),
                        span=spans[1],
                        align=Align.CENTRE,
                        numeric=True,
                    ),
                    Cell(self._target(indicator), span=spans[2], align=Align.CENTRE, numeric=True),
                )
            )

    def _target(self, indicator: Indicator) -> str:
        """Return the target in force at the end of the revisions; nothing without one."""
        targets = self.material.index.targets_of.get(indicator.id, ())
        return target_text(targets[-1], indicator) if targets else ""

    def _results_label(self) -> str:
        """Return the label of the results; it says so where some of the year are expected."""
        index, year = self.material.index, self.material.year
        latest = (index.actual(indicator.id, year) for indicator in self.indicators)
        expected = any(one and one.certainty is Certainty.FORECAST for one in latest)
        return phrase("card.actuals.forecast" if expected else "card.actuals", self.lang)

    def _activities(self) -> Iterator[Row]:
        """Yield what was done in the report's year; pieces that count ①② stand in one cell."""
        own = [
            activity
            for activity in self.material.activities_of.get(self.project.id, ())
            if activity.fiscal_year in (self.material.year, None) and activity.text.strip()
        ]
        texts = _joined(own)
        day = self.material.day
        more = ""
        if day is not None:
            shown = day_text(day, self.material.year, self.lang)
            more = phrase("as_of", self.lang, day=shown)
        partners = [m for m in self.material.plan.members if m != self.material.plan.hub]
        for at, text in enumerate(texts):
            label = self._label("card.activities", rows=len(texts), more=more)
            cell = Cell(text, span=self.grid.width - 1, underlined=underlined(text, partners))
            yield Row((label, cell) if at == 0 else (cell,))

    def _remarks(self) -> Iterator[str]:
        """Yield what the card has no row for: money, endings, where the project is relisted."""
        for budget in self.material.budgets_of.get(self.project.id, ()):
            name = era_text(budget.fiscal_year, self.lang)
            text = one_line(budget.text)
            if budget.amount_yen is not None and "円" not in text:
                text = f"{budget.amount_yen:,f}円"
            yield phrase(f"remark.{budget.kind}", self.lang, name=name, text=text)
        ended = [self.project.ended, *(indicator.ended for indicator in self.indicators)]
        for text in dict.fromkeys(filter(None, map(one_line, ended))):
            yield phrase("remark.ended", self.lang, text=text)
        again = [self.material.index.sections.get(one) for one in self.project.relisted_in]
        titles = [one_line(f"{one.number} {one.title}") for one in again if one is not None]
        if titles:
            yield phrase("remark.relisted", self.lang, text="、".join(titles))

    def footnotes(self) -> Iterator[Text]:
        """Yield a footnote for each revision of a target, and each grade an official gave."""
        for indicator in self.indicators:
            targets = self.material.index.targets_of.get(indicator.id, ())
            for old, new in pairwise(targets):
                if new.in_force_from is not None:
                    yield Text(Role.NOTE, revision_note(self.material, indicator, old, new))
        yield from override_notes(self.material, self.indicators)


def revision_note(material: Material, indicator: Indicator, old: Target, new: Target) -> str:
    """Return the footnote that tells of a revised target, with the reason where one is known."""
    before = quoted(target_text(old, indicator))
    after = quoted(target_text(new, indicator))
    if old.measures:
        before = f"{quoted(old.measures)}：{before}"
        name = quoted(new.measures or indicator.name)
        short = name if len(name) <= LONGEST_NAME else f"{name[:LONGEST_NAME]}…"
        after = f"{short}：{after}"
    note = phrase(
        "note.revised",
        material.lang,
        era=era_code(new.in_force_from or material.year),
        marker=indicator.marker,
        old=before,
        new=after,
    )
    if new.reason.strip():
        note += phrase("note.reason", material.lang, reason=one_line(new.reason))
    return note


def quoted(text: str) -> str:
    """Return a text that may stand in 「」: quotation marks inside it become brackets."""
    return one_line(text).translate(str.maketrans("「」『』", "〈〉《》"))


def _joined(activities: list[Activity]) -> list[str]:
    """Return the texts of activities; those that count ①② one after the other are one text."""
    texts = [printed(activity.text) for activity in activities]
    markers = [activity.marker for activity in activities]
    first = 1 if markers[:1] == [""] and len(markers) > 1 else 0
    counting = list(NUMBERS[: len(markers) - first])
    if len(texts) > 1 and markers[first:] == counting:
        return ["\n".join(texts)]
    return texts
