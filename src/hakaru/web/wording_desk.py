"""Words of the workbench: kinds of values, fields, actions of the log, papers and licences."""

from collections.abc import Callable
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hakaru.web import wording
from hakaru.workflow.queries.inbox_views import Side
from hakaru.workflow.queries.log import ChangeView


def kind_words(kind: str) -> str:
    """Return what an entry of a kind is called."""
    return {
        "plan": _("計画"),
        "section": _("区分"),
        "project": _("事業"),
        "indicator": _("指標"),
        "baseline": _("基準値"),
        "target": _("目標"),
        "actual": _("実績"),
        "budget": _("予算・決算"),
        "activity": _("取組の内容"),
        "fact": _("文中の数値"),
        "note": _("注記"),
        "acceptance": _("指摘の受け入れ"),
        "override": _("改めた評価"),
        "document": _("文書"),
    }.get(kind, kind)


def side_words(side: Side) -> str:
    """Return what one side of a finding is: 実績 2025年度（R7）."""
    year = wording.fiscal_year_short(side.fiscal_year) if side.fiscal_year else ""
    return " ".join(filter(None, (kind_words(side.kind), year)))


def field_words(name: str) -> str:
    """Return what a field of an entry is called."""
    return {
        "text": _("値"),
        "quantity": _("値"),
        "kind": _("種類"),
        "published_grade": _("公表された評価"),
        "certainty": _("確定・見込み"),
        "as_of": _("時点"),
        "due": _("目標の年度"),
        "in_force_from": _("適用の始まり"),
        "in_force_until": _("適用の終わり"),
        "reason": _("変更の理由"),
        "name": _("名前"),
        "baseline": _("基準値"),
        "baseline_year": _("基準の年度"),
        "number": _("番号"),
        "marker": _("番号の印"),
        "summary": _("概要"),
        "title": _("題名"),
        "label": _("項目"),
        "symbol": _("評価"),
        "fiscal_year": _("年度"),
        "fiscal_years": _("計画の年度"),
        "members": _("構成市町村"),
        "participants": _("参加市町村"),
        "hub": _("中心市"),
        "rulebook": _("評価の決まり"),
        "unit": _("単位"),
        "direction": _("よい方向"),
        "direction_source": _("よい方向の根拠"),
        "cumulative": _("累計"),
        "ended": _("終了"),
        "amount_yen": _("金額（円）"),
        "breakdown": _("内訳"),
        "code": _("検査"),
        "fingerprint": _("指摘の名"),
        "priority": _("重点"),
        "new_from": _("新規の年度"),
        "relisted_in": _("再掲"),
        "responsibilities": _("役割分担"),
        "section": _("区分"),
        "parent": _("属する先"),
        "subject": _("対象"),
        "measures": _("この期間の指標"),
    }.get(name, name)


def field_hint(name: str) -> str:
    """Return how a field is to be written."""
    year = _("2025、R7、令和7年度 のように書きます。空でもかまいません。")
    return {
        "text": _("文書にあるとおりに、単位も付けて書きます（例：1,234人、50%、維持）。"),
        "as_of": _("2026-12-31 のように書きます。空でもかまいません。"),
        "due": _("2027、毎年度 のように書きます。空でもかまいません。"),
        "in_force_from": year,
        "in_force_until": year,
        "baseline_year": year,
        "new_from": year,
        "published_grade": _("文書に印刷された評価です。評価を改めるときは「評価を改める」から。"),
    }.get(name, "")


def certainty_words(value: str) -> str:
    """Return whether a result is final, in words."""
    return {"confirmed": _("確定"), "forecast": _("見込み")}.get(value, _("記載なし"))


def action_words(action: str) -> str:
    """Return what was done, for the log."""
    return {
        "ledger.loaded": _("台帳を読み込んだ"),
        "import.confirmed": _("文書を取り込んだ"),
        "import.started": _("取り込みを始めた"),
        "import.file_added": _("ファイルを受け取った"),
        "import.file_read": _("ファイルを読み取った"),
        "import.edited": _("読み取ったものを直した"),
        "import.undone": _("直したことを元に戻した"),
        "import.redone": _("元に戻したことをやり直した"),
        "import.looked_at": _("このままでよいと確かめた"),
        "import.chosen": _("台帳と文書のどちらにするかを選んだ"),
        "import.dropped": _("取り込みをやめた"),
        "entry.corrected": _("値を直した"),
        "grade.overridden": _("評価を改めた"),
        "grade.override_withdrawn": _("改めた評価を取り消した"),
        "finding.accepted": _("指摘を受け入れた"),
        "finding.reopened": _("指摘の受け入れを取り消した"),
        "finding.postponed": _("指摘を後に回した"),
        "finding.resumed": _("指摘の後回しをやめた"),
        "plan.edited": _("計画の内容を書き換えた"),
        "plan.rulebook_chosen": _("評価の決まりを選んだ"),
        "plan.removed": _("計画を消した"),
        "backup.restored": _("控えから戻した"),
    }.get(action, action)


def way_words(change: ChangeView) -> str:
    """Return what happened to an entry: 実績 2025年度（R7）を追加."""
    year = wording.fiscal_year_short(change.fiscal_year) if change.fiscal_year else ""
    thing = " ".join(filter(None, (kind_words(change.kind), year)))
    return {
        "added": _("%(thing)sを追加"),
        "changed": _("%(thing)sを変更"),
        "removed": _("%(thing)sを削除"),
    }[change.way] % {"thing": thing}


def count_words(counts: dict[str, int]) -> str:
    """Return how many entries were added, changed and removed."""
    said = (
        ("added", _("追加 %(count)s")),
        ("changed", _("変更 %(count)s")),
        ("removed", _("削除 %(count)s")),
    )
    return wording.listed(
        words % {"count": f"{counts[name]:,}"} for name, words in said if name in counts
    )


def moment(value: datetime) -> str:
    """Return a day and time as the page's language writes it."""
    return date_format(timezone.localtime(value), "DATETIME_FORMAT")


def standing_words(standing: str) -> str:
    """Return what became of findings."""
    return {
        "open": _("未対応"),
        "postponed": _("後回し"),
        "accepted": _("受け入れ済み"),
        "": _("すべて"),
    }[standing]


def severity_words(severity: str) -> str:
    """Return how much findings matter."""
    return {
        "error": _("誤り"),
        "warning": _("注意"),
        "note": _("参考"),
        "": _("すべての重さ"),
    }[severity]


def licence_words(licence: str) -> str:
    """Return what a licence is called."""
    return {
        "cc-by-4.0": _("CC BY 4.0（出典を示せば自由）"),
        "cc0-1.0": _("CC0 1.0（権利を主張しない）"),
        "pdl-1.0": _("公共データ利用規約 1.0"),
    }.get(licence, licence)


def desk_plan_pages() -> tuple[tuple[str, str], ...]:
    """Return the rooms of a plan at the desk: name of the address, label."""
    return (
        ("desk-findings", _("指摘")),
        ("desk-values", _("値と評価")),
        ("desk-papers", _("書類")),
        ("desk-log", _("計画の記録")),
        ("desk-settings", _("計画の設定")),
    )


FILTERS: dict[str, Callable[..., object]] = {"moment": moment}
GLOBALS: dict[str, Callable[..., object]] = {
    "action_words": action_words,
    "certainty_words": certainty_words,
    "changes_counted": count_words,
    "desk_plan_pages": desk_plan_pages,
    "field_hint": field_hint,
    "field_words": field_words,
    "kind_words": kind_words,
    "licence_words": licence_words,
    "severity_words": severity_words,
    "side_words": side_words,
    "standing_words": standing_words,
    "way_words": way_words,
}
