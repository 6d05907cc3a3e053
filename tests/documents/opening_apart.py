"""Opens a PDF as a program of its own and says what that took: for what could take the machine.

`python opening_apart.py FILE MEMORY [picture]`. All of it, whatever is started included, is held
under four gigabytes, so that a bound that no longer holds is told and not felt.
"""

import json
import resource
import sys
from pathlib import Path

from hakaru.errors import UnreadableInputError
from hakaru.read.formats.pdf.apart import messages
from hakaru.read.formats.pdf.apart.bounds import Bounds
from hakaru.read.formats.pdf.apart.door import Door

MOST = 4 * 1024**3


def main(words: list[str]) -> None:
    """Open the file and print what came of it, as JSON."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST, MOST))
    door = Door(Bounds(memory=int(words[1])))
    data = Path(words[0]).read_bytes()
    before = largest()
    code = ""
    try:
        if "picture" in words:
            asked = messages.Draw(page=1, boxes=(), whole=True)
            door.ask(asked, data, Path(words[0]).name, messages.Drawn)
        else:
            door.ask(messages.Read(), data, Path(words[0]).name, messages.WasRead)
    except UnreadableInputError as error:
        code = error.code
    found = {
        "code": code,
        "grown": largest() - before,
        "inside": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024,
        "left": Path("/proc/thread-self/children").read_text(encoding="ascii").split(),
        "pdfium": "pypdfium2" in sys.modules,
    }
    sys.stdout.write(json.dumps(found))


def largest() -> int:
    """Return the most bytes of memory that this process has held."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) * 1024


if __name__ == "__main__":
    main(sys.argv[1:])
