"""The findings inbox, and one finding with all that may be done about it."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hakaru.errors import UsageError
from hakaru.web.views import errors
from hakaru.web.views.desk.forms import (
    READING_AND_ACTING,
    Refusal,
    form,
    language,
    now,
    refusal,
    refuse,
    seen,
    today,
)
from hakaru.web.views.desk.frame import READING, clerk, desk_page
from hakaru.workflow.queries.desk_values import head_of, version_of
from hakaru.workflow.queries.inbox import inbox, one_finding
from hakaru.workflow.queries.inbox_views import InboxFilter, Standing
from hakaru.workflow.settling import (
    Settled,
    accept_finding,
    postpone_finding,
    reopen_finding,
    resume_finding,
)


@desk_page(*READING)
def findings(request: HttpRequest, plan: str = "") -> HttpResponse:
    """Show what contradicts itself in a plan, or in all plans held against each other."""
    asked = InboxFilter(
        standing=request.GET.get("standing", Standing.OPEN),
        severity=request.GET.get("severity", ""),
        code=request.GET.get("code", ""),
    )
    try:
        view = inbox(plan, asked, today=today(), lang=language())
    except UsageError as error:
        return refuse(request, error)
    template = "desk/findings.html" if plan else "desk/all_findings.html"
    return render(request, template, {"view": view, "head": view.head, "plan": plan})


@desk_page(*READING_AND_ACTING)
def finding(request: HttpRequest, plan: str, mark: str) -> HttpResponse:
    """Show a finding; accept it, put it aside, or undo either."""
    refused: Refusal | None = None
    if request.method == "POST":
        try:
            return _settle(request, plan, mark)
        except UsageError as error:
            refused = refusal(error)
    try:
        version = version_of(plan)
        view, group = one_finding(plan, mark, today=today(), lang=language())
    except UsageError as error:
        if error.code == "finding.gone":
            messages.info(request, refusal(error).text)
            return redirect("desk-findings", plan=plan)
        return refuse(request, error)
    context = {
        "view": view,
        "group": group,
        "head": head_of(plan),
        "plan": plan,
        "seen": version,
        "sent": request.POST,
    }
    return form(request, "desk/finding.html", context, refused)


def _settle(request: HttpRequest, plan: str, mark: str) -> HttpResponse:
    """Do what the pressed button says."""
    one = Settled(plan=plan, fingerprint=mark, seen=seen(request))
    act = {
        "accept": _accept,
        "reopen": _reopen,
        "postpone": _postpone,
        "resume": _resume,
    }.get(request.POST.get("act", ""))
    if act is None:
        return errors.bad_request(request)
    messages.success(request, act(request, one))
    return redirect("desk-findings", plan=plan)


Act = Callable[[HttpRequest, Settled], str]


def _accept(request: HttpRequest, one: Settled) -> str:
    """Accept."""
    accept_finding(one, reason=request.POST.get("reason", ""), by=clerk(), at=now())
    return _("指摘を受け入れました。台帳に理由を残しました。")


def _reopen(_request: HttpRequest, one: Settled) -> str:
    """Take an acceptance back."""
    reopen_finding(one, by=clerk(), at=now())
    return _("受け入れを取り消しました。指摘は未対応に戻りました。")


def _postpone(request: HttpRequest, one: Settled) -> str:
    """Put aside."""
    until, note = request.POST.get("until", ""), request.POST.get("note", "")
    postpone_finding(one, until=until, note=note, by=clerk(), at=now())
    return _("指摘を後に回しました。期日が来ると未対応に戻ります。")


def _resume(_request: HttpRequest, one: Settled) -> str:
    """Take up again."""
    resume_finding(one, by=clerk(), at=now())
    return _("後回しをやめました。指摘は未対応に戻りました。")
