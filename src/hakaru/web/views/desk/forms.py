"""What the forms of the workbench share: who acts when, and what was refused and why."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language

from hakaru.errors import HakaruError, UsageError
from hakaru.web.views import errors
from hakaru.workflow.queries.desk_plans import error_text

STALE = "plan.changed"
UNKNOWN = frozenset({"plan.unknown", "edit.unknown", "finding.gone"})
READING_AND_ACTING = ("GET", "HEAD", "POST")


class Refusal(NamedTuple):
    """Why a form was not carried out: the field it is about ("" is the whole), and the words."""

    field: str
    text: str
    stale: bool

    @property
    def status(self) -> int:
        """The status of the answer: 409 where somebody else was faster."""
        return 409 if self.stale else 400


def refusal(error: HakaruError) -> Refusal:
    """Return an error as a form shows it."""
    return Refusal(
        error.values.get("field", ""), error_text(error, language()), error.code == STALE
    )


def refuse(request: HttpRequest, error: UsageError) -> HttpResponse:
    """Answer a request that there is no form to show for: what it names is not there."""
    if error.code in UNKNOWN:
        return errors.not_found(request)
    return errors.bad_filter(request)


def form(
    request: HttpRequest, template: str, context: Mapping[str, object], refused: Refusal | None
) -> HttpResponse:
    """Show a form, filled as it was sent where it was refused."""
    status = refused.status if refused else 200
    return render(request, template, {**context, "refused": refused}, status=status)


def seen(request: HttpRequest) -> int:
    """Return the version of the plan that a form was made on; 0, which no plan has, for none."""
    text = request.POST.get("seen", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def now() -> datetime:
    """Return when something is done."""
    return timezone.now()


def today() -> date:
    """Return the day on the wall of the office."""
    return timezone.localdate()


def language() -> str:
    """Return the language of this answer."""
    return get_language() or "ja"
