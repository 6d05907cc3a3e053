"""The database before a command: made or brought up to date, or found as this release needs it."""

from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.executor import MigrationExecutor

from hakaru.errors import UsageError


def made_ready() -> None:
    """Make the tables where there are none, or bring them up to date, as `hakaru serve` does."""
    if _outstanding():
        call_command("migrate", interactive=False, verbosity=0)


def found_ready() -> None:
    """Raise UsageError `database.not_ready` where tables are missing or of an older release."""
    if _outstanding():
        raise UsageError("database.not_ready")


def _outstanding() -> bool:
    """Tell whether a migration has not been carried out."""
    executor = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
