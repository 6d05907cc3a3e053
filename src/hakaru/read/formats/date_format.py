"""Days and times as a spreadsheet cell shows them.

A whole date becomes an ISO date, which nobody can misread; a part of a date (9/11, 令和7年度)
stands as it is shown, since ISO would say more than the cell does.
"""

from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Protocol

DATE_TOKENS = frozenset({"date", "elapsed"})

_FIRST_DAY = datetime(1899, 12, 30)  # noqa: DTZ001 - a calendar day has no zone
_FIRST_DAY_1904 = datetime(1904, 1, 1)  # noqa: DTZ001
_FALSE_LEAP_DAY = 60  # spreadsheets believe in 29 February 1900
_LAST_SERIAL = 2_958_466
_DAY_SECONDS = 86_400
_ERAS = (
    (date(2019, 5, 1), "令和", "令", "R"),
    (date(1989, 1, 8), "平成", "平", "H"),
    (date(1926, 12, 25), "昭和", "昭", "S"),
    (date(1912, 7, 30), "大正", "大", "T"),
    (date(1868, 1, 25), "明治", "明", "M"),
)
_WEEKDAYS = "月火水木金土日"


class FormatToken(Protocol):
    """A part of a number format: its kind and its text."""

    @property
    def kind(self) -> str:
        """The kind: date, elapsed, half, literal, mark or digit."""

    @property
    def text(self) -> str:
        """The text as it stands in the format."""


def show_date(tokens: tuple[FormatToken, ...], serial: Decimal, *, from_1904: bool) -> str | None:
    """Return what a date format shows of a serial day, or None for a number that is no day."""
    if not 0 <= serial < _LAST_SERIAL:
        return None
    seconds = int((serial * _DAY_SECONDS).quantize(Decimal(1), ROUND_HALF_UP))
    elapsed = next((token.text for token in tokens if token.kind == "elapsed"), "")
    moment = _moment(seconds, from_1904=from_1904)
    if moment is None:
        return None
    letters = {token.text[0].lower() for token in tokens if token.kind == "date"}
    if letters & {"y", "e"} and {"m", "d"} <= letters:
        return _iso(moment, letters)
    return _as_shown(tokens, moment, seconds if elapsed else None)


def _moment(seconds: int, *, from_1904: bool) -> datetime | None:
    """Return the day and time of a serial number in seconds."""
    days = seconds // _DAY_SECONDS
    if from_1904:
        return _FIRST_DAY_1904 + timedelta(seconds=seconds)
    if days == _FALSE_LEAP_DAY:
        return None
    late = timedelta(days=1) if days < _FALSE_LEAP_DAY else timedelta()
    return _FIRST_DAY + late + timedelta(seconds=seconds)


def _iso(moment: datetime, letters: set[str]) -> str:
    """Return the ISO form, with the time where the cell shows one."""
    if "h" not in letters:
        return moment.date().isoformat()
    return moment.isoformat(sep=" ", timespec="seconds" if "s" in letters else "minutes")


def _as_shown(tokens: tuple[FormatToken, ...], moment: datetime, elapsed: int | None) -> str:
    """Return the parts of a date or time in the order and with the words of the format."""
    # In a time "m" is minutes: after hours, or before seconds.
    timed = [token for token in tokens if token.kind in DATE_TOKENS]
    halves = any(token.kind == "half" for token in tokens)
    shown = []
    for token in tokens:
        if token.kind in DATE_TOKENS:
            at = next(index for index, other in enumerate(timed) if other is token)
            before = timed[at - 1].text[0].lower() if at else ""
            after = timed[at + 1].text[0].lower() if at + 1 < len(timed) else ""
            minutes = token.text[0].lower() == "m" and (before == "h" or after == "s")
            letter = "n" if minutes else token.text[0].lower()
            total = elapsed if token.kind == "elapsed" else None
            shown.append(_part(letter, len(token.text), moment, total=total, halves=halves))
        elif token.kind == "half":
            shown.append("午前" if moment.hour < 12 else "午後")
        elif token.kind in ("literal", "mark"):
            shown.append(token.text)
    return "".join(shown).strip()


def _part(letter: str, width: int, moment: datetime, *, total: int | None, halves: bool) -> str:
    """Return one part of a date or time; `n` stands for minutes, `total` is elapsed seconds."""
    if total is not None:
        unit = {"h": 3600, "m": 60, "n": 60}.get(letter, 1)
        return str(total // unit).zfill(width)
    if letter in "ge":
        return _era(letter, width, moment.date())
    if letter == "a":
        return _WEEKDAYS[moment.weekday()] + ("曜日" if width > 3 else "")
    if letter == "y":
        return f"{moment.year:04}" if width > 2 else f"{moment.year % 100:02}"
    if letter in "md" and width > 2:
        return moment.strftime(("%b" if width == 3 else "%B") if letter == "m" else "%a")
    hour = (moment.hour - 1) % 12 + 1 if halves else moment.hour
    number = {
        "m": moment.month,
        "d": moment.day,
        "h": hour,
        "n": moment.minute,
        "s": moment.second,
    }[letter]
    return str(number).zfill(min(width, 2))


def _era(letter: str, width: int, day: date) -> str:
    """Return the era's name (ggg, gg, g) or the year in it (e)."""
    for first, name, short, initial in _ERAS:
        if day >= first:
            if letter == "e":
                return str(day.year - first.year + 1).zfill(min(width, 2))
            return (initial, short, name)[min(width, 3) - 1]
    return str(day.year)
