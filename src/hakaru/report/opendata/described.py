"""What a dataset is, said once for Data Package, DCAT and CKAN alike."""

from collections.abc import Iterator, Sequence
from datetime import date
from hashlib import sha256

import msgspec

from hakaru.ledger.ledger import Ledger
from hakaru.report.opendata.characters import literal
from hakaru.report.opendata.columns import DICTIONARY
from hakaru.report.opendata.publication import LICENCES, Licence, Publication
from hakaru.report.opendata.table import Table, table_of
from hakaru.report.tables.printing import plan_name
from hakaru.report.words import Language
from hakaru.report.words.opendata import column_meaning, column_name, open_data_phrase

_MEDIA = {"csv": "text/csv", "jsonl": "application/jsonl"}


class File(msgspec.Struct, frozen=True, kw_only=True):
    """A file of data: its name, bytes, and the table it holds (None: the ledger)."""

    name: str
    data: bytes
    table: Table | None = None

    @property
    def stem(self) -> str:
        """The name without its ending."""
        return self.name.rpartition(".")[0]

    @property
    def format(self) -> str:
        """The ending: csv or jsonl."""
        return self.name.rpartition(".")[2]

    @property
    def media_type(self) -> str:
        """The media type."""
        return _MEDIA[self.format]

    @property
    def digest(self) -> str:
        """The SHA-256 of the bytes, in hex."""
        return sha256(self.data).hexdigest()

    def title(self, lang: Language) -> str:
        """Return what the file holds."""
        return open_data_phrase(f"file.{self.stem}", lang)


class Described(msgspec.Struct, frozen=True, kw_only=True):
    """A dataset in words: titles and descriptions by language, its files, years and last day."""

    publication: Publication
    titles: dict[Language, str]
    descriptions: dict[Language, str]
    publisher: str
    publisher_code: str
    keywords: tuple[str, ...]
    members: tuple[tuple[str, str], ...]
    years: tuple[int, ...]
    modified: date | None
    files: tuple[File, ...]

    @property
    def markdown(self) -> str:
        """The description where Markdown is read: the publisher's own, else one without markup."""
        return self.publication.description or literal(self.descriptions[Language.JA])

    @property
    def licence(self) -> Licence | None:
        """The licence chosen, if any."""
        return LICENCES.get(self.publication.licence)


def describe(ledger: Ledger, publication: Publication, files: Sequence[File]) -> Described:
    """Say what the files of a ledger are, with what the publication leaves out taken from it."""
    plans = "、".join(dict.fromkeys(plan_name(plan.title or plan.id) for plan in ledger.plans))
    years = sorted({actual.fiscal_year for actual in ledger.actuals})
    hubs = [plan.hub for plan in ledger.plans if plan.hub]
    publisher = publication.publisher or (hubs[0] if hubs else "")
    members = dict.fromkeys(member for plan in ledger.plans for member in plan.members)
    given = publication.title, publication.description
    return Described(
        publication=publication,
        titles={
            lang: given[0] or open_data_phrase("title", lang, plans=plans) for lang in Language
        },
        descriptions={lang: given[1] or _description(plans, years, lang) for lang in Language},
        publisher=publisher,
        publisher_code=publication.code_of(publisher),
        keywords=publication.keywords or tuple(_keywords()),
        members=tuple((member, publication.code_of(member)) for member in members),
        years=tuple(years),
        # Nothing is altered before it is issued, whatever day its results are of.
        modified=max((day for day in (_last_day(ledger), publication.issued) if day), default=None),
        files=tuple(files),
    )


def dictionary(files: Sequence[File]) -> Table:
    """Return the dictionary: a row for each column of each table."""
    return table_of("dictionary", DICTIONARY, ("file", "column"), _dictionary_rows(files))


def _dictionary_rows(files: Sequence[File]) -> Iterator[dict[str, str]]:
    for file in files:
        for column in file.table.columns if file.table else ():
            yield {
                "file": file.name,
                "file_title": file.title(Language.JA),
                "column": column.header,
                "column_en": column_name(column.key, Language.EN),
                "type": column.type,
                "required": "true" if column.required else "false",
                "unit_of": column_name(column.unit) if column.unit else "",
                "meaning": column_meaning(column.key, Language.JA),
                "meaning_en": column_meaning(column.key, Language.EN),
            }


def _description(plans: str, years: Sequence[int], lang: Language) -> str:
    """Return what the dataset is, with its years where it has any."""
    if not years:
        return open_data_phrase("description.no_years", lang, plans=plans)
    return open_data_phrase("description", lang, plans=plans, first=years[0], last=years[-1])


def _keywords() -> Iterator[str]:
    """Yield the words a dataset is found by where the publication gives none."""
    for key in ("kpi", "evaluation", "plan"):
        yield open_data_phrase(f"keyword.{key}", Language.JA)


def _last_day(ledger: Ledger) -> date | None:
    """Return the last day on which anything was known."""
    days = [actual.as_of for actual in ledger.actuals if actual.as_of]
    return max(days, default=None)
