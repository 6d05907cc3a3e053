"""The addresses of the site, one line a page."""

from django.urls import path

from hakaru.web import addresses as _registered  # noqa: F401 - the converters used below
from hakaru.web.api import docs
from hakaru.web.api.routes import api
from hakaru.web.views import downloads, plan_pages, public, site
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
    path("favicon.ico", public.favicon, name="favicon"),
]

handler400 = "hakaru.web.views.errors.bad_request"
handler403 = "hakaru.web.views.errors.forbidden"
handler404 = "hakaru.web.views.errors.not_found"
handler500 = "hakaru.web.views.errors.broken"
