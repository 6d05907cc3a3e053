"""Which language a page speaks: `?lang=` says so and is remembered; otherwise Japanese.

The browser's own preference is not asked: the same address shows the same page to everyone,
until a reader chooses.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers

COOKIE = "hakaru_language"
A_YEAR = 365 * 24 * 60 * 60


class LanguageMiddleware:
    """Speak the language of `?lang=`, else of the cookie, else Japanese; remember a choice."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep what comes next."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer in the chosen language, and say so in the headers."""
        asked = _spoken(request.GET.get("lang"))
        language = asked or _spoken(request.COOKIES.get(COOKIE)) or settings.LANGUAGE_CODE
        with translation.override(language):
            response = self.get_response(request)
        response.headers["Content-Language"] = language
        patch_vary_headers(response, ("Cookie",))
        if asked:
            response.set_cookie(
                COOKIE,
                asked,
                max_age=A_YEAR,
                secure=request.is_secure(),
                httponly=True,
                samesite="Lax",
            )
        return response


def spoken_here() -> str:
    """Return the language of this answer."""
    return translation.get_language() or settings.LANGUAGE_CODE


def address_in(request: HttpRequest, language: str) -> str:
    """Return the address of the page asked for, filters included, in another language."""
    query = request.GET.copy()
    query["lang"] = language
    return f"?{query.urlencode()}"


def _spoken(code: str | None) -> str:
    """Return a language code the site speaks, or nothing."""
    return code if code in dict(settings.LANGUAGES) else ""
