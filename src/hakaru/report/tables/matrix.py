"""The matrix: a row for each indicator, two columns for each year, money, relisted rows."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from hakaru.ledger.entries import Indicator, Project, Section
from hakaru.report.tables.cards import revision_note
from hakaru.report.tables.headings import heading_text, legend
from hakaru.report.tables.material import Material, grouped
from hakaru.report.tables.matrix_columns import Column, Line, columns_of, head_rows
from hakaru.report.tables.model import Cell, Layout, Part, Report, Role, Row, Table, Text, parts_of
from hakaru.report.tables.overrides import override_notes
from hakaru.report.tables.printing import one_line, printed, title_text
from hakaru.report.words.reports import phrase


def matrix(material: Material) -> Report:
    """Return the plan as one wide table: sections as bands, relisted projects marked 再掲."""
    lang = material.lang
    title = title_text(
        material.plan.title or material.plan.id,
        material.year,
        phrase("title.matrix", lang),
        lang,
    )
    columns = columns_of(material)
    table = Table(
        caption=phrase("matrix.caption", lang),
        widths=tuple(column.width for column in columns),
        rows=(*head_rows(columns, material), *MatrixRows(material, columns).rows()),
        head_rows=2,
    )
    notes = (*_notes(material), *override_notes(material, material.in_scope, named=True))
    part = Part(blocks=(Text(Role.TITLE, title), *legend(material), table, *notes), name=title)
    return Report(
        kind="matrix",
        title=title,
        subject=material.plan.title,
        lang=lang,
        layout=Layout.WIDE,
        parts=parts_of([part]),
        day=material.day,
    )


def project_name(project: Project, material: Material, *, relisted: bool = False) -> str:
    """Return a project's name with ★, 【新規】, its ending, 【再掲】."""
    name = printed(project.name)
    if project.priority and not name.startswith("★"):
        name = f"★{name}"
    if relisted:
        return name + phrase("mark.relisted", material.lang)
    if project.new_from is not None:
        name += phrase("mark.new", material.lang, year=project.new_from)
    if project.ended.strip():
        ended = one_line(project.ended)
        bracketed = ended[0] in "(（" and ended[-1] in ")）"
        name += ended if bracketed else f"（{ended}）"
    return name


class MatrixRows:
    """The rows below the headings of a matrix, or of another table of projects and indicators."""

    def __init__(
        self, material: Material, columns: Sequence[Column], *, relisted: bool = True
    ) -> None:
        """Sort projects by section; `relisted` shows them in every section that lists them."""
        self.material = material
        self.columns = columns
        # Of a form: rows keep the ids of what they are about, and are tall enough to write into.
        self.keyed, self.room = False, 1
        self.whole = relisted and material.is_whole
        self.own = grouped((project.section or "", project) for project in material.projects)
        self.again = grouped(
            (section, project)
            for project in material.projects
            for section in (project.relisted_in if relisted else ())
        )
        shown = {indicator.id for indicator in material.in_scope}
        self.loose = {
            parent: tuple(one for one in material.of(parent) if one.id in shown)
            for parent in ("", material.plan.id, *material.index.sections)
        }

    def rows(self) -> Iterator[Row]:
        """Yield what belongs to the plan itself, then every section."""
        plan = self.material.plan.id
        yield from self._of_section("", self.loose[plan])
        below = grouped((section.parent or "", section) for section in self.material.sections)
        for section in below.get("", ()):
            yield from self._section(section, 0, below)

    def _section(
        self, section: Section, depth: int, below: dict[str, tuple[Section, ...]]
    ) -> Iterator[Row]:
        """Yield a section's band and rows, then those of the sections below it.

        One without any is named where the whole plan is told of.
        """
        inner = [
            row for one in below.get(section.id, ()) for row in self._section(one, depth + 1, below)
        ]
        own = list(self._of_section(section.id, self.loose[section.id]))
        if own or inner or self.whole:
            text = heading_text(section, depth, self.material.shape)
            yield Row((Cell(text, span=len(self.columns), head="row"),), band=depth + 1)
            yield from own
            yield from inner

    def _of_section(self, section: str, loose: Sequence[Indicator]) -> Iterator[Row]:
        """Yield a section's own indicators, its projects, and those relisted in it."""
        for indicator in loose:
            yield self._row(Line(self.material, None, indicator))
        for project in self.own.get(section, ()):
            yield from self._project(project, relisted=False)
        for project in self.again.get(section, ()):
            yield from self._project(project, relisted=True)

    def _project(self, project: Project, *, relisted: bool) -> Iterator[Row]:
        """Yield the rows of a project; what stands once reaches over all its indicators."""
        indicators: tuple[Indicator | None, ...] = self.material.of(project.id) or (None,)
        name = project_name(project, self.material, relisted=relisted)
        for at, indicator in enumerate(indicators):
            height = len(indicators) if at == 0 else 0
            yield self._row(Line(self.material, project, indicator, name, height))

    def _row(self, line: Line) -> Row:
        """Return one row."""
        cells = (column.cell(line) for column in self.columns)
        about = line.indicator or line.project
        return Row(
            tuple(cell for cell in cells if cell is not None),
            key=about.id if about is not None and self.keyed else "",
            room=self.room,
        )


def _notes(material: Material) -> Iterator[Text]:
    """Yield a footnote for every revision of a target in scope."""
    for indicator in material.in_scope:
        targets = material.index.targets_of.get(indicator.id, ())
        project = material.index.projects.get(indicator.parent)
        for old, new in pairwise(targets):
            if new.in_force_from is None or new.in_force_until == new.in_force_from:
                continue
            note = revision_note(material, indicator, old, new)
            about = one_line(project.name if project else indicator.name)
            yield Text(Role.NOTE, f"{note} {phrase('note.about', material.lang, name=about)}")
