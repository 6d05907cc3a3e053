"""The addresses of the site, one line a page."""

from django.urls import path

from hakaru.web import addresses as _registered  # noqa: F401 - the converters used below
from hakaru.web.api import docs
from hakaru.web.api.routes import api
from hakaru.web.views import downloads, plan_pages, public, site
from hakaru.web.views.desk import (
    backup,
    findings,
    imports,
    papers,
    plans,
    review,
    sources,
    values,
)
from hakaru.web.views.desk import home as desk

urlpatterns = [
    path("", public.home, name="home"),
    path("plans/<plan:plan>/", public.overview, name="plan"),
    path("plans/<plan:plan>/projects/", public.projects, name="projects"),
    path("plans/<plan:plan>/projects/<project:project>/", public.project, name="project"),
    path("plans/<plan:plan>/sections/<project:section>/", plan_pages.section, name="section"),
    path("plans/<plan:plan>/indicators/", plan_pages.indicators, name="indicators"),
    path(
        "plans/<plan:plan>/indicators/<project:indicator>/embed/",
        site.embedded_indicator,
        name="embedded-indicator",
    ),
    path(
        "plans/<plan:plan>/indicators/<project:indicator>/", plan_pages.indicator, name="indicator"
    ),
    path("plans/<plan:plan>/members/", plan_pages.members, name="members"),
    path("plans/<plan:plan>/members/<plan:member>/", plan_pages.member, name="member"),
    path("plans/<plan:plan>/compare/", plan_pages.compare, name="compare"),
    path("plans/<plan:plan>/missed/", plan_pages.missed, name="missed"),
    path("plans/<plan:plan>/rulebook/", plan_pages.rulebook, name="rulebook"),
    path("plans/<plan:plan>/embed/", site.embedded_ratio, name="embedded-ratio"),
    path("plans/<plan:plan>/downloads/", downloads.listing, name="downloads"),
    path(
        "plans/<plan:plan>/downloads/<slug:kind>.<slug:file_format>",
        downloads.file,
        name="download",
    ),
    path("search/", site.search, name="search"),
    path("about/", site.about, name="about"),
    path("accessibility/", site.accessibility, name="accessibility"),
    path("api/", docs.api_page, name="api"),
    path("api/1/", api.urls),
    path("desk/", desk.home, name="desk"),
    path("desk/imports/", imports.listing, name="imports"),
    path("desk/imports/<int:number>/", review.check, name="import"),
    path("desk/imports/<int:number>/files/", imports.add, name="import-files"),
    path("desk/imports/<int:number>/read/", imports.read, name="import-read"),
    path("desk/imports/<int:number>/all/", review.contents, name="import-all"),
    path("desk/imports/<int:number>/all/<project:subject>/", review.subject, name="import-subject"),
    path("desk/imports/<int:number>/edit/", review.edit, name="import-edit"),
    path("desk/imports/<int:number>/look/", review.look, name="import-look"),
    path("desk/imports/<int:number>/undo/", review.undo, name="import-undo"),
    path("desk/imports/<int:number>/redo/", review.redo, name="import-redo"),
    path("desk/imports/<int:number>/differences/", imports.differences, name="import-differences"),
    path("desk/imports/<int:number>/confirm/", imports.confirm, name="import-confirm"),
    path("desk/imports/<int:number>/drop/", imports.drop, name="import-drop"),
    path("desk/sources/<str:digest>/page/<int:page>.png", sources.page, name="source-page"),
    path("desk/findings/", findings.findings, name="desk-all-findings"),
    path("desk/log/", plans.log, name="desk-all-log"),
    path("desk/log/<int:number>/", plans.event, name="desk-event"),
    path("desk/backup/", backup.page, name="desk-backup"),
    path("desk/backup/file/", backup.download, name="desk-backup-file"),
    path("desk/plans/<plan:plan>/findings/", findings.findings, name="desk-findings"),
    path("desk/plans/<plan:plan>/findings/<slug:mark>/", findings.finding, name="desk-finding"),
    path("desk/plans/<plan:plan>/values/", values.values, name="desk-values"),
    path("desk/plans/<plan:plan>/values/<project:ref>/", values.indicator, name="desk-indicator"),
    path("desk/plans/<plan:plan>/projects/<project:ref>/", values.project, name="desk-project"),
    path("desk/plans/<plan:plan>/edit/<project:ref>/", values.edit, name="desk-edit"),
    path("desk/plans/<plan:plan>/grade/<int:year>/<project:ref>/", values.grade, name="desk-grade"),
    path("desk/plans/<plan:plan>/papers/", papers.choose, name="desk-papers"),
    path("desk/plans/<plan:plan>/papers/file/", papers.download, name="desk-paper"),
    path("desk/plans/<plan:plan>/log/", plans.log, name="desk-log"),
    path("desk/plans/<plan:plan>/settings/", plans.settings, name="desk-settings"),
    path("favicon.ico", public.favicon, name="favicon"),
]

handler400 = "hakaru.web.views.errors.bad_request"
handler403 = "hakaru.web.views.errors.forbidden"
handler404 = "hakaru.web.views.errors.not_found"
handler500 = "hakaru.web.views.errors.broken"
