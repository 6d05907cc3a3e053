"""Makes small documents in each format, whole ones and odd ones, for the reading tests."""

import io
import struct
import zipfile
import zlib
from base64 import b64decode
from collections.abc import Callable, Mapping
from datetime import date

import docx
import xlsxwriter
from docx.document import Document as WordFile
from xlsxwriter.worksheet import Worksheet

from hakaru.source import Document

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_ODS = "urn:oasis:names:tc:opendocument:xmlns"
OPEN_SHEET = "application/vnd.oasis.opendocument.spreadsheet"

# A workbook of 1997 to 2003, as LibreOffice 7.4 writes it: the sheet of `fill_results` and a
# hidden one. Packed with zlib: a binary file of 8 KB that no library here can write.
_OLD_WORKBOOK = """
eNrtWH1sFEUUf7O7d93rB3ctVKDgcYiFAqUsooDycYWComIxBYEgFkq5YqW0pKBRI1hEItGSoCQajAliEDUaPxNJFKTlH/0D
AhHRSJQAEaMRzWn8IgHO33s7d72WnvaKkqidzW9n5+3MvDfz3rx5M4cP5Z7Y8VbBSeqQJpJJF2I+8ibRFJAdLwSIDE27EIvF
4uRYT/pXpfM6Zx1a0J8HYJ1nADbgAzKBLK3nHJ33pP9GqqAGPGsoRDOoHnkjPUDppCtgMcn9daXNhS7W62rq4d99/uy/2Y+b
wF+tf/b9vP57AX53C6BcIA/oDfQB8sUmiPoC/YD+QAEwABgIXAkEgUFACBgMXAUMAa4GCoGhwDCgCBgOjABGAsXAKKAEGA04
wBjgGmAscC1wHTAOGK/Heb3OGZPwPVmXw8hLe3xZzGdDi14PvZ9zgFUuuj8Ji3jTahW7OAUsolVsG2VVddWhy5WmiQxVimVo
gZFOVhZs1aDngF70htD3yHuy2J+oMzRB2/QCo1Sk3yzvq+TdC29Fu6XNMaGMgSV+IXa+RZaBogxVRlVUR7W0FJ6wFjUK6CNe
YQ9LDV4faqr84VqX9tdpxxurSZWLJ27AupiDOvW0Gl9ldAvdKpQy3cbSbVQX2/AY7T8do9OuRld6DVrZtJN9xE2R+khjVV3Q
8tGLbCNOiVMYtDJpFzuSIcVDhjhBK4tegntRDuzovfKglUMvs2d5AGn0ytHLgpZNr7D7wfcJcSE76ZdYKMldtYSYzrIJ/eeu
0Y006fS/o+/E3HU2zyPd+tGO9OEp6MUp6CNS0H2d0j1xeYo6yvmiS7c60neloL+Ugv5yCvorndIT8tjt6Rkp6HYKujcF3e2/
yN0lNX2rASGaKMZ5oMmUPLfJK3lekyV576YMyfs0eWJLxJltxMZ8ozhvQ22/c8q6jdiwQ9nsBpU6tKmZ2HEqalU2QDR3s6Lv
sPSxgUcXCl9vVKzAdoMAk9oOdkbS91jKirKj3SeuYr1CYGC3KGyhdikFfwy4oYENtja2fvs3eJFztEdCh0wJJ3wmfVXePHc8
rancVclicqzhRh4eFvH5p5udxU7fikzyWbR/zvMVIfIvmnyPUamcxXWFFUYl1zcxnV7kGZL7PNjuj897ajC7sOPzmIuCbIZU
5OrMQI0qX7oCWVb5sbUJNrM2cdXyWZt+uC+TmiXnOXI8XGG+s9s553zkxCB5Ji33uoFPtZ0PtK2WfJ0bPDx3Fw2020WzwXwZ
ppl3nVwZaQDCjSob+N2pcQXhxUJvarMKKmTlU7Fajz+t1ghpMVLej0jdPmDpIzWUZtGHzdsiYxEmVQC3iyQbpOKj8h6KTpfX
cPo6PCzpuyjB7Jvw8KTvHdggfRBVLAY9FKtiNVbSkXC/bO+G1iUnworuwB+b1spceOhx2y+tucyqKPT5xUq4jBlQ8f9k9JIs
I/G2jYB8W+Dj7tZ+oSn5355mCK/2NLOTtpbI7tJCmuZJosXreTvQzottxnX5gYxNocSPSSZkVxLOPruN0/fhvdhMeY76UnDh
rVi4UyTALThkYKuvPGhADu5Rgc8Aack9GBIsuz38GF4Hc2Fl+umJLWwmg1AyEv95OZEE3dPRrCUIS96L6MaAMH76FdGaX7pz
2ZgSVXPZLSnE12aiZCDSthIlE4J7dMmSdl5d8kgsnqFLXvnHpnFaBuImk84gJgDvaECJFUftuGOweHBm9HcZpBUtkgn0RQOd
nDoMypR2LIBH129B/kK2S+e+WB9zVFYUzgFrg8S5MZ/HRBbX9SwQsZrkvV7FYidpg+IzxT4VgGwtQmdHp2i/4oPOYcWkj+V9
RN6fyvszcZ4x1Q+KlE8KGzxT+0xDzCIg7o6V1SrSmMg9cs7Ila3rLpw38qGd/ol5iqccmMzP248s+7B25tm3c346nn/6nTNt
f8/I/OZIH++qvHj0Kmp394JJOE2p2yrYUTY443G8KQEKQe6nD2htm5VP5wPBVJs15yGaYuTRu17Sp5xJsrz59OUXG9E+ndNy
+OvldrKaVPwcefk8G/0jTizuvDp3Yu2dlEpsdYZ2UvF+kp0F0wbIpJ+B4+UVMVPOse6KUHob5RXhpLMibFetojO6dJ2lkxRO
wGame4cQsA03EHF/3chn9ttqqxsbVjfUrAnNuL86Uhe6fvyouVVLI3V1ETGFabU1NRMu5e5CudPe7XQhFtfZRf3SiY3bfzo7
++7Aq0/aNHLYO5+zTh7SNsz/J+gFVKrnbZa+51ig7zqW6fuOVdo2vj3v3l0Y+u6hNInfRd8HHhy958EvVfJ3OvJL6HX04NHn
SgYEtj4D+YvPvj6dl38H2iJ9z6I0Akmy3q7DOdJ3LfExG1rGuM3zmKeuWjUv0ri6tqG+/VjZysZcU+IgUU/676W/8/5X7K+D
D+msDdtkqXaI88G9kVbgQMJyrEhb/jwJoNwNMZbGveonOXE/UQa+K7HGZ0OGe7rF30y6g+1KG16DNyf81Gyqo0i39cfhZLr3
vzfou1q5k6I5dC/Gv5KqRPc3wwpqRCdMWUO1+K7/k76KNH9PGvM/EXgtwX86OFSLDBGxwPTkmdCN8U9J4v9/v///A3Isg6U=
"""


def document(name: str, format_: str) -> Document:
    """Return the document that a reader is told of."""
    return Document(file=name, digest="", format=format_)


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    """Return a zip container with these parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as container:
        for name, content in parts.items():
            container.writestr(name, content)
    return stream.getvalue()


def relations(**targets: str) -> str:
    """Return a part of links: each is an id, `kind_number`, and where it leads."""
    links = "".join(
        f'<Relationship Id="{name}" Type="{R}/{name.partition("_")[0]}" Target="{target}"/>'
        for name, target in targets.items()
    )
    return f'<Relationships xmlns="{_PACKAGE}">{links}</Relationships>'


def make_workbook(*fillers: Callable[[xlsxwriter.Workbook, Worksheet], None]) -> bytes:
    """Return an .xlsx workbook with a sheet for each filler, named 表1, 表2 and so on."""
    stream = io.BytesIO()
    workbook = xlsxwriter.Workbook(stream)
    for number, fill in enumerate(fillers, 1):
        fill(workbook, workbook.add_worksheet(f"表{number}"))
    workbook.close()
    return stream.getvalue()


def fill_results(book: xlsxwriter.Workbook, sheet: Worksheet) -> None:
    """Fill a sheet with what forms of results hold: formats, merges, styles, hidden parts."""
    underlined, struck = book.add_format({"underline": 1}), book.add_format({"font_strikeout": 1})
    sheet.merge_range("A1:D1", "令和7年度実績")
    sheet.write("A2", 0.925, book.add_format({"num_format": "0.0%"}))
    sheet.write("B2", 1234567, book.add_format({"num_format": "#,##0"}))
    sheet.write("C2", 15, book.add_format({"num_format": '0"人"'}))
    sheet.write("D2", date(2025, 12, 31), book.add_format({"num_format": "yyyy/m/d"}))
    sheet.write("E2", date(2025, 9, 11), book.add_format({"num_format": "m/d"}))
    sheet.write_row("A3", [1.1, 92.5])
    sheet.write_formula("C3", "=A3*2", None, 2.2)
    sheet.write_row("D3", [-3, 0])
    sheet.write_rich_string("A4", "参加 ", underlined, "小樽市", "、", underlined, "江別市")
    sheet.write_rich_string("B4", struck, "5回", "→10回")
    sheet.write("C4", "中止", struck)
    sheet.write("D4", "下線", underlined)
    sheet.write("A5", "隠れた行")
    sheet.set_row(4, None, None, {"hidden": True})
    sheet.write("G2", "隠れた列")
    sheet.set_column("G:G", None, None, {"hidden": True})
    sheet.write_comment("A2", "前年度は72.2%")
    sheet.set_header("&L資料3&R&P")
    sheet.write("A6", "一行目\n二行目")
    sheet.write("A7", "\u3000")


def fill_hidden(_: xlsxwriter.Workbook, sheet: Worksheet) -> None:
    """Fill a hidden sheet."""
    sheet.write("B2", "隠しシート")
    sheet.hide()


def old_workbook() -> bytes:
    """Return an .xls workbook with the content of `fill_results` and `fill_hidden`."""
    return zlib.decompress(b64decode(_OLD_WORKBOOK))


def make_raw_workbook(
    sheet: str, *, strings: str = "", styles: str = "", workbook: str = "", **parts: str
) -> bytes:
    """Return an .xlsx workbook of raw XML: what stands in the sheet, in `si` texts, in styles."""
    links = {"worksheet_1": "worksheets/sheet1.xml"}
    found: dict[str, str] = dict(parts)
    if strings:
        links["sharedStrings_1"] = "sharedStrings.xml"
        found["xl/sharedStrings.xml"] = f'<sst xmlns="{S}">{strings}</sst>'
    if styles:
        links["styles_1"] = "styles.xml"
        found["xl/styles.xml"] = f'<styleSheet xmlns="{S}">{styles}</styleSheet>'
    return packed(
        {
            "_rels/.rels": relations(officeDocument_1="xl/workbook.xml"),
            "xl/workbook.xml": f'<workbook xmlns="{S}" xmlns:r="{R}">{workbook}<sheets>'
            '<sheet name="表1" sheetId="1" r:id="worksheet_1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": relations(**links),
            "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{S}">{sheet}</worksheet>',
            **found,
        }
    )


def make_open_sheet(rows: str, *, styles: str = "", attributes: str = "") -> bytes:
    """Return an .ods workbook of raw XML: the rows of its one sheet and automatic styles."""
    names = "".join(
        f' xmlns:{prefix}="{_ODS}:{name}:1.0"'
        for prefix, name in (
            ("office", "office"),
            ("table", "table"),
            ("text", "text"),
            ("style", "style"),
            ("draw", "drawing"),
            ("form", "form"),
        )
    )
    content = (
        f"<office:document-content{names}><office:automatic-styles>{styles}"
        f'</office:automatic-styles><office:body><office:spreadsheet><table:table table:name="表1"'
        f" {attributes}>{rows}</table:table></office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    return packed({"mimetype": OPEN_SHEET, "content.xml": content})


def make_compound(**streams: bytes) -> bytes:
    """Return a compound file (OLE2) with up to three streams."""
    sectors: list[bytes] = []
    table = [0xFFFFFFFD, 0xFFFFFFFE]
    directory = _directory_entry("Root Entry", 5, 0xFFFFFFFE, 0)
    for name, content in streams.items():
        # Streams from 4,096 bytes on lie in sectors of their own.
        padded = content.ljust(4096, b"\0")
        padded += b"\0" * (-len(padded) % 512)
        first = len(table)
        count = len(padded) // 512
        sectors.extend(padded[at : at + 512] for at in range(0, len(padded), 512))
        table.extend([*range(first + 1, first + count), 0xFFFFFFFE])
        directory += _directory_entry(name, 2, first, max(len(content), 4096))
    header = struct.pack(
        "<8s16xHHHHH6xIIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        *(0x3E, 3, 0xFFFE, 9, 6),
        *(0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0, 0),
    )
    links = struct.pack(f"<{len(table)}I", *table).ljust(512, b"\xff")
    body = b"".join(sectors)
    return header.ljust(512, b"\xff") + links + directory.ljust(512, b"\0") + body


def _directory_entry(name: str, kind: int, start: int, size: int) -> bytes:
    """Return a line of a compound file's directory."""
    text = (name + "\0").encode("utf-16-le")
    return struct.pack("<64sHB49xII4x", text, len(text), kind, start, size)


def make_word(fill: Callable[[WordFile], None]) -> bytes:
    """Return a .docx document that python-docx writes."""
    file = docx.Document()
    fill(file)
    stream = io.BytesIO()
    file.save(stream)
    return stream.getvalue()


def make_raw_word(body: str, **parts: str) -> bytes:
    """Return a .docx document of raw XML: its body, and parts by kind (styles, numbering …)."""
    names = f'xmlns:w="{W}" xmlns:w14="{W14}"'
    names += ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    links = {f"{kind}_1": f"{kind}.xml" for kind in parts}
    return packed(
        {
            "_rels/.rels": relations(officeDocument_1="word/document.xml"),
            "word/document.xml": f"<w:document {names}><w:body>{body}</w:body></w:document>",
            "word/_rels/document.xml.rels": relations(**links),
            **{
                f"word/{kind}.xml": f"<w:{kind} {names}>{content}</w:{kind}>"
                for kind, content in parts.items()
            },
        }
    )


def paragraph(*runs: str, properties: str = "") -> str:
    """Return a Word paragraph of runs."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


def run(text: str, properties: str = "") -> str:
    """Return a Word run."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def record(number: int, body: bytes = b"") -> bytes:
    """Return a record of an .xls workbook."""
    return struct.pack("<HH", number, len(body)) + body


def make_old_workbook(texts: bytes, *cells: bytes) -> bytes:
    """Return an .xls workbook of raw records: its table of texts, and one sheet called 表."""
    version = struct.pack("<HH12x", 0x0600, 5)
    name = "表".encode("utf-16-le")
    tab_bytes = 4 + 8 + len(name)
    start = len(record(0x0809, version)) + tab_bytes + len(texts) + len(record(0x000A))
    tab = record(0x0085, struct.pack("<IBBBB", start, 0, 0, 1, 1) + name)
    sheet = record(0x0809, version) + b"".join(cells) + record(0x000A)
    return make_compound(Workbook=record(0x0809, version) + tab + texts + record(0x000A) + sheet)
