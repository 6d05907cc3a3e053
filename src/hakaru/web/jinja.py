"""The template environment: everything escaped, words by gettext, the few filters pages use."""

from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache, partial

from django.conf import settings
from django.contrib.messages import get_messages
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest
from django.urls import get_script_prefix, reverse
from django.utils.encoding import uri_to_iri
from django.utils.translation import get_language, gettext, ngettext, override
from jinja2 import BaseLoader, Environment, StrictUndefined
from markupsafe import Markup

from hakaru.ledger.period import era_code
from hakaru.web import charts, maps, wording, wording_desk, wording_imports, wording_pages
from hakaru.web.language import address_in
from hakaru.web.views.desk.frame import is_at_desk

SENTENCES_KEPT, ADDRESSES_KEPT = 4_000, 10_000

FILTERS: dict[str, Callable[..., object]] = {
    "day": wording.day,
    "era_year": era_code,
    "fiscal_year": wording.fiscal_year,
    "fiscal_year_short": wording.fiscal_year_short,
    "ja": wording.in_japanese,
    "listed": wording.listed,
    "listed_years": wording.listed_years,
    "named": wording.named,
    "opening": wording.opening,
    "span_of_years": wording.span_of_years,
    "unbroken": wording.unbroken,
}
GLOBALS: dict[str, Callable[..., object]] = {
    "change_counts": wording_pages.change_counts,
    "chart": charts.history_chart,
    "chart_kinds": wording.chart_kinds,
    "chart_words": wording.chart_words,
    "count_words": wording.count_words,
    "desk_pages": wording.desk_pages,
    "direction_words": wording.direction_words,
    "due_words": wording.due_words,
    "format_words": wording_pages.format_words,
    "gap_words": wording_pages.gap_words,
    "hit_counts": wording_pages.hit_counts,
    "hit_kind": wording_pages.hit_kind,
    "japanese_label": wording.japanese_label,
    "legend_condition": wording.legend_condition,
    "legend_counting": wording.legend_counting,
    "map_problem": wording_pages.map_problem,
    "member_map": maps.member_map,
    "moment_words": wording_pages.moment_words,
    "option_words": wording.option_words,
    "paper_words": wording_pages.paper_words,
    "places": wording.places,
    "plan_pages": wording.plan_pages,
    "segments": charts.segments,
    "static": staticfiles_storage.url,
    "turn_sign": wording_pages.turn_sign,
    "turn_words": wording_pages.turn_words,
    "years_in_force": wording.years_in_force,
}


def environment(*, loader: BaseLoader, auto_reload: bool, **_defaults: object) -> Environment:
    """Return the environment: an unknown name in a template is an error, never a blank."""
    env = Environment(
        loader=loader,
        auto_reload=auto_reload,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    env.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]
    env.filters.update(FILTERS, per_cent=_per_cent)
    env.filters.update(wording_desk.FILTERS)
    # Pages say hundreds of sentences and addresses: each is looked up once, not once a time.
    env.globals.update(
        GLOBALS | wording_desk.GLOBALS | wording_imports.GLOBALS,
        url=_address,
        short_url=_short_address,
        _=_sentence,
    )
    return env


def page_context(request: HttpRequest) -> dict[str, object]:
    """Return what every page has: its language, the others, what was just done."""
    return {
        "language": get_language(),
        "languages": settings.LANGUAGES,
        "in_language": partial(address_in, request),
        "whole_address": request.build_absolute_uri,
        "at_desk": partial(is_at_desk, request),
        "messages": partial(get_messages, request),
    }


def _sentence(message: str, **values: object) -> Markup:
    """Return a sentence in the page's language; values are escaped where they are put in."""
    language = get_language() or settings.LANGUAGE_CODE
    return _looked_up(language, message) % values if values else _spelt(language, message)


@lru_cache(maxsize=SENTENCES_KEPT)
def _looked_up(language: str, message: str) -> Markup:
    """Return a sentence with its places for values."""
    with override(language):
        return Markup(gettext(message))  # noqa: S704 - our own words, from the catalogue


@lru_cache(maxsize=SENTENCES_KEPT)
def _spelt(language: str, message: str) -> Markup:
    """Return a sentence without values; a doubled percent sign stands for one."""
    return _looked_up(language, message) % {}


def _address(name: str, **parts: object) -> str:
    """Return the address of a page by its name."""
    return _reversed(get_script_prefix(), name, tuple(parts.items()))


@lru_cache(maxsize=ADDRESSES_KEPT)
def _reversed(_prefix: str, name: str, parts: tuple[tuple[str, object], ...]) -> str:
    """Return the address of a page; another prefix gives another one."""
    return reverse(name, kwargs=dict(parts))


def _short_address(name: str, **parts: str) -> str:
    """Return the same address with its letters as they are: a third as long in long lists."""
    return uri_to_iri(_address(name, **parts))


def _per_cent(share: Fraction) -> str:
    """Return a share as a length in percent, for a drawing."""
    return f"{float(share * 100):.2f}"
