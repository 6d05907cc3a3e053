"""A chart on a page and the chart in a report are drawn from one description."""

import pytest

from hakaru.report.charts import SeriesRole
from hakaru.report.tables.indicator_chart import indicator_chart
from hakaru.report.tables.material import Material
from hakaru.report.tables.wanted import Wanted
from hakaru.workflow.queries import indicator_page
from web.sample import PLAN, sample_ledger

KINDS = {"confirmed": SeriesRole.ACTUAL, "forecast": SeriesRole.FORECAST}
REFS = [indicator.id.removeprefix(f"{PLAN}/") for indicator in sample_ledger().indicators]


@pytest.mark.parametrize("ref", REFS)
def test_page_and_report_draw_the_same_numbers(plan_page: str, ref: str) -> None:
    """Every result stands in both, final or expected alike, and so does the target in force."""
    del plan_page
    material = Material(sample_ledger(), Wanted())
    chart = indicator_chart(material, material.index.indicators[f"{PLAN}/{ref}"])
    drawn = indicator_page(PLAN, ref, lang="ja").indicator.chart
    assert (chart is None) is (drawn is None)
    if chart is None or drawn is None:
        return
    years = [int(category) for category in chart.categories]
    printed = {
        (series.role, year): value
        for series in chart.series
        for year, value in zip(years, series.values, strict=True)
        if value is not None
    }
    points = [point for point in drawn.points if point.fiscal_year is not None]
    assert {(KINDS[p.kind], p.fiscal_year): p.value / drawn.scale for p in points} == {
        key: value for key, value in printed.items() if key[0] in KINDS.values()
    }
    aims = {aim.fiscal_year: aim.value / drawn.scale for aim in drawn.targets}
    # A report has the baseline's own year on its axis, a page has a place of its own for it.
    of_report = {
        year: value
        for (role, year), value in printed.items()
        if role is SeriesRole.TARGET and year in drawn.years
    }
    assert of_report
    assert of_report == {year: aims[year] for year in of_report}
