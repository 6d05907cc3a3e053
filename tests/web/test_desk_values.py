"""Every value can be corrected, every grade overridden, and nothing is lost by it."""

from decimal import Decimal
from urllib.parse import quote

import pytest
from django.test import Client
from msgspec.structs import replace
from pytest_django import Settings

from hakaru.ledger.entries import Certainty, Direction, DirectionSource, TargetKind
from hakaru.ledger.ledger import Index
from hakaru.ledger.revising import effective
from hakaru.store.ledger_rows import load_ledger, save_ledger
from hakaru.store.models import EntryChange, Event
from web.conftest import PLAN_PAGE
from web.desk import DESK, EDIT, JUDGE, SITES, seen, text_of
from web.sample import PLAN, sample_ledger


@pytest.fixture(autouse=True)
def _at_desk(plan_page: str, settings: Settings) -> None:
    """Sit at the desk of the sample plan."""
    del plan_page
    settings.DESK, settings.DESK_NAME = True, "係"


def edit(client: Client, ref: str, **fields: str) -> str:
    """Send a correction that was just begun; return the page it leads to."""
    sent = {"seen": seen(), "why": "転記の誤り", **fields}
    answer = client.post(f"{DESK}edit/{quote(ref)}/", sent, follow=True)
    assert answer.status_code == 200, answer.content.decode()
    return answer.content.decode()


def now() -> Index:
    """Return what counts now."""
    return Index(effective(load_ledger(PLAN)))


def test_the_list_finds_indicators_by_words(client: Client) -> None:
    """By the words of indicator or project."""
    page = text_of(client, f"{DESK}values/?q=誘致")
    assert "立地企業数" in page
    assert "休日当番医" not in page
    assert "条件に合う指標はありません" in text_of(client, f"{DESK}values/?q=ないもの")


def test_what_nobody_understands_is_kept_and_told(client: Client) -> None:
    """Documents hold words that are no values: they may stand, and nobody is left unaware."""
    assert "いまの値の読み取り：35 社" in text_of(client, EDIT)
    page = edit(client, "02/②/2025", text="おおむね<b>良好</b>か")
    assert "値を直しました" in page
    assert "「おおむね&lt;b&gt;良好&lt;/b&gt;か」は、数・語・状態のどれとしても読めません" in page
    assert "意味を読み取れません" in text_of(client, EDIT)
    page = edit(client, "02/②/2025", text="36社")
    assert "どれとしても読めません" not in page


def test_a_result_is_corrected(client: Client) -> None:
    """Value, grade, certainty and day; the former entry stays, and so does who read it where."""
    page = edit(client, "02/②/2025", text="36社", published_grade="△", as_of="2026-01-31")
    assert "値を直しました" in page
    assert "訂正あり" in page
    actual = now().actual(f"{PLAN}/02/②", 2025)
    assert actual is not None
    assert (actual.quantity.value, actual.quantity.unit) == (Decimal(36), "社")
    assert (actual.published_grade, str(actual.as_of)) == ("△", "2026-01-31")
    assert actual.certainty is Certainty.FORECAST
    assert len(load_ledger(PLAN).actuals) == len(sample_ledger().actuals) + 1
    event = Event.objects.get()
    assert event.detail["reason"] == "転記の誤り"
    assert event.detail["entry"] == f"{PLAN}/02/②/2025"


def test_undo_is_another_correction(client: Client) -> None:
    """The value of before is written again; three values stand in the history."""
    edit(client, "02/②/2025", text="36社")
    edit(client, "02/②/2025", text="35社")
    actual = now().actual(f"{PLAN}/02/②", 2025)
    assert actual is not None
    assert actual.quantity.text == "35社"
    assert EntryChange.objects.count() == 2
    page = text_of(client, SITES)
    assert "<del>35社</del> → <ins>36社</ins>" in page
    assert "<del>36社</del> → <ins>35社</ins>" in page


def test_the_same_value_changes_nothing(client: Client) -> None:
    """No event, no entry."""
    assert "何も変えていません" in edit(client, "02/②/2025", text="35社")
    assert Event.objects.count() == 0


def test_a_value_without_unit_takes_its_columns(client: Client) -> None:
    """27 under (千人) is not 27 persons."""
    ledger = sample_ledger()
    named = tuple(
        replace(one, name="来場者数（千人）") if one.id.endswith("08/-") else one
        for one in ledger.indicators
    )
    save_ledger(replace(ledger, indicators=named))
    edit(client, "08/-/2025", text="27")
    actual = now().actual(f"{PLAN}/08/-", 2025)
    assert actual is not None
    assert (actual.quantity.value, actual.quantity.unit) == (Decimal(27_000), "人")


def test_a_missing_result_is_entered(client: Client) -> None:
    """A year without a result takes one, and is graded."""
    page = edit(client, "02/②/2027", text="45社", certainty="confirmed")
    assert "45社" in page
    actual = now().actual(f"{PLAN}/02/②", 2027)
    assert actual is not None
    assert (actual.quantity.value, actual.fiscal_year) == (Decimal(45), 2027)


def test_a_target_is_corrected(client: Client) -> None:
    """Its text says kind and year; years in force are its own."""
    edit(client, "02/②/target/2025", text="50社（2027年度）", in_force_from="R7", reason="要望")
    target = now().target(f"{PLAN}/02/②", 2025)
    assert target is not None
    assert (target.quantity.value, target.due, target.kind) == (
        Decimal(50),
        2027,
        TargetKind.NUMBER,
    )
    assert (target.in_force_from, target.reason) == (2025, "要望")


def test_names_and_baselines_are_corrected(client: Client) -> None:
    """An indicator's name and where it starts from."""
    edit(client, "04/-", name="相互貸借の冊数", baseline="1,250冊", baseline_year="令和4年度")
    indicator = now().indicators[f"{PLAN}/04/-"]
    assert indicator.name == "相互貸借の冊数"
    assert indicator.baseline is not None
    assert (indicator.baseline.quantity.value, indicator.baseline.fiscal_year) == (
        Decimal(1250),
        2022,
    )
    edit(client, "02", name="企業の誘致")
    assert now().projects[f"{PLAN}/02"].name == "企業の誘致"


def test_a_budget_keeps_its_unit(client: Client) -> None:
    """千円 stays 千円."""
    edit(client, "02/budget/2025", text="412,019千円")
    budget = now().ledger.budgets[0]
    assert (budget.text, budget.amount_yen) == ("412,019千円", Decimal(412_019_000))


@pytest.mark.parametrize(
    ("ref", "fields", "words"),
    [
        ("02/②/2025", {"text": "36社", "why": ""}, "理由を書いてください"),
        ("02/②/2025", {"text": "36社", "as_of": "きのう"}, "「きのう」は日付として読めません"),
        ("02/②/2025", {"certainty": "maybe", "text": "36社"}, "「maybe」は選べません"),
        ("02/②/target/2025", {"due": "いつか", "text": "36社"}, "目標の年度として読めません"),
        ("02/②/target/2025", {"in_force_until": "2020", "text": "36社"}, "始まり（2025）より前"),
        ("04/-", {"name": "  ", "baseline": "36冊"}, "空にはできません"),
        ("04/-", {"baseline_year": "いつか", "baseline": "36冊"}, "年度として読めません"),
        ("02/②/2025", {"text": "36" * 10_001}, "長すぎます"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_typed_is_lost(
    client: Client, ref: str, fields: dict[str, str], words: str
) -> None:
    """The form comes back as it was sent, says what is wrong at its field, and wrote nothing."""
    address = f"{DESK}edit/{quote(ref)}/"
    answer = client.post(address, {"seen": seen(), "why": "転記の誤り", **fields})
    page = answer.content.decode()
    assert answer.status_code == 400
    assert words in page
    assert "aria-invalid" in page
    assert all(text.strip() in page for text in fields.values())
    assert load_ledger(PLAN) == sample_ledger()


def test_somebody_else_was_faster(client: Client) -> None:
    """The second of two forms that were open is told, and may press again."""
    old = seen()
    edit(client, "02/②/2025", text="36社")
    sent = {"seen": old, "text": "37社", "why": "別の訂正"}
    answer = client.post(EDIT, sent)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert 'value="37社"' in page
    assert "別の訂正</textarea>" in page
    assert f'name="seen" value="{seen()}"' in page
    client.post(EDIT, {**sent, "seen": seen()})
    actual = now().actual(f"{PLAN}/02/②", 2025)
    assert actual is not None
    assert actual.quantity.text == "37社"


@pytest.mark.parametrize("ref", ["99/①", "02/②/x", "02/②/override/2025", "02/note/2"])
def test_what_is_not_there_cannot_be_corrected(client: Client, ref: str) -> None:
    """An unknown entry is answered with 404."""
    assert client.get(f"{DESK}edit/{quote(ref)}/").status_code == 404


def test_history_says_who_when_and_from_which_file(client: Client) -> None:
    """A load, then a correction: both stand in the history of the value."""
    sent = {"symbol": "○", "reason": "確約済み", "act": "override", "seen": seen()}
    client.post(JUDGE, sent)
    edit(client, "02/②/2025", text="36社")
    page = text_of(client, SITES)
    for words in ("値を直した", "評価を改めた", "転記の誤り", "確約済み", "係"):
        assert words in page
    assert page.index("値を直した") < page.index("評価を改めた")


# Grades


def override(client: Client, **fields: str) -> str:
    """Send an override that was just begun; return the page it leads to."""
    sent = {"act": "override", "seen": seen(), "symbol": "○", "reason": "年度末に確約", **fields}
    answer = client.post(JUDGE, sent, follow=True)
    assert answer.status_code == 200, answer.content.decode()
    return answer.content.decode()


def test_an_overridden_grade_stands_beside_both(client: Client) -> None:
    """At the desk with who gave it; in public with the reason and without the name."""
    page = override(client, symbol="□")
    assert "評価を改めました" in page
    given = load_ledger(PLAN).overrides[0]
    assert (given.symbol, given.reason, given.by) == ("□", "年度末に確約", "係")
    public = text_of(client, f"{PLAN_PAGE}projects/02/")
    assert "改めた評価" in public
    assert "年度末に確約" in public
    assert "係" not in public
    for symbol in ("達成見込", "未達見込み", "概ね達成"):
        assert symbol in public


def test_the_public_ratio_counts_it(client: Client) -> None:
    """3 of 6 become 2 of 6 where a met one is given as missed; the page says that it did."""
    before = text_of(client, PLAN_PAGE)
    assert '<span class="of">3/6</span>' in before
    override(client, symbol="△")
    after = text_of(client, PLAN_PAGE)
    assert '<span class="of">2/6</span>' in after
    assert "1 件は改めた評価で数えています" in after


def test_an_override_is_withdrawn(client: Client) -> None:
    """Then everything is as before; the history knows of both."""
    override(client, symbol="△")
    sent = {"act": "withdraw", "seen": seen()}
    assert "取り消しました" in client.post(JUDGE, sent, follow=True).content.decode()
    assert load_ledger(PLAN).overrides == ()
    assert '<span class="of">3/6</span>' in text_of(client, PLAN_PAGE)
    actions = list(Event.objects.order_by("pk").values_list("action", flat=True))
    assert actions == ["grade.overridden", "grade.override_withdrawn"]


def test_a_second_override_takes_the_place_of_the_first(client: Client) -> None:
    """One grade a year; the history has old and new."""
    override(client, symbol="△")
    page = override(client, symbol="□")
    assert [one.symbol for one in load_ledger(PLAN).overrides] == ["□"]
    assert "<del>△</del> → <ins>□</ins>" in page


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"symbol": "A"}, "評価「A」は評価凡例にありません"),
        ({"symbol": ""}, "評価凡例にありません"),
        ({"reason": " "}, "理由を書いてください"),
        ({"reason": "あ" * 2001}, "長すぎます"),
    ],
)
def test_an_impossible_override_is_refused(
    client: Client, fields: dict[str, str], words: str
) -> None:
    """What was typed stays, and nothing is written."""
    sent = {"act": "override", "seen": seen(), "symbol": "△", "reason": "確約", **fields}
    answer = client.post(JUDGE, sent)
    assert answer.status_code == 400
    assert words in answer.content.decode()
    assert load_ledger(PLAN).overrides == ()


def test_a_rulebook_may_leave_it_to_others(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where only the council may override, the secretariat may not."""
    monkeypatch.setattr("hakaru.workflow.overriding.AT_DESK", "secretariat")
    from hakaru.rules.rulebook import shipped_book  # noqa: PLC0415 - the one that is changed

    book = shipped_book("sapporo-renkei-2024")
    others = replace(book, override=replace(book.override, by=("council",)))
    monkeypatch.setattr("hakaru.workflow.overriding.shipped_book", lambda _id: others)
    assert "事務局は評価を改められません" in text_of(client, JUDGE)
    sent = {"act": "override", "seen": seen(), "symbol": "△", "reason": "確約"}
    assert client.post(JUDGE, sent).status_code == 400
    assert load_ledger(PLAN).overrides == ()


def test_a_year_without_result_leads_back(client: Client) -> None:
    """There is nothing to judge yet, and the page says what to do."""
    answer = client.get(f"{DESK}grade/2030/{quote('02/②')}/", follow=True)
    assert "2030 年度の実績がないので" in answer.content.decode()


def test_a_direction_that_is_derived_follows_the_corrected_numbers(client: Client) -> None:
    """A target read ten times too high made falling look bad; corrected, both are right."""
    ledger = load_ledger(PLAN)
    index = Index(effective(ledger))
    share = index.indicators[f"{PLAN}/03/-"]
    assert share.direction is Direction.LOWER
    (target,) = index.targets_of[share.id]
    ref = quote(target.id.removeprefix(f"{PLAN}/"))
    edit(client, ref, text="70%")
    assert now().indicators[share.id].direction is Direction.HIGHER
    edit(client, ref, text="50%")
    index = now()
    assert index.indicators[share.id].direction is Direction.LOWER
    assert index.indicators[share.id].direction_source is DirectionSource.DERIVED
    changed = {
        change.entry_id for change in EntryChange.objects.filter(event__in=Event.objects.all())
    }
    assert {target.id, share.id} <= {name.partition("~")[0] for name in changed}
