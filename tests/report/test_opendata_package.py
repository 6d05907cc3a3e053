"""The Data Package keeps its standard, and every cell keeps what the package says of it.

Source: Data Package 2.0, Data Resource, Table Schema (datapackage.org/standard).
"""

import csv
import io
import json
import re
from typing import Any

import pytest

from documents.seeds import seed
from hakaru.ledger.ledger import Ledger
from hakaru.read import read_files
from hakaru.report.opendata import LICENCES, OpenData, Publication, open_data
from report.hostile import EVIL, hostile
from report.publishing import LEDGER, PUBLICATION

PACKAGE_KEYS = {
    "$schema", "name", "title", "description", "homepage", "version", "created", "keywords",
    "image", "licenses", "sources", "contributors", "resources", "id",
}  # fmt: skip
RESOURCE_KEYS = {
    "name", "path", "type", "title", "description", "format", "mediatype", "encoding", "bytes",
    "hash", "schema", "sources", "licenses", "dialect", "homepage",
}  # fmt: skip
CELLS = {
    "string": r"(?s:.*)",
    "integer": r"[+-]?\d+",
    "number": r"[+-]?\d+(?:\.\d+)?",
    "date": r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])",
}


def package_of(data: OpenData) -> dict[str, Any]:
    """Return the descriptor of a data set."""
    found: dict[str, Any] = json.loads(dict(data.files)["datapackage.json"])
    return found


def check_descriptor(package: dict[str, Any]) -> None:
    """Check what the standard asks of a package and its resources."""
    assert package.keys() <= PACKAGE_KEYS
    assert re.fullmatch(r"[a-z0-9._/-]+", package["name"])
    assert package["$schema"].startswith("https://datapackage.org/profiles/2.0/")
    for licence in package.get("licenses", ()):
        assert re.fullmatch(r"[A-Za-z0-9._-]+", licence["name"])
        assert licence["path"].startswith("https://")
    for contributor in package.get("contributors", ()):
        assert contributor["title"]
        assert all(isinstance(role, str) for role in contributor["roles"])
    if "created" in package:
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", package["created"])
    assert all(word and isinstance(word, str) for word in package.get("keywords", ()))
    names = [resource["name"] for resource in package["resources"]]
    assert names
    assert len(names) == len(set(names))
    for resource in package["resources"]:
        check_resource(resource)


def check_resource(resource: dict[str, Any]) -> None:
    """Check a resource and its schema."""
    assert resource.keys() <= RESOURCE_KEYS
    assert re.fullmatch(r"[a-z0-9._/-]+", resource["name"])
    assert not re.match(r"/|\.\.|\w+:", resource["path"])
    assert re.fullmatch(r"[^/]+/[^/]+", resource["mediatype"])
    assert re.fullmatch(r"sha256:[0-9a-f]{64}", resource["hash"])
    if resource.get("type") != "table":
        return
    schema = resource["schema"]
    names = [field["name"] for field in schema["fields"]]
    assert len(names) == len(set(names))
    assert set(schema["primaryKey"]) <= set(names)
    for field in schema["fields"]:
        assert field["type"] in CELLS
        assert field.get("constraints", {}).keys() <= {"required", "pattern"}
        assert field["title"]
        assert field["description"]


def check_cells(resource: dict[str, Any], data: bytes) -> None:
    """Check that every row is what its schema says, and that the key tells rows apart."""
    schema = resource["schema"]
    header, *rows = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    assert header == [field["name"] for field in schema["fields"]]
    places = [header.index(name) for name in schema["primaryKey"]]
    keys = [tuple(row[place] for place in places) for row in rows]
    assert len(keys) == len(set(keys))
    for row in rows:
        for field, text in zip(schema["fields"], row, strict=True):
            constraints = field.get("constraints", {})
            assert text or not constraints.get("required"), field["name"]
            assert not text or re.fullmatch(CELLS[field["type"]], text), (field["name"], text)
            pattern = constraints.get("pattern", r"(?s:.*)")
            assert not text or re.fullmatch(pattern, text), (field["name"], text)


def check(of: Ledger, publication: Publication) -> None:
    """Check the package of a ledger."""
    data, _ = open_data(of, publication)
    package = package_of(data)
    check_descriptor(package)
    for resource in package["resources"]:
        content = dict(data.files)[resource["path"]]
        assert resource["bytes"] == len(content)
        if resource.get("type") == "table":
            check_cells(resource, content)


@pytest.mark.parametrize("licence", ["", *LICENCES])
def test_the_package_keeps_the_standard(licence: str) -> None:
    """With each licence and with none, said in full and in as few words as may be."""
    check(LEDGER, Publication(licence=licence))
    check(LEDGER, PUBLICATION)


@pytest.mark.parametrize("evil", EVIL)
def test_hostile_texts_keep_the_standard(evil: str) -> None:
    """Line breaks, quotes and signs in every text, ids too, leave every cell what it is."""
    check(hostile(evil)[0], PUBLICATION)


@pytest.mark.seeds
@pytest.mark.parametrize("number", ["000", "004"])
def test_public_documents_keep_the_standard(number: str) -> None:
    """Cities' own documents become packages whose every cell keeps its type; the check is clean."""
    of = read_files([seed(number)]).ledger
    check(of, PUBLICATION)
    _, found = open_data(of, PUBLICATION)
    assert {finding.code for finding in found} <= {"M301"}
