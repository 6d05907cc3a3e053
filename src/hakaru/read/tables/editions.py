"""Editions of a plan (第1期ビジョン, 第2次計画) as headings and lines name them."""

import re
from typing import NamedTuple

from hakaru.read.vocabulary import plain

_EDITION = re.compile(
    r"第?(?P<number>[0-9]{1,2}|[一二三四五六七八九])(?:期|次)(?:の)?"
    r"(?:総合計画|総合戦略|基本計画|実施計画|ビジョン|計画|戦略|プラン|構想)?"
)
_KANJI = "〇一二三四五六七八九"


class Edition(NamedTuple):
    """Which edition a text names, and how."""

    number: int
    text: str


def edition_in(text: str) -> Edition | None:
    """Return the first edition a text names: 第1期ビジョンの実績 is 1, 第1期ビジョン; else None."""
    found = _EDITION.search(plain(text))
    if found is None:
        return None
    number = found["number"]
    return Edition(int(number) if number.isdigit() else _KANJI.index(number), found[0])
