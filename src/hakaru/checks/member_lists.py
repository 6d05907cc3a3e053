"""Members that a text names as taking part: in brackets, behind a label, or by what they do."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from hakaru.checks.statements import statements
from hakaru.ledger.characters import fold

_BRACKETED = re.compile(r"\(([^()]+)\)")
# 「参加市町村：A市、B町」「【参加市町村】A市」 without a bracket around the names.
_LABELLED = re.compile(r"(?:参加|実施)(?:市町村|自治体|市町)\s*[】\]:は]+\s*([^\s。()・:【\[]+)")
_LABEL = re.compile(r"^(?P<label>[^:、,]{0,20}):")
# Where a list says who was met, taught or visited, not who took part.
_ANOTHER_PART = re.compile(r"会場|場所|開催地|講師|対象|先$|相手|事務局|除く|以外")
_BETWEEN = re.compile(r"[、,・/\s]+")
_AND = re.compile(r"及び|並びに|と")
_AMOUNT = re.compile(r"\d[\d,.]*\s*\w{0,4}$|など$|等$|ほか.*$|他.*$")
# A statement with one of these may name members that do not take part, or not yet.
_NOT_TAKING_PART = re.compile(
    r"除[くい]|以外|不参加|未参加|参加(?:し|でき|せ)(?:な|ず)|欠席|辞退|見送|予定|検討|来年度|次年度|今後"
    r"|呼び(?:か|掛)け|打診|依頼|案内|募集|協議(?!会)"
)
_AMONG = r"(?:各|\d{1,2}\s*)(?:[市区町村]{1,4}|自治体|団体)"
_THEIR = r"(?:の?(?:職員|担当者|住民|企業|事業者|団体|生徒|児童)(?:\d+(?:名|人|社|団体))?)?"
_TOGETHER = r"(?:共同で|合同で|連携して|協力して)"
_TOOK_PART = r"(?:参加|受講|出展|出席|参画|加入|共催)"
_LONGEST_LABEL = 20
# B町も参加; C村の職員が受講; B町からも3名が受講; A市では4件、B町では2件
_DOING = re.compile(
    rf"{_THEIR}(?:が|も)(?:{_TOGETHER}|新たに|、|\s){{0,4}}(?:\w{{1,8}}に)?{_TOOK_PART}"
    rf"|から(?:も|は|各|計|\s){{0,4}}\d+\s*(?:名|人|社|団体|校)(?:ずつ)?(?:が|も|の)?{_TOOK_PART}"
    r"|(?:では|において)\s*\d+\s*(?:件|社|名|人|団体|校)"
)
# A市・B町の2市町で; A市とB町が共同で; A市、B町で合同
_DOING_TOGETHER = re.compile(
    rf"の?\s*{_AMONG}(?:で|による|により|から|が|合同|共同|連携|参加)|が、?{_TOGETHER}|での?(?:合同|共同)"
)
# 出席者：A市 B町; 【参加】A市／B町
_LABEL_BEFORE = re.compile(
    r"(?:参加|出席|受講|出展)(?:者|自治体|市町村|団体|市町|企業)?\s*[:=】\]]+\s*$"
)
_LIST_ENDS = re.compile(r"[。)、,\s\d]|[でがはを]|から|$")
_IN_BRACKET = re.compile(r"\s*(?:が|で|の|による)?(?:連携|合同|共同|参加)(?:開催|実施)?\)")


def listed_members(text: str, members: Sequence[str]) -> frozenset[str]:
    """Return the members that a text lists as taking part."""
    listed = set(_in_lists(fold(text), members))
    if members:
        name, run = _names(tuple(members))
        for statement in statements(text):
            folded = fold(statement)
            if not _NOT_TAKING_PART.search(folded):
                for found in run.finditer(folded):
                    names = name.findall(found[0])
                    if _take_part(folded, found, several=len(names) > 1):
                        listed.update(names)
    return frozenset(listed)


def _take_part(folded: str, run: re.Match[str], *, several: bool) -> bool:
    """Tell whether what stands around a row of names says that they took part."""
    before = folded[max(run.start() - _LONGEST_LABEL, 0) : run.start()]
    return bool(
        _DOING.match(folded, run.end())
        or (several and _DOING_TOGETHER.match(folded, run.end()))
        or (_LABEL_BEFORE.search(before) and _LIST_ENDS.match(folded, run.end()))
        or (before.endswith("(") and _IN_BRACKET.match(folded, run.end()))
    )


def _in_lists(folded: str, members: Sequence[str]) -> Iterator[str]:
    """Yield the members in lists of nothing but members."""
    for inside in (*_BRACKETED.findall(folded), *_LABELLED.findall(folded)):
        label = _LABEL.match(inside)
        if label and _ANOTHER_PART.search(label["label"]):
            continue
        items = list(_items(_LABEL.sub("", inside), members))
        if all(item in members for item in items):
            yield from items


def _items(inside: str, members: Sequence[str]) -> Iterator[str]:
    """Yield the items of a list without their amounts; a name may itself contain と."""
    for item in _BETWEEN.split(inside):
        name = _AMOUNT.sub("", item).strip()
        if name in members:
            yield name
        elif name:
            yield from _AND.split(name)


@lru_cache(maxsize=64)
def _names(members: tuple[str, ...]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what finds one member, and what finds a row of them."""
    name = "|".join(re.escape(one) for one in sorted(members, key=len, reverse=True))
    one = rf"(?<![一-龥々ァ-ヶ])(?:{name})(?:\([^()]{{1,20}}\))?"
    between = r"(?:[、,・/\s]|及び|および|並びに|ならびに|と){1,3}"
    after = rf"(?:{name})(?:\([^()]{{1,20}}\))?"
    return re.compile(name), re.compile(rf"{one}(?:{between}{after})*")
