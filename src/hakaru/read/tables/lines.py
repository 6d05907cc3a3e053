"""Lines between the tables: which are headings, notes, units, a table of contents."""

import re
from collections.abc import Sequence

from hakaru.ledger.measure import unit_and_scale
from hakaru.read.grid import Row
from hakaru.read.layouts.frame import Frame, Heading, is_note, read_frame, read_heading
from hakaru.read.vocabulary import plain

WRAPS = {"《": "》", "【": "】", "〈": "〉", "≪": "≫", "[": "]", "<": ">", "＜": "＞", "［": "］"}
BULLETS = "■◆●"
MOST_IN_TITLE_ROW = 3
FEWEST_ENTRIES = 3
WIDEST_GAP = 6
_CONTENTS = frozenset({"目次", "もくじ", "contents", "CONTENTS", "Contents"})
_ENTRY = re.compile(r".+?(?:[.…‥・]{2,}|\s{2,})\s*[0-9]{1,3}$")
_PAGE = re.compile(r"(?:[pP]\.?)?[0-9]{1,3}")
_ATTACHED = re.compile(r"(?:別紙|資料|参考|様式|別添|添付|別表|案|抜粋)")
_UNIT_LINE = re.compile(r"[(\[【]?単位[:は][^()\[\]【】]{1,10}[)\]】]?")
_UNIT_BEHIND = re.compile(r"(?<=.)[(\[【](?:単位[:は][^()\[\]【】]{1,10}|[十百千万億]*円)[)\]】]$")
_CAPTION = re.compile(
    r"[【(\[<]?(?:図表|表|図|グラフ)[0-9]|[【(\[<]?第[0-9一二三四五六七八九十]+[表図]"
)
_OMITTED = re.compile(r"^[~～〜（(※・\s]*.{0,20}省略.{0,10}$")
_CHAPTER = re.compile(r"第[0-9一二三四五六七八九十]+[章節部編条]")
_MARKED = re.compile(r"(?P<number>[①-⑳]|[(（][0-9０-９]{1,2}[)）])\s*(?P<title>\S.*)", re.DOTALL)
LONGEST_MARKED = 150
_LIST_MARK = re.compile(r"^[-*・]\s+")


def contents_rows(rows: Sequence[Row]) -> frozenset[int]:
    """Return the numbers of the rows that are a table of contents, of rows before any table."""
    entries = [at for at, row in enumerate(rows) if _is_entry(row)]
    start = next((at for at, row in enumerate(rows) if plain(row.cells[0].text) in _CONTENTS), None)
    if start is None:
        dotted = all(len(rows[at].cells) == 1 for at in entries)
        if len(entries) < FEWEST_ENTRIES or not dotted:
            return frozenset()
        start = entries[0]
    end = start
    for at in entries:
        if end < at <= end + WIDEST_GAP:
            end = at
    return frozenset(row.number for row in rows[start : end + 1])


def _is_entry(row: Row) -> bool:
    """Tell whether a row is a title with its page."""
    first, last = row.cells[0].text, row.cells[-1].text
    if len(row.cells) == 1:
        return _ENTRY.fullmatch(first) is not None
    return len(row.cells) == 2 and bool(_PAGE.fullmatch(plain(last))) and not first.isnumeric()


def frame_of(rows: Sequence[Row], header: int) -> Frame:
    """Return the frame of rows whose first heading row has the index `header`.

    In a sheet the title may share its row with a unit or a date in the corner.
    """
    before = [
        Row(row.number, (cell,)) if len(row.cells) <= MOST_IN_TITLE_ROW else row
        for row in rows[:header]
        for cell in row.cells[: None if len(row.cells) <= MOST_IN_TITLE_ROW else 1]
    ]
    return read_frame([*before, *rows[header:]], first_table_row=len(before))


def unit_of_line(text: str) -> tuple[str, int] | None:
    """Return unit and factor of a line such as （単位：千円）; None for any other line."""
    return unit_and_scale(text) if _UNIT_LINE.fullmatch(plain(text)) else None


def unit_of_caption(text: str) -> tuple[str, int] | None:
    """Return unit and factor that a line gives behind its words: 事業費の推移（単位：千円）."""
    found = _UNIT_BEHIND.search(plain(text))
    return unit_and_scale(found[0]) if found else None


def is_remark(text: str) -> bool:
    """Tell whether a line is a note to the tables: ※, or that rows were left out."""
    return is_note(text) or bool(_OMITTED.match(text))


def is_attachment(text: str) -> bool:
    """Tell whether a line only labels the document: 【資料1】."""
    inner = text.strip("#【】[]［］()（）<>＜＞ ")
    return bool(_ATTACHED.match(inner)) and len(inner) <= 10


def is_caption(text: str) -> bool:
    """Tell whether a line numbers a table or figure: 表1 事業の概要."""
    return bool(_CAPTION.match(plain(text)))


def line_heading(text: str) -> Heading | None:
    """Return the heading of a line, numbered or marked: 《…》, 【…】, ■…, #…; None for other lines.

    The style is the bracket or mark where there is one: it tells the level.
    """
    text = _LIST_MARK.sub("", text).strip()
    if is_attachment(text) or is_note(text) or text[-1:] in "。．":
        return None
    return _wrapped(text) or _numbered(text) or _bulleted(text)


def _wrapped(text: str) -> Heading | None:
    """Return the heading in a bracket: 《重点分野》."""
    closing = WRAPS.get(text[:1])
    if not closing or not text.endswith(closing) or len(text) <= 2:
        return None
    found = read_heading(text[1:-1])
    number, title = (found.number, found.title) if found else ("", text[1:-1])
    return Heading(plain(text[0]), number, title)


def _numbered(text: str) -> Heading | None:
    """Return the heading with a number: 重点分野1.観光, 第1章 総論, (1) …, ①…."""
    marked = _MARKED.fullmatch(text)
    if marked and len(text) <= LONGEST_MARKED:
        number = plain(marked["number"])
        return Heading("(1)" if number[0] == "(" else "①", number.strip("()"), marked["title"])
    found = read_heading(text)
    is_edition = found is not None and found.style == "第" and not _CHAPTER.match(plain(text))
    return None if is_edition else found


def _bulleted(text: str) -> Heading | None:
    """Return the heading behind # or ■, without a number."""
    bare = text.lstrip("#").strip()
    if bare != text and bare:
        return Heading(text[: len(text) - len(text.lstrip("#"))], "", bare)
    if text[0] in BULLETS and len(text) > 1:
        return Heading(text[0], "", text[1:].strip())
    return None


def is_weak(heading: Heading) -> bool:
    """Tell whether a heading has no number and only a mark that may stand before anything."""
    return not heading.number and (heading.style[0] == "#" or heading.style in BULLETS)
