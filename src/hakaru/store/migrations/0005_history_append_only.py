"""The database itself refuses to change or remove what stands in the history of entries."""

from typing import Any

from django.db import migrations

GUARD = {
    "sqlite": (
        "CREATE TRIGGER store_entrychange_no_update BEFORE UPDATE ON store_entrychange "
        "BEGIN SELECT RAISE(ABORT, 'the history is append-only'); END",
        "CREATE TRIGGER store_entrychange_no_delete BEFORE DELETE ON store_entrychange "
        "BEGIN SELECT RAISE(ABORT, 'the history is append-only'); END",
    ),
    "postgresql": (
        "CREATE FUNCTION store_entrychange_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'the history is append-only' "
        "USING ERRCODE = 'integrity_constraint_violation'; END $$",
        "CREATE TRIGGER store_entrychange_no_change BEFORE UPDATE OR DELETE ON store_entrychange "
        "FOR EACH ROW EXECUTE FUNCTION store_entrychange_append_only()",
        "CREATE TRIGGER store_entrychange_no_truncate BEFORE TRUNCATE ON store_entrychange "
        "FOR EACH STATEMENT EXECUTE FUNCTION store_entrychange_append_only()",
    ),
}
UNGUARD = {
    "sqlite": (
        "DROP TRIGGER store_entrychange_no_update",
        "DROP TRIGGER store_entrychange_no_delete",
    ),
    "postgresql": (
        "DROP TRIGGER store_entrychange_no_change ON store_entrychange",
        "DROP TRIGGER store_entrychange_no_truncate ON store_entrychange",
        "DROP FUNCTION store_entrychange_append_only()",
    ),
}


def guard(apps: Any, schema_editor: Any) -> None:
    """Make the triggers, in the words of this database; an unknown kind is refused."""
    for statement in GUARD[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def unguard(apps: Any, schema_editor: Any) -> None:
    """Remove the triggers."""
    for statement in UNGUARD[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    """Triggers on the history against UPDATE, DELETE and TRUNCATE."""

    dependencies = [("store", "0004_override_and_history")]

    operations = [migrations.RunPython(guard, unguard)]
