"""H105: a text names a member that is marked as not taking part.

What: lists of members in brackets（参加市町村：…）, amounts given to a member (A町2件) and members
of whom a sentence says that they took part (A市・B町の2市町で, B町が参加), in what was done, beside
the members marked ■. Names elsewhere in a sentence are left alone: a member may be a place, a
speaker or a partner in talks; so are statements of who does not take part, or not yet.
Why: either the mark or the list is wrong, and the member concerned reads both.
Certainty: likely: a list may name members in another part than that of a participant.
Wrong: 参加市町村 ■A市 □B町、取組実績「会議を開催(A市、B町)」
Right: 参加市町村 ■A市 ■B町、取組実績「会議を開催(A市、B町)」

参加しないとされた市町村が、取組実績に挙がっている。
見るもの: 取組実績の中の、かっこに入った市町村の並び、市町村ごとの件数、参加したと文に書かれた市町
村(A市・B町の2市町で、B町が参加)。■の付いた市町村と比べる。文中に出るだけの名前(会場、講師、協議
の相手など)と、参加しない・これから参加すると書かれたものは見ない。
理由: 印か並びのどちらかが誤りで、当の市町村は両方を読む。
確かさ: おそれ。参加とは別の立場で挙げている場合がある。
"""

from collections.abc import Iterator, Sequence

from hakaru.checks.context import Context, places
from hakaru.checks.member_lists import listed_members
from hakaru.findings import Finding, Kind, Severity, Sureness
from hakaru.ledger.entries import Activity, Project

NOT_TAKING_PART = Kind("H105", Severity.WARNING, Sureness.LIKELY)


def check(context: Context) -> Iterator[Finding]:
    """Yield each project's text that lists members marked as not taking part."""
    for activity in context.ledger.activities:
        project = context.index.projects.get(activity.project)
        plan = context.index.plans.get(project.plan) if project else None
        if project is None or plan is None or not project.participants:
            continue
        outside = [name for name in plan.members if name not in project.participants]
        listed = listed_members(activity.text, plan.members)
        amounts = {share.member for share in activity.breakdown}
        named = [name for name in outside if name in listed | amounts]
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
