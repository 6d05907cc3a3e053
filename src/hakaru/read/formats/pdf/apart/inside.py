"""What runs in the room apart: `python -P -m hakaru.read.formats.pdf.apart.inside MEMORY SILENCE`.

It is asked through its standard input, and ends when that ends.
"""

import os
import select
import signal
import sys
import traceback
from io import FileIO

import msgspec

from hakaru.errors import UnreadableInputError
from hakaru.read.formats.bounds import LIMITS
from hakaru.read.formats.pdf.apart import messages
from hakaru.read.formats.pdf.apart.bounds import bind, expire_after, go_first, held
from hakaru.read.formats.pdf.document import read_document

LONGEST_IDLE = 300
"""Seconds after which a process that nobody asks anything ends; the next question starts one."""
_WORN = 0.25
"""The share of its memory that a process may still hold after an answer; else a new one begins."""
_LARGEST_QUESTION = 64 * 1024
TOO_HEAVY = 3
"""How it ends when the memory was not enough; a new one starts clean."""


def main(words: list[str]) -> int:
    """Answer questions until there are no more, or this process is worn; return how it ends."""
    memory, silence = int(words[0]), float(words[1])
    questions, answers = FileIO(0, closefd=False), _answers()
    # Ctrl+C, and the end of a service, are for whoever asked: what is being answered is answered.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    worn = held() + memory * _WORN
    go_first()
    bind(memory)
    clerk = _Clerk(answers, silence)
    clerk.send(messages.Going())
    while held() <= worn and is_asked(questions):
        try:
            asked = messages.QUESTIONS.decode(messages.receive(questions, _LARGEST_QUESTION))
            data = messages.receive(questions, LIMITS.file_bytes)
        except EOFError:
            return 0
        try:
            clerk.answer(asked, data)
        except MemoryError:
            return TOO_HEAVY
        except OSError:  # whoever asked has gone
            return 1
        del data
    return 0


def _answers() -> FileIO:
    """Return where answers go, and send there nothing else that is printed."""
    answers = FileIO(os.dup(1), "w")
    os.dup2(2, 1)
    return answers


def is_asked(questions: FileIO) -> bool:
    """Wait for a question; tell whether to go on. Windows waits as long as the other side does."""
    if os.name != "posix":
        return True
    ready, _, _ = select.select([questions], [], [], LONGEST_IDLE)
    return bool(ready)


class _Clerk:
    """Answers one question after another."""

    def __init__(self, answers: FileIO, silence: float) -> None:
        self._answers = answers
        self._silence = silence

    def answer(self, asked: messages.Question, data: bytes) -> None:
        """Send the answer to a question about a PDF. Raises MemoryError and OSError."""
        self._go_on()
        try:
            self.send(self._found(asked, data))
        except UnreadableInputError as error:
            self.send(messages.Refused(error.code, error.values))
        except (MemoryError, OSError):
            raise
        except Exception:  # noqa: BLE001 - a fault of the program is told where it can be seen
            self.send(messages.Failed(traceback.format_exc()))
        expire_after(0)

    def _go_on(self) -> None:
        """Tell that it is at work, or has done one more step."""
        self.send(messages.Going())
        expire_after(self._silence)

    def _found(self, asked: messages.Question, data: bytes) -> messages.Answer:
        """Return the answer to a question."""
        if isinstance(asked, messages.Read):
            return messages.WasRead(read_document(data, "", self._go_on))
        # Loaded where needed: who reads draws nothing.
        from hakaru.read.formats.pdf.drawing import draw_page  # noqa: PLC0415

        png = draw_page(data, "", asked.page, boxes=asked.boxes, whole=asked.whole)
        return messages.Drawn(png)

    def send(self, answer: messages.Answer) -> None:
        """Send one message."""
        packed = msgspec.msgpack.encode(answer)
        if len(packed) > messages.LARGEST:
            raise MemoryError
        messages.send(self._answers, packed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
