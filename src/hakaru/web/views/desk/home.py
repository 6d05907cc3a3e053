"""The first page of the workbench."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from hakaru.web.views.desk.forms import language, today
from hakaru.web.views.desk.frame import READING, desk_page
from hakaru.web.views.desk.imports import bounds
from hakaru.workflow import importing
from hakaru.workflow.queries.desk_plans import desk_plans

MOST_WAITING = 5


@desk_page(*READING)
def home(request: HttpRequest) -> HttpResponse:
    """Show what is to be done at this desk: files to drop, imports to finish, the plans."""
    view = {
        "limit": bounds(),
        "unfinished": importing.unfinished(most=MOST_WAITING, lang=language()),
        "plans": desk_plans(today=today(), lang=language()),
    }
    return render(request, "desk/home.html", view)
