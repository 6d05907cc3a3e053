"""H112: a revised target does not fit the targets that stand.

What: notes「旧」→「新」whose old and new values are no target of that project's indicators; and
two revisions of one target in force in the same year, or a year between two revisions with none.
Why: past years are graded by the old target and later ones by the new: where the chain is broken,
nobody can tell by which.
Certainty: certain for years that overlap or are left out; likely for a note, whose words may only
differ.
Wrong: 変更後の目標 5,527社、注「4,923社」→「5,257社」
Right: 変更後の目標 5,527社、注「4,923社」→「5,527社」

目標の変更が、いまある目標と合わない。
見るもの: 変更の注「旧」→「新」のどちらの値も、その事業の指標の目標にないもの。同じ年度に二つの目
標が有効なもの、変更の間にどの目標も有効でない年度があるもの。
理由: 過去の年度は旧目標、以後は新目標で評価する。つながりが切れると、どちらで評価するか分からない。
確かさ: 年度の重なりや空きは確実。注との不一致は、書き方だけの違いもあるので「おそれ」。
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from hakaru.checks.context import Context, places
from hakaru.findings import Finding, Kind, Severity, Sureness
from hakaru.ledger.aims import read_target
from hakaru.ledger.entries import Note, Target

REVISION_UNFIT = Kind("H112", Severity.WARNING)
_NOTE_UNFIT = REVISION_UNFIT._replace(certainty=Sureness.LIKELY)

_PAIR = re.compile(
    r"[「『](?P<old>[^「」『』]{1,200})[」』]\s*(?:→|⇒|->|➡)\s*[「『](?P<new>[^「」『』]{1,200})[」』]"
)
_ABOUT_TARGETS = re.compile(r"KPI|ＫＰＩ|指標|目標")


def check(context: Context) -> Iterator[Finding]:
    """Yield the revisions that overlap, leave years out, or stand only in a note."""
    yield from _broken_chains(context)
    known = context.read_places("R111")
    for note in context.ledger.notes:
        if note.source not in known and _ABOUT_TARGETS.search(note.text):
            yield from _of_note(context, note)


def _broken_chains(context: Context) -> Iterator[Finding]:
    """Yield the pairs of following revisions whose years do not join."""
    for indicator, targets in context.index.targets_of.items():
        for earlier, later in pairwise(targets):
            since, until = later.in_force_from, earlier.in_force_until
            if _says_the_same(earlier, later):
                continue
            if until is None or since is None or since != until + 1:
                yield REVISION_UNFIT.at(
                    *places(earlier, later),
                    indicator=indicator,
                    old=earlier.quantity.text,
                    new=later.quantity.text,
                    until="" if until is None else until,
                    since="" if since is None else since,
                )


def _says_the_same(one: Target, other: Target) -> bool:
    """Tell whether two documents print one target, each in its own form of numbers and years."""
    units = {one.quantity.unit, other.quantity.unit} - {""}
    if one.quantity.value is None:
        same = one.quantity.word == other.quantity.word
    else:
        same = one.quantity.value == other.quantity.value and len(units) <= 1
    years = {(each.due, each.in_force_from, each.in_force_until) for each in (one, other)}
    return same and one.kind is other.kind and len(years) == 1


def _of_note(context: Context, note: Note) -> Iterator[Finding]:
    """Yield the revisions of a note that no target of its subject knows."""
    known = set(_known_values(context, note.subject))
    for pair in _PAIR.finditer(note.text):
        old, new = _value(pair["old"]), _value(pair["new"])
        if new is not None and new not in known and (old is None or old not in known):
            yield _NOTE_UNFIT.at(
                *places(note),
                owner=note.subject,
                old=pair["old"],
                new=pair["new"],
                until="",
                since="",
            )


def _known_values(context: Context, subject: str) -> Iterator[Decimal]:
    """Yield the numbers of all targets of a subject, which is an indicator or has indicators."""
    indicators = [one.id for one in context.index.indicators_of.get(subject, ())]
    for indicator in (subject, *indicators):
        for target in context.index.targets_of.get(indicator, ()):
            if target.quantity.value is not None:
                yield target.quantity.value


def _value(printed: str) -> Decimal | None:
    """Return the number of a target as a note prints it, behind its name where it has one."""
    return read_target(re.split(r"[:：]", printed)[-1].strip()).quantity.value
