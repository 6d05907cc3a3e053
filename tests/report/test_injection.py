"""Nothing in a ledger runs: no text of any field, in any report and format, nor when read again."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pypdfium2 as pdfium
import pytest
from lxml import etree, html
from pypdfium2 import raw

from hakaru.ledger.ledger import Ledger
from hakaru.read import read_files
from hakaru.report import registry
from hakaru.report.opendata import Publication, open_data
from hakaru.report.tables.wanted import Wanted
from report.hostile import EVIL, IN_PAPERS, hostile, text_fields

PAIRS = [
    (kind, suffix)
    for kind, suffixes in registry.FORMATS.items()
    if kind in registry.BUILDERS
    for suffix in suffixes
]
# What the writers themselves compute in a workbook.
OWN_FORMULA = re.compile(r"=?(?:SUM|COUNTIF|COUNTA|IF)\([^|!'@]*\)(?:/[^|!'@]*)?")
# A lone dash, and a number with a sign, compute nothing.
NUMBER = re.compile(r"[-－]{1,2}|[-+－＋][0-9][0-9,]*(?:\.[0-9]+)?[%％]?[一-龠ぁ-んァ-ヶ]{0,8}")
STARTS = tuple("=+-@＝＋－＠")


def tried(suffix: str) -> tuple[str, ...]:
    """Return the texts to try in a format: all where a spreadsheet opens it."""
    return EVIL if suffix in ("xlsx", "csv") else IN_PAPERS


def printed(of: Ledger, kind: str, suffix: str) -> bytes:
    """Return a report of a ledger; an extract is of its first member."""
    wanted = Wanted(member=of.plans[0].members[0]) if kind == "member" else Wanted()
    out = io.BytesIO()
    registry.write(registry.build(kind, of, wanted), suffix, out)
    return out.getvalue()


def test_every_text_field_is_tried() -> None:
    """The hostile ledger has the text in each field of each kind of entry that can hold one."""
    for evil in EVIL:
        assert hostile(evil)[1] == text_fields()


@pytest.mark.parametrize(
    ("kind", "suffix", "evil"), [(*pair, evil) for pair in PAIRS for evil in tried(pair[1])]
)
def test_nothing_runs(kind: str, suffix: str, evil: str) -> None:
    """Every report in every format holds the text as text."""
    of, _ = hostile(evil)
    INERT[suffix](printed(of, kind, suffix))


@pytest.mark.parametrize(
    ("kind", "suffix", "evil"),
    [
        (kind, suffix, evil)
        for kind, suffix in PAIRS
        if kind in ("cards", "matrix")
        for evil in tried(suffix)
    ],
)
def test_what_is_read_again_runs_no_more(kind: str, suffix: str, evil: str, tmp_path: Path) -> None:
    """A hostile report is read, and printed again for spreadsheets: still nothing runs."""
    path = tmp_path / f"report.{suffix}"
    path.write_bytes(printed(hostile(evil)[0], kind, suffix))
    again = read_files([path]).ledger
    assert again.projects
    for other in ("csv", "xlsx"):
        INERT[other](printed(again, kind, other))
    _open_data_is_inert(again)


@pytest.mark.parametrize("evil", EVIL)
def test_open_data_is_inert(evil: str) -> None:
    """Tables, dictionary, Data Package, DCAT and the package for CKAN."""
    _open_data_is_inert(hostile(evil)[0])


@pytest.mark.parametrize("evil", EVIL)
def test_a_hostile_publication_is_inert(evil: str) -> None:
    """What whoever publishes writes of himself: a title, a name, words to be found by."""
    text = evil.strip() + "です"
    publication = Publication(title=text, publisher=text, contact_name=text, keywords=("統計",))
    _open_data_is_inert(hostile(evil)[0], publication)


def _open_data_is_inert(of: Ledger, publication: Publication | None = None) -> None:
    """Check every file of a ledger's open data."""
    data, _ = open_data(of, publication or Publication())
    for name, content in data.files:
        if name.endswith(".csv"):
            _csv(content)
        elif name.endswith(".jsonl"):
            for line in content.decode().splitlines():
                json.loads(line)
        else:
            _metadata(json.loads(content), name)


def _metadata(content: dict[str, Any], name: str) -> None:
    """Metadata names nothing but its own files, and a page has no markup from a text."""
    for key, value in _values(content):
        if key in ("@id", "path", "url", "homepage", "@context"):
            assert re.match(
                r"https?://(?!evil)|urn:|mailto:|[a-z]+\.(?:csv|jsonl)$|spdx:", value
            ), key
        if (name, key) in (("ckan.json", "notes"), ("datapackage.json", "description")):
            assert not re.search(r"<|(?<!\\)[\[`]", value), value


def _values(content: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401 - JSON
    """Yield every text with the key it stands under."""
    if isinstance(content, dict):
        for key, value in content.items():
            yield from ((key, value),) if isinstance(value, str) else _values(value)
    elif isinstance(content, list):
        for value in content:
            yield from _values(value)


def _csv(data: bytes) -> None:
    """No field begins, behind whatever blanks, with a sign that begins a formula."""
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert rows
    for field in (field.lstrip() for row in rows for field in row):
        assert not field.startswith(STARTS) or NUMBER.fullmatch(field), field


def _workbook(data: bytes) -> None:
    """Formulas are the writer's; no link, no outside book, nothing that runs."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
        for name in names:
            assert not re.search(r"externalLink|vbaProject|activeX|connections", name)
            if name.endswith(".rels"):
                assert b"External" not in archive.read(name)
    book = openpyxl.load_workbook(io.BytesIO(data))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert any(cell.value is not None for cell in cells)
    for cell in cells:
        assert cell.hyperlink is None
        assert cell.data_type != "f" or OWN_FORMULA.fullmatch(str(cell.value)), cell.value


def _office(data: bytes) -> None:
    """No field that computes, no link, no part from outside; books inside are inert too."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            content = archive.read(name)
            if name.endswith(".rels"):
                assert b"External" not in content, name
            elif name.endswith(".xml"):
                _office_part(content)
            elif name.endswith(".xlsx"):
                _workbook(content)


def _office_part(content: bytes) -> None:
    """Instructions are page numbers alone."""
    for element in etree.fromstring(content).iter():
        tag = str(element.tag).rpartition("}")[2]
        assert tag not in ("hyperlink", "hlinkClick", "hlinkHover", "altChunk", "oleObj", "object")
        if tag == "instrText":
            assert (element.text or "").split()[:1] in (["PAGE"], ["NUMPAGES"])
        if tag == "fldSimple":
            assert set(element.values()) <= {"PAGE", " PAGE ", "NUMPAGES", " NUMPAGES "}


def _page(data: bytes) -> None:
    """No script, nothing loaded, no link, no handler, no style out of a text."""
    page = html.document_fromstring(data)
    assert "cmd" in "".join(map(str, page.itertext()))
    for element in page.iter(etree.Element):
        assert element.tag not in ("script", "img", "link", "a", "iframe", "object", "base", "form")
        for key, value in ((str(name), str(said)) for name, said in element.items()):
            assert not key.lower().startswith("on")
            assert key not in ("src", "href") or value.startswith("#")
            assert key != "style" or not re.search(r"url|expression|cmd", value)
        assert element.tag != "style" or "cmd" not in (element.text or "")


def _paper(data: bytes) -> None:
    """No script, no link, no field, nothing attached."""
    document = pdfium.PdfDocument(data)
    try:
        assert raw.FPDFDoc_GetJavaScriptActionCount(document) == 0
        assert raw.FPDFDoc_GetAttachmentCount(document) == 0
        assert document.get_formtype() == raw.FORMTYPE_NONE
        texts = []
        for page in document:
            assert raw.FPDFPage_GetAnnotCount(page) == 0
            texts.append(page.get_textpage().get_text_range())
    finally:
        document.close()
    assert "cmd" in re.sub(r"\s", "", "".join(texts))


INERT = {
    "xlsx": _workbook, "docx": _office, "pptx": _office, "html": _page, "pdf": _paper, "csv": _csv,
}  # fmt: skip
