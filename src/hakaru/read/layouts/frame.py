"""What frames a document's tables: its title, its year and day, its legend, its headings."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from hakaru.ledger.period import find_days, find_fiscal_years
from hakaru.read.grid import Cell, Row
from hakaru.read.vocabulary import plain

_TITLE_WORD = re.compile(
    r"一覧|状況|計画|ビジョン|戦略|実績|評価|報告|指標|KPI|目標|検証|管理|プラン|シート|調書|調査票|取組"
)
# 「◎ 達成済み」「Ａ：順調」: a mark and its words; a letter needs a sign between.
_LEGEND_PAIR = re.compile(
    r"([◎○□△×▲●◇☆])\s*[:：=＝…]?\s*(?=[^\s、,。◎○□△×▲●◇☆])|(?<![A-Za-z])([SABCDE])\s*(?:[:：=＝…]|\.{2,})"
)
_NOTE_START = re.compile(r"^[※注*＊・✓●▶→➡]|^[(（]注|^出典|^資料[:：]")
_PAGE_NUMBER = re.compile(
    r"^[-–—－―ー\s]*\d{1,4}[-–—－―ー\s]*$|^\d{1,4}\s*/\s*\d{1,4}$|^(?:P|p)\.?\s*\d+$"
)
_HEADING = re.compile(
    r"^[■◆●○◇□《【〈<\[(（]*\s*"
    r"(?P<style>(?:役割|重点分野|横断的戦略|基本目標|基本施策|基本方針|基本政策|施策|政策|戦略|分野|柱|目標|"
    r"方針|章|取組方針|重点|プロジェクト|大項目|中項目|小項目|テーマ|"
    r"[一-龠]{1,4}(?:目標|施策|分野|方針|戦略|政策|方向|視点|テーマ)|第)?)\s*"
    r"(?P<number>(?:\d{1,2}(?:[-－.．]\d{1,2})*|[IVXⅠ-Ⅻ]{1,4}|[一二三四五六七八九十]{1,3}|"
    r"[\u2460-\u2473]|[(（]\d{1,2}[)）]|[ア-コ]|[A-F]))"
    r"(?P<mark>[章節部.．、)）:：】》\s\u3000]*)(?P<title>\S.*?)[》】〉>\]]*$"
)
_PLAN_CUT = re.compile(
    r"(?:の|に係る|における)(?:各種)?(?:取組|進捗|実施|実績|評価|達成|検証|効果)|(?:進捗|実施|達成)状況|"
    r"連携事業|事業実績|重要業績評価指標|評価指標|KPI|実績"
)
_SENTENCE_END = re.compile(r"[。．]$|(?:ます|です|した|する)$")
MARKS_OF_A_LEGEND = 2
TITLE_LENGTH = 80
HEADING_LENGTH = 90


class Frame(NamedTuple):
    """What holds for the whole document; None and "" where it does not say."""

    title: str
    title_cell: Cell | None
    fiscal_year: int | None
    as_of: date | None
    legend: tuple[Cell, ...]


class Heading(NamedTuple):
    """A heading outside the tables: the style tells its level among others of its kind."""

    style: str
    number: str
    title: str


def read_frame(rows: Sequence[Row], *, first_table_row: int) -> Frame:
    """Return the frame of a document whose first recognised table starts at that row index."""
    before = [row.cells[0] for row in rows[:first_table_row] if len(row.cells) == 1]
    title_cell = _title(before)
    title = title_cell.text if title_cell else ""
    mentions = find_fiscal_years(title)
    year = mentions[0].year if mentions else None
    return Frame(title, title_cell, year, _as_of(rows, year), _legend(before))


def _title(cells: Sequence[Cell]) -> Cell | None:
    """Return the first line that reads like a document's title."""
    for cell in cells:
        text = cell.text.lstrip("#").strip()
        if (
            6 <= len(text) <= TITLE_LENGTH
            and _TITLE_WORD.search(text)
            and not _NOTE_START.match(text)
            and len(_marks_explained(text)) < MARKS_OF_A_LEGEND
            and not re.match(r"^[<＜【(（]?資料", text)
        ):
            return cell
    return None


def _legend(cells: Sequence[Cell]) -> tuple[Cell, ...]:
    """Return the lines that explain the grades: several marks in a line, or one mark a line.

    A single line with one mark in front is a list item, not a legend.
    """
    explained = [_marks_explained(cell.text) for cell in cells]
    legend = []
    for at, cell in enumerate(cells):
        beside = set().union(*explained[max(0, at - 1) : at], *explained[at + 1 : at + 2])
        several = len(explained[at]) >= MARKS_OF_A_LEGEND
        one_of_a_row = bool(explained[at]) and bool(beside - explained[at])
        if several or one_of_a_row or "凡例" in cell.text[:10]:
            legend.append(cell)
    return tuple(legend)


def is_legend(text: str) -> bool:
    """Tell whether a line explains several marks: ◎：目標達成 ○：順調."""
    return len(_marks_explained(text)) >= MARKS_OF_A_LEGEND


def explains_marks(row: Row) -> bool:
    """Tell whether a row is a legend spread over cells: each explains a mark, together several."""
    explained = [_marks_explained(cell.text) for cell in row.cells]
    return all(explained) and len(set().union(*explained)) >= MARKS_OF_A_LEGEND


def _marks_explained(text: str) -> set[str]:
    """Return the marks that a line puts words to."""
    found = _LEGEND_PAIR.findall(unicodedata.normalize("NFKC", text))
    return {symbol or letter for symbol, letter in found}


def _as_of(rows: Iterable[Row], fiscal_year: int | None) -> date | None:
    """Return the day that a heading such as 取組実績 (12月末時点) gives, in the fiscal year."""
    if fiscal_year is None:
        return None
    for row in rows:
        for cell in row.cells[:2]:
            if "時点" in cell.text and len(cell.text) <= 40:
                days = find_days(cell.text, fiscal_year)
                if days:
                    return days[0].day
    return None


def is_page_number(text: str) -> bool:
    """Tell whether a line is only a page number."""
    return bool(_PAGE_NUMBER.match(text))


def is_note(text: str) -> bool:
    """Tell whether a line is a note or a list item rather than a heading."""
    return bool(_NOTE_START.match(text))


@lru_cache(maxsize=4096)
def read_heading(text: str) -> Heading | None:
    """Return the heading of a line: 「重点分野1.観光」 is style 重点分野, number 1, title 観光."""
    text = text.lstrip("#").strip()
    if len(text) > HEADING_LENGTH or is_note(text) or is_page_number(text):
        return None
    found = _HEADING.match(text)
    if found is None:
        return None
    if not found["style"] and not found["mark"] and found["number"][-1].isalnum():
        # 「2025年度の…」: a bare number needs a mark or a space behind it.
        return None
    style = found["style"] or _number_style(found["number"])
    return Heading(style, plain(found["number"]).strip("()"), found["title"].strip())


def _number_style(number: str) -> str:
    """Return what kind of numbering a heading uses, as a level name."""
    if number[0] in "(（":
        return "(1)"
    if "\u2460" <= number[0] <= "\u2473":
        return "①"
    if number[0].isdigit():
        return "1" + "-1" * (len(re.findall(r"[-－.．]\d", number)))
    return "一" if number[0] in "一二三四五六七八九十" else "A"


def is_sentence(text: str) -> bool:
    """Tell whether a line is running text."""
    return len(text) > HEADING_LENGTH or bool(_SENTENCE_END.search(text))


def plan_id(title: str, file: str) -> str:
    """Return a readable plan id from a document's title, the same for every year's document.

    The part before the year, or before words that say what the document tells of the plan.
    """
    name = plain(title.lstrip("#"))
    for mention in find_fiscal_years(name)[:1]:
        name = name[: mention.start] if mention.start >= 4 else name[mention.end :]
    cut = _PLAN_CUT.search(name)
    if cut and cut.start() >= 4:
        name = name[: cut.start()].removesuffix("の")
    name = re.sub(r"[/\\#?%\s()\[\]「」『』]+", "", name)
    return name or re.sub(r"[/\\#?%\s]+", "", file.rsplit(".", 1)[0]) or "plan"
