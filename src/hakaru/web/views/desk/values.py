"""Every value of a plan: looked at, corrected one by one, and graded by hand."""

import re

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hakaru.errors import UsageError
from hakaru.ledger.quantity import State
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
)
from hakaru.web.views.desk.frame import READING, clerk, desk_page
from hakaru.workflow.correcting import Edit, correct
from hakaru.workflow.overriding import Judgement, override_grade, withdraw_override
from hakaru.workflow.queries.desk_values import (
    edit_form,
    grade_form,
    indicator_desk,
    project_desk,
    value_list,
)
from hakaru.workflow.queries.desk_views import EditForm
from hakaru.workflow.queries.log import history_of

_FINGERPRINT = re.compile(r"[0-9a-f]{12}")
LONGEST_SEARCH = 100


@desk_page(*READING)
def values(request: HttpRequest, plan: str) -> HttpResponse:
    """List the indicators of a plan."""
    text = request.GET.get("q", "")[:LONGEST_SEARCH]
    try:
        view = value_list(plan, text, lang=language())
    except UsageError as error:
        return refuse(request, error)
    return render(request, "desk/values.html", {"view": view, "head": view.head})


@desk_page(*READING)
def indicator(request: HttpRequest, plan: str, ref: str) -> HttpResponse:
    """Show every value of an indicator with its history."""
    try:
        view = indicator_desk(plan, ref, lang=language())
        changes = history_of(plan, f"{plan}/{ref}")
    except UsageError as error:
        return refuse(request, error)
    context = {"view": view, "head": view.head, "changes": changes}
    return render(request, "desk/indicator.html", context)


@desk_page(*READING)
def project(request: HttpRequest, plan: str, ref: str) -> HttpResponse:
    """Show what a project says of itself, its money, what was done, and its history."""
    try:
        view = project_desk(plan, ref)
        changes = history_of(plan, f"{plan}/{ref}")
    except UsageError as error:
        return refuse(request, error)
    context = {"view": view, "head": view.head, "changes": changes}
    return render(request, "desk/project.html", context)


@desk_page(*READING_AND_ACTING)
def edit(request: HttpRequest, plan: str, ref: str) -> HttpResponse:
    """Show the form that corrects a value; carry it out."""
    try:
        view = edit_form(plan, ref, lang=language())
    except UsageError as error:
        return refuse(request, error)
    refused: Refusal | None = None
    sent = {**view.values, "why": ""}
    if request.method == "POST":
        sent |= {name: text for name in sent if (text := request.POST.get(name)) is not None}
        why = sent["why"]
        written = Edit(
            plan=plan,
            entry=f"{plan}/{ref}",
            values={name: text for name, text in sent.items() if name != "why"},
            reason=why,
            seen=seen(request),
        )
        try:
            changed = correct(written, by=clerk(), at=now())
        except UsageError as error:
            refused = refusal(error)
        else:
            messages.success(request, _corrected(changed=changed))
            _warn_of_words(request, edit_form(plan, ref, lang=language()))
            return _back(request, plan, view)
    context = {
        "view": view,
        "head": view.head,
        "sent": sent,
        "finding": _finding(request),
        "changes": history_of(plan, f"{plan}/{ref}"),
    }
    return form(request, "desk/edit.html", context, refused)


@desk_page(*READING_AND_ACTING)
def grade(request: HttpRequest, plan: str, year: int, ref: str) -> HttpResponse:
    """Show the form that overrides a grade; carry it out, or take it back."""
    try:
        view = grade_form(plan, ref, year, lang=language())
    except UsageError as error:
        if error.code in {"override.no_book", "override.no_result"}:
            messages.error(request, refusal(error).text)
            return redirect("desk-indicator", plan=plan, ref=ref)
        return refuse(request, error)
    given = view.year.given
    sent = {"symbol": given.mark.symbol if given else "", "reason": given.reason if given else ""}
    refused: Refusal | None = None
    if request.method == "POST":
        sent = {name: request.POST.get(name, "") for name in sent}
        asked = Judgement(
            plan=plan, indicator=f"{plan}/{ref}", fiscal_year=year, seen=seen(request)
        )
        try:
            answer = _judge(request, asked, sent)
        except UsageError as error:
            refused = refusal(error)
        else:
            return answer or redirect("desk-indicator", plan=plan, ref=ref)
    return form(
        request, "desk/grade.html", {"view": view, "head": view.head, "sent": sent}, refused
    )


def _judge(request: HttpRequest, asked: Judgement, sent: dict[str, str]) -> HttpResponse | None:
    """Do what the pressed button says; an unknown one is refused."""
    act = request.POST.get("act", "")
    if act == "withdraw":
        withdraw_override(asked, by=clerk(), at=now())
        messages.success(request, _("改めた評価を取り消しました。計算による評価に戻りました。"))
    elif act == "override":
        override_grade(asked, symbol=sent["symbol"], reason=sent["reason"], by=clerk(), at=now())
        messages.success(request, _("評価を改めました。もとの評価も残っています。"))
    else:
        return errors.bad_request(request)
    return None


def _corrected(*, changed: bool) -> str:
    """Return what became of a correction."""
    if changed:
        return _("値を直しました。もとの値は履歴に残っています。")
    return _("同じ値なので、何も変えていません。")


def _warn_of_words(request: HttpRequest, written: EditForm) -> None:
    """Say that what was written is kept as words alone, where nobody understands it as a value."""
    value = written.quantity
    if value is not None and value.state is State.NOT_UNDERSTOOD:
        told = _(
            "「%(text)s」は、数・語・状態のどれとしても読めません。文字のまま残り、評価には使われません。"
            "書き間違いなら、もう一度直してください。"
        )
        messages.error(request, told % {"text": value.text})


def _finding(request: HttpRequest) -> str:
    """Return the finding that a correction began from, nothing for none."""
    named = request.POST.get("finding") or request.GET.get("finding") or ""
    return named if _FINGERPRINT.fullmatch(named) else ""


def _back(request: HttpRequest, plan: str, view: EditForm) -> HttpResponse:
    """Go back to where a correction began: the inbox, the indicator, the project, or the list."""
    if _finding(request):
        return redirect("desk-findings", plan=plan)
    if view.indicator_ref:
        return redirect("desk-indicator", plan=plan, ref=view.indicator_ref)
    if view.project_ref:
        return redirect("desk-project", plan=plan, ref=view.project_ref)
    return redirect("desk-values", plan=plan)
