"""Files come in, differences are chosen, an import is confirmed or given up."""

from collections.abc import Mapping

from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from hakaru.errors import UsageError
from hakaru.web.views import errors
from hakaru.web.views.asking import page_number
from hakaru.web.views.desk.frame import ACTING, READING, clerk, desk_page
from hakaru.web.views.desk.trouble import language, told, wants_json
from hakaru.workflow import importing

TAKE, KEEP = "take", "keep"
CHOICE = "choice:"
SEEN = "seen:"
ALL_WAYS = {"all-take": True, "all-keep": False}


def bounds() -> importing.Bounds:
    """Return how large an upload may be here."""
    return importing.Bounds(settings.UPLOAD_LIMIT, settings.DATA_UPLOAD_MAX_NUMBER_FILES)


@desk_page(*READING, *ACTING)
@told
def listing(request: HttpRequest) -> HttpResponse:
    """Show the imports there are; or begin one with the files that were dropped."""
    if request.method in READING:
        return _listed(request)
    files = [_dropped(file) for file in request.FILES.getlist("files")]
    if not files and not wants_json(request):
        raise UsageError("upload.none")
    found = importing.start(files=files, bounds=bounds(), by=clerk(), at=timezone.now())
    page = reverse("import", kwargs={"number": found.pk})
    if wants_json(request):
        return JsonResponse({"page": page, **_addresses(found.pk)}, status=201)
    _read_all(found.pk)
    return redirect(page)


def _listed(request: HttpRequest) -> HttpResponse:
    """Show a page of the imports there are."""
    try:
        page = page_number(request.GET.get("page", ""))
        view = {"list": importing.imports(page=page, lang=language()), "limit": bounds()}
    except UsageError:
        return errors.bad_filter(request)
    return render(request, "desk/imports.html", view)


@desk_page(*ACTING)
@told
def add(request: HttpRequest, number: int) -> HttpResponse:
    """Take one more file into an import, or several."""
    files = request.FILES.getlist("files")
    if not files:
        raise UsageError("upload.none")
    for file in files:
        kept = importing.add(
            number=number, file=_dropped(file), bounds=bounds(), by=clerk(), at=timezone.now()
        )
    if wants_json(request):
        return JsonResponse({"position": kept.position, "name": kept.name}, status=201)
    _read_all(number)
    return redirect("import", number=number)


@desk_page(*ACTING)
@told
def read(request: HttpRequest, number: int) -> HttpResponse:
    """Read one file of an import, or all that are not read yet."""
    position = request.POST.get("position", "")
    if position.isdecimal():
        importing.read_one(number=number, position=int(position[:6]), by=clerk(), at=timezone.now())
    else:
        _read_all(number)
    if wants_json(request):
        head = importing.head_of(importing.import_of(number), lang=language())
        files = {file.position: file for file in head.files}
        file = files.get(int(position[:6]) if position.isdecimal() else 0)
        status = {"status": file.status, "error": file.error} if file else {}
        return JsonResponse(status)
    return redirect("import", number=number)


@desk_page(*READING, *ACTING)
@told
def differences(request: HttpRequest, number: int) -> HttpResponse:
    """Show what an import would change; or remember what was chosen."""
    if request.method not in READING:
        importing.choose(
            number=number,
            choices=_choices(request.POST, number),
            by=clerk(),
            at=timezone.now(),
        )
        onward = "import-confirm" if "go" in request.POST else "import-differences"
        return redirect(onward, number=number)
    view = importing.differences_page(number, lang=language())
    if view.head.state != importing.REVIEW:
        return redirect("import", number=number)
    return render(request, "desk/differences.html", {"view": view})


@desk_page(*READING, *ACTING)
@told
def confirm(request: HttpRequest, number: int) -> HttpResponse:
    """Show what will be written; or write it."""
    if request.method in READING:
        view = importing.differences_page(number, lang=language())
        if view.head.state != importing.REVIEW:
            return redirect("import", number=number)
        return render(request, "desk/confirm.html", {"view": view})
    outcome = importing.confirm(
        number=number, seen=_seen(request.POST), by=clerk(), at=timezone.now()
    )
    messages.success(request, _outcome_words(outcome))
    return redirect("import", number=number)


@desk_page(*ACTING)
@told
def drop(request: HttpRequest, number: int) -> HttpResponse:
    """Give an import up."""
    importing.drop(number=number, by=clerk(), at=timezone.now())
    if wants_json(request):
        return JsonResponse({})
    messages.success(request, _("取り込みをやめました。台帳は変わっていません。"))
    return redirect("desk")


def _dropped(file: "UploadedFile[bytes]") -> importing.Dropped:
    """Return an upload as a dropped file; what is too large is not taken into memory."""
    size = file.size or 0
    content = file.read(settings.UPLOAD_LIMIT + 1) if size else b""
    return importing.Dropped(file.name or "", content)


def _addresses(number: int) -> dict[str, str]:
    """Return where the steps of an import are sent to."""
    names = {"add": "import-files", "read": "import-read", "drop": "import-drop"}
    return {key: reverse(name, kwargs={"number": number}) for key, name in names.items()}


def _read_all(number: int) -> None:
    """Read what is not read yet, one file after the other, each kept as soon as it is read."""
    head = importing.head_of(importing.import_of(number), lang=language())
    for file in head.files:
        if file.status == importing.NOT_READ:
            importing.read_one(number=number, position=file.position, by=clerk(), at=timezone.now())


def _choices(sent: Mapping[str, str], number: int) -> dict[str, bool]:
    """Return what was chosen: one by one, or all together by one button."""
    chosen = {
        key.removeprefix(CHOICE): value == TAKE
        for key, value in sent.items()
        if key.startswith(CHOICE) and value in (TAKE, KEEP)
    }
    together = next((way for key, way in ALL_WAYS.items() if key in sent), None)
    if together is None:
        return chosen
    plan = sent.get("all-take" if together else "all-keep", "")
    page = importing.differences_page(number, lang=language())
    for one in page.plans:
        if one.plan.id == plan:
            ids = [d.id for group in one.groups for d in group.differences]
            chosen |= dict.fromkeys(ids, together)
    return chosen


def _seen(sent: Mapping[str, str]) -> importing.Seen:
    """Return what was on the page that confirms."""
    found = {
        key.removeprefix(SEEN): int(value[:9])
        for key, value in sent.items()
        if key.startswith(SEEN) and value.isdecimal()
    }
    revision = sent.get("revision", "")
    return importing.Seen(int(revision[:9]) if revision.isdecimal() else -1, found)


def _outcome_words(outcome: importing.Outcome) -> str:
    """Return what a confirmation came to, in words."""
    if not outcome.now:
        return _("この取り込みは、別の画面ですでに確定しています。二重には入っていません。")
    count = sum(sum(counts.values()) for counts in outcome.changed.values())
    if not count:
        return _("確定しました。台帳と同じ内容だったので、何も変わっていません。")
    return _("確定しました。台帳の %(count)s 件が変わりました。") % {"count": f"{count:,}"}
