"""Made ledgers without a fault: as large as a real plan, different for every seed."""

import random
from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from msgspec.structs import replace

from checks.cases import BOOK, Case, FactRow, IndicatorRow, ProjectRow
from hakaru.ledger.entries import Actual, Certainty
from hakaru.ledger.ledger import Index, Ledger
from hakaru.ledger.measure import read_quantity
from hakaru.rules.grade import grade_ledger
from hakaru.rules.ratio import ratios
from hakaru.rules.rulebook import shipped_book

LIST, CATALOGUE = "一覧.txt", "抜粋.txt"
MEMBERS = ("みなと市", "おか市", "はま市", "もり町", "かわ町", "さと村")
PROJECTS = 30
RATIO = f"p/{LIST}/1/1"
RATIO_TEXT = "・達成済み・達成見込み{met}/評価可能{evaluable} ・懇談会を開催（7/31）"
THEMES = (
    "企業誘致", "創業", "販路拡大", "観光", "空港", "救急医療", "保育", "図書館", "防災",
    "消防", "脱炭素", "鳥獣対策", "森林整備", "農産物", "地元定着", "移住", "公共交通",
    "夜間中学", "女性活躍", "職員研修", "基金造成", "官民連携", "道路", "水道", "スポーツ",
    "文化財", "子育て", "介護", "住宅",
)  # fmt: skip
DEEDS = ("の推進", "に関する情報共有", "の広域的な利用", "に向けた支援", "の共同実施")
MONTHS = (5, 6, 7, 9, 10, 11)


def clean(seed: int) -> Ledger:
    """Return a ledger of thirty projects in one document, named again in another, with facts."""
    dice = random.Random(seed)  # noqa: S311 - made examples, no secrets
    projects = [_ratio_project(), *(_project(dice, number) for number in range(2, PROJECTS + 1))]
    named_again = [
        ProjectRow(
            number=project.number, name=project.name, plan="抜粋", file=CATALOGUE, participants=()
        )
        for project in projects
    ]
    case = Case(
        name=f"made {seed}",
        members=MEMBERS,
        projects=(*projects, *named_again),
        facts=tuple(_facts(dice)),
    )
    return reconciled(graded(case.ledger()))


def _ratio_project() -> ProjectRow:
    """Return the project whose indicator states the achievement ratio."""
    ratio = IndicatorRow(
        name="各連携事業の評価指標の達成割合",
        target="100%（毎年度）",
        results={"2024": "50.0%", "2025": "50.0%"},
    )
    return ProjectRow(
        name="連携事業の企画、立案、効果検証", indicators=(ratio,), texts=(RATIO_TEXT,)
    )


def _project(dice: random.Random, number: int) -> ProjectRow:
    """Return a project with two or three indicators and their texts."""
    marks = "①②③"[: dice.randint(2, 3)]
    part = sorted(dice.sample(MEMBERS, dice.randint(3, len(MEMBERS))), key=MEMBERS.index)
    indicators = tuple(_indicator(dice, mark) for mark in marks)
    name = THEMES[(number - 2) % len(THEMES)] + DEEDS[number % len(DEEDS)]
    thousands = dice.randint(1_000, 90_000)
    return ProjectRow(
        number=str(number),
        name=name,
        participants=tuple(part),
        indicators=indicators,
        texts=tuple(_text(dice, mark, part) for mark in marks),
        budgets={
            year: f"{thousands * dice.randint(90, 110) // 100:,}千円" for year in ("2024", "2025")
        },
    )


def _indicator(dice: random.Random, mark: str) -> IndicatorRow:
    """Return an indicator of one of the usual kinds with the results of two years."""
    goal = dice.randint(8, 400) * 10
    near = [goal * dice.randint(60, 130) // 100 for _ in range(2)]
    kinds: tuple[Mapping[str, str], ...] = (
        {"name": "参加者数", "target": f"{goal:,}人（毎年度）", "unit": "人"},
        {"name": "補助件数", "target": f"{goal:,}件（毎年度）", "unit": "件"},
        {"name": "支援した製品の売上額", "target": f"{goal:,}百万円（2027年度）", "unit": "百万円"},
        {"name": "基金造成額", "target": f"{goal:,}千円（毎年度）以上", "unit": "千円"},
        {"name": "利用者数（累計）", "target": f"{goal * 3:,}人（2027年度まで）", "unit": "人"},
        {"name": "事業参加者の就職率", "target": "70%（毎年度）", "unit": "%"},
        {"name": "受入体制の維持", "target": "維持（毎年度）", "unit": ""},
    )
    kind = dice.choice(kinds)
    if kind["unit"] == "":
        values = ["維持", "維持"]
    elif kind["unit"] == "%":
        values = [f"{dice.randint(400, 990) / 10}%" for _ in range(2)]
    else:
        values = [f"{value:,}{kind['unit']}" for value in near]
    if "累計" in kind["name"]:
        values = [f"{min(near):,}人", f"{min(near) + dice.randint(1, 90):,}人"]
    return IndicatorRow(
        name=kind["name"],
        marker=mark,
        target=kind["target"],
        baseline=f"{goal // 2:,}{kind['unit']}（2022年度）"
        if kind["unit"] not in {"", "%"}
        else "",
        results={"2024": values[0], "2025": values[1]},
    )


def _text(dice: random.Random, mark: str, part: Iterable[str]) -> str:
    """Return what was done: a day, members that take part, parts that add up."""
    names = dice.sample(list(part), 2)
    first, second = dice.randint(2, 40), dice.randint(2, 40)
    month = dice.choice(MONTHS)
    sums = (
        f"採択件数{first + second}件（うち、{names[0]}{first}件、{names[1]}{second}件）",
        f"利用者合計{first + second}人（内訳：{names[0]}{first}人、{names[1]}{second}人）",
        f"出展 {names[0]}{first}社、{names[1]}{second}社（計{first + second}社）",
    )
    return (
        f"{mark}・説明会を{month}/{dice.randint(1, 28)}に開催（参加市町村：{'、'.join(names)}）"
        f" ・{dice.choice(sums)} ・R8.3月に報告会を開催予定"
    )


def _facts(dice: random.Random) -> Iterable[FactRow]:
    """Yield running counts that grow from one document to the next."""
    for subject, label in (
        ("アプリの導入", "登録者数"),
        ("旅先納税", "加盟店"),
        ("移住", "会員数"),
    ):
        before = dice.randint(200, 3_000)
        yield FactRow(
            subject=subject, label=label, text=f"{before:,}件", day="2025-06-30", file="甲.txt"
        )
        after = f"{before + dice.randint(5, 200):,}件"
        yield FactRow(subject=subject, label=label, text=after, day="2025-10-01", file="乙.txt")


def graded(ledger: Ledger, only: str = "") -> Ledger:
    """Return the ledger with the marks that the rulebook gives printed beside the results.

    The last year's numbers are taken as forecasts where they are odd, so that both families of
    marks appear. `only` is the one indicator to mark anew.
    """
    book = shipped_book(BOOK)
    certain = replace(ledger, actuals=tuple(_told(actual, only) for actual in ledger.actuals))
    marks = {grade.actual: grade.computed for grade in grade_ledger(certain, book)}
    return replace(
        certain,
        actuals=tuple(
            replace(actual, published_grade=marks.get(actual.id) or actual.published_grade)
            if only in {"", actual.indicator}
            else actual
            for actual in certain.actuals
        ),
    )


def _told(actual: Actual, only: str) -> Actual:
    """Return a result that says whether it is final."""
    if actual.certainty is not None or only not in {"", actual.indicator}:
        return actual
    odd = actual.quantity.value is not None and int(actual.quantity.value) % 2 == 1
    forecast = actual.fiscal_year == 2025 and odd
    return replace(actual, certainty=Certainty.FORECAST if forecast else Certainty.CONFIRMED)


def reconciled(ledger: Ledger, *, by: str = "met", later: str = "met") -> Ledger:
    """Return the ledger with its achievement ratio and the counts in its text brought up to date.

    `by` and `later` name the counting rules of the first and of the second year. A ledger without
    such an indicator comes back as it is.
    """
    rules = {2024: by, 2025: later}
    for year, rule in rules.items():
        ledger = _stating(ledger, year, rule)
    return ledger


def _stating(ledger: Ledger, year: int, rule: str) -> Ledger:
    """Return the ledger with the ratio of one year stated anew; its own mark counts as well."""
    book = shipped_book(BOOK)
    index = Index(ledger)
    plain = replace(book, counting=tuple(one for one in book.counting if one.id == rule))
    found = [one for one in ratios(index, grade_ledger(index, plain), plain)
             if one.fiscal_year == year and one.published is not None]  # fmt: skip
    if not found or found[0].published is None or found[0].count.ratio is None:
        return ledger
    count, stating = found[0].count, found[0].published.indicator
    text = f"{percent(Fraction(count.met, count.evaluable))}%"
    parent = index.indicators[stating].parent
    said = RATIO_TEXT.format(met=count.met, evaluable=count.evaluable)
    return replace(
        ledger,
        actuals=tuple(
            replace(actual, quantity=read_quantity(text))
            if (actual.indicator, actual.fiscal_year) == (stating, year)
            else actual
            for actual in ledger.actuals
        ),
        activities=tuple(
            replace(activity, text=said)
            if (activity.project, activity.fiscal_year) == (parent, year)
            else activity
            for activity in ledger.activities
        ),
    )


def percent(share: Fraction) -> Decimal:
    """Return a share in percent with one decimal, halves up."""
    exact = Decimal(share.numerator * 100) / Decimal(share.denominator)
    return exact.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)
