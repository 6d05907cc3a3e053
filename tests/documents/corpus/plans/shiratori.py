"""A city's environment plan: indicators without projects, falling targets, grades in words."""

from documents.corpus.said import (
    Aim,
    Result,
    SaidHeading,
    SaidIndicator,
    SaidPlan,
    Say,
    by,
    n,
    no,
    w,
)
from hakaru.ledger.entries import Direction, TargetKind
from hakaru.ledger.quantity import Comparison, Softness, State


def _indicator(  # noqa: PLR0913 - one argument a column
    name: str,
    unit: str,
    start: str,
    results: tuple[Say, Say],
    aim: Aim,
    grade: str,
    *,
    shown: str = "",
    scale: int = 1,
    better: Direction = Direction.HIGHER,
) -> SaidIndicator:
    """Return an indicator with results of two years, the later one graded."""
    return SaidIndicator(
        name=name,
        unit=unit,
        shown=shown,
        scale=scale,
        baseline=n(start),
        baseline_year=2019,
        better=better,
        aims=(aim,),
        results={2023: Result(say=results[0]), 2024: Result(say=results[1], grade=grade)},
    )


LOWER = Direction.LOWER
PLAN = SaidPlan(
    title="第2次白鳥市環境基本計画 環境指標の進捗状況（令和6年度）",
    years=(2023, 2024),
    year=2024,
    headings={
        "1": SaidHeading("基本方針", "1", "脱炭素のまち"),
        "2": SaidHeading("基本方針", "2", "資源がめぐるまち"),
        "3": SaidHeading("基本方針", "3", "自然とともに生きるまち"),
    },
    legend=(),
    notes=("※進捗状況は、順調・やや遅れ・遅れの3段階で評価した。", "出典：市環境課調べ"),
    loose=(
        (
            ("1",),
            _indicator(
                "市域の温室効果ガス排出量", "t-CO2", "1234000",
                (n("1102000"), n("1071000", soft=Softness.PRELIMINARY)),
                by(2030, "617000"), "順調", shown="千t-CO2", scale=1000, better=LOWER,
            ),
        ),
        (
            ("1",),
            _indicator(
                "太陽光発電設備の導入容量", "kW", "18500", (n("24210"), n("27032")),
                by(2030, "45000"), "やや遅れ",
            ),
        ),
        (
            ("1",),
            _indicator(
                "公用車に占める電動車の割合", "%", "3.2", (n("11.5"), n("19.0")),
                by(2030, "60"), "順調",
            ),
        ),
        (
            ("2",),
            _indicator(
                "市民1人1日当たりのごみ排出量", "g", "912", (n("881"), n("874")),
                by(2030, "800"), "やや遅れ", better=LOWER,
            ),
        ),
        (
            ("2",),
            _indicator(
                "リサイクル率", "%", "21.7", (n("22.0"), no(State.COMPILING, "集計中")),
                by(2030, "30"), "遅れ",
            ),
        ),
        (
            ("2",),
            _indicator(
                "食品ロス削減計画の策定", "", "0",
                (w("検討"), w("策定")),
                Aim(say=w("策定"), kind=TargetKind.MILESTONE, due=2030), "順調",
            ),
        ),
        (
            ("3",),
            _indicator(
                "緑地面積", "ha", "1830.5", (n("1828.1"), n("1831.4")),
                Aim(say=n("1830"), due=2030, comparison=Comparison.AT_LEAST), "順調",
            ),
        ),
        (
            ("3",),
            _indicator(
                "水質環境基準の達成率", "%", "92.3", (n("100"), no(State.NOT_MEASURED, "測定なし")),
                by(2030, "100"), "順調",
            ),
        ),
    ),
)  # fmt: skip
