"""The operations of the API, one for each list, and its description."""

from collections.abc import Callable
from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI, Query
from ninja.errors import ValidationError

from hakaru.errors import UsageError
from hakaru.web.api.answers import json_answer, list_answer, problem, refusal
from hakaru.web.api.asked import ABOUT, LISTS, Asked, Listed
from hakaru.web.api.description import described

TITLE = "Hakaru API"


api = NinjaAPI(
    title=TITLE,
    version="1",
    description=ABOUT,
    docs_url=None,
    openapi_url=None,
    urls_namespace="api",
)


def _operation(listed: Listed) -> Callable[..., HttpResponse]:
    """Return the view of a list."""

    def answer(request: HttpRequest, asked: Asked) -> HttpResponse:
        """Answer a page of the list."""
        return list_answer(request, listed, asked)

    # What may be asked stands in the signature, as if written by hand.
    answer.__annotations__["asked"] = Query[listed.asked]  # type: ignore[misc, name-defined]
    answer.__name__ = f"list_{listed.name}"
    return answer


for _listed in LISTS:
    api.get(
        f"/{_listed.name}",
        response={200: dict[str, Any]},
        operation_id=f"list_{_listed.name}",
        summary=_listed.about,
        url_name=_listed.name,
    )(_operation(_listed))


@api.get("/openapi.json", include_in_schema=False, url_name="openapi")
def openapi(request: HttpRequest) -> HttpResponse:
    """Answer the description of the API, in the language of the request."""
    del request
    return json_answer(description())


def description() -> dict[str, Any]:
    """Return the description of the API in the language that is spoken now."""
    return described(dict(_plain()), LISTS)


@cache
def _plain() -> dict[str, Any]:
    """Return the description as the operations give it."""
    return dict(api.get_openapi_schema(path_prefix="/api/1/"))


@api.exception_handler(UsageError)
def _wrong_use(request: HttpRequest, error: UsageError) -> HttpResponse:
    """Answer a request that names what is not there."""
    del request
    return refusal(error)


@api.exception_handler(ValidationError)
def _wrong_value(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Answer a request with a value that cannot be one."""
    del request
    names = ", ".join(dict.fromkeys(str(one["loc"][-1]) for one in error.errors))
    detail = _("%(names)s の値を、API の説明にある範囲に直してください。") % {"names": names}
    return problem(400, _("条件を読み取れません"), detail)
