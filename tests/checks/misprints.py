"""Misprints: one function a kind of mistake that people and converters make in a printed card.

Each changes a card and tells whether it did. Which check should notice, and how, is not said.
"""

import re
from collections.abc import Callable

from checks.paper import YEARS, Card, Row, number, outcome
from checks.wrong_words import WRONG

FINAL, EXPECTED = "◎□×", "○△"
_DAY = re.compile(r"説明会を(\d+/\d+)に開催")
_SUM = re.compile(r"(件数|合計|計)(\d+)(件|人|社)")
_NAMED = re.compile(r"参加市町村：([^）]+)）")

Misprint = Callable[[Card], bool]


def _yearly(row: Row) -> bool:
    """Tell whether an indicator has a number to reach every year."""
    return "毎年度" in row.target and number(row.target) is not None


def _graded(card: Card, row: Row, marks: str = FINAL + EXPECTED) -> list[int]:
    """Return the years in which an indicator has one of these marks."""
    return [year for year in YEARS if (card.grade(row, year) or "-") in marks]


def other_grade(card: Card) -> bool:
    """Print another mark of the same family."""
    row = card.pick(lambda row: bool(_graded(card, row)))
    if row is None:
        return False
    year = card.dice.choice(_graded(card, row))
    mark = card.grade(row, year)
    card.put_grade(
        row, year, card.dice.choice((FINAL if mark in FINAL else EXPECTED).replace(mark, ""))
    )
    return True


def mistyped_value(card: Card) -> bool:
    """Mistype a digit of a value, so that the result is another one."""
    row = card.pick(lambda row: _yearly(row) and bool(_graded(card, row, FINAL)))
    if row is None:
        return False
    year = card.dice.choice(_graded(card, row, FINAL))
    value = card.value(row, year)
    digits = [at for at, sign in enumerate(value) if sign.isdigit()]
    card.dice.shuffle(digits)
    for at in digits:
        other = value[:at] + card.dice.choice("123456789") + value[at + 1 :]
        if outcome(other, row.target) != outcome(value, row.target):
            card.put_value(row, year, other)
            return True
    return False


def mistyped_target(card: Card) -> bool:
    """Add a digit to a target, so that a result is another one."""
    row = card.pick(lambda row: _yearly(row) and bool(_graded(card, row, "◎□")))
    if row is None or "%" in row.target:
        return False
    cells = card.rows[row.item]
    at = max(place for place, cell in enumerate(cells) if cell)
    cells[at] = (
        re.sub(r"\d(?=\D)", r"\g<0>0", cells[at], count=1)
        if "," not in cells[at]
        else re.sub(r"(\d+),", lambda found: f"{int(found[1]) * 10},", cells[at], count=1)
    )
    return True


def fallen_total(card: Card) -> bool:
    """Exchange the running totals of two years."""
    row = card.pick(lambda row: "累計" in row.name)
    if row is None:
        return False
    before, after = (card.value(row, year) for year in YEARS)
    if not (number(before) and number(after)) or before == after:
        return False
    card.put_value(row, 2024, after)
    card.put_value(row, 2025, before)
    return True


def box_unticked(card: Card) -> bool:
    """Untick the box of a member whom the text names."""
    named = _NAMED.search(card.cell("取組実績"))
    if named is None:
        return False
    name = card.dice.choice(named[1].split("、"))
    boxes = card.cell("参加市町村")
    if boxes.count("■") < 3:
        return False
    card.write("参加市町村", boxes.replace(f"■{name}", f"□{name}"))
    return f"□{name}" in card.cell("参加市町村")


def wrong_total(card: Card) -> bool:
    """Mistype the total of what was counted."""
    text = card.cell("取組実績")
    found = _SUM.search(text)
    if found is None:
        return False
    less, more = (-3, -2, -1), (1, 2, 3, 10)  # うち may name some of the parts only
    of_some = "うち" in text[found.end() : found.end() + 3]
    total = max(int(found[2]) + card.dice.choice(less if of_some else less + more), 1)
    card.write("取組実績", text[: found.start(2)] + str(total) + text[found.end(2) :])
    return True


def nothing_done_yet(card: Card) -> bool:
    """Leave the text of the plan in place of what was done, beside a final grade."""
    row = card.pick(
        lambda row: (
            bool(row.marker and _graded(card, row, FINAL)) and card.grade(row, 2025) in FINAL
        )
    )
    if row is None or not card.grade(row, 2025):
        return False
    said = card.dice.choice(
        ("・2月に会議を開催する予定", "・冬の開催に向けて準備を進めている。", "・3月中に交付予定")
    )
    text = card.cell("取組実績")
    card.write("取組実績", re.sub(rf"{row.marker}[^①②③]*", f"{row.marker}{said} ", text))
    return True


def last_years_text(card: Card) -> bool:
    """Leave a day of an earlier year in the text."""
    text = card.cell("取組実績")
    found = _DAY.search(text)
    if found is None:
        return False
    month, _, day = found[1].partition("/")
    year = card.dice.choice((("R6.", ".", ""), ("令和5年", "月", "日"), ("2024/", "/", "")))
    card.write("取組実績", text.replace(found[1], f"{year[0]}{month}{year[1]}{day}{year[2]}", 1))
    return True


def unit_lost(card: Card) -> bool:
    """Print 円 where thousands or millions of them are counted."""
    row = card.pick(lambda row: "千円" in row.target or "百万円" in row.target)
    if row is None:
        return False
    year = card.dice.choice(YEARS)
    card.put_value(row, year, re.sub(r"(百万|千)円", "円", card.value(row, year)))
    return True


def other_unit(card: Card) -> bool:
    """Print a value in a unit that its target is not counted in."""
    row = card.pick(lambda row: row.target.rstrip("（毎年度）").endswith(("人", "件")))
    if row is None:
        return False
    year = card.dice.choice(YEARS)
    value = card.value(row, year)
    card.put_value(row, year, value[:-1] + ("件" if value.endswith("人") else "人"))
    return value[-1:] in "人件"


def wrong_era(card: Card) -> bool:
    """Print an era year that is not the western one beside it."""
    text = card.cell("取組実績")
    said = card.dice.choice(("2025年度（R6年度）", "令和6年度（2025年度）", "R7年度(2024年度)"))
    card.write("取組実績", f"{text} ・{said}の実施計画を作成")
    return True


def wrong_era_in_heading(card: Card) -> bool:
    """Print an era year in the heading of a year's column that is another year."""
    at = card.row_of("評価指標の実績値")
    assert at is not None
    changed = [cell.replace("2025年度（R7年度）", "2025年度（R6年度）") for cell in card.rows[at]]
    card.rows[at], before = changed, card.rows[at]
    return changed != before


def late_baseline(card: Card) -> bool:
    """Mistype the year of a baseline, so that it lies after the plan."""
    row = card.pick(lambda row: any("2022年度" in cell for cell in card.rows[row.item]))
    if row is None:
        return False
    card.rows[row.item] = [cell.replace("2022年度", "2032年度") for cell in card.rows[row.item]]
    return True


def early_target(card: Card) -> bool:
    """Mistype the year of a target, so that it lies before the plan."""
    row = card.pick(lambda row: "2027年度" in row.target)
    if row is None:
        return False
    card.rows[row.item] = [cell.replace("2027年度", "2017年度") for cell in card.rows[row.item]]
    return True


def result_lost(card: Card) -> bool:
    """Leave value and grade of a past year out."""
    row = card.pick(lambda row: _yearly(row) and bool(_graded(card, row)))
    if row is None:
        return False
    card.put_value(row, 2024, card.dice.choice(("", "-")))
    card.put_grade(row, 2024, "-")
    return True


def item_row_lost(card: Card) -> bool:
    """Leave the row of an indicator out, but not its results."""
    row = card.pick(lambda row: row.marker == "②")
    if row is None:
        return False
    del card.rows[row.item]
    return True


def result_row_lost(card: Card) -> bool:
    """Leave the results of an indicator out."""
    row = card.pick(lambda row: bool(row.marker and _graded(card, row)))
    if row is None:
        return False
    del card.rows[row.line]
    return True


def number_again(card: Card) -> bool:
    """Print the number of the card above, as a copied card does."""
    card.rows[0][1] = str(int(card.rows[0][1]) - 1)
    return True


def point_lost(card: Card) -> bool:
    """Print a percentage without its point."""
    row = card.pick(lambda row: "%" in row.target and row.name.endswith("率"))
    if row is None:
        return False
    year = card.dice.choice(YEARS)
    value = card.value(row, year)
    card.put_value(row, year, value.replace(".", ""))
    return "." in value


def unknown_mark(card: Card) -> bool:
    """Print a mark that the legend does not have."""
    row = card.pick(lambda row: bool(_graded(card, row)))
    if row is None:
        return False
    card.put_grade(row, card.dice.choice(_graded(card, row)), card.dice.choice("▽☆A●"))
    return True


def graded_too_early(card: Card) -> bool:
    """Grade a target of a later year, and another than not evaluated."""
    row = card.pick(lambda row: "2027年度" in row.target)
    if row is None:
        return False
    card.put_grade(row, 2024, card.dice.choice("◎×"))
    return True


def wrong_footnote(card: Card) -> bool:
    """Print a footnote of a revision that the target beside it does not know."""
    row = card.pick(lambda row: _yearly(row) and "%" not in row.target)
    if row is None:
        return False
    unit = re.sub(r"[\d,（）毎年度以上]", "", row.target)
    new = f"{int(number(row.target) or 0) + 7:,}{unit}"
    old = f"{int(number(row.target) or 0) - 7:,}{unit}"
    note = f"※R7年度からKPI変更（{row.marker}「{old}（毎年度）」→「{new}（毎年度）」）"
    width = len(card.rows[0])
    filled = [at for at, cells in enumerate(card.rows) if any(cells)][-1] + 1
    card.rows.insert(filled, [note, *[""] * (width - 1)])
    return True


def wrong_words(card: Card) -> bool:
    """Add a sentence, as offices write them, that cannot be true of the year or of its own sums."""
    said = card.dice.choice(WRONG)
    text = card.cell("取組実績")
    card.write("取組実績", f"{text} {said}")
    return True


MISPRINTS: tuple[Misprint, ...] = (
    other_grade, mistyped_value, mistyped_target, fallen_total, box_unticked, wrong_total,
    nothing_done_yet, last_years_text, unit_lost, other_unit, wrong_era, wrong_era_in_heading,
    late_baseline, early_target, result_lost, item_row_lost, result_row_lost, number_again,
    point_lost, unknown_mark, graded_too_early, wrong_footnote, wrong_words,
)  # fmt: skip
