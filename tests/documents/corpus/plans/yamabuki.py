"""A city's industry vision: money in thousands of yen, relisted rows, totals, grades S to C."""

from documents.corpus.said import (
    DASH,
    Aim,
    Result,
    SaidHeading,
    SaidIndicator,
    SaidPlan,
    SaidProject,
    Say,
    n,
    no,
)
from hakaru.ledger.entries import TargetKind
from hakaru.ledger.quantity import State

YEARS = (2018, 2019, 2020, 2021, 2022)


def _indicator(  # noqa: PLR0913 - one argument a column
    name: str,
    unit: str,
    results: tuple[Say, ...],
    aim: Say,
    *,
    grade: str = "",
    shown: str = "",
    scale: int = 1,
    running: bool = False,
) -> SaidIndicator:
    """Return an indicator with results up to fiscal year 2022 and that year's target."""
    years = YEARS[-len(results) :]
    kind = TargetKind.NUMBER if aim.value is not None else TargetKind.NONE
    return SaidIndicator(
        name=name,
        unit=unit,
        shown=shown,
        scale=scale,
        running=running,
        aims=(Aim(say=aim, kind=kind, due=2022),),
        results={
            year: Result(say=say, grade=grade if year == YEARS[-1] else "")
            for year, say in zip(years, results, strict=True)
        },
    )


def _ns(*values: str) -> tuple[Say, ...]:
    """Return plain numbers."""
    return tuple(n(value) for value in values)


PLAN = SaidPlan(
    title="山吹市産業振興ビジョン 令和4年度の各種取組の進捗状況",
    years=YEARS,
    year=2022,
    headings={
        "1": SaidHeading("重点分野", "1", "観光", gap="."),
        "1-1": SaidHeading("基本施策", "1", "何度も訪れたくなるまちの魅力づくり", gap="."),
        "1-2": SaidHeading("基本施策", "2", "受け入れる力の向上", gap="."),
        "2": SaidHeading("重点分野", "2", "食", gap="."),
        "2-1": SaidHeading("基本施策", "1", "山吹の食を世界へ", gap="."),
    },
    legend=("評価　S：目標を大きく上回る　A：達成　B：おおむね達成　C：未達成",),
    notes=("※決算見込額は令和5年5月末時点の集計による。",),
    projects=(
        SaidProject(
            name="山吹灯ろうまつり開催事業",
            path=("1", "1-1"),
            major=True,
            office="観光課",
            indicators=(
                _indicator(
                    "来場者数", "人", (*_ns("412000", "388000", "0"), DASH, n("296000")),
                    n("400000"), grade="C", shown="千人", scale=1000,
                ),
            ),
            money={("settled", 2022): 38_412_000},
            done={2022: "・実行委員会への補助\n・夜間照明の更新"},
            again=(("2", "2-1"),),
        ),
        SaidProject(
            name="案内標識多言語化事業",
            path=("1", "1-2"),
            office="観光課",
            indicators=(
                _indicator(
                    "多言語標識の設置数", "基", _ns("14", "21", "26", "31", "40"), n("40"),
                    grade="A", running=True,
                ),
                _indicator(
                    "外国人宿泊者数", "人", (*_ns("61204", "70118", "3020"), n("1811"), n("22874")),
                    n("80000"), grade="C",
                ),
            ),
            money={("settled", 2022): 6_090_000},
            done={2022: "・駅から温泉街までの標識9基を設置"},
        ),
        SaidProject(
            name="宿泊施設改修支援事業",
            path=("1", "1-2"),
            office="観光課",
            indicators=(
                _indicator(
                    "補助件数", "件",
                    (*_ns("5", "6"), no(State.COMPILING, "集計中"), *_ns("11", "9")),
                    n("8"), grade="S",
                ),
            ),
            money={("settled", 2022): 54_300_000},
            done={2022: "・客室改修への補助9件"},
        ),
        SaidProject(
            name="食の輸出促進事業",
            path=("2", "2-1"),
            major=True,
            office="産業振興課",
            indicators=(
                _indicator(
                    "輸出額", "円",
                    _ns("820000000", "907000000", "760000000", "811000000", "1043000000"),
                    n("1000000000"), grade="A", shown="百万円", scale=1_000_000,
                ),
            ),
            money={("settled", 2022): 12_750_000},
            done={2022: "・台湾で商談会を開催\n・輸出講座（全3回）"},
        ),
        SaidProject(
            name="学校給食地産地消推進事業",
            path=("2", "2-1"),
            office="学校教育課",
            indicators=(
                _indicator(
                    "市内産食材の使用割合", "%", _ns("31.2", "32.0", "35.4", "34.8", "36.1"),
                    no(State.NOT_APPLICABLE, "（一般経費のため目標値なし）"),
                ),
            ),
            done={2022: "・生産者との打合せを毎月実施"},
        ),
    ),
)  # fmt: skip
