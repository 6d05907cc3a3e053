"""Words of a page that are made from values: years, days, places, what a chart shows."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hakaru.ledger.entries import EVERY_YEAR, Direction, DirectionSource
from hakaru.ledger.period import era_code, era_name
from hakaru.source import Place
from hakaru.web.charts import Drawing
from hakaru.workflow.queries import (
    DIFFERS,
    Counting,
    CountView,
    IndicatorCard,
    LegendLine,
    Option,
    PlanHead,
    TargetView,
)


def in_japanese(text: str) -> str:
    """Return words of a document, marked as Japanese where the page speaks another language.

    What is not marked is still plain text: it is escaped where it is put on the page.
    """
    if get_language() == "ja" or not text:
        return text
    return format_html('<span lang="ja">{}</span>', text)


def named(name: str) -> str:
    """Return the name of an indicator as a document has it, or that it has none."""
    return in_japanese(name) or _("（名前の記載なし）")


def unbroken(text: str) -> str:
    """Return a calculation whose numbers stay with their percent signs at the end of a line."""
    return text.replace(" %", "\u00a0%")


def japanese_label() -> SafeString:
    """Return what says that an element's own words, such as its label, are Japanese.

    Nothing on a Japanese page.
    """
    return SafeString("" if get_language() == "ja" else ' lang="ja"')


def opening(words: str) -> str:
    """Return words as they open a line: in English with a capital."""
    return words[:1].upper() + words[1:]


def fiscal_year(year: int) -> str:
    """Return a fiscal year in full: 2025年度（令和7年度）, FY2025 (R7)."""
    if get_language() == "ja":
        return f"{year}年度（{era_name(year)}）"
    return fiscal_year_short(year)


def fiscal_year_short(year: int) -> str:
    """Return a fiscal year for the head of a column: 2025年度（R7）."""
    return _("%(year)s年度（%(era)s）") % {"year": year, "era": era_code(year)}


def span_of_years(years: Sequence[int]) -> str:
    """Return the period of a plan, from its first to its last fiscal year."""
    if not years:
        return _("期間の記載なし")
    if years[0] == years[-1]:
        return fiscal_year(years[0])
    return _("%(first)sから%(last)sまで") % {
        "first": fiscal_year(years[0]),
        "last": fiscal_year(years[-1]),
    }


def listed(words: Iterable[str]) -> str:
    """Return words one after the other, as a page's language separates them."""
    return _("、").join(words)


def listed_years(years: Iterable[int]) -> str:
    """Return fiscal years one after the other."""
    return listed(fiscal_year_short(year) for year in years)


def day(value: date) -> str:
    """Return a day as the page's language writes it."""
    return date_format(value, "DATE_FORMAT")


def places(all_places: Sequence[Place | None]) -> SafeString:
    """Return where facts were read; a file and a sheet are named once for all their places."""
    known = [place for place in all_places if place is not None]
    sheets = dict.fromkeys((place.file, place.sheet) for place in known)
    return format_html_join(
        " ",
        "{} {}",
        (
            (
                in_japanese(file),
                _in_sheet(sheet, [p for p in known if (p.file, p.sheet) == (file, sheet)]),
            )
            for file, sheet in sheets
        ),
    )


def _in_sheet(sheet: str, there: Sequence[Place]) -> str:
    """Return places of one sheet, or of a file without sheets."""
    exact = listed(dict.fromkeys(words for place in there if (words := _exact_place(place))))
    return " ".join(
        filter(None, (_("シート「%(name)s」") % {"name": sheet} if sheet else "", exact))
    )


def _exact_place(place: Place) -> str:
    """Return page, table, and cell or line, as far as they are known."""
    parts = []
    if place.page:
        parts.append(_("%(number)sページ") % {"number": place.page})
    if place.table:
        parts.append(_("表%(number)s") % {"number": place.table})
    column = place.cell.rstrip("0123456789")
    if place.line and not place.sheet:
        parts.append(_("%(number)s行") % {"number": place.line})
        parts.extend([_("%(name)s欄") % {"name": column}] if column else [])
    elif place.cell:
        parts.append(_("セル %(name)s") % {"name": place.cell})
    elif place.line:
        parts.append(_("%(number)s行") % {"number": place.line})
    return " ".join(parts)


def direction_words(indicator: IndicatorCard) -> str:
    """Return which way is better, and how that is known."""
    if indicator.direction is Direction.UNKNOWN:
        return _("わからない")
    way = _("高いほどよい") if indicator.direction is Direction.HIGHER else _("低いほどよい")
    known = {
        DirectionSource.STATED: _("文書に記載"),
        DirectionSource.DERIVED: _("基準値と目標値から判断"),
        DirectionSource.ASSUMED: _("記載がないため仮定"),
    }[indicator.direction_source]
    return _("%(way)s（%(known)s）") % {"way": way, "known": known}


def years_in_force(target: TargetView) -> str:
    """Return the fiscal years a revision of a target is in force."""
    first, last = target.in_force_from, target.in_force_until
    if first is not None and first == last:
        return fiscal_year_short(first)
    if first is not None and last is not None:
        return _("%(first)sから%(last)sまで") % {
            "first": fiscal_year_short(first),
            "last": fiscal_year_short(last),
        }
    if first is not None:
        return _("%(first)sから") % {"first": fiscal_year_short(first)}
    return _("%(last)sまで") % {"last": fiscal_year_short(last)} if last is not None else ""


def due_words(text: str, due: int | str | None) -> str:
    """Return by when a target is to be reached, unless its own text says so."""
    if due == EVERY_YEAR:
        return "" if "毎年" in text else _("毎年度")
    if due is None or str(due) in text:
        return ""
    return _("%(year)sまで") % {"year": fiscal_year_short(int(due))}


def option_words(name: str, option: Option) -> str:
    """Return the words of a filter's choice."""
    if name == "year":
        return fiscal_year(int(option.value))
    return _("公表と計算が違うもの") if option.value == DIFFERS else option.label


def legend_condition(line: LegendLine) -> str:
    """Return when a grade is given."""
    if line.not_evaluated:
        return _("目標の年度でない、値がない、または目標がない")
    parts = []
    if line.from_rate and line.inclusive:
        parts.append(_("目標に対して %(rate)s%% 以上") % {"rate": line.from_rate})
    elif line.from_rate:
        parts.append(_("目標に対して %(rate)s%% を超える") % {"rate": line.from_rate})
    if line.below_rate:
        parts.append(_("目標に対して %(rate)s%% に届かない") % {"rate": line.below_rate})
    if line.reached:
        parts.append(_("数でない目標を満たす"))
    if line.missed:
        parts.append(_("数でない目標を満たさない"))
    if line.mark.expected:
        return _("見込みの値が：%(conditions)s") % {"conditions": listed(parts)}
    return listed(parts)


def count_words(count: CountView) -> str:
    """Return a count with its share: 92.5%（62/67）."""
    return _("%(percent)s%%（%(met)s/%(evaluable)s）") % {
        "percent": count.percent,
        "met": count.met,
        "evaluable": count.evaluable,
    }


def legend_counting(line: LegendLine) -> str:
    """Return what a grade does in the achievement ratio."""
    return {
        Counting.MET: _("達成と数える"),
        Counting.NOT_MET: _("達成と数えない"),
        Counting.LEFT_OUT: _("分母に入れない"),
    }[line.counting]


def chart_words(drawing: Drawing) -> str:
    """Return in words what a chart shows, for whoever does not see it."""
    return "".join((*_dots_in_words(drawing), *_steps_in_words(drawing)))


def _dots_in_words(drawing: Drawing) -> Iterator[str]:
    """Yield a short sentence for each value."""
    for dot in drawing.dots:
        values = {"value": dot.label + drawing.unit}
        if dot.fiscal_year is None:
            yield _("基準値 %(value)s。") % values
        elif dot.kind == "forecast":
            yield _("%(year)s年度 %(value)s（見込み）。") % {"year": dot.fiscal_year, **values}
        else:
            yield _("%(year)s年度 %(value)s。") % {"year": dot.fiscal_year, **values}


def _steps_in_words(drawing: Drawing) -> Iterator[str]:
    """Yield a short sentence for each target."""
    for step in drawing.steps:
        if step.label:
            yield _("目標 %(value)s。") % {"value": step.label + drawing.unit}


def chart_kinds(drawing: Drawing) -> Iterator[tuple[str, str]]:
    """Yield the kinds of mark that occur in a chart, with their words, for its key."""
    kinds: set[str] = {dot.kind for dot in drawing.dots}
    kinds.update("aim" if step.due else "lead" for step in drawing.steps)
    for kind, word in (
        ("baseline", _("基準値")),
        ("confirmed", _("確定した実績")),
        ("forecast", _("見込み")),
        ("aim", _("目標")),
        ("lead", _("目標（期限の前）")),
    ):
        if kind in kinds:
            yield kind, word


def plan_pages(head: PlanHead) -> Iterator[tuple[str, str]]:
    """Yield the pages of a plan: their names in the addresses and their words."""
    yield "plan", _("概要")
    if head.projects or not head.own_indicators:
        yield "projects", _("事業一覧")
    yield "indicators", _("指標")
    if head.members and head.projects:
        yield "members", _("市町村")
    if head.has_rulebook:
        yield "missed", _("未達と理由")
    yield "compare", _("比べる")
    if head.has_rulebook:
        yield "rulebook", _("評価の決まり")
    yield "downloads", _("ダウンロード")


def desk_pages() -> tuple[tuple[str, str], ...]:
    """Return the pages of the workbench, for its navigation: name of the address, label."""
    return (
        ("desk", _("はじめ")),
        ("imports", _("取り込み")),
        ("desk-all-findings", _("すべての指摘")),
        ("desk-all-log", _("記録")),
        ("desk-backup", _("控え")),
    )
