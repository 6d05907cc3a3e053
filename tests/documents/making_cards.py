"""Makes card documents as text, with the traits and the damage that real ones have."""

from dataclasses import dataclass, field, replace


@dataclass(frozen=True)
class MadeIndicator:
    """An indicator as it shall be printed; `results` are (value, grade) by fiscal year."""

    name: str
    baseline: str
    target: str
    results: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class MadeCard:
    """A project as it shall be printed."""

    number: str
    name: str
    part: tuple[str, ...]
    indicators: tuple[MadeIndicator, ...]
    new: bool = False
    activities: str = "・会議を開催"
    footnotes: tuple[str, ...] = ()
    section: str = ""
    hub_does: str = "企画・実施"
    partners_do: str = "周知・協力"


@dataclass(frozen=True)
class Style:
    """How a document is laid out: labels, boxes, columns and damage."""

    title: str = "みなと連携中枢都市圏 令和7年度連携事業実績状況一覧"
    legend: tuple[str, ...] = (
        "12月末時点で確定した事業：◎ 達成済み、□ 概ね達成（85%以上）、× 未達",
        "3月末まで継続している事業：○ 達成見込、△ 未達見込",
    )
    members: tuple[str, ...] = ("港市", "浜田町", "山根村")
    years: tuple[str, ...] = ("2024年度 (R6年度)", "2025年度 (R7年度)", "2026年度 (R8年度)")
    boxes: str = "marks"  # marks | tags
    markers: bool = True
    wide: int = 2  # columns a year heading stands over
    lead: int = 3  # columns before the first year
    collapsed: bool = False
    shifted: int = 0
    label_slipped: bool = False
    drop_item_row: int | None = None
    number_label: str = "No."
    name_label: str = "連携事業名"
    labels: dict[str, str] = field(default_factory=dict)


CHECKED = 'checked="" '
TAB = "\t"
MARKS = "①②③④⑤⑥⑦⑧⑨⑩"
LABELS = {
    "summary": "事業概要",
    "participants": "参加市町村",
    "responsibilities": "役割分担",
    "indicators": "評価指標",
    "actuals": "評価指標の実績値（3月末見込み）",
    "activities": "取組実績（12月末時点）",
    "item": "項目",
    "baseline": "基準値（基準年）",
    "target": "目標値（目標年）",
    "value": "実績値",
    "grade": "評価",
}


def document(cards: tuple[MadeCard, ...], style: Style | None = None) -> str:
    """Return the text of a document of these cards."""
    style = style or Style()
    lines = ["", style.title, "", "資料3", "", *style.legend, ""]
    for card in cards:
        if card.section:
            lines += ["", card.section, ""]
        lines += [*card_lines(card, style), "", *card.footnotes, "", " "]
    return "\n".join(lines)


def card_lines(card: MadeCard, style: Style) -> list[str]:
    """Return the lines of one card."""
    label = LABELS | style.labels
    gap = "\t" * style.lead
    name = card.name + (" 令和7年度新規事業 " if card.new else " ")
    return [
        f"{style.number_label}\t{card.number}\t{style.name_label}\t{name}\t\t\t",
        f"{label['summary']}{gap}{card.name}に取り組む。\t\t",
        f"{label['participants']}{gap}{_boxes(card.part, style)}\t\t",
        f"{label['responsibilities']}\t{style.members[0]}{gap[1:]}{card.hub_does}\t\t",
        f"\t連携市町村{gap[1:]}{card.partners_do}\t\t",
        *_items(card, style, label),
        *_results(card, style, label),
        f"{'' if style.label_slipped else label['activities']}{gap}{card.activities}\t\t",
    ]


def _boxes(part: tuple[str, ...], style: Style) -> str:
    """Return the participants in the style's notation."""
    if style.boxes == "tags":
        return " ".join(
            f'<input {CHECKED if member in part else ""}type="checkbox"> {member}'
            for member in style.members
        )
    return " ".join(f"{'■' if member in part else '□'}{member}" for member in style.members)


def _marked(card: MadeCard, style: Style, at: int) -> str:
    """Return the marker of an indicator; a single one has none."""
    return MARKS[at] if len(card.indicators) > 1 and style.markers else ""


def _items(card: MadeCard, style: Style, label: dict[str, str]) -> list[str]:
    """Return the rows of the indicators."""
    gap = "\t" * style.lead
    lines = [
        f"{label['indicators']}{gap}{label['item']}\t\t{label['baseline']}\t\t{label['target']}\t"
    ]
    for at, indicator in enumerate(card.indicators):
        if at != style.drop_item_row:
            mark = MARKS[at] if len(card.indicators) > 1 else ""
            lines.append(
                f"{gap}{mark}{indicator.name}\t\t{indicator.baseline}\t\t{indicator.target}\t"
            )
    return lines


def _results(card: MadeCard, style: Style, label: dict[str, str]) -> list[str]:
    """Return the year headings and the rows of results."""
    gap = "\t" * style.lead
    between = "\t" if style.collapsed else "\t" * style.wide
    pair = "\t".join([label["value"], label["grade"]])
    lines = [
        f"{label['actuals']}{gap}{between.join(style.years)}",
        gap + TAB.join([pair] * len(style.years)),
    ]
    for at, indicator in enumerate(card.indicators):
        mark = _marked(card, style, at)
        cells = []
        for value, grade in indicator.results:
            cells += [f"{mark}{value}" if value and value != "-" else value, grade]
        lead = gap[: len(gap) + style.shifted] if style.shifted < 0 else gap + "\t" * style.shifted
        head = label["activities"] if style.label_slipped and at == 0 else ""
        lines.append(head + lead + TAB.join(cells))
    return lines


def cards(members: tuple[str, ...] = Style.members, first: int = 1) -> tuple[MadeCard, ...]:
    """Return a small area's cards: every kind of value and grade."""
    return (
        MadeCard(
            f"{first}",
            "企業誘致の推進",
            members,
            (
                MadeIndicator(
                    "情報交換会議の開催",
                    "-",
                    "1回（毎年度）",
                    (("1回", "◎"), ("1回", "○"), ("-", "-")),
                ),
                MadeIndicator(
                    "立地企業数",
                    "15社",
                    "20社（毎年度）",
                    (("17社", "□"), ("15社", "△"), ("-", "-")),
                ),
            ),
            section="1 地域経済のけん引",
            footnotes=("※R7年度からKPIを変更（②「18社(毎年度)」→「20社(毎年度)」）",),
        ),
        MadeCard(
            f"{first + 1}",
            "創業の促進",
            members[:2],
            (
                MadeIndicator(
                    "相談件数",
                    "120件（2022年度）",
                    "500件（2027年度まで）",
                    (("130件", "-"), ("260件", "-"), ("-", "-")),
                ),
            ),
        ),
        MadeCard(
            f"{first + 2}",
            "医療体制の維持",
            members,
            (
                MadeIndicator(
                    "救急体制",
                    "維持（2022年度）",
                    "維持（毎年度）",
                    (("", ""), ("維持", "◎"), ("-", "-")),
                ),
            ),
            new=True,
            section="2 生活機能の向上",
            activities=f"・研修を実施（{members[1]}3名、{members[0]}12名）",
        ),
        MadeCard(
            f"{first + 3}",
            "人手不足の緩和",
            members,
            (
                MadeIndicator(
                    "人手不足の企業の割合",
                    "60%（2022年度）",
                    "50%（2027年度）",
                    (("58.1%", "-"), ("55%", "-"), ("-", "-")),
                ),
            ),
        ),
    )


def with_years(made: tuple[MadeCard, ...], count: int) -> tuple[MadeCard, ...]:
    """Return the cards with `count` years of results: later ones empty, surplus ones dropped."""
    return tuple(
        replace(
            card,
            indicators=tuple(
                replace(indicator, results=(*indicator.results, *[("-", "-")] * count)[:count])
                for indicator in card.indicators
            ),
        )
        for card in made
    )
