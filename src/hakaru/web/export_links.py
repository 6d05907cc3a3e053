"""Addresses of the site as names of files, and links of its pages as links between files."""

import html
import posixpath
import re
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import parse_qsl, quote, unquote, urlencode, urljoin, urlsplit

import msgspec

# Not in names on some disk or other; "=" begins what stands for them.
_REFUSED = re.compile(r'[<>:"/\\|?*=\x00-\x1f\x7f]|[. ]$')
# In bytes at most three times as many; disks take 255.
_LONGEST_NAME = 75
_WAYS_KEPT = 50_000
_ATTRIBUTE = re.compile(r'(\s(?:href|src|action)=")([^"]*)"')
_IN_STYLE = re.compile(r"url\(\s*['\"]?([^'\")]+)['\"]?\s*\)")
_NEEDS_SERVER = re.compile(r"<form\b.*?</form>", re.DOTALL)
_SCRIPT = re.compile(r"<script\b.*?</script>", re.DOTALL)
API = "/api/1/"
# Where the application is asked; whole addresses in its pages begin with it.
ORIGIN = "https://localhost"


class Page(msgspec.Struct, frozen=True):
    """What is asked for: an address without its language, and the language ("" for any)."""

    path: str
    query: str
    language: str


class Names:
    """The file of each page, no two alike even where a disk takes A for a."""

    def __init__(self, *, first_language: str, static: str) -> None:
        """Pages in the first language stand at the top, others in a folder of their own."""
        self._first, self._static = first_language, static
        self._file: dict[Page, str] = {}
        self._taken: set[str] = set()

    def page(self, address: str, language: str) -> Page:
        """Return the page an address names; of several filters none is kept: the list is whole.

        The page of a list is no filter: it is kept beside one, and the first needs no saying.
        """
        parts = urlsplit(address)
        asked = dict(parse_qsl(parts.query, keep_blank_values=True))
        language = asked.pop("lang", language)
        path = quote(unquote(parts.path))
        if path.startswith(self._static):
            return Page(path, "", "")
        if posixpath.splitext(path)[1] and not path.startswith(API):
            # Papers are in the language of the documents: one of each serves all readers.
            language = self._first
        # Words are a reader's own: no page of ours leads to their second page.
        turned = set() if path.startswith(API) or "q" in asked else {"page"}
        if turned and asked.get("page") == "1":
            del asked["page"]
        kept = asked if len(asked.keys() - turned) <= 1 else {}
        return Page(
            path, urlencode(sorted(kept.items(), key=lambda one: one[0] == "page")), language
        )

    def file(self, page: Page) -> str:
        """Return the name of a page's file below the folder of the export."""
        if page not in self._file:
            stem, extension = posixpath.splitext(self._wanted(page))
            name, number = stem + extension, 1
            while name.casefold() in self._taken:
                number += 1
                name = f"{stem}={number}{extension}"
            self._taken.add(name.casefold())
            self._file[page] = name
        return self._file[page]

    def link(self, page: Page, *, to: Page) -> str:
        """Return the relative link from one page's file to another's."""
        return _way(posixpath.dirname(self.file(page)), self.file(to))

    def _wanted(self, page: Page) -> str:
        """Return the name a page's file should have."""
        *folders, last = unquote(page.path)[1:].split("/")
        filters = dict(parse_qsl(page.query, keep_blank_values=True))
        stem, extension = posixpath.splitext(last or "index.html")
        if not extension:
            extension = ".json" if page.path.startswith(API) else ".html"
        if "format" in filters:
            extension = f".{filters['format']}"
        elif page.query:
            stem = "=".join(
                map(_name, (stem, *(word for pair in filters.items() for word in pair)))
            )
            return "/".join((*self._folders(page, folders), stem[:_LONGEST_NAME] + extension))
        name = _name(stem) + _REFUSED.sub("", extension)
        return "/".join((*self._folders(page, folders), name))

    def _folders(self, page: Page, folders: list[str]) -> list[str]:
        """Return the folders of a page, its language's first where that has one."""
        apart = [] if page.language in {"", self._first} else [page.language]
        return [*apart, *map(_name, folders)]


# Pages of a folder share most of their links.
@lru_cache(maxsize=_WAYS_KEPT)
def _way(folder: str, file: str) -> str:
    """Return the relative link from a folder to a file."""
    return quote(posixpath.relpath(file, folder or "."))


def _name(segment: str) -> str:
    """Return a part of an address as every disk takes it."""
    safe = _REFUSED.sub(lambda sign: f"={ord(sign.group()):02X}", segment)
    return safe[:_LONGEST_NAME]


def pages_in_style(text: str, page: Page, names: Names) -> Iterator[Page]:
    """Yield what a style sheet loads; its links are relative as they stand."""
    for link in _IN_STYLE.findall(text):
        if _is_local(link):
            yield names.page(urljoin(page.path, link), page.language)


def as_file(text: str, page: Page, names: Names, *, note: str) -> tuple[str, tuple[Page, ...]]:
    """Return a page with relative links, and the pages they lead to.

    `note` takes the place of each form; scripts, which only make a served page smoother, go.
    """
    found: dict[Page, None] = {}

    def relative(match: re.Match[str]) -> str:
        """Return a link as the file has it."""
        before, link = match[1], html.unescape(match[2]).removeprefix(ORIGIN)
        if not _is_local(link):
            return match[0]
        address = urljoin(f"{page.path}?{page.query}" if page.query else page.path, link)
        target = names.page(address, page.language)
        found[target] = None
        fragment = urlsplit(address).fragment
        written = names.link(page, to=target) + (f"#{fragment}" if fragment else "")
        return f'{before}{html.escape(written)}"'

    without_forms = _NEEDS_SERVER.sub(lambda _: note, _SCRIPT.sub("", text))
    return _ATTRIBUTE.sub(relative, without_forms), tuple(found)


def _is_local(link: str) -> bool:
    """Tell whether a link leads to another address of this site."""
    return bool(link) and link[0] != "#" and not link.startswith("//") and not urlsplit(link).scheme
