"""A process of the room apart, as this side has it: its start, its two pipes, its end."""

import os
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import IO, cast

import msgspec

from hakaru.read.formats.pdf.apart import messages
from hakaru.read.formats.pdf.apart.bounds import Bounds

_INSIDE = "hakaru.read.formats.pdf.apart.inside"
# What a program needs to start; passwords and addresses of databases are not among it.
_HANDED_ON = (
    *("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "PYTHONHOME"),
    *("PYTHONPYCACHEPREFIX", "PYTHONDONTWRITEBYTECODE"),
)
_NO_WINDOW: int = getattr(subprocess, "CREATE_NO_WINDOW", 0)  # only Windows has such windows
BREAKS = (EOFError, OSError, msgspec.MsgspecError)
"""What is raised where the other side has gone, or says what it cannot mean."""


class Process:
    """One that runs `inside`. What it is asked and says may raise any of BREAKS."""

    def __init__(self, bounds: Bounds) -> None:
        """Start it; raises OSError. No word of the command comes from outside."""
        words = (str(bounds.memory), str(bounds.silence))
        self._popen = subprocess.Popen(  # noqa: S603 - nor does it pass a shell
            (sys.executable, "-P", "-m", _INSIDE, *words),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            cwd=tempfile.gettempdir(),
            env=_environment(),
            creationflags=_NO_WINDOW,
        )
        self._questions = cast("IO[bytes]", self._popen.stdin)
        self._answers = cast("IO[bytes]", self._popen.stdout)

    @property
    def number(self) -> int:
        """The number the system gave it."""
        return self._popen.pid

    def ask(self, question: messages.Question, data: bytes) -> None:
        """Ask about the bytes of a PDF."""
        messages.send(self._questions, msgspec.msgpack.encode(question))
        messages.send(self._questions, data)

    def hear(self) -> messages.Answer:
        """Wait for the next thing it says."""
        return messages.ANSWERS.decode(messages.receive(self._answers, messages.LARGEST))

    def kill(self) -> None:
        """Stop it, whatever it does; whoever waits for what it says hears no more."""
        self._popen.kill()

    def end(self) -> None:
        """Stop it, wait until it is gone, and let go of the pipes."""
        self.kill()
        self._popen.wait()
        self._close_pipes()

    def leave(self) -> None:
        """Let go of one that belongs to the process this one was forked from."""
        self._close_pipes()
        self._popen.returncode = 0  # not ours to wait for

    def _close_pipes(self) -> None:
        for pipe in (self._questions, self._answers):
            with suppress(OSError):
                pipe.close()


def _environment() -> dict[str, str]:
    """Return what the process knows of its surroundings: where to find this same program."""
    named = {name: os.environ[name] for name in _HANDED_ON if name in os.environ}
    # Never the folder that a command was called in: what lies there is anybody's.
    found = [str(Path(path).absolute()) for path in sys.path if path]
    return {**named, "PYTHONPATH": os.pathsep.join(found)}
