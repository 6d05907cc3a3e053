"""The findings inbox: what contradicts itself, and what became of it."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone
from msgspec.structs import replace
from pytest_django import Settings

from hakaru.ledger.ledger import Index, Ledger
from hakaru.ledger.text import dumps, loads
from hakaru.store.ledger_rows import load_ledger, save_ledger
from hakaru.store.models import Event, Plan, Postponed
from hakaru.workflow.queries.contradictions import contradictions
from web.desk import COUNTING, DESK, EDIT, ENDED, GRADE, JUDGE, seen, text_of
from web.sample import FILE, PLAN, sample_ledger

INBOX = f"{DESK}findings/"
ONE = f"{INBOX}{GRADE}/"


@pytest.fixture(autouse=True)
def _at_desk(plan_page: str, settings: Settings) -> None:
    """Sit at the desk of the sample plan."""
    del plan_page
    settings.DESK, settings.DESK_NAME = True, "係"


def in_days(days: int) -> str:
    """Return a day before or after today."""
    return (timezone.localdate() + timedelta(days=days)).isoformat()


def post(client: Client, address: str, **fields: str) -> str:
    """Send a form that was just opened; return the page it leads to."""
    answer = client.post(address, {"seen": seen(), **fields}, follow=True)
    assert answer.status_code == 200, answer.content.decode()
    return answer.content.decode()


def test_both_places_and_both_values_stand_side_by_side(client: Client) -> None:
    """A finding shows what it holds against each other, where it stands, and how sure it is."""
    page = text_of(client, INBOX)
    assert "公表された評価が評価凡例と違う" in page
    assert "No. 02 企業誘致の推進 / ②立地企業数" in page
    for value in ("35社　○", "40社", "シート「一覧」セル F25", "シート「一覧」セル E3", "確実"):
        assert value in page.replace("」 セル", "」セル")
    assert page.index("公表された評価が評価凡例と違う") < page.index("達成割合の数え方")


def test_a_group_explains_its_check(client: Client) -> None:
    """What is looked for and why, in the reader's language."""
    assert "評価は懇談会・報道・住民が最初に見るもので" in text_of(client, INBOX)
    assert "The grade is what council, press and citizens read" in text_of(
        client, f"{INBOX}?lang=en"
    )


def test_filters_by_standing_and_severity(client: Client) -> None:
    """Only what was asked for is shown; the counts stay."""
    page = text_of(client, f"{INBOX}?standing=open&severity=note")
    assert "終了後の年度に実績値がある" in page
    assert "公表された評価が評価凡例と違う" not in page
    assert "この条件の指摘はありません" in text_of(client, f"{INBOX}?standing=accepted")


def test_the_home_page_counts_what_is_open(client: Client) -> None:
    """By severity; what is accepted counts no more."""
    page = text_of(client, "/desk/")
    assert "誤り</span> <strong>1</strong>" in page
    post(client, ONE, act="accept", reason="審議会で確認済み")
    assert "誤り</span> <strong>" not in text_of(client, "/desk/")


def test_accepting_stands_in_the_ledger_with_its_reason(client: Client) -> None:
    """Who, when and why; the finding leaves the open ones and can be opened again."""
    page = post(client, ONE, act="accept", reason="審議会で確認済み")
    assert "指摘を受け入れました" in page
    acceptance = load_ledger(PLAN).acceptances[0]
    assert (acceptance.code, acceptance.reason, acceptance.by) == ("H101", "審議会で確認済み", "係")
    event = Event.objects.get()
    assert (event.action, event.by, event.detail["reason"]) == (
        "finding.accepted",
        "係",
        "審議会で確認済み",
    )
    assert "②立地企業数" not in text_of(client, INBOX)
    assert "審議会で確認済み" in text_of(client, f"{INBOX}?standing=accepted")
    assert "未対応に戻りました" in post(client, ONE, act="reopen")
    assert load_ledger(PLAN).acceptances == ()
    assert "②立地企業数" in text_of(client, INBOX)


def test_accepting_needs_a_reason(client: Client) -> None:
    """Nothing is written, and the page says what is missing."""
    answer = client.post(ONE, {"act": "accept", "seen": seen(), "reason": "  "})
    assert answer.status_code == 400
    assert "理由を書いてください" in answer.content.decode()
    assert load_ledger(PLAN).acceptances == ()


def test_postponing_stays_out_of_the_ledger(client: Client) -> None:
    """A finding put aside comes back on its day, or when it is taken up again."""
    page = post(client, ONE, act="postpone", until=in_days(3), note="産業課に確認")
    assert "指摘を後に回しました" in page
    assert load_ledger(PLAN) == sample_ledger()
    assert "産業課に確認" in text_of(client, f"{INBOX}?standing=postponed")
    assert "②立地企業数" not in text_of(client, INBOX)
    Postponed.objects.update(until=timezone.localdate())
    assert "②立地企業数" in text_of(client, INBOX)
    post(client, ONE, act="postpone", until=in_days(9), note="")
    assert "後回しをやめました" in post(client, ONE, act="resume")
    assert "②立地企業数" in text_of(client, INBOX)
    actions = list(Event.objects.order_by("pk").values_list("action", flat=True))
    assert actions == ["finding.postponed", "finding.postponed", "finding.resumed"]


@pytest.mark.parametrize("until", ["", "x", "2020-01-01", in_days(0)])
def test_postponing_needs_a_later_day(client: Client, until: str) -> None:
    """What was typed is still there."""
    fields = {"act": "postpone", "seen": seen(), "until": until, "note": "産業課に確認"}
    answer = client.post(ONE, fields)
    assert answer.status_code == 400
    assert "産業課に確認</textarea>" in answer.content.decode()
    assert Postponed.objects.count() == 0


def test_accepting_ends_a_postponement(client: Client) -> None:
    """A finding has one standing."""
    post(client, ONE, act="postpone", until=in_days(3))
    post(client, ONE, act="accept", reason="確認済み")
    assert Postponed.objects.count() == 0


def test_a_finding_is_mended_by_correcting_its_value(client: Client) -> None:
    """From the finding to the value and back; the finding is gone, the old value is not."""
    page = text_of(client, ONE)
    assert f'href="{EDIT}?finding={GRADE}"' in page
    assert f'href="{JUDGE}"' in page
    page = post(client, EDIT, text="41社", why="課の訂正", finding=GRADE)
    assert "値を直しました" in page
    assert "②立地企業数" not in page
    ledger = load_ledger(PLAN)
    texts = [one.quantity.text for one in ledger.actuals if one.id.startswith(f"{PLAN}/02/②/2025")]
    assert texts == ["35社", "41社"]
    latest = Index(ledger).actual(f"{PLAN}/02/②", 2025)
    assert latest is not None
    assert (latest.quantity.value, latest.replaces) == (Decimal(41), f"{PLAN}/02/②/2025")


def test_a_finding_that_is_gone_leads_back(client: Client) -> None:
    """An old address says so instead of failing."""
    answer = client.get(f"{INBOX}{'0' * 12}/", follow=True)
    assert "この指摘はもうありません" in answer.content.decode()


def test_somebody_else_was_faster(client: Client) -> None:
    """A decision on a plan that changed since is not carried out; what was typed stays."""
    old = seen()
    post(client, EDIT, text="36社", why="課の訂正")
    name = next(n for n, one in contradictions(PLAN).by_name.items() if one.code == "H119")
    assert name == ENDED
    answer = client.post(f"{INBOX}{ENDED}/", {"act": "accept", "seen": old, "reason": "精算のため"})
    assert answer.status_code == 409
    assert "精算のため</textarea>" in answer.content.decode()
    assert load_ledger(PLAN).acceptances == ()


def test_plans_are_held_against_each_other(client: Client) -> None:
    """The same project under two names in two documents is found across the plans alone."""
    other = sample_ledger()
    text = "企業の誘致推進"
    projects = tuple(replace(p, name=text) if p.number == "02" else p for p in other.projects)
    renamed = replace(other, projects=projects)
    save_ledger(moved(renamed, "別の文書"))
    page = text_of(client, "/desk/findings/")
    assert "2 件の計画を互いに見比べた結果です" in page
    alone = {f.code for f in contradictions(PLAN).findings}
    across = {f.code for f in contradictions().findings} - alone
    assert across, "nothing was found across the plans"
    assert any(code in page for code in across)
    name = next(n for n, f in contradictions().by_name.items() if f.code in across)
    owner = contradictions().plan_of(contradictions().by_name[name])
    address = f"/desk/plans/{owner}/findings/{name}/"
    fields = {"act": "accept", "seen": seen(owner), "reason": "別の事業"}
    assert "受け入れました" in client.post(address, fields, follow=True).content.decode()
    assert load_ledger(owner).acceptances[0].fingerprint == name


def moved(ledger: Ledger, plan: str) -> Ledger:
    """Return a ledger under another plan's id."""
    return loads(dumps(ledger).replace(PLAN, plan).replace(FILE, "別の一覧.xlsx"))


def test_findings_are_kept_while_the_plan_stays() -> None:
    """Looking again looks nowhere; a new version of the plan is looked at anew."""
    first = contradictions(PLAN)
    assert contradictions(PLAN) is first
    Plan.objects.filter(entry_id=PLAN).update(version=99)
    assert contradictions(PLAN) is not first


def test_an_unknown_rulebook_grades_nothing(client: Client) -> None:
    """A plan of another program's rulebook can still be looked at."""
    ledger = sample_ledger()
    save_ledger(replace(ledger, plans=(replace(ledger.plans[0], rulebook="elsewhere-1"),)))
    page = text_of(client, INBOX)
    assert "公表された評価が評価凡例と違う" not in page
    assert "終了後の年度に実績値がある" in page
    assert COUNTING not in page


def test_english_headings_open_with_a_capital(client: Client) -> None:
    """What checks and severities are called inside a sentence opens a line here."""
    for address in (f"{DESK}findings/", f"{DESK}findings/{GRADE}/"):
        text = text_of(client, f"{address}?lang=en")
        assert '<span class="severity error">Error</span> Published grade differs' in text
