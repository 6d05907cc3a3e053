"""Where each key of a TOML text stands, so that an error about a key can name its line."""

import re
from bisect import bisect_right
from collections import Counter

Path = tuple[str | int, ...]

_BLANK = re.compile(r"(?:[ \t\r\n]+|#[^\n]*)*")
_KEY = re.compile(r'[ \t]*("(?:\\.|[^"\\])*"|\'[^\']*\'|[A-Za-z0-9_-]+)[ \t]*')
_TEXT = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:\\.|[^"\\])*"|\'[^\']*\'', re.DOTALL
)
_PLAIN = re.compile(r"[^,\]}#\n]*")


def positions(text: str) -> dict[Path, int]:
    """Return the line of every key and array element of a valid TOML text, counting from 1."""
    return _Scanner(text).scan()


def line_of(path: Path, lines: dict[Path, int]) -> int:
    """Return the line of a path, or of the closest thing around it; 1 where there is none."""
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path, 1)


class _Scanner:
    """Walks over a text that is known to be valid TOML."""

    def __init__(self, text: str) -> None:
        """Begin at the first character."""
        self.text, self.at = text, 0
        self.found: dict[Path, int] = {}
        self.tables: Counter[Path] = Counter()
        self._breaks = [index for index, sign in enumerate(text) if sign == "\n"]

    def scan(self) -> dict[Path, int]:
        """Walk to the end and return what was found."""
        prefix: Path = ()
        self._skip()
        while self.at < len(self.text):
            if self.text[self.at] == "[":
                prefix = self._header()
            else:
                self._pair(prefix)
            self._skip()
        return self.found

    def _header(self) -> Path:
        """Take [a.b] or [[a.b]] and return the path of what follows."""
        brackets = 2 if self.text.startswith("[[", self.at) else 1
        self.at += brackets
        keys = self._keys()
        path: Path = ()
        for number, key in enumerate(keys, 1):
            path = *path, key
            if brackets == 2 and number == len(keys):
                self.tables[path] += 1
            if path in self.tables:
                path = *path, self.tables[path] - 1
            self._note(path)
        self.at += brackets
        return path

    def _pair(self, prefix: Path) -> None:
        """Take key = value."""
        path = prefix
        for key in self._keys():
            path = *path, key
            self._note(path)
        self.at += 1
        self._value(path)

    def _keys(self) -> list[str]:
        """Take a dotted key."""
        keys = []
        while match := _KEY.match(self.text, self.at):
            keys.append(match[1].strip("\"'"))
            self.at = match.end()
            if self.text[self.at] != ".":
                break
            self.at += 1
        return keys

    def _value(self, path: Path) -> None:
        """Take a value of any kind."""
        self._skip()
        sign = self.text[self.at]
        if sign in "[{":
            self._inside(path, "]" if sign == "[" else "}")
        else:
            match = (_TEXT if sign in "\"'" else _PLAIN).match(self.text, self.at)
            self.at = match.end() if match else self.at + 1

    def _inside(self, path: Path, end: str) -> None:
        """Take what stands between the brackets of an array or an inline table."""
        self.at += 1
        number = 0
        self._skip()
        while self.text[self.at] != end:
            if end == "]":
                self._note((*path, number))
                self._value((*path, number))
            else:
                self._pair(path)
            number += 1
            self._skip()
            if self.text[self.at] == ",":
                self.at += 1
                self._skip()
        self.at += 1

    def _skip(self) -> None:
        """Pass over blanks, line ends and comments."""
        match = _BLANK.match(self.text, self.at)
        self.at = match.end() if match else self.at

    def _note(self, path: Path) -> None:
        """Remember the line a path is first seen on."""
        self.found.setdefault(path, bisect_right(self._breaks, self.at - 1) + 1)
