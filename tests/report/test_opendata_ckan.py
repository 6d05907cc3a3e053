"""`hakaru publish`: to a portal that speaks CKAN's Action API, on this machine."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from hakaru import cli
from hakaru.ledger.text import dumps
from report.publishing import LEDGER, ORGANIZATION, TOKEN, Portal, portal


@pytest.fixture
def ckan() -> Iterator[Portal]:
    """Return a portal without datasets."""
    with portal() as running:
        yield running


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """Return a ledger in a file."""
    path = tmp_path / "ledger.jsonl"
    path.write_text(dumps(LEDGER), encoding="utf-8")
    return path


@pytest.fixture(autouse=True)
def _token(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give the token as a user does."""
    monkeypatch.setenv("HAKARU_CKAN_TOKEN", TOKEN)
    monkeypatch.delenv("HAKARU_DEBUG", raising=False)


def publish(ledger: Path, address: str, *more: str) -> int:
    """Publish a ledger with a licence."""
    words = ["publish", "ckan", str(ledger), "--url", address, "--organization", ORGANIZATION]
    return cli.main([*words, "--licence", "cc-by-4.0", "--lang", "ja", *more])


def test_a_new_dataset_with_all_its_files(
    ckan: Portal, ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The dataset is made, every file sent, and only then is it opened to the public."""
    assert publish(ledger, ckan.address) == 0
    dataset = ckan.datasets["kpi"]
    assert dataset["private"] is False
    assert dataset["license_id"] == "cc-by"
    assert ckan.asked[:2] == ["package_show", "package_create"]
    assert ckan.asked[-1] == "package_patch"
    assert [resource["name"] for resource in dataset["resources"]] == list(ckan.files)
    assert ckan.files["results.csv"].startswith(b"\xef\xbb\xbf")
    assert ckan.files["ledger.jsonl"].startswith(b'{"schema":"hakaru.ledger/1"}\n')
    assert "results.csv を加えました。" in capsys.readouterr().out


def test_publishing_again_sends_what_changed(
    ckan: Portal, ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Files with the same bytes stay; what others added to the dataset stays as well."""
    publish(ledger, ckan.address)
    ckan.datasets["kpi"]["resources"].append({"id": "x", "name": "解説.pdf"})
    plans = tuple(replace(plan, rulebook="") for plan in LEDGER.plans)
    ledger.write_text(dumps(replace(LEDGER, plans=plans)), encoding="utf-8")
    ckan.asked.clear()
    capsys.readouterr()
    assert publish(ledger, ckan.address) == 0
    said = capsys.readouterr().out
    assert "results.csv を新しくしました。" in said
    assert "sections.csv は変わっていません。" in said
    assert ckan.asked.count("resource_update") == 2
    assert "解説.pdf" in [one["name"] for one in ckan.datasets["kpi"]["resources"]]


def test_a_dataset_may_stay_private(ckan: Portal, ledger: Path) -> None:
    """For a look before the day of publication."""
    assert publish(ledger, ckan.address, "--private") == 0
    assert ckan.datasets["kpi"]["private"] is True


def test_a_token_in_a_file(
    ckan: Portal, ledger: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The token may stand in a file; it is never a word of the command line."""
    monkeypatch.delenv("HAKARU_CKAN_TOKEN")
    path = tmp_path / "token"
    path.write_text(f"{TOKEN}\n", encoding="utf-8")
    assert publish(ledger, ckan.address, "--token-file", str(path)) == 0


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--url", "http://portal.example.jp"], "https://"),
        (["--url", "ftp://127.0.0.1"], "https://"),
        (["--organization", ""], "--organization"),
        (["--organization", "nobody"], "知らない組織です"),
    ],
)
def test_what_is_refused(
    more: list[str],
    said: str,
    ckan: Portal,
    ledger: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A token is not sent over open roads; what the portal complains of is shown."""
    assert publish(ledger, ckan.address, *more) == 2
    assert said in capsys.readouterr().err


def test_a_wrong_token(
    ckan: Portal,
    ledger: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The portal's refusal is shown; the token is not."""
    monkeypatch.setenv("HAKARU_CKAN_TOKEN", "another-token")
    assert publish(ledger, ckan.address) == 2
    said = capsys.readouterr().err
    assert "403" in said
    assert "another-token" not in said


@pytest.mark.parametrize("token", ["", "二重\n行"])
def test_no_token(
    token: str,
    ledger: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Without a token, or with one no header can carry, nothing is asked of anyone."""
    monkeypatch.setenv("HAKARU_CKAN_TOKEN", token)
    assert publish(ledger, "https://portal.example.jp") == 2
    assert "HAKARU_CKAN_TOKEN" in capsys.readouterr().err


def test_a_portal_that_sends_elsewhere(
    ckan: Portal, ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The token is for the portal that was named: no redirect is followed."""
    with portal() as other:
        ckan.moved = other.address
        assert publish(ledger, ckan.address) == 2
        assert other.asked == []
    assert "302" in capsys.readouterr().err


def test_a_portal_that_is_not_there(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One line says so."""
    with portal() as gone:
        address = gone.address
    assert publish(ledger, address) == 2
    assert address in capsys.readouterr().err


def names(ckan: Portal) -> list[str]:
    """Return the names of the files of the one dataset."""
    return [str(one["name"]) for one in ckan.datasets["kpi"]["resources"]]


@pytest.mark.parametrize("at", [2, 3, 5, 8])
@pytest.mark.parametrize("how", ["lost", "broken"])
def test_what_breaks_off_goes_on_where_it_stopped(
    how: str,
    at: int,
    ckan: Portal,
    ledger: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """An answer lost when the work was done, or a full disk: never two datasets, never two files.

    What is there so far stays hidden, and the user hears how far it came and what to do.
    """
    monkeypatch.setattr("hakaru.cli.ckan.Portal.__init__.__kwdefaults__", {"seconds": 0.3})
    if how == "lost":
        ckan.lost_from = at
    else:
        ckan.broken_from = (at, 507)
    assert publish(ledger, ckan.address) == 2
    said = capsys.readouterr().err
    assert ("timed out" if how == "lost" else "507: ") in said
    if at > 2:
        assert f"{at - 3} ファイルまで済み、データセットは非公開のままです" in said
    assert all(dataset["private"] for dataset in ckan.datasets.values())
    ckan.lost_from = ckan.broken_from = None
    assert publish(ledger, ckan.address) == 0
    assert list(ckan.datasets) == ["kpi"]
    assert ckan.datasets["kpi"]["private"] is False
    assert len(names(ckan)) == len(set(names(ckan))) == len(ckan.files)


def test_a_public_dataset_that_breaks_off(
    ckan: Portal, ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The public one is brought up to date file by file; the rest stays as it was."""
    publish(ledger, ckan.address)
    before = dict(ckan.files)
    ledger.write_text(
        dumps(replace(LEDGER, plans=tuple(replace(p, rulebook="") for p in LEDGER.plans))),
        encoding="utf-8",
    )
    ckan.broken_from = (len(ckan.asked) + 4, 500)
    capsys.readouterr()
    assert publish(ledger, ckan.address) == 2
    said = capsys.readouterr().err
    assert "残りは前のまま" in said
    assert "500: " in said
    assert {name for name in before if before[name] != ckan.files[name]} == {"results.csv"}


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"state": "deleted"}, "削除されています"),
        ({"organization": {"name": "minato", "title": "港市"}, "owner_org": "x"}, "港市"),
    ],
)
def test_a_dataset_that_is_not_ours_to_change(
    changed: dict[str, object],
    said: str,
    ckan: Portal,
    ledger: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Nothing is written to a deleted dataset, nor to one of another organisation."""
    publish(ledger, ckan.address)
    ckan.datasets["kpi"].update(changed)
    ckan.asked.clear()
    assert publish(ledger, ckan.address) == 2
    assert said in capsys.readouterr().err
    assert ckan.asked == ["package_show"]


def test_a_name_that_the_portal_has_given_away(
    ckan: Portal, ledger: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A dataset nobody shows us has the name: the portal's complaint is shown, nothing is made."""
    publish(ledger, ckan.address)
    monkeypatch.setattr("hakaru.cli.ckan.Portal._show", lambda *_: None)
    assert publish(ledger, ckan.address) == 2
    said = capsys.readouterr().err
    assert "409" in said
    assert "使われています" in said
    assert "途中" not in said
    assert list(ckan.datasets) == ["kpi"]


def test_a_licence_must_be_chosen(
    ckan: Portal, ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Data without a licence helps nobody: the command asks for one."""
    words = ["publish", "ckan", str(ledger), "--url", ckan.address, "--organization", ORGANIZATION]
    assert cli.main([*words, "--lang", "ja"]) == 2
    assert "cc-by-4.0" in capsys.readouterr().err
    assert ckan.asked == []


def test_a_publication_file_for_the_portal(ckan: Portal, ledger: Path, tmp_path: Path) -> None:
    """Name, title and codes come from the file, the licence from the command."""
    path = tmp_path / "publication.toml"
    path.write_text('name = "kawagiri"\ntitle = "川霧のKPI"\n', encoding="utf-8")
    assert publish(ledger, ckan.address, "--publication", str(path)) == 0
    assert ckan.datasets["kawagiri"]["title"] == "川霧のKPI"
    assert json.dumps(ckan.datasets["kawagiri"]["tags"])
