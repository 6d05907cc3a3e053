"""What all tests share: a fixed key, made examples, and a log that can be emptied between tests."""

import os
from collections.abc import Iterator
from importlib import import_module

import pytest
from django.conf import settings
from django.db import connection
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

_GUARDS = tuple(
    import_module(f"hakaru.store.migrations.{name}")
    for name in ("0002_event_append_only", "0005_history_append_only")
)

# Made ledgers are large and the machines of CI slow: what is slow to make is no fault.
hypothesis_settings.register_profile(
    "hakaru",
    deadline=None,
    max_examples=int(os.environ.get("HAKARU_EXAMPLES", "25")),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
hypothesis_settings.load_profile("hakaru")


def pytest_configure() -> None:
    """Sign with a fixed key: a test writes nothing into the user's data directory."""
    settings.SECRET_KEY = "a key for tests only"  # noqa: S105 - opens nothing


@pytest.fixture(autouse=True)
def _log_can_be_emptied(request: pytest.FixtureRequest) -> Iterator[None]:
    """Take the guard off the log of events while a transactional test is cleaned up.

    Such tests are cleaned up by emptying every table, which is just what the guard refuses. They
    run after all others; each finds the guard in place.
    """
    marker = request.node.get_closest_marker("django_db")
    transactional = marker is not None and marker.kwargs.get("transaction", False)
    if not transactional and not {"transactional_db", "live_server"} & set(request.fixturenames):
        yield
        return
    # Asked for here, so that it cleans up after what follows the yield.
    request.getfixturevalue("transactional_db")
    if not _is_guarded():
        for guard in _GUARDS:
            _run(guard.GUARD)
    yield
    for guard in _GUARDS:
        _run(guard.UNGUARD)


def _run(statements: dict[str, tuple[str, ...]]) -> None:
    """Run the statements for the database under test."""
    with connection.cursor() as cursor:
        for statement in statements[connection.vendor]:
            cursor.execute(statement)


def _is_guarded() -> bool:
    """Tell whether the log of events has its triggers."""
    catalogue = {
        "sqlite": "SELECT 1 FROM sqlite_master WHERE name = 'store_event_no_update'",
        "postgresql": "SELECT 1 FROM pg_trigger WHERE tgname = 'store_event_no_change'",
    }
    with connection.cursor() as cursor:
        cursor.execute(catalogue[connection.vendor])
        return cursor.fetchone() is not None
