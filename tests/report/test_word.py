"""Word documents: real styles, headings that repeat, an authority's own template."""

import io

import docx
import pytest

from hakaru.errors import UsageError
from report import making
from report.making import report, written


def name_of(style: object) -> str:
    """Return the name of a style."""
    return str(getattr(style, "name", ""))


def test_word_has_real_styles_and_headings_that_repeat() -> None:
    """Headings are headings, heading rows are repeated, rows are not broken between pages."""
    document = docx.Document(io.BytesIO(written(report("cards"), "docx")))
    styles = {paragraph.text: name_of(paragraph.style) for paragraph in document.paragraphs}
    assert styles["1 地域経済のけん引"] == "Heading 1"
    assert styles[f"{making.PLAN} 令和7年度連携事業実績状況一覧"] == "Title"
    assert {name_of(table.style) for table in document.tables} == {"Hakaru Table"}
    row = document.tables[0].rows[0]._tr.xml  # noqa: SLF001 - python-docx does not name it
    assert "w:tblHeader" in row
    assert "w:cantSplit" in row
    section = document.sections[0]
    assert (section.page_width or 0) > (section.page_height or 0)


def own_template(text: str = "") -> bytes:
    """Return an authority's template: its own style for headings, a word before the report."""
    document = docx.Document()
    document.styles["Heading 1"].font.name = "市の書体"
    document.add_paragraph("表紙")
    document.add_paragraph(text)
    document.add_paragraph("奥付")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("text", "order"), [("{{report}}", ["表紙", "title", "奥付"]), ("", ["表紙", "奥付", "title"])]
)
def test_an_authoritys_own_template(text: str, order: list[str]) -> None:
    """Its styles and texts stay; the report stands where it says {{report}}, else at the end."""
    data = written(report("cards"), "docx", own_template=own_template(text))
    document = docx.Document(io.BytesIO(data))
    title = f"{making.PLAN} 令和7年度連携事業実績状況一覧"
    found = [p.text for p in document.paragraphs if p.text in ("表紙", "奥付", title)]
    assert [{title: "title"}.get(text, text) for text in found] == order
    assert document.styles["Heading 1"].font.name == "市の書体"
    assert name_of(document.tables[0].style) == "Hakaru Table"
    assert data == written(report("cards"), "docx", own_template=own_template(text))


@pytest.mark.parametrize("data", [b"", b"no archive", b"PK\x03\x04 broken"])
def test_a_template_that_is_no_word_document(data: bytes) -> None:
    """It is refused in one line."""
    with pytest.raises(UsageError, match=r"template\.unreadable"):
        written(report("cards"), "docx", own_template=data)
