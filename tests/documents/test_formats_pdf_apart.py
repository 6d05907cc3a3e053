"""PDFs are opened in a process of bounded memory and time; this one goes on, whatever they do."""

import os
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from io import FileIO
from pathlib import Path

import msgspec
import pytest

from documents import making_bombs
from documents.making_pdf import at, draw_pdf, lattice
from documents.reading_pdf import refusal
from hakaru.read.formats.pdf import grids_of
from hakaru.read.formats.pdf.apart import inside, messages
from hakaru.read.formats.pdf.apart.bounds import Bounds
from hakaru.read.formats.pdf.apart.door import Door
from hakaru.source import Document

MEGABYTE = 1024 * 1024
linux = pytest.mark.skipif(sys.platform != "linux", reason="asks /proc, which Linux has")
DOCUMENT = Document(file="計画.pdf", digest="", format="pdf")


@pytest.fixture
def door() -> Iterator[Door]:
    """Return a door of its own, closed at the end."""
    made = Door(Bounds())
    yield made
    made.close()


def page(text: str) -> bytes:
    """Return a sound PDF of one cell."""
    return draw_pdf(lattice((50, 150), (200, 180)) + at(60, 186, text))


def said(door: Door, pdf: bytes) -> str:
    """Return the text of the first cell, as a process inside reads it."""
    draft = door.ask(messages.Read(), pdf, "a.pdf", messages.WasRead).document
    return grids_of(draft, DOCUMENT)[0][0].rows[0].cells[0].text


def test_what_is_silent_for_too_long_is_given_up(door: Door) -> None:
    """Nothing comes from this page before the memory is full; the next file has a new process."""
    assert said(door, page("before")) == "before"
    door.bounds = Bounds(silence=0.05)
    assert refusal(lambda: said(door, making_bombs.nested())) == "file.too_slow"
    assert door.number is None
    door.bounds = Bounds()
    assert said(door, page("after")) == "after"


@linux
def test_one_that_never_answers_is_killed(door: Door) -> None:
    """Nobody waits for a process that stands still."""
    said(door, page("before"))
    number = door.number
    assert number is not None
    os.kill(number, signal.SIGSTOP)
    door.bounds = Bounds(silence=0.2)
    with ThreadPoolExecutor(1) as thread:
        asked = thread.submit(refusal, lambda: said(door, page("one")))
        try:
            assert asked.result(timeout=60) == "file.too_slow"
        finally:
            with suppress(ProcessLookupError):
                os.kill(number, signal.SIGKILL)
    assert is_gone(number)


def test_what_goes_on_for_too_long_is_given_up(door: Door) -> None:
    """However many pages come, there is an end."""
    assert said(door, page("before")) == "before"
    full = lattice(range(0, 400, 10), range(300, 0, -10)) + "".join(
        at(x + 1, y + 1, "x", 8) for x in range(0, 390, 10) for y in range(10, 290, 10)
    )
    door.bounds = Bounds(whole=0.2)
    assert refusal(lambda: said(door, draw_pdf(*[full] * 400))) == "file.too_slow"
    assert door.number is None


def test_one_process_reads_one_file_after_another(door: Door) -> None:
    """Starting costs more than reading a page."""
    assert said(door, page("one")) == "one"
    number = door.number
    assert refusal(lambda: said(door, b"%PDF-1.7 and no more")) == "file.damaged"
    assert said(door, page("two")) == "two"
    assert door.number == number


def test_threads_wait_for_each_other(door: Door) -> None:
    """Each gets the answer to its own question."""
    texts = [f"text{number}" for number in range(40)]
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(lambda text: said(door, page(text)), texts)) == texts


@linux
def test_a_killed_process_is_replaced(door: Door) -> None:
    """Whoever killed it, the next file is read."""
    said(door, page("one"))
    number = door.number
    assert number is not None
    os.kill(number, signal.SIGKILL)
    assert said(door, page("two")) == "two"
    assert door.number != number


@linux
def test_a_worn_process_is_replaced() -> None:
    """One that keeps much of what it took ends after its answer; nobody notices."""
    door = Door(Bounds(memory=128 * MEGABYTE))
    heavy = draw_pdf("".join(at(9, 3 * line, "x" * 1000, 0.1) for line in range(200)))
    assert said(door, page("before")) == "before"
    number = door.number
    assert said(door, heavy).startswith("x")
    assert said(door, page("after")) == "after"
    assert door.number != number
    door.close()


@linux
def test_a_process_that_nobody_asks_ends(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    """It waits for a question for a while, and ends well; the next one starts another."""
    reading, writing = os.pipe()
    with FileIO(reading) as questions, FileIO(writing, "w") as given:
        monkeypatch.setattr(inside, "LONGEST_IDLE", 0)
        assert not inside.is_asked(questions)
        given.write(b"?")
        assert inside.is_asked(questions)
    said(door, page("one"))
    number = door.number
    assert number is not None
    os.kill(number, signal.SIGKILL)
    os.waitid(os.P_PID, number, os.WEXITED | os.WNOWAIT)
    assert said(door, page("two")) == "two"
    assert door.number != number


def test_a_process_that_cannot_start_is_said(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file is not to blame, and the words do not say so."""
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    assert refusal(lambda: said(door, page("one"))) == "file.no_reader"
    monkeypatch.undo()
    assert said(door, page("one")) == "one"


@linux
def test_the_process_knows_little_and_may_do_little(
    door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No passwords, no files of this process, no dump of its memory, nothing written to disk."""
    monkeypatch.setenv("DATABASE_URL", "postgres://name:secret@host/base")
    said(door, page("one"))
    known = Path(f"/proc/{door.number}")
    assert b"secret" not in (known / "environ").read_bytes()
    assert len(list((known / "fd").iterdir())) <= 4
    assert (known / "oom_score_adj").read_text(encoding="ascii").strip() == "1000"
    limits = (known / "limits").read_text(encoding="ascii").splitlines()
    bounds = {line[:26].strip(): line[26:].split()[:2] for line in limits}
    assert bounds["Max core file size"] == bounds["Max file size"] == ["0", "0"]
    most = {int(bound) for bound in bounds["Max address space"]}
    assert len(most) == 1
    assert Bounds().memory < most.pop() < Bounds().memory + 1024 * MEGABYTE


PARTING = """
import os, sys
from hakaru.read.formats.pdf.apart.door import READING
from hakaru.read.formats.pdf import read_grids
from hakaru.source import Document
pdf = sys.stdin.buffer.read()
def read():
    read_grids(pdf, Document(file="a.pdf", digest="", format="pdf"))
    return READING.number
first = read()
reading, writing = os.pipe()
parted = os.fork()
if not parted:
    known = READING.number
    own = read()
    READING.close()
    os.write(writing, f"{known} {own}".encode())
    os._exit(0)
os.waitpid(parted, 0)
print(first, read(), *os.read(reading, 100).decode().split())
"""


@linux
def test_a_forked_process_has_its_own() -> None:
    """Two processes never speak through one pipe; at the end of a program nothing is left."""
    done = subprocess.run(
        [sys.executable, "-c", PARTING], input=page("one"), capture_output=True, check=True
    )
    first, again, known, own = done.stdout.split()
    assert known == b"None"
    assert first == again != own
    assert is_gone(int(first))
    assert is_gone(int(own))
    assert not done.stderr


KILLED = """
import os, signal, sys
from hakaru.read.formats.pdf.apart.door import READING
from hakaru.read.formats.pdf import read_grids
from hakaru.source import Document
read_grids(sys.stdin.buffer.read(), Document(file="a.pdf", digest="", format="pdf"))
print(READING.number, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


@linux
def test_the_process_ends_with_whoever_asked() -> None:
    """Even one that was killed and could close nothing."""
    done = subprocess.run(
        [sys.executable, "-c", KILLED], input=page("one"), capture_output=True, check=False
    )
    assert done.returncode == -signal.SIGKILL
    number = int(done.stdout)
    with suppress(ProcessLookupError):  # it may be gone already
        handle = os.pidfd_open(number)
        ended, _, _ = select.select([handle], [], [], 60)
        os.close(handle)
        assert ended


def is_gone(number: int) -> bool:
    """Tell whether there is no such process."""
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return True
    return False


def test_answers_are_no_larger_than_is_bearable() -> None:
    """What the other side says of its length is not believed."""
    reading, writing = os.pipe()
    with FileIO(reading) as taken, FileIO(writing, "w") as given:
        given.write((messages.LARGEST + 1).to_bytes(8, "big"))
        with pytest.raises(EOFError):
            messages.receive(taken, messages.LARGEST)


def test_answers_of_another_shape_are_refused() -> None:
    """Nothing but the shapes that are known is made of what comes."""
    for odd in ({"type": "Other"}, {"type": "Drawn", "png": 1}, ["WasRead"], None):
        with pytest.raises(msgspec.ValidationError):
            messages.ANSWERS.decode(msgspec.msgpack.encode(odd))
