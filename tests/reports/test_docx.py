"""The Word document: real headings, marked header rows, descriptions, both directions."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from docx.oxml.ns import qn

from pe_tools.blocks import Figure, Heading, Listing, Paragraph, Preformatted, Table
from pe_tools.reports import report_docx
from pe_tools.reports.runs import runs


def opened(blocks):
    return docx.Document(io.BytesIO(report_docx(blocks)))


def styled(document, style):
    return [part.text for part in document.paragraphs if part.style.name == style]


def has(paragraph, tag):
    found = paragraph._p.pPr.find(qn(f"w:{tag}"))
    return found is not None and found.get(qn("w:val")) != "0"


def test_the_same_blocks_give_the_same_bytes(english, arabic):
    assert report_docx(english) == report_docx(english)
    assert report_docx(arabic) == report_docx(arabic)


def test_nothing_tells_when_or_by_whom_it_was_made(english):
    document = report_docx(english)
    with zipfile.ZipFile(io.BytesIO(document)) as packed:
        assert {entry.date_time for entry in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    properties = docx.Document(io.BytesIO(document)).core_properties
    assert properties.title == "Clinic records for research: what could go wrong?"
    assert properties.author == properties.comments == ""
    assert properties.created.year == properties.modified.year == 1980


def test_headings_are_headings(english):
    document = opened(english)
    assert styled(document, "Title") == ["Clinic records for research: what could go wrong?"]
    assert styled(document, "Heading 1") == [
        "What the group found",
        "Decisions",
        "How this was made",
    ]
    assert styled(document, "Heading 2") == ["Open questions", "What people said"]


def test_tables_have_a_caption_and_a_header_row_that_repeats(english):
    document = opened(english)
    facts, levels, answers = document.tables
    assert facts._tbl.tr_lst[0].find(".//" + qn("w:tblHeader")) is None
    for table in (levels, answers):
        marked = [row.find(".//" + qn("w:tblHeader")) is not None for row in table._tbl.tr_lst]
        assert marked == [True, False, False, False]
    assert "Level of each harm, by role group" in styled(document, "Caption")
    assert [cell.text for cell in levels.rows[1].cells][1:] == ["4", "2", "3", "4"]


def test_pictures_have_their_description(english):
    shapes = opened(english).inline_shapes
    described = [shape._inline.docPr.get("descr") for shape in shapes]
    assert described == [
        "Most people (7 of 12) called this harm severe before talking. Afterwards it was 5 of 12.",
        "A grey box",
    ]


def test_a_chart_is_as_wide_as_the_text(small_svg):
    table = Table("t", ("a",), (("1",),))
    (shape,) = opened([Figure(small_svg, "alt", "caption", table)]).inline_shapes
    assert shape.width.cm == pytest.approx(16.2, abs=0.01)
    assert shape.height.cm == pytest.approx(16.2 * 120 / 400, abs=0.05)


def test_each_numbered_list_begins_with_one():
    document = opened([Listing(("a", "b"), is_numbered=True), Listing(("c",), is_numbered=True)])
    numbers = [
        paragraph._p.pPr.numPr.numId.val
        for paragraph in document.paragraphs
        if paragraph.style.name == "List Number"
    ]
    first, second = numbers[0], numbers[2]
    assert numbers == [first, first, second]
    assert first != second
    starts = document.part.numbering_part.element.xpath(
        f"w:num[@w:numId='{second}']//w:startOverride/@w:val"
    )
    assert starts == ["1"]


def test_an_arabic_document_reads_from_right_to_left(arabic):
    document = opened(arabic)
    assert document.sections[0]._sectPr.find(qn("w:bidi")) is not None
    assert all(table._tbl.tblPr.find(qn("w:bidiVisual")) is not None for table in document.tables)
    own, foreign = [part for part in document.paragraphs if part.style.name == "Quote"]
    assert has(own, "bidi")
    assert not has(foreign, "bidi")
    assert own.runs[0].font.rtl
    assert not foreign.runs[0].font.rtl
    (language,) = document.styles.element.xpath("w:docDefaults//w:lang")
    assert language.get(qn("w:bidi")) == "ar"


def test_an_english_document_names_its_language(english):
    document = opened(english)
    (language,) = document.styles.element.xpath("w:docDefaults//w:lang")
    assert language.get(qn("w:val")) == "en"
    assert not has(document.paragraphs[0], "bidi")


@pytest.mark.parametrize(
    ("text", "around", "expected"),
    [
        ("Hello, world.", "ltr", [("Hello, world.", "ltr")]),
        ("مرحبا.", "rtl", [("مرحبا.", "rtl")]),
        ("حتى June 2027.", "rtl", [("حتى ", "rtl"), ("June 2027", "ltr"), (".", "rtl")]),
        ("12 شخصا", "rtl", [("12 شخصا", "rtl")]),
        ("He said لا, twice", "ltr", [("He said ", "ltr"), ("لا", "rtl"), (", twice", "ltr")]),
        ("...", "rtl", [("...", "rtl")]),
        ("", "ltr", []),
    ],
)
def test_runs_have_one_direction(text, around, expected):
    assert runs(text, around) == expected


ORDER = {  # ECMA-376 part 1, 17.3.1.26, 17.3.2.28 and 17.4.59, as far as it is used here
    "pPr": "pStyle keepNext keepLines widowControl numPr pBdr shd tabs bidi spacing ind "
    "contextualSpacing jc outlineLvl rPr",
    "rPr": "rStyle rFonts b bCs i iCs color spacing w kern sz szCs u shd rtl cs lang",
    "tblPr": "tblStyle bidiVisual tblW jc tblBorders tblLayout tblLook tblCaption",
    "sectPr": "headerReference footerReference type pgSz pgMar cols titlePg bidi docGrid",
}


@pytest.mark.parametrize("name", ORDER)
def test_every_part_stands_in_the_order_of_the_format(name, english, arabic):
    for document in (opened(english), opened(arabic)):
        normal = document.styles.element.xpath("w:docDefaults | w:style[@w:type='paragraph']")
        for root in (document.element, *normal):
            for element in root.iter(qn(f"w:{name}")):
                children = [child.tag.partition("}")[2] for child in element]
                places = [ORDER[name].split().index(child) for child in children]
                assert places == sorted(places), children


def test_lines_of_printed_output_stay_lines():
    assert styled(opened([Preformatted("a  b\nc")]), "PE Printed") == ["a  b\nc"]


def test_a_report_without_words_is_still_a_document():
    assert styled(opened([]), "Title") == ["Report"]
    assert styled(opened([Heading(""), Paragraph("")]), "Heading 1") == []
