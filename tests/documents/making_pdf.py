"""Makes PDFs whose tables are known cell by cell: cards, matrices, and odd pages.

Pages are set by typst from data, so that the text on paper and the text expected are one.
"""

import json
from collections.abc import Iterable, Sequence
from random import Random
from typing import NamedTuple

import typst

_JAPANESE = ("Noto Sans CJK JP", "Noto Sans JP", "BIZ UDGothic", "IPAexGothic", "Noto Serif CJK JP")
FONT = next((name for name in _JAPANESE if name in typst.Fonts().families()), None)
"""A Japanese font that is installed here, or None."""

SHEET = """
#let data = json(bytes(sys.inputs.data))
#let points(v) = if type(v) in (int, float) { v * 1pt } else { v }
#set page(..data.page.pairs().map(it => (it.at(0), points(it.at(1)))).to-dict())
#set page(header: data.head, footer: if data.foot == none { none } else {
  context align(center)[#data.foot #counter(page).display()]
})
#set text(size: data.size * 1pt, lang: "ja", ..data.font)
#let words(it) = it.split("\\n").map(text).join(linebreak())
#let ruled(it) = table(
  columns: it.widths.map(w => w * 1fr), inset: data.inset * 1pt, align: left + top,
  ..if it.head > 0 { (table.header(repeat: it.again, ..it.cells.filter(c => c.y < it.head).map(
    c => table.cell(x: c.x, y: c.y, colspan: c.span, rowspan: c.rows, words(c.text)))),) },
  ..it.cells.filter(c => c.y >= it.head).map(c => table.cell(
    x: c.x, y: c.y, colspan: c.span, rowspan: c.rows, breakable: data.breakable, words(c.text)))
)
#for item in data.items {
  if item.kind == "text" { block(words(item.text)) }
  else if item.kind == "page" { pagebreak() }
  else { block(breakable: item.breakable, ruled(item)) }
}
"""


class Made(NamedTuple):
    """A cell as it shall be printed: text, row and column from 0, columns and rows it covers."""

    text: str
    y: int
    x: int
    span: int = 1
    rows: int = 1


class MadeTable(NamedTuple):
    """A ruled table: relative widths of its columns, its cells, how many rows are its heading."""

    widths: tuple[float, ...]
    cells: tuple[Made, ...]
    head: int = 0
    again: bool = True
    breakable: bool = True


class Paper(NamedTuple):
    """The sheet, what runs on each page, and how text is set."""

    page: dict[str, object]
    head: str | None = None
    foot: str | None = None
    size: float = 9
    inset: float = 4
    breakable: bool = False


LANDSCAPE = Paper({"paper": "a4", "flipped": True}, "みなと市 資料3", "－")
PORTRAIT = Paper({"paper": "a4"}, "みなと市 資料3", "P.", size=7, inset=2.5)


def typeset(source: str, **data: object) -> bytes:
    """Return typst source as a PDF; `data` reaches it as `sys.inputs.data` in JSON."""
    pdf = typst.compile(source.encode(), sys_inputs={"data": json.dumps(data)})
    assert isinstance(pdf, bytes)
    return pdf


def make_pdf(items: Iterable[MadeTable | str | None], paper: Paper = LANDSCAPE) -> bytes:
    """Return tables and texts (None is a new page) as a PDF."""
    return typeset(
        SHEET,
        **paper._asdict(),
        font={"font": FONT} if FONT else {},
        items=[_item(item) for item in items],
    )


def _item(item: MadeTable | str | None) -> dict[str, object]:
    """Return an item as the sheet's source wants it."""
    if item is None:
        return {"kind": "page"}
    if isinstance(item, str):
        return {"kind": "text", "text": item}
    return {"kind": "table", **item._asdict(), "cells": [cell._asdict() for cell in item.cells]}


_CLAUSES = (
    "圏域内の中小企業を対象とした相談会を開催し",
    "観光案内所の運営を委託するとともに",
    "ウェブサイトやSNSを通じて情報を発信し",
    "移住を希望する方にはオンラインで個別に対応しながら",
    "Minato Open Data Platformの利用を促し",
    "12月末までに延べ1,234人が参加したほか",
    "「みなとマルシェ」（9月）を共同で開き",
    "令和7年度は新たに3市町村が加わり",
    "学校・図書館・公民館での利用が進み",
)
_MEMBERS = ("みなと市", "北浜市", "東丘市", "南原町", "西川村", "中島町", "山上市", "川下町")
_UNITS = ("人", "件", "回", "社", "%", "千円", "万人")


def sentence(random: Random, clauses: int) -> str:
    """Return a text that fills several lines of a cell."""
    return "、".join(random.choice(_CLAUSES) for _ in range(clauses)) + "た。"


def value(random: Random) -> str:
    """Return a result as documents print them."""
    number = random.choice((random.randint(0, 9), random.randint(10, 999), 12_345, 1_234_567))
    return random.choice(
        (f"{number:,}{random.choice(_UNITS)}", f"{number:,}", "-", "集計中", "実施")
    )


def make_card(number: int) -> MadeTable:
    """Return a project as a card: twelve columns, merged labels, one row an indicator."""
    random = Random(number)  # noqa: S311 - made data, the same each time
    count = random.randint(1, 4)
    marks = [f"{chr(0x2460 + i)}" if count > 1 else "" for i in range(count)]
    members = " ".join(f"{random.choice('■■■□')}{name}" for name in _MEMBERS)
    rows: list[list[tuple[str, int, int]]] = [
        [("No.", 1, 1), (str(number), 1, 1), ("連携事業名", 2, 1), (sentence(random, 1), 8, 1)],
        [("事業概要", 4, 1), (sentence(random, random.randint(1, 6)), 8, 1)],
        [("参加市町村", 4, 1), (members, 8, 1)],
        [("役割分担", 2, 2), ("みなと市", 2, 1), (sentence(random, 1), 8, 1)],
        [("連携市町村", 2, 1), (sentence(random, 2), 8, 1)],
        [
            ("評価指標", 2, count + 1),
            ("項目", 4, 1),
            ("基準値（基準年）", 3, 1),
            ("目標値（目標年）", 3, 1),
        ],
    ]
    rows += [
        [
            (f"{mark}{sentence(random, 1)}", 4, 1),
            (f"{value(random)}（2022年度）", 3, 1),
            (f"{value(random)}（毎年度）", 3, 1),
        ]
        for mark in marks
    ]
    years = [(f"{year}年度\n(R{year - 2018}年度)", 2, 1) for year in range(2024, 2029)]
    rows.append([("評価指標の実績値\n(3月末見込み)", 2, count + 2), *years])
    rows.append([("実績値", 1, 1), ("評価", 1, 1)] * 5)
    rows += [
        [
            cell
            for _ in range(5)
            for cell in ((f"{mark}{value(random)}", 1, 1), (random.choice("◎○□△×-"), 1, 1))
        ]
        for mark in marks
    ]
    done = "\n".join(f"・{sentence(random, random.randint(1, 3))}" for _ in range(3))
    rows.append([("取組実績\n(12月末時点)", 2, 1), (done, 10, 1)])
    return MadeTable((1.3,) * 12, tuple(_placed(rows)), breakable=False)


def make_matrix(count: int) -> MadeTable:
    """Return a matrix of `count` measures under a heading of two rows, as sector visions have."""
    random = Random(count)  # noqa: S311 - made data, the same each time
    heading = [
        [
            ("取組", 1, 2),
            ("指標", 1, 2),
            *((year, 1, 1) for year in ("H30", "R1", "R2", "R3")),
            ("R4", 4, 1),
        ],
        [
            *(("実績(指標)", 1, 1),) * 4,
            ("内容", 1, 1),
            ("決算見込額(千円)", 1, 1),
            ("実績(指標)", 1, 1),
            ("目標(指標)", 1, 1),
        ],
    ]
    body = [
        [
            (f"{number} {sentence(random, 1)}", 1, 1),
            (f"{random.choice(_CLAUSES)}(累計)", 1, 1),
            *((value(random), 1, 1) for _ in range(4)),
            (sentence(random, random.randint(1, 4)), 1, 1),
            *((value(random), 1, 1) for _ in range(3)),
        ]
        for number in range(1, count + 1)
    ]
    widths = (3.0, 2.5, 1.5, 1.5, 1.5, 1.5, 5.0, 1.5, 1.5, 1.5)
    return MadeTable(widths, tuple(_placed(heading + body)), head=2)


def _placed(rows: Sequence[Sequence[tuple[str, int, int]]]) -> Iterable[Made]:
    """Return cells (text, columns, rows) where they come to stand, as a web page's table does."""
    taken: set[tuple[int, int]] = set()
    for y, row in enumerate(rows):
        x = 0
        for text, span, height in row:
            while (y, x) in taken:
                x += 1
            taken |= {(y + down, x + along) for down in range(height) for along in range(span)}
            yield Made(text, y, x, span, height)
            x += span


class Extra(NamedTuple):
    """What a drawn PDF has beside its pages: turned display, entries of each page and the file."""

    rotate: int = 0
    page: str = ""
    trailer: str = ""
    objects: tuple[str, ...] = ()


def draw_pdf(*pages: str, size: tuple[int, int] = (400, 300), extra: Extra | None = None) -> bytes:
    """Return pages of raw PDF drawing operators: for what typst never writes.

    /F1 is Helvetica. /X1 draws two lines, 100 to the right and 40 up, doubled by its own matrix.
    Objects of `extra` are numbered from 10.
    """
    extra = extra or Extra()
    form = "0 0 m 100 0 l S 0 0 m 0 40 l S"
    bodies = {
        1: "<</Type/Catalog/Pages 2 0 R>>",
        3: "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        4: f"<</Type/XObject/Subtype/Form/BBox[-10 -10 500 500]/Matrix[2 0 0 2 0 0]"
        f"/Length {len(form)}>>stream\n{form}\nendstream",
        **dict(enumerate(extra.objects, 10)),
    }
    kids = []
    for number, drawing in enumerate(pages):
        page = 100 + 2 * number
        kids.append(f"{page} 0 R")
        bodies[page] = (
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {size[0]} {size[1]}]/Rotate {extra.rotate}"
            f"/Contents {page + 1} 0 R/Resources<</Font<</F1 3 0 R>>/XObject<</X1 4 0 R>>>>"
            f"{extra.page}>>"
        )
        bodies[page + 1] = f"<</Length {len(drawing)}>>stream\n{drawing}\nendstream"
    bodies[2] = f"<</Type/Pages/Kids[{' '.join(kids)}]/Count {len(pages)}>>"
    return _file(bodies, extra.trailer)


def _file(bodies: dict[int, str], trailer: str) -> bytes:
    """Return numbered objects as a file with its table of offsets."""
    pdf = b"%PDF-1.7\n"
    table = ["0 1", "0000000000 65535 f "]
    for number in sorted(bodies):
        table += [f"{number} 1", f"{len(pdf):010d} 00000 n "]
        pdf += f"{number} 0 obj\n{bodies[number]}\nendobj\n".encode("latin-1")
    start = len(pdf)
    end = f"trailer<</Size {max(bodies) + 1}/Root 1 0 R{trailer}>>\nstartxref\n{start}\n%%EOF\n"
    return pdf + "\n".join(["xref", *table, end]).encode()


def at(x: float, y: float, text: str, size: float = 10) -> str:
    """Return the operators that write Latin text with its baseline starting at a point."""
    return f"BT /F1 {size} Tf {x} {y} Td ({text}) Tj ET "


def line(*points: tuple[float, float]) -> str:
    """Return the operators that stroke a line through points."""
    (x, y), *rest = points
    return f"{x} {y} m " + "".join(f"{a} {b} l " for a, b in rest) + "S "


def lattice(xs: Sequence[float], ys: Sequence[float]) -> str:
    """Return the operators that rule a table with these column and row edges."""
    across = "".join(line((xs[0], y), (xs[-1], y)) for y in ys)
    return across + "".join(line((x, ys[0]), (x, ys[-1])) for x in xs)
