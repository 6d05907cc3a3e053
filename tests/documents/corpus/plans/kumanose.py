"""A valley of one town and four villages: who takes part stands in columns, money in the corner."""

from documents.corpus.said import (
    Aim,
    Result,
    SaidHeading,
    SaidIndicator,
    SaidPlan,
    SaidProject,
    by,
    each_year,
    n,
    no,
    w,
)
from hakaru.ledger.entries import Direction, TargetKind
from hakaru.ledger.quantity import State

MEMBERS = ("熊之瀬町", "上谷村", "下谷村", "滝原村", "湯川村")


def _indicator(name: str, unit: str, aim: Aim, before: str, now: str, grade: str) -> SaidIndicator:
    """Return an indicator with plain results of two years."""
    return SaidIndicator(
        name=name,
        unit=unit,
        aims=(aim,),
        results={2024: Result(say=n(before)), 2025: Result(say=n(now), grade=grade)},
    )


PLAN = SaidPlan(
    title="熊之瀬広域連携ビジョン 令和7年度事業実績報告書",
    years=(2024, 2025),
    year=2025,
    members=MEMBERS,
    headings={
        "1": SaidHeading("", "1", "暮らしを支える", gap="．"),
        "2": SaidHeading("", "2", "なりわいを興す", gap="．"),
    },
    notes=("※事業費は当初予算額である。",),
    projects=(
        SaidProject(
            name="巡回診療車の運行",
            summary="医師の乗った診療車が谷の集落を回る。",
            path=("1",),
            number="1",
            participants=MEMBERS,
            money={("budget", 2025): 18_400_000},
            done={2025: "・月4回の巡回\n・オンライン診療を開始"},
            indicators=(
                _indicator("受診者数", "人", each_year("1200"), "1188", "1304", "◎"),
                _indicator("巡回箇所", "箇所", by(2028, "24"), "18", "21", "○"),
            ),
        ),
        SaidProject(
            name="鳥獣被害の防止",
            summary="わなと柵を共同で購入し、捕獲の担い手を育てる。",
            path=("1",),
            number="2",
            major=True,
            participants=("熊之瀬町", "上谷村", "湯川村"),
            money={("budget", 2025): 7_250_000},
            done={2025: "・わなの共同購入"},
            indicators=(
                SaidIndicator(
                    name="農作物被害額の削減",
                    unit="円",
                    shown="千円",
                    scale=1000,
                    better=Direction.LOWER,
                    aims=(by(2028, "9000000"),),
                    results={
                        2024: Result(say=n("15320000")),
                        2025: Result(say=no(State.COMPILING, "3月末集計予定"), grade="-"),
                    },
                ),
            ),
        ),
        SaidProject(
            name="谷の特産品づくり",
            summary="山菜と清流の水を使った品を、五町村の名で売り出す。",
            path=("2",),
            number="3",
            new_from=2025,
            participants=("熊之瀬町", "下谷村", "滝原村"),
            money={("budget", 2025): 3_000_000},
            done={2025: "・試作品の品評会を11月に開催"},
            indicators=(
                SaidIndicator(
                    name="統一ブランドの策定",
                    unit="",
                    aims=(Aim(say=w("策定"), kind=TargetKind.MILESTONE, due=2026),),
                    results={
                        2024: Result(say=no(State.BLANK, "")),
                        2025: Result(say=w("検討", "検討中"), grade="○"),
                    },
                ),
            ),
        ),
        SaidProject(
            name="森林認証の取得",
            summary="町村有林の認証をまとめて取得する。",
            path=("2",),
            number="4",
            participants=("上谷村", "滝原村", "湯川村"),
            indicators=(_indicator("認証面積", "ha", by(2028, "3200.5"), "1804.2", "2410", "○"),),
        ),
    ),
)
