"""Zip containers opened within bounds: what they say of themselves is checked before unpacking."""

import io
import zipfile
import zlib

from hakaru.errors import UnreadableInputError
from hakaru.read.formats.bounds import LIMITS, Limits, damaged, whole

BROKEN_ZIP = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,  # a part that turns out to be locked
    ValueError,
)
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 0x1
_DIRECTORY_ENTRY = b"PK\x01\x02"


def open_zip(data: bytes, file: str, limits: Limits = LIMITS) -> zipfile.ZipFile:
    """Open a container that is whole, unlocked and of bearable size.

    Raises UnreadableInputError: file.damaged, file.encrypted, file.zip_bomb.
    """
    members = data.count(_DIRECTORY_ENTRY)
    if members > limits.members:
        raise UnreadableInputError("file.zip_bomb", file=file, unpacked="", members=members)
    with whole(file, "zip", *BROKEN_ZIP):
        container = zipfile.ZipFile(io.BytesIO(data))
    infos = container.infolist()
    unpacked = sum(info.file_size for info in infos)
    if unpacked > min(limits.unpacked_bytes, limits.ratio * len(data)):
        raise UnreadableInputError("file.zip_bomb", file=file, unpacked=unpacked, members=members)
    if any(info.flag_bits & _ENCRYPTED for info in infos):
        raise UnreadableInputError("file.encrypted", file=file)
    if any(info.compress_type not in _METHODS for info in infos):
        raise damaged(file, "zip", "compression")
    return container
