"""The message catalogue: Japanese sentences as written here, English by gettext."""

import gettext
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from pathlib import Path

DOMAIN = "hakaru"
LOCALE_FOLDER = Path(__file__).parent.parent / "locale"
UNKNOWN = "—"


class Language(StrEnum):
    """A language the program speaks; the sentences in the sources are Japanese."""

    JA = "ja"
    EN = "en"


def language_of(tag: str) -> Language:
    """Return the language of a tag or a locale name: en, en-GB and en_US.UTF-8 are English."""
    return Language.EN if tag.lower().startswith("en") else Language.JA


@cache
def _catalogue(lang: Language) -> gettext.NullTranslations:
    """Load the catalogue of a language; Japanese needs none, and stands in for a missing one."""
    return gettext.translation(
        DOMAIN, localedir=str(LOCALE_FOLDER), languages=[lang], fallback=True
    )


class _Fields(dict[str, object]):
    """The values of a sentence; a field nobody filled shows as a dash, never as a crash."""

    def __missing__(self, key: str) -> str:
        """Return the dash that stands for a value that was not given."""
        return UNKNOWN


def translated(sentence: str, lang: Language) -> str:
    """Return a Japanese sentence in `lang`, its {fields} still open."""
    return _catalogue(lang).gettext(sentence)


def filled(sentence: str, lang: Language, values: Mapping[str, object]) -> str:
    """Return a Japanese sentence in `lang` with its {fields} filled from `values`."""
    return translated(sentence, lang).format_map(_Fields(values))
