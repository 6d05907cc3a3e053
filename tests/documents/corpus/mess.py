"""What gathers on a sheet over the years: dates in corners, notes between rows, gaps, a foot."""

from collections.abc import Mapping, Sequence

from documents.corpus.pages import Item, size
from documents.making_pdf import Made, MadeTable

BEFORE = ("資料2-1", "令和8年2月14日 企画課作成")
AFTER = (
    "（注1）実績値は各課からの報告による。",
    "（注2）四捨五入のため合計が一致しないことがある。",
    "問い合わせ先　企画課企画係（内線214）",
)
NOTE = "※担当課の変更に伴い、令和6年度から集計の方法を改めた。"


def messy(items: Sequence[Item]) -> list[Item]:
    """Return a document with a date above, a note and a gap in every table, and a foot."""
    found: list[Item] = [*BEFORE]
    found += [_with_note(item) if isinstance(item, MadeTable) else item for item in items]
    return [*found, *AFTER]


def _with_note(made: MadeTable) -> MadeTable:
    """Return a table with a note across it and a blank row, where no cell reaches over both."""
    rows, columns = size(made)
    gaps = [at for at in range(made.head + 1, rows) if _is_gap(made, at)]
    if not gaps:
        return made
    at = gaps[len(gaps) // 2]
    moved = [cell._replace(y=cell.y + 2) if cell.y >= at else cell for cell in made.cells]
    note = Made(NOTE, at, 0, columns)
    return made._replace(cells=(*moved, note))


def _is_gap(made: MadeTable, at: int) -> bool:
    """Tell whether no cell reaches over the upper edge of a row."""
    return not any(cell.y < at < cell.y + cell.rows for cell in made.cells)


def renamed(items: Sequence[Item], words: Mapping[str, str]) -> list[Item]:
    """Return a document whose headings and row labels are other words: {目標値: 計画値}."""
    return [
        item._replace(cells=tuple(_renamed(cell, words) for cell in item.cells))
        if isinstance(item, MadeTable)
        else item
        for item in items
    ]


def _renamed(cell: Made, words: Mapping[str, str]) -> Made:
    """Return a cell with its first word replaced, where that is all it says but for a bracket."""
    for word, other in words.items():
        rest = cell.text.removeprefix(word)
        if rest != cell.text and (not rest or rest[0] in "（(\n"):
            return cell._replace(text=other + rest)
    return cell
