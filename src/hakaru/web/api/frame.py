"""What surrounds every answer of the API: reading only, from anywhere, problems as problems."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from hakaru.web.api.answers import PROBLEM, problem

PREFIX = "/api/1/"
METHODS = "GET, HEAD, OPTIONS"
CORS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": METHODS,
    "Access-Control-Allow-Headers": "Accept, If-None-Match",
    "Access-Control-Expose-Headers": "ETag, Link",
    "Cross-Origin-Resource-Policy": "cross-origin",
}


class ApiMiddleware:
    """Frames what lies below the API's address; everything else passes through."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep what comes next."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer reading requests; refuse all others before anything looks at them."""
        if not request.path_info.startswith(PREFIX):
            return self.get_response(request)
        response = self._answer(request)
        for name, value in CORS.items():
            response.headers[name] = value
        return response

    def _answer(self, request: HttpRequest) -> HttpResponse:
        """Return the answer to one method."""
        if request.method == "OPTIONS":
            return HttpResponse(status=204)
        if request.method not in {"GET", "HEAD"}:
            response = problem(
                405, _("読むことだけができます"), _("この API は、書き込みや削除を受け付けません。")
            )
            response.headers["Allow"] = METHODS
            return response
        # The same answer; whoever sends it leaves out the content for HEAD.
        method, request.method = request.method, "GET"
        response = self.get_response(request)
        request.method = method
        if response.status_code >= 400 and response.headers.get("Content-Type") != PROBLEM:
            return _as_problem(response.status_code)
        return response


def _as_problem(status: int) -> HttpResponse:
    """Return what went wrong outside the operations: an unknown address, a fault of the site."""
    if status == 404:
        return problem(
            404,
            _("見つかりません"),
            _("このアドレスの一覧はありません。/api/ の説明を見てください。"),
        )
    return problem(status, _("答えられません"), _("しばらくしてからやり直してください。"))
