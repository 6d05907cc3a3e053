"""A larger city: forty measures over several pages, two results that are words, some long texts."""

from documents.corpus.said import (
    BLANK,
    Aim,
    Result,
    SaidHeading,
    SaidIndicator,
    SaidPlan,
    SaidProject,
    Say,
    by,
    n,
    no,
    w,
)
from hakaru.ledger.entries import TargetKind
from hakaru.ledger.quantity import State

TOPICS = (
    "市民協働", "地域公共交通", "中心市街地", "農業後継者", "子育て世帯", "高齢者見守り",
    "災害備蓄", "公園緑地", "学校施設", "スポーツ", "男女共同参画", "自治会", "消防団",
    "上水道", "空き家", "観光案内", "中小企業", "伝統工芸", "河川環境", "情報公開",
)  # fmt: skip
DEEDS = (("推進", "実施団体数", "団体"), ("支援", "利用件数", "件"))
SUMMARY = "市民と事業者の声を聞きながら、関係する課が連携して計画的に取り組む。"


def _results(at: int) -> tuple[Say, ...]:
    """Return three years of results; every tenth measure lacks one, every fifteenth has words."""
    if at % 15 == 7:
        return w("検討"), w("策定"), w("実施")
    if at % 10 == 3:
        return n(str(20 + at)), no(State.COMPILING, "集計中"), no(State.NOT_MEASURED, "調査未実施")
    return n(str(20 + at)), n(str(24 + at * 2)), n(str(27 + at * 3))


def _aim(at: int) -> Aim:
    """Return the target of the last year of the plan."""
    if at % 15 == 7:
        return Aim(say=w("実施"), kind=TargetKind.MILESTONE, due=2026)
    return by(2026, str(60 + at * 2))


def _project(at: int, topic: str, deed: tuple[str, str, str]) -> SaidProject:
    """Return one measure."""
    verb, item, unit = deed
    said = _results(at)
    worded = at % 15 == 7
    results = {2022 + year: Result(say=say) for year, say in enumerate(said)}
    results[2024] = Result(say=said[2], grade="ABCD"[at % 4])
    results |= {year: Result(say=BLANK) for year in (2025, 2026)}
    return SaidProject(
        name=f"{topic}{verb}事業",
        path=(str(1 + at // 20),),
        number=f"{1 + at // 20}-{at % 20 + 1}",
        office="企画課",
        money={("settled", 2024): 1_000_000 * (at % 7 + 1) + 345_000},
        done={2024: f"・{SUMMARY}\n・説明会を{at % 5 + 1}回開催"},
        indicators=(
            SaidIndicator(
                name=f"{topic}の{item}",
                unit="" if worded else unit,
                baseline=None if worded else n(str(18 + at)),
                baseline_year=None if worded else 2021,
                aims=(_aim(at),),
                results=results,
            ),
        ),
    )


PLAN = SaidPlan(
    title="常磐市総合計画後期基本計画 令和6年度進捗状況一覧",
    years=(2022, 2023, 2024, 2025, 2026),
    year=2024,
    headings={
        "1": SaidHeading("政策", "1", "ともに支え合うまち"),
        "2": SaidHeading("政策", "2", "力がわき出るまち"),
    },
    legend=("評価　A：達成　B：順調　C：やや遅れ　D：遅れ",),
    projects=tuple(
        _project(at, topic, deed)
        for at, (topic, deed) in enumerate((topic, deed) for deed in DEEDS for topic in TOPICS)
    ),
)
