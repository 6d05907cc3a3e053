"""The public site as files: every page that its links lead to, for a disk or any web server.

Pages are asked of the application itself, as a reader without the workbench would, beginning with
the first page; whatever they link to is asked for in turn, so a new page needs no entry here.
"""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.cookies import SimpleCookie
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote_to_bytes, urljoin, urlsplit
from wsgiref.types import WSGIApplication, WSGIEnvironment
from wsgiref.util import setup_testing_defaults
from xml.sax.saxutils import escape

import msgspec
from django.conf import settings
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import override

from hakaru.errors import UsageError
from hakaru.web.export_links import ORIGIN, Names, Page, as_file, pages_in_style
from hakaru.web.language import COOKIE

MARKER, MARK = "hakaru-site.json", b'{"schema": "hakaru.site/1"}\n'
ROBOTS = "User-agent: *\nAllow: /\n"
_REDIRECTS = 5
# Stands for the address of a site that is not known yet.
UNKNOWN_ORIGIN = "https://example.jp"

# Told how many pages are written and how many are known so far.
Progress = Callable[[int, int], None]


class Exported(msgspec.Struct, frozen=True, kw_only=True):
    """What was written: how many pages and bytes, and the addresses that lead nowhere."""

    pages: int
    size: int
    missing: tuple[str, ...]


class _Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What the application answers: its status, kind of content, and content."""

    status: int
    kind: str
    location: str
    body: bytes


def export_site(folder: Path, *, address: str = "", progress: Progress | None = None) -> Exported:
    """Write the public site into a folder, all or nothing; a former export is replaced.

    With the `address` it will be reached by (https://…/) there is a sitemap as well. Raises
    UsageError `export.not_ours` (folder) where the folder holds something else, `export.broken`
    (address) where a page cannot be made, and OSError.
    """
    folder = folder.absolute()
    if folder.exists() and not _is_ours(folder):
        raise UsageError("export.not_ours", folder=folder)
    draft = folder.with_name(f".{folder.name}.new")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(parents=True)
    try:
        with _one_connection():
            exported = _Writer(draft, progress or (lambda *_: None)).write(address)
        _put_in_place(draft, folder)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return exported


@contextmanager
def _one_connection() -> Iterator[None]:
    """Ask the database over one connection, not over a new one for each page."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    try:
        yield
    finally:
        for signal in signals:
            signal.connect(close_old_connections)


def _is_ours(folder: Path) -> bool:
    """Tell whether a folder is a former export, or empty."""
    return folder.is_dir() and ((folder / MARKER).is_file() or not any(folder.iterdir()))


def _put_in_place(draft: Path, folder: Path) -> None:
    """Let the new export take the place of the former one, which is deleted only then."""
    former = folder.with_name(f".{folder.name}.old")
    shutil.rmtree(former, ignore_errors=True)
    if folder.exists():
        folder.rename(former)
    try:
        draft.rename(folder)
    except OSError:
        if former.exists():
            former.rename(folder)
        raise
    shutil.rmtree(former, ignore_errors=True)


class _Writer:
    """Walks the site once and writes what it finds."""

    def __init__(self, folder: Path, progress: Progress) -> None:
        """Begin with the first page in every language."""
        self._folder, self._progress = folder, progress
        languages = [code for code, _name in settings.LANGUAGES]
        self._names = Names(first_language=settings.LANGUAGE_CODE, static=settings.STATIC_URL)
        self._waiting = [self._names.page("/", language) for language in languages]
        self._known = set(self._waiting)
        self._application: WSGIApplication = get_wsgi_application()
        self._missing: list[str] = []
        self._size = 0
        self._origin = UNKNOWN_ORIGIN

    def write(self, address: str) -> Exported:
        """Write all pages, then what speaks of the whole."""
        # What pages tell to copy into other sites.
        self._origin = address.rstrip("/") or UNKNOWN_ORIGIN
        # Grows while it is walked: pages lead to more pages.
        for number, page in enumerate(self._waiting, 1):
            self._page(page)
            self._progress(number, len(self._waiting))
        self._file(MARKER, MARK)
        robots = ROBOTS
        if address:
            base = address.rstrip("/") + "/"
            robots += f"Sitemap: {base}sitemap.xml\n"
            self._file("sitemap.xml", self._sitemap(base).encode())
        self._file("robots.txt", robots.encode())
        return Exported(pages=len(self._waiting), size=self._size, missing=tuple(self._missing))

    def _page(self, page: Page) -> None:
        """Ask for a page, remember what it leads to, and write it."""
        answer = _ask(self._application, page)
        if answer.status != 200:
            self._missing.append(page.path)
        body = answer.body
        if answer.kind == "text/html":
            with override(page.language):
                note = format_html('<p class="quiet">{}</p>', _note(body))
            text, found = as_file(body.decode(), page, self._names, note=note)
            body = text.replace(ORIGIN, self._origin).encode()
        elif answer.kind == "text/css":
            found = tuple(pages_in_style(body.decode(), page, self._names))
        else:
            found = ()
        new = [target for target in found if target not in self._known]
        self._waiting += new
        self._known.update(new)
        self._file(self._names.file(page), body)

    def _file(self, name: str, data: bytes) -> None:
        """Write one file."""
        path = self._folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        self._size += len(data)

    def _sitemap(self, base: str) -> str:
        """Return the addresses of all pages, as search engines read them."""
        top = self._names.page("/", settings.LANGUAGE_CODE)
        links = (
            urljoin(base, self._names.link(top, to=page))
            for page in self._waiting
            if self._names.file(page).endswith(".html")
        )
        urls = "".join(f"<url><loc>{escape(link)}</loc></url>\n" for link in links)
        return (
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{urls}</urlset>\n'
        )


def _note(body: bytes) -> str:
    """Return what stands where a page of the site has a form: that it is left out, no more."""
    left_out = _("この画面の検索や選択は、ファイル版では使えません。")
    if b'<nav class="pages"' not in body:
        return left_out
    return left_out + _("一覧はページに分けてあり、続きは「次のページ」にあります。")


def _ask(application: WSGIApplication, page: Page) -> _Answer:
    """Return the answer to a page, the end of its redirections. Raises UsageError."""
    path, query = page.path, page.query
    for _redirection in range(_REDIRECTS):
        answer = _answer(application, path, query, page.language)
        if not answer.location:
            break
        parts = urlsplit(urljoin(path, answer.location))
        path, query = parts.path, parts.query
    if answer.status >= 500 or answer.location:
        raise UsageError("export.broken", address=page.path)
    return answer


def _answer(application: WSGIApplication, path: str, query: str, language: str) -> _Answer:
    """Return what the application answers to one request of a reader."""
    environ: WSGIEnvironment = {
        "PATH_INFO": unquote_to_bytes(path).decode("latin-1"),
        "QUERY_STRING": query,
        "SERVER_NAME": "localhost",
        "HTTP_HOST": "localhost",
        # Sites served over HTTPS would send other readers there.
        "wsgi.url_scheme": "https",
        "wsgi.input": BytesIO(),
    }
    if language:
        environ["HTTP_COOKIE"] = SimpleCookie({COOKIE: language}).output(header="", sep="").strip()
    setup_testing_defaults(environ)
    told: dict[str, str] = {}

    def start(status: str, headers: list[tuple[str, str]], *_: object) -> Callable[[bytes], object]:
        """Remember the head of the answer."""
        told.update({name.lower(): value for name, value in headers}, status=status[:3])
        return lambda _: None

    answered = application(environ, start)
    try:
        body = b"".join(answered)
    finally:
        if hasattr(answered, "close"):
            answered.close()
    return _Answer(
        status=int(told["status"]),
        kind=told.get("content-type", "").partition(";")[0],
        location=told.get("location", ""),
        body=body,
    )
