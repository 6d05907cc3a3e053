"""This side of the room apart: asks a process about a PDF, and waits no longer than is bearable."""

import atexit
import os
from threading import Event, Lock, Thread
from time import monotonic
from types import TracebackType
from typing import Self, TypeVar
from weakref import WeakSet

from hakaru.errors import UnreadableInputError
from hakaru.read.formats.pdf.apart import messages
from hakaru.read.formats.pdf.apart.bounds import Bounds
from hakaru.read.formats.pdf.apart.process import BREAKS, Process

# A process starts in a tenth of a second; on a busy machine it may take its time.
_STARTING = Bounds(silence=60.0)
T = TypeVar("T", messages.WasRead, messages.Drawn)


class Door:
    """A process that is started when first needed, kept for the next question, replaced when lost.

    One question at a time; threads wait for each other. After a fork the new process starts one
    of its own.
    """

    def __init__(self, bounds: Bounds) -> None:
        """Keep what one question may take; no process is started yet."""
        self.bounds = bounds
        self._lock = Lock()
        self._process: Process | None = None
        _DOORS.add(self)

    @property
    def number(self) -> int | None:
        """The number of the process inside, None where there is none."""
        return self._process.number if self._process else None

    def ask(self, question: messages.Question, data: bytes, file: str, answer: type[T]) -> T:
        """Return the answer to a question about the PDF that `data` is; `file` names it in errors.

        Raises UnreadableInputError: file.too_heavy (it took more memory than it may, or took the
        process down), file.too_slow, file.no_reader (no process can be started), and what the
        process refuses the file for.
        """
        with self._lock:
            try:
                said = self._asked(question, data, file)
                if not isinstance(said, answer | messages.Refused | messages.Failed):
                    raise UnreadableInputError("file.too_heavy", file=file)  # noqa: TRY301
            except BaseException:
                # Half a question or answer stands in the pipes, or nobody is there.
                self.close()
                raise
        if isinstance(said, messages.Refused):
            raise UnreadableInputError(said.code, **{**said.values, "file": file})
        if isinstance(said, messages.Failed):
            raise RuntimeError(said.trace)  # noqa: TRY004 - the program is wrong, not a type
        return said

    def close(self) -> None:
        """End the process, if there is one."""
        process, self._process = self._process, None
        if process is not None:
            process.end()

    def leave(self) -> None:
        """Let go of a process, and of a lock, that belong to whom this process was forked from."""
        process, self._process = self._process, None
        self._lock = Lock()
        if process is not None:
            process.leave()

    def _asked(self, question: messages.Question, data: bytes, file: str) -> messages.Answer:
        """Ask; once more where the process has ended meanwhile: unasked for long, worn, killed."""
        said = None
        if self._process is not None:
            said = self._heard(self._process, question, data, file)
        if said is None:
            self.close()
            process = self._started(file)
            said = self._heard(process, question, data, file)
        if said is None:
            raise UnreadableInputError("file.too_heavy", file=file)
        return said

    def _heard(
        self, process: Process, question: messages.Question, data: bytes, file: str
    ) -> messages.Answer | None:
        """Return what a process answers at last, None where it ends before it takes the question.

        Raises UnreadableInputError: file.too_heavy, file.too_slow.
        """
        is_taken = False
        with _Watch(process, self.bounds) as watch:
            try:
                process.ask(question, data)
                while isinstance(said := process.hear(), messages.Going):
                    is_taken = True
                    watch.heard()
            except BREAKS as error:
                if watch.expired:
                    raise UnreadableInputError("file.too_slow", file=file) from error
                if is_taken:
                    raise UnreadableInputError("file.too_heavy", file=file) from error
                return None
        return said

    def _started(self, file: str) -> Process:
        """Start a process and wait until it is there; raises file.no_reader."""
        try:
            process = self._process = Process(self.bounds)
            with _Watch(process, _STARTING):
                process.hear()
        except BREAKS as error:
            raise UnreadableInputError("file.no_reader", file=file, detail=error) from error
        return process


_DOORS: WeakSet[Door] = WeakSet()


class _Watch:
    """Kills a process that is silent, or at work, for longer than it may."""

    def __init__(self, process: Process, bounds: Bounds) -> None:
        self.expired = False
        self._process = process
        self._silence = bounds.silence
        self._end = monotonic() + bounds.whole
        self._done = Event()
        self._thread = Thread(target=self._watch, daemon=True)
        self.heard()

    def heard(self) -> None:
        """Remember that the process has just said something."""
        self._next = min(monotonic() + self._silence, self._end)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._done.set()
        self._thread.join()

    def _watch(self) -> None:
        """Wait until it is over, by itself or not."""
        while not self._done.wait(max(self._next - monotonic(), 0)):
            if monotonic() >= self._next:
                self.expired = True
                self._process.kill()
                return


def _leave_all() -> None:
    """Let go of the processes of whom this one was forked from."""
    for door in tuple(_DOORS):
        door.leave()


def _close_all() -> None:
    """End all processes."""
    for door in tuple(_DOORS):
        door.close()


atexit.register(_close_all)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_leave_all)

READING = Door(Bounds())
"""Reads documents."""
DRAWING = Door(Bounds(silence=20.0))
"""Draws pages: nobody who looks at a page waits for a long document to be read."""
