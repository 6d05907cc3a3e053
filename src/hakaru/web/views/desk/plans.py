"""What is said of a plan itself, its log, and taking it away."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hakaru.errors import UsageError
from hakaru.web.views import errors
from hakaru.web.views.asking import page_number
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
from hakaru.workflow.planning import PlanEdit, choose_rulebook, delete_plan, edit_plan
from hakaru.workflow.queries.desk_plans import plan_settings
from hakaru.workflow.queries.log import event_page, log_page


@desk_page(*READING_AND_ACTING)
def settings(request: HttpRequest, plan: str) -> HttpResponse:
    """Show what is said of a plan; change it, or its rulebook, or take the plan away."""
    try:
        view = plan_settings(plan, lang=language())
    except UsageError as error:
        return refuse(request, error)
    refused: Refusal | None = None
    sent = {
        "title": view.title,
        "hub": view.hub,
        "members": view.members,
        "years": view.years,
        "rulebook": view.rulebook,
        "typed": "",
    }
    if request.method == "POST":
        sent |= {name: text for name in sent if (text := request.POST.get(name)) is not None}
        try:
            return _change(request, plan, sent)
        except UsageError as error:
            refused = refusal(error)
    context = {"view": view, "head": view.head, "sent": sent}
    return form(request, "desk/settings.html", context, refused)


def _change(request: HttpRequest, plan: str, sent: dict[str, str]) -> HttpResponse:
    """Do what the pressed button says."""
    act, version = request.POST.get("act", ""), seen(request)
    if act == "edit":
        written = PlanEdit(
            title=sent["title"], hub=sent["hub"], members=sent["members"], years=sent["years"]
        )
        edit_plan(plan, written, seen=version, by=clerk(), at=now())
        messages.success(request, _("計画の内容を書き換えました。"))
    elif act == "rulebook":
        choose_rulebook(plan, sent["rulebook"], seen=version, by=clerk(), at=now())
        messages.success(request, _("評価の決まりを選びました。評価は新しい決まりで計算されます。"))
    elif act == "delete":
        delete_plan(plan, typed=sent["typed"], seen=version, by=clerk(), at=now())
        messages.success(request, _("計画を消しました。記録と履歴は残っています。"))
        return redirect("desk")
    else:
        return errors.bad_request(request)
    return redirect("desk-settings", plan=plan)


@desk_page(*READING)
def log(request: HttpRequest, plan: str = "") -> HttpResponse:
    """Show what was done to a plan, or to everything, page by page."""
    try:
        view = log_page(plan, page_number(request.GET.get("page", "")))
    except UsageError as error:
        return refuse(request, error)
    template = "desk/log.html" if plan else "desk/all_log.html"
    return render(request, template, {"view": view, "head": view.head, "plan": plan})


@desk_page(*READING)
def event(request: HttpRequest, number: int) -> HttpResponse:
    """Show one event with the changes it made, page by page."""
    try:
        view = event_page(number, page_number(request.GET.get("page", "")))
    except UsageError:
        return errors.not_found(request)
    return render(request, "desk/event.html", {"view": view})
