"""A ledger printed again as cards: twelve columns, merged labels, boxes ■□, footnotes below.

It takes what was read of one document and prints it in the usual layout, so that other formats
can be read and the ledgers compared.
"""

import itertools

from documents.corpus.facts import squeeze
from documents.corpus.pages import C, Item, Row, table
from hakaru.ledger.entries import Activity, Indicator, Plan, Project, Section, Target
from hakaru.ledger.ledger import Index, Ledger

LEGEND = (
    "12月末時点で確定した事業：◎ 達成済み、□ 概ね達成（85%以上）、× 未達",
    "3月末まで継続している事業：○ 達成見込、△ 未達見込",
)
COLUMNS = 12


def card_items(ledger: Ledger) -> list[Item]:
    """Return the first plan of a ledger as cards, a heading before the first card under it."""
    index = Index(ledger)
    plan = ledger.plans[0]
    activities: dict[str, list[Activity]] = {}
    for activity in ledger.activities:
        activities.setdefault(activity.project, []).append(activity)
    found: list[Item] = [plan.title, "資料3", "<評価凡例>", *LEGEND]
    seen: set[str] = set()
    for project in ledger.projects:
        for section in _path(index, project.section):
            if section.id not in seen:
                found.append(f"{section.number} {section.title}".strip())
                seen.add(section.id)
        indicators = index.indicators_of.get(project.id, ())
        found.append(_card(index, project, indicators, activities.get(project.id, [])))
        found += [
            note for indicator in indicators for note in _footnotes(index, indicator, indicators)
        ]
    return found


def _path(index: Index, section: str | None) -> list[Section]:
    """Return a section and those above it, outermost first."""
    path: list[Section] = []
    known = index.sections.get(section or "")
    while known is not None:
        path.insert(0, known)
        known = index.sections.get(known.parent or "")
    return path


def _card(
    index: Index, project: Project, indicators: tuple[Indicator, ...], done: list[Activity]
) -> Item:
    """Return one card."""
    plan = index.plans[project.plan]
    boxes = " ".join(
        f"{'■' if member in project.participants else '□'}{member}" for member in plan.members
    )
    new = f" 令和{project.new_from - 2018}年度新規事業" if project.new_from else ""
    rows: list[Row] = [
        [
            C("No."), C(project.number), C("連携事業名", span=2),
            C(f"{project.name}{new}", span=COLUMNS - 4),
        ],
        [C("事業概要", span=2), C(project.summary, span=COLUMNS - 2)],
        [C("参加市町村", span=2), C(boxes, span=COLUMNS - 2)],
    ]  # fmt: skip
    for at, (who, what) in enumerate(project.responsibilities):
        label = [C("役割分担", rows=len(project.responsibilities))] if at == 0 else []
        rows.append([*label, C(who, span=2), C(what, span=COLUMNS - 3)])
    rows += _items(index, indicators)
    rows += _results(index, plan, indicators)
    told = "\n".join(activity.text for activity in done)
    rows.append([C("取組実績\n（12月末時点）", span=2), C(told, span=COLUMNS - 2)])
    return table(rows, head=0)


def _items(index: Index, indicators: tuple[Indicator, ...]) -> list[Row]:
    """Return the indicators with baseline and the target in force last."""
    heads = [C("項目", span=4), C("基準値（基準年）", span=3), C("目標値（目標年）", span=3)]
    rows: list[Row] = [[C("評価指標", span=2, rows=len(indicators) + 1), *heads]]
    for indicator in indicators:
        targets = index.targets_of.get(indicator.id, ())
        start = indicator.baseline.quantity.text if indicator.baseline else "-"
        rows.append(
            [
                C(f"{indicator.marker}{indicator.name}", span=4),
                C(start, span=3),
                C(targets[-1].quantity.text if targets else "", span=3),
            ]
        )
    return rows


def _results(index: Index, plan: Plan, indicators: tuple[Indicator, ...]) -> list[Row]:
    """Return the results of all years; years to come have dashes."""
    label = C("評価指標の実績値\n（3月末見込み）", span=2, rows=len(indicators) + 2)
    heads = [C(f"{year}年度\n（R{year - 2018}年度）", span=2) for year in plan.fiscal_years]
    rows: list[Row] = [[label, *heads], ["実績値", "評価"] * len(plan.fiscal_years)]
    for indicator in indicators:
        cells: list[str] = []
        for year in plan.fiscal_years:
            actual = index.actual(indicator.id, year)
            if actual is None:
                cells += ["-", ""] if year > max(index.years) else ["", ""]
                continue
            text = actual.quantity.text
            marked = indicator.marker if text and text != "-" else ""
            cells += [f"{marked}{text}", actual.published_grade or ""]
        rows.append(cells)
    return rows


def _footnotes(index: Index, indicator: Indicator, indicators: tuple[Indicator, ...]) -> list[str]:
    """Return the footnotes that tell of an indicator's revisions."""
    targets = index.targets_of.get(indicator.id, ())
    marker = indicator.marker if len(indicators) > 1 else ""
    notes = []
    for old, new in itertools.pairwise(targets):
        renamed = bool(old.measures)
        pair = f"「{_told(old, renamed, indicator)}」→「{_told(new, renamed, indicator)}」"
        year = new.in_force_from or 0
        notes.append(f"※R{year - 2018}年度からKPI変更（{marker}{pair}）")
    return notes


def _told(target: Target, renamed: bool, indicator: Indicator) -> str:  # noqa: FBT001
    """Return a target as a footnote tells it."""
    text = target.quantity.text
    return f"{target.measures or indicator.name}:{text}" if renamed else text


def comparable(ledger: Ledger) -> dict[str, dict[str, object]]:
    """Return the entries by id, without notes, places and blanks: what all formats must give."""
    return {
        entry.id: {
            name: _bare(getattr(entry, name))
            for name in entry.__struct_fields__
            if name != "source"
        }
        for entry in ledger.entries()
        if type(entry).__name__ != "Note"
    }


def _bare(value: object) -> object:
    """Return a field without places and blanks."""
    if isinstance(value, str):
        return squeeze(value)
    if isinstance(value, tuple):
        return tuple(_bare(part) for part in value)
    if hasattr(value, "__struct_fields__"):
        fields = [name for name in value.__struct_fields__ if name != "source"]
        return {name: _bare(getattr(value, name)) for name in fields}
    return value
