"""Cards read as their makers meant them, in every variation and with the usual damage."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.making_cards import (
    MadeCard,
    MadeIndicator,
    Style,
    cards,
    document,
    with_years,
)
from hakaru.ledger.entries import Certainty, Direction, TargetKind
from hakaru.ledger.ledger import Index
from hakaru.ledger.quantity import State
from hakaru.read import Reading, read_files


def read(tmp_path: Path, made: tuple[MadeCard, ...], style: Style | None = None) -> Reading:
    """Return the reading of a made document."""
    path = tmp_path / "cards.txt"
    path.write_text(document(made, style), encoding="utf-8")
    return read_files([path])


def codes(reading: Reading) -> set[str]:
    """Return the codes of what was noticed."""
    return {finding.code for finding in reading.findings}


def assert_as_made(reading: Reading, made: tuple[MadeCard, ...], style: Style) -> None:
    """Compare every field of the ledger with what was to be printed."""
    ledger = reading.ledger
    index = Index(ledger)
    assert reading.accounting.unread == 0
    assert [project.name for project in ledger.projects] == [card.name for card in made]
    assert [project.number for project in ledger.projects] == [card.number for card in made]
    assert [project.participants for project in ledger.projects] == [card.part for card in made]
    assert [bool(project.new_from) for project in ledger.projects] == [card.new for card in made]
    assert ledger.plans[0].members == style.members
    assert ledger.plans[0].hub == style.members[0]
    for project, card in zip(ledger.projects, made, strict=True):
        indicators = index.indicators_of[project.id]
        assert [indicator.name for indicator in indicators] == [
            indicator.name for indicator in card.indicators
        ]
        for indicator, wanted in zip(indicators, card.indicators, strict=True):
            target = index.target(indicator.id, 2025)
            assert target is not None
            assert target.quantity.text == wanted.target
            years = range(2024, 2024 + len(wanted.results))
            for year, (value, grade) in zip(years, wanted.results, strict=True):
                actual = index.actual(indicator.id, year)
                if actual is None:
                    assert (value, grade) in {("", ""), ("-", "-")}
                else:
                    assert actual.quantity.text == value
                    assert (actual.published_grade or "") == grade


VARIANTS: dict[str, tuple[tuple[MadeCard, ...], Style]] = {
    "as printed": (cards(), Style()),
    "check boxes as leftover tags": (cards(), Style(boxes="tags")),
    "other projects, other numbers": (
        tuple(replace(card, name=f"新しい{card.name}") for card in cards(first=101)),
        Style(),
    ),
    "members of another area": (
        cards(("倉敷市", "笠岡市", "早島町", "矢掛町")),
        Style(members=("倉敷市", "笠岡市", "早島町", "矢掛町")),
    ),
    "two years": (
        with_years(cards(), 2),
        Style(years=("2024年度 (R6年度)", "2025年度 (R7年度)")),
    ),
    "five years": (
        with_years(cards(), 5),
        Style(years=tuple(f"{year}年度 (R{year - 2018}年度)" for year in range(2024, 2029))),
    ),
    "era years only": (cards(), Style(years=("令和6年度", "令和7年度", "令和8年度"))),
    "western years only": (cards(), Style(years=("2024年度", "2025年度", "2026年度"))),
    "results further to the left": (cards(), Style(lead=2)),
    "results further to the right": (cards(), Style(lead=5)),
    "another office's words": (
        cards(),
        Style(
            number_label="事業番号",
            name_label="取組名",
            labels={
                "summary": "取組概要",
                "participants": "構成市町村",
                "indicators": "ＫＰＩ",
                "item": "指標名",
                "baseline": "現状値（基準年度）",
                "target": "目標数値",
                "actuals": "実績値の推移",
                "value": "実績",
                "grade": "判定",
            },
        ),
    ),
    "headings without their width": (cards(), Style(collapsed=True)),
    "results two columns to the left": (cards(), Style(shifted=-2)),
    "results one column to the right": (cards(), Style(shifted=1)),
    "the label of the activities slipped": (cards(), Style(label_slipped=True)),
    "results without ①②": (cards(), Style(markers=False)),
    "one project only": (cards()[:1], Style()),
    "an indicator more": (
        (
            replace(
                cards()[0],
                indicators=(
                    *cards()[0].indicators,
                    MadeIndicator(
                        "来訪者数",
                        "10千人",
                        "12千人（毎年度）",
                        (("11.5千人", "□"), ("12千人", "○"), ("-", "-")),
                    ),
                ),
            ),
            *cards()[1:],
        ),
        Style(),
    ),
}


@pytest.mark.parametrize("name", VARIANTS)
def test_every_variant_reads_as_made(name: str, tmp_path: Path) -> None:
    """Names, numbers, members, years, words and damage may differ; what is read does not."""
    made, style = VARIANTS[name]
    assert_as_made(read(tmp_path, made, style), made, style)


@pytest.mark.parametrize(
    ("style", "code"),
    [
        (Style(collapsed=True), "R101"),
        (Style(shifted=-2), "R102"),
        (Style(label_slipped=True), "R103"),
        (Style(markers=False), "R105"),
        (Style(drop_item_row=1), "R104"),
    ],
)
def test_repairs_are_said(style: Style, code: str, tmp_path: Path) -> None:
    """Whatever was repaired stands among the findings."""
    assert code in codes(read(tmp_path, cards(), style))


def test_an_indicator_without_its_row_keeps_results_and_revision(tmp_path: Path) -> None:
    """② has results and a footnote but no row: it gets both, and no invented name."""
    reading = read(tmp_path, cards(), Style(drop_item_row=1))
    index = Index(reading.ledger)
    second = reading.ledger.projects[0].id + "/②"
    assert index.indicators[second].name == ""
    old, new = index.targets_of[second]
    assert (old.quantity.value, old.in_force_until) == (Decimal(18), 2024)
    assert (new.quantity.value, new.in_force_from) == (Decimal(20), 2025)
    actual = index.actual(second, 2024)
    assert actual is not None
    assert actual.quantity.value == Decimal(17)


def test_a_footnote_keeps_the_old_target_for_past_years(tmp_path: Path) -> None:
    """※R7年度からKPIを変更: fiscal year 2024 stays on the old number."""
    index = Index(read(tmp_path, cards()).ledger)
    target_2024 = index.target("みなと連携中枢都市圏/01/②", 2024)
    target_2025 = index.target("みなと連携中枢都市圏/01/②", 2025)
    assert target_2024 is not None
    assert target_2025 is not None
    assert target_2024.quantity.value == Decimal(18)
    assert target_2025.quantity.value == Decimal(20)


def test_a_footnote_may_replace_the_indicator_itself(tmp_path: Path) -> None:
    """「旧指標：旧目標」→「新指標：新目標」: the old target says what it measured."""
    made = replace(
        cards()[1],
        footnotes=(
            "※令和7年度からＫＰＩ変更（「窓口の設置：2024年度まで」→「相談件数：500件(2027年度まで)」）",
        ),
    )
    reading = read(tmp_path, (made,))
    old = reading.ledger.targets[0]
    assert (old.measures, old.kind, old.due) == ("窓口の設置", TargetKind.MILESTONE, 2024)


def test_the_marks_of_grades_tell_what_is_final(tmp_path: Path) -> None:
    """◎□× are confirmed, ○△ forecast; of this year's other values the heading says 見込み."""
    index = Index(read(tmp_path, cards()).ledger)
    plan = "みなと連携中枢都市圏"
    certainty = {key: actuals[-1].certainty for key, actuals in index.actuals_of.items()}
    assert certainty[f"{plan}/01/①", 2024] is Certainty.CONFIRMED
    assert certainty[f"{plan}/01/①", 2025] is Certainty.FORECAST
    assert certainty[f"{plan}/02/①", 2025] is Certainty.FORECAST
    assert certainty[f"{plan}/02/①", 2024] is Certainty.CONFIRMED


def test_the_day_and_year_come_from_title_and_labels(tmp_path: Path) -> None:
    """令和7年度 and (12月末時点) make the last day of 2025."""
    ledger = read(tmp_path, cards()).ledger
    assert {actual.as_of for actual in ledger.actuals} == {date(2025, 12, 31)}
    assert {activity.fiscal_year for activity in ledger.activities} == {2025}


def test_lower_is_better_is_derived_and_said(tmp_path: Path) -> None:
    """60% → 50% can only mean lower; the finding says it was derived."""
    reading = read(tmp_path, cards())
    assert reading.ledger.indicators[-1].direction is Direction.LOWER
    assert "R114" in codes(reading)


def test_activities_name_members_and_their_amounts(tmp_path: Path) -> None:
    """（浜田町3名、港市12名） names two members with 3 and 12."""
    activity = read(tmp_path, cards()).ledger.activities[2]
    assert activity.members == ("港市", "浜田町")
    assert [(share.member, share.value, share.unit) for share in activity.breakdown] == [
        ("浜田町", Decimal(3), "名"),
        ("港市", Decimal(12), "名"),
    ]


def test_activities_are_cut_at_their_markers(tmp_path: Path) -> None:
    """①…②… become two activities of their indicators; text is never lost."""
    made = replace(cards()[0], activities="①会議を5月に開催（①の詳細は別紙） ②8社が立地")
    activities = read(tmp_path, (made,)).ledger.activities
    assert [(activity.marker, activity.text) for activity in activities] == [
        ("①", "①会議を5月に開催（①の詳細は別紙）"),
        ("②", "②8社が立地"),
    ]


def test_a_card_cut_in_the_middle_is_said(tmp_path: Path) -> None:
    """A file that ends inside a card gives what is there, and a finding."""
    path = tmp_path / "cut.txt"
    text = document(cards())
    path.write_text(text[: text.index("人手不足の企業の割合") - 80], encoding="utf-8")
    reading = read_files([path])
    assert "R115" in codes(reading)
    assert reading.accounting.unread == 0
    assert len(reading.ledger.projects) == 4


def test_years_that_disagree_are_said(tmp_path: Path) -> None:
    """2025年度 (R8年度) names two different years."""
    style = Style(years=("2024年度 (R6年度)", "2025年度 (R8年度)", "2026年度 (R8年度)"))
    assert "R116" in codes(read(tmp_path, cards(), style))


def test_the_same_number_twice_gets_an_id_of_its_own(tmp_path: Path) -> None:
    """Two cards numbered 1 stay two projects."""
    made = (cards()[1], replace(cards()[3], number=cards()[1].number))
    reading = read(tmp_path, made)
    assert len({project.id for project in reading.ledger.projects}) == 2
    assert "R117" in codes(reading)


def test_what_cannot_be_read_is_a_state_with_its_text(tmp_path: Path) -> None:
    """A value in words nobody foresaw is kept and said."""
    indicator = MadeIndicator(
        "相談", "-", "50件（毎年度）", (("夏以降に順次", "×"), ("52件", "◎"), ("-", "-"))
    )
    reading = read(tmp_path, (replace(cards()[1], indicators=(indicator,)),))
    actual = reading.ledger.actuals[0]
    assert (actual.quantity.state, actual.quantity.text) == (State.NOT_UNDERSTOOD, "夏以降に順次")
    assert "R108" in codes(reading)


@given(
    edits=st.lists(
        st.tuples(
            st.integers(0, 60),
            st.sampled_from(["drop", "cut", "tab", "junk", "twice", "label", "last"]),
        ),
        max_size=6,
    )
)
def test_no_damage_loses_a_cell(
    tmp_path_factory: pytest.TempPathFactory, edits: list[tuple[int, str]]
) -> None:
    """Lines dropped, cut, shifted, doubled or filled with junk: cells = mapped + kept + unread."""
    lines = document(cards()).split("\n")
    for at, what in edits:
        line = lines[at % len(lines)]
        changed = {
            "drop": "",
            "cut": line[: len(line) // 2],
            "tab": "\t" + line,
            "junk": line + "\t◎\t?\x07\t１２,３\t<b",
            "twice": f"{line}\n{line}",
            "label": line.split("\t")[0] + "\t",
            "last": "\t" + line.split("\t")[-1],
        }[what]
        lines[at % len(lines)] = changed
    text = "\n".join(lines)
    path = tmp_path_factory.mktemp("damage") / "cards.txt"
    path.write_text(text, encoding="utf-8")
    reading = read_files([path])
    account = reading.accounting
    assert account.cells == account.mapped + account.kept + account.unread
    printed = sum(1 for line in text.split("\n") for field in line.split("\t") if field.strip())
    assert account.cells == printed
    targets = {target.id for target in reading.ledger.targets}
    assert len(targets) == len(reading.ledger.targets)


def test_a_row_with_an_unknown_label_is_a_note(tmp_path: Path) -> None:
    """所管係 is no word of the vocabulary: its row continues nothing and is kept."""
    text = document(cards()[1:2]).replace(
        "\t\t\t実績値\t評価", "所管係\t\t\t総務係\t\t\n\t\t\t実績値\t評価"
    )
    path = tmp_path / "cards.txt"
    path.write_text(text, encoding="utf-8")
    ledger = read_files([path]).ledger
    assert [indicator.name for indicator in ledger.indicators] == ["相談件数"]
    assert {"所管係", "総務係"} <= {note.text for note in ledger.notes}


def test_two_years_documents_become_one_plan(tmp_path: Path) -> None:
    """Last year's and this year's cards share projects; actuals of both days are kept."""
    paths = []
    for name, title in (
        ("r6.txt", "みなと連携中枢都市圏 令和6年度連携事業実績状況一覧"),
        ("r7.txt", "みなと連携中枢都市圏 令和7年度連携事業実績状況一覧"),
    ):
        made = cards()[1:]
        if name == "r6.txt":
            made = with_years(with_years(made, 1), 3)
        paths.append(tmp_path / name)
        paths[-1].write_text(document(made, Style(title=title)), encoding="utf-8")
    ledger = read_files(paths).ledger
    assert len(ledger.plans) == 1
    assert len(ledger.projects) == 3
    days = {actual.as_of for actual in ledger.actuals if actual.fiscal_year == 2024}
    assert days == {date(2024, 12, 31), date(2025, 12, 31)}
