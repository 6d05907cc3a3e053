"""What the API can be asked: its lists, and what each can be filtered by."""

from typing import Literal, NamedTuple

from django.utils.translation import gettext_noop as _
from ninja import Field, Schema

from hakaru.web.api import rows
from hakaru.workflow.queries.open_pages import LARGEST_PAGE

ABOUT = _("公表している計画の事業、指標、目標、実績、評価とその根拠を、読むためだけの API です。")


class Asked(Schema):
    """What every list can be asked."""

    limit: int = Field(100, ge=1, le=LARGEST_PAGE, description=_("一度に受け取る件数"))
    cursor: str = Field(
        "",
        pattern=r"^([0-9]{1,15}\.[0-9]{1,9})?$",
        description=_("続きの場所。next にある値を使います"),
    )
    format: Literal["json", "csv"] | None = Field(None, description=_("json または csv"))
    lang: Literal["ja", "en"] | None = Field(None, description=_("問題の説明の言語"))


class OfPlan(Asked):
    """A list that one plan can be asked for."""

    plan: str = Field("", max_length=500, description=_("計画の ID"))


class PlansAsked(Asked):
    """The list of plans."""

    id: str = Field("", max_length=500, description=_("項目の ID"))


class SectionsAsked(OfPlan):
    """The list of sections."""

    id: str = Field("", max_length=500, description=_("項目の ID"))
    section: str = Field("", max_length=500, description=_("区分の ID。下の区分も含みます"))


class ProjectsAsked(SectionsAsked):
    """The list of projects."""

    member: str = Field("", max_length=500, description=_("参加市町村の名前"))


class IndicatorsAsked(ProjectsAsked):
    """The list of indicators."""

    project: str = Field("", max_length=500, description=_("事業の ID"))


class TargetsAsked(IndicatorsAsked):
    """The list of targets."""

    indicator: str = Field("", max_length=500, description=_("指標の ID"))
    fiscal_year: int | None = Field(
        None, ge=1868, le=2200, description=_("年度（2025 は令和7年度）")
    )


class ActualsAsked(TargetsAsked):
    """The list of results."""

    grade: str = Field("", max_length=20, description=_("評価の記号"))


class GradesAsked(OfPlan):
    """The list of grades."""

    section: str = Field("", max_length=500, description=_("区分の ID。下の区分も含みます"))
    member: str = Field("", max_length=500, description=_("参加市町村の名前"))
    project: str = Field("", max_length=500, description=_("事業の ID"))
    indicator: str = Field("", max_length=500, description=_("指標の ID"))
    fiscal_year: int | None = Field(
        None, ge=1868, le=2200, description=_("年度（2025 は令和7年度）")
    )
    grade: str = Field("", max_length=20, description=_("評価の記号"))


class RatiosAsked(OfPlan):
    """The list of ratios."""

    fiscal_year: int | None = Field(
        None, ge=1868, le=2200, description=_("年度（2025 は令和7年度）")
    )


class FindingsAsked(OfPlan):
    """The list of contradictions."""

    code: str = Field("", max_length=20, description=_("検査の番号"))
    severity: Literal["", "error", "warning", "note"] = Field(
        "", description=_("重さ（error、warning、note）")
    )


class Listed(NamedTuple):
    """One list of the API: its name in the address, what it can be asked, a row, what it is."""

    name: str
    asked: type[Asked]
    row: type[Schema]
    about: str


LISTS = (
    Listed("plans", PlansAsked, rows.Plan, _("計画")),
    Listed("sections", SectionsAsked, rows.Section, _("区分")),
    Listed("projects", ProjectsAsked, rows.Project, _("事業")),
    Listed("indicators", IndicatorsAsked, rows.Indicator, _("指標")),
    Listed("targets", TargetsAsked, rows.Target, _("目標とその改定")),
    Listed("actuals", ActualsAsked, rows.Actual, _("実績")),
    Listed("grades", GradesAsked, rows.Grade, _("評価と計算の根拠")),
    Listed("ratios", RatiosAsked, rows.Ratio, _("達成割合")),
    Listed("findings", FindingsAsked, rows.Finding, _("食い違いの指摘")),
)
