"""The PDF: tagged, with bookmarks, in both directions, never with a foreign font."""

from __future__ import annotations

import io
import sys
from dataclasses import replace

import pytest
from pypdf import PdfReader

from pe_tools.blocks import Cover, Figure, Heading, Paragraph, Picture, Quote, Table
from pe_tools.errors import MissingFontError
from pe_tools.reports import fonts, report_pdf


def read(blocks):
    return PdfReader(io.BytesIO(report_pdf(blocks)))


def text_of(blocks):
    return "\n".join(page.extract_text() for page in read(blocks).pages)


def tags_of(reader):
    """Return the names of all structure elements, in reading order."""
    found, waiting = [], [reader.trailer["/Root"]["/StructTreeRoot"]]
    while waiting:
        element = waiting.pop(0)
        if not hasattr(element, "get"):
            continue
        found += [str(element["/S"])] if "/S" in element else []
        children = element.get("/K", [])
        children = children if isinstance(children, list) else [children]
        waiting = [child.get_object() for child in children] + waiting
    return found


def test_the_same_blocks_give_the_same_bytes(english, arabic):
    assert report_pdf(english) == report_pdf(english)
    assert report_pdf(arabic) == report_pdf(arabic)


def test_it_is_tagged_and_names_its_language_and_title(english, arabic):
    root = read(english).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"pdfuaid:part>1<" in root["/Metadata"].get_object().get_data()
    assert read(english).metadata.title == "Clinic records for research: what could go wrong?"
    right_to_left = read(arabic).trailer["/Root"]
    assert right_to_left["/Lang"] == "ar"
    assert right_to_left["/ViewerPreferences"]["/Direction"] == "/R2L"


def test_headings_are_bookmarks(english):
    def titles(outline):
        return [titles(it) if isinstance(it, list) else it.title for it in outline]

    assert titles(read(english).outline) == [
        "What the group found",
        ["Open questions", "What people said"],
        "Decisions",
        "How this was made",
    ]


def test_tables_have_marked_headers_and_figures_are_figures(english):
    tags = tags_of(read(english))
    assert tags.count("/Table") == 2
    assert tags.count("/TH") == 5 + 3
    assert tags.count("/TD") == 15 + 9
    assert tags.count("/Figure") == 2
    assert tags.count("/BlockQuote") == 2
    assert tags.count("/L") == 2


def test_a_long_table_repeats_its_header():
    rows = tuple((f"row {number}", "1") for number in range(90))
    reader = read([Cover("T", ""), Table("Long", ("Harm", "Level"), rows, (1,))])
    assert len(reader.pages) == 3
    assert all("Harm" in page.extract_text() for page in reader.pages)


def test_a_running_title_and_page_numbers_begin_where_they_should(english):
    first, second, *_ = (page.extract_text() for page in read(english).pages)
    title = "Clinic records for research: what could go wrong?"
    assert second.startswith(title)
    assert "1 / " in first
    assert "2 / " in second


def test_a_figure_without_a_description_is_refused(small_svg, small_png):
    table = Table("t", ("a",), (("1",),))
    with pytest.raises(ValueError, match="missing alt text"):
        report_pdf([Figure(small_svg, "", "caption", table)])
    with pytest.raises(ValueError, match="missing alt text"):
        report_pdf([Picture(small_png, "")])


def test_a_picture_that_is_cut_short_is_refused_with_its_place(small_png):
    with pytest.raises(ValueError, match=r"blocks\[0\].png: is a damaged PNG picture"):
        report_pdf([Picture(small_png[:24], "cut")])


def test_latin_words_stand_right_in_arabic_lines(arabic):
    """Words of one Latin phrase keep their order; an engine that fails here swaps them."""
    shown = text_of(arabic)
    assert "Workshop W001, 14 March 2026" in shown
    assert "This paragraph is not translated yet, so it reads from left to right." in shown


def test_many_scripts_are_shown_and_missing_letters_are_told():
    shown = text_of([Quote("Ελληνικά, русский, हिन्दी, Tiếng Việt"), Paragraph("fine")])
    assert "русский" in shown
    assert "lack" not in shown
    shown = text_of([Quote("a 😀 b 中 c 😀")])
    assert "a \ufffd b \ufffd c \ufffd" in shown
    assert "The fonts of this PDF lack 2 letters or signs." in shown


def test_a_language_with_a_region_keeps_it(tmp_path, monkeypatch, english):
    from pe_tools.language import words

    (tmp_path / "pt-BR.po").write_text('msgid ""\nmsgstr ""\n"Language: pt_BR\\n"\n')
    monkeypatch.setattr(words, "CATALOGS", tmp_path)
    cover = replace(english[0], language="pt-BR")
    assert read([cover]).trailer["/Root"]["/Lang"] == "pt-BR"


def test_a_word_longer_than_the_line_breaks():
    reader = read([Cover("T", "", facts=(("Head", "0123456789abcdef" * 16),))])
    box = [0.0]
    reader.pages[0].extract_text(
        visitor_text=lambda text, _, place, *rest: box.append(place[4] + 4 * len(text.strip()))
    )
    assert max(box) < 595 - 60  # the width of A4 in points, less a margin


def test_only_the_packaged_fonts_are_used(english):
    names = set()
    for page in read(english).pages:
        for font in page["/Resources"]["/Font"].values():
            names.add(font["/BaseFont"].partition("+")[2])
    assert names == {"NotoSans-Regular", "NotoSansArabic-Regular", "DejaVuSansMono"}


def test_a_missing_font_is_refused_with_the_line_that_repairs_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "fontpkg_noto_sans_arabic", None)
    fonts.report_fonts.cache_clear()
    with pytest.raises(MissingFontError, match="pip install fontpkg-noto-sans-arabic"):
        report_pdf([Heading("x")])


def test_headings_that_skip_a_level_are_set_right():
    assert [it.title for it in read([Heading("deep", 4)]).outline] == ["deep"]
