"""A core area that changes its targets halfway: old, new, from when, and why."""

from documents.corpus.said import Aim, SaidIndicator, SaidPlan, SaidProject, Say, n, w
from hakaru.ledger.entries import Direction, TargetKind
from hakaru.ledger.quantity import Comparison


def _indicator(
    name: str,
    unit: str,
    old: Aim,
    new: Aim,
    *,
    better: Direction = Direction.HIGHER,
) -> SaidIndicator:
    """Return an indicator with its two targets."""
    return SaidIndicator(name=name, unit=unit, aims=(old, new), results={}, better=better)


def _old(say: Say, due: int | str, *, year: int, measures: str = "", kind: str = "number") -> Aim:
    """Return a target in force until the year before `year`."""
    return Aim(
        say=say,
        kind=TargetKind(kind),
        due=due if isinstance(due, int) else "every_year",
        force=(None, year - 1),
        measures=measures,
    )


def _new(
    say: Say, due: int | str, reason: str, *, year: int, comparison: Comparison | None = None
) -> Aim:
    """Return a target in force from `year` on."""
    return Aim(
        say=say,
        due=due if isinstance(due, int) else "every_year",
        force=(year, None),
        reason=reason,
        comparison=comparison,
    )


PLAN = SaidPlan(
    title="たかさき連携中枢都市圏ビジョン 評価指標の目標値の変更について",
    years=(),
    notes=("※変更後の目標値は、懇談会の意見を踏まえて設定した。",),
    projects=(
        SaidProject(
            name="圏域企業の販路拡大支援",
            number="3",
            indicators=(
                _indicator(
                    "商談会への参加企業数", "社",
                    _old(n("40"), "each", year=2026),
                    _new(n("55"), "each", "令和6年度に目標を大きく上回ったため", year=2026),
                ),
                _indicator(
                    "商談成立件数", "件",
                    _old(n("120"), 2028, year=2026),
                    _new(n("150"), 2028, "参加企業数の見直しに合わせるため", year=2026),
                ),
            ),
        ),
        SaidProject(
            name="広域観光の推進",
            number="7",
            indicators=(
                _indicator(
                    "圏域の宿泊者数", "人泊",
                    _old(n("1250000"), 2028, year=2025),
                    _new(n("1380000"), 2028, "回復が見込みより早いため", year=2025),
                ),
            ),
        ),
        SaidProject(
            name="移住の促進",
            number="12",
            indicators=(
                _indicator(
                    "オンライン相談の件数", "件",
                    _old(
                        w("整備", "設置"), 2025, year=2026, measures="相談窓口の設置",
                        kind="milestone",
                    ),
                    _new(n("200"), "each", "窓口を設置したため指標を改める", year=2026,
                         comparison=Comparison.AT_LEAST),
                ),
            ),
        ),
        SaidProject(
            name="職員の働き方改革",
            number="15",
            indicators=(
                _indicator(
                    "時間外勤務の削減", "時間",
                    _old(n("12"), "each", year=2026),
                    _new(n("10"), "each", "実績を踏まえ高い目標とするため", year=2026),
                    better=Direction.LOWER,
                ),
            ),
        ),
    ),
)  # fmt: skip
