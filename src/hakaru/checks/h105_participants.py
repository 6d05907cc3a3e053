"""H105: a text names a member that is marked as not taking part.

What: lists of members in brackets（参加市町村：…）and amounts given to a member (A町2件) in what
was done, beside the members marked ■. Names elsewhere in a sentence are left alone: a member may
be a place, a speaker or a partner in talks.
Why: either the mark or the list is wrong, and the member concerned reads both.
Certainty: likely: a list may name members in another part than that of a participant.
Wrong: 参加市町村 ■A市 □B町、取組実績「会議を開催(A市、B町)」
Right: 参加市町村 ■A市 ■B町、取組実績「会議を開催(A市、B町)」

参加しないとされた市町村が、取組実績に挙がっている。
見るもの: 取組実績の中の、かっこに入った市町村の並びと、市町村ごとの件数。■の付いた市町村と比べる。
文中に出るだけの名前(会場、講師、協議の相手など)は見ない。
理由: 印か並びのどちらかが誤りで、当の市町村は両方を読む。
確かさ: おそれ。参加とは別の立場で挙げている場合がある。
"""

import re
from collections.abc import Iterator, Sequence

from hakaru.checks.context import Context, places
from hakaru.findings import Finding, Kind, Severity, Sureness
from hakaru.ledger.characters import fold
from hakaru.ledger.entries import Activity, Project

NOT_TAKING_PART = Kind("H105", Severity.WARNING, Sureness.LIKELY)

_BRACKETED = re.compile(r"\(([^()]+)\)")
# 「参加市町村：A市、B町」「【参加市町村】A市」 without a bracket around the names.
_LABELLED = re.compile(r"(?:参加|実施)(?:市町村|自治体|市町)\s*[】\]:は]+\s*([^\s。()・:【\[]+)")
_LABEL = re.compile(r"^[^:、,]{0,20}:")
_BETWEEN = re.compile(r"[、,・/\s]+")
_AND = re.compile(r"及び|並びに|と")
_AMOUNT = re.compile(r"\d[\d,.]*\s*\w{0,4}$|など$|等$|ほか.*$|他.*$")


def check(context: Context) -> Iterator[Finding]:
    """Yield each project's text that lists members marked as not taking part."""
    for activity in context.ledger.activities:
        project = context.index.projects.get(activity.project)
        plan = context.index.plans.get(project.plan) if project else None
        if project is None or plan is None or not project.participants:
            continue
        outside = [name for name in plan.members if name not in project.participants]
        named = [name for name in outside if name in _listed(activity, plan.members)]
        if named:
            yield _finding(project, activity, named)


def _finding(project: Project, activity: Activity, named: Sequence[str]) -> Finding:
    """Return the finding of one text."""
    return NOT_TAKING_PART.at(
        *places(project, activity),
        project=project.id,
        fiscal_year=activity.fiscal_year or "",
        marker=activity.marker,
        members="、".join(named),
        participants="、".join(project.participants),
    )


def _listed(activity: Activity, members: Sequence[str]) -> frozenset[str]:
    """Return the members in lists of nothing but members, and those that amounts are given to."""
    listed = {share.member for share in activity.breakdown}
    text = fold(activity.text)
    for inside in (*_BRACKETED.findall(text), *_LABELLED.findall(text)):
        items = list(_items(_LABEL.sub("", inside), members))
        if all(item in members for item in items):
            listed.update(items)
    return frozenset(listed)


def _items(inside: str, members: Sequence[str]) -> Iterator[str]:
    """Yield the items of a list without their amounts; a name may itself contain と."""
    for item in _BETWEEN.split(inside):
        name = _AMOUNT.sub("", item).strip()
        if name in members:
            yield name
        elif name:
            yield from _AND.split(name)
