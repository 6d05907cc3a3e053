"""What the command line writes: a file, all or nothing, and JSON."""

import os
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

from hakaru.errors import UsageError


def check_writable(path: Path) -> None:
    """Raise UsageError where `path` is a directory, or lies in one that does not exist."""
    if path.is_dir():
        raise UsageError("output.directory", file=path)
    if not path.parent.is_dir():
        raise UsageError("output.no_directory", file=path, directory=path.parent)


def write_whole(path: Path, data: bytes) -> None:
    """Write a file all or nothing: beside its place first, then renamed onto it.

    A link is followed, and a device or pipe is written to, not replaced.
    """
    path = path.resolve()
    if path.exists() and not path.is_file():
        path.write_bytes(data)
    else:
        _replace(path, data)


def _replace(path: Path, data: bytes) -> None:
    """Put a new file in the place of `path`, or leave everything as it was."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".hakaru-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(_mode_for(path))
        Path(name).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


def _mode_for(path: Path) -> int:
    """Return the permissions of the file being replaced, or those a new file gets."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def print_json(data: bytes) -> None:
    """Write JSON alone to stdout, in UTF-8 whatever the terminal's encoding is."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data + b"\n")
