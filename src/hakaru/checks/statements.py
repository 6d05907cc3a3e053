"""The text of an activity taken apart: statements, and whether they tell of deeds or of plans."""

import re
from collections.abc import Iterator

from hakaru.ledger.characters import DIGITS_IN_CIRCLES, fold

# A dot is a bullet at the beginning and after a blank or a closing mark; elsewhere it joins words.
_BOUNDARY = re.compile(rf"。|(?:(?<=^)|(?<=[\s)。:]))[・●○■◆▪•]|(?=[{DIGITS_IN_CIRCLES}])")
_QUOTED = re.compile(r"「[^「」]*」|『[^『』]*』|\"[^\"]*\"")
_LABEL = re.compile(r"\w{0,12}(?:市町村|自治体|市町|参加者)(?:名|等)? *:")
_CLAUSES = re.compile(r"[、,。・\s()\[\]【】;→]+")
_PLANNED = re.compile(
    r"予定|見込|見通し|計画中|する計画|計画(?:で(?:ある|す)|だ)$|準備中|調整中|検討中|協議中|する方針|こととし(?:た|ている)|していく$"
    r"|に向けて?.{0,8}(?:調整|準備|協議|検討)|する方向|目指(?:す|している)$"
)
_NOTHING = re.compile(r"実績(?:は|が)?(?:なし|無し|ない)|未(?:実施|開催|着手|交付)|募集中")
# 「3月開催（予定）」 is one clause.
_RESERVED = re.compile(r"\((予定|見込み?|調整中|計画)\)")
_DONE = re.compile(
    r"実施|開催|参加|締結|作成|配布|設置|掲載|開始|運用|受入|受け入れ|開設|協議|完了|竣工|しゅん功"
    r"|採択|支援|出展|共有|更新|招待|招へい|招聘|周知|依頼|実績|派遣|配信|発信|発行|公開|整備|供用"
    r"|維持|継続|導入|募集|認定|交付|補助|登録|公表|訪問|提供|確保|策定|改定|構築|成立|達成|行った"
    r"|行い|行う|した$|ました|済み?$|済み?で|回$|件$|名$|人$|社$|校$|対応|調査|検証|見直し|決定|承認"
)


def statements(text: str) -> Iterator[str]:
    """Yield the statements of a text: lines, bullets, numbered items, sentences; blanks trimmed."""
    for line in text.splitlines():
        folded = fold(line)
        start = 0
        for boundary in (*_BOUNDARY.finditer(folded), None):
            end = len(line) if boundary is None else boundary.start()
            if line[start:end].strip():
                yield line[start:end].strip()
            start = end if boundary is None else boundary.end()


def only_planned(text: str) -> bool:
    """Tell whether a text speaks of plans and of no deed at all.

    A quoted name (「実施計画」) and a label (参加市町村：) are no deeds; a clause with 予定 or 見込
    is a plan whatever else it says.
    """
    planned = False
    for statement in statements(text):
        plain = _LABEL.sub(" ", _RESERVED.sub(r"\1", _QUOTED.sub("", fold(statement))))
        for clause in _CLAUSES.split(plain):
            if _PLANNED.search(clause):
                planned = True
            elif not _NOTHING.search(clause) and _DONE.search(clause):
                return False
    return planned
