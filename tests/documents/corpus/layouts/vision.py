"""Indicators without projects: baseline, results and target, a table under each heading."""

from documents.corpus.pages import C, Item, Row, table
from documents.corpus.printing import Style
from documents.corpus.said import SaidIndicator, SaidPlan

SHOWS = frozenset(
    {
        "indicators", "section", "baseline", "targets", "results", "grades", "cumulative",
        "direction", "rates",
    }
)  # fmt: skip


def items(plan: SaidPlan, style: Style) -> list[Item]:
    """Return a table for each heading; the heading stands in a row over its whole width."""
    found: list[Item] = [plan.title, *plan.legend]
    for path in dict.fromkeys(path for path, _ in plan.loose):
        found += [plan.headings[key].text for key in path]
        if style.unit_in == "note":
            one = next(indicator for other, indicator in plan.loose if other == path)
            found.append(f"（単位：{one.shown or one.unit}）")
        found.append(table(_rows(plan, path, style), wide=(0,)))
    return [*found, *plan.notes]


def _rows(plan: SaidPlan, path: tuple[str, ...], style: Style) -> list[Row]:
    """Return the rows of one heading's table."""
    own = [indicator for other, indicator in plan.loose if other == path]
    start = f"基準値（{style.year_of(own[0].baseline_year or 0)}）"
    goals = _goals(own[0], style)
    years = [f"実績値（{style.year_of(year)}）" for year in plan.years]
    unit = ["単位"] if style.unit_in == "column" else []
    rate = ["達成率"] if any(result.rate for one in own for result in one.results.values()) else []
    rows: list[Row] = [["指標項目", *unit, start, *years, *goals, *rate, "進捗状況"]]
    for indicator in own:
        results = [indicator.results.get(year) for year in plan.years]
        grades = [result.grade for result in results if result and result.grade]
        shown = indicator.shown or indicator.unit
        rows.append(
            [
                style.item(indicator),
                *([shown] if unit else []),
                style.start(indicator),
                *(style.value(result.say, indicator) if result else "" for result in results),
                *(style.aim(aim, indicator) for aim in indicator.aims),
                *(_rate(indicator) for _ in rate),
                C(grades[-1] if grades else ""),
            ]
        )
    return rows


def _goals(indicator: SaidIndicator, style: Style) -> list[str]:
    """Return the headings of the targets: one, or one halfway and one at the end."""
    dues = [aim.due for aim in indicator.aims]
    words = ["中間目標値", "最終目標値"] if len(dues) > 1 else ["目標値"]
    return [
        f"{word}（{style.year_of(due)}）" if isinstance(due, int) else word
        for word, due in zip(words, dues, strict=True)
    ]


def _rate(indicator: SaidIndicator) -> str:
    """Return the last published rate of an indicator."""
    rates = [result.rate for result in indicator.results.values() if result.rate]
    return f"{rates[-1]}%" if rates else "-"
