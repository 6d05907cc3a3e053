"""Answers of the API: a page of rows as JSON or CSV, or a problem; with what caches need."""

import hashlib
from collections.abc import Mapping
from typing import Any

import msgspec
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hakaru.errors import UsageError
from hakaru.web.api.asked import Asked, Listed, OfPlan
from hakaru.web.api.rows import SCHEMA
from hakaru.workflow.queries.open_pages import Cursor, open_page, sentence, state_of
from hakaru.workflow.queries.open_rows import Filters, as_table

PROBLEM = "application/problem+json"
_CONTROLS = {*Asked.model_fields, "plan"}


def list_answer(request: HttpRequest, listed: Listed, asked: Asked) -> HttpResponse:
    """Answer a page of a list, or 304 where the reader has it already.

    Raises UsageError for what cannot be asked.
    """
    _refuse_unknown_parameters(request, listed)
    plan = asked.plan if isinstance(asked, OfPlan) else getattr(asked, "id", "")
    as_csv = _wants_csv(request, asked)
    tag = f'"{_digest(state_of(plan), request.get_full_path(), str(as_csv))}"'
    given = parse_etags(request.headers.get("If-None-Match", ""))
    if "*" in given or tag in (one.removeprefix("W/") for one in given):
        response = HttpResponse(status=304)
    else:
        response = _page(request, listed, asked, plan=plan, as_csv=as_csv)
    response.headers["ETag"] = tag
    patch_vary_headers(response, ("Accept",))
    return response


def _page(
    request: HttpRequest, listed: Listed, asked: Asked, *, plan: str, as_csv: bool
) -> HttpResponse:
    """Return a page of rows."""
    filters, cursor = _filters(asked), _cursor(asked)
    page = open_page(listed.name, filters, plan=plan, limit=asked.limit, cursor=cursor)
    items = [_whole(row, listed) for row in page.rows]
    following = _following(request, page.next) if page.next else None
    if as_csv:
        table = as_table(items, tuple(listed.row.model_fields))
        response = HttpResponse(table, content_type="text/csv; charset=utf-8")
        response.headers["Content-Disposition"] = f'attachment; filename="{listed.name}.csv"'
    else:
        response = json_answer({"schema": SCHEMA, "items": items, "next": following})
    if following:
        response.headers["Link"] = f'<{following}>; rel="next"'
    return response


def json_answer(content: object) -> HttpResponse:
    """Return JSON, as readable by people as by programs."""
    text = msgspec.json.format(msgspec.json.encode(content), indent=1)
    return HttpResponse(text, content_type="application/json")


def problem(status: int, title: str, detail: str, *, kind: str = "about:blank") -> HttpResponse:
    """Return what was wrong, as RFC 9457 has it."""
    content = {"type": kind, "title": title, "status": status, "detail": detail}
    return HttpResponse(msgspec.json.encode(content), content_type=PROBLEM, status=status)


def refusal(error: UsageError) -> HttpResponse:
    """Return the problem of a request that names what is not there, or asks wrongly."""
    status = 404 if error.code == "plan.unknown" else 400
    title = _("見つかりません") if status == 404 else _("条件を読み取れません")
    detail = sentence(error, get_language() or "ja")
    return problem(status, title, detail, kind=f"tag:hakaru,2026:{error.code}")


def _refuse_unknown_parameters(request: HttpRequest, listed: Listed) -> None:
    """Raise UsageError for a misspelt filter: it must not give everything, nor be taken twice."""
    known = listed.asked.model_fields
    for name, values in request.GET.lists():
        if name not in known:
            raise UsageError("api.parameter", name=name, expected=", ".join(known))
        if len(values) > 1:
            raise UsageError("api.repeated", name=name)


def _wants_csv(request: HttpRequest, asked: Asked) -> bool:
    """Tell whether a table is asked for: by `format`, else by the Accept header."""
    if asked.format:
        return asked.format == "csv"
    return request.get_preferred_type(["application/json", "text/csv"]) == "text/csv"


def _filters(asked: Asked) -> Filters:
    """Return the filters among what was asked."""
    given = asked.model_dump(exclude=_CONTROLS)
    return Filters(**given)


def _cursor(asked: Asked) -> Cursor:
    """Return the place that a cursor names."""
    plan, _dot, row = asked.cursor.partition(".")
    return Cursor(int(plan), int(row)) if plan else Cursor()


def _following(request: HttpRequest, cursor: Cursor) -> str:
    """Return the address of the next page."""
    query = request.GET.copy()
    query["cursor"] = f"{cursor.plan}.{cursor.row}"
    return f"{request.path}?{query.urlencode()}"


def _whole(row: Mapping[str, Any], listed: Listed) -> dict[str, Any]:
    """Return a row with all the keys of its kind, and no others."""
    fields = listed.row.model_fields
    return {name: row.get(name, field.default) for name, field in fields.items()}


def _digest(*parts: str) -> str:
    """Return a short name of all parts."""
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]
