"""What single cells of a table may and may not be, for the check of machine-readable tables."""

import re

from hakaru.report.opendata.characters import inert, is_dependent

SAME_AS_ABOVE = frozenset({"〃", "々", "同上", "同", "″"})
# Units that may close the heading of a column of numbers.
BESIDE_NUMBERS = ("人数", "件数", "回数", "社数", "校数", "戸数", "世帯数")

_NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?")
_MOSTLY_NUMBER = re.compile(
    r"\s*(?:約\s*)?[-+▲△−－]?\s*[\d０-９][\d０-９,，.．]*\s*[^\d０-９]{0,12}(?:[\d０-９]+[^\d０-９]{0,4})?"
)
_DAY = re.compile(r"[12]\d{3}[-/.]\d{1,2}[-/.]\d{1,2}|[12]\d{7}")
_SIGN = re.compile(r"[^\w\d]{1,3}|[xX×]{1,3}|該当なし|なし|秘匿|不明|NA|N/A|n/a|…")
_SEVERAL = re.compile(r"[\d０-９][^\d０-９\n]{0,6}[（(/／、・][^\d０-９]{0,12}[\d０-９]")
_ERA_YEAR = re.compile(r"(?:明治|大正|昭和|平成|令和|[MTSHR])\s*(?:元|[\d０-９]{1,2})\s*年?度?")
_WESTERN = re.compile(r"(?:18|19|20|21)\d\d")
_SPREAD = re.compile(r"(?:^|\s)\S(?:[ \u3000]+\S)+(?:$|\s)")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffd]")


def is_number(text: str) -> bool:
    """Tell whether a cell is a number and nothing else: digits, a point, a minus."""
    return _NUMBER.fullmatch(text) is not None


def looks_like_number(text: str) -> bool:
    """Tell whether a cell is a number, or one with signs, a unit or a note around it."""
    return _MOSTLY_NUMBER.fullmatch(text) is not None and _DAY.fullmatch(text.strip()) is None


def is_sign(text: str) -> bool:
    """Tell whether a cell has a sign or word in place of a number: -, ***, 秘匿."""
    return _SIGN.fullmatch(text.strip()) is not None


def holds_several(text: str) -> bool:
    """Tell whether a cell holds more than one datum: 12人(うち女性3人), or lines."""
    return "\n" in text.strip() or _SEVERAL.search(text) is not None


def only_arranges(text: str) -> bool:
    """Tell whether blanks or line breaks only arrange a text: 「 計」, 「合 計」, 「市  区」."""
    if text != text.strip() or "\n" in text or "\r" in text or "\t" in text:
        return True
    return "  " in text or "\u3000\u3000" in text or _spread(text)


def _spread(text: str) -> bool:
    """Tell whether single characters stand apart: 合 計. Latin letters and marks may."""
    found = _SPREAD.fullmatch(text)
    return found is not None and not re.search(r"[\dA-Za-z◎○□△×▲●■-]", text)


def computes(text: str) -> bool:
    """Tell whether a spreadsheet would compute a cell."""
    return text.startswith(("=", "＝")) or (inert(text) != text and "(" in text)


def is_object(text: str) -> bool:
    """Tell whether a cell holds something that is no text."""
    return text.startswith("data:") or _CONTROL.search(text) is not None


def dependent(text: str) -> bool:
    """Tell whether a cell has platform-dependent characters."""
    return not text.isascii() and any(map(is_dependent, text))


def era_alone(text: str) -> bool:
    """Tell whether a cell is a year in an era without its western year."""
    return _ERA_YEAR.fullmatch(text.strip()) is not None and not _WESTERN.search(text)
