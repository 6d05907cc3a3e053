"""One function a kind of error: it changes a fact of the ledger and notes what must be found."""

import random
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import NamedTuple, TypeVar

from msgspec.structs import replace

from checks.making import CATALOGUE, LIST, RATIO, graded, reconciled
from hakaru.ledger.entries import (
    EVERY_YEAR,
    Activity,
    Actual,
    AnyEntry,
    Budget,
    Certainty,
    Fact,
    Indicator,
    Project,
    Target,
)
from hakaru.ledger.ledger import Index, Ledger, ledger_of
from hakaru.ledger.measure import read_quantity

T = TypeVar("T")

FINAL, EXPECTED = "◎□×", "○△"
OTHERS = {"◎": "×", "□": "◎", "×": "◎", "○": "△", "△": "○"}


class Sown(NamedTuple):
    """An error that was planted: the code of the check that must find it, and what it is about."""

    code: str
    subject: str


class Field:
    """A ledger while errors are planted; an indicator or project bears one error at most."""

    def __init__(self, ledger: Ledger, dice: random.Random) -> None:
        """Begin with a ledger; what states the achievement ratio is left alone."""
        self.ledger = ledger
        self.dice = dice
        self.sown: list[Sown] = []
        self.taken: set[str] = {RATIO, RATIO.rpartition("/")[0]}

    @property
    def index(self) -> Index:
        """Look-ups over the ledger as it is now."""
        return Index(self.ledger)

    def pick(self, entries: Sequence[T], subject: Callable[[T], str]) -> T | None:
        """Return one of the entries whose subject bears no error yet, and take its subject."""
        free = [entry for entry in entries if not self._is_taken(subject(entry))]
        if not free:
            return None
        chosen = self.dice.choice(free)
        self.taken.add(subject(chosen))
        return chosen

    def _is_taken(self, subject: str) -> bool:
        """Tell whether a subject, the project it stands under, or its indicator bears an error."""
        above = subject in self.taken or subject.rpartition("/")[0] in self.taken
        return above or any(taken.startswith(f"{subject}/") for taken in self.taken)

    def put(self, *changed: AnyEntry) -> None:
        """Put entries in the place of those with their ids; new ones are added."""
        new = {entry.id: entry for entry in changed}
        kept = [new.pop(entry.id, entry) for entry in self.ledger.entries()]
        self.ledger = ledger_of([*kept, *new.values()], self.ledger.documents)

    def drop(self, ids: set[str]) -> None:
        """Take entries away."""
        kept = [entry for entry in self.ledger.entries() if entry.id not in ids]
        self.ledger = ledger_of(kept, self.ledger.documents)

    def mark(self, indicator: str) -> None:
        """Print the marks anew that the rulebook gives for an indicator."""
        self.ledger = graded(self.ledger, only=indicator)

    def note(self, code: str, subject: str) -> None:
        """Remember what must be found."""
        self.sown.append(Sown(code, subject))

    def reconcile(self) -> None:
        """Bring the stated achievement ratio up to date."""
        self.ledger = reconciled(self.ledger)

    def results(self, year: int) -> list[Actual]:
        """Return the results of a year that have a value, but for the ratio's own."""
        return [
            actual
            for actual in self.ledger.actuals
            if actual.fiscal_year == year and actual.quantity.state is None
            if actual.indicator != RATIO
        ]


Sower = Callable[[Field], None]


def _indicator(actual: Actual) -> str:
    """Return what a result is about."""
    return actual.indicator


def _id(entry: Project | Indicator) -> str:
    """Return the id of an entry."""
    return entry.id


def wrong_grade(field: Field) -> None:
    """H101: another mark of the same family."""
    marked = [one for one in field.results(2024) + field.results(2025)
              if (one.published_grade or "") in OTHERS]  # fmt: skip
    result = field.pick(marked, _indicator)
    if result is not None:
        field.put(replace(result, published_grade=OTHERS[result.published_grade or ""]))
        field.note("H101", result.indicator)


def falling_total(field: Field) -> None:
    """H104: the later running total is the smaller one."""
    index = field.index
    totals = [one for one in field.results(2025) if "累計" in index.indicators[one.indicator].name]
    result = field.pick(totals, _indicator)
    if result is not None:
        before = index.actual(result.indicator, 2024)
        value = (before.quantity.value if before else None) or Decimal(2)
        field.put(replace(result, quantity=read_quantity(f"{int(value) - 1:,}人")))
        field.note("H104", result.indicator)


def member_outside(field: Field) -> None:
    """H105: a member named in a list no longer takes part."""
    project = field.pick([one for one in field.ledger.projects if one.participants], _id)
    if project is None:
        return
    outside = sorted(set(field.index.plans[project.plan].members) - set(project.participants))
    told = _told(field, project)
    if outside and told is not None:
        name, other = field.dice.choice(outside), project.participants[0]
        texts = (
            f"・会議を開催（参加市町村：{other}、{name}）",
            f"・情報共有（ {other}、{name} ）",
            f"・採択5件（{other}3件、{name}2件）",
            f"・出展を支援（参加：{name}など）",
            f"・個別相談を実施（実施市町村 : {other}・{name}）",
        )
        _say(field, told, field.dice.choice(texts))
        field.note("H105", project.id)


def wrong_sum(field: Field) -> None:
    """H106: parts that are more than their total, or a total of all parts that is not theirs."""
    project = field.pick(list(field.ledger.projects), _id)
    told = None if project is None else _told(field, project)
    if told is not None:
        a, b = field.dice.randint(3, 60), field.dice.randint(3, 60)
        texts = (
            f"・応募合計{a + b - 1}件（うち、市内{a}件、市外{b}件）",
            f"・来場者{a + b + 2}人（内訳：大人{a}人、子ども{b}人）",
            f"・出展 食品{a}社、工芸{b}社（計{a + b + 1}社）",
            f"・交付{a + b - 2}件（個人{a}件、法人{b}件）",
            f"・利用者件数 合計{a + b - 1}件（市内{a}件・市外{b}件）",
            f"・相談{a + b + 1:,}件（内訳　窓口{a}、電話{b}）",
            f"・{a}名（うち{a + 1}名が2回利用）",
        )
        _say(field, told, field.dice.choice(texts))
        field.note("H106", told.project)


def only_planned(field: Field) -> None:
    """H107: the text of a final result only speaks of plans."""
    index = field.index
    told = {(one.project, one.marker): one for one in field.ledger.activities if one.marker}
    final = [
        one
        for one in field.results(2025)
        if (one.published_grade or "-") in FINAL and _key(index, one) in told
    ]
    result = field.pick(final, _indicator)
    if result is not None:
        activity = told[_key(index, result)]
        plans = (
            "・3月に説明会を開催予定（参加市町村：全市町村）",
            "1/20の実務者会議で、提案のあった「みんなの参加計画」に関して情報共有を行う予定",
            "2月中旬に実施する見込み。",
            "・会議の開催に向けて調整中 ・年度内の開催を予定",
            "「こどもプログラミング大会」（1/17・18）を開催予定 2,500名見込み",
        )
        field.put(replace(activity, text=activity.marker + field.dice.choice(plans)))
        field.note("H107", result.indicator)


def _key(index: Index, result: Actual) -> tuple[str, str]:
    """Return the project and the marker of a result's indicator."""
    indicator = index.indicators[result.indicator]
    return indicator.parent, indicator.marker


def other_year(field: Field) -> None:
    """H108: a deed of another fiscal year."""
    project = field.pick(list(field.ledger.projects), _id)
    told = None if project is None else _told(field, project)
    if told is not None:
        day = field.dice.choice(("R5.10", "R6.11.3", "2024/9/25", "令和5年7月1日", "R8.5.20"))
        deeds = (
            f"・{day}に研修を実施",
            f"・合同説明会：{day}開催（参加者20名）",
            f"・{day}～の2日間、東京で移住フェアに出展",
            f"・初任者向け研修：{day}に集合研修を実施。また、研修動画を公開",
        )
        _say(field, told, field.dice.choice(deeds))
        field.note("H108", told.project)


def other_unit(field: Field) -> None:
    """H109: 円 for 千円 or 百万円, or thousands too many in an amount."""
    if field.dice.random() < 0.5:
        money = [one for one in field.results(2025) if one.quantity.unit == "円"]
        result = field.pick(money, _indicator)
        if result is not None:
            number = result.quantity.text.rstrip("百万千円")
            field.put(replace(result, quantity=read_quantity(f"{number}円")))
            field.mark(result.indicator)
            field.note("H109", result.indicator)
        return
    budgets = [one for one in field.ledger.budgets if one.amount_yen]
    budget = field.pick(budgets, lambda one: one.project)
    if budget is not None:
        thousandfold: Budget = replace(
            budget,
            amount_yen=(budget.amount_yen or Decimal(0)) * 1000,
            text=budget.text.replace("千円", "百万円"),
        )
        field.put(thousandfold)
        field.note("H109", budget.project)


def other_era(field: Field) -> None:
    """H110: an era year beside another western year."""
    project = field.pick(list(field.ledger.projects), _id)
    told = None if project is None else _told(field, project)
    if told is not None:
        pairs = (
            "2025年度（R6年度）",
            "令和8年（2025年）",
            "R6年度(2025年度)",
            "2024年度（令和5年度）",
        )
        _say(field, told, f"・{field.dice.choice(pairs)}の計画を作成")
        field.note("H110", told.project)


def lost_result(field: Field) -> None:
    """H111: the result of a year that was due is gone."""
    result = field.pick([one for one in field.results(2024) if _is_due(field, one)], _indicator)
    if result is not None:
        field.drop({result.id})
        field.note("H111", result.indicator)


def _is_due(field: Field, result: Actual) -> bool:
    """Tell whether a yearly target asks for a result."""
    target = field.index.target(result.indicator, result.fiscal_year)
    return target is not None and target.due == EVERY_YEAR


def two_targets(field: Field) -> None:
    """H112: a revision whose years overlap with the target before it."""
    target = field.pick(list(field.ledger.targets), lambda one: one.indicator)
    if target is not None and target.indicator != RATIO:
        later: Target = replace(target, id=f"{target.id}/2025", in_force_from=2025)
        field.put(replace(target, in_force_until=2026), later)
        field.note("H112", target.indicator)


def second_value(field: Field) -> None:
    """H113: another value of the same final result, or of the same dated count."""
    if field.dice.random() < 0.5:
        final = [one for one in field.results(2024)
                 if one.quantity.value and one.certainty is Certainty.CONFIRMED]  # fmt: skip
        result = field.pick(final, _indicator)
        if result is not None:
            printed = f"{(result.quantity.value or 0) + 1}{result.quantity.unit}"
            other: Actual = replace(result, id=f"{result.id}#2", quantity=read_quantity(printed))
            field.put(other)
            field.mark(result.indicator)
            field.note("H113", result.indicator)
        return
    fact = field.pick(list(field.ledger.facts), lambda one: one.subject)
    if fact is not None:
        value = int(fact.quantity.value or 0) + field.dice.choice((-40, 7, 90))
        source = None if fact.source is None else replace(fact.source, file="丙.txt")
        again: Fact = replace(
            fact, id=f"{fact.id}#2", quantity=read_quantity(f"{value}件"), source=source
        )
        field.put(again)
        field.note("H113", fact.subject)


def drifted_name(field: Field) -> None:
    """H114: a name that is spelled otherwise in another document."""
    named = [one for one in field.ledger.projects if one.source and one.source.file == CATALOGUE]
    project = field.pick([one for one in named if len(one.name) >= 8], _id)
    if project is None:
        return
    changes = (("の推進", "推進"), ("の広域的な", "の広域的"), ("に向けた", "にむけた"),
               ("に関する", "にかんする"), ("の共同", "共同"))  # fmt: skip
    drifted = project.name
    for old, new in changes:
        drifted = drifted.replace(old, new)
    listed = [one for one in field.ledger.projects if one.source and one.source.file == LIST]
    partner = next((one for one in listed if one.name == project.name), None)
    if drifted == project.name or partner is None:
        return
    field.put(replace(project, name=drifted))
    first = min((project.id, drifted), (partner.id, partner.name), key=lambda one: one[1])
    field.note("H114", first[0])


def late_baseline(field: Field) -> None:
    """H115: a baseline after the target's year."""
    index = field.index
    dated = [
        one
        for one in field.ledger.indicators
        if one.baseline is not None
        and any(isinstance(target.due, int) for target in index.targets_of.get(one.id, ()))
    ]
    indicator = field.pick(dated, _id)
    if indicator is not None and indicator.baseline is not None:
        field.put(replace(indicator, baseline=replace(indicator.baseline, fiscal_year=2032)))
        field.note("H115", indicator.id)


def unlike_unit(field: Field) -> None:
    """H116: a result counted in something else."""
    counted = [one for one in field.results(2025) if one.quantity.unit in {"人", "件"}]
    result = field.pick(counted, _indicator)
    if result is not None:
        unit = "校" if result.quantity.unit == "人" else "組"
        printed = f"{result.quantity.value}{unit}"
        field.put(replace(result, quantity=read_quantity(printed)))
        field.note("H116", result.indicator)


def lost_project(field: Field) -> None:
    """H117: a project is gone with all that hangs on it."""
    numbered = [one for one in field.ledger.projects if one.number.isdigit()]
    last = max(int(one.number) for one in numbered)
    inner = [one for one in numbered if one.plan == "p" and 1 < int(one.number) < last]
    lost = any(error.code == "H117" for error in field.sown)
    project = None if lost else field.pick(inner, _id)
    if project is not None:
        below = f"{project.id}/"
        ids = [entry.id for entry in field.ledger.entries()]
        field.drop({project.id, *(one for one in ids if one.startswith(below))})
        field.note("H117", "p")


def stale_forecast(field: Field) -> None:
    """H118: last year's forecast was never brought up to date."""
    result = field.pick(
        [one for one in field.results(2024) if (one.published_grade or "-") in FINAL], _indicator
    )
    if result is not None:
        field.put(replace(result, certainty=Certainty.FORECAST))
        field.mark(result.indicator)
        field.note("H118", result.indicator)


def ended_before(field: Field) -> None:
    """H119: a project that ended before its results."""
    index = field.index
    result = field.pick(field.results(2025), lambda one: index.indicators[one.indicator].parent)
    if result is not None:
        indicator = index.indicators[result.indicator]
        field.put(replace(indicator, ended="(令和6年度をもって終了)"))
        field.note("H119", indicator.id)


def grade_too_early(field: Field) -> None:
    """H120: a mark where it is not due, or none where it is."""
    results = field.results(2025)
    early = [one for one in results if one.published_grade == "-"]
    due = [one for one in results if (one.published_grade or "") in OTHERS]
    chosen, marks = field.dice.choice(((early, ("◎", "×")), (due, ("-", "")))) if early else (
        due, ("-", "")
    )  # fmt: skip
    result = field.pick(chosen, _indicator)
    if result is not None:
        field.put(replace(result, published_grade=field.dice.choice(marks)))
        field.note("H120", result.indicator)


def lost_point(field: Field) -> None:
    """H121: a percentage without its decimal point."""
    index = field.index
    shares = [
        one
        for one in field.results(2025)
        if index.indicators[one.indicator].name.endswith("率") and one.quantity.unit == "%"
    ]
    result = field.pick(shares, _indicator)
    if result is not None:
        printed = result.quantity.text.replace(".", "")
        field.put(replace(result, quantity=read_quantity(printed)))
        field.mark(result.indicator)
        field.note("H121", result.indicator)


def odd_mark(field: Field) -> None:
    """H122: a mark that no legend has."""
    marked = [one for one in field.results(2024) if (one.published_grade or "-") in FINAL]
    result = field.pick(marked, _indicator)
    if result is not None:
        field.put(replace(result, published_grade=field.dice.choice("▽☆A良")))
        field.note("H122", result.indicator)


def other_baseline(field: Field) -> None:
    """H124: a baseline of a reported year that is not that year's result."""
    index = field.index
    known = [
        one
        for one in field.ledger.indicators
        if one.baseline is not None and one.baseline.quantity.value
        if (result := index.actual(one.id, 2024)) and result.quantity.value
        if result.certainty is Certainty.CONFIRMED
        if result.quantity.value != one.baseline.quantity.value
    ]
    indicator = field.pick(known, _id)
    if indicator is not None and indicator.baseline is not None:
        field.put(replace(indicator, baseline=replace(indicator.baseline, fiscal_year=2024)))
        field.note("H124", indicator.id)


def _told(field: Field, project: Project) -> Activity | None:
    """Return a text of a project that no error changes."""
    return next((one for one in field.ledger.activities if one.project == project.id), None)


def _say(field: Field, activity: Activity, more: str) -> None:
    """Add a statement to a text."""
    field.put(replace(activity, text=f"{activity.text} {more}"))


def wrong_ratio(field: Field) -> None:
    """H102: a ratio that no way of counting gives (the counts beside it are taken away)."""
    _restate(field, 2025, Decimal("1.7"))
    _silence(field)
    field.note("H102", RATIO)


def counted_otherwise(field: Field) -> None:
    """H103: nearly met counts as met in the second year."""
    before = field.ledger
    field.ledger = reconciled(before, later="met_or_nearly")
    if field.index.actual(RATIO, 2025) == Index(before).actual(RATIO, 2025):
        field.ledger = before
        wrong_ratio(field)
    else:
        field.note("H103", RATIO)


def wrong_counts(field: Field) -> None:
    """H123: the counts in the text are not those of the percentage beside them."""
    told = next(one for one in field.ledger.activities if one.project == RATIO.rpartition("/")[0])
    head, _, tail = told.text.partition("評価可能")
    field.put(replace(told, text=f"{head}評価可能9{tail}"))
    field.note("H123", RATIO)


def _restate(field: Field, year: int, by: Decimal) -> None:
    """Change the stated ratio of a year."""
    stated = field.index.actual(RATIO, year)
    assert stated is not None
    value = (stated.quantity.value or Decimal(0)) + by
    field.put(replace(stated, quantity=read_quantity(f"{value}%")))


def _silence(field: Field) -> None:
    """Take the counts out of the text about the ratio."""
    told = next(one for one in field.ledger.activities if one.project == RATIO.rpartition("/")[0])
    field.put(replace(told, text="・懇談会を開催（7/31）"))


SOWERS: tuple[Sower, ...] = (
    wrong_grade, falling_total, member_outside, wrong_sum, only_planned, other_year, other_unit,
    other_era, lost_result, two_targets, second_value, drifted_name, late_baseline, unlike_unit,
    lost_project, stale_forecast, ended_before, grade_too_early, lost_point, odd_mark,
    other_baseline,
)  # fmt: skip
RATIO_SOWERS: tuple[Sower, ...] = (wrong_ratio, counted_otherwise, wrong_counts)
