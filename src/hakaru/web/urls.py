"""The addresses of the site, one line a page."""

from django.urls import path

from hakaru.web import addresses as _registered  # noqa: F401 - the converters used below
from hakaru.web.views import public
from hakaru.web.views.desk import home as desk
from hakaru.web.views.desk import imports, review, sources

urlpatterns = [
    path("", public.home, name="home"),
    path("plans/<plan:plan>/", public.overview, name="plan"),
    path("plans/<plan:plan>/projects/", public.projects, name="projects"),
    path("plans/<plan:plan>/projects/<project:project>/", public.project, name="project"),
    path("plans/<plan:plan>/indicators/", public.indicators, name="indicators"),
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
    path("favicon.ico", public.favicon, name="favicon"),
]

handler400 = "hakaru.web.views.errors.bad_request"
handler403 = "hakaru.web.views.errors.forbidden"
handler404 = "hakaru.web.views.errors.not_found"
handler500 = "hakaru.web.views.errors.broken"
