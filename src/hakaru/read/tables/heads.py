"""One heading cell: which role its words name, which year, unit and reservation it gives."""

import re
from typing import NamedTuple

from hakaru.ledger.entries import Certainty
from hakaru.ledger.measure import is_cumulative, unit_and_scale
from hakaru.ledger.paired_years import differing_years
from hakaru.ledger.period import find_days, find_fiscal_years, fiscal_year_of
from hakaru.read.layouts.members import member_above
from hakaru.read.tables.columns import Role
from hakaru.read.vocabulary import Vocabulary, plain

LONGEST_HEAD = 40
LONGEST_REST = 6
# A year is needed to find 12月末 at all; the day itself is worked out where the year is known.
ANY_YEAR = 2000

# The first role is taken where a word has several meanings.
_ROLES = {
    "number": Role.NUMBER,
    "name": Role.NAME,
    "item": Role.ITEM,
    "indicators": Role.ITEM,
    "old_target": Role.OLD_TARGET,
    "new_target": Role.NEW_TARGET,
    "baseline": Role.BASELINE,
    "target": Role.TARGET,
    "actual": Role.ACTUAL,
    "actuals": Role.ACTUAL,
    "rate": Role.RATE,
    "grade": Role.GRADE,
    "settled": Role.SETTLED,
    "budget": Role.BUDGET,
    "unit": Role.UNIT,
    "section": Role.SECTION,
    "participants": Role.PARTICIPANTS,
    "responsibilities": Role.RESPONSIBILITIES,
    "office": Role.OFFICE,
    "reason": Role.REASON,
    "summary": Role.SUMMARY,
    "content": Role.CONTENT,
    "activities": Role.CONTENT,
    "remarks": Role.REMARKS,
    "target_year": Role.TARGET_YEAR,
    "year": Role.YEAR,
}
_NUMERIC = re.compile(r"[\s0-9.,%▲△\-+―—–－()]*")
_BRACKET = re.compile(r"[(\[【〔<]([^()\[\]【】〔〕<>]*)[)\]】〕>]")
_TIME_WORDS = re.compile(r"^(?:末|中)?(?:時点|現在)?の?|(?:末|中)?(?:時点|現在)$")
# 「2022実績」「2024目標値」: a year only because of what follows; elsewhere 2022 is a number.
_BARE_YEAR = re.compile(
    r"(?<![0-9A-Za-z.,])(?:19[5-9][0-9]|20[0-9]{2})(?=(?:実績|目標|計画値|見込|現状|基準値|予算|決算|評価))"
)
_MAY_BE_DAY = re.compile(r"[0-9]月|[0-9][./-][0-9]")
_EDGES = " ・/:_~-、,※*"
_RESERVED = re.compile(
    r"(?:見込み?|確定|速報|暫定|推計|累計|累積|単年度?)(?:値|額)?|[(\[][^()\[\]]*[)\]]"
)


class Head(NamedTuple):
    """What a heading cell says. `strong`: its words are known in full; `known`: at least partly."""

    text: str
    role: Role | None = None
    years: tuple[int, ...] = ()
    unit: str = ""
    scale: int = 1
    cumulative: bool = False
    certainty: Certainty | None = None
    dated: bool = False
    ranged: bool = False
    strong: bool = False
    known: bool = False
    why: str = ""

    @property
    def fiscal_year(self) -> int | None:
        """The one fiscal year it names; of a range a target's is the last, others have none."""
        if self.ranged and self.role is Role.TARGET:
            return self.years[-1]
        return self.years[0] if len(self.years) == 1 else None


class HeadReader:
    """Reads heading cells with one vocabulary; remembers what it has read."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Start with nothing read."""
        self._vocabulary = vocabulary
        self._read: dict[tuple[str, bool], Head] = {}

    def read(self, text: str, *, loosely: bool = False) -> Head:
        """Return what a cell says as a heading; a Head that is not known for anything else.

        Loosely, the last word alone may tell the role: 年度別目標値 is a target.
        """
        head = self._read.get((text, loosely))
        if head is None:
            head = self._read[text, loosely] = self._head(text, loosely=loosely)
        return head

    def _head(self, text: str, *, loosely: bool) -> Head:
        """Return the head of a text not read before."""
        flat = _BARE_YEAR.sub(r"\g<0>年度", plain(text))
        if len(flat) > LONGEST_HEAD:
            return Head(text)
        if _NUMERIC.fullmatch(flat) and len(flat) != 4:
            return Head(text)
        rest, years, dated = _without_time(flat)
        ranged = len(years) > 1 and "~" in flat
        outer = _BRACKET.sub("", rest).strip(_EDGES)
        role, word, exact = self._role(text, outer, loosely=loosely)
        reserved = not role and bool(rest) and not _RESERVED.sub("", rest).strip(_EDGES)
        unit, scale = unit_and_scale(flat)
        only_years = bool(years) and (not outer or reserved)
        strong = exact or only_years or (reserved and _is_attribute(rest, unit))
        return Head(
            text=text,
            role=role,
            years=years,
            unit=unit,
            scale=scale,
            cumulative=is_cumulative(flat),
            certainty=_certainty(flat),
            dated=dated,
            ranged=ranged,
            strong=strong,
            known=strong
            or role is not None
            or (bool(years) and len(outer) <= LONGEST_REST)
            or bool(member_above(text)),
            why=_why(role, word, years),
        )

    def _role(self, text: str, outer: str, *, loosely: bool) -> tuple[Role | None, str, bool]:
        """Return the role, the word that gave it, and whether the word is all there is."""
        bare = _RESERVED.sub("", outer).strip(_EDGES)
        for word in (text, outer, bare):
            found = self._meaning(word) if word else None
            if found:
                return found, plain(word), True
        for start in range(1, len(bare) - 1) if loosely else ():
            found = self._meaning(bare[start:])
            if found and found is not Role.YEAR:
                return found, bare[start:], False
        return None, "", False

    def _meaning(self, word: str) -> Role | None:
        """Return the role of a word of the vocabulary."""
        meanings = self._vocabulary.meanings(word)
        if not meanings:
            return None
        return next((role for name, role in _ROLES.items() if name in meanings), None)


def _without_time(flat: str) -> tuple[str, tuple[int, ...], bool]:
    """Return a text without its times, its years in order, and whether it has days."""
    mentions = find_fiscal_years(flat)
    days = find_days(flat, ANY_YEAR) if _MAY_BE_DAY.search(flat) else ()
    rest = flat
    spans = {(year.start, year.end) for year in mentions} | {(day.start, day.end) for day in days}
    for start, end in sorted(spans, reverse=True):
        rest = rest[:start] + rest[end:]
    rest = _TIME_WORDS.sub("", rest.strip(_EDGES))
    rest = _BRACKET.sub(lambda found: found[0] if _TIME_WORDS.sub("", found[1]) else "", rest)
    years = [mention.year for mention in mentions]
    # Where the two disagree the first one stands, and the reader of the table says so.
    wrong = {other.year for _, other in differing_years(flat)}
    years = [year for year in years if year not in wrong] or years
    if not years:
        # A day with a year of its own gives the fiscal year: R5.12末 is in 2023.
        years = [fiscal_year_of(day.day) for day in find_days(flat)] if days else []
    return rest, tuple(dict.fromkeys(years)), bool(days)


def _is_attribute(rest: str, unit: str) -> bool:
    """Tell whether a text without a role is a reservation (見込) or a unit, not any bracket."""
    return bool(unit) or bool(_RESERVED.match(rest) and rest[0] not in "([")


def _certainty(flat: str) -> Certainty | None:
    """Return whether a heading says its values are expected or final."""
    if "見込" in flat or "予測" in flat:
        return Certainty.FORECAST
    return Certainty.CONFIRMED if "確定" in flat and "未確定" not in flat else None


def _why(role: Role | None, word: str, years: tuple[int, ...]) -> str:
    """Return the words that decided, with what they mean."""
    found = [f"{word}={role}"] if role else []
    return " ".join([*found, *(f"year={year}" for year in years)])
