"""The metadata of a dataset: Data Package, DCAT in JSON-LD, and a package for CKAN."""

from typing import Any

import msgspec

from hakaru.report.opendata.columns import Column
from hakaru.report.opendata.described import Described, File
from hakaru.report.opendata.table import Table
from hakaru.report.words import Language
from hakaru.report.words.opendata import column_meaning, column_name, open_data_phrase

Json = dict[str, Any]

_PROFILES = "https://datapackage.org/profiles/2.0"
_TYPES = {"text": "string", "code": "string"}
_CODE_PATTERN = "[0-9]{6}"
_PREFIXES = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_MEDIA = "https://www.iana.org/assignments/media-types/"
_LANGUAGE = "http://id.loc.gov/vocabulary/iso639-1/ja"


def json_bytes(content: Json) -> bytes:
    """Return JSON as files carry it: UTF-8, indented, with a line feed at its end."""
    return msgspec.json.format(msgspec.json.encode(content), indent=2) + b"\n"


def data_package(described: Described) -> Json:
    """Return `datapackage.json` (Data Package 2.0) with a schema for every column."""
    publication, licence = described.publication, described.licence
    package: Json = {
        "$schema": f"{_PROFILES}/datapackage.json",
        "name": publication.name,
        "title": described.titles[Language.JA],
        "description": described.markdown,
        "homepage": publication.homepage,
        "created": publication.issued and f"{publication.issued.isoformat()}T00:00:00Z",
        "keywords": list(described.keywords),
        "licenses": licence
        and [
            {
                "name": _open_definition(licence.id),
                "path": licence.url,
                "title": open_data_phrase(f"licence.{licence.id}", Language.JA),
            }
        ],
        "contributors": described.publisher
        and [{"title": described.publisher, "roles": ["publisher"]}],
        "resources": [_resource(file) for file in described.files],
    }
    return _said(package)


def _resource(file: File) -> Json:
    """Return a file as a resource of a Data Package."""
    resource: Json = {
        "name": file.stem,
        "path": file.name,
        "title": file.title(Language.JA),
        "format": file.format,
        "mediatype": file.media_type,
        "encoding": "utf-8",
        "bytes": len(file.data),
        "hash": f"sha256:{file.digest}",
    }
    if file.table is not None:
        resource |= {"type": "table", "schema": _schema(file.table)}
    return resource


def _schema(table: Table) -> Json:
    """Return the schema of a table."""
    headers = {column.key: column.header for column in table.columns}
    return {
        "fields": [_field(column) for column in table.columns],
        "missingValues": [""],
        "primaryKey": [headers[key] for key in table.key],
    }


def _field(column: Column) -> Json:
    """Return a column as a field, with its English title."""
    constraints: Json = {"required": True} if column.required else {}
    if column.type == "code":
        constraints["pattern"] = _CODE_PATTERN
    return _said(
        {
            "name": column.header,
            "type": _TYPES.get(column.type, column.type),
            "title": column_name(column.key, Language.EN),
            "description": column_meaning(column.key, Language.JA),
            "constraints": constraints,
        }
    )


def dcat(described: Described) -> Json:
    """Return DCAT 3 metadata as JSON-LD; its context stands inside, so nothing is fetched."""
    publication, licence = described.publication, described.licence
    base = publication.homepage.rstrip("/")
    return _said(
        {
            "@context": _PREFIXES,
            "@id": base or f"urn:dataset:{publication.name}",
            "@type": "dcat:Dataset",
            "dct:identifier": publication.name,
            "dct:title": _by_language(described.titles),
            "dct:description": _by_language(described.descriptions),
            "dct:language": {"@id": _LANGUAGE},
            "dct:issued": publication.issued and _day(publication.issued.isoformat()),
            "dct:modified": described.modified and _day(described.modified.isoformat()),
            "dct:publisher": described.publisher
            and _said(
                {
                    "@type": "foaf:Organization",
                    "foaf:name": described.publisher,
                    "dct:identifier": described.publisher_code,
                }
            ),
            "dct:spatial": [_place(name, code) for name, code in described.members],
            "dct:temporal": described.years and _period(described.years[0], described.years[-1]),
            "dct:license": licence and {"@id": licence.url},
            "dcat:keyword": [{"@value": word, "@language": "ja"} for word in described.keywords],
            "dcat:landingPage": publication.homepage and {"@id": publication.homepage},
            "dcat:contactPoint": _contact(described),
            "dcat:distribution": [_distribution(file, described) for file in described.files],
        }
    )


def _distribution(file: File, described: Described) -> Json:
    """Return a file as a distribution."""
    base, licence = described.publication.homepage.rstrip("/"), described.licence
    return _said(
        {
            "@type": "dcat:Distribution",
            "dct:title": {"@value": file.title(Language.JA), "@language": "ja"},
            "dct:identifier": file.name,
            "dct:license": licence and {"@id": licence.url},
            "dcat:downloadURL": base and {"@id": f"{base}/{file.name}"},
            "dcat:mediaType": {"@id": f"{_MEDIA}{file.media_type}"},
            "dcat:byteSize": {"@value": str(len(file.data)), "@type": "xsd:nonNegativeInteger"},
            "spdx:checksum": {
                "@type": "spdx:Checksum",
                "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
                "spdx:checksumValue": {"@value": file.digest, "@type": "xsd:hexBinary"},
            },
        }
    )


def _place(name: str, code: str) -> Json:
    """Return a municipality."""
    return _said({"@type": "dct:Location", "dct:title": name, "dct:identifier": code})


def _period(first: int, last: int) -> Json:
    """Return fiscal years as a period of days: April to March."""
    return {
        "@type": "dct:PeriodOfTime",
        "dcat:startDate": _day(f"{first:04}-04-01"),
        "dcat:endDate": _day(f"{last + 1:04}-03-31"),
    }


def _contact(described: Described) -> Json | None:
    """Return whom to ask, where the publication says it."""
    publication = described.publication
    if not (publication.contact_name or publication.contact_email):
        return None
    return _said(
        {
            "@type": "vcard:Organization",
            "vcard:fn": publication.contact_name or described.publisher,
            "vcard:hasEmail": publication.contact_email
            and {"@id": f"mailto:{publication.contact_email}"},
        }
    )


def ckan_package(described: Described) -> Json:
    """Return what CKAN's `package_create` takes, its resources named by their files."""
    publication, licence = described.publication, described.licence
    extras = {
        "identifier": publication.name,
        "spatial_text": "、".join(name for name, _ in described.members),
        "temporal_start": f"{described.years[0]:04}-04-01" if described.years else "",
        "temporal_end": f"{described.years[-1] + 1:04}-03-31" if described.years else "",
        "municipality_code": described.publisher_code,
        "license_url": licence.url if licence else "",
    }
    return _said(
        {
            "name": publication.name,
            "title": described.titles[Language.JA],
            "notes": described.markdown,
            "license_id": licence and licence.ckan,
            "url": publication.homepage,
            "author": described.publisher,
            "maintainer": publication.contact_name,
            "maintainer_email": publication.contact_email,
            "tags": [{"name": word} for word in described.keywords],
            "extras": [{"key": key, "value": value} for key, value in extras.items() if value],
            "resources": [ckan_resource(file) for file in described.files],
        }
    )


def ckan_resource(file: File) -> Json:
    """Return what CKAN's `resource_create` takes beside the upload."""
    return {
        "name": file.name,
        "description": file.title(Language.JA),
        "format": file.format.upper(),
        "mimetype": file.media_type,
        "hash": file.digest,
    }


def _said(content: Json) -> Json:
    """Return an object without what is not said."""
    return {key: value for key, value in content.items() if value not in (None, "", [], {}, ())}


def _by_language(texts: dict[Language, str]) -> list[Json]:
    """Return a text in each language, once where both are the same."""
    known = {text: lang for lang, text in reversed(texts.items())}
    return [{"@value": text, "@language": str(lang)} for text, lang in reversed(known.items())]


def _day(day: str) -> Json:
    """Return a day."""
    return {"@value": day, "@type": "xsd:date"}


def _open_definition(licence: str) -> str:
    """Return a licence's id as opendefinition.org writes it."""
    return licence.upper()
