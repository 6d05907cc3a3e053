"""Backup and restore, one button each."""

import tempfile

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from hakaru.errors import HakaruError, UsageError
from hakaru.web.views.desk.forms import (
    READING_AND_ACTING,
    Refusal,
    form,
    now,
    refusal,
    today,
)
from hakaru.web.views.desk.frame import READING, clerk, desk_page
from hakaru.web.views.keeping import forget_pages
from hakaru.workflow import queries
from hakaru.workflow.backing_up import back_up
from hakaru.workflow.queries.contradictions import forget_contradictions
from hakaru.workflow.restoring import held, look_into, restore

SPOOLED = 8 * 1024 * 1024


@desk_page(*READING_AND_ACTING)
def page(request: HttpRequest) -> HttpResponse:
    """Show both buttons; restore what was sent."""
    refused: Refusal | None = None
    if request.method == "POST":
        try:
            plans = _restore(request)
        except HakaruError as error:
            refused = refusal(error)
        else:
            messages.success(
                request, _("控えから計画 %(count)s 件を戻しました。") % {"count": plans}
            )
            return redirect("desk-backup")
    return form(request, "desk/backup.html", {"held": held()}, refused)


@desk_page(*READING)
def download(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - the address says it all
    """Write a backup and send it."""
    file = tempfile.SpooledTemporaryFile(SPOOLED)  # noqa: SIM115 - the answer closes it
    back_up(file)
    file.seek(0)
    name = _("はかるの控え_%(day)s.zip") % {"day": today().isoformat()}
    response: HttpResponseBase = FileResponse(
        file, as_attachment=True, filename=name, content_type="application/zip"
    )
    response.headers["Cache-Control"] = "no-store"
    return response  # type: ignore[return-value] # a stream answers like any other


def _restore(request: HttpRequest) -> int:
    """Restore the file that was sent; return how many plans there are now."""
    sent = request.FILES.get("file")
    if not isinstance(sent, UploadedFile) or sent.file is None:
        raise UsageError("backup.no_file", field="file")
    name = sent.name or ""
    look_into(sent.file, name)
    now_held = held()
    if now_held.plans and request.POST.get("replace") != "yes":
        how = _("下の「置き換える」にしるしを付けてください")
        raise UsageError("backup.replace", field="replace", plans=now_held.plans, how=how)
    sent.file.seek(0)
    manifest = restore(sent.file, name, by=clerk(), at=now())
    queries.forget_plans()
    forget_contradictions()
    forget_pages()
    return len(manifest.plans)
