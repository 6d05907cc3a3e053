"""A report as an accessible PDF: tagged, with an outline, its fonts inside, the same every time.

It claims both PDF/UA-1 (accessible) and PDF/A-2a (for archives); the typesetter refuses to make a
file that does not keep them.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

import msgspec
import typst

from hakaru.errors import UsageError
from hakaru.findings import Finding, Kind, Severity
from hakaru.report import look
from hakaru.report.pdf.batches import MOST_CELLS, batches
from hakaru.report.pdf.content import Content
from hakaru.report.pdf.fonts import Faces, all_faces, faces, no_fonts
from hakaru.report.pdf.joining import joined, page_count
from hakaru.report.pdf.paper import Paper
from hakaru.report.pdf.widths import sheet_for
from hakaru.report.tables.model import Progress, Report, counted

CHARACTER_MISSING = Kind("P101", Severity.WARNING)
"""No font has a character; 〓 stands in its place."""

_STANDARDS: Any = ["ua-1", "a-2a"]
_TEMPLATES = Path(__file__).parent.parent / "typst"
_TEMPLATE = _TEMPLATES / "report.typ"
# How many files long the typesetter keeps what it has set.
_REMEMBERED = 11
_NOTHING = b"#set page(width: 1pt, height: 1pt)"
# Files need some day; one that no ledger gives is the same for all.
_NO_DAY = date(2000, 1, 1)
# How type setters mark a character they do not have.
_GETA = "〓"
_UNSHOWN = re.compile(r'the text `"((?:[^"\\]|\\.)*)"` could not be displayed')
# Byte order marks, and characters of private use, which archives cannot keep.
_DISALLOWED = re.compile(r'(?:disallowed|the) codepoint `"((?:[^"\\]|\\.)*)"`')
_ESCAPE = re.compile(r"\\u\{([0-9a-f]+)\}|\\(.)")
# Choose a form of the character before, or nothing at all; without them the text says the same.
_SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef\ufeff\u200b-\u200f\u2060\u00ad]")


def write(
    report: Report,
    out: BinaryIO,
    *,
    progress: Progress | None = None,
    fonts: Path | None = None,
    label: str = "",
) -> tuple[Finding, ...]:
    """Write a report as .pdf; return the characters that no font could show, if any.

    `fonts` is a folder of fonts to use first, `label` the document's number (資料番号) at the top
    right of every page. Raises UsageError `pdf.no_font` without any Japanese font.
    """
    missing: dict[Finding, None] = {}
    pages = list(_set(report, label, progress, fonts, missing))
    out.write(pages[0] if len(pages) == 1 else joined(pages))
    return tuple(missing)


def _set(
    report: Report,
    label: str,
    progress: Progress | None,
    fonts: Path | None,
    missing: dict[Finding, None],
) -> Iterator[bytes]:
    """Yield the PDF of each batch of parts; note the characters that are missing."""
    first, pdf = 1, b""
    for data in batches_of_data(report, label, progress):
        if pdf:
            first += page_count(pdf)
        data["first"] = first
        pdf, found = _typeset(data, fonts)
        missing.update(dict.fromkeys(found))
        yield pdf
        forget()


def batches_of_data(
    report: Report, label: str = "", progress: Progress | None = None
) -> Iterator[dict[str, Any]]:
    """Yield what the page templates are given, fonts aside: for a long report, in batches."""
    paper = sheet_for(report)
    content = Content(report, paper)
    for parts in batches(counted(report.parts, progress), MOST_CELLS):
        content.begin()
        data = _frame(report, paper, label)
        data["parts"] = [content.part(part) for part in parts]
        yield data


def forget() -> None:
    """Let the typesetter forget what it keeps of earlier pages: it does after some more files."""
    none = no_fonts()
    for _ in range(_REMEMBERED):
        typst.compile(_NOTHING, font_paths=none, ignore_system_fonts=True)


def _frame(report: Report, paper: Paper, label: str) -> dict[str, Any]:
    """Return what holds for all pages."""
    day = report.day or _NO_DAY
    return {
        "title": report.title or report.kind,
        "subject": report.subject,
        "lang": str(report.lang),
        "day": (day.year, day.month, day.day),
        "label": label,
        "first": 1,
        "look": {
            "ink": f"#{look.INK}",
            "line": f"#{look.LINE}",
            "title": f"#{look.TITLE_INK}",
            "paper": (paper.width, paper.height),
            "margin": paper.margins,
            "size": paper.size,
            "leading": 0.35,
            "inset": (paper.inset, 2.6),
            "heading": paper.heading,
            "headline": paper.headline,
            "figure": paper.figure,
            "note": paper.note,
        },
    }


def _typeset(data: dict[str, Any], folder: Path | None) -> tuple[bytes, tuple[Finding, ...]]:
    """Return the PDF: in the faces chosen, else in any there are, else with 〓 for the rest."""
    chosen = faces(folder)
    try:
        return compiled(data, chosen), ()
    except typst.TypstError as error:
        if not _complaints(error):
            raise UsageError("pdf.refused", detail=error.message) from error
    chosen = all_faces(folder)
    missing: dict[str, None] = {}
    while True:
        try:
            return compiled(data, chosen), tuple(_findings(missing))
        except typst.TypstError as error:
            unshown = [one for one in _complaints(error) if one not in missing]
            if not unshown:
                raise UsageError("pdf.refused", detail=error.message) from error
            missing |= dict.fromkeys(unshown)
            data = _without(data, unshown)


def compiled(data: dict[str, Any], chosen: Faces | None = None) -> bytes:
    """Return the pages set in some faces, the packaged ones if none are chosen.

    Raises typst.TypstError.
    """
    chosen = chosen or faces()
    given = data | {"fonts": chosen.families, "anything": chosen.anything}
    pdf = typst.compile(
        _TEMPLATE,
        font_paths=chosen.fonts,
        ignore_system_fonts=True,
        sys_inputs={"data": msgspec.json.encode(given).decode()},
        pdf_standards=_STANDARDS,
        timestamp=0,
    )
    assert isinstance(pdf, bytes)  # noqa: S101 - one format gives one file
    return pdf


def _complaints(error: typst.TypstError) -> list[str]:
    """Return the texts that could not be shown, in the order they are complained of."""
    found = [*_UNSHOWN.findall(error.diagnostic), *_DISALLOWED.findall(error.diagnostic)]
    return list(dict.fromkeys(_ESCAPE.sub(_unescaped, text) for text in found))


def _unescaped(escape: re.Match[str]) -> str:
    """Return the character that an escape in a complaint stands for."""
    return chr(int(escape[1], 16)) if escape[1] else escape[2]


def _without(data: dict[str, Any], unshown: Iterable[str]) -> dict[str, Any]:
    """Return the data with 〓 for each character that could not be shown."""
    table: dict[int, str] = {}
    for text in unshown:
        for character in text:
            table[ord(character)] = "" if _SELECTORS.fullmatch(character) else _GETA
    return {key: _replaced(value, table) for key, value in data.items()}


def _replaced(value: Any, table: dict[int, str]) -> Any:  # noqa: ANN401 - JSON, whatever is in it
    """Return JSON with characters replaced in all its texts."""
    if isinstance(value, str):
        return value.translate(table)
    if isinstance(value, dict):
        return {key: _replaced(one, table) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_replaced(one, table) for one in value]
    return value


def _findings(missing: Iterable[str]) -> Iterable[Finding]:
    """Yield a finding for each text no font could show."""
    for text in missing:
        if not _SELECTORS.fullmatch(text):
            codes = " ".join(f"U+{ord(character):04X}" for character in text)
            yield CHARACTER_MISSING.at(text=text, codes=codes)
