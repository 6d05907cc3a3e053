"""The first page of the workbench."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from hakaru.web.views.desk.forms import language, today
from hakaru.web.views.desk.frame import READING, desk_page
from hakaru.workflow.queries.desk_plans import desk_plans


@desk_page(*READING)
def home(request: HttpRequest) -> HttpResponse:
    """Show what is to be done at this desk."""
    return render(request, "desk/home.html", {"plans": desk_plans(today=today(), lang=language())})
