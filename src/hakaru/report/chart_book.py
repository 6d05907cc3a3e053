"""The workbook behind a chart of Word or PowerPoint: it opens to have the numbers edited."""

import io
from datetime import datetime

from xlsxwriter import Workbook

from hakaru.report.charts import Chart

SHEET = "Sheet1"
# The day a workbook says it was made on: one for all, for the same bytes.
_NO_DAY = datetime(2000, 1, 1)  # noqa: DTZ001 - workbooks know no time zones


def chart_book(chart: Chart) -> bytes:
    """Return a chart's numbers: categories down, series across, no name can become a formula."""
    made = io.BytesIO()
    book = Workbook(made, {"in_memory": True})
    book.set_properties({"created": _NO_DAY})
    sheet = book.add_worksheet(SHEET)
    for row, category in enumerate(chart.categories, 1):
        sheet.write_string(row, 0, category)
    for column, series in enumerate(chart.series, 1):
        sheet.write_string(0, column, series.name)
        for row, value in enumerate(series.values, 1):
            if value is not None:
                sheet.write_number(row, column, float(value))
    book.close()
    return made.getvalue()
