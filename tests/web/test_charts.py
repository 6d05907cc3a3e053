"""Where the marks of a drawing stand."""

from decimal import Decimal

from hakaru.web.charts import Drawing, history_chart, segments
from hakaru.workflow.queries import ChartData, ChartPoint, ChartTarget, GradeMark, Tone


def chart(
    *values: str | None,
    target: str = "",
    baseline: str = "",
    scale: int = 1,
    forecasts: tuple[int, ...] = (),
) -> Drawing:
    """Return the chart of values of 2024, 2025 … with a target due every year."""
    years = tuple(range(2024, 2024 + len(values)))
    results = tuple(
        ChartPoint(
            fiscal_year=year,
            value=Decimal(value),
            kind="forecast" if year in forecasts else "confirmed",
        )
        for year, value in zip(years, values, strict=True)
        if value is not None
    )
    start = tuple(
        ChartPoint(fiscal_year=None, value=Decimal(text), kind="baseline")
        for text in (baseline,)
        if text
    )
    return history_chart(
        ChartData(
            unit="件",
            scale=scale,
            years=years,
            points=start + results,
            targets=tuple(
                ChartTarget(fiscal_year=year, value=Decimal(target), due=True)
                for year in years
                if target
            ),
        )
    )


def test_higher_values_stand_higher() -> None:
    """The axis runs upward and all values lie within the drawing."""
    drawing = chart("10", "25", "40", target="20")
    heights = [float(dot.y) for dot in drawing.dots]
    assert heights == sorted(heights, reverse=True)
    assert all(0 < y < drawing.height for y in heights)


def test_the_axis_stands_on_the_ground() -> None:
    """Values that differ much begin at zero: a fall to a half looks like one."""
    assert [tick.label for tick in chart("10", "20").ticks] == ["0", "5", "10", "15", "20"]


def test_values_close_together_are_shown_apart() -> None:
    """28.9 and 30.7 would be one line above zero; the axis then says where it begins."""
    assert chart("28.9", "30.7").ticks[0].label == "28.5"


def test_counts_have_no_fractions_on_the_axis() -> None:
    """There is no quarter of a meeting."""
    assert [tick.label for tick in chart("1", "1").ticks] == ["0", "1"]


def test_negative_values() -> None:
    """A fall of ▲2,588 against ▲650 is written as documents write it, and lies below."""
    drawing = chart("-2588", "-2939", target="-650")
    assert [dot.label for dot in drawing.dots] == ["▲2,588", "▲2,939"]
    assert float(drawing.dots[1].y) > float(drawing.dots[0].y) > float(drawing.steps[0].y)


def test_values_all_zero() -> None:
    """Nothing but zero is still a drawing."""
    assert [dot.label for dot in chart("0", "0", target="0").dots] == ["0", "0"]


def test_values_are_written_in_the_printed_unit() -> None:
    """5,133百万円 is drawn as 5,133 百万円, not as ten digits."""
    drawing = chart("5133000000", scale=1_000_000)
    assert drawing.unit == "百万件"
    assert [dot.label for dot in drawing.dots] == ["5,133"]


def test_lines_lead_from_year_to_year_and_skip_none() -> None:
    """A year without a value is bridged; a line to an expected value is marked as such."""
    drawing = chart("1", None, "3", baseline="2", forecasts=(2026,))
    assert [stroke.forecast for stroke in drawing.strokes] == [True]
    assert [dot.kind for dot in drawing.dots] == ["baseline", "confirmed", "forecast"]


def test_labels_keep_off_the_target_line() -> None:
    """A value below its target has its label below, one at or above it above."""
    below, at = chart("10", "20", target="20").dots
    assert float(below.label_y) > float(below.y)
    assert float(at.label_y) < float(at.y)


def test_a_long_plan_becomes_a_wide_chart() -> None:
    """Ten years are not squeezed into the width of five."""
    assert chart(*["1"] * 10).wide
    assert chart(*["1"] * 10).width > chart(*["1"] * 5).width


def test_bars_fill_their_length_exactly() -> None:
    """The parts of a bar follow each other to the end; a grade that does not occur is left out."""
    marks = tuple(GradeMark(symbol=sign, label=sign, reading="", tone=Tone.MET) for sign in "◎○×")
    parts = segments(marks, (1, 0, 2))
    assert [(part.mark.symbol, part.x, part.width) for part in parts] == [
        ("◎", "0", "33.33"),
        ("×", "33.33", "66.67"),
    ]
    assert segments(marks, (0, 0, 0)) == ()
