"""Words of the pages of differences, members, downloads and search."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from hakaru.web.wording import day, fiscal_year
from hakaru.workflow.queries import MissedLine, Moment, PlanHead, SearchView, Turn, YearChanges


def turn_words(turn: Turn, head: PlanHead) -> str:
    """Return how a grade moved, as a heading says it; without a rulebook no grade does."""
    if not head.has_rulebook:
        return _("すべての指標")
    return {
        Turn.NEWLY_MET: _("新たに達成"),
        Turn.NEWLY_MISSED: _("新たに未達"),
        Turn.BETTER: _("評価が上がった"),
        Turn.WORSE: _("評価が下がった"),
        Turn.FIRST: _("初めて評価がついた"),
        Turn.GONE: _("評価がつかなくなった"),
        Turn.SAME: _("評価は変わらない"),
    }[turn]


def turn_sign(turn: Turn) -> str:
    """Return the sign before those words; it repeats them and is not read aloud."""
    return {
        Turn.NEWLY_MET: "↑",
        Turn.NEWLY_MISSED: "↓",
        Turn.BETTER: "↗",
        Turn.WORSE: "↘",
        Turn.FIRST: "＋",
        Turn.GONE: "－",
        Turn.SAME: "＝",
    }[turn]


def change_counts(changes: YearChanges, head: PlanHead) -> Iterator[tuple[str, str, int]]:
    """Yield sign, words and number for each kind of change that happened, the grades first."""
    for group in changes.groups:
        yield turn_sign(group.turn), turn_words(group.turn, head), group.total
    for sign, words, number in (
        ("＋", _("新しい事業"), changes.new_count),
        ("－", _("終了した事業"), changes.ended_count),
        ("→", _("目標の変更"), changes.revised_count),
    ):
        if number:
            yield sign, words, number


def moment_words(moment: Moment) -> str:
    """Return one of two states that are compared."""
    if moment.day is not None:
        return _("%(day)s 時点") % {"day": day(moment.day)}
    return fiscal_year(moment.fiscal_year or 0)


def gap_words(line: MissedLine) -> str:
    """Return how far a result is from its target; a distance between percents is in points."""
    if not line.gap:
        return ""
    unit = _("ポイント") if line.gap_unit in {"%", "％"} else line.gap_unit
    amount = f"{line.gap}{unit}"
    return (
        _("%(amount)s 超過") % {"amount": amount}
        if line.over
        else _("%(amount)s 不足") % {"amount": amount}
    )


def map_problem(code: str, file: str) -> str:
    """Return what is wrong with a file of outlines, and what to do."""
    return {
        "missing": _("%(file)s がありません。HAKARU_AREA の場所を確かめてください。"),
        "unreadable": _("%(file)s を読む権限がありません。権限を確かめてください。"),
        "too_large": _("%(file)s は大きすぎます。8MBまでに簡素化してください。"),
        "not_geojson": _("%(file)s は GeoJSON（FeatureCollection）ではありません。"),
        "not_polygons": _("%(file)s に、経度と緯度のポリゴンでない図形があり、描いていません。"),
        "no_member": _("%(file)s に、この計画の市町村の名前か番号を属性に持つ図形がありません。"),
    }[code] % {"file": file}


def paper_words(kind: str) -> tuple[str, str]:
    """Return what a download is called, and what stands in it."""
    return {
        "summary": (_("まとめ"), _("達成割合、区分と年度ごとの評価、新たな達成と未達、その根拠")),
        "cards": (_("事業カード"), _("事業ごとの実績状況。公表の様式")),
        "matrix": (_("一覧表"), _("すべての事業と指標を一つの表に")),
        "vision": (_("計画全体の指標"), _("計画や区分そのものに置かれた指標の表と図")),
        "changes": (_("変更の一覧"), _("新しい事業、終了した事業、目標の変更")),
        "participation": (_("参加市町村の一覧"), _("事業ごとに、どの市町村が参加しているか")),
        "member": (_("市町村ごとの抜粋"), _("一つの市町村が参加する事業")),
        "form": (_("調査票"), _("担当課へ送る、記入欄のある表")),
        "slides": (_("会議の資料"), _("スライド。直して使えます")),
        "opendata": (
            _("オープンデータ"),
            _("実績と評価の表（CSV）、台帳（JSON Lines）、その説明一式（ZIP）"),
        ),
    }[kind]


def format_words(file_format: str) -> str:
    """Return what a format of files is called."""
    return {
        "xlsx": "Excel",
        "docx": "Word",
        "pptx": "PowerPoint",
        "pdf": "PDF",
        "html": "HTML",
        "csv": "CSV",
        "zip": "ZIP",
        "jsonl": "JSON Lines",
    }[file_format]


def hit_kind(kind: str) -> str:
    """Return what was found."""
    return {
        "section": _("区分"),
        "project": _("事業"),
        "indicator": _("指標"),
    }[kind]


def hit_counts(view: SearchView) -> str:
    """Return how many of each kind were found."""
    said = {
        "section": _("区分 %(count)s"),
        "project": _("事業 %(count)s"),
        "indicator": _("指標 %(count)s"),
    }
    return "　".join(said[kind] % {"count": number} for kind, number in view.counts if number)
