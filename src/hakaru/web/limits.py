"""What is too large is refused before it is looked at, in words."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from hakaru.web.views import errors

# What a form carries besides its files: names, tokens, boundaries.
AROUND = 256 * 1024
MEGABYTE = 1024 * 1024


class UploadLimitMiddleware:
    """Answer 413 to a request whose body is larger than an upload may be."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep what comes next."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Look at the length that the request states; nothing of its body is read."""
        stated = request.META.get("CONTENT_LENGTH") or "0"
        if stated.isdecimal() and int(stated) <= settings.UPLOAD_LIMIT + AROUND:
            return self.get_response(request)
        advice = _("一度に送れるのは合わせて %(limit)s MB までです。分けて送ってください。") % {
            "limit": settings.UPLOAD_LIMIT // MEGABYTE
        }
        if request.headers.get("Accept", "") == "application/json":
            return JsonResponse({"error": advice}, status=413)
        return errors.too_large(request, advice)
