"""The look of the Word document, as named styles that a reader can change."""

from __future__ import annotations

from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.shared import Cm, Pt

from pe_tools.language import Words
from pe_tools.reports.word_xml import border, field, font, put, write

INK, SOFT, ACCENT = "1C1E22", "50565F", "0F5A83"
MARKS = {"decision": ACCENT, "caution": "8A4A00", "dissent": "6C2C80", "note": SOFT}

# name: size in points, colour, bold, space before and after in points
_LOOKS: dict[str, tuple[float, str, bool, float, float]] = {
    "Normal": (10.5, INK, False, 0, 6),
    "Title": (24, INK, True, 0, 6),
    "Subtitle": (14, SOFT, False, 0, 12),
    "Heading 1": (16, INK, True, 20, 6),
    "Heading 2": (13, INK, True, 14, 4),
    "Heading 3": (11, INK, True, 12, 4),
    "Caption": (10, INK, True, 12, 4),
    "Header": (8.5, SOFT, False, 0, 0),
    "Footer": (8.5, SOFT, False, 0, 0),
    "List Bullet": (10.5, INK, False, 0, 3),
    "List Number": (10.5, INK, False, 0, 3),
    "Quote": (11.5, INK, False, 8, 0),
    "PE Lead": (13, INK, False, 0, 8),
    "PE Small": (9, SOFT, False, 0, 6),
    "PE Cell": (9, INK, False, 2, 2),
    "PE Notice": (13, MARKS["caution"], True, 6, 12),
    "PE Callout": (10.5, INK, False, 0, 0),
    "PE Quoted": (9.5, SOFT, False, 0, 10),
    "PE Printed": (9, INK, False, 6, 6),
}
_KEPT = ("Title", "Heading 1", "Heading 2", "Heading 3", "Caption", "Quote")


def set_up(document: Any, words: Words, title: str) -> None:
    """Give an empty document its page, styles, language, direction and running lines."""
    known = {style.name: style for style in document.styles}
    for name, (size, colour, is_bold, before, after) in _LOOKS.items():
        style = known.get(name) or _new_style(document, name)
        font(style.element.get_or_add_rPr(), size=size, colour=colour, is_bold=is_bold)
        style.paragraph_format.space_before = Pt(before)
        style.paragraph_format.space_after = Pt(after)
        style.paragraph_format.keep_with_next = name in _KEPT or None
    _set_boxes(document)
    _set_language(document, words)
    _set_page(document.sections[0], words, title)


def _new_style(document: Any, name: str) -> Any:
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Normal"]
    return style


def _set_boxes(document: Any) -> None:
    title = document.styles["Title"].element.get_or_add_pPr()
    border(title, "pBdr", top=(24, ACCENT))
    notice = document.styles["PE Notice"].element.get_or_add_pPr()
    warning = (10, MARKS["caution"])
    border(notice, "pBdr", top=warning, left=warning, bottom=warning, right=warning)
    printed = document.styles["PE Printed"]
    put(printed.element.get_or_add_pPr(), "shd", val="clear", color="auto", fill="F3F5F7")
    mono = dict.fromkeys(("ascii", "hAnsi", "cs", "eastAsia"), "Courier New")
    put(printed.element.get_or_add_rPr(), "rFonts", **mono)


def _set_language(document: Any, words: Words) -> None:
    """Name the language of Latin and of right-to-left letters, for spelling and for voices."""
    (defaults,) = document.styles.element.xpath("w:docDefaults/w:rPrDefault/w:rPr")
    if words.direction == "rtl":
        put(defaults, "lang", val="en", bidi=words.language)
        put(document.styles["Normal"].element.get_or_add_pPr(), "bidi")
    else:
        put(defaults, "lang", val=words.language, bidi="ar")


def _set_page(section: Any, words: Words, title: str) -> None:
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.4)
    section.top_margin = section.bottom_margin = Cm(2.4)
    section.different_first_page_header_footer = True
    if words.direction == "rtl":
        put(section._sectPr, "bidi")
    write(section.header.paragraphs[0], title, words.direction)
    for footer in (section.first_page_footer, section.footer):
        _number_pages(footer.paragraphs[0])


def _number_pages(paragraph: Any) -> None:
    put(paragraph._p.get_or_add_pPr(), "jc", val="end")
    field(paragraph, "PAGE")
    paragraph.add_run(" / ")
    field(paragraph, "NUMPAGES")
