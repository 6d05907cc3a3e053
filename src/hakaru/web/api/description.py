"""The description of the API (OpenAPI 3.1): what ninja gathers, completed and in words."""

import copy
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _
from pydantic.json_schema import models_json_schema

from hakaru.web.api.asked import Listed
from hakaru.web.api.rows import SCHEMA, Problem

_REFERENCE = "#/components/schemas/{model}"
_WORDED = ("description", "summary")


def described(plain: dict[str, Any], lists: Sequence[Listed]) -> dict[str, Any]:
    """Return the description completed, and worded in the language spoken."""
    whole = copy.deepcopy(plain)
    models = [(listed.row, "serialization") for listed in lists] + [(Problem, "serialization")]
    _, shapes = models_json_schema(models, ref_template=_REFERENCE)  # type: ignore[arg-type]
    whole["openapi"] = "3.1.0"
    whole["info"]["license"] = {"name": "Apache-2.0", "identifier": "Apache-2.0"}
    whole["components"] = {"schemas": shapes["$defs"]}
    for listed in lists:
        operation = whole["paths"][f"/api/1/{listed.name}"]["get"]
        operation["responses"] = _responses(listed)
        for parameter in operation["parameters"]:
            shape = parameter["schema"]
            parameter["description"] = shape.pop("description", "")
    worded: dict[str, Any] = _worded(whole)
    return worded


def _responses(listed: Listed) -> dict[str, Any]:
    """Return what a list answers."""
    page = {
        "type": "object",
        "required": ["schema", "items", "next"],
        "properties": {
            "schema": {"const": SCHEMA},
            "items": {
                "type": "array",
                "items": {"$ref": _REFERENCE.format(model=listed.row.__name__)},
            },
            "next": {"type": ["string", "null"], "description": _NEXT},
        },
    }
    wrong = {"$ref": _REFERENCE.format(model=Problem.__name__)}
    problems = {
        str(status): {
            "description": about,
            "content": {"application/problem+json": {"schema": wrong}},
        }
        for status, about in ((400, _WRONG), (404, _MISSING), (405, _READ_ONLY))
    }
    good = {"application/json": {"schema": page}, "text/csv": {"schema": {"type": "string"}}}
    return {
        "200": {"description": listed.about, "content": good},
        "304": {"description": _SAME},
        **problems,
    }


def _worded(value: Any) -> Any:  # noqa: ANN401 - any part of a JSON document
    """Return a part of the description in the language spoken, without titles made of names."""
    if isinstance(value, dict):
        return {
            key: gettext(part)
            if key in _WORDED and isinstance(part, str) and part
            else _worded(part)
            for key, part in value.items()
            if key != "title" or not isinstance(part, str) or "version" in value
        }
    if isinstance(value, list):
        return [_worded(part) for part in value]
    return value


# Looked up when the description is asked for.
_NEXT = _("続きのアドレス。最後のページでは null")
_WRONG = _("条件を読み取れません")
_MISSING = _("見つかりません")
_READ_ONLY = _("読むことだけができます")
_SAME = _("If-None-Match にあるものと同じです")
