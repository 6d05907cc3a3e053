"""`hakaru serve`: prepare the database, load the demonstration where asked, serve until stopped."""

import importlib
import logging
import os
import socket
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Protocol
from wsgiref.types import WSGIApplication

import django
import waitress
from django.core.management import call_command
from django.db import OperationalError
from django.utils import translation
from django.utils.translation import gettext as _

from hakaru.errors import UsageError
from hakaru.ledger.text import load
from hakaru.web import environment

DEMO_LEDGER = Path(__file__).resolve().parent.parent / "demo.jsonl"
THREADS, FEWEST_THREADS = 8, 2
CUT_OFF = 8
LOOPBACK = ("127.0.0.1", "localhost", "::1")
EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104 - compared with, not listened on


class Server(Protocol):
    """What is needed of waitress's server."""

    def run(self) -> None:
        """Answer until stopped."""


def serve(
    *,
    host: str = "127.0.0.1",
    port: int = 8000,
    demo: bool = False,
    progress: Callable[[str], None] | None = None,
    language: str = "ja",
) -> None:
    """Serve the site on an address until stopped; `progress` is told each step, in `language`.

    The first run makes the database, later ones bring it up to date. The demonstration has a
    database of its own (in `demo` of the data directory), so it never mixes with a site's data.
    Raises UsageError `serve.address` (host, port, reason) and `serve.no_demo` (file).
    """
    tell = progress or _tell
    if demo:
        os.environ["HAKARU_DATA"] = str(environment.data_directory(os.environ) / "demo")
        os.environ.pop("DATABASE_URL", None)
    # A site that only this machine can reach is a desk.
    os.environ.setdefault("HAKARU_DESK", "on" if host in LOOPBACK else "off")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hakaru.web.settings")
    django.setup()
    with translation.override(language):
        prepare(tell, demo=demo)
        # Looked at after the setup: it reads the settings.
        processes = importlib.import_module("hakaru.web.processes")
        # All pages are loaded before the first reader comes, and before processes part.
        application = importlib.import_module("hakaru.web.wsgi").application
        importlib.import_module("hakaru.web.urls")
        listener = _listener(processes.listening, host, port)
        shown = {"host": _shown(host), "port": listener.getsockname()[1]}
        tell(_("開きました：http://%(host)s:%(port)s/") % shown)
        if host not in LOOPBACK:
            tell(_("ほかの機器から開く名前は、環境変数 HAKARU_HOSTS に書いてください。"))
        tell(_("止めるには Ctrl+C を押してください。"))
        lost = _("応答していたプロセスが止まりました（%(how)s）。新しいプロセスに替えます。")
    # A full queue is what readers arriving together look like; nobody at the desk can act on it.
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    number = processes.number_of_processes(os.environ)
    # Threads of one process take turns: fewer of them, and each page is done sooner.
    threads = max(FEWEST_THREADS, THREADS // number)
    processes.run_in(
        number,
        lambda: _server(application, listener, threads=threads).run(),
        lost=lambda how: tell(lost % {"how": how}),
    )


def prepare(tell: Callable[[str], None], *, demo: bool) -> None:
    """Make or update the database, and load the demonstration where asked.

    Raises UsageError `database.unreachable` (reason).
    """
    # After the setup: settings are read when this module is first looked at.
    settings = importlib.import_module("hakaru.web.settings")
    environment.prepare(settings.DATA)
    tell(_("データベースを整えています。"))
    try:
        call_command("migrate", interactive=False, verbosity=0)
    except OperationalError as error:
        raise UsageError("database.unreachable", reason=str(error).strip()) from error
    if demo:
        tell(_("見本の計画を読み込んでいます。"))
        load_demonstration()


def load_demonstration() -> None:
    """Put the bundled ledger into the database, where its plan is not there yet.

    What was tried with it stays from one day to the next; deleting the plan begins anew. Raises
    UsageError `serve.no_demo`.
    """
    ledger_rows = importlib.import_module("hakaru.store.ledger_rows")
    if not DEMO_LEDGER.is_file():
        raise UsageError("serve.no_demo", file=DEMO_LEDGER.name)
    with DEMO_LEDGER.open("rb") as lines:
        ledger = load(lines, DEMO_LEDGER.name)
    if not {plan.id for plan in ledger.plans} <= set(ledger_rows.plan_ids()):
        ledger_rows.save_ledger(ledger)


def _listener(
    listening: Callable[[str, int], socket.socket], host: str, port: int
) -> socket.socket:
    """Return the socket the site answers on."""
    try:
        return listening(host, port)
    except (OSError, OverflowError, ValueError) as error:
        raise UsageError("serve.address", host=host, port=port, reason=error) from error


def _server(application: WSGIApplication, listener: socket.socket, *, threads: int) -> Server:
    """Return a server that answers on a socket."""
    limit: int = importlib.import_module("hakaru.web.settings").UPLOAD_LIMIT
    server: Server = waitress.create_server(
        application,
        sockets=[listener],
        threads=threads,
        ident=None,
        # The site itself says in words what is too large; beyond this the server cuts it off.
        max_request_body_size=limit * CUT_OFF,
        # What a proxy says is kept: it tells the workbench that somebody asks from elsewhere.
        # Nothing else believes it, but for HAKARU_PROXY_HTTPS.
        clear_untrusted_proxy_headers=False,
    )
    return server


def _shown(host: str) -> str:
    """Return a host as a browser on this machine opens it."""
    if host in EVERYWHERE:
        return "localhost"
    return f"[{host}]" if ":" in host else host


def _tell(line: str) -> None:
    """Say a step on the terminal."""
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()
