"""What a site says about itself in environment variables; reads them, and decides the rest."""

import os
import secrets
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

# Asked on every new connection of SQLite: readers do not wait for the writer, references hold.
SQLITE_COMMANDS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = NORMAL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA busy_timeout = 10000",
)


def data_directory(environment: Mapping[str, str]) -> Path:
    """Return where the site keeps its database, keys and uploads: HAKARU_DATA, or the user's own.

    Nothing is made here: `prepare` does that.
    """
    if named := environment.get("HAKARU_DATA"):
        return Path(named).expanduser().absolute()
    if sys.platform == "win32":
        base = environment.get("LOCALAPPDATA") or "~/AppData/Local"
    elif sys.platform == "darwin":
        base = "~/Library/Application Support"
    else:
        base = environment.get("XDG_DATA_HOME") or "~/.local/share"
    return Path(base).expanduser() / "hakaru"


def prepare(data: Path) -> None:
    """Make the data directory, closed to other users. Raises OSError where it cannot be made."""
    data.mkdir(mode=0o700, parents=True, exist_ok=True)


def secret_key(environment: Mapping[str, str], data: Path) -> str:
    """Return HAKARU_SECRET_KEY, or the site's own random key, made once and kept in a file.

    Raises ImproperlyConfigured where the key can be neither read nor kept.
    """
    if given := environment.get("HAKARU_SECRET_KEY"):
        return given
    path = data / "secret_key"
    try:
        prepare(data)
        _write_once(path, secrets.token_urlsafe(64))
        return path.read_text(encoding="ascii").strip()
    except OSError as error:
        message = f"No HAKARU_SECRET_KEY, and no key can be kept in {path}: {error}"
        raise ImproperlyConfigured(message) from error


def _write_once(path: Path, text: str) -> None:
    """Write a file that only its owner may read, whole, unless it stands already.

    It is linked into place, so that of two processes starting together both read the same key.
    """
    if path.exists():
        return
    draft = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        return
    except OSError:
        # A file system without links.
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def database(url: str, data: Path) -> dict[str, Any]:
    """Return Django's description of the database that DATABASE_URL names.

    `sqlite:///relative.sqlite3`, `sqlite:////absolute.sqlite3`, `sqlite:///:memory:`, or
    `postgres://user:password@host:port/name?option=value` (also `postgresql://`), where a
    directory of sockets goes into `?host=`. Empty: `hakaru.sqlite3` in the data directory.
    Raises ImproperlyConfigured for anything else.
    """
    if not url:
        return _sqlite(str(data / "hakaru.sqlite3"))
    try:
        parts = urlsplit(url)
        port = str(parts.port or "")
    except ValueError as error:
        raise ImproperlyConfigured(f"DATABASE_URL cannot be read: {error}") from error
    name = unquote(parts.path[1:])
    if parts.scheme == "sqlite" and name and not parts.netloc:
        return _sqlite(name)
    if parts.scheme in {"postgres", "postgresql"} and name:
        return _postgres(parts, name, port)
    raise ImproperlyConfigured("DATABASE_URL is sqlite:///file or postgres://user@host/name")


def _postgres(parts: SplitResult, name: str, port: str) -> dict[str, Any]:
    """Return the description of a PostgreSQL database; connections are kept for a minute."""
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", unquote(parts.hostname or "")),
        "PORT": port,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }


def _sqlite(name: str) -> dict[str, Any]:
    """Return the description of an SQLite database that takes its write lock at BEGIN."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": name,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "init_command": "; ".join(SQLITE_COMMANDS),
        },
    }


def words(environment: Mapping[str, str], name: str) -> list[str]:
    """Return the words of a variable, separated by commas."""
    return [word for part in environment.get(name, "").split(",") if (word := part.strip())]


def switch(environment: Mapping[str, str], name: str, *, default: bool = False) -> bool:
    """Return a variable that is on (1, true, yes, on) or off (0, false, no, off).

    Raises ImproperlyConfigured for any other word: a misspelt switch must not open a door.
    """
    word = environment.get(name, "").strip().lower()
    if not word:
        return default
    if word in {"1", "true", "yes", "on"}:
        return True
    if word in {"0", "false", "no", "off"}:
        return False
    raise ImproperlyConfigured(f"{name} is on or off, not {word!r}")


def path(environment: Mapping[str, str], name: str) -> Path | None:
    """Return a variable that names a file or folder, None where it is unset."""
    word = environment.get(name, "").strip()
    return Path(word).expanduser().absolute() if word else None


def megabytes(environment: Mapping[str, str], name: str, *, default: int) -> int:
    """Return a variable that is a number of megabytes, 1 or more."""
    return number(environment, name, default=default, of="megabytes")


def number(
    environment: Mapping[str, str], name: str, *, default: int, of: str = "processes"
) -> int:
    """Return a variable that is a whole number of something, 1 or more; the default where unset."""
    word = environment.get(name, "").strip()
    if not word:
        return default
    if not (word.isascii() and word.isdigit() and int(word)):
        raise ImproperlyConfigured(f"{name} is a number of {of}, not {word!r}")
    return int(word)
