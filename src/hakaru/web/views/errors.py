"""Pages for what went wrong: what it was and what to do, in the frame of the site."""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from hakaru.errors import UsageError

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]
UNKNOWN = (
    "plan.unknown",
    "project.unknown",
    "section.unknown",
    "indicator.unknown",
    "member.unknown",
    "rulebook.none",
    "download.unknown",
)
BUSY = "download.busy"
WAIT_SECONDS = "30"


def public_page(view: View[P]) -> View[P]:
    """Let a view be read only (GET, HEAD), and show what it could not find or understand."""

    @wraps(view)
    def answer(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if request.method not in {"GET", "HEAD"}:
            return wrong_method(request)
        try:
            return view(request, *args, **kwargs)
        except UsageError as error:
            if error.code == BUSY:
                return busy(request)
            return not_found(request) if error.code in UNKNOWN else bad_filter(request)

    # Whatever is sent is refused above, with what to do; the token of a form is not missed first.
    return csrf_exempt(answer)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """Answer 404: the address names nothing that is published here."""
    return _page(
        request,
        404,
        heading=_("ページが見つかりません"),
        reason=_("このアドレスのページは、公表されていないか、なくなっています。"),
        advice=_("アドレスに誤りがないか確かめるか、最初のページから計画や事業を選んでください。"),
    )


def bad_filter(request: HttpRequest) -> HttpResponse:
    """Answer 400: a filter has a value that cannot be chosen."""
    return _page(
        request,
        400,
        heading=_("条件を読み取れません"),
        reason=_(
            "この計画にない年度、日付、区分、評価、市町村が条件に含まれているか、言葉が長すぎます。"
        ),
        advice=_("最初のページから計画を選び、一覧で条件を選び直してください。"),
    )


def busy(request: HttpRequest) -> HttpResponse:
    """Answer 503: too many files are being made; come again."""
    response = _page(
        request,
        503,
        heading=_("ただいま混み合っています"),
        reason=_("ほかの方の資料を作っているため、この資料をすぐには作れません。"),
        advice=_("30秒ほどおいて、もう一度お試しください。"),
    )
    response.headers["Retry-After"] = WAIT_SECONDS
    return response


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """Answer 400: the request itself cannot be understood, or asks for another site's name."""
    return _page(
        request,
        400,
        heading=_("リクエストを受け付けられません"),
        reason=_(
            "リクエストの形が正しくないか、このサイトの名前として登録されていないアドレスが使われました。"
        ),
        advice=_(
            "最初のページから開き直してください。続くときは、このサイトの管理者へお知らせください。"
        ),
    )


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """Answer 403: the reader may not do this."""
    return _page(
        request,
        403,
        heading=_("この操作はできません"),
        reason=_("この操作をする権限がないか、画面を開いてから時間がたちすぎています。"),
        advice=_("前の画面を開き直して、もう一度お試しください。"),
    )


def wrong_method(request: HttpRequest, methods: Iterable[str] = ("GET", "HEAD")) -> HttpResponse:
    """Answer 405: a page that can only be read was sent something, or the other way round."""
    response = _page(
        request,
        405,
        heading=_("このページは見ることだけができます"),
        reason=_("このページは、書き込みや削除を受け付けません。"),
        advice=_("最初のページから開き直してください。"),
    )
    response.headers["Allow"] = ", ".join(methods)
    return response


def too_large(request: HttpRequest, advice: str) -> HttpResponse:
    """Answer 413: more was sent than is taken at once."""
    return _page(
        request,
        413,
        heading=_("送られたものが大きすぎます"),
        reason=_("大きすぎるので受け取っていません。ほかには何も変わっていません。"),
        advice=advice,
    )


def broken(request: HttpRequest) -> HttpResponse:
    """Answer 500: the fault is the site's."""
    return _page(
        request,
        500,
        heading=_("ページを表示できません"),
        reason=_("このサイトの側で問題が起きました。お使いの機器や操作の問題ではありません。"),
        advice=_(
            "しばらくしてから開き直してください。続くときは、このサイトの管理者へ、見ていたページと時刻をお知らせください。"
        ),
    )


def _page(request: HttpRequest, status: int, **words: str) -> HttpResponse:
    """Render the one error page with its words."""
    return render(request, "errors/error.html", {"status": status, **words}, status=status)
