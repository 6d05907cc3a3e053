"""The results of an indicator: actuals with the grades beside them, and published rates."""

from hakaru.ledger.aims import read_baseline
from hakaru.ledger.entries import Actual, Baseline, Certainty, Fact
from hakaru.ledger.measure import read_quantity
from hakaru.ledger.quantity import Quantity, Softness
from hakaru.read.draft import Draft
from hakaru.read.layouts.results import is_dash
from hakaru.read.tables.columns import Role
from hakaru.read.tables.ids import Ids
from hakaru.read.tables.indicator_draft import IndicatorDraft, without_marker
from hakaru.read.tables.record import Value


def baseline_of(indicator: IndicatorDraft, draft: Draft) -> Baseline | None:
    """Return the first baseline that is more than a dash; its year is its own or its heading's."""
    for value in indicator.of(Role.BASELINE):
        text = without_marker(value.cell.text, indicator.marker)
        if is_dash(text):
            continue
        unit, scale = indicator.measure(value)
        quantity, year = read_baseline(text, unit=unit, scale=scale)
        indicator.check(quantity, value.cell, draft)
        return Baseline(
            quantity=quantity, fiscal_year=year or value.fiscal_year, source=value.cell.place
        )
    return None


def actuals_of(indicator: IndicatorDraft, ids: Ids, draft: Draft) -> list[Actual]:
    """Return an actual for each result, with its grade; a grade that stands alone gets one too."""
    results = indicator.of(Role.ACTUAL)
    grades = indicator.of(Role.GRADE)
    pairs: list[tuple[Value | None, Value | None]] = []
    for value in results:
        grade = next((found for found in grades if _belongs(found, value, results)), None)
        if grade is not None:
            grades.remove(grade)
        pairs.append((value, grade))
    pairs.extend((None, grade) for grade in grades)
    made = (_actual(indicator, pair, ids, draft) for pair in pairs)
    return [actual for actual in made if actual is not None]


def _belongs(grade: Value, result: Value, results: list[Value]) -> bool:
    """Tell whether a grade stands beside a result: of its year, to its right, none between."""
    if grade.fiscal_year != result.fiscal_year and None not in (
        grade.fiscal_year,
        result.fiscal_year,
    ):
        return False
    if Role.VALUE in (grade.column.role, result.column.role):
        return (grade.fiscal_year or _latest(results, grade.fallback)) == result.fiscal_year
    columns = [other.column.column for other in results]
    left = [column for column in columns if column < grade.column.column]
    return result.column.column == max(left, default=columns[0])


def _latest(results: list[Value], year: int | None) -> int | None:
    """Return the year a grade below no year speaks of: the document's, else the last told one."""
    told = [v.fiscal_year for v in results if v.fiscal_year and not is_dash(v.cell.text)]
    return year if year in told or not told else max(told)


def _actual(
    indicator: IndicatorDraft, pair: tuple[Value | None, Value | None], ids: Ids, draft: Draft
) -> Actual | None:
    """Return the actual of a result and its grade, either of them; None when no year is known."""
    result, grade = pair
    value = result or grade
    if value is None:
        return None
    cell = result.cell if result else None
    unit, scale = indicator.measure(value)
    text = without_marker(cell.text, indicator.marker) if cell else ""
    quantity = read_quantity(text, unit=unit, scale=scale)
    year = value.fiscal_year
    if year is None:
        quantity, year = read_baseline(text, unit=unit, scale=scale)
        year = year or value.fallback
    if year is None:
        return None
    if cell is not None:
        indicator.check(quantity, cell, draft)
    day = quantity.measured_on or value.column.as_of
    return Actual(
        id=ids.free(f"{indicator.id}/{year}@{day.isoformat() if day else ''}"),
        source=value.cell.place,
        indicator=indicator.id,
        fiscal_year=year,
        as_of=day,
        certainty=_certainty(quantity, value),
        quantity=quantity,
        published_grade=grade.cell.text if grade else None,
    )


def _certainty(quantity: Quantity, value: Value) -> Certainty | None:
    """Return whether a result is final: its own words say so, or its heading."""
    if Softness.EXPECTED in quantity.softness:
        return Certainty.FORECAST
    return value.column.certainty if quantity.state is None else None


def rates_of(indicator: IndicatorDraft, ids: Ids) -> list[Fact]:
    """Return the published rates as facts: subject the indicator's id, label the heading."""
    return [
        Fact(
            id=ids.free(
                f"{indicator.id}/rate" + (f"/{value.fiscal_year}" if value.fiscal_year else "")
            ),
            source=value.cell.place,
            plan=indicator.plan,
            subject=indicator.id,
            label=" ".join(value.column.heading.split()),
            quantity=read_quantity(value.cell.text, unit=value.column.unit),
            as_of=value.column.as_of,
        )
        for value in indicator.of(Role.RATE)
    ]
