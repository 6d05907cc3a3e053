"""How much memory and time one PDF may take, and how a process binds itself to that.

Measured with documents of 700 to 1,700 pages: 1.2 kB of memory for each cell, 4 to 13 ms for each
page. The largest document that is taken at all (2,000 pages, 900,000 cells) has room and so has a
machine ten times slower.
"""

import os
import signal
from contextlib import suppress
from pathlib import Path

import msgspec

MEGABYTE = 1024 * 1024
_GRACE = 10


class Bounds(msgspec.Struct, frozen=True, kw_only=True):
    """What one PDF may take: bytes of memory beside its own, and seconds of the clock.

    `silence` is the longest between two pages, `whole` the longest for all of them: a long
    document goes on as long as its pages come, but not for hours of slow ones.
    """

    memory: int = 1536 * MEGABYTE
    silence: float = 30.0
    whole: float = 300.0


def bind(memory: int) -> None:
    """Bind this process to `memory` bytes more than it has now, and to writing nothing to disk.

    Where the platform knows no such bound, the clock of whoever waits is the only one.
    """
    try:
        import resource  # noqa: PLC0415 - Windows has none
    except ImportError:
        return
    for bound, limit in (
        (resource.RLIMIT_AS, held() + memory),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
    ):
        # The system may hold it lower already, or not know it.
        with suppress(ValueError, OSError):
            resource.setrlimit(bound, (limit, limit))


def go_first() -> None:
    """Let Linux end this process before any other when the machine has no memory left."""
    with suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("1000", encoding="ascii")


def expire_after(seconds: float) -> None:
    """End this process by itself some time after `seconds`, in case nobody waits; 0 never."""
    if hasattr(signal, "alarm"):
        signal.alarm(int(seconds) + _GRACE if seconds else 0)


def held() -> int:
    """Return the bytes of address space that this process has, as far as the system says."""
    try:
        pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[0]
        return int(pages) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, IndexError):
        return 512 * MEGABYTE
