"""Slides: headings are subjects, and what the lines below them say with a number or a day is kept.

Dated facts stand outside any indicator: nobody grades them, and later documents may contradict
them. So each keeps its subject and label as printed, its value, and the day it was true on.
"""

from datetime import date
from decimal import Decimal
from pathlib import Path

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.seeds import seed
from hakaru.ledger.entries import Fact
from hakaru.ledger.integrity import problems
from hakaru.ledger.quantity import Softness
from hakaru.read import Reading, read_files
from hakaru.read.layouts.highlight_facts import facts_in

SLIDES = """
# みなと広域圏 連携事業の取組状況

はじめの飾り

# 役割1 産業の振興

## 港のにぎわいづくり

- ✓ 市民農園アプリ「はたけ」を3市町で試行
R6.5月～導入：会員数約1,250名(R6.9.30)

- ✓ 共同商談会の実施
令和5年度は
A市とB町の18社が参加

【商談会のようす】

## 空き家の活用

✓令和5年度の相談件数は、1,204件
✓R6.2.3に東京で相談会を実施し、52組の来場あり

# 役割2 くらしの向上

## 夜間の医療

✓ 令和4年4月に開設した共同センターを運営
"""

PLAIN = """みなと広域圏の取組について

■空き家の活用
・相談窓口を開設
・登録物件数は85件（令和6年9月末現在）

■夜間の医療
・周知用の冊子を2,000部配布
"""


def read(tmp_path: Path, text: str, name: str = "slides.txt") -> Reading:
    """Return the reading of a text."""
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return read_files([path])


def told(reading: Reading) -> list[tuple[str, str, str, date | None]]:
    """Return subject, label, text and day of every fact."""
    return [
        (fact.subject, fact.label, fact.quantity.text, fact.as_of) for fact in reading.ledger.facts
    ]


def test_the_facts_of_slides(tmp_path: Path) -> None:
    """Every dated or counted statement, under the heading it stands below."""
    assert told(read(tmp_path, SLIDES)) == [
        ("港のにぎわいづくり", "導入", "R6.5月～導入", date(2024, 5, 31)),
        ("港のにぎわいづくり", "会員数", "約1,250名(R6.9.30)", date(2024, 9, 30)),
        ("港のにぎわいづくり", "参加", "18社", date(2024, 3, 31)),
        ("空き家の活用", "相談件数", "1,204件", date(2024, 3, 31)),
        ("空き家の活用", "東京で相談会を実施", "R6.2.3に東京で相談会を実施", date(2024, 2, 3)),
        ("空き家の活用", "来場", "52組", date(2024, 2, 3)),
        ("夜間の医療", "開設", "令和4年4月に開設", date(2022, 4, 30)),
    ]


def test_headings_become_sections(tmp_path: Path) -> None:
    """The title names the plan; the other headings are its sections, one below the other."""
    ledger = read(tmp_path, SLIDES).ledger
    assert [plan.title for plan in ledger.plans] == ["みなと広域圏 連携事業の取組状況"]
    titles = {section.id: section.title for section in ledger.sections}
    assert [
        (section.number, section.title, titles.get(section.parent or ""))
        for section in ledger.sections
    ] == [
        ("1", "産業の振興", None),
        ("", "港のにぎわいづくり", "産業の振興"),
        ("", "空き家の活用", "産業の振興"),
        ("2", "くらしの向上", None),
        ("", "夜間の医療", "くらしの向上"),
    ]


def test_other_lines_are_kept_below_their_heading(tmp_path: Path) -> None:
    """What is no fact is a note of its section; what a fact says in full is not said twice."""
    reading = read(tmp_path, SLIDES)
    titles = {section.id: section.title for section in reading.ledger.sections}
    notes = [(titles.get(note.subject, ""), note.text) for note in reading.ledger.notes]
    assert ("", "はじめの飾り") in notes
    assert ("港のにぎわいづくり", "【商談会のようす】") in notes
    assert ("港のにぎわいづくり", "A市とB町の18社が参加") in notes
    assert not [text for _, text in notes if text.startswith(("R6.5月", "✓令和5年度の相談件数"))]
    account = reading.accounting
    assert account.unread == 0
    assert account.cells == account.mapped + account.kept
    assert not list(problems(reading.ledger))


def test_headings_without_hashes(tmp_path: Path) -> None:
    """Lines marked ■ that stand before a list are headings too."""
    reading = read(tmp_path, PLAIN)
    assert told(reading) == [
        ("空き家の活用", "登録物件数", "85件（令和6年9月末現在）", date(2024, 9, 30)),
        ("夜間の医療", "周知用の冊子を配布", "2,000部", None),
    ]
    assert reading.accounting.unread == 0


def test_slides_in_word(tmp_path: Path) -> None:
    """Paragraphs with a heading style are headings, whatever their marks are."""
    document = docx.Document()
    document.add_heading("みなと広域圏の取組状況", level=1)
    document.add_heading("空き家の活用", level=2)
    document.add_paragraph("登録物件数 85件（R6.9.30）", style="List Bullet")
    document.add_paragraph("相談会の開催", style="List Bullet")
    path = tmp_path / "slides.docx"
    document.save(str(path))
    reading = read_files([path])
    assert told(reading) == [("空き家の活用", "登録物件数", "85件（R6.9.30）", date(2024, 9, 30))]
    assert reading.accounting.unread == 0


def test_slides_below_a_table(tmp_path: Path) -> None:
    """A table and slides in one document are read as one plan, and nothing is left."""
    table = "みなと広域圏ビジョンの評価\n\n指標名\t基準値\t目標値\n観光客数\t120万人\t150万人\n"
    reading = read(tmp_path, table + SLIDES)
    assert [indicator.name for indicator in reading.ledger.indicators] == ["観光客数"]
    assert {fact.plan for fact in reading.ledger.facts} == {reading.ledger.plans[0].id}
    assert len(reading.ledger.facts) == 7
    assert reading.accounting.unread == 0
    assert not list(problems(reading.ledger))


def test_an_unknown_table_is_not_passed_over(tmp_path: Path) -> None:
    """Beside a table that is read, one with unknown headings is listed as unread."""
    known = "みなと広域圏ビジョンの評価\n\n指標名\t基準値\t目標値\n観光客数\t120万人\t150万人\n"
    reading = read(tmp_path, known + "\nはじめの言葉\n\nあ\tい\n1\t2\n")
    assert [place.cell for place in reading.unread] == ["A8", "B8", "A9", "B9"]
    assert "R118" in {finding.code for finding in reading.findings}
    assert [note.text for note in reading.ledger.notes] == ["はじめの言葉"]


def test_a_letter_is_no_slides(tmp_path: Path) -> None:
    """A text without headings, bullets and facts is not taken for anything."""
    reading = read(tmp_path, "拝啓\n\n時下ますますご清栄のこととお慶び申し上げます。\n\n敬具\n")
    assert [finding.code for finding in reading.findings] == ["R119"]
    assert reading.accounting.unread == 3


def test_days_without_a_year_take_the_title_s(tmp_path: Path) -> None:
    """9月末 in a document of fiscal year 2025 is 2025-09-30, 2月 lies in 2026."""
    text = (
        "# 令和7年度 みなと広域圏の取組状況\n## 会員\n"
        "・9月末時点の会員数は、310人\n・2月15日に交流会を開催\n"
    )
    days = [fact.as_of for fact in read(tmp_path, text).ledger.facts]
    assert days == [date(2025, 9, 30), date(2026, 2, 15)]


@pytest.mark.parametrize(
    ("line", "label", "value", "unit", "as_of"),
    [
        ("登録者数約3,400名(R6.10.1)", "登録者数", "3400", "名", date(2024, 10, 1)),
        ("加盟店300件 (R6.7.1)", "加盟店", "300", "件", date(2024, 7, 1)),
        ("会員数 1,020名（前年比105%）", "会員数", "1020", "名", None),
        ("利用者数は、43.9万人", "利用者数", "439000", "人", None),
        ("参加者は延べ1,200人（令和6年9月末現在）", "参加者", "1200", "人", date(2024, 9, 30)),
        ("Ｒ６年度末の加入率７２．５％", "加入率", "72.5", "%", date(2025, 3, 31)),
        ("相談件数：45件", "相談件数", "45", "件", None),
        ("会員数は310人(令和5年度)", "会員数", "310", "人", date(2024, 3, 31)),
        ("交流人口が12,300人に増加", "交流人口", "12300", "人", None),
        ("アプリの登録者数が累計１万２千人を突破", "アプリの登録者数", "12000", "人", None),
        ("小学生45名が参加", "小学生が参加", "45", "名", None),
        ("セミナーを3回開催", "セミナーを開催", "3", "回", None),
        ("都内の会場で181名の来場あり", "来場", "181", "名", None),
        ("A市、B町の10名が在籍", "在籍", "10", "名", None),
        ("定員を定めたことに対し応募は35名", "応募", "35", "名", None),
        ("平均滞在時間は2.5時間", "平均滞在時間", "2.5", "時間", None),
        ("R6.5月～導入：登録者数120名", "登録者数", "120", "名", None),
    ],
)
def test_numbers_that_say_what_they_count(
    line: str, label: str, value: str, unit: str, as_of: date | None
) -> None:
    """The label stands in front, or behind; the day in the bracket, or in front."""
    counted = [fact for fact in facts_in(line) if fact.quantity.value is not None]
    assert len(counted) == 1
    quantity = counted[0].quantity
    assert (counted[0].label, quantity.value, quantity.unit) == (label, Decimal(value), unit)
    assert counted[0].as_of == as_of


def test_a_soft_number_stays_soft() -> None:
    """約 is kept with the number."""
    assert facts_in("登録者数約3,400名")[0].quantity.softness == (Softness.ABOUT,)


@pytest.mark.parametrize(
    "line",
    [
        "アプリを圏域11市町村で導入",  # how widely, not how many
        "小学校5・6年生を対象として見学会を開催",
        "300～400人が来場",  # two values
        "入会金 15,000円 → 7,500円",
        "3年連続で第1位",
        "24時間365日対応",
        "体験は1,000円でできます",  # no words that say what it is
        "今年度は、120人",
        "A市2件、B町3件",  # parts of a whole that is not named
        "TEL 011-000-0000 〒000-8585 1条西10丁目1-1",
        "対象は15歳以上18歳未満の方",
        "2024年12月31日までに申し込んだ方",
        "公募締切：2024年5月24日(金)",
        "令和6年2月15日（土）～2月22日（土）",
        "令和5年度から、小学生を催しに招待",
    ],
)
def test_numbers_that_do_not_say_what_they_count(line: str) -> None:
    """A number whose meaning is unclear is left in its line; nothing is invented."""
    assert facts_in(line) == ()


@pytest.mark.parametrize(
    ("line", "label", "word", "as_of"),
    [
        ("R6.2月～運用開始", "運用開始", "供用", date(2024, 2, 29)),
        ("R5. 10月～運用開始", "運用開始", "供用", date(2023, 10, 31)),
        ("令和6年4月1日に相談窓口を開設しました。", "相談窓口を開設", "開設", date(2024, 4, 1)),
        (
            "2024年7月より「出会いセンター」開設",
            "「出会いセンター」開設",
            "開設",
            date(2024, 7, 31),
        ),
        ("令和4年4月に開校した夜間の学校", "開校", "供用", date(2022, 4, 30)),
    ],
)
def test_deeds_with_a_day(line: str, label: str, word: str, as_of: date) -> None:
    """What was done, on the day; of a month on its last day, when it surely was done."""
    fact = facts_in(line)[0]
    assert (fact.label, fact.quantity.word, fact.as_of) == (label, word, as_of)


def test_a_deed_that_is_planned() -> None:
    """予定 makes a deed an expected one."""
    assert facts_in("R7.4月～運用開始予定")[0].quantity.softness == (Softness.EXPECTED,)


@given(
    st.text(
        alphabet="約登録者数0123456789,.万名件%年月日令和R～→、。()：はがのを来場開催 ", max_size=60
    )
)
def test_no_line_makes_trouble(line: str) -> None:
    """Any line gives facts with a label, in order, each told by a piece of the line."""
    found = facts_in(line)
    assert [fact.start for fact in found] == sorted(fact.start for fact in found)
    assert all(fact.label and 0 <= fact.start < fact.end <= len(line) for fact in found)


@pytest.mark.seeds
@pytest.mark.parametrize(("number", "facts"), [("001", 7), ("003", 14)])
def test_published_slides(number: str, facts: int) -> None:
    """Two published sets of slides: every cell accounted for, every fact labelled and placed."""
    reading = read_files([seed(number)])
    assert reading.accounting.unread == 0
    assert len(reading.ledger.facts) == facts
    assert not list(problems(reading.ledger))
    dated = [fact for fact in reading.ledger.facts if fact.as_of]
    assert len(dated) >= facts - 3


@pytest.mark.seeds
def test_one_service_in_two_documents() -> None:
    """Both sets of slides give the shops of one service, on two days and with two values."""
    shops: list[Fact] = []
    for number in ("001", "003"):
        ledger = read_files([seed(number)]).ledger
        shops += [fact for fact in ledger.facts if fact.label == "加盟店"]
    assert [(fact.quantity.value, fact.as_of) for fact in shops] == [
        (Decimal(251), date(2024, 10, 1)),
        (Decimal(300), date(2024, 7, 1)),
    ]
