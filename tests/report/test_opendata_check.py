"""The check of machine-readable tables: for each rule what keeps it and what breaks it.

Source of the rules: 総務省「統計表における機械判読可能なデータの表記方法の統一ルール」.
"""

import pytest
from msgspec.structs import replace

from hakaru.report.opendata import check_table, open_data
from hakaru.report.opendata.characters import inert, plain
from hakaru.report.opendata.columns import RESULTS
from hakaru.report.words import Language, sentence_for_finding
from report.publishing import LEDGER, PUBLICATION

GOOD = """団体名,年度,人口,人口の単位,備考
川霧市,2024,12345,人,速報値(6月)
霧下町,2024,-67.5,人,
"""


def codes(text: str, *, bom: bool = True) -> set[str]:
    """Return the rules that a table breaks."""
    data = text.replace("\n", "\r\n").encode("utf-8-sig" if bom else "utf-8")
    return {finding.code for finding in check_table(data, "表.csv")}


def test_a_good_table_passes() -> None:
    """Notes may say what they like; numbers are plain, units and area stand in columns."""
    assert codes(GOOD) == set()


def test_what_is_published_passes_where_no_column_is_known() -> None:
    """Whoever checks a file of ours finds the same: codes with a leading 0 are texts."""
    publication = replace(PUBLICATION, codes={"川霧市": "011002", "霧下町": "012033"})
    files = dict(open_data(LEDGER, publication)[0].files)
    tables = [file for file in files if file.endswith(".csv")]
    assert b"011002" in files["results.csv"]
    assert {file: check_table(files[file], file) for file in tables} == dict.fromkeys(tables, ())


@pytest.mark.parametrize(
    ("code", "old", "new"),
    [
        ("M102", "-67.5,人", "12人(うち女性3人),人"),
        ("M102", "2024,12345,人,速報値(6月)", "2024,12345,人(6)・戸(7),"),
        ("M105", "霧下町", '"霧下町\n(本庁)"'),
        ("M103", "12345", '"12,345"'),
        ("M103", "12345", "12345人"),
        ("M103", "-67.5", "▲67.5"),
        ("M104", "霧下町,2024,", "霧下町,"),
        ("M105", "川霧市", "\u3000川霧市"),
        ("M105", "川霧市", "川 霧 市"),
        ("M106", "備考", ""),
        ("M106", "人口の単位", "人口"),
        ("M106", "霧下町", "〃"),
        ("M107", "川霧市", "=A1+1"),
        ("M108", "川霧市", "data:image/png;base64,xx"),
        ("M109", "人口の単位", "区別"),
        ("M110", "速報値", "①速報値"),
        ("M110", "川霧市", "㈱川霧市"),
        ("M110", "川霧市", "ｶﾜｷﾞﾘ市"),
        ("M112", "団体名", "項目"),
        ("M113", "-67.5", "***"),
        ("M113", "-67.5", "-"),
        ("M201", "霧下町,", ",,,,\n霧下町,"),
        ("M202", "霧下町,", "団体名,年度,人口,人口の単位,備考\n霧下町,"),
    ],
)
def test_what_breaks_a_rule(code: str, old: str, new: str) -> None:
    """One change to the good table breaks one rule."""
    assert code in codes(GOOD.replace(old, new, 1))


def test_years_in_an_era_alone() -> None:
    """令和6年度 needs its western year somewhere."""
    eras = GOOD.replace("2024", "令和6年度")
    assert "M111" in codes(eras)
    assert "M111" not in codes(GOOD.replace("備考", "和暦").replace("速報値(6月)", "令和6年度"))


def test_another_encoding() -> None:
    """Shift JIS, and UTF-8 without its mark, are read differently by different programs."""
    (finding,) = check_table(GOOD.encode("shift_jis"), "表.csv")
    assert finding.code == "M101"
    assert codes(GOOD, bom=False) == {"M101"}


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("M100", GOOD.replace(",", "\t")),
        ("M100", GOOD.replace(",", ";")),
        ("M100", GOOD.replace("速報値", '"速報値')),
        ("M203", "令和6年度 人口\n\n" + GOOD),
        ("M203", "令和6年度 人口,,,,\n" + GOOD),
    ],
)
def test_what_is_no_table_at_all(code: str, text: str) -> None:
    """Other marks than commas, an open quotation mark, a title above: told once, by its cause."""
    assert codes(text) == {code}


def test_a_table_without_numbers_is_of_no_area() -> None:
    """A dictionary of columns needs no municipality; figures do."""
    assert codes("項目名,説明\n年度,会計年度\n") == set()
    assert codes("項目名,値(人)\n利用,12\n") == {"M112"}


def test_a_finding_says_where_and_what() -> None:
    """The column, how many cells, the first of them, and its place."""
    data = GOOD.replace("12345", "1万人").replace("-67.5", "2千人").encode("utf-8-sig")
    (finding,) = check_table(data, "表.csv")
    assert [place.cell for place in finding.places] == ["C2", "C3"]
    said = sentence_for_finding(finding, Language.JA)
    assert "人口" in said
    assert "1万人" in said


def test_an_empty_file_has_no_header() -> None:
    """A file with a mark and nothing else is no table."""
    assert codes("") == {"M106"}


def test_declared_columns_are_judged_by_their_type() -> None:
    """Where the types are told, a text of digits is no number and a number is nothing else."""
    header = ",".join(column.header for column in RESULTS)
    cells = ["x"] * len(RESULTS)
    data = f"{header}\r\n{','.join(cells)}\r\n".encode("utf-8-sig")
    found = check_table(data, "results.csv", RESULTS)
    numbers = [c.header for c in RESULTS if c.type in ("integer", "number")]
    assert {finding.value("column") for finding in found} == set(numbers)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("① 会議\nの開催", "(1) 会議 の開催"),
        ("⑴㈱Ⅲ㎡CO₂", "(1)(株)IIIm2CO2"),
        ("ｶﾞｲﾄﾞ", "ガイド"),
        ("髙島　𠮷野", "髙島 𠮷野"),
        ("３～５％－♪", "３～５％－♪"),
        ("外字\ue000と制御\x07", "外字と制御"),
    ],
)
def test_plain_characters(text: str, written: str) -> None:
    """What composed signs stand for is written out; kanji and the signs of JIS stay."""
    assert plain(text) == written


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("=1+1", "'=1+1"),
        ("＝1+1", "'＝1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("-1+1", "'-1+1"),
        ("+81-11", "'+81-11"),
        ("-2500", "-2500"),
        ("-", "-"),
        ("ふつうの文", "ふつうの文"),
    ],
)
def test_inert_texts(text: str, written: str) -> None:
    """Only what a spreadsheet could compute is marked."""
    assert inert(text) == written
