"""What was read is looked at and corrected."""

from collections.abc import Mapping
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from hakaru.errors import UsageError
from hakaru.web import wording_imports
from hakaru.web.views.desk.frame import ACTING, READING, clerk, desk_page
from hakaru.web.views.desk.trouble import language, told, wants_json
from hakaru.workflow import importing

TYPED, WAS = "v:", "was:"


@desk_page(*READING)
@told
def check(request: HttpRequest, number: int) -> HttpResponse:
    """Show what is to be looked at first; or how far an import is."""
    asked = request.GET.get("page", "")
    return _check(request, number, int(asked[:6]) if asked.isdecimal() else 1)


@desk_page(*READING)
@told
def contents(request: HttpRequest, number: int) -> HttpResponse:
    """Show everything that was read, project by project."""
    return _in_review(request, importing.contents(number, lang=language()), "desk/contents.html")


@desk_page(*READING)
@told
def subject(request: HttpRequest, number: int, subject: str) -> HttpResponse:
    """Show all that was read of one project, section or plan."""
    return _subject(request, number, subject)


@desk_page(*ACTING)
@told
def edit(request: HttpRequest, number: int) -> HttpResponse:
    """Keep what was typed; where it cannot be kept, show it again with the reason."""
    try:
        importing.edit(number=number, changes=_changes(request.POST), by=clerk(), at=timezone.now())
    except UsageError as error:
        if wants_json(request) or "field" not in error.values:
            raise
        return _again(request, number, error)
    if wants_json(request):
        keys = [key.removeprefix(TYPED) for key in request.POST if key.startswith(TYPED)]
        return _fields(number, keys)
    return redirect(_page_of(request.POST, number))


@desk_page(*ACTING)
@told
def look(request: HttpRequest, number: int) -> HttpResponse:
    """Remember that what was read of a subject is right; what else was typed stays."""
    seen = request.POST.get("look", "")
    importing.look(number=number, subject=seen, by=clerk(), at=timezone.now())
    return _turned(request, number, f"{seen}{importing.SEPARATOR}{importing.LOOKED_AT}")


@desk_page(*ACTING)
@told
def undo(request: HttpRequest, number: int) -> HttpResponse:
    """Take the last edit back."""
    one = importing.undo(number=number, by=clerk(), at=timezone.now())
    return _turned(request, number, f"{one.entry_id}{importing.SEPARATOR}{one.field}")


@desk_page(*ACTING)
@told
def redo(request: HttpRequest, number: int) -> HttpResponse:
    """Do again what was taken back last."""
    one = importing.redo(number=number, by=clerk(), at=timezone.now())
    return _turned(request, number, f"{one.entry_id}{importing.SEPARATOR}{one.field}")


def _check(request: HttpRequest, number: int, page: int, **more: Mapping[str, str]) -> HttpResponse:
    """Render what is to be looked at first."""
    view = importing.to_check(number, page=page, lang=language())
    if view.head.state != importing.REVIEW:
        return render(request, "desk/import.html", {"head": view.head})
    return _in_review(request, view, "desk/check.html", **more)


def _subject(
    request: HttpRequest, number: int, subject: str, **more: Mapping[str, str]
) -> HttpResponse:
    """Render one project, section or plan."""
    view = importing.subject_page(number, subject, lang=language())
    return _in_review(request, view, "desk/subject.html", subject=subject, **more)


def _in_review(
    request: HttpRequest,
    view: importing.CheckPage | importing.ContentsPage | importing.SubjectPage,
    template: str,
    **more: object,
) -> HttpResponse:
    """Render a page of the review; of an import that is read or confirmed there is none."""
    if view.head.state != importing.REVIEW:
        return redirect("import", number=view.head.number)
    given = {"typed": {}, "wrong": {}, "subject": "", **more}
    return render(request, template, {"view": view, **given}, status=422 if given["wrong"] else 200)


def _again(request: HttpRequest, number: int, error: UsageError) -> HttpResponse:
    """Show a page again with everything that was typed, and what is wrong with it."""
    key = f"{error.values['entry']}{importing.SEPARATOR}{error.values['field']}"
    wrong = {key: importing.error_sentence(error, language())}
    return _with_typed(request, number, wrong)


def _with_typed(request: HttpRequest, number: int, wrong: Mapping[str, str]) -> HttpResponse:
    """Show a page of the review with what was typed and not kept."""
    typed = {
        change.entry_id + importing.SEPARATOR + change.field: change.text
        for change in _changes(request.POST)
    }
    if subject := request.POST.get("subject", ""):
        return _subject(request, number, subject, typed=typed, wrong=wrong)
    page = request.POST.get("page", "")
    shown = int(page[:6]) if page.isdecimal() else 1
    return _check(request, number, shown, typed=typed, wrong=wrong)


def _turned(request: HttpRequest, number: int, key: str) -> HttpResponse:
    """Answer after an edit was taken back or done again; what else was typed stays."""
    if wants_json(request):
        return _fields(number, [key])
    pending = {
        change.entry_id + importing.SEPARATOR + change.field for change in _changes(request.POST)
    }
    if pending - {key}:
        return _with_typed(request, number, {})
    return redirect(_page_of(request.POST, number))


def _changes(sent: Mapping[str, str]) -> list[importing.Change]:
    """Return the fields in which something else was typed than stood there."""
    found = []
    for name, text in sent.items():
        key = name.removeprefix(TYPED)
        entry, separator, field = key.rpartition(importing.SEPARATOR)
        if not name.startswith(TYPED) or not separator:
            continue
        # A form sends line ends its own way: they are no change.
        plain = text.replace("\r\n", "\n")
        if plain != sent.get(WAS + key, "").replace("\r\n", "\n"):
            found.append(importing.Change(entry, field, plain))
    return found


def _fields(number: int, keys: list[str]) -> JsonResponse:
    """Return fields as they stand now, for the page's own script."""
    head = importing.head_of(importing.import_of(number), lang=language())
    # That somebody looked is no field: the page is drawn anew for it.
    shown = [key for key in keys if not key.endswith(importing.LOOKED_AT)]
    fields = [importing.field_of(number, key, lang=language()) for key in shown]
    return JsonResponse(
        {
            "fields": [
                {
                    "key": field.key,
                    "text": field.text,
                    "was": field.was,
                    "meaning": wording_imports.meaning(field.quantity) if field.quantity else "",
                }
                for field in fields
            ],
            "undo": head.can_undo,
            "redo": head.can_redo,
        }
    )


def _page_of(sent: Mapping[str, str], number: int) -> str:
    """Return the address of the page that sent a form."""
    if subject := sent.get("subject", ""):
        return reverse("import-subject", kwargs={"number": number, "subject": subject})
    page = sent.get("page", "")
    query = f"?{urlencode({'page': page})}" if page.isdecimal() and page != "1" else ""
    return reverse("import", kwargs={"number": number}) + query
