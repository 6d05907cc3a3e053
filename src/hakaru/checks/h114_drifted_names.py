"""H114: two documents spell the name of what seems to be one thing differently.

What: names of projects, and quoted katakana names of one thing (アプリ「…」), that have no exact
partner in the other document and are nearly the same. Widths, blanks and brackets do not count;
names that differ in a number or in a bracket, and projects that one plan numbers differently, are
two.
Why: search, history and open data take them for two.
Certainty: likely.
Wrong: 「地域コミュニティアプリの導入」と、別の文書の「地域コミュニティーアプリ導入」
Right: どの文書でも「地域コミュニティアプリの導入」

同じものらしいのに、文書によって名前の書き方が違う。
見るもの: 別々の文書の事業名と、何の名前かが同じ、かぎかっこの片仮名の名前(アプリ「…」など)のうち、
相手の文書に同じ名前がなく、ほとんど同じもの。全角半角・空白・かっこの有無は問わない。数字やかっこ
の中が違うものと、一つの計画で番号の違う事業は、別のものとみなす。
理由: 検索・経年比較・オープンデータで二つのものとして扱われる。
確かさ: おそれ。
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import NamedTuple

from rapidfuzz import fuzz, process

from hakaru.checks.context import Context
from hakaru.findings import Finding, Kind, Severity, Sureness
from hakaru.ledger.entries import Activity, Fact, Note, Project, Section
from hakaru.source import Place

NAME_DRIFTED = Kind("H114", Severity.NOTE, Sureness.LIKELY)

_ALIKE = 85
_SHORTEST = 4
_MARKS = re.compile(r"[\s「」『』（）()\[\]【】〈〉《》・、,，]")
_TELLING = re.compile(r"[0-9一二三四五六七八九十]|[(（][^()（）]*[)）]")
# A quoted name; the words before it say what it is the name of.
_QUOTED = re.compile(r"[「『]([ァ-ヴー・]{3,30})[」』]")
_KIND = re.compile(r"\w{4,}$")
_ALIKE_OF_ONE_KIND = 60
_WORDS_BEFORE = 6


class _Named(NamedTuple):
    """A name as printed, what it is the name of, where, and the entry that has it.

    `number` is a project's plan and number, nothing where it has none.
    """

    name: str
    kind: str
    place: Place
    owner: str
    number: tuple[str, str] | None = None


# The names of one document by their bare form.
_Names = dict[str, _Named]


def check(context: Context) -> Iterator[Finding]:
    """Yield the pairs of names, each with the one it is nearest to."""
    by_kind: dict[str, dict[str, _Names]] = defaultdict(lambda: defaultdict(dict))
    for named in (*_projects(context), *_quoted(context)):
        names = by_kind[named.kind][named.place.file]
        names.setdefault(_bare(named.name), named)
    for kind, by_file in by_kind.items():
        for one, other in combinations(by_file.values(), 2):
            yield from _drifted(
                {name: named for name, named in one.items() if name not in other},
                {name: named for name, named in other.items() if name not in one},
                cutoff=_ALIKE_OF_ONE_KIND if kind else _ALIKE,
            )


def _projects(context: Context) -> Iterator[_Named]:
    """Yield the names of projects."""
    for project in context.ledger.projects:
        if project.source is not None:
            number = (project.plan, project.number) if project.number else None
            yield _Named(project.name, "", project.source, project.id, number)


def _quoted(context: Context) -> Iterator[_Named]:
    """Yield the quoted names in katakana."""
    for entry in context.ledger.entries():
        if entry.source is None:
            continue
        if isinstance(entry, Project):
            texts = [entry.name, entry.summary]
        elif isinstance(entry, Activity | Note):
            texts = [entry.text]
        elif isinstance(entry, Section | Fact):
            texts = [entry.title] if isinstance(entry, Section) else [entry.subject, entry.label]
        else:
            continue
        for text in texts:
            for quoted in _QUOTED.finditer(text):
                before = text[max(quoted.start() - _WORDS_BEFORE, 0) : quoted.start()]
                kind = _KIND.search(before)
                if kind is not None:
                    yield _Named(quoted[1], kind[0], entry.source, entry.id)


def _drifted(
    one: Mapping[str, _Named], other: Mapping[str, _Named], *, cutoff: int
) -> Iterator[Finding]:
    """Yield the pairs of two documents' names without a partner."""
    for name, named in one.items():
        near = process.extractOne(name, list(other), scorer=fuzz.ratio, score_cutoff=cutoff)
        if near is None or len(name) < _SHORTEST:
            continue
        first, second = sorted((named, other[near[0]]), key=lambda one: one.name)
        if _telling(first.name) == _telling(second.name) and not _told_apart(first, second):
            yield NAME_DRIFTED.at(
                first.place,
                second.place,
                owner=first.owner,
                first=first.name,
                second=second.name,
            )


def _told_apart(one: _Named, other: _Named) -> bool:
    """Tell whether one plan gives the two different numbers: then they are two projects."""
    if one.number is None or other.number is None or one.number[0] != other.number[0]:
        return False
    return one.number != other.number


def _bare(name: str) -> str:
    """Return a name without what does not count."""
    return _MARKS.sub("", unicodedata.normalize("NFKC", name))


def _telling(name: str) -> list[str]:
    """Return the parts of a name that tell things apart."""
    return _TELLING.findall(unicodedata.normalize("NFKC", name))
