"""PDFs made to take the machine: refused in words, and this process does not feel them."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from documents import making_bombs
from documents.making_pdf import at, draw_pdf
from documents.reading_pdf import refusal
from hakaru.cli import main
from hakaru.read.formats.pdf import read_grids
from hakaru.read.formats.pdf.apart.bounds import Bounds
from hakaru.read.formats.pdf.apart.door import READING
from hakaru.read.formats.pdf.picture import page_picture
from hakaru.source import Document

OPENING = Path(__file__).with_name("opening_apart.py")
MEGABYTE = 1024 * 1024
ROOM = 256 * MEGABYTE
linux = pytest.mark.skipif(sys.platform != "linux", reason="asks /proc, which Linux has")
DOCUMENT = Document(file="計画.pdf", digest="", format="pdf")


class Opened(msgspec.Struct):
    """What `opening_apart` says: the error, bytes of memory on both sides, processes left."""

    code: str
    grown: int
    inside: int
    left: list[str]
    pdfium: bool


def opened(tmp_path: Path, pdf: bytes, *words: str) -> Opened:
    """Return what it took to open a PDF, in a program of its own."""
    file = tmp_path / "bomb.pdf"
    file.write_bytes(pdf)
    command = [sys.executable, str(OPENING), str(file), str(ROOM), *words]
    done = subprocess.run(command, capture_output=True, check=True)
    return msgspec.json.decode(done.stdout, type=Opened)


BOMBS: dict[str, Callable[[], bytes]] = {
    "a form draws itself": making_bombs.draws_itself,
    "forms draw the next ten times": making_bombs.nested,
    "eight million strokes": making_bombs.strokes,
    "sixty million letters": making_bombs.letters,
}


@linux
@pytest.mark.parametrize("bomb", BOMBS)
def test_what_takes_too_much_memory_is_refused(tmp_path: Path, bomb: str) -> None:
    """This process stays small, the other within its bounds, and none is left."""
    found = opened(tmp_path, BOMBS[bomb]())
    assert found.code == "file.too_heavy"
    assert found.grown < 16 * MEGABYTE
    assert 64 * MEGABYTE < found.inside < ROOM + 96 * MEGABYTE
    assert found.left == []
    assert not found.pdfium


@linux
@pytest.mark.parametrize("bomb", list(BOMBS)[:3])
def test_pictures_of_it_are_refused(tmp_path: Path, bomb: str) -> None:
    """A page is drawn within the same bounds as it is read."""
    found = opened(tmp_path, BOMBS[bomb](), "picture")
    assert found.code == "file.too_heavy"
    assert found.grown < 16 * MEGABYTE
    assert found.inside < ROOM + 96 * MEGABYTE
    assert found.left == []


@pytest.mark.parametrize(
    ("made", "code", "drawn"),
    [
        (making_bombs.huge_page, "", ""),
        (making_bombs.page_loop, "file.too_many_pages", ""),
        (making_bombs.many_pages, "file.too_many_pages", ""),
        (making_bombs.deep_tree, "", "file.damaged"),
    ],
)
def test_odd_trees_and_sizes_of_pages_do_no_harm(
    made: Callable[[], bytes], code: str, drawn: str
) -> None:
    """They are read or refused as any file, by the same process as the next one."""
    pdf = made()
    read_grids(draw_pdf(at(9, 9, "before")), DOCUMENT)
    number = READING.number
    assert refusal(lambda: read_grids(pdf, DOCUMENT)) == code
    assert refusal(lambda: page_picture(pdf, "a.pdf", 1, whole=True)) == drawn
    assert number is not None
    assert READING.number == number


def test_the_command_says_what_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """One line that names the file; status 2, as for any file that cannot be read."""
    monkeypatch.setattr(READING, "bounds", Bounds(memory=ROOM))
    READING.close()
    file = tmp_path / "会議資料.pdf"
    file.write_bytes(making_bombs.nested())
    assert main(["read", str(file)]) == 2
    told = capsys.readouterr().err
    assert "会議資料.pdf" in told
    assert "PDF に印刷し直すか" in told
    assert main(["read", str(file), "--lang", "en"]) == 2
    assert "takes more memory than a file may" in capsys.readouterr().err
    READING.close()
