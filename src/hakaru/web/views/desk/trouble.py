"""What went wrong at the desk, said where the person is: on the page, or to the script."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language

from hakaru.errors import UsageError
from hakaru.web.views import errors
from hakaru.workflow import importing

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]
UNKNOWN = ("import.unknown", "import.no_file", "subject.unknown", "source.unknown")


def told(view: View[P]) -> View[P]:
    """Let a view's wrong use end in words: 404 for what is not there, else back with a message."""

    @wraps(view)
    def answer(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        """Answer, or say what was wrong."""
        try:
            return view(request, *args, **kwargs)
        except UsageError as error:
            if wants_json(request):
                status = 404 if error.code in UNKNOWN else 409
                sentence = importing.error_sentence(error, language())
                return JsonResponse({"error": sentence}, status=status)
            if error.code in UNKNOWN:
                return errors.not_found(request)
            messages.error(request, importing.error_sentence(error, language()))
            return redirect(_back(request))

    return answer


def wants_json(request: HttpRequest) -> bool:
    """Tell whether the page's own script asks."""
    return request.headers.get("Accept", "") == "application/json"


def language() -> str:
    """Return the language of this answer."""
    return get_language() or "ja"


def _back(request: HttpRequest) -> str:
    """Return the page that was left, where it is one of this site; else the desk."""
    page = request.headers.get("Referer", "")
    known = url_has_allowed_host_and_scheme(
        page, {request.get_host()}, require_https=request.is_secure()
    )
    return page if known else "desk"
