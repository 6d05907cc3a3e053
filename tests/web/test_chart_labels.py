"""Labels of a chart cover as little of it as they can."""

from decimal import Decimal
from itertools import combinations

import pytest

from hakaru.web.chart_labels import Box, Room, box_at, width_of
from hakaru.web.charts import AIM_WORD, Drawing, history_chart
from hakaru.web.wording import chart_kinds, chart_words
from hakaru.workflow.queries import ChartData, ChartPoint, ChartTarget

TWELVE = float(12)


def drawn(values: list[str], targets: list[tuple[int, str, bool]]) -> Drawing:
    """Return the chart of confirmed values of 2024 and after."""
    return history_chart(
        ChartData(
            unit="人",
            scale=1,
            years=tuple(range(2024, 2024 + len(values))),
            points=tuple(
                ChartPoint(fiscal_year=2024 + at, value=Decimal(text), kind="confirmed")
                for at, text in enumerate(values)
            ),
            targets=tuple(
                ChartTarget(fiscal_year=year, value=Decimal(text), due=due)
                for year, text, due in targets
            ),
        )
    )


def boxes(drawing: Drawing) -> list[Box]:
    """Return the room of every label on a chart."""
    values = [box_at(float(dot.x), float(dot.label_y), width_of(dot.label)) for dot in drawing.dots]
    aims = [
        box_at(
            float(step.label_x) - (width_of(step.label) + AIM_WORD) / 2,
            float(step.label_y),
            width_of(step.label) + AIM_WORD,
        )
        for step in drawing.steps
        if step.label
    ]
    return [*values, *aims]


def test_a_label_takes_the_best_free_place() -> None:
    """The first place that covers nothing; where all do, the one that covers least."""
    line = ((float(0), float(0)), (float(100), float(0)))
    room = Room([line], [])
    over, through = (float(50), float(-5)), (float(50), float(9))
    assert room.place(TWELVE, [through, over]) == over
    assert room.place(TWELVE, [over, through]) == through


@pytest.mark.parametrize(
    ("end", "crosses"), [((10, 10), True), ((-10, 10), False), ((0, 3), False), ((10, 0), True)]
)
def test_a_line_crosses_a_box_or_passes_it(end: tuple[int, int], *, crosses: bool) -> None:
    """A line through the box, away from it, too short for it, level through it."""
    box = Box(float(4), float(8), float(-2), float(9))
    there = (float(end[0]), float(end[1]))
    assert box.crossed_by(((float(0), float(0)), there)) is crosses


def test_targets_revised_every_year_keep_their_values_apart() -> None:
    """No value and no target's value lies on another."""
    drawing = drawn(
        ["25", "29", "41", "20", "30"],
        list(zip(range(2024, 2029), ("20", "30", "40", "55", "55"), [True] * 5, strict=True)),
    )
    assert not [pair for pair in combinations(boxes(drawing), 2) if pair[0].meets(pair[1])]


def test_a_falling_line_does_not_run_through_its_end() -> None:
    """239 falls to 220, which is its target: the value stands under the line, not in it."""
    fallen = drawn(["239", "220"], [(2024, "220", True), (2025, "220", True)]).dots[1]
    assert float(fallen.label_y) > float(fallen.y)


def test_long_numbers_have_room() -> None:
    """Numbers of the axis are not cut off, and those of two years do not touch."""
    drawing = drawn(["-1200000000", "-1100000000", "5"], [])
    assert drawing.left > max(width_of(tick.label) for tick in drawing.ticks)
    assert not [pair for pair in combinations(boxes(drawing), 2) if pair[0].meets(pair[1])]


def test_a_target_due_after_the_chart_has_its_value() -> None:
    """Results end before the year of the target: the dotted line says what is to be reached."""
    drawing = drawn(["28.9"], [(2024, "30", False)])
    assert [(step.label, step.due) for step in drawing.steps] == [("30", False)]
    assert "目標 30人。" in chart_words(drawing)
    assert dict(chart_kinds(drawing))["lead"] == "目標（期限の前）"
    reached = drawn(["28", "29"], [(2024, "30", False), (2025, "30", True)])
    assert [step.label for step in reached.steps] == ["", "30"]
