"""Words of the workbench that are made from values: what was understood, fields, sizes."""

from collections.abc import Callable
from decimal import Decimal
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from hakaru.ledger.quantity import Comparison, Part, Quantity, Softness, State
from hakaru.web import wording_desk
from hakaru.web.wording import listed
from hakaru.workflow.importing import SourcePage

_MEGABYTE = 1024 * 1024


def meaning(quantity: Quantity) -> str:
    """Return what a value was understood as: 2,740,000 人（約）; or that it was not."""
    if quantity.state is not None:
        return _state(quantity.state)
    said = _said(quantity)
    remarks = [_COMPARISONS[quantity.comparison]()] if quantity.comparison else []
    remarks += [_SOFT[soft]() for soft in quantity.softness]
    remarks += [_("それぞれ")] if quantity.each else []
    remarks += [_("1年あたり")] if quantity.per_year else []
    if not remarks:
        return said
    return _("%(value)s（%(remarks)s）") % {"value": said, "remarks": listed(remarks)}


def _said(quantity: Quantity) -> str:
    """Return the value itself."""
    if quantity.value is not None:
        return _number(quantity.value, quantity.unit)
    if quantity.everyone:
        return _("すべての%(kind)s") % {"kind": quantity.unit}
    if quantity.parts:
        return listed(map(_part, quantity.parts))
    return _("語「%(word)s」") % {"word": quantity.word}


def _part(part: Part) -> str:
    """Return one of several values of a cell."""
    said = part.text if part.value is None else _number(part.value, part.unit)
    return f"{part.label} {said}"


def _number(value: Decimal, unit: str) -> str:
    """Return a number with its unit."""
    return f"{value:,f} {unit}".strip()


def _state(state: State) -> str:
    """Return why there is no value."""
    if state is State.NOT_UNDERSTOOD:
        return _("意味を読み取れません（文字のまま残ります）")
    words = {
        State.NOT_DUE: _("評価の時期でない"),
        State.NOT_MEASURED: _("調査のない年度"),
        State.COMPILING: _("集計中"),
        State.UNMEASURABLE: _("集計できない"),
        State.NOT_APPLICABLE: _("対象外"),
        State.ENDED: _("終了"),
        State.BLANK: _("記載なし"),
    }
    return _("値なし：%(reason)s") % {"reason": words[state]}


_COMPARISONS: dict[Comparison, Callable[[], str]] = {
    Comparison.AT_LEAST: lambda: _("以上"),
    Comparison.AT_MOST: lambda: _("以下"),
    Comparison.MORE_THAN: lambda: _("を超える"),
    Comparison.LESS_THAN: lambda: _("未満"),
}
_SOFT: dict[Softness, Callable[[], str]] = {
    Softness.ABOUT: lambda: _("約"),
    Softness.EXPECTED: lambda: _("見込み"),
    Softness.PRELIMINARY: lambda: _("速報"),
    Softness.ESTIMATED: lambda: _("推計"),
}


def input_words(label: str, field: str) -> str:
    """Return the name of a field of an entry; `label` is the kind of entry."""
    words = {
        ("indicator", "name"): _("指標の名前"),
        ("project", "name"): _("事業名"),
        ("plan", "title"): _("計画の題名"),
        ("section", "title"): _("区分の題名"),
        ("target", "text"): _("目標値"),
        ("actual", "text"): _("実績値"),
        ("budget", "text"): _("金額"),
        ("fact", "text"): _("値"),
    }
    others = {
        "unit": _("単位"),
        "direction": _("よい向き"),
        "baseline": _("基準値"),
        "published_grade": _("公表された評価"),
        "certainty": _("確定か見込みか"),
        "fiscal_year": _("年度"),
    }
    return words.get((label, field)) or others.get(field) or wording_desk.field_words(field)


def side_value(field: str, text: str) -> str:
    """Return what one side says in a field; what the program has keys for, in words."""
    words = {
        ("certainty", "confirmed"): _("確定"),
        ("certainty", "forecast"): _("見込み"),
        ("cumulative", "True"): _("累計"),
        ("cumulative", "False"): _("累計でない"),
        ("direction", "higher"): _("高いほどよい"),
        ("direction", "lower"): _("低いほどよい"),
        ("direction", "unknown"): _("わからない"),
        ("direction_source", "assumed"): _("記載がないため仮定"),
        ("direction_source", "derived"): _("基準値と目標値から判断"),
        ("direction_source", "stated"): _("文書に記載"),
        ("due", "every_year"): _("毎年度"),
        ("kind", "everyone"): _("すべてのもの"),
        ("kind", "milestone"): _("年度までに行うこと"),
        ("kind", "none"): _("目標なし"),
        ("kind", "not_understood"): _("意味を読み取れないもの"),
        ("kind", "number"): _("数"),
        ("kind", "relative"): _("増減"),
        ("kind", "word"): _("語"),
        ("priority", "True"): _("はい"),
        ("priority", "False"): _("いいえ"),
    }
    return words.get((field, text), text)


def entry_words(label: str) -> str:
    """Return the word for a kind of entry."""
    return {
        "plan": _("計画"),
        "section": _("区分"),
        "project": _("事業そのもの"),
        "indicator": _("指標そのもの"),
        "target": _("目標"),
        "actual": _("実績"),
        "budget": _("金額"),
        "activity": _("取組実績"),
        "fact": _("事実"),
        "acceptance": _("受け入れ"),
        "override": _("評価の変更"),
        "note": _("注記"),
    }[label]


def difference_words(kind: str) -> str:
    """Return how the document and the ledger differ, in a word."""
    return {
        "new": _("新しい"),
        "changed": _("違う"),
        "gone": _("文書にない"),
        "decided": _("こちらで決めた"),
    }[kind]


def size_words(size: int) -> str:
    """Return the size of a file."""
    if size < _MEGABYTE:
        return _("%(size)s KB") % {"size": f"{max(size // 1024, 1):,}"}
    return _("%(size)s MB") % {"size": f"{size / _MEGABYTE:,.1f}"}


def entry_label(entry: object) -> str:
    """Return the kind of an entry as templates name it."""
    return type(entry).__name__.lower()


def page_picture(page: SourcePage) -> str:
    """Return the address of a page's picture with its boxes marked."""
    address = reverse("source-page", kwargs={"digest": page.digest, "page": page.page})
    boxes = [("box", ",".join(f"{edge:g}" for edge in box)) for box in page.boxes]
    return f"{address}?{urlencode(boxes)}"


GLOBALS: dict[str, Callable[..., object]] = {
    "entry_label": entry_label,
    "entry_words": entry_words,
    "input_words": input_words,
    "difference_words": difference_words,
    "meaning": meaning,
    "page_picture": page_picture,
    "side_value": side_value,
    "size_words": size_words,
}
