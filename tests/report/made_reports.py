"""Small reports as data, for the tests of writers."""

import io
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from msgspec.structs import replace

from hakaru.report.charts import Chart, ChartKind, Series, SeriesRole
from hakaru.report.pdf import write as write_pdf
from hakaru.report.slides import write as write_slides
from hakaru.report.tables.model import (
    Align,
    Block,
    Cell,
    Layout,
    Part,
    Report,
    Role,
    Row,
    Table,
    Text,
    Tone,
    parts_of,
)
from hakaru.report.words import Language

CHART = Chart(
    title="参加者数",
    kind=ChartKind.LINE,
    categories=("2024", "2025"),
    series=(
        Series("実績値", (Decimal(90), Decimal("120.5")), SeriesRole.ACTUAL),
        Series("目標値", (Decimal(100), None), SeriesRole.TARGET),
    ),
    unit="人",
    description="参加者数は90人から120.5人に増え、目標の100人を超えた。",
)


def report(*parts: Part | Iterable[Block], layout: Layout = Layout.FLOW, **fields: Any) -> Report:  # noqa: ANN401 - any field of a report
    """Return a report of parts, each given as such or as its blocks."""
    made = [part if isinstance(part, Part) else Part(blocks=tuple(part)) for part in parts]
    told = {"kind": "summary", "title": "川霧圏域 評価のまとめ", "subject": "川霧圏域ビジョン"}
    return Report(
        **{"lang": Language.JA, "day": date(2025, 12, 31), **told, **fields},
        layout=layout,
        parts=parts_of(made),
    )


def table(*rows: Iterable[str | Cell], head_rows: int = 1, **fields: Any) -> Table:  # noqa: ANN401 - any field of a table
    """Return a table of texts under one row of headings."""
    made = []
    for number, row in enumerate(rows):
        plain = Cell(head="column", align=Align.CENTRE) if number < head_rows else Cell()
        cells = (one if isinstance(one, Cell) else replace(plain, text=one) for one in row)
        made.append(Row(tuple(cells)))
    width = max(len(row.cells) for row in made)
    told = {"caption": "一覧", "widths": (10.0,) * width}
    return Table(**{**told, **fields}, rows=tuple(made), head_rows=head_rows)


def band(text: str, span: int) -> Row:
    """Return a row across a table that names what follows."""
    return Row((Cell(text, span=span),), band=1)


def card(number: int, name: str, activities: str) -> Part:
    """Return a card as offices print them, in a few rows."""
    rows = (
        Row(
            (
                Cell("No.", head="row"),
                Cell(str(number), strong=True),
                Cell("事業名", head="row"),
                Cell(name, span=2, strong=True),
            )
        ),
        Row((Cell("参加市町村", head="row"), Cell("■川霧市 □霧下町", span=4))),
        Row(
            (
                Cell("実績値", head="row", rows=2),
                *(Cell(text, head="column") for text in ("2024年度", "評価", "2025年度", "評価")),
            )
        ),
        Row(
            (
                Cell("①27社"),
                Cell("◎", tone=Tone.MET, reading="達成済み"),
                Cell("①15社"),
                Cell("×", tone=Tone.MISSED, reading="未達"),
            )
        ),
        Row((Cell("取組実績", head="row"), Cell(activities, span=4, underlined=((0, 3),)))),
    )
    made = Table(caption=name, widths=(8.0, 20.0, 8.0, 20.0, 8.0), rows=rows, keep=True)
    note = Text(Role.NOTE, f"※ 事業{number}の注")
    return Part(name=f"{number} {name}", blocks=(made, note))


def pdf_of(made: Report, **options: Any) -> bytes:  # noqa: ANN401 - any option of the writer
    """Return a report as a PDF in which every character could be shown."""
    out = io.BytesIO()
    assert write_pdf(made, out, **options) == ()
    return out.getvalue()


def pptx_of(made: Report, **options: Any) -> bytes:  # noqa: ANN401 - any option of the writer
    """Return a report as slides."""
    out = io.BytesIO()
    write_slides(made, out, **options)
    return out.getvalue()
