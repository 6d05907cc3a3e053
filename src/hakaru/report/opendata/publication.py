"""What whoever publishes decides: name, licence, publisher, contact, codes of municipalities.

It may stand in a file, so that each year's publication is made alike:

    name = "kawagiri-kpi"
    title = "川霧圏域 評価指標の実績"
    licence = "cc-by-4.0"
    publisher = "川霧市"
    homepage = "https://opendata.example.jp/kpi"
    contact_name = "川霧市企画課"
    contact_email = "kikaku@example.jp"
    issued = 2026-07-01
    keywords = ["KPI"]

    [codes]
    "川霧市" = "990019"
"""

import re
import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import msgspec

from hakaru.errors import UsageError
from hakaru.ledger.entries import Plan
from hakaru.shapes import ready

_SLUG = re.compile(r"[a-z0-9_-]{2,100}")
_ADDRESS = re.compile(r"https?://[^\s/<>\"'@]+(?:/[^\s<>\"']*)?")
_EMAIL = re.compile(r"[^\s@<>\"'?&]+@[^\s@<>\"'?&]+\.[^\s@<>\"'?&]+")
# What CKAN takes for a tag: letters, digits, blanks and - _ .
_KEYWORD = re.compile(r"[\w .-]{2,100}")
_WEIGHTS = (6, 5, 4, 3, 2)


class Licence(msgspec.Struct, frozen=True):
    """A licence: its id here and in Data Packages, CKAN's id for it, and its address."""

    id: str
    ckan: str
    url: str


_CC = "https://creativecommons.org"
_DIGITAL_AGENCY = "https://www.digital.go.jp"
LICENCES = {
    licence.id: licence
    for licence in (
        Licence("cc-by-4.0", "cc-by", f"{_CC}/licenses/by/4.0/"),
        Licence("cc0-1.0", "cc-zero", f"{_CC}/publicdomain/zero/1.0/"),
        Licence(
            "pdl-1.0",
            "other-at",
            f"{_DIGITAL_AGENCY}/resources/open_data/public_data_license_v1.0",
        ),
    )
}


@ready
class Publication(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How a ledger is published; "" is not said.

    `name` is the dataset's in addresses (a-z 0-9 - _), `issued` the day of publication, `codes`
    the six digits of each municipality (全国地方公共団体コード). Without a licence nobody may use
    the data: publishing asks for one, a mere report does not.
    """

    name: str = "kpi"
    title: str = ""
    description: str = ""
    licence: str = ""
    publisher: str = ""
    homepage: str = ""
    contact_name: str = ""
    contact_email: str = ""
    issued: date | None = None
    keywords: tuple[str, ...] = ()
    codes: Mapping[str, str] = {}

    def code_of(self, municipality: str) -> str:
        """Return a municipality's code, nothing where the publication gives none."""
        return self.codes.get(municipality, "")

    def of_plan(self, plan: Plan) -> dict[str, str]:
        """Return the cells of a plan: its authority with code, id and title."""
        authority = plan.hub or self.publisher
        return {
            "code": self.code_of(authority),
            "authority": authority,
            "plan": plan.id,
            "plan_title": plan.title,
        }


def check_publication(publication: Publication) -> Publication:
    """Return a publication that can be used.

    Raises UsageError: `publication.name`, `publication.licence` (an unknown one),
    `publication.code` (a wrong check digit), `publication.address`, `publication.email`,
    `publication.keyword`.
    """
    if not _SLUG.fullmatch(publication.name):
        raise UsageError("publication.name", given=publication.name)
    if publication.licence and publication.licence not in LICENCES:
        known = ", ".join(LICENCES)
        raise UsageError("publication.licence", given=publication.licence, known=known)
    if publication.homepage and not _ADDRESS.fullmatch(publication.homepage):
        raise UsageError("publication.address", given=publication.homepage)
    if publication.contact_email and not _EMAIL.fullmatch(publication.contact_email):
        raise UsageError("publication.email", given=publication.contact_email)
    for word in publication.keywords:
        if not _KEYWORD.fullmatch(word):
            raise UsageError("publication.keyword", given=word)
    for name, code in publication.codes.items():
        if not is_code(code):
            raise UsageError("publication.code", name=name, given=code)
    return publication


def is_code(code: str) -> bool:
    """Tell whether six digits are a municipality's code: the last is the check digit.

    Source: 全国地方公共団体コード, 総務省: 11 - (6a+5b+4c+3d+2e mod 11), its last digit.
    """
    if len(code) != 6 or not code.isascii() or not code.isdecimal():
        return False
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, code, strict=False))
    return (11 - total % 11) % 10 == int(code[5])


def load_publication(path: Path) -> Publication:
    """Read a publication file. Raises UsageError `publication.file` where it is not one."""
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8-sig"))
        return check_publication(msgspec.convert(given, Publication))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, msgspec.ValidationError) as error:
        raise UsageError("publication.file", file=path.name, detail=str(error)) from error
