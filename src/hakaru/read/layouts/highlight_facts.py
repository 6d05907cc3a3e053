"""Facts in a line of running text: a number with its unit and label, or a deed with its day."""

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from msgspec.structs import replace

from hakaru.ledger.characters import fold
from hakaru.ledger.measure import read_quantity
from hakaru.ledger.numerals import read_numeral
from hakaru.ledger.period import find_days, find_fiscal_years
from hakaru.ledger.quantity import Quantity
from hakaru.ledger.remarks import read_suffix, unit_run
from hakaru.ledger.units import KNOWN_UNITS
from hakaru.ledger.words import exact_rung
from hakaru.read.layouts.members import is_municipality

LONGEST_STATEMENT = 400
LONGEST_LABEL = 40
# What people and things do so many of; behind a number it tells what was counted.
_DEEDS = (
    "来場|来館|来訪|来園|入場|入館|参加|出席|在籍|在学|在住|応募|申込|申し込み|登録|加入|入会|利用|活用|相談|問合せ|"
    "受講|受診|受験|視聴|閲覧|訪問|見学|体験|宿泊|移住|定住|就職|採用|雇用|内定|入学|卒業|修了|研修|開催|実施|配布|"
    "発行|掲載|出展|出店|契約|成約|締結|認定|採択|交付|補助|助成|支援|派遣|受入|寄附|寄付|販売|購入|回答|設置|整備|"
    "導入|開設|創業|起業|立地|誘致|商談|投稿|再生|ダウンロード"
)
# Stands for the characters of a day, which count nothing.
_HIDDEN = "\0"
_NUMBER = re.compile(
    r"(?<![0-9.,A-Za-z第~・/→兆億万千百-])"
    r"(?:(?:約|およそ|延べ|のべ|累計|合計|計) ?)*(?P<digits>[0-9])"
)
_TAIL = re.compile(r"(?:以上|以下|以内|未満|超|余り?|程度|弱|強|前後)?(?: ?\([^()]{0,40}\))?")
# 300～400人, 15,000円 → 7,500円: one of two values says nothing alone.
_SECOND_VALUE = re.compile(r" ?[~→⇒×/]")
_AFTER_VALUE = re.compile(r"[~→⇒×] ?$")
# A number tells how many where the clause ends with it or says that so many were reached; in
# 11市町村で導入 it only tells how widely.
_ENDS = re.compile(
    r" *(?:$|[、。,!?()「」※\s]|で(?:[、。]|した|す|あ)|だっ|と(?:なっ|なり|なる|なりま|過去)"
    r"|に(?:達|上|のぼ|増|減|伸|と|な|到)|を(?:達成|突破|超|記録|上回|確保|数え))"
)
_DEED = re.compile(rf"(?P<link>[がのをも]?) ?(?P<deed>(?:{_DEEDS})[者数]?)(?![一-龥々ァ-ヶー])")
# What joins the words in front to the number: 利用者数は、 講座を 加盟店: and a blank.
_LINK = re.compile(r"(?P<link>[はも](?: ?[、,])?|[:=]|の|[をがにでと]|にて)? *$")
_TOPIC = frozenset("はも:= ")
_SUBJECT = _TOPIC | {"が", ""}
# Where the words that belong to a number cannot reach back beyond.
_CLAUSE = re.compile(
    rf"[、,。.!?()「」『』【】<>《》:;※→~✓✔■◆●▶\s{_HIDDEN}]"
    r"|により|において|における|として|から|まで|について|に対し|して|した|する|され|など"
    r"|(?<=[^ぁ-ん])[はがをにへでと](?=[^ぁ-ん])"
)
_AFTER_DAY = re.compile(r"^(?:年度?|[月日]|末|時点|現在|中|頃|度)*(?:[のはに]| )*")
_ITEM_MARKS = " ・①②③④⑤⑥⑦⑧⑨⑩"
_LETTER = re.compile(r"[一-龥々ァ-ヶA-Za-z]")
_NO_LABEL = re.compile(
    r"(?:[今昨本前来同翌]|一昨)(?:年度?|月|回|期)|うち|除く|全体|合計|累計|延べ|計|[ぁ-んー]+|[A-Za-z]"
    r"|[0-9]{1,2}月末?(?:実績|現在|時点)?|[0-9.,]+[^0-9]{1,3}"
)
_TIMES = frozenset({"年", "か月", "日", "時間", "分", "秒", "歳"})
_OF_TIME = re.compile(r"(?:時間|日数|年数|期間|年齢|分数)$")
# Between a day and what was done on it: 月～, 15日(土)に.
_BEGINS = re.compile(
    r"(?:[月日]|末|[上中下]旬|頃|ごろ)*(?: ?\([月火水木金土日祝・]+\))?"
    r" ?(?:~|から|より|以降|に|、|,|:| )+"
)
_SINCE = re.compile(r"(?:[月日]|末|[上中下]旬|頃|ごろ)* ?(?:~|から|より|以降|まで)")
_AS_OF = re.compile(r"(?:[月日]|末)* ?(?:現在|時点)")
_PHRASE = re.compile(rf"(?:(?! ・)[^、。,!?(:;※~{_HIDDEN}])+")
_CONJUGATED = re.compile(r"(?:しました|します|した|され(?:ました|た)|し|する|です)$")
_ATTRIBUTE = re.compile(r"^[^ぁ-ん]{2,20}(?=した|された)")
_LASTING = frozenset({"維持", "常時", "継続", "毎年度", "あり", "なし"})


class Told(NamedTuple):
    """A fact a line tells (its label in one width), and which characters of the line told it."""

    label: str
    quantity: Quantity
    as_of: date | None
    start: int
    end: int


class _When(NamedTuple):
    """A day, month or fiscal year in a line: its last day, and where it stands."""

    day: date
    start: int
    end: int


def facts_in(text: str, *, fiscal_year: int | None = None) -> tuple[Told, ...]:
    """Return the facts of a line in the order they stand: 登録者数約3,400名（R6.10.1）.

    A number counts with a known unit and words that say what it counts, in front (登録者数,
    利用者数は) or behind (181名の来場); a day counts with a deed (R6.2月～運用開始). The day of a
    number stands in its bracket or before it; of a month and of a fiscal year it is the last day,
    when the whole of it is known. `fiscal_year` gives days without a year (9月末) theirs.
    """
    if len(text) > LONGEST_STATEMENT:
        return ()
    folded = fold(text)
    times = _times(text, fiscal_year)
    hidden = _hide(folded, times)
    counted = list(_counted(text, hidden, times))
    taken = [(told.start, told.end) for told in counted]
    done = [
        told
        for when in times
        if not any(start <= when.start < end for start, end in taken)
        and (told := _deed(text, hidden, when)) is not None
    ]
    return tuple(sorted((*counted, *done), key=lambda told: told.start))


def without_days(text: str) -> str:
    """Return a line, in one width, with its days, months and fiscal years blotted out."""
    folded = fold(text)
    return _hide(folded, _times(text, None))


def _times(text: str, fiscal_year: int | None) -> list[_When]:
    """Return the days, months and fiscal years of a text, in order."""
    days = [
        _When(mention.day, mention.start, mention.end) for mention in find_days(text, fiscal_year)
    ]
    years = [
        _When(date(mention.year + 1, 3, 31), mention.start, mention.end)
        for mention in find_fiscal_years(text)
        if not any(day.start < mention.end and mention.start < day.end for day in days)
    ]
    return sorted((*days, *years), key=lambda when: when.start)


def _hide(folded: str, times: list[_When]) -> str:
    """Return the text with its days blotted out, so that their digits count nothing."""
    characters = list(folded)
    for when in times:
        characters[when.start : when.end] = _HIDDEN * (when.end - when.start)
    return "".join(characters)


def _counted(text: str, hidden: str, times: list[_When]) -> Iterator[Told]:
    """Yield the numbers that tell what they count."""
    end = 0
    for found in _NUMBER.finditer(hidden):
        if found.start() < end:
            continue
        reach = _reach(hidden, found.start("digits"))
        if reach is None or _AFTER_VALUE.search(hidden[: found.start()]):
            continue
        tail = _TAIL.match(hidden, reach)
        stop = tail.end() if tail else reach
        quantity = read_quantity(text[found.start() : stop])
        label = _label(hidden, found.start(), stop)
        if not label or quantity.value is None:
            continue
        if quantity.unit in _TIMES and not _OF_TIME.search(label):
            continue
        as_of = _day_for(hidden, times, found.start(), stop)
        yield Told(label, quantity, as_of, found.start(), stop)
        end = stop


def _reach(hidden: str, start: int) -> int | None:
    """Return where the number at `start` and its unit end; None without a known unit."""
    numeral = read_numeral(hidden, start)
    if numeral is None:
        return None
    run = unit_run(hidden, numeral.end)
    suffix = read_suffix(run)
    length = suffix.length if suffix and suffix.unit in KNOWN_UNITS else _unit_before_deed(run)
    end = numeral.end + length
    return None if not length or _SECOND_VALUE.match(hidden, end) else end


def _unit_before_deed(run: str) -> int:
    """Return how long the unit is in 名来場, 0 where no known unit and deed make up the run."""
    for length in range(min(len(run) - 1, 4), 0, -1):
        if run[:length].strip() in KNOWN_UNITS and _DEED.match(run, length):
            return length
    return 0


def _label(hidden: str, start: int, stop: int) -> str:
    """Return what a number counts, "" where the words around it do not say."""
    link = _LINK.search(hidden, 0, start)
    written = hidden[link.start() : start] if link else ""
    joint = (link["link"] if link else "") or written[:1]
    noun = _noun(hidden[: start - len(written)])
    deed = _DEED.match(hidden, stop)
    if deed is None:
        return noun if joint[:1] in _SUBJECT and _ENDS.match(hidden, stop) else ""
    if not noun or joint == "の" or joint in {"に", "で", "と", "にて"}:
        return deed["deed"]
    if joint[:1] in _TOPIC:
        return noun
    return f"{noun}{joint or deed['link']}{deed['deed']}"


def _noun(head: str) -> str:
    """Return the words of the last clause before a number, without what belongs to a day."""
    noun = _AFTER_DAY.sub("", _CLAUSE.split(head)[-1]).strip(_ITEM_MARKS)
    if not 2 <= len(noun) <= LONGEST_LABEL or _NO_LABEL.fullmatch(noun):
        return ""
    return noun if _LETTER.search(noun) and not is_municipality(noun) else ""


def _day_for(hidden: str, times: list[_When], start: int, stop: int) -> date | None:
    """Return the day of the number between `start` and `stop`.

    It stands in the bracket behind the number, or last before it in the same sentence, unless it
    is where something else begins (R6.5月～導入); or, marked 現在, anywhere in the line.
    """
    inside = [when for when in times if start <= when.start < stop]
    sentence = hidden.rfind("。", 0, start) + 1
    before = [
        when
        for when in times
        if sentence <= when.start < start and not _SINCE.match(hidden, when.end)
    ]
    marked = [when for when in times if _AS_OF.match(hidden, when.end)]
    found = inside[:1] or before[-1:] or marked[:1]
    return found[0].day if found else None


def _deed(text: str, hidden: str, when: _When) -> Told | None:
    """Return the deed of a day: 運用開始 of R6.2月～運用開始; None where no known deed follows."""
    begins = _BEGINS.match(hidden, when.end)
    phrase = _PHRASE.match(hidden, begins.end()) if begins else None
    if phrase is None:
        return None
    start = phrase.start()
    attribute = _ATTRIBUTE.match(phrase[0])
    said = attribute[0] if attribute else _CONJUGATED.sub("", phrase[0].rstrip())
    quantity = read_quantity(said)
    rung = exact_rung(quantity.word) if quantity.word else None
    if len(said) > LONGEST_LABEL or rung is None or not rung.step or rung.word in _LASTING:
        return None
    stop = start + len(said)
    return Told(said, replace(quantity, text=text[when.start : stop]), when.day, when.start, stop)
