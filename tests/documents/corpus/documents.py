"""The documents of the corpus: which plan in which layout and style, each in six formats."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from documents.corpus.expecting import expected
from documents.corpus.facts import Key
from documents.corpus.formats import WRITERS, write_html
from documents.corpus.layouts import (
    cards,
    catalogue,
    changes,
    matrix,
    pairs,
    sector,
    sheets,
    side,
    stacked,
    twofold,
    vision,
    wide,
)
from documents.corpus.mess import messy
from documents.corpus.office_formats import write_xlsx
from documents.corpus.pages import Item
from documents.corpus.plans import (
    aomine,
    hanamisaki,
    isobe,
    kawagiri,
    kumanose,
    midorihara,
    minase,
    senami,
    shiomi,
    shiratori,
    takasaki,
    tokiwa,
    yamabuki,
)
from documents.corpus.printing import Style
from documents.corpus.said import SaidPlan

Layout = Callable[[SaidPlan, Style], list[Item]]


@dataclass(frozen=True)
class CorpusDocument:
    """A plan in one layout and style, to be written in any format."""

    name: str
    plan: SaidPlan
    layout: Layout
    shows: frozenset[str]
    style: Style
    nested: bool = False
    mess: bool = False

    def write(self, suffix: str, folder: Path) -> Path:
        """Write the document in a format and return its path."""
        path = folder / f"{self.name}.{suffix}"
        items = self.layout(self.plan, self.style)
        if self.mess:
            items = messy(items)
        if suffix == "xlsx":
            hidden = frozenset(p.number for p in self.plan.projects if p.hidden)
            write_xlsx(items, path, hidden=hidden)
        elif suffix == "html":
            write_html(items, path, nested=self.nested)
        else:
            WRITERS[suffix](items, path)
        return path

    def expected(self) -> dict[Key, str]:
        """Return the facts any reader must find in it."""
        return expected(self.plan, self.style, self.shows)


DOCUMENTS = (
    CorpusDocument(
        "cards", senami.PLAN, cards.items, cards.SHOWS, Style(year="both")
    ),
    CorpusDocument(
        "matrix", shiomi.PLAN, matrix.items, matrix.SHOWS,
        Style(unit_in="column", due_in="head", breaks=True),
    ),
    CorpusDocument(
        "matrix-units-in-names", shiomi.PLAN, matrix.items, matrix.SHOWS,
        Style(unit_in="name", year="short", minus="△", wide=True, spacer=True),
    ),
    CorpusDocument(
        "matrix-two-heading-rows", yamabuki.PLAN, sector.items, sector.SHOWS,
        Style(unit_in="name", year="short", due_in="head"),
    ),
    CorpusDocument(
        "matrix-money-in-note", yamabuki.PLAN, sector.items, sector.SHOWS,
        Style(unit_in="cell", year="western", money_in="note", due_in="head"),
    ),
    CorpusDocument(
        "target-above-actual", kawagiri.PLAN, pairs.items, pairs.SHOWS,
        Style(unit_in="column", due_in="head"),
    ),
    CorpusDocument(
        "vision", shiratori.PLAN, vision.items, vision.SHOWS,
        Style(unit_in="cell", year="both", due_in="head"),
    ),
    CorpusDocument(
        "vision-units-in-column", shiratori.PLAN, vision.items, vision.SHOWS,
        Style(unit_in="column", due_in="head"), nested=True,
    ),
    CorpusDocument(
        "matrix-over-pages", tokiwa.PLAN, matrix.items, matrix.SHOWS, Style(year="short"),
    ),
    CorpusDocument(
        "sector-over-pages", tokiwa.PLAN, sector.items, sector.SHOWS,
        Style(unit_in="name", money_unit=("円", 1)),
    ),
    CorpusDocument(
        "stacked", shiomi.PLAN, stacked.items, stacked.SHOWS, Style(year="western", breaks=True),
    ),
    CorpusDocument(
        "vision-every-target", isobe.PLAN, vision.items, vision.SHOWS,
        Style(unit_in="cell", minus="△"),
    ),
    CorpusDocument(
        "sheets", kumanose.PLAN, sheets.items, sheets.SHOWS,
        Style(year="short", money_in="note"),
    ),
    CorpusDocument(
        "sheets-members-as-columns", kumanose.PLAN, sheets.items, sheets.SHOWS,
        Style(unit_in="name", money_unit=("百万円", 1_000_000), tick="〇", members_grouped=False),
    ),
    CorpusDocument(
        "twofold", kumanose.PLAN, twofold.items, twofold.SHOWS,
        Style(unit_in="column", separator="・"),
    ),
    CorpusDocument(
        "matrix-messy", shiomi.PLAN, matrix.items, matrix.SHOWS,
        Style(unit_in="cell", minus="－", year="both", breaks=True), mess=True,
    ),
    CorpusDocument(
        "sector-messy", yamabuki.PLAN, sector.items, sector.SHOWS,
        Style(unit_in="name", money_in="cell", due_in="head"), mess=True,
    ),
    CorpusDocument(
        "cards-messy", senami.PLAN, cards.items, cards.SHOWS, Style(year="era", minus="△"),
        mess=True,
    ),
    CorpusDocument(
        "vision-messy", isobe.PLAN, vision.items, vision.SHOWS, Style(year="short"), mess=True,
    ),
    CorpusDocument(
        "pairs-messy", kawagiri.PLAN, pairs.items, pairs.SHOWS,
        Style(unit_in="column", due_in="head", year="western", wide=True), mess=True,
    ),
    CorpusDocument(
        "vision-two-targets", minase.PLAN, vision.items, vision.SHOWS,
        Style(unit_in="note", due_in="head", minus="△"), mess=True,
    ),
    CorpusDocument("catalogue", aomine.PLAN, catalogue.items, catalogue.SHOWS, Style()),
    CorpusDocument(
        "catalogue-names-listed", aomine.PLAN, catalogue.items, catalogue.SHOWS,
        Style(separator="、"), mess=True,
    ),
    CorpusDocument("changes", takasaki.PLAN, changes.items, changes.SHOWS, Style(year="western")),
    CorpusDocument(
        "wide", midorihara.PLAN, wide.items, wide.SHOWS,
        Style(unit_in="column", due_in="head", year="short"),
    ),
    CorpusDocument(
        "side-by-side", hanamisaki.PLAN, side.items, side.SHOWS, Style(year="western")
    ),
)  # fmt: skip
