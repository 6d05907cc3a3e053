"""How an office writes: units, years, signs and widths, chosen once for a document."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from documents.corpus.said import Aim, SaidIndicator, SaidProject, Say
from hakaru.ledger.quantity import Comparison, Softness

_WIDE = str.maketrans("0123456789.,%", "０１２３４５６７８９．，％")
_SOFT = {
    Softness.ABOUT: ("約", ""),
    Softness.EXPECTED: ("", "（見込）"),
    Softness.PRELIMINARY: ("", "（速報値）"),
    Softness.ESTIMATED: ("", "（推計）"),
}
_COMPARED = {
    Comparison.AT_LEAST: "以上",
    Comparison.AT_MOST: "以下",
    Comparison.MORE_THAN: "超",
    Comparison.LESS_THAN: "未満",
}
MARKS = "①②③④⑤⑥⑦⑧⑨⑩"


@dataclass(frozen=True, kw_only=True)
class Style:
    """One office's habits.

    `unit_in` and `money_in` say where a unit stands: in the cell, in a bracket of the name, in a
    column of its own, in the column's heading, or in a line above the table. `year` is how years
    are written: era 令和7年度, short R7, western 2025年度, both 2025年度(R7年度). Who takes part is
    boxed ■□, or listed with `separator` where there is one; in columns of members `tick` says so,
    and the columns stand under one heading where they are `members_grouped`.
    """

    unit_in: Literal["cell", "name", "column", "head", "note"] = "cell"
    year: Literal["era", "short", "western", "both"] = "era"
    minus: str = "▲"
    wide: bool = False
    marks: bool = True
    due_in: Literal["cell", "head"] = "cell"
    money_unit: tuple[str, int] = ("千円", 1000)
    money_in: Literal["cell", "head", "note"] = "head"
    breaks: bool = False
    spacer: bool = False
    tick: str = "○"
    members_grouped: bool = True
    separator: str = ""

    def year_of(self, year: int) -> str:
        """Return a fiscal year as this office writes it."""
        era = f"H{year - 1988}" if year < 2019 else f"R{year - 2018}"
        if self.year == "short":
            return era
        if self.year == "western":
            return f"{year}年度"
        if self.year == "both":
            return f"{year}年度 ({era}年度)"
        number = str(year - 2018 if year >= 2019 else year - 1988)
        count = "元" if number == "1" else number
        return f"{'令和' if year >= 2019 else '平成'}{count}年度"

    def number(self, value: Decimal) -> str:
        """Return a number with its thousands and its sign as this office writes them."""
        text = f"{abs(value):,f}"
        text = f"{self.minus}{text}" if value < 0 else text
        return text.translate(_WIDE) if self.wide else text

    def value(self, say: Say, indicator: SaidIndicator, *, unit: bool = True) -> str:
        """Return a value as a cell prints it; the unit stands there when it has no other place."""
        shown = indicator.shown or indicator.unit
        if say.parts:
            return self._break().join(
                f"{label}：{self.number(value)}{shown}" for label, value in say.parts
            )
        if say.words or say.value is None:
            return say.words
        before, after = _SOFT[say.soft] if say.soft else ("", "")
        own = shown if unit and self.unit_in == "cell" else ""
        return f"{before}{self.number(say.value / indicator.scale)}{own}{after}"

    def _break(self) -> str:
        return "\n" if self.breaks else "、"

    def aim(self, aim: Aim, indicator: SaidIndicator) -> str:
        """Return a target as a cell prints it, with its year unless the heading gives it."""
        text = self.value(aim.say, indicator)
        if aim.comparison is not None and not aim.say.words:
            text += _COMPARED[aim.comparison]
        if self.due_in == "head" or aim.due is None or (aim.say.words and "年" in aim.say.words):
            return text
        if aim.due == "every_year":
            return f"{text}（毎年度）"
        return f"{text}（{self.year_of(aim.due)}{'まで' if aim.until else ''}）"

    def start(self, indicator: SaidIndicator) -> str:
        """Return a baseline as a cell prints it, with its year unless the heading gives it."""
        if indicator.baseline is None:
            return "-"
        text = self.value(indicator.baseline, indicator)
        if self.due_in == "head" or indicator.baseline_year is None:
            return text
        return f"{text}（{self.year_of(indicator.baseline_year)}）"

    def item(self, indicator: SaidIndicator) -> str:
        """Return an indicator's name as printed, without its marker."""
        total = "（累計）" if indicator.running and "累計" not in indicator.name else ""
        shown = indicator.shown or indicator.unit
        own = f"（{shown}）" if self.unit_in == "name" and shown else ""
        return f"{indicator.name}{total}{own}"

    def mark(self, project: SaidProject, at: int) -> str:
        """Return the marker of a project's indicator: ①② where there are several."""
        return MARKS[at] if self.marks and len(project.indicators) > 1 else ""

    def taking_part(self, project: SaidProject, members: tuple[str, ...]) -> str:
        """Return who takes part as one cell prints it."""
        if self.separator:
            return self.separator.join(project.participants)
        part = project.participants
        return " ".join(f"{'■' if member in part else '□'}{member}" for member in members)

    def money(self, yen: int) -> str:
        """Return an amount as a cell prints it."""
        unit, scale = self.money_unit
        amount = Decimal(yen) / scale
        text = self.number(amount)
        return f"{text}{unit}" if self.money_in == "cell" else text

    def money_head(self, words: str) -> str:
        """Return the heading of a column of money."""
        return f"{words}（{self.money_unit[0]}）" if self.money_in == "head" else words
