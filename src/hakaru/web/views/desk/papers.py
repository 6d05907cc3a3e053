"""Papers of a plan for download: chosen on a page, made when asked for."""

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _

from hakaru.errors import HakaruError, UsageError
from hakaru.web.views.desk.forms import Refusal, form, language, refusal, refuse
from hakaru.web.views.desk.frame import READING, desk_page
from hakaru.workflow import papers
from hakaru.workflow.queries.desk_plans import paper_choices

CHOICES = ("kind", "format", "year", "section", "member", "lang", "licence")


@desk_page(*READING)
def choose(request: HttpRequest, plan: str) -> HttpResponse:
    """Show every kind of paper with its formats, and what narrows it."""
    return _page(request, plan, None)


@desk_page(*READING)
def download(request: HttpRequest, plan: str) -> HttpResponse:
    """Make the paper asked for and send it; where that cannot be, show the choices and why."""
    asked = papers.PaperRequest(**_asked(request))
    try:
        paper = papers.make(plan, asked)
    except HakaruError as error:
        if error.code == "plan.unknown":
            return _page(request, plan, None)
        return _page(request, plan, _said_of(error))
    return file_answer(paper)


def _said_of(error: HakaruError) -> Refusal:
    """Return why a paper was not made; what commands call an option, a page calls by its field."""
    if error.code == "report.member_needed":
        words = _("市町村ごとの抜粋です。「市町村」で一つ選んでから、もう一度押してください。")
        return Refusal("member", words, stale=False)
    if error.code == "report.no_year":
        words = _(
            "この計画には年度がありません。「年度」で選べるように、計画の設定で年度を書いてください。"
        )
        return Refusal("year", words, stale=False)
    return refusal(error)


def file_answer(paper: papers.Paper) -> HttpResponse:
    """Return a paper as an answer that a browser saves under its name."""
    response: HttpResponseBase = FileResponse(
        paper.file, as_attachment=True, filename=paper.name, content_type=paper.media
    )
    # Made of what stood there at this moment: nobody keeps it for another.
    response.headers["Cache-Control"] = "no-store"
    return response  # type: ignore[return-value] # a stream answers like any other


def _page(request: HttpRequest, plan: str, refused: Refusal | None) -> HttpResponse:
    """Show the choices, as they were made."""
    try:
        view = paper_choices(plan)
    except UsageError as error:
        return refuse(request, error)
    context = {
        "view": view,
        "head": view.head,
        "kinds": papers.kinds(),
        "licences": papers.licences(),
        "sent": _asked(request),
    }
    return form(request, "desk/papers.html", context, refused)


def _asked(request: HttpRequest) -> dict[str, str]:
    """Return the choices in the address; the page's language where none is asked for."""
    asked = {name: request.GET.get(name, "") for name in CHOICES}
    # A button of the page names both at once.
    if "." in (pressed := request.GET.get("paper", "")):
        asked["kind"], _, asked["format"] = pressed.partition(".")
    # `lang` in an address is the language of the site, and is remembered: a paper has its own.
    wanted = request.GET.get("paper-lang", asked["lang"])
    asked["lang"] = wanted if wanted in {"ja", "en"} else language()
    return asked
