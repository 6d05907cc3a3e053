"""More processes on one socket, where the platform can fork: readers then use every core."""

import gc
import logging
import os
import signal
import socket
import threading
import time
from collections.abc import Callable, Mapping
from functools import partial
from typing import NoReturn

from django.conf import settings
from django.db import connections

from hakaru.web import environment

LARGEST_DEFAULT = 4
BACKLOG = 1024
# Seconds before a lost process is replaced, so that one that cannot live does not fill the log.
PAUSE = 1
# Seconds after which a process ends although it still answers somebody.
LONGEST_END = 10
COLLECTED_AFTER = (50_000, 20, 100)
STOPPING = (signal.SIGINT, signal.SIGTERM)


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


def run_in(processes: int, run: Callable[[], None], *, lost: Callable[[str], None]) -> None:
    """Run `run` until this process is told to stop, in so many processes that this one watches.

    A process that ends by itself is replaced, and `lost` is told how it ended. All end when this
    one does, however it ends: they see it by a pipe that only this process holds open.
    """
    # What lives as long as the process is not looked at again by the collector: steadier answers.
    gc.collect()
    gc.freeze()
    # A page makes thousands of small things and hardly a circle of them: looked for more seldom,
    # pages that are made take a tenth to a quarter less, and memory stays where it was.
    gc.set_threshold(*COLLECTED_AFTER)
    signal.signal(signal.SIGTERM, _stop)
    if processes == 1:
        run()
        return
    connections.close_all()
    held, told = os.pipe()
    try:
        _watch(processes, partial(_begin, run, held, told), lost)
    except (SystemExit, KeyboardInterrupt):
        os.close(told)
        _wait_for_all()


def _stop(*_: object) -> NoReturn:
    """Stop as Ctrl+C does: what is being answered is answered first."""
    raise SystemExit(0)


def _watch(processes: int, begin: Callable[[], int], lost: Callable[[str], None]) -> NoReturn:
    """Keep so many processes running. This one has no threads, so it can part at any time."""
    running: set[int] = set()
    while True:
        while len(running) < processes:
            running.add(begin())
        ended, status = os.wait()
        running.discard(ended)
        lost(_how(os.waitstatus_to_exitcode(status)))
        time.sleep(PAUSE)


def _how(code: int) -> str:
    """Return how a process ended: by which signal, or with which code."""
    if code >= 0:
        return str(code)
    try:
        return signal.Signals(-code).name
    except ValueError:
        return str(code)


def _begin(run: Callable[[], None], held: int, told: int) -> int:
    """Begin one more process and return its number; the new one never comes back from here."""
    # Python drops what is raised while it parts: a wish to stop waits until that is done.
    waiting = signal.pthread_sigmask(signal.SIG_BLOCK, STOPPING)
    parted = os.fork()
    if parted:
        signal.pthread_sigmask(signal.SIG_SETMASK, waiting)
        return parted
    code = 1
    try:
        signal.pthread_sigmask(signal.SIG_SETMASK, waiting)
        os.close(told)
        threading.Thread(target=_end_with, args=(held,), daemon=True).start()
        run()
        code = 0
    except (SystemExit, KeyboardInterrupt):
        code = 0
    except BaseException:
        logging.getLogger(__name__).exception("A process that answers has failed.")
    finally:
        os._exit(code)


def _end_with(held: int) -> None:
    """End this process when nobody holds the other end of the pipe any more."""
    os.read(held, 1)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(LONGEST_END)
    os._exit(1)


def _wait_for_all() -> None:
    """Wait until all processes that were begun have ended; each sees to it that it does."""
    try:
        while True:
            os.wait()
    except ChildProcessError:
        return
