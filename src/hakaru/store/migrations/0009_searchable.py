"""An index for the search over all plans, filled for the plans that are there already.

The grams of a text stand where the database can look them up: in a full-text table beside the
texts (SQLite), or in a column of theirs (PostgreSQL). Neither is a field of Django's.
"""

from collections import defaultdict
from typing import Any

import django.db.models.deletion
from django.db import migrations, models

from hakaru.store.search import alike, grams_kept, normal

MAKE = {
    "sqlite": (
        # The tokenizer `ascii` parts at blanks alone where a text has no ASCII, and grams have none.
        "CREATE VIRTUAL TABLE store_gram USING fts5(grams, detail=none, tokenize='ascii')",
        "CREATE TRIGGER store_searchable_forget AFTER DELETE ON store_searchable "
        "BEGIN DELETE FROM store_gram WHERE rowid = old.place; END",
    ),
    "postgresql": (
        "ALTER TABLE store_searchable ADD COLUMN grams text[]",
        "CREATE INDEX store_searchable_grams ON store_searchable USING gin (grams)",
    ),
}
UNMAKE = {
    "sqlite": ("DROP TRIGGER store_searchable_forget", "DROP TABLE store_gram"),
    "postgresql": (
        "DROP INDEX store_searchable_grams",
        "ALTER TABLE store_searchable DROP COLUMN grams",
    ),
}
KEEP = {
    "sqlite": "INSERT INTO store_gram (grams, rowid) VALUES (%s, %s)",
    "postgresql": "UPDATE store_searchable SET grams = string_to_array(%s, ' ') WHERE place = %s",
}


def make(apps: Any, schema_editor: Any) -> None:
    """Make the place for grams, in the words of this database, and fill it."""
    connection = schema_editor.connection
    fill(apps, connection.alias)
    for statement in MAKE[connection.vendor]:
        schema_editor.execute(statement)
    rows = apps.get_model("store", "Searchable").objects.using(connection.alias)
    with connection.cursor() as cursor:
        for place, text in rows.values_list("place", "text").iterator():
            cursor.execute(KEEP[connection.vendor], (" ".join(grams_kept(text)), place))


def fill(apps: Any, using: str) -> None:
    """Keep the texts of every plan."""
    names = ("Plan", "Section", "Project", "Indicator", "Activity", "Searchable")
    plans, sections, projects, indicators, activities, texts = (
        apps.get_model("store", name).objects.using(using) for name in names
    )
    for plan in plans.values_list("pk", flat=True).order_by("pk"):
        done: defaultdict[int, list[str]] = defaultdict(list)
        told = activities.filter(plan=plan).order_by("position")
        for project, text in told.values_list("project", "text"):
            done[project].append(text)
        found = [
            *((0, n, t) for n, t in sections.filter(plan=plan).values_list("position", "title")),
            *(
                (1, position, " ".join((*said, *done[key])))
                for position, key, *said in projects.filter(plan=plan).values_list(
                    "position", "pk", "number", "name", "summary"
                )
            ),
            *((2, n, t) for n, t in indicators.filter(plan=plan).values_list("position", "name")),
        ]
        texts.bulk_create(
            texts.model(place=(kind << 56) + (plan << 24) + n, plan_id=plan, text=alike(text))
            for kind, n, text in found
        )


def unmake(apps: Any, schema_editor: Any) -> None:
    """Remove the grams."""
    for statement in UNMAKE[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def nothing(apps: Any, schema_editor: Any) -> None:
    """Leave the old column as it is: it goes."""


def refill(apps: Any, schema_editor: Any) -> None:
    """Fill the column that projects were searched by."""
    projects = apps.get_model("store", "Project").objects.using(schema_editor.connection.alias)
    rows = list(projects.only("number", "name", "summary"))
    for row in rows:
        row.search = normal(f"{row.number} {row.name} {row.summary}")
    projects.bulk_update(rows, ["search"], batch_size=200)


class Migration(migrations.Migration):
    """A table of searched texts takes the place of the column of projects."""

    dependencies = [("store", "0008_pack")]

    operations = [
        migrations.RunPython(nothing, refill),
        migrations.RemoveField("Project", "search"),
        migrations.CreateModel(
            name="Searchable",
            fields=[
                ("place", models.BigIntegerField(primary_key=True, serialize=False)),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="store.plan"
                    ),
                ),
                ("text", models.TextField()),
            ],
        ),
        migrations.RunPython(make, unmake),
    ]
