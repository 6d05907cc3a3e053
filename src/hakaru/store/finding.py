"""The index of the search over all plans: texts -> places, places -> conditions of a query.

A place is a kind, the key of a plan and a position in the list of that kind, in one number. The
grams of a text find candidates by an index; a word longer than a gram is then looked for in them.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from django.db import connections
from django.db.models import BooleanField, Q, QuerySet
from django.db.models.expressions import RawSQL

from hakaru.ledger.ledger import Ledger
from hakaru.store.models import Plan, Searchable
from hakaru.store.search import alike, grams_asked, grams_kept

SECTION, PROJECT, INDICATOR = range(3)
_KIND, _PLAN = 1 << 56, 1 << 24
_LONGEST_GRAM = 2

_KEEP = {
    "sqlite": "INSERT INTO store_gram (grams, rowid) VALUES (%s, %s)",
    "postgresql": "UPDATE store_searchable SET grams = string_to_array(%s, ' ') WHERE place = %s",
}
_HAS = {
    "sqlite": (
        "place IN (SELECT rowid FROM store_gram "
        "WHERE store_gram MATCH %s AND rowid BETWEEN %s AND %s)"
    ),
    "postgresql": "(grams @> string_to_array(%s, ' ') AND place BETWEEN %s AND %s)",
}


class Place(NamedTuple):
    """Where an entry stands: SECTION, PROJECT or INDICATOR, its plan's key, its position."""

    kind: int
    plan: int
    position: int

    @property
    def key(self) -> int:
        """The place as one number, in the order of kind, plan and position."""
        return self.kind * _KIND + self.plan * _PLAN + self.position


def place_of(key: int) -> Place:
    """Return the place that a number stands for."""
    return Place(key // _KIND, key % _KIND // _PLAN, key % _PLAN)


def keep_searchable(ledger: Ledger, plan: Plan, using: str) -> None:
    """Make the index of a plan what its ledger says; the caller's transaction."""
    keep_texts(dict(_texts(ledger, plan.pk)), plan.pk, using)


def keep_texts(texts: dict[int, str], plan: int, using: str) -> None:
    """Make the index of a plan these texts by place; what stays the same is left alone."""
    rows = Searchable.objects.using(using).filter(plan=plan)
    known = dict(rows.values_list("place", "text"))
    stale = [key for key, text in known.items() if texts.get(key) != text]
    fresh = {key: text for key, text in texts.items() if known.get(key) != text}
    rows.filter(place__in=stale).delete()
    Searchable.objects.using(using).bulk_create(
        Searchable(place=key, plan_id=plan, text=text) for key, text in fresh.items()
    )
    with connections[using].cursor() as cursor:
        grams = [(" ".join(grams_kept(text)), key) for key, text in fresh.items()]
        cursor.executemany(_KEEP[connections[using].vendor], grams)


def having(words: list[str], kind: int, plan: int | None, using: str) -> QuerySet[Searchable]:
    """Return the texts of a kind, of one plan or all, that have every word, in their order.

    Words are in the form of `alike`, at least one, and without blanks.
    """
    first = Place(kind, plan or 0, 0).key
    last = (first + _PLAN if plan is not None else Place(kind + 1, 0, 0).key) - 1
    grams = sorted({gram for word in words for gram in grams_asked(word)})
    vendor = connections[using].vendor
    asked = " ".join(f'"{gram}"' for gram in grams) if vendor == "sqlite" else " ".join(grams)
    found = Q(RawSQL(_HAS[vendor], (asked, first, last), output_field=BooleanField()))  # noqa: S611 - constant SQL
    for word in words:
        if len(word) > _LONGEST_GRAM:
            found &= Q(text__contains=word)
    return Searchable.objects.using(using).filter(found).order_by("place")


def _texts(ledger: Ledger, plan: int) -> Iterator[tuple[int, str]]:
    """Yield every place of a ledger with its text; what was done belongs to its project."""
    done: defaultdict[str, list[str]] = defaultdict(list)
    for activity in ledger.activities:
        done[activity.project].append(activity.text)
    for position, section in enumerate(ledger.sections):
        yield Place(SECTION, plan, position).key, alike(section.title)
    for position, one in enumerate(ledger.projects):
        said = (one.number, one.name, one.summary, *done[one.id])
        yield Place(PROJECT, plan, position).key, alike(" ".join(said))
    for position, indicator in enumerate(ledger.indicators):
        yield Place(INDICATOR, plan, position).key, alike(indicator.name)
