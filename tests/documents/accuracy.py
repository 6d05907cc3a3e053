"""How well the made corpus is read: `python -m documents.accuracy [name …]`, `make accuracy`."""

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from documents.corpus.documents import DOCUMENTS
from documents.corpus.formats import CAN_PRINT, WRITERS
from documents.corpus.judging import Judged, judge


def main(names: Sequence[str]) -> int:
    """Print a line a document, every miss below it, and the total; 1 where anything is missed."""
    judged: list[Judged] = []
    with tempfile.TemporaryDirectory() as folder:
        for document in DOCUMENTS:
            for suffix in WRITERS:
                file = f"{document.name}.{suffix}"
                if names and not any(name in file for name in names):
                    continue
                if suffix == "pdf" and not CAN_PRINT:
                    _print(f"{file:<36} skipped: no Japanese font is installed")
                    continue
                judged.append(judge(document, suffix, Path(folder)))
                _report(judged[-1])
    fields = sum(one.fields for one in judged)
    right = sum(one.right for one in judged)
    _print(f"{f'{len(judged)} documents':<36}{_figures(fields, right)}")
    return int(any(one.misses or one.unread for one in judged))


def _report(judged: Judged) -> None:
    """Print one document."""
    unread = f"  {len(judged.unread)} cells unread" if judged.unread else ""
    _print(f"{judged.name:<36}{_figures(judged.fields, judged.right)}{unread}")
    for miss in judged.misses:
        _print(f"    {miss}")


def _figures(fields: int, right: int) -> str:
    """Return fields, right ones and their share."""
    return f"{fields:>7} fields {right:>7} right {right / fields if fields else 0:>8.1%}"


def _print(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
