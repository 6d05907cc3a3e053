"""H121: a share lies outside 0 to 100 %.

What: percentages of indicators whose name says that they are a part of a whole (割合, 入居率,
満足度…), results and targets alike. Rates that may pass 100 % (達成率, 増加率, 前年比…) are left
out.
Why: a decimal point was lost, or the number of another row was typed.
Certainty: likely: a name may promise a share and mean a ratio.
Wrong: 施設の入居率 952 %
Right: 施設の入居率 95.2 %

割合が 0～100 % の外にある。
見るもの: 名前から全体の一部と分かる指標(割合、入居率、満足度など)の、実績値と目標値の百分率。100 %
を超えうる率(達成率、増加率、前年比など)は除く。
理由: 小数点が落ちたか、別の行の数が入っている。
確かさ: おそれ。名前は割合でも、比を表している場合がある。
"""

import re
from collections.abc import Iterator

from hakaru.checks.context import Context, places
from hakaru.findings import Finding, Kind, Severity, Sureness
from hakaru.ledger.entries import Actual, Target

SHARE_IMPOSSIBLE = Kind("H121", Severity.WARNING, Sureness.LIKELY)

_SHARE = re.compile(
    r"割合|満足度|認知度|入居率|入所率|就職率|普及率|加入率|回答率|回収率|受診率|接種率|実施率|参加率"
    r"|設置率|適合率|合格率|出席率|定着率|稼働率|整備率|未満率|離職率|在籍率|投票率|リサイクル率"
)
_MAY_PASS = re.compile(
    r"達成|増加|成長|伸び|増減|前年|対比|倍率|充足|求人|執行|進捗|経常|実質|負担"
)


def check(context: Context) -> Iterator[Finding]:
    """Yield the results and targets that no share can have."""
    for indicator in context.ledger.indicators:
        if _SHARE.search(indicator.name) is None or _MAY_PASS.search(indicator.name):
            continue
        stated: list[Actual | Target] = [
            *context.results.get(indicator.id, {}).values(),
            *context.index.targets_of.get(indicator.id, ()),
        ]
        for fact in stated:
            quantity = fact.quantity
            if (
                quantity.unit == "%"
                and quantity.value is not None
                and not 0 <= quantity.value <= 100
            ):
                yield SHARE_IMPOSSIBLE.at(
                    *places(fact, indicator),
                    indicator=indicator.id,
                    value=quantity.text,
                    name=indicator.name,
                )
