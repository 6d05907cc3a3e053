"""A small town by the sea: its strategy against decline, one indicator or two for each project."""

from documents.corpus.said import (
    BLANK,
    Result,
    SaidHeading,
    SaidIndicator,
    SaidPlan,
    SaidProject,
    by,
    n,
    no,
)
from hakaru.ledger.entries import Direction
from hakaru.ledger.quantity import Softness, State


def _results(*values: str, grade: str) -> dict[int, Result]:
    """Return plain results from fiscal year 2023 on, the last one with its grade."""
    said = {2023 + at: Result(say=n(value)) for at, value in enumerate(values)}
    last = 2022 + len(values)
    return said | {last: Result(say=n(values[-1]), grade=grade)}


PLAN = SaidPlan(
    title="第3期汐見町まち・ひと・しごと創生総合戦略 令和7年度進捗状況一覧",
    years=(2023, 2024, 2025),
    year=2025,
    forecast=2025,
    headings={
        "1": SaidHeading("基本目標", "1", "しごとをつくる"),
        "1-1": SaidHeading("施策", "1", "漁業と水産加工を強くする"),
        "1-2": SaidHeading("施策", "2", "あたらしい働き方をひらく"),
        "2": SaidHeading("基本目標", "2", "ひとの流れをつくる"),
        "2-1": SaidHeading("施策", "1", "関係人口を育てる"),
        "2-2": SaidHeading("施策", "2", "住まいをととのえる"),
    },
    legend=("評価：◎ 達成、○ 順調、△ やや遅れ、× 遅れ",),
    notes=("※令和7年度の値は3月末時点の見込みである。",),
    projects=(
        SaidProject(
            name="汐見の魚ブランド化事業",
            path=("1", "1-1"),
            number="1",
            major=True,
            indicators=(
                SaidIndicator(
                    name="水産加工品の年間出荷額",
                    unit="円",
                    shown="百万円",
                    scale=1_000_000,
                    baseline=n("1240000000"),
                    baseline_year=2022,
                    aims=(by(2027, "1500000000"),),
                    results=_results("1251000000", "1310000000", "1402000000", grade="○"),
                ),
                SaidIndicator(
                    name="ブランド認証品目数",
                    unit="品目",
                    baseline=n("0"),
                    baseline_year=2022,
                    aims=(by(2027, "12"),),
                    results=_results("3", "5", "12", grade="◎"),
                ),
            ),
        ),
        SaidProject(
            name="担い手育成事業",
            path=("1", "1-1"),
            number="2",
            indicators=(
                SaidIndicator(
                    name="新規漁業就業者数",
                    unit="人",
                    baseline=n("4"),
                    baseline_year=2022,
                    aims=(by(2027, "10"),),
                    results={
                        2023: Result(say=n("2")),
                        2024: Result(say=no(State.COMPILING, "集計中")),
                        2025: Result(say=n("3"), grade="×"),
                    },
                ),
            ),
        ),
        SaidProject(
            name="旧校舎を活用したサテライトオフィス整備事業",
            path=("1", "1-2"),
            number="3",
            new_from=2025,
            indicators=(
                SaidIndicator(
                    name="入居企業数",
                    unit="社",
                    baseline=n("0"),
                    baseline_year=2022,
                    aims=(by(2027, "6"),),
                    results={2023: Result(say=BLANK), 2025: Result(say=n("1"), grade="△")},
                ),
            ),
        ),
        SaidProject(
            name="港まつり交流事業",
            path=("2", "2-1"),
            number="4",
            indicators=(
                SaidIndicator(
                    name="年間来訪者数",
                    unit="人",
                    shown="千人",
                    scale=1000,
                    baseline=n("184500"),
                    baseline_year=2022,
                    aims=(by(2027, "230000"),),
                    results={
                        2023: Result(say=n("191200")),
                        2024: Result(say=n("203400", soft=Softness.PRELIMINARY)),
                        2025: Result(say=n("210000", soft=Softness.ABOUT), grade="○"),
                    },
                ),
                SaidIndicator(
                    name="社会増減数",
                    unit="人",
                    baseline=n("-58"),
                    baseline_year=2022,
                    aims=(by(2027, "-20"),),
                    results=_results("-61", "-44", "-35", grade="○"),
                ),
            ),
        ),
        SaidProject(
            name="空き家利活用促進事業",
            path=("2", "2-2"),
            number="5",
            hidden=True,
            indicators=(
                SaidIndicator(
                    name="空き家率",
                    unit="%",
                    baseline=n("18.4"),
                    baseline_year=2022,
                    better=Direction.LOWER,
                    aims=(by(2027, "15.0"),),
                    results={
                        2023: Result(say=no(State.NOT_MEASURED, "未実施（5年ごとの調査のため）")),
                        2024: Result(say=n("17.9")),
                        2025: Result(say=no(State.NOT_MEASURED, "非調査年"), grade="-"),
                    },
                ),
            ),
        ),
    ),
)
