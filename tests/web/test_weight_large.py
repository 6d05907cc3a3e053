"""Pages of a very large plan stay light too, and say where the rest is."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import chain
from urllib.parse import quote

import pytest
from django.test import Client
from msgspec.structs import replace

from hakaru.ledger.entries import Activity, AnyEntry, Share
from hakaru.ledger.ledger import Ledger, ledger_of
from hakaru.store.ledger_rows import save_ledger
from web.sample import MEMBERS, PLAN, indicator, project, results, sample_ledger, section, target
from web.test_weight import MOST, whole

MANY = tuple(f"第{number}町" for number in range(1, 58))
PROJECTS, SECTIONS, OWN = 240, 45, 40
YEARS = (("150人", "◎"), ("40人", "×"), ("90人", "□"), ("120人", "◎"), ("80人", "△"))
PAGE = f"/plans/{quote(PLAN)}/"
FIRST = f"members/{quote(MANY[0])}/"
PAGES = (
    "",
    "projects/",
    "projects/100/",
    "sections/s3/",
    "sections/s900/",
    "indicators/",
    "members/",
    FIRST,
    "compare/",
    "compare/?from=2024&to=2028",
    "compare/?from=2024-12-31&to=2028-12-31",
    "missed/",
    "rulebook/",
    "downloads/",
)


def very_large_ledger() -> Ledger:
    """Return the sample plan with 240 projects more in 45 sections, five years, 60 members.

    A third of the projects are new, a third ended, a third revised; the plan, a section and one
    project have 40 indicators of their own.
    """
    ledger = sample_ledger()
    plan = replace(ledger.plans[0], members=(*MEMBERS, *MANY))
    made = chain(
        (section(f"9{at:02d}", f"広域連携による取組の分野その{at}") for at in range(SECTIONS)),
        chain.from_iterable(map(_project, range(100, 100 + PROJECTS))),
        chain.from_iterable(_own(parent) for parent in ("", "s3", "100")),
    )
    return ledger_of(
        [plan, *(one for one in ledger.entries() if one is not ledger.plans[0]), *made],
        ledger.documents,
    )


def _project(number: int) -> Iterator[AnyEntry]:
    """Yield the entries of a project."""
    kind = number % 3
    yield project(
        f"{number}",
        f"圏域の防災訓練と広域避難の推進その{number}",
        f"9{number % SECTIONS:02d}",
        participants=MANY if number % 2 else MANY[1:],
        new_from=2028 if kind == 0 else None,
        ended="令和7年度で終了" if kind == 1 else "",
        responsibilities=((MANY[0], "訓練の企画と実施、住民への周知。" * 4),),
    )
    of = f"{number}/①"
    yield indicator(f"{number}", "①", "広域避難の訓練に参加した住民の数")
    yield target(of, "100人", years=(None, 2027) if kind == 2 else (None, None))
    if kind == 2:
        yield target(of, "110人", years=(2028, None))
    yield from results(of, *YEARS)
    yield Activity(
        id=f"{PLAN}/{number}/activity/2025",
        source=None,
        project=f"{PLAN}/{number}",
        fiscal_year=2025,
        as_of=None,
        text="関係市町村と訓練を行い、課題を話し合った。" * 20,
        members=MANY[:1],
    )


def _own(parent: str) -> Iterator[AnyEntry]:
    """Yield forty indicators of a section, a project, or the plan itself; members told apart."""
    for at in range(OWN):
        marker = f"({at + 1})"
        of = f"{parent}/{marker}" if parent else marker
        one = indicator(parent, marker, "圏域の人口に占める訓練参加者の割合")
        yield replace(one, id=f"{PLAN}/{of}")
        yield target(of, "100人")
        for actual in results(of, *YEARS):
            yield replace(actual, breakdown=(Share(member=MANY[0], value=Decimal(1), unit="人"),))


@pytest.fixture
def large(db: None) -> None:
    """Put the very large plan in the database."""
    del db
    save_ledger(very_large_ledger())


@pytest.mark.usefixtures("large")
@pytest.mark.parametrize("language", ["ja", "en"])
def test_no_page_of_a_very_large_plan_is_heavy(client: Client, language: str) -> None:
    """Whatever is long is cut or comes page by page."""
    for page in PAGES:
        answer = client.get(f"{PAGE}{page}{'&' if '?' in page else '?'}lang={language}")
        assert answer.status_code == 200, page
        assert len(answer.content) < MOST, (page, len(answer.content))


@pytest.mark.usefixtures("large")
def test_what_is_cut_from_long_pages_is_told(client: Client) -> None:
    """The overview, cards, sections and members say how much more there is, and where."""
    told = {
        "": (
            "80 事業のすべて（変更の一覧）",
            "80 指標のすべて（変更の一覧）",
            "downloads/changes.html?year=",
        ),
        "projects/100/": ("ほかの ", f'href="/plans/{PLAN}/indicators/100/(40)/"'),
        "sections/s3/": ("ほかの ", f'href="/plans/{PLAN}/indicators/s3/(40)/"'),
        "indicators/": ("指標は、下の一覧から開けます。",),
        FIRST: (
            "120 事業のすべて",
            "件あります。各事業のページをご覧ください。",
            "projects/?member=",
        ),
    }
    for page, pieces in told.items():
        source = client.get(PAGE + page).content.decode()
        for piece in pieces:
            assert piece in source, (page, piece)


@pytest.mark.usefixtures("large")
@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_indicator_stands_on_one_light_page(client: Client, language: str) -> None:
    """The list of all indicators, and one group of a comparison, page by page."""
    link = r'class="indicator-name" href="([^"]+)"'
    every = whole(client, f"{PAGE}indicators/?lang={language}", link)
    assert len(every) == len(set(every)) == PROJECTS + 3 * OWN + 8
    newly = whole(
        client, f"{PAGE}compare/?from=2024&to=2025&turn=newly_missed&lang={language}", link
    )
    assert len(newly) == len(set(newly)) >= PROJECTS


@pytest.mark.usefixtures("large")
def test_short_groups_of_a_comparison_are_whole(client: Client) -> None:
    """A long group does not take the room of a short one."""
    page = client.get(f"{PAGE}compare/?from=2024&to=2025").content.decode()
    counts = {
        turn: int(number)
        for turn, number in re.findall(r"turn=(\w+)\".*?<strong>(\d+)</strong>", page)
    }
    for turn, number in counts.items():
        shown = page.count(
            'class="indicator-name"', page.index(f'<section aria-labelledby="{turn}"')
        )
        assert number > 10 or shown >= number
