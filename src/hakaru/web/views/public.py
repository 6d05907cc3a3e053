"""The public pages: plans, one plan, its projects, one project."""

from urllib.parse import urlencode

from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from hakaru.web.language import spoken_here
from hakaru.web.views.errors import public_page
from hakaru.web.views.keeping import kept_with_all_plans, kept_with_plan
from hakaru.workflow import queries

LONGEST_PAGE = 6
FILTERS = ("q", "section", "year", "grade", "member")


@public_page
@kept_with_all_plans
def home(request: HttpRequest) -> HttpResponse:
    """Show the list of plans, or the one plan there is."""
    answer = queries.front_page(page=page_number(request), lang=spoken_here())
    if isinstance(answer, queries.Overview):
        return render(request, "pages/overview.html", {"view": answer})
    return render(request, "pages/plans.html", {"view": answer})


@public_page
@kept_with_plan
def overview(request: HttpRequest, plan: str) -> HttpResponse:
    """Show a plan: its ratio, its grades by section and year, what was missed, the legend."""
    view = queries.overview(plan, lang=spoken_here())
    return render(request, "pages/overview.html", {"view": view})


@public_page
@kept_with_plan
def projects(request: HttpRequest, plan: str) -> HttpResponse:
    """Show the projects that fit the filters in the address."""
    asked = queries.Wanted(
        text=request.GET.get("q", ""),
        section=request.GET.get("section", ""),
        year=request.GET.get("year", ""),
        grade=request.GET.get("grade", ""),
        member=request.GET.get("member", ""),
    )
    view = queries.project_list(plan, asked, lang=spoken_here(), page=page_number(request))
    kept = {name: value for name, value in request.GET.items() if name in FILTERS and value}
    address = f"?{urlencode(kept)}&page=" if kept else "?page="
    return render(request, "pages/projects.html", {"view": view, "address": address})


@public_page
@kept_with_plan
def project(request: HttpRequest, plan: str, project: str) -> HttpResponse:
    """Show the card of a project."""
    view = queries.project_card(plan, project, lang=spoken_here())
    return render(request, "pages/project.html", {"view": view})


@public_page
def favicon(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - the address says it all
    """Send browsers that ask at the old address to the site's mark."""
    return redirect(staticfiles_storage.url("hakaru/favicon.svg"), permanent=True)


def page_number(request: HttpRequest) -> int:
    """Return the page of a list asked for; 0, which no list has, for what is no number."""
    asked = request.GET.get("page", "1")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < LONGEST_PAGE else 0
