"""Public pages that were made are kept as they are sent, while what they are made from stands.

A page of a plan says nothing that is not in its ledger: the version of the plan, the address and
the language decide every byte of it. Pages that show anything else are not to be kept.
"""

import gzip
import hashlib
from collections.abc import Callable, Hashable
from functools import wraps
from typing import Concatenate, NamedTuple, ParamSpec

from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse
from django.middleware.gzip import re_accepts_gzip
from django.utils.cache import patch_vary_headers

from hakaru.web.language import spoken_here
from hakaru.web.views.desk.frame import is_at_desk
from hakaru.workflow.queries import plan_version, state_of_all
from hakaru.workflow.queries.kept import Kept

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]

# Bytes in each process. A page takes 4 to 15 kB: some thousands of pages.
ROOM = 32 * 1024 * 1024
# As small as the packing of each answer by itself would make it.
LEVEL = 6


class Page(NamedTuple):
    """A page as it is sent: packed, with the mark by which a browser asks whether it changed."""

    packed: bytes
    tag: str


def kept_with_plan(view: View[P]) -> View[P]:
    """Keep the pages of a view that shows one plan, named by its argument `plan`."""
    return _kept(view, lambda arguments: plan_version(str(arguments["plan"])))


def kept_with_all_plans(view: View[P]) -> View[P]:
    """Keep the pages of a view that shows any of the plans there are."""
    return _kept(view, lambda _arguments: state_of_all())


def forget_pages() -> None:
    """Forget every page kept."""
    PAGES.clear()


def _kept(view: View[P], state: Callable[[dict[str, object]], Hashable]) -> View[P]:
    """Keep the pages of a view by the state of what it shows, and by what else a page says."""

    @wraps(view)
    def answer(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        """Answer with the page that was kept, or make it."""
        # What was just done is said once, to one reader.
        if len(get_messages(request)):
            return view(request, *args, **kwargs)
        # The state first: a page is then never older than what it is kept as.
        key = (
            state(dict(kwargs)),
            request.build_absolute_uri(),
            spoken_here(),
            is_at_desk(request),
        )
        page = PAGES.get(key, lambda: _packed(view(request, *args, **kwargs)))
        return _answer(request, page)

    return answer


def _packed(response: HttpResponse) -> Page:
    """Return a page as it is kept."""
    return Page(
        packed=gzip.compress(response.content, LEVEL, mtime=0),
        tag=f'W/"{hashlib.sha256(response.content).hexdigest()[:32]}"',
    )


def _answer(request: HttpRequest, page: Page) -> HttpResponse:
    """Return the answer that sends a page, packed to whoever can unpack it."""
    if re_accepts_gzip.search(request.META.get("HTTP_ACCEPT_ENCODING", "")):
        response = HttpResponse(page.packed)
        response.headers["Content-Encoding"] = "gzip"
    else:
        response = HttpResponse(gzip.decompress(page.packed))
    patch_vary_headers(response, ("Accept-Encoding",))
    response.headers["ETag"] = page.tag
    return response


PAGES: Kept[Hashable, Page] = Kept(ROOM, lambda page: len(page.packed))
