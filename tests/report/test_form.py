"""The form of a round: what is known stands in it, fields are open, and filled in it reads back."""

import io
from pathlib import Path
from typing import Any

import docx
import openpyxl
from docx.shared import Mm

from hakaru.ledger.entries import Certainty
from hakaru.ledger.ledger import Ledger
from hakaru.read import read_files
from hakaru.report import registry
from hakaru.report.tables.wanted import Wanted
from report.making import ledger

YEAR = 2026


def form(of: Ledger, suffix: str = "xlsx", **wanted: Any) -> bytes:  # noqa: ANN401 - any part of a request
    """Return the form of a ledger, as a workbook if not told otherwise."""
    out = io.BytesIO()
    registry.write(registry.build("form", of, Wanted(**wanted)), suffix, out)
    return out.getvalue()


def opened(data: bytes) -> Any:  # noqa: ANN401 - a workbook of openpyxl
    """Return a workbook, opened again."""
    return openpyxl.load_workbook(io.BytesIO(data))


def fields(sheet: Any) -> list[Any]:  # noqa: ANN401 - cells of openpyxl
    """Return the empty cells a person may write into."""
    cells = (cell for row in sheet.iter_rows() for cell in row)
    return [
        cell
        for cell in cells
        if not isinstance(cell, openpyxl.cell.cell.MergedCell)
        and not cell.protection.locked
        and cell.value is None
    ]


def column(sheet: Any, head: str) -> str:  # noqa: ANN401 - a sheet of openpyxl
    """Return the letter of the column whose heading has some words."""
    cells = (cell for row in sheet.iter_rows() for cell in row)
    found = (cell for cell in cells if cell.column > 1 and head in str(cell.value or ""))
    return str(next(found).column_letter)


def test_the_form_asks_for_the_next_year_with_what_is_known() -> None:
    """Project, indicator, target in force and the last result stand in it; results are empty."""
    sheet = opened(form(ledger())).active
    rows = [[str(cell.value or "") for cell in row] for row in sheet.iter_rows()]
    text = "\n".join(" ".join(row) for row in rows)
    assert rows[0][0] == "みなと連携中枢都市圏 令和8年度 実績調査票"
    firms = next(row for row in sheet.iter_rows() if any(c.value == "②立地企業数" for c in row))
    assert {"社", "20社（毎年度）"} <= {cell.value for cell in firms}
    assert (17, '0"社"') in {(cell.value, cell.number_format) for cell in firms}
    assert "2026年度\n（R8年度）\n見込値\n（3月末見込み）" in text
    assert "■港市" in text
    letter = column(sheet, "見込値")
    assert all(sheet[f"{letter}{row}"].value is None for row in range(8, sheet.max_row + 1))


def test_another_year_or_scope_can_be_asked_for() -> None:
    """The year wanted stands in the title, and only the projects wanted in the rows."""
    sheet = opened(form(ledger(), fiscal_year=2025, projects=("2",))).active
    text = "\n".join(str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value)
    assert "令和7年度 実績調査票" in text
    assert "創業の促進" in text
    assert "企業誘致の推進" not in text


def test_only_fields_can_be_written_into() -> None:
    """The sheet is closed without a password; fields say what to write, and numbers are checked."""
    sheet = opened(form(ledger())).active
    assert sheet.protection.sheet
    assert not sheet.protection.password
    kinds = {rule.type for rule in sheet.data_validations.dataValidation}
    assert kinds == {"decimal", None}
    numbers = next(r for r in sheet.data_validations.dataValidation if r.type == "decimal")
    assert numbers.errorStyle == "warning"
    assert "単位" in numbers.prompt
    assert fields(sheet)
    head = sheet["A1"]
    assert head.protection.locked


def test_it_prints_on_a4_across() -> None:
    """As wide as the paper, its headings on every page, its ids neither seen nor printed."""
    sheet = opened(form(ledger())).active
    assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 9)
    assert sheet.print_title_rows
    hidden = [name for name, one in sheet.column_dimensions.items() if one.hidden]
    assert hidden == [column(sheet, "識別子")]
    ids = {cell.value for cell in sheet[hidden[0]]}
    assert {one.id for one in ledger().indicators} <= ids


def test_a_form_filled_in_is_read_with_the_ids_of_the_ledger(tmp_path: Path) -> None:
    """Values come back under their indicators: as of December, and expected for March."""
    book = opened(form(ledger()))
    sheet = book.active
    now, expected = column(sheet, "実績値\n（12月末時点）"), column(sheet, "見込値")
    told, row = column(sheet, "取組実績"), 0
    known = {one.id: one for one in ledger().indicators}
    wanted = {}
    for cell in sheet[column(sheet, "識別子")]:
        if cell.value in known:
            row = cell.row
            sheet[f"{now}{row}"], sheet[f"{expected}{row}"] = row, row + 0.5
            wanted[cell.value] = (str(row), f"{row}.5")
    sheet[f"{told}{row}"] = "・説明会を開催"
    path = tmp_path / "form.xlsx"
    book.save(path)
    found = read_files([path]).ledger
    assert [plan.id for plan in found.plans] == [plan.id for plan in ledger().plans]
    assert {one.id for one in found.indicators} == set(known)
    read = {
        one.indicator: (str(of_december.quantity.text), str(one.quantity.text))
        for one in found.actuals
        for of_december in found.actuals
        if one.certainty is Certainty.FORECAST
        and one.fiscal_year == YEAR
        and of_december.indicator == one.indicator
        and of_december.as_of is not None
        and of_december.as_of.isoformat() == "2026-12-31"
    }
    assert read == wanted
    done = next(one for one in found.activities if "説明会" in one.text)
    assert (done.fiscal_year, str(done.as_of)) == (YEAR, "2026-12-31")


def test_a_form_in_word_has_the_same_rows_and_room_to_write(tmp_path: Path) -> None:
    """Its rows are read as those of the ledger; they are tall enough for a pen."""
    path = tmp_path / "form.docx"
    path.write_bytes(form(ledger(), "docx"))
    found = read_files([path]).ledger
    assert {one.id for one in found.indicators} == {one.id for one in ledger().indicators}
    (sheet,) = docx.Document(str(path)).tables
    heights = [row.height for row in sheet.rows if row.height is not None]
    assert len(heights) >= len(ledger().indicators)
    assert min(heights) > Mm(8)
