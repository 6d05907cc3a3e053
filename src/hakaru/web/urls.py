"""The addresses of the site, one line a page."""

from django.urls import path

from hakaru.web import addresses as _registered  # noqa: F401 - the converters used below
from hakaru.web.api import docs
from hakaru.web.api.routes import api
from hakaru.web.views import public
from hakaru.web.views.desk import home as desk

urlpatterns = [
    path("", public.home, name="home"),
    path("plans/<plan:plan>/", public.overview, name="plan"),
    path("plans/<plan:plan>/projects/", public.projects, name="projects"),
    path("plans/<plan:plan>/projects/<project:project>/", public.project, name="project"),
    path("plans/<plan:plan>/indicators/", public.indicators, name="indicators"),
    path("api/", docs.api_page, name="api"),
    path("api/1/", api.urls),
    path("desk/", desk.home, name="desk"),
    path("favicon.ico", public.favicon, name="favicon"),
]

handler400 = "hakaru.web.views.errors.bad_request"
handler403 = "hakaru.web.views.errors.forbidden"
handler404 = "hakaru.web.views.errors.not_found"
handler500 = "hakaru.web.views.errors.broken"
