"""Feeds the readers mutated documents, guided by coverage: `python scripts/fuzz.py SECONDS`.

Needs atheris, which is no dependency of the project: `pip install atheris`. Stops at the first
input that raises anything but UnreadableInputError, loses a cell, or takes over ten seconds; the
input is written beside the corpus in var/fuzz.
"""

import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["hakaru"]):
    from hakaru.errors import UnreadableInputError
    from hakaru.read.documents import read_file
    from hakaru.read.formats import open_grids
    from hakaru.read.vocabulary import shipped

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from documents.making_cards import cards, document  # noqa: E402 - the tests' folder comes first

ENDINGS = (".txt", ".csv", ".html", ".xlsx", ".docx", ".pdf", ".ods", ".xls")
FOLDER = Path(tempfile.mkdtemp())
SECONDS_A_FILE = 10


def one(data: bytes) -> None:
    """Read one input under the ending its first byte chooses, and account for every cell."""
    if not data:
        return
    path = FOLDER / f"input{ENDINGS[data[0] % len(ENDINGS)]}"
    path.write_bytes(data[1:])
    try:
        grids = open_grids(path)[1]
        reading = read_file(path, shipped())
    except UnreadableInputError:
        return
    account = reading.accounting
    given = sum(len(row.cells) for grid in grids for row in grid.rows)
    if given != account.cells or account.cells != account.mapped + account.kept + account.unread:
        raise AssertionError(f"{given} cells became {account}")


def seeds(folder: Path) -> None:
    """Write what the mutation starts from: cards, a matrix, and any office files given."""
    folder.mkdir(parents=True, exist_ok=True)
    text = document(cards())
    matrix = (
        "取組\t指標\tH30\tR1\tR2目標\n\t\t実績\t実績\t目標\n雪まつり\t来場者数(万人)\t27\t▲2\t30\n"
    )
    for at, made in enumerate((text, matrix, text.replace("\t", ","))):
        (folder / f"text-{at}").write_bytes(bytes([at % 2]) + made.encode())
    table = "".join(
        f"<tr>{''.join(f'<td>{cell}</td>' for cell in line.split(chr(9)))}</tr>"
        for line in text.split("\n")
    )
    (folder / "html").write_bytes(b"\x02" + f"<html><table>{table}</table></html>".encode())
    for path in sorted((ROOT / "var" / "fuzz-files").glob("*")):
        if path.suffix in ENDINGS:
            kind = bytes([ENDINGS.index(path.suffix)])
            (folder / path.name).write_bytes(kind + path.read_bytes())


def main() -> None:
    """Fuzz for the seconds given, ten minutes by default."""
    seconds = sys.argv[1] if len(sys.argv) > 1 else "600"
    folder = ROOT / "var" / "fuzz"
    seeds(folder)
    atheris.Setup(
        [
            sys.argv[0],
            str(folder),
            f"-max_total_time={seconds}",
            f"-timeout={SECONDS_A_FILE}",
            "-max_len=60000",
            "-rss_limit_mb=2048",
            f"-artifact_prefix={folder}/",
        ],
        one,
    )
    atheris.Fuzz()


if __name__ == "__main__":
    main()
