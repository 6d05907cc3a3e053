"""Collects the text of a cell or paragraph as a browser would show it."""

import re

from hakaru.read.formats.pieces import Piece, Styled, join

# Full-width and no-break spaces are characters somebody typed; these are layout of the source.
_BLANKS = re.compile(r"[ \t\n\r\f\v]+")


class Text:
    """A text in the making: shown and hidden runs apart, blanks between words made one."""

    def __init__(self, *, header: bool = False) -> None:
        """Start blank; `header` is what the cell or paragraph is."""
        self.header = header
        self.line = 0
        self._shown: list[Piece] = []
        self._hidden: list[str] = []

    def add(self, piece: Piece, line: int, *, hidden: bool = False, as_typed: bool = False) -> None:
        """Add a run that stands at `line` of the source."""
        text = piece.text if as_typed else _BLANKS.sub(" ", piece.text)
        if hidden:
            self._hidden.append(text)
            return
        if text.startswith(" ") and not as_typed and self._ends_blank():
            text = text[1:]
        if text:
            if not text.isspace():
                self.line = self.line or line
            self._shown.append(piece._replace(text=text))

    def end_line(self, *, forced: bool = False) -> None:
        """End a line: for a block only where it is not ended already, for `<br>` always."""
        if not self._shown or (self._shown[-1].text.endswith("\n") and not forced):
            return
        last = self._shown[-1]
        self._shown[-1] = last._replace(text=last.text.rstrip(" "))
        self._shown.append(Piece("\n", last.underlined, last.struck))

    def take(self) -> tuple[Styled, str]:
        """Return the shown text and the hidden one, and start anew."""
        shown = join(self._trimmed())
        hidden = _BLANKS.sub(" ", " ".join(self._hidden)).strip()
        self._shown, self._hidden, self.line = [], [], 0
        return shown, hidden

    def _ends_blank(self) -> bool:
        """Tell whether a further blank would not show."""
        return not self._shown or self._shown[-1].text.endswith((" ", "\n"))

    def _trimmed(self) -> list[Piece]:
        """Return the runs without blanks at either end."""
        pieces = [piece for piece in self._shown if piece.text]
        while pieces and not pieces[-1].text.strip(" \n"):
            pieces.pop()
        while pieces and not pieces[0].text.strip(" \n"):
            pieces.pop(0)
        if pieces:
            pieces[0] = pieces[0]._replace(text=pieces[0].text.lstrip(" \n"))
            pieces[-1] = pieces[-1]._replace(text=pieces[-1].text.rstrip(" \n"))
        return pieces
