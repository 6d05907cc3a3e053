"""The public site as files: whole, relative, the same every time, and never half written."""

import json
import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from django.core.management import call_command

from hakaru.errors import UsageError
from hakaru.web.export_links import Names
from hakaru.web.exporting import MARKER, export_site
from hakaru.web.views.keeping import forget_pages
from web.sample import PLAN

pytestmark = pytest.mark.django_db

LINK = re.compile(r'\s(?:href|src)="([^"]+)"')


@pytest.fixture
def exported(two_plans: str, tmp_path: Path) -> Path:
    """Export both sample plans."""
    del two_plans
    folder = tmp_path / "site"
    done = export_site(folder)
    assert done.missing == ()
    return folder


def files(folder: Path) -> dict[str, bytes]:
    """Return what stands in every file of a folder."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def test_every_link_leads_to_a_file(exported: Path) -> None:
    """From page to page, in both languages, and to style and pictures; none to a server."""
    links = 0
    for path in exported.rglob("*.html"):
        for link in LINK.findall(path.read_text(encoding="utf-8")):
            parts = urlsplit(link)
            if link.startswith("mailto:"):
                continue
            assert (parts.scheme, parts.netloc, parts.query) == ("", "", ""), link
            if parts.path:
                links += 1
                assert (path.parent / unquote(parts.path)).is_file(), (path, link)
    assert links > 400


def test_every_page_is_there_in_both_languages(exported: Path) -> None:
    """Japanese at the top, English in a folder of its own, with the same pages."""
    names = set(files(exported))
    for page in ("index.html", f"plans/{PLAN}/index.html", f"plans/{PLAN}/projects/02/index.html"):
        assert page in names
        assert f"en/{page}" in names
    english = {name.removeprefix("en/") for name in names if name.startswith("en/")}
    japanese = {n for n in names if n.endswith("/index.html") and not n.startswith("en/")}
    assert {name for name in english if name.endswith("/index.html")} == japanese
    assert 'lang="en"' in (exported / "en" / "index.html").read_text(encoding="utf-8")


def test_the_api_is_explained_with_examples_that_open(exported: Path) -> None:
    """Every page leads there; from a disk it says that only its examples can be asked."""
    for path in exported.rglob("*.html"):
        source = path.read_text(encoding="utf-8")
        if 'class="foot-links"' in source:
            led = {(path.parent / unquote(link)).resolve() for link in LINK.findall(source)}
            language = "en" if '<html lang="en"' in source else "."
            assert (exported / language / "api" / "index.html").resolve() in led, path
    page = (exported / "api" / "index.html").read_text(encoding="utf-8")
    assert "リンクのある例だけが開けます" in page
    examples = [link for link in LINK.findall(page) if link.startswith("1/")]
    assert len(examples) > 3
    for link in examples:
        assert json.loads((exported / "api" / unquote(link)).read_bytes())


def test_a_list_is_whole_and_has_no_form(exported: Path) -> None:
    """What needs a server is left out and said; every project stands in the list."""
    page = (exported / "plans" / PLAN / "projects" / "index.html").read_text(encoding="utf-8")
    assert "<form" not in page
    # Said once, where the form was; the header says nothing of its own.
    assert page.count("ファイル版では使えません") == 1
    assert "ファイル版では" not in page.split("</header>")[0]
    assert "<script" not in page
    assert "ファイル版では使えません" in page
    assert "8 事業中 8 事業" in page


def test_a_filtered_list_that_is_linked_to_is_a_file(exported: Path) -> None:
    """The page of a section links to the list of its projects: that list is there."""
    page = exported / "plans" / PLAN / "projects" / "index=section=s2.html"
    assert "8 事業中 1 事業" in page.read_text(encoding="utf-8")


def test_the_same_plans_give_the_same_bytes(exported: Path, tmp_path: Path) -> None:
    """Two exports differ in nothing, and nothing of the draft is left behind."""
    again = tmp_path / "again"
    forget_pages()
    export_site(again)
    assert files(again) == files(exported)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["again", "site"]


def test_an_interrupted_export_leaves_the_former_one(
    exported: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever happens half way, the folder is the former export and nothing else."""
    before = files(exported)

    def stop(written: int, _known: int) -> None:
        if written == 5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        export_site(exported, progress=stop)
    assert files(exported) == before
    monkeypatch.setattr("hakaru.web.views.public.queries.overview", lambda *_a, **_k: 1 / 0)
    forget_pages()
    with pytest.raises((UsageError, ZeroDivisionError)):
        export_site(exported)
    assert files(exported) == before
    assert [path.name for path in exported.parent.iterdir()] == ["site"]


def test_a_folder_that_cannot_be_put_in_place_leaves_the_former_one(
    exported: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk refuses the last step: the former export is put back."""
    before, rename = files(exported), Path.rename

    def refuse(path: Path, target: Path) -> Path:
        if path.name.endswith(".new"):
            raise OSError(13, "refused")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(OSError, match="refused"):
        export_site(exported)
    assert files(exported) == before


def test_what_is_no_export_is_not_overwritten(two_plans: str, tmp_path: Path) -> None:
    """A folder with other files, and a file, are refused and stay."""
    del two_plans
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("keep me")
    for name in ("mine", "mine/letter.txt"):
        with pytest.raises(UsageError) as caught:
            export_site(tmp_path / name)
        assert caught.value.code == "export.not_ours"
    assert (tmp_path / "mine" / "letter.txt").read_text() == "keep me"


def test_a_former_export_is_replaced_whole(exported: Path) -> None:
    """A page that is gone from the site is gone from the files."""
    (exported / "gone.html").write_text("old")
    export_site(exported, address="https://example.jp/kpi")
    assert not (exported / "gone.html").exists()
    assert (exported / MARKER).is_file()
    sitemap = (exported / "sitemap.xml").read_text(encoding="utf-8")
    assert "<loc>https://example.jp/kpi/en/index.html</loc>" in sitemap
    texts = (path.read_text(encoding="utf-8") for path in exported.rglob("*.html"))
    assert not any("https://localhost" in text for text in texts)
    assert "https://example.jp/kpi/sitemap.xml" in (exported / "robots.txt").read_text()


def test_the_command_says_how_much(
    two_plans: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One line about the whole; progress is for terminals."""
    del two_plans
    call_command("export_site", tmp_path / "site")
    assert "に書き出しました" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("/", "index.html"),
        ("/?lang=en", "en/index.html"),
        ("/plans/a%2Fb/", "plans/a/b/index.html"),
        ("/plans/a:b*/", "plans/a=3Ab=2A/index.html"),
        ("/plans/../x/", "plans/.=2E/x/index.html"),
        ("/list/?page=2", "list/index=page=2.html"),
        ("/list/?page=2&q=x", "list/index.html"),
        ("/table?format=csv", "table.csv"),
        ("/api/1/plans", "api/1/plans.json"),
        ("/static/a.css?v=1", "static/a.css"),
    ],
)
def test_names_of_files(address: str, name: str) -> None:
    """Readable, taken by every disk, and always inside the folder."""
    names = Names(first_language="ja", static="/static/")
    assert names.file(names.page(address, "ja")) == name


def test_names_that_differ_in_case_alone_are_two_files() -> None:
    """A disk that takes A for a keeps both pages."""
    names = Names(first_language="ja", static="/static/")
    both = [names.file(names.page(address, "ja")) for address in ("/A/", "/a/", "/A/")]
    assert both == ["A/index.html", "a/index=2.html", "A/index.html"]
