"""PDFs: for print, for archives, for those who have them read aloud; nothing is lost or altered."""

import io
import re
import subprocess
import sys
from pathlib import Path

import pypdfium2 as pdfium
import pytest
import typst

from hakaru.errors import UsageError
from hakaru.report import look
from hakaru.report.charts import SeriesRole
from hakaru.report.pdf import fonts, write
from hakaru.report.tables.model import Block, Cell, Layout, Part, Role, Row, Table, Text
from hakaru.report.words import Language, sentence_for_error, sentence_for_finding
from report.made_reports import CHART, band, card, pdf_of, report, table
from report.reading_pages import Tag, about, outline, page_texts, tags


def lines(*texts: str) -> list[Text]:
    """Return plain lines."""
    return [Text(Role.BODY, text) for text in texts]


def test_every_text_can_be_taken_from_the_page() -> None:
    """Texts are texts, in reading order: title, legend, heading, table row by row, note."""
    pdf = pdf_of(
        report(
            [
                Text(Role.TITLE, "評価のまとめ"),
                Text(Role.LEGEND, "評価凡例：◎ 達成済み、□ 概ね達成（85%以上）"),
                Text(Role.HEADING, "1 経済"),
                table(["事業名", "実績値"], ["創業の促進", "5,989人"]),
                Text(Role.NOTE, "※ R7年度からKPIを変更"),
            ]
        )
    )
    (page,) = page_texts(pdf)
    assert page.startswith(
        "評価のまとめ評価凡例：◎達成済み、□概ね達成（85%以上）1経済事業名実績値創業の促進5,989人"
        "※R7年度からKPIを変更"
    )


def test_the_file_says_what_it_is() -> None:
    """Title, language and day are set, it is tagged, and claims PDF/UA-1 and PDF/A-2a."""
    pdf = pdf_of(report(lines("本文")))
    told = about(pdf)
    assert told["Title"] == "川霧圏域 評価のまとめ"
    assert told["Lang"].lower().startswith("ja")
    assert told["Tagged"] == "True"
    assert told["CreationDate"].startswith("D:20251231")
    assert re.search(rb"pdfuaid:part[>=\"]+1", pdf)
    assert re.search(rb"pdfaid:part[>=\"]+2", pdf)
    assert re.search(rb"pdfaid:conformance[>=\"]+A", pdf)


def test_an_english_report_says_so() -> None:
    """The language is the report's."""
    pdf = pdf_of(report(lines("Met"), lang=Language.EN, title="Summary"))
    assert about(pdf)["Lang"].lower().startswith("en")


def test_readers_aloud_are_told_headings_tables_and_charts() -> None:
    """Headings, the headings of tables and the words for a chart stand in the structure."""
    pdf = pdf_of(report([Text(Role.HEADING, "1 経済"), table(["事業名"], ["創業の促進"]), CHART]))
    found = tags(pdf)
    types = [tag.type for tag in found]
    for wanted in ("H1", "Table", "TH", "TD"):
        assert wanted in types
    assert Tag("Figure", CHART.description) in found


def test_headings_go_down_one_level_at_a_time() -> None:
    """A report may begin deep; its outline does not skip a level."""
    pdf = pdf_of(
        report(
            [
                Text(Role.HEADING, "施策", level=3),
                Text(Role.HEADING, "細目", level=5),
                Text(Role.HEADING, "次の柱", level=1),
            ]
        )
    )
    assert outline(pdf) == [(0, "施策"), (1, "細目"), (0, "次の柱")]


def test_the_outline_lists_sections_and_cards() -> None:
    """A card is found by its name, below the section it stands in."""
    parts = [Part(blocks=(Text(Role.HEADING, "1 経済"),)), card(1, "創業の促進", "なし")]
    pdf = pdf_of(report(*parts, card(2, "★企業誘致", "なし"), layout=Layout.CARDS))
    assert outline(pdf) == [(0, "1 経済"), (1, "創業の促進"), (1, "★企業誘致")]


def test_every_page_has_its_number_and_the_documents() -> None:
    """The page number stands at the foot, the document's number (資料番号) at the head."""
    parts = [Part(blocks=tuple(lines(f"第{n}部")), new_page=True) for n in (1, 2, 3)]
    pages = page_texts(pdf_of(report(*parts), label="資料3"))
    assert [page.removeprefix("資料3") for page in pages] == [f"第{n}部{n}" for n in (1, 2, 3)]


def test_rare_characters_are_shown() -> None:
    """Small digits, boxes, kanji beyond the first plane and joined kana come from some font."""
    (page,) = page_texts(pdf_of(report(lines("CO₂の削減 ☑済 𠮷野家 髙島 ①㈱㎡ ﾊﾝｶｸ"))))
    assert "CO₂の削減☑済𠮷野家髙島①㈱㎡ﾊﾝｶｸ" in page


def test_all_fonts_are_inside() -> None:
    """What is printed looks the same on a machine without any font."""
    document = pdfium.PdfDocument(pdf_of(report(lines("漢字とABC、CO₂"))))
    raw = pdfium.raw
    embedded = [
        raw.FPDFFont_GetIsEmbedded(raw.FPDFTextObj_GetFont(thing.raw))
        for thing in document[0].get_objects()
        if thing.type == raw.FPDF_PAGEOBJ_TEXT
    ]
    document.close()
    assert embedded
    assert set(embedded) == {1}


def test_a_character_no_font_has_becomes_a_geta_and_a_finding() -> None:
    """〓 stands for it, as type setters write it; which one it was is said."""
    out = io.BytesIO()
    (finding,) = write(report(lines("外字の\ue123川")), out)
    assert "外字の〓川" in page_texts(out.getvalue())[0]
    said = sentence_for_finding(finding, Language.JA)
    assert "U+E123" in said


def test_signs_that_only_choose_a_form_are_left_out_in_silence() -> None:
    """A byte order mark within a text: the text says the same without."""
    (page,) = page_texts(pdf_of(report(lines("辻☑\ufe0f村\ufeff長"))))
    assert "辻☑\ufe0f村長" in page


@pytest.mark.parametrize(
    "text",
    [
        "#panic(1) *b* _i_ $x$ `c` @ref <label> // no comment",
        '"] + read("/etc/passwd") + [',
        "\\u{41} = heading",
        "{{ 7 * 7 }}",
        "=cmd|' /C calc'!A0",
    ],
)
def test_markup_in_a_text_is_text(text: str) -> None:
    """Nothing that a document says is ever taken for markup or code."""
    blocks: list[Block] = [Text(Role.HEADING, text), *lines(text), table([text], [text])]
    (page,) = page_texts(pdf_of(report(blocks, title=text)))
    assert page.count("".join(text.split())) == 4


def test_the_same_report_gives_the_same_bytes() -> None:
    """In another process, with other hashes, at another time."""
    program = (
        "import sys; from report.made_reports import *;"
        "sys.stdout.buffer.write(pdf_of(report([CHART, table(['a'], ['1'])])))"
    )
    first = pdf_of(report([CHART, table(["a"], ["1"])]))
    path = f"{Path(__file__).parents[1]}"
    other = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path.insert(0, {path!r}); {program}"],
        capture_output=True,
        check=True,
        env={"PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "SOURCE_DATE_EPOCH": "1"},
    )
    assert other.stdout == first


def test_a_card_is_not_broken_between_pages() -> None:
    """A card that does not fit any more begins on the next page, its footnote with it."""
    cards = [card(n, f"事業{n}号", "札幌市で開催。" * 40) for n in range(1, 8)]
    pages = page_texts(pdf_of(report(*cards, layout=Layout.CARDS)))
    assert len(pages) > 1
    for number in range(1, 8):
        (page,) = [page for page in pages if f"事業{number}号" in page]
        assert f"※事業{number}の注" in page


def test_a_card_taller_than_a_page_goes_on_and_loses_nothing() -> None:
    """Every character of a very long text is printed, whatever the page."""
    activities = "".join(f"第{n}回を開催し、" for n in range(1, 900))
    whole = "".join(
        page_texts(pdf_of(report(card(1, "長い事業", activities), layout=Layout.CARDS)))
    )
    for n in (1, 450, 899):
        assert f"第{n}回" in re.sub(r"(?<=[^\d])\d(?=第)", "", whole)


def test_a_band_stays_with_the_row_below_it() -> None:
    """Whatever the page's last row, it is not the name of a group."""
    groups = [
        row
        for n in range(40)
        for row in (band(f"区分{n:02}", 2), *(Row((Cell("行"), Cell("1"))),) * (n % 4 + 1))
    ]
    made = Table(
        caption="一覧",
        widths=(30.0, 10.0),
        rows=(Row((Cell("名", head="column"), Cell("値", head="column"))), *groups),
        head_rows=1,
    )
    pages = page_texts(pdf_of(report([made])))
    assert len(pages) > 2
    for page in pages:
        assert page.startswith("名値")
        assert not re.search(r"区分\d\d\d+$", page)


def test_a_long_number_stays_inside_its_cell() -> None:
    """It is set smaller; a number that runs over the line is misread without a sign."""
    amount = "125,833,584,000円"
    pdf = pdf_of(report([table(["千円", "摘要"], [amount, "右"], widths=(5.0, 79.0))]))
    document = pdfium.PdfDocument(pdf)
    page = document[0].get_textpage()
    start = page.get_text_range().replace("\r\n", "\n\n").index("125")
    edge = page.get_charbox(page.get_text_range().replace("\r\n", "\n\n").index("右"))[0]
    rights = [page.get_charbox(start + at)[2] for at in range(len(amount) - 1)]
    document.close()
    assert max(rights) < edge


def test_a_slide_is_a_page_of_its_own() -> None:
    """Slides can be handed out as PDF: one page each, its name at the top."""
    cover = Part(name="表紙", blocks=(Text(Role.TITLE, "実施状況"), *lines("12月末時点")))
    second = Part(name="達成割合", blocks=(Text(Role.FIGURE, "92.5%"), CHART))
    pages = page_texts(pdf_of(report(cover, second, layout=Layout.SLIDES)))
    assert [page[:4] for page in pages] == ["実施状況", "達成割合"]


def test_a_folder_of_fonts_is_used_first(tmp_path: Path) -> None:
    """The folder's own family sets the text; what it lacks comes from the packaged one."""
    source = fonts.packaged_folders()[0]
    name = next(path for path in source.iterdir() if path.suffix == ".otf")
    (tmp_path / name.name).symlink_to(name)
    found = fonts.faces(tmp_path)
    assert found.families[0] == "Noto Sans CJK JP"
    assert "本文" in page_texts(pdf_of(report(lines("本文")), fonts=tmp_path))[0]


def test_japanese_faces_of_a_folder_come_first() -> None:
    """A folder may hold the faces of many countries, which draw the same characters otherwise."""
    mixed = ["Noto Sans CJK HK", "Own Sans", "Noto Sans CJK JP", "Own Sans JP", "BIZ UDPGothic"]
    assert sorted(mixed, key=fonts.preference) == [
        "BIZ UDPGothic",
        "Noto Sans CJK JP",
        "Own Sans JP",
        "Own Sans",
        "Noto Sans CJK HK",
    ]


def test_a_folder_without_fonts_is_refused(tmp_path: Path) -> None:
    """A wrong folder is named."""
    with pytest.raises(UsageError) as caught:
        fonts.faces(tmp_path / "nowhere")
    assert "nowhere" in sentence_for_error(caught.value, Language.JA)


def test_without_any_japanese_font_one_line_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither the packaged faces nor any of the machine: nothing is printed with holes in it."""

    def bare(*_: object, **__: object) -> typst.Fonts:
        return typst.Fonts(include_system_fonts=False)

    monkeypatch.setattr(fonts, "packaged_folders", lambda: ())
    monkeypatch.setattr(fonts, "_loaded", bare)
    fonts.faces.cache_clear()
    try:
        with pytest.raises(UsageError) as caught:
            fonts.faces()
    finally:
        fonts.faces.cache_clear()
    assert "HAKARU_FONTS" in sentence_for_error(caught.value, Language.EN)


def test_every_text_keeps_its_contrast() -> None:
    """4.5 to 1 and more on every ground a cell may have, which holds printed in grey as well."""
    grounds = ["FFFFFF", look.HEAD_FILL, look.LABEL_FILL, *look.BAND_FILLS]
    grounds += [*look.TONE_FILL.values(), *look.SERIES_FILL.values(), look.FIELD_FILL]
    for ground in grounds:
        for ink in (look.INK, look.TITLE_INK):
            assert (_light(ground) + 0.05) / (_light(ink) + 0.05) >= 4.5


def test_what_a_chart_draws_stands_out_from_its_ground() -> None:
    """Lines, marks and edges have 3 to 1 on white; areas of like colour have other patterns."""
    for colour in look.SERIES_COLOUR.values():
        assert (_light("FFFFFF") + 0.05) / (_light(colour) + 0.05) >= 3
    marks = (SeriesRole.MET, SeriesRole.MET_EXPECTED, SeriesRole.NEARLY, SeriesRole.MISSED,
             SeriesRole.MISSED_EXPECTED)  # fmt: skip
    assert len({look.SERIES_PATTERN.get(role) for role in marks}) == len(marks)


def _light(colour: str) -> float:
    """Return the relative luminance of a colour, as WCAG 2 defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_progress_is_told() -> None:
    """Whoever waits hears how many parts are laid out."""
    told: list[tuple[int, int]] = []
    write(report(lines("一"), lines("二")), io.BytesIO(), progress=lambda *at: told.append(at))
    assert told == [(0, 2), (1, 2), (2, 2)]
