"""Mapping files: an office says what its form means; a document of another form is refused.

    hakaru read --explain --save office.toml 調査票.xlsx     what was understood, to be corrected
    hakaru read --mapping office.toml 調査票.xlsx            read with the corrections

The file is what was understood, so it says nothing new until somebody edits it.
"""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.making_cards import cards, document
from documents.seeds import seed
from hakaru.cli.mapping_text import mapping_text
from hakaru.errors import MappingError
from hakaru.read import Reading, read_files
from hakaru.read.explaining import Explanation, explain_file
from hakaru.read.forms import Column, Form, FormTable
from hakaru.read.mapping_file import common_form, load_mapping
from hakaru.report.words import Language
from hakaru.source import Place

MATRIX = """みなと広域圏ビジョン 令和6年度 取組の進捗

事業名\t指標\t担当係\tR5\t\tR6\t見通し
\t\t\t実績\t決算(千円)\t実績\t
窓口の開設\t相談件数\t総務係\t120件\t1,500\t150件\t180件
冊子の配布\t配布部数\t広報係\t800部\t300\t900部\t900部
"""

VISION = """みなと広域圏ビジョンの指標

指標名\t策定時\tねらい\t実績値
観光客数\t120万人\t150万人\t131万人
"""


def write(tmp_path: Path, text: str, name: str = "form.txt") -> Path:
    """Write a document."""
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def save(tmp_path: Path, *documents: Path) -> Path:
    """Write the mapping file of documents, as `--explain --save` does."""
    forms = [(path.name, explain_file(path).form) for path in documents]
    return write(tmp_path, mapping_text(common_form(forms), {}, Language.JA), "office.toml")


def edited(path: Path, *changes: tuple[str, str]) -> Path:
    """Change a mapping file as a person would; each text to change stands there."""
    text = path.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")
    return path


def refused(path: Path) -> MappingError:
    """Load a mapping file that is refused, and return the error."""
    with pytest.raises(MappingError) as caught:
        load_mapping(path)
    return caught.value


def columns(explanation: Explanation) -> list[tuple[str, str, int | None, str]]:
    """Return letters, meaning, year and unit of every column."""
    return [
        (column.column, column.meaning, column.fiscal_year, column.unit)
        for table in explanation.form.tables
        for column in table.columns
    ]


def values(reading: Reading) -> list[tuple[int, str]]:
    """Return year and text of every result."""
    return [(actual.fiscal_year, actual.quantity.text) for actual in reading.ledger.actuals]


# What is understood


def test_what_is_understood_of_a_table(tmp_path: Path) -> None:
    """Every column with its meaning, year and unit; what no word explains is kept as a note."""
    explained = explain_file(write(tmp_path, MATRIX))
    assert explained.layout == "tables"
    assert [table.layout for table in explained.form.tables] == ["matrix"]
    assert columns(explained) == [
        ("A", "name", None, ""),
        ("B", "item", None, ""),
        ("C", "note", None, ""),
        ("D", "actual", 2023, ""),
        ("E", "settled", 2023, "千円"),
        ("F", "actual", 2024, ""),
        ("G", "note", None, ""),
    ]
    decided = {column.column: column.why for column in explained.form.tables[0].columns}
    assert "事業名" in decided["A"]
    assert "2023" in decided["D"]


def test_what_is_understood_of_cards(tmp_path: Path) -> None:
    """Every heading of the cards, once, with what it opens."""
    explained = explain_file(write(tmp_path, document(cards())))
    labels = {label.heading: label.meaning for label in explained.form.labels}
    assert explained.layout == "cards"
    assert explained.form.cards == len(cards())
    assert labels["連携事業名"] == "name"
    assert labels["参加市町村"] == "participants"
    assert labels["目標値（目標年）"] == "target"


def test_rows_no_heading_explains(tmp_path: Path) -> None:
    """A table whose headings are not known is shown with what its first cells could mean."""
    explained = explain_file(write(tmp_path, "あ\tい\tう\n1\t2\t3\n"))
    assert explained.layout == ""
    assert [table.heads for table in explained.form.unknown] == [
        (("あ", ""), ("い", ""), ("う", ""))
    ]
    assert explained.accounting.unread == 6


# Saved and applied


@pytest.mark.parametrize("text", [MATRIX, VISION, document(cards())])
def test_what_was_saved_reads_the_same(tmp_path: Path, text: str) -> None:
    """A mapping file that nobody changed changes nothing, finding by finding."""
    path = write(tmp_path, text)
    mapping = load_mapping(save(tmp_path, path))
    assert read_files([path], mapping=mapping) == read_files([path])


@pytest.mark.seeds
@pytest.mark.parametrize("number", ["000", "001", "002", "004"])
def test_published_documents_read_the_same(tmp_path: Path, number: str) -> None:
    """So it is with published documents."""
    path = seed(number)
    mapping = load_mapping(save(tmp_path, path))
    assert read_files([path], mapping=mapping) == read_files([path])


def test_an_office_gives_a_column_its_meaning(tmp_path: Path) -> None:
    """見通し is no word of the vocabulary; the office says that it is the target."""
    path = write(tmp_path, MATRIX)
    before = read_files([path])
    assert "180件" in {note.text for note in before.ledger.notes}
    office = save(tmp_path, path)
    told = 'heading = "見通し"\nmeaning = '
    edited(office, (told + '"note"', told + '"target"'))
    after = read_files([path], mapping=load_mapping(office))
    assert [target.quantity.text for target in after.ledger.targets] == ["180件", "900部"]
    assert values(after) == values(before)
    assert after.accounting.unread == 0


def test_an_office_corrects_year_and_unit(tmp_path: Path) -> None:
    """The year and the unit of a column are the office's to say."""
    path = write(tmp_path, MATRIX)
    office = edited(
        save(tmp_path, path),
        ('unit = "千円"', 'unit = "百万円"'),
        ("fiscal_year = 2023", "fiscal_year = 2022"),
    )
    ledger = read_files([path], mapping=load_mapping(office)).ledger
    assert {budget.amount_yen for budget in ledger.budgets} == {
        Decimal(1_500_000_000),
        Decimal(300_000_000),
    }
    assert {actual.fiscal_year for actual in ledger.actuals} == {2022, 2024}


def test_a_column_becomes_a_note(tmp_path: Path) -> None:
    """With the meaning note a column's cells are kept and nothing is made of them."""
    path = write(tmp_path, MATRIX)
    office = edited(save(tmp_path, path), ('meaning = "settled"', 'meaning = "note"'))
    reading = read_files([path], mapping=load_mapping(office))
    assert reading.ledger.budgets == ()
    assert {"1,500", "300"} <= {note.text for note in reading.ledger.notes}
    assert reading.accounting.unread == 0


def test_an_office_gives_a_label_its_meaning(tmp_path: Path) -> None:
    """On cards the headings of rows are mapped: here the summary becomes a remark."""
    path = write(tmp_path, document(cards()))
    office = edited(save(tmp_path, path), ('meaning = "activities"', 'meaning = "remarks"'))
    reading = read_files([path], mapping=load_mapping(office))
    assert read_files([path]).ledger.activities
    assert reading.ledger.activities == ()
    assert reading.accounting.unread == 0


def test_an_office_adds_words(tmp_path: Path) -> None:
    """A file of words alone fits every document: ねらい means the target."""
    path = write(tmp_path, VISION)
    words = 'schema = "hakaru.mapping/1"\n[vocabulary]\ntarget = ["ねらい"]\n'
    mapping = load_mapping(write(tmp_path, words, "words.toml"))
    assert read_files([path]).ledger.targets == ()
    targets = read_files([path], mapping=mapping).ledger.targets
    assert [target.quantity.text for target in targets] == ["150万人"]
    assert read_files([write(tmp_path, MATRIX)], mapping=mapping).ledger.projects


def test_ledgers_need_no_mapping(tmp_path: Path) -> None:
    """A ledger among the files is taken as it is."""
    path = write(tmp_path, VISION)
    ledger = write(tmp_path, '{"schema":"hakaru.ledger/1"}\n', "plan.jsonl")
    mapping = load_mapping(save(tmp_path, path))
    assert read_files([ledger, path], mapping=mapping).ledger.indicators


# Another form


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("担当係", "所管係", ("所管係", "担当係", "—")),
        ("\t見通し", "", ("—", "見通し", "—")),
        ("\tR6\t", "\tR7\t", ("R7 / 実績", "R6 / 実績", "—")),
        ("事業名\t指標", "指標\t事業名", ("—", "—", "指標 B→A、事業名 A→B")),
    ],
)
def test_a_changed_form_is_refused(
    tmp_path: Path, old: str, new: str, said: tuple[str, str, str]
) -> None:
    """It says which headings are new, missing or moved, and where the table stands."""
    mapping = load_mapping(save(tmp_path, write(tmp_path, MATRIX)))
    assert old in MATRIX
    changed = write(tmp_path, MATRIX.replace(old, new), "changed.txt")
    with pytest.raises(MappingError) as caught:
        read_files([changed], mapping=mapping)
    error = caught.value
    assert error.code == "mapping.form_changed"
    assert (error.values["document"], error.values["place"]) == ("changed.txt", "A3")
    assert (error.values["new"], error.values["missing"], error.values["moved"]) == said


def test_changed_cards_are_refused(tmp_path: Path) -> None:
    """A new label on cards is refused; what stands in its bracket may change."""
    text = document(cards())
    mapping = load_mapping(save(tmp_path, write(tmp_path, text)))
    later = write(tmp_path, text.replace("（12月末時点）", "（1月末時点）"), "later.txt")
    assert read_files([later], mapping=mapping).ledger.projects
    changed = write(tmp_path, text.replace("参加市町村", "参加団体"), "changed.txt")
    with pytest.raises(MappingError) as caught:
        read_files([changed], mapping=mapping)
    assert caught.value.values["new"] == "参加団体"


def test_a_document_without_the_table_is_refused(tmp_path: Path) -> None:
    """Where a table of the form is gone altogether, its headings are named."""
    mapping = load_mapping(save(tmp_path, write(tmp_path, VISION)))
    with pytest.raises(MappingError) as caught:
        read_files([write(tmp_path, "拝啓\n敬具\n", "letter.txt")], mapping=mapping)
    assert caught.value.code == "mapping.table_missing"
    assert caught.value.values["headings"].startswith("指標名")


def test_one_file_for_one_form(tmp_path: Path) -> None:
    """Documents of one form share a mapping file; those of two forms do not."""
    one, two = write(tmp_path, MATRIX, "one.txt"), write(tmp_path, VISION, "two.txt")
    same = write(tmp_path, MATRIX.replace("120件", "99件"), "same.txt")
    assert load_mapping(save(tmp_path, one, same)).tables
    with pytest.raises(MappingError) as caught:
        save(tmp_path, one, two)
    assert caught.value.code == "mapping.several_forms"
    with pytest.raises(MappingError) as caught:
        save(tmp_path, write(tmp_path, "拝啓\n敬具\n", "letter.txt"))
    assert caught.value.code == "mapping.nothing"


# Mistakes in the file

SCHEMA = 'schema = "hakaru.mapping/1"\n'
COLUMN = '[[table]]\n[[table.column]]\ncolumn = "A"\nheading = "指標"\nmeaning = "item"\n'


@pytest.mark.parametrize(
    ("text", "key", "expected"),
    [
        ("[vocabulary]\n", "—", "schema"),
        ('schema = "2"\n', "schema", "hakaru.mapping/1"),
        (SCHEMA + "tables = []\n", "—", "tables"),
        (SCHEMA + '[vocabulary]\ngoal = ["ねらい"]\n', "vocabulary.goal", "target"),
        (SCHEMA + '[vocabulary]\ntarget = "ねらい"\n', "vocabulary[...]", "array"),
        (SCHEMA + COLUMN.replace("item", "goal"), "table[0].column[0].meaning (指標)", "target"),
        (SCHEMA + COLUMN.replace('"A"', '"1"'), "table[0].column[0].column (指標)", "AA"),
        (SCHEMA + COLUMN + "fiscal_year = 6\n", "table[0].column[0].fiscal_year (指標)", "1868"),
        (SCHEMA + COLUMN + 'fiscal_year = "R6"\n', "table[0].column[0].fiscal_year", "int"),
        (SCHEMA + COLUMN + 'unit = "5千円"\n', "table[0].column[0].unit (指標)", "千円"),
        (SCHEMA + COLUMN + "group = -1\n", "table[0].column[0].group (指標)", "0"),
        (SCHEMA + COLUMN + 'certainty = "見込"\n', "table[0].column[0].certainty", "見込"),
        (SCHEMA + COLUMN, "table[0]", "target"),
        (SCHEMA + '[[label]]\nheading = "A"\nmeaning = "b"\n', "label[0].meaning (A)", "name"),
    ],
)
def test_a_mistake_in_the_file(tmp_path: Path, text: str, key: str, expected: str) -> None:
    """Each names the file, the key and what was expected."""
    error = refused(write(tmp_path, text, "office.toml"))
    assert error.code == "mapping.invalid"
    assert (error.values["file"], error.values["key"]) == ("office.toml", key)
    assert expected in error.values["expected"]


def test_a_file_that_is_no_toml(tmp_path: Path) -> None:
    """What is not TOML is refused as a whole."""
    assert refused(write(tmp_path, "meaning: 目標", "office.toml")).code == "mapping.unreadable"


@given(heading=st.text(min_size=1, max_size=30), word=st.text(max_size=10))
def test_any_heading_can_be_written(
    tmp_path_factory: pytest.TempPathFactory, heading: str, word: str
) -> None:
    """Quotes, line ends and control characters come back as they were written."""
    column = Column(column="A", heading=heading, meaning="item", why=f"{heading}=item")
    value = Column(column="B", heading="", meaning="target")
    place = Place(file=heading, line=1)
    table = FormTable(place=place, last=place, layout="vision", rows=1, columns=(column, value))
    text = mapping_text(Form(tables=(table,)), {"target": (word,)}, Language.JA)
    path = write(tmp_path_factory.mktemp("any"), text, "office.toml")
    mapping = load_mapping(path)
    assert mapping.tables[0].column[0].heading == heading
    assert mapping.words == {"target": (word,)}
