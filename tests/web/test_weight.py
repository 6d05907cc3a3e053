"""Pages stay light: the demonstration's, in either language, before any compression."""

import re
from collections.abc import Iterator
from html import unescape
from itertools import chain
from pathlib import Path
from urllib.parse import quote

import pytest
from django.test import Client

from hakaru.ledger.entries import Activity, AnyEntry
from hakaru.ledger.ledger import Ledger, ledger_of
from hakaru.store.ledger_rows import save_ledger
from hakaru.web.exporting import export_site
from hakaru.web.serving import load_demonstration
from web.sample import PLAN as SAMPLE
from web.sample import indicator, project, results, sample_ledger, target

PLAN = f"/plans/{quote('さっぽろ連携中枢都市圏')}/"
# Bytes of HTML with its drawings. Style sheets come once for all pages.
MOST = 100_000
PAGES = (
    "",
    "projects/",
    "projects/41/",
    "sections/s3/",
    "indicators/",
    f"indicators/{quote('41/①')}/",
    "members/",
    f"members/{quote('札幌市')}/",
    "compare/",
    "compare/?from=2025-04-01&to=2025-12-31",
    "compare/?from=2024&to=2025&turn=same",
    "missed/?year=2024",
    "rulebook/",
    "downloads/",
    "embed/",
)


@pytest.fixture
def demonstration(db: None) -> None:
    """Load the demonstration: 55 projects, 78 indicators."""
    del db
    load_demonstration()


@pytest.mark.usefixtures("demonstration")
def test_pages_are_light(client: Client) -> None:
    """No page of the demonstration is heavier than the bound."""
    for language in ("ja", "en"):
        for page in PAGES:
            answer = client.get(f"{PLAN}{page}{'&' if '?' in page else '?'}lang={language}")
            assert answer.status_code == 200, page
            assert len(answer.content) < MOST, (page, language, len(answer.content))


LARGE = 70


def large_ledger() -> Ledger:
    """Return the sample plan with 70 projects more in one section, half of their results missed.

    Each has two indicators, two years of results, and what was done.
    """
    ledger = sample_ledger()
    return ledger_of(
        [*ledger.entries(), *chain.from_iterable(map(_made, range(100, 100 + LARGE)))],
        ledger.documents,
    )


def _made(number: int) -> Iterator[AnyEntry]:
    """Yield the entries of one of the projects."""
    name = f"{SAMPLE}/{number}"
    yield project(f"{number}", f"圏域の防災訓練と広域避難の推進その{number}", "3")
    for marker in "①②":
        of = f"{number}/{marker}"
        yield indicator(f"{number}", marker, "広域避難の訓練に参加した住民の数")
        yield target(of, "100人")
        yield from results(of, ("150人", "◎"), ("40人", "◎" if number % 2 else "×"))
    yield Activity(
        id=f"{name}/activity/2025",
        source=None,
        project=name,
        fiscal_year=2025,
        as_of=None,
        text="関係市町村と訓練を行い、課題を話し合った。" * 20,
        members=(),
    )


def whole(client: Client, address: str, pattern: str) -> list[str]:
    """Return what a pattern finds on all pages of a list, each of which is light."""
    found: list[str] = []
    path, _, query = address.partition("?")
    while True:
        answer = client.get(f"{path}?{query}")
        assert answer.status_code == 200
        assert len(answer.content) < MOST, (query, len(answer.content))
        source = answer.content.decode()
        found += re.findall(pattern, source)
        after = re.search(r'rel="next" href="([^"]+)"', source)
        if after is None:
            return found
        path, _, query = unescape(after[1]).partition("?")


@pytest.mark.parametrize("language", ["ja", "en"])
def test_long_lists_come_in_light_pages(client: Client, db: None, language: str) -> None:
    """Every project and every missed indicator stands on one page; filters stay while turning."""
    del db
    save_ledger(large_ledger())
    plan = f"/plans/{quote(SAMPLE)}/"
    row = r'class="project-number">No\. (\d+)<'
    every = whole(client, f"{plan}projects/?lang={language}", row)
    assert len(every) == len(set(every)) == LARGE + 8
    some = whole(client, f"{plan}projects/?section=s3&year=2025&lang={language}", row)
    assert len(some) == len(set(some)) > LARGE
    assert "01" not in some
    cases = whole(
        client, f"{plan}missed/?year=2025&lang={language}", r'class="indicator-name"[^>]*>'
    )
    assert len(cases) == LARGE + 2
    for page in ("", "sections/s3/"):
        answer = client.get(f"{plan}{page}?lang={language}")
        assert len(answer.content) < MOST, (page, len(answer.content))
    assert client.get(f"{plan}projects/?page=99").status_code == 400
    assert client.get(f"{plan}missed/?page=99").status_code == 400


def test_what_is_cut_says_where_the_whole_is(client: Client, db: None) -> None:
    """The overview and a section show the first lines, the count of all, and the way to them."""
    del db
    save_ledger(large_ledger())
    plan = f"/plans/{quote(SAMPLE)}/"
    overview = client.get(plan).content.decode()
    assert overview.count("<tbody") < overview.count("<tr")
    assert f'href="{plan}missed/?year=2025"' in overview
    assert f'href="{plan}projects/?grade=differs"' in overview
    assert (
        f'href="{plan}projects/?section=s3"' in client.get(f"{plan}sections/s3/").content.decode()
    )
    assert f"{LARGE + 8} 事業中 {LARGE + 8} 事業" in client.get(f"{plan}projects/").content.decode()


def test_every_page_of_a_list_is_exported(tmp_path: Path, db: None) -> None:
    """All projects stand in the files of the list, with a filter and without."""
    del db
    save_ledger(large_ledger())
    export_site(tmp_path / "site")
    folder = tmp_path / "site" / "plans" / SAMPLE / "projects"
    for name in ("index", "index=section=s3"):
        sources = [path.read_text() for path in folder.glob(f"{name}.html")]
        sources += [path.read_text() for path in folder.glob(f"{name}=page=*.html")]
        found = re.findall(r'class="project-number">No\. (\d{3})<', "".join(sources))
        assert len(sources) > 1
        assert sorted(found) == [str(number) for number in range(100, 100 + LARGE)]
        # None of the files holds everything, and none says so.
        assert all("続きは「次のページ」にあります。" in source for source in sources)
        assert not any("全件" in source for source in sources)
