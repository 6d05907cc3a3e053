"""Plain text on a terminal: columns that stay aligned with full-width characters, and progress."""

import shutil
import sys
import unicodedata
from collections.abc import Callable, Iterable, Sequence

from hakaru.report.words import Language, say

GAP = "  "
INVISIBLE = frozenset({"Mn", "Me", "Cf"})
UNLIMITED = 0


def width(text: str) -> int:
    """Return the columns a text takes: two for a full-width character, none for a combining one."""
    if text.isascii():
        return len(text)
    return sum(map(_columns, text))


def _columns(character: str) -> int:
    """Return the columns one character takes."""
    if unicodedata.category(character) in INVISIBLE:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def shortened(text: str, limit: int) -> str:
    """Return `text` in at most `limit` columns, cut with an ellipsis; 0 is no limit."""
    if limit == UNLIMITED or width(text) <= limit:
        return text
    kept, used = "", 0
    for character in text:
        used += _columns(character)
        if used > limit - 1:
            break
        kept += character
    return kept + "…"


def table(rows: Sequence[Sequence[str]], *, right: Iterable[int] = ()) -> list[str]:
    """Return rows of equally many texts as aligned lines; columns in `right` align right."""
    to_the_right = frozenset(right)
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    return [
        GAP.join(
            _padded(text, columns, to_the_right=number in to_the_right)
            for number, (text, columns) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]


def _padded(text: str, columns: int, *, to_the_right: bool) -> str:
    """Return `text` with blanks before or after it."""
    blanks = " " * (columns - width(text))
    return blanks + text if to_the_right else text + blanks


def name_limit() -> int:
    """Return how many columns a name may take: a third of a terminal, no limit in a file."""
    return shutil.get_terminal_size().columns // 3 if sys.stdout.isatty() else UNLIMITED


def show(lines: Iterable[str]) -> None:
    """Print lines on stdout."""
    sys.stdout.writelines(f"{line}\n" for line in lines)


def tell(line: str) -> None:
    """Print a message on stderr, where it does not mix with results."""
    sys.stderr.write(f"{line}\n")


def progress_on_terminal(
    lang: Language, *, quiet: bool, code: str = "progress.reading"
) -> Callable[[int, int], None] | None:
    """Return what shows how many of how many documents are read; None where nobody watches.

    `code` is the sentence of another kind of progress.
    """
    if quiet or not sys.stderr.isatty():
        return None

    def show_progress(done: int, total: int) -> None:
        """Rewrite the one line of progress; wipe it at the end."""
        line = "" if done >= total else say(code, lang, done=done, total=total)
        sys.stderr.write(f"\r\x1b[K{line}")
        sys.stderr.flush()

    return show_progress
