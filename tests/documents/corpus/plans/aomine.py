"""A settlement area of a small hub and its neighbours: what they do together, and who."""

from documents.corpus.said import SaidHeading, SaidPlan, SaidProject

MEMBERS = ("青嶺市", "東谷町", "西ノ郷町", "鷹巣村", "雪代町")


def _project(  # noqa: PLR0913 - one argument a column
    number: str,
    name: str,
    path: str,
    summary: str,
    *,
    out: tuple[str, ...] = (),
    hub: str = "事業の企画及び実施",
    others: str = "事業への参加及び周知",
    office: str = "企画課",
    new_from: int | None = None,
) -> SaidProject:
    """Return a project in which all members but `out` take part."""
    return SaidProject(
        name=name,
        path=(path,),
        number=number,
        summary=summary,
        participants=tuple(member for member in MEMBERS if member not in out),
        duties=(("中心市", hub), ("近隣町村", others)),
        office=office,
        new_from=new_from,
    )


PLAN = SaidPlan(
    title="青嶺定住自立圏共生ビジョン 令和7年度具体的取組一覧",
    years=(),
    members=MEMBERS,
    headings={
        "1": SaidHeading("", "1", "生活機能の強化に係る政策分野", gap=" "),
        "2": SaidHeading("", "2", "結びつきやネットワークの強化に係る政策分野", gap=" "),
        "3": SaidHeading("", "3", "圏域マネジメント能力の強化に係る政策分野", gap=" "),
    },
    projects=(
        _project(
            "1", "休日夜間急患センター運営事業", "1",
            "圏域住民が安心して暮らせるよう、休日及び夜間の初期救急医療を共同で提供する。",
            hub="センターの運営及び医師の確保", others="運営経費の負担及び住民への周知",
            office="健康増進課",
        ),
        _project(
            "2", "病児・病後児保育の広域利用", "1",
            "病児保育施設を圏域の住民が相互に利用できるようにする。",
            out=("鷹巣村",), office="こども課",
        ),
        _project(
            "3", "図書館の相互利用", "1",
            "圏域内の公立図書館の資料を居住地にかかわらず借りられるようにする。",
            office="生涯学習課",
        ),
        _project(
            "4", "圏域バス路線の維持確保", "2",
            "地域間幹線系統の維持と、利用しやすいダイヤへの見直しを共同で行う。",
            out=("雪代町", "鷹巣村"), hub="運行事業者との協議及び補助", office="交通政策課",
        ),
        _project(
            "5", "広域観光周遊ルートづくり", "2",
            "温泉と雪を生かした周遊ルートを設定し、二次交通と合わせて発信する。",
            out=("西ノ郷町",), office="観光課", new_from=2025,
        ),
        _project(
            "6", "合同職員研修", "3",
            "圏域の職員を対象とした研修を合同で行い、人材を育てる。", office="職員課",
        ),
    ),
)  # fmt: skip
