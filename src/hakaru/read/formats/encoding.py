"""Which encoding a text is in: strictly decoded, so a wrong guess shows instead of garbling."""

import codecs

from hakaru.errors import UnreadableInputError

_HEAD = 65536
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Control characters that no text has; tab, line ends, form feed and escape are left out.
_CONTROLS = bytes(c for c in range(32) if c not in (9, 10, 11, 12, 13, 27))
_MOST_CONTROLS = 0.01
_WIDE_SHARE = 0.9  # of the zero bytes of UTF-16 text, how many stand on one side
_UTF8_SHARE = 10  # good characters for each bad one in UTF-8 with a broken spot


def decode(data: bytes, name: str) -> str:
    """Return a text in UTF-8, UTF-16 or CP932 (the Shift_JIS of Windows), without its mark.

    Raises UnreadableInputError: file.unknown_format where it is no text, file.wrong_encoding
    with the `line` where decoding stops.
    """
    return decode_telling(data, name)[0]


def decode_telling(data: bytes, name: str) -> tuple[str, str]:
    """Return a text as `decode` does, and the encoding found."""
    encoding = _marked(data) or _wide(data)
    if encoding is not None:
        try:
            return data.decode(encoding).removeprefix("\ufeff"), encoding
        except UnicodeDecodeError as error:
            raise _wrong(data, name, error.start) from error
    if _is_binary(data[:_HEAD]):
        raise UnreadableInputError("file.unknown_format", file=name, found="binary")
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        if _is_mostly_utf8(data[:_HEAD]) or _is_mostly_utf8(data[error.start :][:_HEAD]):
            raise _wrong(data, name, error.start) from error
        return _decode_cp932(data, name, error.start), "cp932"


def start_of(data: bytes, length: int) -> str:
    """Return the first characters, whatever the encoding, good enough to find ASCII words."""
    head = data[:length]
    return head.decode(_marked(head) or _wide(head) or "latin-1", "replace")


def _decode_cp932(data: bytes, name: str, tried_until: int) -> str:
    """Decode the Japanese Windows encoding; complain where the better of both tries stopped."""
    try:
        return data.decode("cp932")
    except UnicodeDecodeError as error:
        raise _wrong(data, name, max(error.start, tried_until)) from error


def _marked(data: bytes) -> str | None:
    """Return the encoding that a byte order mark tells."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding
    return None


def _wide(data: bytes) -> str | None:
    """Return the UTF-16 that zero bytes on one side tell, where there is no mark."""
    head = data[:_HEAD]
    zeros = head.count(0)
    if not zeros:
        return None
    even = head[::2].count(0)
    if zeros - even >= _WIDE_SHARE * zeros:
        return "utf-16-le"
    return "utf-16-be" if even >= _WIDE_SHARE * zeros else None


def _is_binary(head: bytes) -> bool:
    """Tell whether there are more control characters than any text has."""
    controls = len(head) - len(head.translate(None, _CONTROLS))
    return 0 in head or controls > _MOST_CONTROLS * len(head)


def _is_mostly_utf8(data: bytes) -> bool:
    """Tell UTF-8 with a broken spot from another encoding: CP932 would accept it as garbage."""
    text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = sum(1 for character in text if character > "\x7f") - bad
    return bad > 0 and good >= _UTF8_SHARE * bad


def _wrong(data: bytes, name: str, at: int) -> UnreadableInputError:
    """Return the error that says in which line decoding stopped."""
    line = data.count(b"\n", 0, at) + 1
    return UnreadableInputError("file.wrong_encoding", file=name, line=line)
