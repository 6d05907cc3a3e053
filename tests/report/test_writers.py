"""Files of every format: the same bytes every time, and nothing that anything would run."""

import csv
import io
import re
import tracemalloc
import zipfile
from collections.abc import Iterable
from typing import BinaryIO, cast

import openpyxl
import pytest
from lxml import html
from msgspec.structs import replace

from hakaru.errors import UsageError
from hakaru.ledger.ledger import Ledger
from hakaru.read.formats.guard import guarded, unguarded
from hakaru.report import registry
from hakaru.report.tables.model import Layout, Part, Report, Role, Text, parts_of
from hakaru.report.tables.printing import printed
from hakaru.report.tables.wanted import Wanted
from hakaru.report.words import Language
from report import making
from report.making import endless, ledger, report, written
from report.nasty import NASTY

OFFICE = ("xlsx", "docx", "html", "csv")
KINDS = ("cards", "matrix", "vision", "summary", "changes", "participation", "member")
SIGNS = "=+-@＝＋－＠\t\r"
# Some spreadsheets take blanks in front off before they look.
BLANKS = (" =1+1", "\u3000=1+1", "' =1+1", "  -1+1")


def hostile() -> Ledger:
    """Return the small plan with a formula in every text field."""
    evil = "=cmd|' /C calc'!A0"
    of = ledger()
    return replace(
        of,
        plans=(making.plan(title=f"{evil} 令和7年度実績", members=(evil, *making.MEMBERS)),),
        sections=tuple(replace(one, title=evil) for one in of.sections),
        projects=tuple(
            replace(
                one, name=evil, number=f"{one.number}", summary=evil, ended=evil,
                participants=(evil,), responsibilities=((evil, evil),),
            )
            for one in of.projects
        ),
        indicators=tuple(replace(one, name=evil) for one in of.indicators),
        targets=tuple(
            replace(one, quantity=replace(one.quantity, text=evil), reason=evil)
            for one in of.targets
        ),
        actuals=tuple(
            replace(one, quantity=replace(one.quantity, text=evil), published_grade=evil)
            for one in of.actuals
        ),
        budgets=tuple(replace(one, text=evil, amount_yen=None) for one in of.budgets),
        activities=tuple(replace(one, text=evil) for one in of.activities),
    )  # fmt: skip


def wanted(kind: str) -> Wanted:
    """Return a request; an extract is of a member."""
    return Wanted(member="港市") if kind == "member" else Wanted()


@pytest.mark.parametrize("suffix", OFFICE)
@pytest.mark.parametrize("kind", KINDS)
def test_the_same_ledger_gives_the_same_bytes(kind: str, suffix: str) -> None:
    """No clock and no chance is in a file, so that two of them can be compared."""
    first, again = (written(report(kind, wanted(kind)), suffix) for _ in range(2))
    assert first == again


@pytest.mark.parametrize("suffix", ["xlsx", "docx"])
def test_files_carry_the_day_of_their_results(suffix: str) -> None:
    """The parts of an archive have one fixed time, the file the day its results were known."""
    data = written(report("cards"), suffix)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        (time,) = {info.date_time for info in archive.infolist()}
        assert time[0] == 1980
        assert b"2026-05-31T00:00:00Z" in archive.read("docProps/core.xml")


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "member"])
def test_no_text_becomes_a_formula_in_excel(kind: str) -> None:
    """Only the writer's own formulas are formulas, and nothing is a link."""
    data = written(report(kind, of=hostile()), "xlsx")
    book = openpyxl.load_workbook(io.BytesIO(data))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    formulas = {cell.value for cell in cells if cell.data_type == "f"}
    assert all(re.match(r"=(?:SUM|COUNTIF|IF)\(", str(value)) for value in formulas)
    assert any("cmd" in str(cell.value) for cell in cells if cell.data_type == "s")
    assert not any(cell.hyperlink for cell in cells)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "member"])
def test_no_text_becomes_a_formula_in_csv(kind: str) -> None:
    """Every field that a spreadsheet would compute has an apostrophe in front."""
    text = written(report(kind, of=hostile()), "csv").decode("utf-8-sig")
    fields = [field for row in csv.reader(io.StringIO(text, newline="")) for field in row]
    assert any(field.startswith("'=cmd") for field in fields)
    assert not [
        field
        for field in fields
        if field[:1] in set(SIGNS) and not re.fullmatch(r"[-－]|-[0-9,.]+", field)
    ]


def test_no_text_becomes_a_field_in_word() -> None:
    """Word fields and links come from the writer alone: the page number at the foot."""
    with zipfile.ZipFile(io.BytesIO(written(report("cards", of=hostile()), "docx"))) as archive:
        body = archive.read("word/document.xml")
    assert b"=cmd" in body
    assert not re.search(rb"<w:(?:fldSimple|instrText|hyperlink)", body)


def test_no_text_becomes_markup_on_a_page() -> None:
    """Tags in a text are shown, not obeyed; the page has no script and loads nothing."""
    of = replace(
        ledger(),
        projects=tuple(
            replace(one, name='<script>alert(1)</script><img src="http://x/">"\'')
            for one in ledger().projects
        ),
    )
    for kind in ("cards", "slides"):
        page = html.document_fromstring(written(report(kind, of=of), "html"))
        elements = list(page.iter())
        assert not {"script", "img", "link", "a"} & {element.tag for element in elements}
        assert not any(element.get("src") for element in elements)
        assert "<script>alert(1)" in "".join(map(str, page.itertext()))
        assert not any("http" in (style.text or "") for style in page.iter("style"))


@pytest.mark.parametrize(
    "text", [*NASTY, *BLANKS, "-", "－", "▲5", "-2939", "-2,939人", "'", "''=x", "'-"]
)
def test_the_guard_of_csv_goes_both_ways(text: str) -> None:
    """Guarding and reading give the text back; a dash and plain numbers need no guard."""
    text = printed(text)
    assert unguarded(guarded(text)) == text
    assert guarded(text).lstrip()[:1] not in set(SIGNS) or re.fullmatch(
        r"[-－]{1,2}|-[0-9,]+人?", guarded(text)
    )


def test_pairs_that_cannot_be_made_are_refused() -> None:
    """Each kind says in which formats there is it."""
    with pytest.raises(UsageError) as refused:
        registry.check_pair("cards", "pptx")
    assert refused.value.values["formats"] == "xlsx, docx, pdf, html, csv"


class Nowhere:
    """Takes bytes and forgets them."""

    def write(self, data: bytes) -> int:
        """Forget them."""
        return len(data)

    def writelines(self, lines: Iterable[bytes]) -> None:
        """Forget them all."""
        for line in lines:
            self.write(line)

    def flush(self) -> None:
        """Nothing waits."""


@pytest.mark.parametrize("suffix", ["docx", "html", "csv"])
def test_memory_does_not_grow_with_the_report(suffix: str) -> None:
    """Ten times the cards take no more room while they are written, the file itself aside."""
    peaks = []
    for count in (40, 400):
        made = endless(count)
        tracemalloc.start()
        registry.write(made, suffix, cast("BinaryIO", Nowhere()))
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 2 * peaks[0]


def test_progress_is_told_part_by_part() -> None:
    """From nothing done to all, once for each part."""
    told: list[tuple[int, int]] = []

    def progress(done: int, total: int) -> None:
        """Remember what was told."""
        told.append((done, total))

    registry.write(report("cards"), "html", io.BytesIO(), progress=progress)
    assert told == [(0, 4), (1, 4), (2, 4), (3, 4), (4, 4)]


def test_a_report_without_tables_is_written_too() -> None:
    """Lines alone are a report in every format."""
    made = Report(
        kind="cards", title="題", subject="", lang=Language.JA, layout=Layout.FLOW,
        parts=parts_of([Part(blocks=(Text(Role.TITLE, "題"), Text(Role.BULLET, "項目")))]),
    )  # fmt: skip
    for suffix in OFFICE:
        assert written(made, suffix)
