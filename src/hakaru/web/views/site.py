"""The pages that belong to no plan: search, about, accessibility; and what other sites embed."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.clickjacking import xframe_options_exempt

from hakaru.web.language import spoken_here
from hakaru.web.security import EMBEDDED
from hakaru.web.views.asking import page_number
from hakaru.web.views.errors import public_page
from hakaru.web.views.keeping import kept_with_plan
from hakaru.workflow import queries

P = ParamSpec("P")
View = Callable[P, HttpResponse]


@public_page
def search(request: HttpRequest) -> HttpResponse:
    """Show what has every word asked for, in one plan or in all."""
    view = queries.search(
        request.GET.get("q", ""),
        plan=request.GET.get("plan") or None,
        lang=spoken_here(),
        page=page_number(request.GET.get("page", "")),
    )
    return render(request, "pages/search.html", {"view": view})


@public_page
def about(request: HttpRequest) -> HttpResponse:
    """Tell what the site is, and how to use its addresses."""
    return render(request, "pages/about.html")


@public_page
def accessibility(request: HttpRequest) -> HttpResponse:
    """Tell which standard the site keeps, what was tested and how, and what is known to lack."""
    return render(request, "pages/accessibility.html")


def embeddable(view: View[P]) -> View[P]:
    """Let other sites show the page in a frame; nothing else of the policy changes."""

    @wraps(view)
    def answer(*args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        """Answer with the headers of an embed."""
        response = view(*args, **kwargs)
        for name, value in EMBEDDED.items():
            response.headers[name] = value
        return response

    return xframe_options_exempt(answer)


@embeddable
@public_page
@kept_with_plan
def embedded_ratio(request: HttpRequest, plan: str) -> HttpResponse:
    """Show the latest ratio of a plan alone."""
    view = queries.ratio_of_plan(plan, lang=spoken_here())
    return render(request, "embeds/ratio.html", {"view": view})


@embeddable
@public_page
@kept_with_plan
def embedded_indicator(request: HttpRequest, plan: str, indicator: str) -> HttpResponse:
    """Show the chart and the last results of an indicator alone."""
    view = queries.indicator_page(plan, indicator, lang=spoken_here())
    return render(request, "embeds/indicator.html", {"view": view})
