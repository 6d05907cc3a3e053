"""Open data: what is published, as anyone's program reads it."""

import csv
import io
import json
import re
import zipfile
from typing import Any

import pytest
from msgspec.structs import replace

from hakaru.errors import UsageError
from hakaru.ledger.ledger import Index, ledger_of
from hakaru.ledger.text import loads
from hakaru.report.opendata import LICENCES, Publication, check_publication, open_data
from hakaru.report.opendata.publication import is_code, load_publication
from hakaru.report.opendata.results import Results
from hakaru.report.words import Language, sentence_for_error, sentence_for_finding
from report.publishing import LEDGER, PUBLICATION

DATA, FINDINGS = open_data(LEDGER, PUBLICATION)
FILES = dict(DATA.files)


def rows(file: str) -> list[dict[str, str]]:
    """Return a table as a program reads it."""
    return list(csv.DictReader(io.StringIO(FILES[file].decode("utf-8-sig"), newline="")))


def told(file: str) -> Any:  # noqa: ANN401 - JSON
    """Return what a file of metadata says."""
    return json.loads(FILES[file])


def test_one_row_for_each_indicator_year_and_day() -> None:
    """Both days on which the result of 2025 was known have a row of their own."""
    assert [(row["指標ID"], row["年度"], row["時点"]) for row in rows("results.csv")] == [
        ("plan/08/(2)", "2024", "2025-03-31"),
        ("plan/08/(2)", "2025", "2025-12-31"),
        ("plan/08/(2)", "2025", "2026-03-31"),
    ]


def test_the_file_opens_in_a_spreadsheet_and_in_a_program() -> None:
    """UTF-8 with its mark, lines as RFC 4180 says, a header, codes that keep their zeros."""
    data = FILES["results.csv"]
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\r\n") == data.count(b"\n") == 4
    assert {row["全国地方公共団体コード"] for row in rows("results.csv")} == {"990019"}


def test_numbers_are_numbers_and_units_stand_apart() -> None:
    """Thousands are multiplied out, ▲ is a minus, years stand in both counts."""
    first, second, third = rows("results.csv")
    assert (first["実績値"], first["実績値の単位"], first["実績値の留保"]) == ("3400", "名", "約")
    assert (first["基準値"], first["基準年度"], first["基準年度の和暦"]) == (
        "-2500",
        "2018",
        "平成30年度",
    )
    assert (second["実績値"], second["実績値の原文"], second["確定区分"]) == (
        "13000",
        "13千人",
        "見込み",
    )
    assert (third["実績値"], third["実績値のない理由"]) == ("", "集計中")
    assert (second["年度"], second["年度の和暦"]) == ("2025", "令和7年度")


def test_the_target_stands_in_parts() -> None:
    """Number, condition and unit are cells of their own."""
    row = rows("results.csv")[0]
    keys = ("目標値", "目標値の単位", "目標値の条件", "毎年度の目標", "目標年度")
    assert [row[key] for key in keys] == ["3000", "人", "以上", "該当", ""]


def test_both_grades_with_their_meaning_and_working() -> None:
    """Anyone can recompute the grade: the exact rate and the working stand beside it."""
    row = rows("results.csv")[1]
    assert (row["公表評価"], row["公表評価の意味"], row["凡例による評価"]) == ("○", "達成見込", "○")
    assert (row["達成率"], row["達成率の単位"]) == ("433.333333", "%")
    assert (row["達成率の分子"], row["達成率の分母"]) == ("13", "3")
    assert row["評価の根拠"].startswith("13千人 ÷ 3,000人以上 = 433.3 %")


def test_without_a_rulebook_the_published_grade_stands_alone() -> None:
    """A plan that names no rulebook is published as it is."""
    plans = tuple(replace(plan, rulebook="") for plan in LEDGER.plans)
    data, _ = open_data(replace(LEDGER, plans=plans), PUBLICATION)
    text = dict(data.files)["results.csv"].decode("utf-8-sig")
    (row, *_) = csv.DictReader(io.StringIO(text, newline=""))
    assert (row["公表評価"], row["凡例による評価"], row["評価の根拠"]) == ("◎", "", "")


def test_what_a_spreadsheet_would_compute_is_inert() -> None:
    """A text that begins like a formula is marked; a negative number stays one."""
    row = rows("results.csv")[0]
    assert row["指標名"] == "'=cmd|' /C calc'!A0"
    assert row["基準値"] == "-2500"


def test_platform_dependent_characters_are_written_plainly() -> None:
    """② and ㈱ are written with characters of every machine; the ledger keeps them."""
    row = rows("results.csv")[0]
    assert (row["事業名"], row["指標番号"]) == ("(株)連携の支援", "2")
    assert "㈱連携の支援" in FILES["ledger.jsonl"].decode()


def test_tables_beside_the_results() -> None:
    """Parts by member, who takes part, money in yen, sections."""
    assert [(r["構成市町村コード"], r["内訳の値"]) for r in rows("breakdown.csv")] == [
        ("990019", "9000"),
        ("990027", "4000"),
    ]
    assert [(r["構成市町村名"], r["参加"]) for r in rows("participants.csv")] == [
        ("川霧市", "参加"),
        ("霧下町", "不参加"),
    ]
    (money,) = rows("budgets.csv")
    assert (money["金額の種類"], money["金額"], money["金額の単位"]) == ("決算", "12345000", "円")
    assert [r["区分名"] for r in rows("sections.csv")] == ["経済"]


def test_tables_without_rows_are_left_out() -> None:
    """A plan without money has no table of money; the results are always there."""
    data, _ = open_data(ledger_of(LEDGER.plans), PUBLICATION)
    assert [name for name, _ in data.files if name.endswith(".csv")] == [
        "results.csv",
        "dictionary.csv",
    ]


def test_the_ledger_is_whole_but_for_the_names_of_officials() -> None:
    """Who accepted a finding is nobody else's business; everything else comes back."""
    text = FILES["ledger.jsonl"].decode()
    assert "山田花子" not in text
    assert loads(text) == replace(LEDGER, acceptances=())


def test_everything_passes_the_check_of_machine_readable_tables() -> None:
    """Every table that is published keeps the rules of the Ministry."""
    assert FINDINGS == ()


def test_missing_codes_are_named() -> None:
    """A municipality whose code nobody gave is told of; its name alone is published."""
    _, (finding,) = open_data(LEDGER, replace(PUBLICATION, codes={"川霧市": "990019"}))
    assert "霧下町" in sentence_for_finding(finding, Language.JA)


def test_a_missing_licence_is_told() -> None:
    """A report may be made without one, but nobody could use it."""
    _, (finding,) = open_data(LEDGER, replace(PUBLICATION, licence=""))
    assert finding.code == "M302"
    assert "--licence" in sentence_for_finding(finding, Language.JA)


def test_every_column_is_in_the_dictionary_in_both_languages() -> None:
    """Header, type, unit, meaning: in Japanese and in English."""
    listed = rows("dictionary.csv")
    for file in [name for name in FILES if name.endswith(".csv") and name != "dictionary.csv"]:
        (header, *_) = csv.reader(io.StringIO(FILES[file].decode("utf-8-sig"), newline=""))
        assert [row["項目名"] for row in listed if row["ファイル名"] == file] == header
    for row in listed:
        assert row["説明"]
        assert not re.search("[ぁ-んァ-ヶ一-龠]", row["説明の英語"])
    (unit,) = [r for r in listed if (r["ファイル名"], r["項目名"]) == ("results.csv", "実績値")]
    assert (unit["データ型"], unit["単位の項目名"]) == ("number", "実績値の単位")


def test_the_data_package_describes_every_file() -> None:
    """Sizes, hashes, schemas with types and keys, licence, publisher."""
    package = told("datapackage.json")
    assert package["name"] == "kawagiri-kpi"
    assert package["licenses"][0]["name"] == "CC-BY-4.0"
    for resource in package["resources"]:
        assert resource["bytes"] == len(FILES[resource["path"]])
    results = package["resources"][0]["schema"]
    assert results["primaryKey"] == ["実績ID"]
    fields = {field["name"]: field for field in results["fields"]}
    assert list(fields) == list(rows("results.csv")[0])
    assert fields["実績値"]["type"] == "number"
    assert fields["実績ID"]["constraints"] == {"required": True}
    code = fields["全国地方公共団体コード"]
    assert (code["type"], code["constraints"]["pattern"]) == ("string", "[0-9]{6}")


def test_dcat_says_what_where_and_when() -> None:
    """JSON-LD with its context inside: nothing is fetched to understand it."""
    metadata = told("dcat.jsonld")
    assert metadata["@context"]["dcat"] == "http://www.w3.org/ns/dcat#"
    assert metadata["@type"] == "dcat:Dataset"
    assert {title["@language"] for title in metadata["dct:title"]} == {"ja", "en"}
    assert metadata["dct:license"]["@id"] == LICENCES["cc-by-4.0"].url
    assert "2026-07-01" == metadata["dct:issued"]["@value"] <= metadata["dct:modified"]["@value"]
    assert metadata["dct:temporal"]["dcat:endDate"]["@value"] == "2026-03-31"
    assert [place["dct:identifier"] for place in metadata["dct:spatial"]] == ["990019", "990027"]
    assert metadata["dcat:contactPoint"]["vcard:hasEmail"]["@id"] == "mailto:kikaku@example.jp"
    first = metadata["dcat:distribution"][0]
    assert first["dcat:downloadURL"]["@id"] == "https://opendata.example.jp/kpi/results.csv"


def test_what_nobody_said_is_left_out() -> None:
    """Without a licence none is claimed, without contact and address none is made up."""
    data, _ = open_data(LEDGER, Publication())
    files = {name: content.decode() for name, content in data.files}
    metadata = json.loads(files["dcat.jsonld"])
    assert not {"dct:license", "dcat:contactPoint", "dcat:landingPage"} & set(metadata)
    assert "licenses" not in json.loads(files["datapackage.json"])
    assert "license_id" not in json.loads(files["ckan.json"])


def test_the_package_for_ckan() -> None:
    """What CKAN takes, resources named by their files."""
    package = told("ckan.json")
    assert (package["name"], package["license_id"]) == ("kawagiri-kpi", "cc-by")
    assert [resource["name"] for resource in package["resources"]] == [
        name for name in FILES if name.endswith((".csv", ".jsonl"))
    ]


def test_the_same_ledger_gives_the_same_bytes() -> None:
    """No clock, no random id: neither in a file nor in the archive around them."""
    again, _ = open_data(LEDGER, PUBLICATION)
    assert again.zipped() == DATA.zipped()
    with zipfile.ZipFile(io.BytesIO(DATA.zipped())) as archive:
        assert archive.namelist() == list(FILES)


@pytest.mark.parametrize(
    ("code", "right"),
    [
        ("011002", True),
        ("013030", True),
        ("011003", False),
        ("01100", False),
        ("０１１００２", False),
    ],
)
def test_the_check_digit_of_a_municipality(code: str, right: bool) -> None:  # noqa: FBT001 - a table
    """The last of six digits follows from the others."""
    assert is_code(code) is right


@pytest.mark.parametrize(
    ("publication", "said"),
    [
        (Publication(name="KPI 一覧"), "KPI 一覧"),
        (Publication(licence="free"), "cc-by-4.0"),
        (Publication(codes={"川霧市": "990018"}), "川霧市"),
        (Publication(homepage="opendata.example.jp"), "https://"),
        (Publication(homepage="https://"), "https://"),
        (Publication(homepage="javascript:alert(1)"), "https://"),
        (Publication(homepage='https://a.jp/"onload="x'), "https://"),
        (Publication(contact_email="企画課"), "企画課"),
        (Publication(contact_email="a@b.jp?bcc=c@d.jp"), "bcc"),
        (Publication(keywords=("=cmd",)), "=cmd"),
        (Publication(keywords=("計",)), "計"),
    ],
)
def test_a_publication_that_cannot_be_used(publication: Publication, said: str) -> None:
    """What is wrong is named."""
    with pytest.raises(UsageError) as caught:
        check_publication(publication)
    assert said in sentence_for_error(caught.value, Language.JA)


def test_a_publication_in_a_file(tmp_path: Any) -> None:  # noqa: ANN401 - a path
    """Each year's publication is made alike: licence, codes and contact stand in a file."""
    path = tmp_path / "publication.toml"
    path.write_text(
        'name = "kawagiri-kpi"\nlicence = "pdl-1.0"\nissued = 2026-07-01\n'
        '[codes]\n"川霧市" = "990019"\n',
        encoding="utf-8",
    )
    found = load_publication(path)
    assert (found.licence, found.code_of("川霧市")) == ("pdl-1.0", "990019")


@pytest.mark.parametrize("text", ["licence =", 'licnece = "pdl-1.0"', "name = 1"])
def test_a_publication_file_with_a_mistake(text: str, tmp_path: Any) -> None:  # noqa: ANN401 - a path
    """Neither broken TOML nor a misspelt key passes in silence."""
    path = tmp_path / "publication.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError) as caught:
        load_publication(path)
    assert "publication.toml" in sentence_for_error(caught.value, Language.EN)


def test_progress_is_told() -> None:
    """From nothing done to all results, so that nobody thinks a large plan stands still."""
    told: list[tuple[int, int]] = []
    open_data(LEDGER, PUBLICATION, progress=lambda done, total: told.append((done, total)))
    assert told == [(0, 3), (3, 3)]


def test_a_table_of_results_can_be_made_alone() -> None:
    """Other programs of the house take the rows without any file."""
    table = Results(Index(LEDGER), PUBLICATION).table()
    assert len(table.rows) == 3
