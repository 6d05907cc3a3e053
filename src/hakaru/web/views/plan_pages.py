"""The pages of a plan: sections, indicators, members, differences, what was missed, its rules."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from hakaru.web.language import spoken_here
from hakaru.web.views.asking import page_number
from hakaru.web.views.errors import public_page
from hakaru.web.views.keeping import kept_with_plan
from hakaru.workflow import queries


@public_page
@kept_with_plan
def section(request: HttpRequest, plan: str, section: str) -> HttpResponse:
    """Show a section: what lies in it, its ratio and grades, its projects."""
    view = queries.section_page(plan, section, lang=spoken_here())
    return render(request, "pages/section.html", {"view": view})


@public_page
@kept_with_plan
def indicators(request: HttpRequest, plan: str) -> HttpResponse:
    """Show the indicators that a plan and its sections have of their own, and the list of all."""
    page = page_number(request.GET.get("page", ""))
    view = queries.indicator_list(plan, page=page, lang=spoken_here())
    return render(request, "pages/indicators.html", {"view": view})


@public_page
@kept_with_plan
def indicator(request: HttpRequest, plan: str, indicator: str) -> HttpResponse:
    """Show everything known of an indicator, at an address that stays."""
    view = queries.indicator_page(plan, indicator, lang=spoken_here())
    return render(request, "pages/indicator.html", {"view": view})


@public_page
def members(request: HttpRequest, plan: str) -> HttpResponse:
    """Show the members on a map and in a list."""
    view = queries.members_page(plan, area=settings.AREA)
    return render(request, "pages/members.html", {"view": view})


@public_page
@kept_with_plan
def member(request: HttpRequest, plan: str, member: str) -> HttpResponse:
    """Show what a member takes part in."""
    view = queries.member_page(plan, member, lang=spoken_here())
    return render(request, "pages/member.html", {"view": view})


@public_page
@kept_with_plan
def compare(request: HttpRequest, plan: str) -> HttpResponse:
    """Show two years, or two days, side by side."""
    ends = queries.Ends(
        before=request.GET.get("from", ""),
        after=request.GET.get("to", ""),
        turn=request.GET.get("turn", ""),
        page=page_number(request.GET.get("page", "")),
    )
    view = queries.comparison(plan, ends, lang=spoken_here())
    return render(request, "pages/compare.html", {"view": view})


@public_page
@kept_with_plan
def missed(request: HttpRequest, plan: str) -> HttpResponse:
    """Show what was missed in a year, and why."""
    view = queries.missed_page(
        plan,
        request.GET.get("year", ""),
        lang=spoken_here(),
        page=page_number(request.GET.get("page", "")),
    )
    return render(request, "pages/missed.html", {"view": view})


@public_page
@kept_with_plan
def rulebook(request: HttpRequest, plan: str) -> HttpResponse:
    """Show the rules a plan is graded by, printed from the book."""
    view = queries.rulebook_page(plan, lang=spoken_here())
    return render(request, "pages/rulebook.html", {"view": view})
