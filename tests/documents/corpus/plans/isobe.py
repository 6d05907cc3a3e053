"""A town's strategy with targets of every kind there is and values of all scales."""

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


def _relative(word: str, words: str, comparison: Comparison | None) -> Aim:
    """Return a target that compares with the baseline."""
    return Aim(say=w(word, words), kind=TargetKind.RELATIVE, due=2026, comparison=comparison)


def _one(  # noqa: PLR0913 - one argument a column
    name: str,
    unit: str,
    start: Say | None,
    aim: Aim,
    results: tuple[Say, Say],
    grade: str,
    *,
    shown: str = "",
    scale: int = 1,
    better: Direction = Direction.HIGHER,
    rate: str = "",
) -> SaidIndicator:
    """Return an indicator with results of fiscal years 2023 and 2024."""
    return SaidIndicator(
        name=name,
        unit=unit,
        shown=shown,
        scale=scale,
        baseline=start,
        baseline_year=2020 if start else None,
        better=better,
        aims=(aim,),
        results={
            2023: Result(say=results[0]),
            2024: Result(say=results[1], grade=grade, rate=rate),
        },
    )


_WORD = TargetKind.WORD
PLAN = SaidPlan(
    title="磯辺町総合戦略 重要業績評価指標の進捗状況（令和6年度末時点）",
    years=(2023, 2024),
    year=2024,
    headings={
        "1": SaidHeading("基本目標", "1", "稼ぐ"),
        "2": SaidHeading("基本目標", "2", "住む"),
        "3": SaidHeading("基本目標", "3", "つながる"),
    },
    legend=("達成状況：順調／概ね順調／やや遅れ／遅れ",),
    notes=("※達成率は、令和6年度の実績値を目標値で除したものである。",),
    loose=(
        (("1",), _one(
            "製造品出荷額等", "円", n("27300000000", words="273億円"), by(2026, "30000000000"),
            (n("28150000000", words="281億5千万円"), n("29010000000", words="290億1千万円")),
            "順調", shown="億円", scale=100_000_000, rate="96.7",
        )),
        (("1",), _one(
            "観光入込客数", "人", n("435000", words="43.5万人"), by(2026, "500000"),
            (n("447000", words="44.7万人"), n("486000", words="48.6万人（見込）",
                                            soft=Softness.EXPECTED)),
            "順調", shown="万人", scale=10_000, rate="97.2",
        )),
        (("1",), _one(
            "新規起業者数", "件", n("3"), _relative("増加", "現状値より増加", Comparison.MORE_THAN),
            (n("4"), n("6")), "順調",
        )),
        (("1",), _one(
            "有効求人倍率", "倍", n("1.18"),
            _relative("維持", "現状維持以上", Comparison.AT_LEAST), (n("1.21"), n("1.09")),
            "やや遅れ",
        )),
        (("2",), _one(
            "合計特殊出生率", "", n("1.42"), by(2026, "1.60"), (n("1.39"), n("1.35")), "遅れ",
            rate="84.4",
        )),
        (("2",), _one(
            "社会増減", "人", n("-112"), by(2026, "-60"), (n("-98"), n("-71")), "概ね順調",
        )),
        (("2",), _one(
            "待機児童数", "人", n("7"), Aim(say=n("0"), due="every_year"), (n("2"), n("0")), "順調",
            better=Direction.LOWER,
        )),
        (("2",), _one(
            "1人1日当たりごみ排出量", "g", n("965"),
            Aim(say=n("880"), due=2026, comparison=Comparison.AT_MOST), (n("941"), n("928")),
            "概ね順調", better=Direction.LOWER,
        )),
        (("3",), _one(
            "地域運営組織の設立", "", w("検討"),
            Aim(say=w("整備", "設立"), kind=TargetKind.MILESTONE, due=2026),
            (w("検討"), w("設計", "素案作成")), "やや遅れ",
        )),
        (("3",), _one(
            "集落点検の実施", "集落", None, Aim(say=n("12"), due="every_year"),
            (n("12"), n("11")), "概ね順調", rate="91.7",
        )),
        (("3",), _one(
            "公共交通の利用満足度", "%", n("41.3"), by(2026, "50"),
            (no(State.NOT_MEASURED, "調査未実施（隔年調査）"), n("44.8")), "概ね順調", rate="89.6",
        )),
        (("3",), _one(
            "住民説明会の開催", "回", None,
            Aim(say=n("1"), due="every_year", comparison=Comparison.AT_LEAST),
            (n("1"), n("3")), "順調",
        )),
        (("3",), _one(
            "広報誌の発行", "", w("継続"), Aim(say=w("継続"), kind=_WORD, due="every_year"),
            (w("継続"), w("継続")), "順調",
        )),
    ),
)  # fmt: skip
