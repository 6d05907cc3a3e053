"""The index behind the search: what it finds, on either database, and that it keeps up."""

import pytest
from django.core.management import call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from hakaru.ledger.ledger import Ledger
from hakaru.store.finding import PROJECT, Place, having, place_of
from hakaru.store.ledger_rows import save_ledger
from hakaru.store.models import Plan, Searchable
from hakaru.store.search import alike, grams_asked, grams_kept
from hakaru.workflow import queries
from web.sample import sample_ledger

TEXT = 'ｻｯﾎﾟﾛのまつり（第2回）で"KPI" を100%以上 OR NEAR(a_b) に*した。𠮷野家'


def described(text: str) -> Ledger:
    """Return the sample plan with the text as the summary of its first project."""
    ledger = sample_ledger()
    first, *rest = ledger.projects
    return replace(ledger, projects=(replace(first, summary=text), *rest))


def names(text: str) -> list[str]:
    """Return the kinds and names of what is found."""
    return [f"{hit.kind} {hit.name}" for hit in queries.search(text, lang="ja").hits]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "text",
    [
        "さっぽろ", "ｻｯﾎﾟﾛ", "サッポロ", "マツリ", "ポロ", "2回", "２回", "（第2", "(第", "(",
        '"', '"KPI"',
        "kpi", "ＫＰＩ", "100%", "%", "%以", "OR", "NEAR(a_b)", "a_b", "_", "*", "に*し",
        "。", "𠮷野", "𠮷",
        "した。 サッポロ まつり", "た。𠮷野", '" OR "', "NEAR(a",
    ],
)  # fmt: skip
def test_every_part_of_a_text_is_found(text: str) -> None:
    """Kana, width and case do not matter; signs are signs, of whatever query language."""
    ledger = described(TEXT)
    save_ledger(ledger)
    assert f"project {ledger.projects[0].name}" in names(text)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "text",
    [
        "ろさ", "さほろ", "a.b", "1*", "さ*", "grams:さ", "- さ", "NOT", "さっまつ", "*し た。x",
        '" OR "x', "'; DROP TABLE store_searchable; --", "{さっ}", "\\", "^さっ",
    ],
)  # fmt: skip
def test_what_no_text_has_is_not_found(text: str) -> None:
    """Nothing is a wildcard or a command, and pairs that lie apart are no word."""
    ledger = described(TEXT)
    save_ledger(ledger)
    assert names(text) == []
    assert Searchable.objects.exists()


@pytest.mark.django_db
def test_what_was_done_is_found_at_its_project() -> None:
    """A word that stands only in the text of an activity leads to its project."""
    ledger = sample_ledger()
    first, *rest = ledger.activities
    save_ledger(replace(ledger, activities=(replace(first, text="灯籠を流した"), *rest)))
    (home,) = (one.name for one in ledger.projects if one.id == first.project)
    assert names("灯籠") == names("トウ灯籠"[2:]) == [f"project {home}"]


@pytest.mark.django_db
def test_the_index_keeps_up_with_the_plan() -> None:
    """What is corrected is found by its new words alone; what is the same is not written again."""
    save_ledger(described("旧い言葉"))
    save_ledger(described("新しい言葉"))
    assert not names("旧い")
    assert names("新し")
    Plan.objects.all().delete()
    assert not Searchable.objects.exists()
    save_ledger(described("旧い言葉"))
    assert len(names("旧い")) == 1


@pytest.mark.django_db(transaction=True)
def test_plans_that_are_there_are_searchable_after_the_migration() -> None:
    """The migration fills what saving would have filled, and has its way back."""
    save_ledger(described(TEXT))
    before = list(Searchable.objects.order_by("place").values_list("place", "text"))
    call_command("migrate", "store", "0008", verbosity=0)
    call_command("migrate", "store", verbosity=0)
    assert list(Searchable.objects.order_by("place").values_list("place", "text")) == before
    assert len(before) > 3
    assert names("まつり")
    assert names("冊")


@pytest.mark.django_db
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.text("あアい亜\"%_'*a(:) \u3000", max_size=12),
    st.text("あアい亜\"%_'*a(:)", min_size=1, max_size=4),
)
def test_the_index_finds_what_looking_finds(text: str, word: str) -> None:
    """A text is found by a word if and only if it has the word."""
    save_ledger(described(text))
    plan = Plan.objects.get()
    wanted = alike(word).split()
    found = having(wanted, PROJECT, plan.pk, "default")
    every = Searchable.objects.filter(place__gte=Place(PROJECT, plan.pk, 0).key, plan=plan)
    looked = [one.place for one in every.order_by("place") if wanted[0] in one.text]
    last = Place(PROJECT + 1, 0, 0).key
    assert [one.place for one in found] == [place for place in looked if place < last]


def test_grams_are_no_ascii() -> None:
    """Neither database sees a sign of its own in what is looked up."""
    grams = [*grams_kept(alike(TEXT)), *grams_asked('"or*')]
    assert all(ord(character) >= 0x80 for gram in grams for character in gram)
    assert "さっ" in grams


def test_a_place_is_one_number_and_back() -> None:
    """Kinds come first, then plans, then positions."""
    places = [Place(0, 9, 8), Place(1, 2, 3), Place(1, 2, 4), Place(1, 3, 0), Place(2, 1, 1)]
    assert [place_of(place.key) for place in places] == places
    assert sorted(place.key for place in places) == [place.key for place in places]
