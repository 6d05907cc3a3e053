"""A cape town's strategy on one sheet, western years, ◎○△×, half of it at each side."""

from documents.corpus.said import (
    Aim,
    Result,
    SaidIndicator,
    SaidPlan,
    SaidProject,
    Say,
    by,
    each_year,
    n,
    no,
    w,
)
from hakaru.ledger.entries import Direction, TargetKind
from hakaru.ledger.quantity import Comparison, State


def _one(  # noqa: PLR0913, PLR0917 - one argument a column
    name: str,
    item: str,
    unit: str,
    start: Say,
    aim: Aim,
    results: tuple[Say, Say],
    grade: str,
    *,
    shown: str = "",
    better: Direction = Direction.HIGHER,
) -> SaidProject:
    """Return a project with one indicator and results of fiscal years 2024 and 2025."""
    indicator = SaidIndicator(
        name=item,
        unit=unit,
        shown=shown,
        baseline=start,
        baseline_year=2023,
        better=better,
        aims=(aim,),
        results={2024: Result(say=results[0]), 2025: Result(say=results[1], grade=grade)},
    )
    return SaidProject(name=name, indicators=(indicator,))


PLAN = SaidPlan(
    title="花岬町デジタル田園都市構想総合戦略 KPI検証シート",
    years=(2024, 2025),
    year=2025,
    forecast=2025,
    notes=("※見込は12月末時点の値から推計した。",),
    projects=(
        _one(
            "町民アプリの普及", "登録者数", "人", n("1204"), by(2027, "3000"),
            (n("1687"), n("2210")), "○",
        ),
        _one(
            "書かない窓口", "対応手続数", "件", n("0"), by(2027, "40"),
            (n("12"), n("31")), "◎",
        ),
        _one(
            "遠隔診療の導入", "導入診療所数", "箇所", n("1"),
            Aim(say=n("4"), due=2027, comparison=Comparison.AT_LEAST), (n("1"), n("2")), "△",
            shown="か所",
        ),
        _one(
            "見守りセンサー", "設置世帯数", "世帯", n("18"), by(2027, "120"),
            (n("44"), n("63")), "△",
        ),
        _one(
            "灯台カフェ", "売上高の減少額", "円", n("2400000"), by(2027, "0"),
            (n("1800000"), n("650000")), "○", better=Direction.LOWER,
        ),
        _one(
            "ワーケーション誘致", "延べ宿泊数", "泊", n("310"), each_year("500"),
            (n("488"), n("702")), "◎",
        ),
        _one(
            "子ども医療費助成", "助成制度", "", w("実施"),
            Aim(say=w("実施"), kind=TargetKind.WORD, due="every_year"),
            (w("実施"), w("実施")), "◎",
        ),
        _one(
            "出会い応援", "成婚数", "組", no(State.NOT_APPLICABLE, "該当なし"), by(2027, "10"),
            (no(State.NOT_APPLICABLE, "該当なし"), n("2")), "×",
        ),
    ),
)  # fmt: skip
