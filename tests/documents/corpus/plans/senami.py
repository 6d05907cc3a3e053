"""A core area of a hub city and its neighbours: cards with every kind of target and revision."""

from documents.corpus.said import (
    DASH,
    Aim,
    Result,
    SaidHeading,
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

MEMBERS = ("瀬波市", "北瀬町", "葦原市", "潮谷町", "三島村")
DUTIES = (("瀬波市", "事業の企画、調整及び実施"), ("連携市町村", "周知及び情報の提供"))
EVERYONE = Aim(
    say=Say(everyone="市町村", words="全市町村"), kind=TargetKind.EVERYONE, due="every_year"
)


PLAN = SaidPlan(
    title="せなみ連携中枢都市圏 令和7年度連携事業実績状況一覧",
    years=(2024, 2025, 2026, 2027, 2028),
    year=2025,
    forecast=2025,
    members=MEMBERS,
    headings={
        "1": SaidHeading("", "1", "圏域全体の経済成長のけん引", gap=" "),
        "2": SaidHeading("", "2", "高次の都市機能の集積・強化", gap=" "),
        "3": SaidHeading("", "3", "圏域全体の生活関連機能サービスの向上", gap=" "),
    },
    legend=(
        "12月末時点で確定した事業：◎ 達成済み、□ 概ね達成（85%以上）、× 未達",
        "3月末まで継続している事業：○ 達成見込、△ 未達見込",
    ),
    projects=(
        SaidProject(
            name="ものづくり企業の販路開拓",
            path=("1",),
            number="1",
            participants=MEMBERS,
            duties=DUTIES,
            summary="圏域の企業が県外の見本市に共同で出展する。",
            done={2025: "・9月に名古屋で共同出展（瀬波市6社、葦原市3社）\n・商談会を2月に予定"},
            indicators=(
                SaidIndicator(
                    name="見本市への出展企業数",
                    unit="社",
                    baseline=n("8"),
                    aims=(
                        Aim(say=n("8"), due="every_year", force=(None, 2024)),
                        Aim(say=n("10"), due="every_year", force=(2025, None)),
                    ),
                    results={
                        2024: Result(say=n("9"), grade="◎"),
                        2025: Result(say=n("9"), grade="△"),
                    },
                ),
                SaidIndicator(
                    name="商談成約額",
                    unit="円",
                    shown="千円",
                    scale=1000,
                    baseline=n("41200000"),
                    baseline_year=2022,
                    aims=(each_year("64000000", Comparison.AT_LEAST),),
                    results={
                        2024: Result(say=n("58310000"), grade="□"),
                        2025: Result(say=no(State.COMPILING, "集計中"), grade="-"),
                    },
                ),
            ),
        ),
        SaidProject(
            name="創業支援ネットワークの運営",
            path=("1",),
            number="2",
            participants=("瀬波市", "葦原市", "潮谷町"),
            duties=DUTIES,
            summary="創業を志す人の相談窓口を共同で設ける。",
            done={2025: "・相談会を毎月開催\n・先輩創業者との交流会を11月に開催"},
            indicators=(
                SaidIndicator(
                    name="相談件数",
                    unit="件",
                    baseline=n("310"),
                    baseline_year=2022,
                    aims=(by(2028, "2500", until=True),),
                    results={
                        2024: Result(say=n("462"), grade="-"),
                        2025: Result(say=n("951"), grade="-"),
                    },
                ),
            ),
        ),
        SaidProject(
            name="高度救急医療の提供",
            path=("2",),
            number="3",
            participants=MEMBERS,
            duties=DUTIES,
            summary="瀬波市立病院の救命救急センターを圏域で支える。",
            done={2025: "・救命救急センターを通年で運営"},
            indicators=(
                SaidIndicator(
                    name="救命救急センターの運営",
                    unit="",
                    baseline=w("維持"),
                    baseline_year=2022,
                    aims=(Aim(say=w("維持"), kind=TargetKind.WORD, due="every_year"),),
                    results={
                        2024: Result(say=w("維持"), grade="◎"),
                        2025: Result(say=w("維持"), grade="○"),
                    },
                ),
                SaidIndicator(
                    name="医師の研修会",
                    unit="回",
                    aims=(each_year("1", Comparison.AT_LEAST),),
                    results={
                        2024: Result(say=n("0"), grade="×"),
                        2025: Result(say=n("2"), grade="◎", final=True),
                    },
                ),
            ),
        ),
        SaidProject(
            name="圏域の交通結節点の整備",
            path=("2",),
            number="4",
            participants=("瀬波市", "北瀬町"),
            duties=DUTIES,
            summary="瀬波駅前に広域バスの乗り場を集める。",
            done={2025: "・基本計画案の意見公募を実施"},
            indicators=(
                SaidIndicator(
                    name="駅前広場の整備",
                    unit="",
                    aims=(Aim(say=w("着手", "工事着工"), kind=TargetKind.MILESTONE, due=2028),),
                    results={
                        2024: Result(say=w("検討"), grade="-"),
                        2025: Result(say=w("策定", "基本計画の策定"), grade="-"),
                    },
                ),
            ),
        ),
        SaidProject(
            name="災害時の相互応援",
            path=("3",),
            number="5",
            participants=MEMBERS,
            duties=DUTIES,
            summary="大きな災害のときに職員と物資を出し合う。",
            done={2025: "・図上訓練を全市町村で実施"},
            new_from=2025,
            indicators=(
                SaidIndicator(
                    name="訓練への参加",
                    unit="市町村",
                    aims=(EVERYONE,),
                    results={
                        2024: Result(say=DASH, grade="-"),
                        2025: Result(say=n("5"), grade="◎", final=True),
                    },
                ),
            ),
        ),
        SaidProject(
            name="介護人材の確保",
            path=("3",),
            number="6",
            participants=("瀬波市", "北瀬町", "葦原市", "三島村"),
            duties=DUTIES,
            summary="合同の就職説明会と研修で介護の担い手を増やす。",
            done={2025: "①説明会を6月に開催 ②研修を10月と1月に開催"},
            indicators=(
                SaidIndicator(
                    name="合同説明会の参加者",
                    unit="名",
                    baseline=n("64"),
                    baseline_year=2022,
                    aims=(each_year("70"),),
                    results={
                        2024: Result(say=n("66"), grade="□"),
                        2025: Result(say=n("81"), grade="◎", final=True),
                    },
                ),
                SaidIndicator(
                    name="人手が足りない事業所の割合",
                    unit="%",
                    baseline=n("59.3"),
                    baseline_year=2022,
                    better=Direction.LOWER,
                    aims=(by(2027, "50"),),
                    results={
                        2024: Result(say=n("58.1"), grade="-"),
                        2025: Result(
                            say=no(State.NOT_MEASURED, "調査未実施（隔年のため）"), grade="-"
                        ),
                    },
                ),
            ),
        ),
    ),
)
