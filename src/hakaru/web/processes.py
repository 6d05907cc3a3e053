"""More processes on one socket, where the platform can fork: readers then use every core."""

import gc
import os
import socket
import threading
from collections.abc import Callable, Mapping

from django.conf import settings
from django.db import connections

from hakaru.web import environment

LARGEST_DEFAULT = 4
BACKLOG = 1024


def number_of_processes(named: Mapping[str, str]) -> int:
    """Return how many processes answer: as the environment says, else one, at a desk, or a core.

    Raises ImproperlyConfigured for a word that is no number.
    """
    given = environment.number(named, "HAKARU_PROCESSES", default=0)
    if not hasattr(os, "fork"):
        return 1
    cores = 1 if settings.DESK else min(os.cpu_count() or 1, LARGEST_DEFAULT)
    return given or cores


def listening(host: str, port: int) -> socket.socket:
    """Return a socket that several processes can answer on. Raises OSError."""
    known = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    # "localhost" is the older address first: that is where browsers and people look.
    family, kind, protocol, _, address = min(known, key=lambda one: one[0] != socket.AF_INET)
    shared = socket.socket(family, kind, protocol)
    try:
        shared.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        shared.bind(address)
        shared.listen(BACKLOG)
    except OSError:
        shared.close()
        raise
    shared.settimeout(0)
    return shared


def run_in(processes: int, run: Callable[[], None]) -> None:
    """Run `run` in so many processes, this one among them; the others end when this one does.

    A pipe that only this process holds open tells them, however it ends.
    """
    # What lives as long as the process is not looked at again by the collector: steadier answers.
    gc.collect()
    gc.freeze()
    if processes > 1:
        connections.close_all()
        held, told = os.pipe()
        for _ in range(processes - 1):
            if os.fork() == 0:
                os.close(told)
                threading.Thread(target=_end_with, args=(held,), daemon=True).start()
                break
        else:
            os.close(held)
    run()


def _end_with(held: int) -> None:
    """End this process when nobody holds the other end of the pipe any more."""
    os.read(held, 1)
    os._exit(0)
