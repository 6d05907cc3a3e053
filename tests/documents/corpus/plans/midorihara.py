"""A town's own worksheet for its plan: sixteen years side by side, from 平成29 on."""

from collections.abc import Sequence

from documents.corpus.said import Aim, Result, SaidHeading, SaidIndicator, SaidPlan, SaidProject, n
from hakaru.ledger.entries import Direction

FIRST, LAST = 2017, 2032
NOW = 2025
GRADES = ("○", "○", "△", "◎", "×")


def _indicator(
    name: str, unit: str, start: int, step: int, *, better: Direction = Direction.HIGHER
) -> SaidIndicator:
    """Return an indicator that moves by about `step` a year from `start`."""
    years = range(FIRST, LAST + 1)
    return SaidIndicator(
        name=name,
        unit=unit,
        baseline=n(str(start)),
        baseline_year=None,
        better=better,
        aims=tuple(
            Aim(say=n(str(start + step * (at + 1))), due=year) for at, year in enumerate(years)
        ),
        results={
            year: Result(
                say=n(str(start + step * (at + 1) + (at % 3 - 1) * step // 2)),
                grade=GRADES[at % len(GRADES)],
                rate=f"{96 + at % 9}.5",
            )
            for at, year in enumerate(years)
            if year <= NOW
        },
    )


def _project(
    number: str,
    name: str,
    path: str,
    summary: str,
    indicators: Sequence[SaidIndicator],
    *,
    yearly: int,
) -> SaidProject:
    """Return a project whose budget grows by a hundred thousand yen a year."""
    years = range(FIRST, NOW + 1)
    budgets = {("budget", year): yearly + 100_000 * at for at, year in enumerate(years)}
    settled = {
        ("settled", year): yearly + 100_000 * at - 37_000
        for at, year in enumerate(years)
        if year < NOW
    }
    return SaidProject(
        name=name,
        path=(path,),
        number=number,
        summary=summary,
        office="総務課",
        indicators=tuple(indicators),
        money=budgets | settled,
        done={year: f"{name}を{year - FIRST + 1}地区で実施" for year in years if year % 2},
    )


PLAN = SaidPlan(
    title="緑原町総合計画 実施計画進行管理表",
    years=tuple(range(FIRST, LAST + 1)),
    headings={
        "1": SaidHeading("施策", "1", "健やかに暮らす", gap="　"),
        "2": SaidHeading("施策", "2", "豊かに働く", gap="　"),
    },
    projects=(
        _project(
            "1", "健康ポイント事業", "1", "歩数や健診に応じてポイントを付ける。",
            [_indicator("参加者数", "人", 240, 60), _indicator("協賛店舗数", "店", 12, 4)],
            yearly=3_200_000,
        ),
        _project(
            "2", "フレイル予防教室", "1", "集落の集会所で体操と栄養の教室を開く。",
            [_indicator("要介護認定者数", "人", 820, -8, better=Direction.LOWER)],
            yearly=1_800_000,
        ),
        _project(
            "3", "高原野菜産地強化事業", "2", "予冷施設を更新し、共同出荷を広げる。",
            [_indicator("共同出荷量", "t", 5120, 140), _indicator("新規就農者数", "人", 2, 2)],
            yearly=24_500_000,
        ),
        _project(
            "4", "起業チャレンジ補助", "2", "空き店舗での起業に補助する。",
            [_indicator("起業件数", "件", 4, 2)],
            yearly=5_000_000,
        ),
    ),
)  # fmt: skip
