"""Members: what they take part in, their own figures, and where they stand on the map."""

import json
from decimal import Decimal
from pathlib import Path
from urllib.parse import quote

import pytest
from django.test import Client
from msgspec.structs import replace
from pytest_django.fixtures import Settings

from hakaru.ledger.entries import Share
from hakaru.ledger.ledger import Ledger
from hakaru.store.ledger_rows import save_ledger
from hakaru.web.maps import member_map
from hakaru.workflow import queries
from hakaru.workflow.areas import outlines as reading
from hakaru.workflow.areas.outlines import outlines
from hakaru.workflow.areas.tiles import Tile, known_areas, tiles_of
from hakaru.workflow.queries import MembersPage, PlanHead
from hakaru.workflow.queries.member_views import MemberLine
from web.reading import part, words
from web.sample import MEMBERS, PLAN, sample_ledger

SQUARE = [[141.0, 43.0], [141.2, 43.0], [141.2, 43.2], [141.0, 43.2], [141.0, 43.0]]


def feature(name: object, kind: str = "Polygon", coordinates: object = None) -> dict[str, object]:
    """Return a place of a GeoJSON file."""
    shape = coordinates if coordinates is not None else [SQUARE]
    geometry = {"type": kind, "coordinates": shape}
    return {"type": "Feature", "properties": {"id": 7, "N03_004": name}, "geometry": geometry}


def geojson(folder: Path, *features: dict[str, object], name: str = "area.geojson") -> Path:
    """Write a GeoJSON file."""
    path = folder / name
    collection = {"type": "FeatureCollection", "features": features}
    path.write_text(json.dumps(collection), encoding="utf-8")
    return path


def with_figures() -> Ledger:
    """Return the sample with parts of members in a result and in an activity."""
    ledger = sample_ledger()
    own = (
        Share(member="港市", value=Decimal(900), unit="冊"),
        Share(member="浜町", value=Decimal(200), unit="冊"),
    )
    actuals = tuple(
        replace(a, breakdown=own) if a.id == f"{PLAN}/04/-/2025" else a for a in ledger.actuals
    )
    done = replace(
        ledger.activities[0], breakdown=(Share(member="浜町", value=Decimal(2), unit="回"),)
    )
    return replace(ledger, actuals=actuals, activities=(done,))


def test_members_are_listed_with_their_projects(client: Client, plan_page: str) -> None:
    """The list beside the map says the same in words and numbers."""
    page = words(client, f"{plan_page}members/")
    assert "港市 中心となる市 8 浜町 7 岬村 6" in page
    assert "市町村の地図" in page


def test_the_map_links_and_names_every_member(client: Client, plan_page: str) -> None:
    """Each square opens its member's page and has a name that is read aloud."""
    page = client.get(f"{plan_page}members/").content.decode()
    for name, number in (("港市", 8), ("浜町", 7), ("岬村", 6)):
        assert f'href="{plan_page}members/{quote(name)}/" aria-label="{name} {number} 事業"' in page


def test_member_page_tells_what_it_takes_part_in(client: Client, plan_page: str) -> None:
    """How many projects, in which sections, how they stand, and in which it has no part."""
    page = words(client, f"{plan_page}members/岬村/")
    assert "全 8 事業のうち 6 事業に参加しています。" in page
    assert "1 経済成長のけん引 2／3" in page
    assert "3 生活関連機能の向上 3／4" in page
    left_out = part(client, f"{plan_page}members/岬村/", "参加していない事業", "このサイトは")
    assert "企業誘致の推進" in left_out
    assert "脱炭素の推進" in left_out
    assert "図書館" not in left_out


def test_member_page_counts_the_grades_of_its_projects(client: Client, plan_page: str) -> None:
    """Only the indicators of projects it takes part in are counted, and it is said what of."""
    page = words(client, f"{plan_page}members/岬村/")
    assert "圏域全体の成果であり、この市町村だけの成績ではありません。" in page
    years = part(client, f"{plan_page}members/岬村/", "年度ごとの評価", "参加している事業 記号")
    assert "計 5" in years


def test_member_page_shows_its_own_figures(client: Client, plan_page: str) -> None:
    """Where documents divide a result or activity by member, its part stands beside the whole."""
    save_ledger(with_figures())
    page = words(client, f"{plan_page}members/浜町/")
    assert "相互利用の冊数 年度 2025年度（R7） この市町村 200冊 圏域全体 1,100冊" in page
    assert "2025年度（R7） 2回 ①情報共有の会議を開催（浜町）" in page
    assert "900冊" not in page
    hub = words(client, f"{plan_page}members/港市/")
    assert "この市町村 900冊" in hub
    assert "取組実績に名前のあるもの" not in hub


def test_who_takes_part_without_being_a_member_has_a_page(client: Client, plan_page: str) -> None:
    """A participant outside the plan's members is listed, and marked as such."""
    ledger = sample_ledger()
    guest = replace(ledger.projects[0], participants=("港市", "遠町"))
    save_ledger(replace(ledger, projects=(guest, *ledger.projects[1:])))
    assert "遠町 構成市町村のほか 1" in words(client, f"{plan_page}members/")
    assert "全 8 事業のうち 1 事業" in words(client, f"{plan_page}members/遠町/")


# Squares


@pytest.mark.parametrize("area", known_areas(), ids=lambda area: area.id)
def test_areas_of_the_data_file_are_whole(area: object) -> None:
    """No two municipalities share a place or a code, and codes keep their check digit."""
    tiles: tuple[Tile, ...] = area.tiles  # type: ignore[attr-defined] # private type
    assert len({(tile.x, tile.y) for tile in tiles}) == len(tiles)
    assert len({tile.code for tile in tiles}) == len(tiles)
    for tile in tiles:
        digits = [int(digit) for digit in tile.code]
        total = sum(weight * digit for weight, digit in zip((6, 5, 4, 3, 2), digits, strict=False))
        assert (11 - total % 11) % 10 == digits[5], tile.name


def test_members_stand_where_the_data_file_has_them() -> None:
    """A plan with most members of a known area takes its places; a stranger stands below."""
    area = known_areas()[0]
    names = tuple(tile.name for tile in area.tiles)
    placed = {tile.name: (tile.x, tile.y) for tile in tiles_of((*names, "遠町"))}
    assert all(placed[tile.name] == (tile.x, tile.y) for tile in area.tiles)
    assert placed["遠町"][1] > max(tile.y for tile in area.tiles)


@pytest.mark.parametrize("number", [1, 2, 3, 5, 12, 63])
def test_an_area_without_data_stands_in_rows(number: int) -> None:
    """Any other area gets a nearly square block in the order of the plan, nobody on another."""
    names = tuple(f"町{at}" for at in range(number))
    tiles = tiles_of(names)
    assert tuple(tile.name for tile in tiles) == names
    places = {(tile.x, tile.y) for tile in tiles}
    assert len(places) == number
    assert max(x for x, _ in places) - max(y for _, y in places) in {0, 1}


def squares(*names: str) -> MembersPage:
    """Return the page of members that stand in rows, none of whom takes part in anything."""
    return MembersPage(
        head=PlanHead(
            id="x",
            title="x",
            fiscal_years=(),
            hub="",
            members=names,
            projects=0,
            indicators=0,
            own_indicators=0,
            has_rulebook=False,
        ),
        lines=tuple(MemberLine(name=name, projects=0, listed=True) for name in names),
        total=0,
        tiles=tiles_of(names),
        outlines=None,
    )


def test_one_member_is_one_square_no_larger_than_others() -> None:
    """A drawing of one square is not blown up to the width of twelve."""
    one, many = member_map(squares("孤島村")), member_map(squares(*(f"町{at}" for at in range(12))))
    assert one.shown / one.width <= 1.2
    assert one.shown < many.shown


def test_long_names_stand_in_two_lines_of_a_square() -> None:
    """Nothing is squeezed: a name breaks in two, and a very long one is cut short."""
    tiles = member_map(
        squares("新篠津村", "つがる西北五広域", "とても長い名前の広域連合の町")
    ).tiles
    assert [tile.words for tile in tiles] == [
        ("新篠津村",),
        ("つがる西", "北五広域"),
        ("とても長い名", "前の広域連…"),
    ]


def test_squares_in_rows_do_not_pretend_to_be_a_map(client: Client, plan_page: str) -> None:
    """Members that no data file places stand in the order of the plan, and the page says so."""
    page = words(client, f"{plan_page}members/")
    assert "並びは計画に書かれた順で、位置を示すものではありません。" in page
    assert "位置はおおよそです。" not in page
    assert member_map(squares(*(tile.name for tile in known_areas()[0].tiles))).placed


def test_too_many_members_are_a_list_alone() -> None:
    """Squares too small to read are not drawn."""
    assert member_map(squares(*(f"町{at}" for at in range(36)))).tiles
    assert not member_map(squares(*(f"町{at}" for at in range(37)))).tiles


# The authority's own outlines


def test_outlines_are_drawn_where_every_member_has_one(
    client: Client, plan_page: str, tmp_path: Path, settings: Settings
) -> None:
    """HAKARU_AREA names the file; shapes carry pattern, name and number, and link."""
    settings.AREA = geojson(tmp_path, *(feature(name) for name in MEMBERS))
    page = client.get(f"{plan_page}members/").content.decode()
    assert page.count('class="shape"') == 3
    assert 'fill="url(#fill-level-1)"' in page
    assert 'class="tile' not in page
    assert ">8</text>" in page


def test_a_folder_holds_one_file_a_member(plan_page: str, tmp_path: Path) -> None:
    """Several files are read together; a multipolygon is drawn whole, heights are left out."""
    del plan_page
    high = [[[*point, 12.5] for point in SQUARE]]
    geojson(tmp_path, feature("港市", "MultiPolygon", [high, [SQUARE]]), name="a.geojson")
    geojson(tmp_path, feature("浜町"), feature("岬村"), name="b.json")
    (tmp_path / "notes.txt").write_text("not read", encoding="utf-8")
    found = outlines(tmp_path, MEMBERS)
    assert found.problems == ()
    assert len(found.rings["港市"]) == 2
    drawn = member_map(queries.members_page(PLAN, area=tmp_path))
    assert [shape.name for shape in drawn.shapes] == list(MEMBERS)
    assert all(shape.path.startswith("M") and shape.path.endswith("z") for shape in drawn.shapes)


def test_members_are_found_by_code(tmp_path: Path) -> None:
    """Data sets give codes with or without the check digit."""
    names = tuple(tile.name for tile in known_areas()[0].tiles)
    path = geojson(tmp_path, feature("01100"), feature("012033"))
    assert set(outlines(path, names).rings) == {"札幌市", "小樽市"}


@pytest.mark.parametrize(
    ("features", "problem"),
    [
        ([feature("東京都")], "no_member"),
        ([feature(12)], "no_member"),
        ([feature("港市", "Point", [141.0, 43.0])], "not_polygons"),
        ([feature("港市", "Polygon", [[[1e9, 43.0]] * 5])], "not_polygons"),
        ([feature("港市", "Polygon", [[["x", "y"]] * 5])], "not_polygons"),
        ([feature("港市", "Polygon", [[[141.0]] * 5])], "not_polygons"),
        ([{"type": "Feature", "properties": {"n": "港市"}, "geometry": None}], "not_polygons"),
    ],
)
def test_what_cannot_be_drawn_is_told(
    tmp_path: Path, features: list[dict[str, object]], problem: str
) -> None:
    """Nothing in a file raises; what is wrong with it is a value."""
    found = outlines(geojson(tmp_path, *features), MEMBERS)
    assert found.problems == ((problem, "area.geojson"),)
    assert not found.rings


@pytest.mark.parametrize("text", ["", "{", "[]", '{"type":"Topology"}', "[" * 5000])
def test_what_is_no_geojson_is_told(tmp_path: Path, text: str) -> None:
    """Any other file is refused without an accident."""
    path = tmp_path / "area.geojson"
    path.write_text(text, encoding="utf-8")
    assert outlines(path, MEMBERS).problems == (("not_geojson", "area.geojson"),)


def test_a_file_too_large_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The bound is on the bytes of all files together."""
    monkeypatch.setattr(reading, "LARGEST", 100)
    path = geojson(tmp_path, *(feature(name) for name in MEMBERS))
    assert outlines(path, MEMBERS).problems == (("too_large", "area.geojson"),)


def test_a_missing_file_falls_back_to_squares(
    client: Client, plan_page: str, tmp_path: Path, settings: Settings
) -> None:
    """The public sees squares; whoever sits at the desk is told what is wrong."""
    settings.AREA = tmp_path / "gone.geojson"
    settings.DESK = True
    page = words(client, f"{plan_page}members/")
    assert "gone.geojson がありません。HAKARU_AREA の場所を確かめてください。" in page
    assert client.get(f"{plan_page}members/").content.decode().count('class="tile ') == 1
    settings.DESK = False
    assert "gone.geojson" not in words(client, f"{plan_page}members/")
