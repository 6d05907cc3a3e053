"""What a site says in environment variables, and what is decided where it says nothing."""

import stat
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from hakaru.web import environment

DATA = Path("/data")


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("", str(DATA / "hakaru.sqlite3")),
        ("sqlite:///kpi.sqlite3", "kpi.sqlite3"),
        ("sqlite:////srv/kpi%20data/kpi.sqlite3", "/srv/kpi data/kpi.sqlite3"),
        ("sqlite:///C:/kpi/kpi.sqlite3", "C:/kpi/kpi.sqlite3"),
        ("sqlite:///:memory:", ":memory:"),
    ],
)
def test_a_site_without_a_server_keeps_one_file(url: str, name: str) -> None:
    """SQLite writes ahead, takes its lock at BEGIN, and keeps references whole."""
    database = environment.database(url, DATA)
    assert database["NAME"] == name
    assert database["ENGINE"] == "django.db.backends.sqlite3"
    assert database["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "journal_mode = WAL" in database["OPTIONS"]["init_command"]
    assert "foreign_keys = ON" in database["OPTIONS"]["init_command"]


def test_a_larger_site_names_its_server() -> None:
    """Marks in the password stand in percent notation; the rest goes to the driver."""
    database = environment.database("postgres://kpi:p%40ss%2F@db:5433/hakaru?sslmode=require", DATA)
    assert database["ENGINE"] == "django.db.backends.postgresql"
    assert [database[key] for key in ("USER", "PASSWORD", "HOST", "PORT", "NAME")] == [
        "kpi", "p@ss/", "db", "5433", "hakaru",
    ]  # fmt: skip
    assert database["OPTIONS"] == {"sslmode": "require"}


def test_a_server_may_be_reached_by_a_socket() -> None:
    """Its directory is the host."""
    database = environment.database("postgresql://kpi@/hakaru?host=/run/postgresql", DATA)
    assert (database["HOST"], database["OPTIONS"]) == ("/run/postgresql", {})


@pytest.mark.parametrize(
    "url",
    [
        "mysql://kpi@db/hakaru",
        "sqlite://kpi.sqlite3",
        "postgres://db",
        "postgres://db:x/hakaru",
        "x",
    ],
)
def test_a_misspelt_database_stops_the_site(url: str) -> None:
    """It must not start on an empty database of its own instead."""
    with pytest.raises(ImproperlyConfigured):
        environment.database(url, DATA)


def test_the_key_is_made_once_and_only_its_owner_may_read_it(tmp_path: Path) -> None:
    """Sessions survive a restart, and no key stands in the program."""
    data = tmp_path / "hakaru"
    key = environment.secret_key({}, data)
    assert len(key) >= 50
    assert environment.secret_key({}, data) == key
    assert [path.name for path in data.iterdir()] == ["secret_key"]
    if sys.platform != "win32":
        assert stat.S_IMODE((data / "secret_key").stat().st_mode) == 0o600
        assert stat.S_IMODE(data.stat().st_mode) == 0o700


def test_a_key_that_is_given_is_used_and_not_kept(tmp_path: Path) -> None:
    """HAKARU_SECRET_KEY comes before the file."""
    assert environment.secret_key({"HAKARU_SECRET_KEY": "given"}, tmp_path) == "given"
    assert list(tmp_path.iterdir()) == []


def test_a_key_that_cannot_be_kept_stops_the_site(tmp_path: Path) -> None:
    """A key that changes at every start would throw everyone out without a word."""
    (tmp_path / "file").write_text("", encoding="ascii")
    with pytest.raises(ImproperlyConfigured, match="HAKARU_SECRET_KEY"):
        environment.secret_key({}, tmp_path / "file")


@pytest.mark.parametrize(
    ("word", "on"), [("1", True), ("on", True), ("TRUE", True), ("0", False), ("off", False)]
)
def test_a_switch_is_on_or_off(word: str, *, on: bool) -> None:
    """Either way of writing it is understood."""
    assert environment.switch({"HAKARU_HTTPS": word}, "HAKARU_HTTPS", default=not on) is on


def test_a_misspelt_switch_stops_the_site() -> None:
    """A typing error must not open a door."""
    with pytest.raises(ImproperlyConfigured):
        environment.switch({"HAKARU_DEBUG": "flase"}, "HAKARU_DEBUG")


def test_the_data_directory_may_be_named(tmp_path: Path) -> None:
    """HAKARU_DATA comes before the user's own directory."""
    assert environment.data_directory({"HAKARU_DATA": str(tmp_path)}) == tmp_path


@pytest.mark.skipif(sys.platform != "linux", reason="each system has its own place")
def test_the_data_directory_is_the_users_own(tmp_path: Path) -> None:
    """Where nothing is said, files go where the system keeps such files."""
    assert environment.data_directory({"XDG_DATA_HOME": str(tmp_path)}) == tmp_path / "hakaru"


@pytest.mark.parametrize("word", ["0", "-1", "many", "１０"])
def test_a_limit_is_a_number(word: str) -> None:
    """An upload limit that is none would let everything in."""
    with pytest.raises(ImproperlyConfigured):
        environment.megabytes({"HAKARU_UPLOAD_MB": word}, "HAKARU_UPLOAD_MB", default=50)


def test_a_path_may_be_left_out() -> None:
    """HAKARU_AREA names a file or folder, whole, or nothing."""
    assert environment.path({}, "HAKARU_AREA") is None
    assert environment.path({"HAKARU_AREA": " "}, "HAKARU_AREA") is None
    named = environment.path({"HAKARU_AREA": "area.geojson"}, "HAKARU_AREA")
    assert named is not None
    assert named.is_absolute()
    assert named.name == "area.geojson"
