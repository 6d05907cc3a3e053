"""The shapes of what the API answers. Descriptions are Japanese; English is in the catalogue."""

from typing import Any, Literal

from django.utils.translation import gettext_noop as _
from ninja import Field, Schema

SCHEMA = "hakaru.api/1"
Certainty = Literal["confirmed", "forecast"]


class Row(Schema):
    """What every row has."""

    plan: str = Field(description=_("計画の ID"))


class Entry(Row):
    """A row of a ledger's entry."""

    id: str = Field(description=_("変わらない ID。次の年度も同じものを指します"))
    source: dict[str, Any] | None = Field(description=_("読み取った場所（ファイル、行、セルなど）"))


class Measured(Entry):
    """A row with a quantity: its text as printed, and what was read from it."""

    text: str = Field(description=_("文書に書かれたとおりの文字"))
    value: str | None = Field(description=_("正確な十進数の文字列。値でなければ null"))
    unit: str = Field(description=_("単位"))
    state: str | None = Field(description=_("値がない理由（not_due など）。値があれば null"))


class Plan(Schema):
    """A plan."""

    id: str = Field(description=_("変わらない ID。次の年度も同じものを指します"))
    title: str = Field(description=_("名前"))
    fiscal_years: list[int] = Field(description=_("計画期間の年度"))
    members: list[str] = Field(description=_("構成市町村"))
    hub: str = Field(description=_("中心市"))
    rulebook: str = Field(description=_("評価の規則"))
    projects: int = Field(description=_("事業の数"))
    indicators: int = Field(description=_("指標の数"))
    source: dict[str, Any] | None = Field(description=_("読み取った場所（ファイル、行、セルなど）"))


class Section(Entry):
    """A section."""

    parent: str | None = Field(description=_("上の区分の ID"))
    number: str = Field(description=_("番号"))
    title: str = Field(description=_("名前"))


class Project(Entry):
    """A project."""

    section: str | None = Field(description=_("区分の ID"))
    number: str = Field(description=_("番号"))
    name: str = Field(description=_("名前"))
    participants: list[str] = Field(description=_("参加市町村"))
    relisted_in: list[str] = Field(description=_("再掲された区分の ID"))
    priority: bool = Field(description=_("重点の印があるか"))
    new_from: int | None = Field(description=_("新しく始まった年度"))
    ended: str = Field(description=_("終了したときの記載"))
    responsibilities: list[list[str]] = Field(description=_("役割分担（だれが、何を）"))
    summary: str = Field(description=_("概要"))


class Indicator(Entry):
    """An indicator."""

    parent: str = Field(description=_("属する事業、区分または計画の ID"))
    project: str | None = Field(description=_("事業の ID"))
    marker: str = Field(description=_("①②などの印"))
    name: str = Field(description=_("名前"))
    unit: str = Field(description=_("単位"))
    direction: str = Field(description=_("高いほどよい（higher）か低いほどよい（lower）か"))
    direction_source: str = Field(description=_("方向の根拠（stated、derived、assumed）"))
    cumulative: bool = Field(description=_("累計か"))
    baseline: dict[str, Any] | None = Field(description=_("基準値"))
    ended: str = Field("", description=_("終了したときの記載"))


class Target(Measured):
    """One revision of a target."""

    indicator: str = Field(description=_("指標の ID"))
    kind: str = Field(description=_("目標の種類（number、word など）"))
    comparison: str | None = Field(description=_("以上（at_least）などの比べ方"))
    due: int | Literal["every_year"] | None = Field(description=_("目標年度か毎年度（every_year）"))
    in_force_from: int | None = Field(description=_("有効な最初の年度"))
    in_force_until: int | None = Field(description=_("有効な最後の年度"))
    cumulative: bool = Field(default=False, description=_("累計か"))
    measures: str = Field("", description=_("改定前に測っていたもの"))
    reason: str = Field("", description=_("改定の理由"))
    replaces: str = Field("", description=_("訂正した前の項目の ID"))


class Actual(Measured):
    """A result."""

    indicator: str = Field(description=_("指標の ID"))
    fiscal_year: int = Field(description=_("年度（2025 は令和7年度）"))
    as_of: str | None = Field(description=_("時点の日"))
    certainty: Certainty | None = Field(description=_("確定（confirmed）か見込み（forecast）か"))
    published_grade: str | None = Field(description=_("公表された評価の記号"))
    breakdown: dict[str, str] = Field(description=_("市町村ごとの値"))
    replaces: str = Field("", description=_("訂正した前の項目の ID"))


class Step(Schema):
    """One step of a working."""

    code: str = Field(description=_("段階の種類"))
    values: dict[str, str] = Field(description=_("使った値"))


class Grade(Row):
    """A grade with its working."""

    indicator: str = Field(description=_("指標の ID"))
    fiscal_year: int = Field(description=_("年度（2025 は令和7年度）"))
    certainty: Certainty = Field(description=_("確定（confirmed）か見込み（forecast）か"))
    computed: str | None = Field(description=_("規則で計算した評価の記号"))
    published: str | None = Field(description=_("公表された評価の記号"))
    override: str | None = Field(description=_("担当者が改めた評価の記号。なければ null"))
    agrees: bool | None = Field(description=_("両方の評価が同じか"))
    attainment: str | None = Field(description=_("目標に対する割合。小数または既約分数の文字列"))
    rulebook: str = Field(description=_("評価の規則"))
    reason: str = Field(description=_("評価しない、または決まらない理由"))
    working: str = Field(description=_("計算の根拠（日本語）"))
    working_en: str = Field(description=_("計算の根拠（英語）"))
    steps: list[Step] = Field(description=_("計算の根拠（段階ごと）"))


class Ratio(Row):
    """An achievement ratio."""

    scope: str = Field(description=_("数えた範囲の ID"))
    fiscal_year: int = Field(description=_("年度（2025 は令和7年度）"))
    met: int = Field(description=_("達成と数えた指標の数"))
    evaluable: int = Field(description=_("評価できる指標の数"))
    ratio: str | None = Field(description=_("達成割合。小数または既約分数の文字列"))
    counted_as_met: list[str] = Field(description=_("達成と数えた記号"))
    published_ratio: str | None = Field(description=_("公表された割合（%）"))
    reproduced_by: list[str] = Field(description=_("公表された割合になる数え方"))


class Finding(Row):
    """A contradiction."""

    fingerprint: str = Field(description=_("指摘の名前。内容が同じなら同じです"))
    code: str = Field(description=_("検査の番号"))
    severity: str = Field(description=_("重さ（error、warning、note）"))
    certainty: str = Field(description=_("確かさ（certain、likely）"))
    message: str = Field(description=_("指摘の文（日本語）"))
    message_en: str = Field(description=_("指摘の文（英語）"))
    places: list[dict[str, Any]] = Field(description=_("指摘した場所"))
    values: dict[str, str] = Field(description=_("使った値"))
    accepted: dict[str, str] | None = Field(description=_("了承したときの理由と日"))


class Problem(Schema):
    """What was wrong with a request (RFC 9457)."""

    type: str = Field(description=_("問題の種類"))
    title: str = Field(description=_("何が問題か"))
    status: int = Field(description=_("HTTP の状態"))
    detail: str = Field(description=_("何をすればよいか"))
