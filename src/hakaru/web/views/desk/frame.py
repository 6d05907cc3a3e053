"""Who may use the workbench, and the frame of its views.

The workbench has no accounts: it is for whoever sits at this machine. It is there only where the
site was started for one desk (HAKARU_DESK), and only for requests from this machine itself.
"""

import getpass
from collections.abc import Callable
from functools import wraps
from ipaddress import ip_address
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from hakaru.web.views import errors

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]
READING = ("GET", "HEAD")
ACTING = ("POST",)
# What proxies write into what they hand on, each in its own way.
HANDED_ON = (
    "HTTP_FORWARDED",
    "HTTP_VIA",
    "HTTP_X_FORWARDED_FOR",
    "HTTP_X_FORWARDED_HOST",
    "HTTP_X_FORWARDED_PROTO",
    "HTTP_X_REAL_IP",
)


def desk_page(*methods: str) -> Callable[[View[P]], View[P]]:
    """Let a view be used by whoever sits at this machine, with these methods."""

    def guarded(view: View[P]) -> View[P]:
        """Wrap one view."""

        @wraps(view)
        def answer(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            """Answer, or show why not: another machine sees no workbench at all."""
            if not is_at_desk(request):
                return errors.not_found(request)
            if request.method not in methods:
                return errors.wrong_method(request, methods)
            return view(request, *args, **kwargs)

        return answer

    return guarded


def is_at_desk(request: HttpRequest) -> bool:
    """Tell whether a request comes from this machine, on a site that has a workbench.

    What a proxy hands on is not from this machine, whoever the proxy is.
    """
    if not settings.DESK or any(name in request.META for name in HANDED_ON):
        return False
    try:
        return ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False


def clerk() -> str:
    """Return the name under which the log remembers what is done at this desk."""
    return settings.DESK_NAME or getpass.getuser()
