"""Footnotes on grades that officials gave: what is printed otherwise, what is computed, and why."""

from collections.abc import Iterable, Iterator

from hakaru.ledger.entries import Indicator
from hakaru.report.tables.material import Material
from hakaru.report.tables.model import Role, Text
from hakaru.report.tables.printing import era_text, one_line
from hakaru.report.words.reports import phrase

NONE = "-"


def override_notes(
    material: Material, indicators: Iterable[Indicator], *, named: bool = False
) -> Iterator[Text]:
    """Yield a note for each grade of the report's years that an official gave.

    `named` adds the indicator's name, for notes that do not stand below their own card.
    """
    for indicator in indicators:
        for year in material.years:
            given = material.index.overrides.get((indicator.id, year))
            if given is None or material.symbol(indicator.id, year) != given.symbol:
                continue
            grade = material.grades[indicator.id, year]
            note = phrase(
                "note.override",
                material.lang,
                year=era_text(year, material.lang),
                marker=indicator.marker,
                symbol=given.symbol,
                published=grade.published or NONE,
                computed=grade.computed or NONE,
                reason=one_line(given.reason) or NONE,
            )
            about = f" {phrase('note.about', material.lang, name=one_line(indicator.name))}"
            yield Text(Role.NOTE, note + (about if named else ""))
