"""The documents of the corpus: which plan in which layout and style, each in six formats."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from documents.corpus.expecting import expected
from documents.corpus.facts import Key, squeeze
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
from documents.corpus.mess import messy, renamed
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
    """A plan in one layout and style, to be written in any format.

    `nested` puts the web page into a table for its layout, `mess` adds what gathers on sheets,
    `words` are an office's own words for headings.
    """

    name: str
    plan: SaidPlan
    layout: Layout
    shows: frozenset[str]
    style: Style
    nested: bool = False
    mess: bool = False
    words: Mapping[str, str] = field(default_factory=dict)

    def write(self, suffix: str, folder: Path) -> Path:
        """Write the document in a format and return its path."""
        path = folder / f"{self.name}.{suffix}"
        items = renamed(self.layout(self.plan, self.style), self.words)
        if self.mess:
            items = messy(items)
        if suffix == "xlsx":
            hidden = frozenset(squeeze(p.name) for p in self.plan.projects if p.hidden)
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
    CorpusDocument(
        "matrix-other-words", shiomi.PLAN, matrix.items, matrix.SHOWS, Style(year="short"),
        words={
            "No.": "整理番号", "事業名": "具体的な取組", "重要業績評価指標（KPI）": "数値目標",
            "基準値": "計画策定時", "目標値": "最終目標", "評価": "進捗状況",
        },
    ),
    CorpusDocument(
        "sector-other-words", yamabuki.PLAN, sector.items, sector.SHOWS,
        Style(year="both", due_in="head"),
        words={
            "取組": "主な事業", "指標": "KPI", "内容": "取組実績", "決算見込額": "歳出決算額",
            "目標": "計画", "実績": "結果", "評価": "達成度", "所管課": "担当部署",
        },
    ),
    CorpusDocument(
        "pairs-other-words", kawagiri.PLAN, pairs.items, pairs.SHOWS,
        Style(unit_in="column", due_in="head", year="short"),
        words={
            "番号": "事業コード", "事務事業名": "事業の名称", "成果指標": "指標名", "区分": "項目",
            "目標": "計画", "実績": "実績値", "達成度": "評価区分", "基準値": "現状値",
        },
    ),
    CorpusDocument(
        "changes-other-words", takasaki.PLAN, changes.items, changes.SHOWS, Style(year="era"),
        words={
            "変更前": "見直し前", "変更後": "見直し後", "適用年度": "変更時期", "変更理由": "理由",
            "連携事業名": "取組名", "評価指標": "KPI",
        },
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
