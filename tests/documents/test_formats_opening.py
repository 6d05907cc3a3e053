"""How files are opened: the format is known by the content, and trouble is named, never a crash."""

import hashlib
import io
import subprocess
import sys
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from docx.document import Document as WordFile
from hypothesis import given
from hypothesis import strategies as st

from documents.making_formats import (
    OPEN_SHEET,
    fill_hidden,
    fill_results,
    make_compound,
    make_open_sheet,
    make_raw_word,
    make_raw_workbook,
    make_word,
    make_workbook,
    old_workbook,
    packed,
    paragraph,
    run,
)
from hakaru.errors import UnreadableInputError, UsageError
from hakaru.read.formats import open_grids, read_grids
from hakaru.read.formats.bounds import LIMITS, Limits
from hakaru.read.formats.opening import open_document, recognise
from hakaru.source import Document


def fill_table(file: WordFile) -> None:
    """Fill a Word document with a heading and a table."""
    file.add_heading("連携事業", level=1)
    file.add_table(rows=2, cols=2).cell(1, 1).text = "92.5%"


WORKBOOK = make_workbook(fill_results, fill_hidden)
WORD = make_word(fill_table)
OPEN = make_open_sheet(
    "<table:table-row><table:table-cell><text:p>値</text:p></table:table-cell></table:table-row>"
)
PAGE = "<!DOCTYPE html><html><body><table><tr><td>値<td>5回</table></body></html>".encode()
CSV = "指標,値\n会議,1回\n".encode("cp932")
WHOLE = {
    "xlsx": WORKBOOK,
    "xls": old_workbook(),
    "ods": OPEN,
    "docx": WORD,
    "html": PAGE,
    "csv": CSV,
}


def refusal(data: bytes, name: str, limits: Limits = LIMITS) -> UnreadableInputError:
    """Return why a file of this content and name cannot be read."""
    with pytest.raises(UnreadableInputError) as caught:
        read_grids(data, Document(file=name, digest="", format=recognise(data, name, limits)))
    return caught.value


@pytest.mark.parametrize(
    ("data", "name", "format_"),
    [
        (WORKBOOK, "実績.xlsx", "xlsx"),
        (WORKBOOK, "実績.xls", "xlsx"),
        (old_workbook(), "実績.xls", "xls"),
        (OPEN, "実績.ods", "ods"),
        (WORD, "実績.doc", "docx"),
        (b"\n%PDF-1.7 ...", "実績.pdf", "pdf"),
        (PAGE, "実績.xls", "html"),
        ("<table><tr><td>値</table>".encode(), "実績.xls", "html"),
        (PAGE.decode().encode("utf-16"), "実績", "html"),
        (CSV, "実績.csv", "csv"),
        (CSV, "実績", "csv"),
        ("指標\t値\n会議\t1回\n".encode(), "実績.tsv", "csv"),
        ("指標\t値\n会議\t1回\n".encode(), "実績.txt", "text"),
        ("<ul><li>一</ul><table>".encode(), "実績.txt", "text"),
        ("まえがき。\n本文、続き。\n".encode(), "実績", "text"),
        (b'{"schema":"hakaru.ledger/1"}\n', "実績.jsonl", "ledger"),
        (b'{"schema":"hakaru.ledger/1"}\n', "実績", "ledger"),
    ],
)
def test_the_content_tells_the_format(data: bytes, name: str, format_: str) -> None:
    """Officials' files carry wrong endings; the ending counts only between plain texts."""
    assert recognise(data, name) == format_


@pytest.mark.parametrize("format_", WHOLE)
def test_a_file_is_opened_and_read_by_its_format(format_: str, tmp_path: Path) -> None:
    """One call gives the document with its digest, the grids and the findings."""
    path = tmp_path / f"実績.{format_}"
    path.write_bytes(WHOLE[format_])
    found, grids, _ = open_grids(path)

    assert found.file == path.name
    assert found.format == format_
    assert found.digest == hashlib.sha256(WHOLE[format_]).hexdigest()
    assert all(grid.document == found for grid in grids)
    assert sum(len(row.cells) for grid in grids for row in grid.rows) > 0


def test_a_ledger_is_not_a_document_of_cells(tmp_path: Path) -> None:
    """A ledger is read by the ledger's own reader; asking for its cells is wrong use."""
    path = tmp_path / "台帳.jsonl"
    path.write_text('{"schema":"hakaru.ledger/1"}\n', encoding="utf-8")

    with pytest.raises(UsageError) as caught:
        open_grids(path)
    assert caught.value.code == "file.no_document"


@pytest.mark.parametrize(
    ("content", "code"),
    [(None, "file.missing"), (b"", "file.empty"), (b" \r\n\t", "file.empty")],
)
def test_files_that_hold_nothing(content: bytes | None, code: str, tmp_path: Path) -> None:
    """A missing file and a blank one are told apart; the error names the file as it was given."""
    path = tmp_path / "実績.xlsx"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(UnreadableInputError) as caught:
        open_document(path)

    assert (caught.value.code, caught.value.values) == (code, {"file": str(path)})


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    """A folder is named as one."""
    with pytest.raises(UnreadableInputError) as caught:
        open_document(tmp_path)

    assert caught.value.code == "file.is_directory"


def test_a_name_that_no_file_can_have_is_missing() -> None:
    """Nothing that can be typed as a file's name ends in a crash."""
    for name in ("a\0b", "x" * 5000):
        with pytest.raises(UnreadableInputError) as caught:
            open_document(Path(name))
        assert caught.value.code == "file.missing"


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Permission is asked of the system when the file is opened, not guessed before."""
    path = tmp_path / "実績.xlsx"
    path.write_bytes(WORKBOOK)

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(UnreadableInputError) as caught:
        open_document(path)

    assert caught.value.code == "file.not_permitted"


def test_a_file_beyond_the_limit_is_refused_unread(tmp_path: Path) -> None:
    """The limit can be set; the error tells it."""
    path = tmp_path / "実績.csv"
    path.write_bytes(CSV)
    with pytest.raises(UnreadableInputError) as caught:
        open_document(path, Limits(file_bytes=len(CSV) - 1))

    assert caught.value.code == "file.too_large"
    assert caught.value.values["limit"] == str(len(CSV) - 1)
    assert open_document(path, Limits(file_bytes=len(CSV)))[1] == CSV


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"\x89PNG\r\n\x1a\n....", "picture"),
        (b"\xff\xd8\xff\xe0....", "picture"),
        (b"{\\rtf1 text}", "rtf"),
        (b"\x7fELF\x02\x01\x01\x00\x00\x00\x00\x00", "binary"),
        (bytes(range(1, 32)) * 9, "binary"),
        (packed({"ppt/presentation.xml": "<p/>"}), "pptx"),
        (packed({"xl/workbook.bin": "x"}), "xlsb"),
        (packed({"mimetype": "application/vnd.oasis.opendocument.text"}), "zip"),
        (make_compound(WordDocument=b"x"), "doc"),
        (make_compound(Other=b"x"), "ole"),
        (make_compound(Book=b"\x09\x08\x04\x00\x00\x05\x05\x00"), "xls5"),
        (b'<?xml version="1.0"?><Workbook xmlns="urn:s"><Table/></Workbook>', "xml"),
    ],
)
def test_what_is_not_read_is_named(data: bytes, found: str) -> None:
    """An unknown format is refused with what it seems to be, so that the user knows what to do."""
    error = refusal(data, "実績.xls")

    assert error.code == "file.unknown_format"
    assert error.values == {"file": "実績.xls", "found": found}


def test_locked_files_are_named_as_such() -> None:
    """A password is asked for by nobody here: the file must be saved without it."""
    locked_zip = bytearray(WORKBOOK)
    entry = locked_zip.index(b"PK\x01\x02")
    locked_zip[entry + 8] |= 1
    locked_sheet = packed(
        {
            "mimetype": OPEN_SHEET,
            "META-INF/manifest.xml": "<manifest><encryption-data/></manifest>",
            "content.xml": "x",
        }
    )
    locked_old = make_compound(Workbook=b"\x09\x08\x04\x00\x00\x06\x05\x00\x2f\x00\x02\x00\x00\x00")

    for data in (
        make_compound(EncryptedPackage=b"x", EncryptionInfo=b"x"),
        bytes(locked_zip),
        locked_sheet,
        locked_old,
    ):
        assert refusal(data, "実績.xlsx").code == "file.encrypted"


def test_packed_files_that_grow_beyond_bounds_are_refused() -> None:
    """Too large unpacked, too much larger than packed, and too many parts."""
    large = packed({"xl/workbook.xml": b"\0" * 3_000_000})
    many = packed({f"xl/{number}": "" for number in range(50)})

    assert refusal(large, "a.xlsx").code == "file.zip_bomb"
    assert refusal(WORKBOOK, "a.xlsx", Limits(unpacked_bytes=10_000)).code == "file.zip_bomb"
    assert refusal(many, "a.xlsx", Limits(members=49)).code == "file.zip_bomb"


def test_a_part_that_lies_about_its_size_is_damaged() -> None:
    """A part may declare ten bytes and unpack to a thousand million: it is never unpacked whole."""
    data = bytearray(make_raw_workbook("<sheetData/>" + " " * 100_000))
    with zipfile.ZipFile(io.BytesIO(data)) as container:
        size = container.getinfo("xl/worksheets/sheet1.xml").file_size
    at = data.rindex(size.to_bytes(4, "little"))
    data[at : at + 4] = (10).to_bytes(4, "little")

    assert refusal(bytes(data), "a.xlsx").code == "file.damaged"


ENTITY = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'


@pytest.mark.parametrize(
    "part",
    ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/_rels/workbook.xml.rels"],
)
def test_office_files_with_a_document_type_are_refused(part: str) -> None:
    """Entities could read files of this machine or grow without end; office files have none."""
    whole = make_raw_workbook("<sheetData/>")
    with zipfile.ZipFile(io.BytesIO(whole)) as container:
        parts = {name: container.read(name) for name in container.namelist()}
    parts[part] = ENTITY.encode() + parts[part]

    error = refusal(packed(parts), "a.xlsx")
    assert (error.code, error.values["part"]) == ("file.xml_entity", part)


def test_word_and_open_documents_with_a_document_type_are_refused() -> None:
    """The same holds for every format made of XML parts."""
    word = {"_rels/.rels": "", "word/document.xml": ENTITY + "<w/>"}
    with zipfile.ZipFile(io.BytesIO(make_raw_word(paragraph(run("x"))))) as container:
        word["_rels/.rels"] = container.read("_rels/.rels").decode()
    sheet = {"mimetype": OPEN_SHEET, "content.xml": ENTITY + "<a><style/></a>"}

    assert refusal(packed(word), "a.docx").code == "file.xml_entity"
    assert refusal(packed(sheet), "a.ods").code == "file.xml_entity"


@pytest.mark.parametrize(
    "data",
    [
        WORKBOOK[: len(WORKBOOK) // 2],
        old_workbook()[:3000],
        packed({"xl/workbook.xml": "<workbook/>"}),
        packed({"mimetype": OPEN_SHEET}),
        packed({"_rels/.rels": "<Relationships", "word/document.xml": "<w/>"}),
    ],
)
def test_cut_and_incomplete_files_are_damaged(data: bytes) -> None:
    """Half a file is refused, and the error names the part that is broken."""
    error = refusal(data, "a.xlsx")

    assert error.code == "file.damaged"
    assert error.values["part"]


def survives(data: bytes, name: str) -> None:
    """Read anything: it gives grids without blank cells, or says why not; nothing else gets out."""
    with suppress(UnreadableInputError):
        document = Document(file=name, digest="", format=recognise(data, name))
        if document.format not in ("ledger", "pdf"):
            grids, _ = read_grids(data, document)
            assert all(cell.text for grid in grids for row in grid.rows for cell in row.cells)


ENDINGS = st.sampled_from(["xlsx", "xls", "ods", "docx", "html", "csv", "txt", ""])


@given(st.binary(min_size=1, max_size=400), ENDINGS)
def test_any_bytes_are_read_or_refused(data: bytes, ending: str) -> None:
    """No content whatever, under no name, ends in another error."""
    survives(data, f"a.{ending}")


@given(st.sampled_from(list(WHOLE)), st.floats(0, 1))
def test_cut_files_are_read_or_refused(format_: str, share: float) -> None:
    """Mail and USB sticks cut files off."""
    data = WHOLE[format_]
    survives(data[: int(len(data) * share)] or b"x", f"a.{format_}")


CHANGES = st.lists(st.tuples(st.floats(0, 0.999), st.integers(0, 255)), min_size=1, max_size=12)


@given(st.sampled_from(list(WHOLE)), CHANGES)
def test_changed_files_are_read_or_refused(format_: str, changes: list[tuple[float, int]]) -> None:
    """Some bytes are wrong anywhere in the file."""
    data = bytearray(WHOLE[format_])
    for share, value in changes:
        data[int(len(data) * share)] = value
    survives(bytes(data), f"a.{format_}")


@given(st.sampled_from(["xlsx", "ods", "docx"]), st.data())
def test_changed_parts_are_read_or_refused(format_: str, source: st.DataObject) -> None:
    """The container is whole, but one part inside is cut, changed or missing."""
    with zipfile.ZipFile(io.BytesIO(WHOLE[format_])) as container:
        parts = {name: container.read(name) for name in container.namelist()}
    name = source.draw(st.sampled_from(sorted(parts)))
    content = bytearray(parts[name])
    for share, value in source.draw(CHANGES):
        if content:
            content[int(len(content) * share)] = value
    ways: list[Callable[[], bytes | None]] = [
        lambda: bytes(content),
        lambda: bytes(content[: len(content) // 2]),
        lambda: None,
    ]
    changed = source.draw(st.sampled_from(ways))()
    if changed is None:
        del parts[name]
    else:
        parts[name] = changed
    survives(packed(parts), f"a.{format_}")


def test_no_library_is_loaded_before_a_file_needs_it() -> None:
    """A command that reads no Word file does not wait for what reads Word files."""
    check = (
        "import sys, hakaru.read.formats;"
        "print([name for name in ('lxml', 'docx', 'openpyxl', 'pypdfium2') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"
