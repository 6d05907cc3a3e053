"""The page that explains the API, made from its own description; no script, nothing fetched."""

import json
from collections.abc import Iterator
from typing import Any

import msgspec
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from hakaru.web.api.answers import list_answer
from hakaru.web.api.asked import LISTS, Listed
from hakaru.web.api.routes import description
from hakaru.web.views.errors import public_page
from hakaru.workflow.queries.open_pages import first_plan


class Key(msgspec.Struct, frozen=True, kw_only=True):
    """A filter or a column: its name, its type, what it is."""

    name: str
    kind: str
    about: str


class Explained(msgspec.Struct, frozen=True, kw_only=True):
    """One list: what it is, what it can be asked, what its rows have, an example."""

    name: str
    about: str
    path: str
    filters: tuple[Key, ...]
    columns: tuple[Key, ...]
    example: str
    example_rows: str


@public_page
def api_page(request: HttpRequest) -> HttpResponse:
    """Show what the API offers, with examples from the first plan there is."""
    whole = description()
    plan = first_plan()
    lists = tuple(_explained(request, listed, whole, plan) for listed in LISTS)
    view = {"about": whole["info"]["description"], "lists": lists}
    return render(request, "pages/api.html", view)


def _explained(request: HttpRequest, listed: Listed, whole: dict[str, Any], plan: str) -> Explained:
    """Return one list as the page shows it."""
    path = reverse(f"api:{listed.name}")
    operation = whole["paths"][f"/api/1/{listed.name}"]["get"]
    shape = whole["components"]["schemas"][listed.row.__name__]
    query = {"limit": "1"} if listed.name == "plans" else {"plan": plan, "limit": "1"}
    return Explained(
        name=listed.name,
        about=operation["summary"],
        path=path,
        filters=tuple(
            Key(name=one["name"], kind=_kind(one["schema"]), about=_asked(one))
            for one in operation["parameters"]
        ),
        columns=tuple(_columns(shape)),
        example=f"{path}?{urlencode(query)}" if plan else "",
        example_rows=_example(request, listed, query) if plan else "",
    )


def _asked(one: dict[str, Any]) -> str:
    """Return what a filter is, with the numbers it takes and what stands for none."""
    about, shapes = str(one["description"]), (one["schema"], *one["schema"].get("anyOf", ()))
    ranges = [(s["minimum"], s["maximum"]) for s in shapes if "minimum" in s]
    for least, most in ranges:
        about = _("%(about)s。%(least)s から %(most)s まで") % {
            "about": about,
            "least": least,
            "most": most,
        }
    default = one["schema"].get("default")
    if default:
        about = _("%(about)s。指定しなければ %(default)s") % {"about": about, "default": default}
    return about


def _columns(shape: dict[str, Any]) -> Iterator[Key]:
    """Yield the columns of a row."""
    for name, column in shape["properties"].items():
        yield Key(name=name, kind=_kind(column), about=column.get("description", ""))


def _kind(shape: dict[str, Any]) -> str:
    """Return the type of a value in short."""
    if "anyOf" in shape:
        return " | ".join(dict.fromkeys(_kind(one) for one in shape["anyOf"]))
    if "enum" in shape:
        return " | ".join(str(one) for one in shape["enum"] if one)
    if "const" in shape:
        return str(shape["const"])
    kind = shape.get("type", "object")
    return f"{kind}[{_kind(shape['items'])}]" if kind == "array" else str(kind)


def _example(request: HttpRequest, listed: Listed, query: dict[str, str]) -> str:
    """Return the first row as the API answers it."""
    asking = HttpRequest()
    asking.path, asking.META, asking.method = reverse(f"api:{listed.name}"), request.META, "GET"
    asking.GET = type(request.GET)(urlencode(query))
    asked = listed.asked.model_validate({**query, "format": "json"})
    items = json.loads(list_answer(asking, listed, asked).content)["items"]
    return json.dumps(items, ensure_ascii=False, indent=2) if items else ""
