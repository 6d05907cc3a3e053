"""A middle-sized city: its comprehensive plan, a target for every year, grades A to D."""

from documents.corpus.said import (
    DASH,
    Aim,
    Result,
    SaidHeading,
    SaidIndicator,
    SaidPlan,
    SaidProject,
    n,
    no,
)
from hakaru.ledger.entries import Direction, TargetKind
from hakaru.ledger.quantity import State

YEARS = (2022, 2023, 2024, 2025)


def _indicator(  # noqa: PLR0913 - one argument a column
    name: str,
    unit: str,
    aims: tuple[str, ...],
    results: tuple[str, ...],
    *,
    start: str,
    grade: str,
    better: Direction = Direction.HIGHER,
) -> SaidIndicator:
    """Return an indicator with a target for every year; the last result has the grade."""
    said = {
        year: Result(say=n(value), grade=grade if at == len(results) - 1 else "")
        for at, (year, value) in enumerate(zip(YEARS, results, strict=False))
    }
    return SaidIndicator(
        name=name,
        unit=unit,
        baseline=n(start),
        baseline_year=2021,
        better=better,
        aims=tuple(Aim(say=n(value), due=year) for year, value in zip(YEARS, aims, strict=True)),
        results=said,
    )


PLAN = SaidPlan(
    title="第6次川霧市総合計画前期基本計画 令和6年度施策評価報告書",
    years=YEARS,
    year=2024,
    headings={
        "1": SaidHeading("第", "1", "安心して暮らせるまち", gap="章　"),
        "2": SaidHeading("第", "2", "学びと文化が息づくまち", gap="章　"),
    },
    legend=("達成度　A：100％以上　B：80％以上　C：60％以上　D：60％未満",),
    notes=("※基準値は令和3年度の実績である。",),
    projects=(
        SaidProject(
            name="地域防災力向上事業",
            path=("1",),
            number="101",
            indicators=(
                _indicator(
                    "自主防災組織率", "%", ("70.0", "72.5", "75.0", "80.0"),
                    ("70.3", "71.8", "73.6"), start="68.2", grade="B",
                ),
                _indicator(
                    "防災訓練参加者数", "人", ("1200", "1300", "1400", "1500"),
                    ("1087", "1345", "1512"), start="980", grade="A",
                ),
            ),
        ),
        SaidProject(
            name="交通安全対策事業",
            path=("1",),
            number="102",
            indicators=(
                _indicator(
                    "人身事故件数", "件", ("310", "300", "290", "280"), ("322", "298", "301"),
                    start="335", grade="B", better=Direction.LOWER,
                ),
            ),
        ),
        SaidProject(
            name="図書館サービス充実事業",
            path=("2",),
            number="201",
            indicators=(
                _indicator(
                    "市民一人当たり貸出冊数", "冊", ("5.2", "5.4", "5.6", "5.8"),
                    ("4.9", "5.1", "5.0"), start="4.8", grade="C",
                ),
            ),
        ),
        SaidProject(
            name="文化財保存活用事業",
            path=("2",),
            number="202",
            indicators=(
                SaidIndicator(
                    name="市史資料館入館者数",
                    unit="人",
                    baseline=n("12044"),
                    baseline_year=2021,
                    aims=(
                        Aim(say=n("13000"), due=2022),
                        Aim(say=n("14000"), due=2023),
                        Aim(say=DASH, kind=TargetKind.NONE, due=2024),
                        Aim(say=n("15000"), due=2025),
                    ),
                    results={
                        2022: Result(say=n("13872")),
                        2023: Result(say=no(State.NOT_MEASURED, "調査なし")),
                        2024: Result(say=no(State.COMPILING, "集計中"), grade="-"),
                    },
                ),
            ),
        ),
    ),
)  # fmt: skip
