"""Visions, catalogues and tables of changed targets: the same engine, other columns."""

from decimal import Decimal

from documents.making_tables import Merged, codes, read, sheet_grids, text_grids
from hakaru.ledger.entries import EVERY_YEAR


def test_a_vision_of_two_editions_named_by_lines_above() -> None:
    """Repeated columns belong to the plan that a line names: each has its own indicators."""
    made = read(
        text_grids(
            "くにさき圏の取組について\n\n## 第1期ビジョンの実績\n\n(参考：2期ビジョン設定値)\n\n"
            "役割\t指標名\t基準値\t実績値\t目標値\t基準値\t目標値\n"
            "1 成長\t売上\t9千億円 (2015)\t8千億円 (2020)\t1兆円 (2023)\t"
            "8千億円 (2020)\t1兆1千億円 (2028)\n"
            "\t社会増減\t▲28人 (2017)\t▲29人 (2023)\t▲14人 (2023)\t▲25人 (2022)\t▲6人 (2028)\n"
        )
    )
    first, second = "くにさき圏-1期", "くにさき圏-2期"
    plans = {plan.id: plan.title for plan in made.reading.ledger.plans}
    assert plans[first] == "くにさき圏 第1期ビジョン"
    assert plans[second] == "くにさき圏 2期ビジョン"
    assert made.reading.unread == ()
    sales = made.index.indicators[f"{first}/s1/①"]
    assert sales.baseline is not None
    assert (sales.baseline.quantity.value, sales.baseline.fiscal_year) == (
        Decimal(900 * 10**9),
        2015,
    )
    falling = made.index.actual(f"{first}/s1/②", 2023)
    assert falling is not None
    assert falling.quantity.value == Decimal(-29)
    assert made.index.targets_of[f"{second}/s1/②"][0].quantity.value == Decimal(-6)
    assert made.index.targets_of[f"{second}/s1/①"][0].due == 2028
    assert f"{second}/s1/①" not in {a.indicator for a in made.reading.ledger.actuals}


def test_a_vision_of_two_editions_named_by_merged_heads() -> None:
    """The heads over the columns name the editions, whatever years stand below."""
    made = read(
        sheet_grids(
            [
                [
                    "役割",
                    "指標",
                    Merged("第1期ビジョン", 2),
                    None,
                    Merged("第2期ビジョン", 2),
                    None,
                ],
                [None, None, "実績値(2023)", "目標値(2023)", "基準値(2023)", "目標値(2028)"],
                ["1 成長", "観光客", "39千人", "44千人", "39千人", "50千人"],
            ]
        )
    )
    first, second = made.reading.ledger.indicators
    assert (first.parent, second.parent) == ("made-1期/s1", "made-2期/s1")
    assert first.baseline is None
    assert second.baseline is not None
    assert second.baseline.fiscal_year == 2023


def test_repeated_columns_that_nothing_names_are_kept() -> None:
    """Without a word why, the second set becomes notes and a finding, not values."""
    made = read(
        text_grids("指標\t基準値\t目標値\t基準値\t目標値\n売上\t10億円\t12億円\t11億円\t15億円\n")
    )
    assert [t.quantity.value for t in made.reading.ledger.targets] == [12 * 10**8]
    assert {note.text for note in made.reading.ledger.notes} == {"11億円", "15億円"}
    assert codes(made) == ["R185"]


def test_a_catalogue_of_projects_by_role() -> None:
    """Name and summary, who takes part, and what falls to whom, under each heading's section."""
    made = read(
        text_grids(
            "連携協約に基づく取組\n\n1 成長\n\n主な連携事業\t事業概要\t参加市町村\t中心市の役割\n"
            "企業誘致\t情報の共有\t■みどり市 □あおば町\t調整\n\n2 機能\n\n"
            "主な連携事業\t事業概要\t参加市町村\t中心市の役割\n救急\t運営\t■みどり市 ■あおば町\t\n"
        )
    )
    plan = made.tables.plan
    first, second = made.reading.ledger.projects
    assert made.reading.unread == ()
    assert (first.name, first.summary, first.section) == ("企業誘致", "情報の共有", f"{plan}/s1")
    assert (second.name, second.section) == ("救急", f"{plan}/s2")
    assert first.participants == ("みどり市",)
    assert first.responsibilities == (("中心市の役割", "調整"),)
    assert made.index.plans[plan].members == ("みどり市", "あおば町")
    assert made.tables.tables[0].layout == "catalogue"


def test_a_table_of_changed_targets() -> None:
    """The old target ends the year before the new one begins; the reason stays with the new."""
    made = read(
        sheet_grids(
            [
                ["令和7年度 KPI変更一覧"],
                ["No", "連携事業名", "指標", "変更前", "変更後", "変更理由"],
                ["8", "人材育成", "参加者数", "170人（2024年度）", "200人（2025年度）", "上回った"],
                ["12", "企業誘致", "立地企業数", "10社（毎年度）", "15社（毎年度）", "見直し"],
            ]
        )
    )
    plan = made.tables.plan
    assert made.reading.unread == ()
    assert [p.id for p in made.reading.ledger.projects] == [f"{plan}/08", f"{plan}/12"]
    old, new = made.index.targets_of[f"{plan}/08/①"]
    assert (old.id, old.in_force_from, old.in_force_until) == (
        f"{plan}/08/①/target/first", None, 2024
    )  # fmt: skip
    assert (new.id, new.in_force_from, new.due, new.reason) == (
        f"{plan}/08/①/target/2025", 2025, 2025, "上回った"
    )  # fmt: skip
    assert made.index.targets_of[f"{plan}/12/①"][1].due == EVERY_YEAR


def test_a_change_that_replaces_the_indicator() -> None:
    """Under 変更前 and 変更後 stand indicator and target; the old target tells what it measured."""
    made = read(
        sheet_grids(
            [
                [
                    Merged("事業名", 1, 2), Merged("変更前", 2), None,
                    Merged("変更後（令和7年度から）", 2), None, Merged("理由", 1, 2),
                ],
                [None, "指標", "目標値", "指標", "目標値", None],
                ["人材育成", "参加者数", "100人", "修了者数", "80人", "成果を測る"],
            ]
        )
    )  # fmt: skip
    (indicator,) = made.reading.ledger.indicators
    old, new = made.reading.ledger.targets
    assert made.reading.unread == ()
    assert indicator.name == "修了者数"
    assert (old.measures, old.in_force_until) == ("参加者数", 2024)
    assert (new.in_force_from, new.reason, new.quantity.value) == (
        2025,
        "成果を測る",
        Decimal(80),
    )
