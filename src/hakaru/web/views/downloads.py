"""The page of downloads, and the files themselves."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header

from hakaru.web.language import spoken_here
from hakaru.web.views.errors import public_page
from hakaru.web.views.keeping import kept_with_plan
from hakaru.workflow import downloads


@public_page
@kept_with_plan
def listing(request: HttpRequest, plan: str) -> HttpResponse:
    """Show what can be downloaded of a plan."""
    view = downloads.download_page(plan)
    return render(request, "pages/downloads.html", {"view": view})


@public_page
def file(request: HttpRequest, plan: str, kind: str, file_format: str) -> HttpResponse:
    """Send a paper or data of a plan."""
    asked = downloads.Asked(
        kind=kind,
        file_format=file_format,
        lang=spoken_here(),
        year=request.GET.get("year", ""),
        member=request.GET.get("member", ""),
    )
    found = downloads.download(plan, asked)
    response = HttpResponse(found.data, content_type=found.media_type)
    header = content_disposition_header(as_attachment=True, filename=found.name)
    response.headers["Content-Disposition"] = header or "attachment"
    return response
