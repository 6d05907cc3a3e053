"""The faces of a PDF: a folder's own, else the packaged Noto Sans CJK JP, else the machine's."""

import importlib
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import as_file
from pathlib import Path

import msgspec
import typst

from hakaru.errors import UsageError

# Packages of one face each; both are the same family.
_PACKAGES = ("noto_cjk_sans_jp_regular", "noto_cjk_sans_jp_bold")
_PACKAGED = "Noto Sans CJK JP"
# Families of other systems with all of JIS, tried in this order where nothing else is there.
_OF_SYSTEMS = (
    "BIZ UDPGothic",
    "BIZ UDGothic",
    "Noto Sans CJK JP",
    "Noto Sans JP",
    "Yu Gothic",
    "Meiryo",
    "Hiragino Sans",
    "IPAexGothic",
)
# The same characters are drawn otherwise in other countries.
_ELSEWHERE = frozenset({"HK", "KR", "SC", "TC", "CN", "TW"})
# Carried by the typesetter itself: small digits, boxes and arrows that Japanese faces lack.
_BESIDE = ("DejaVu Sans Mono", "New Computer Modern", "Libertinus Serif")
_ENDINGS = (".otf", ".ttf", ".ttc", ".otc")
_TRIAL = """
#set document(title: "-")
#set text(font: json(bytes(sys.inputs.fonts)), fallback: false)
あ漢字ア①
"""


class Faces(msgspec.Struct, frozen=True):
    """Loaded fonts and the families to set text in, the first that has a character wins.

    `anything` allows every other font of the machine after them.
    """

    fonts: typst.Fonts
    families: tuple[str, ...]
    anything: bool = False


@lru_cache(maxsize=8)
def faces(folder: Path | None = None) -> Faces:
    """Return the faces to set a PDF in: `folder`'s first, then the packaged ones.

    Raises UsageError `pdf.no_font` where neither they nor the machine's have Japanese,
    `pdf.no_font_folder` where `folder` has no font.
    """
    packaged = packaged_folders()
    if folder is not None:
        if not any(path.suffix.lower() in _ENDINGS for path in _listed(folder)):
            raise UsageError("pdf.no_font_folder", folder=folder)
        own = typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)]
        )
        mine = tuple(sorted(own.families(), key=preference))
        first = Faces(_loaded([folder, *packaged], system=False), _families(mine, packaged))
        if packaged or _has_japanese(first):
            return first
    elif packaged:
        return Faces(_loaded(packaged, system=False), _families((), packaged))
    return _of_machine(() if folder is None else (folder,))


@lru_cache(maxsize=1)
def no_fonts() -> typst.Fonts:
    """Return no fonts at all, for pages without text."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False)


@lru_cache(maxsize=8)
def all_faces(folder: Path | None = None) -> Faces:
    """Return the same faces with every font of the machine after them, for what they lack."""
    paths = [*([folder] if folder else []), *packaged_folders()]
    return Faces(_loaded(paths, system=True), faces(folder).families, anything=True)


def preference(family: str) -> tuple[int, str]:
    """Return where a family of a folder stands: known Japanese ones, others, other countries'."""
    if family in _OF_SYSTEMS:
        return _OF_SYSTEMS.index(family), family
    words = frozenset(family.split())
    if words & _ELSEWHERE:
        return len(_OF_SYSTEMS) + 2, family
    return len(_OF_SYSTEMS) + (0 if "JP" in words else 1), family


def _listed(folder: Path) -> list[Path]:
    """Return the files of a folder, none where there is no such folder."""
    return sorted(folder.rglob("*")) if folder.is_dir() else []


def _families(own: tuple[str, ...], packaged: Sequence[Path]) -> tuple[str, ...]:
    """Return families in the order they are tried."""
    return tuple(dict.fromkeys((*own, *((_PACKAGED,) if packaged else ()), *_BESIDE)))


def _of_machine(folders: Sequence[Path]) -> Faces:
    """Return the faces of the machine. Raises UsageError where none has Japanese."""
    fonts = _loaded(folders, system=True)
    known = frozenset(fonts.families())
    for family in _OF_SYSTEMS:
        found = Faces(fonts, (family, *_BESIDE))
        if family in known and _has_japanese(found):
            return found
    raise UsageError("pdf.no_font")


def _loaded(paths: Sequence[Path], *, system: bool) -> typst.Fonts:
    """Load fonts."""
    return typst.Fonts(
        include_system_fonts=system,
        include_embedded_fonts=True,
        font_paths=[str(path) for path in paths],
    )


@lru_cache(maxsize=1)
def packaged_folders() -> tuple[Path, ...]:
    """Return the folders of the packaged faces, none where a package is missing."""
    folders = []
    for name in _PACKAGES:
        try:
            package = importlib.import_module(name)
        except ModuleNotFoundError:
            return ()
        with as_file(package.FONT_PATH) as path:
            folders.append(path.parent)
    return tuple(folders)


def _has_japanese(found: Faces) -> bool:
    """Tell whether the faces show Japanese: an accessible PDF of a few characters can be made."""
    families = msgspec.json.encode(found.families).decode()
    try:
        typst.compile(
            _TRIAL.encode(),
            font_paths=found.fonts,
            sys_inputs={"fonts": families},
            pdf_standards=["ua-1"],
        )
    except typst.TypstError:
        return False
    return True
