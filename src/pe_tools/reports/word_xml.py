"""What python-docx has no words for: direction, borders, shades, header rows, languages."""

from __future__ import annotations

from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from pe_tools.blocks import Direction, text_direction
from pe_tools.reports.runs import runs

HAIR = "C9CED5"
"""The colour of thin lines."""

_ORDER = {
    "pPr": "pStyle keepNext keepLines widowControl numPr pBdr shd tabs bidi spacing ind "
    "contextualSpacing jc outlineLvl rPr sectPr",
    "rPr": "rStyle rFonts b bCs i iCs caps color spacing kern sz szCs u shd rtl cs lang",
    "tblPr": "tblStyle bidiVisual tblW jc tblInd tblBorders tblLayout tblCellMar tblLook "
    "tblCaption tblDescription",
    "trPr": "cantSplit tblHeader",
    "tcPr": "tcW gridSpan tcBorders shd vAlign",
    "sectPr": "footnotePr type pgSz pgMar pgNumType cols titlePg bidi docGrid",
}
"""The order that the format asks for (ECMA-376), as far as reports need it."""


def put(parent: Any, tag: str, **attributes: str) -> Any:
    """Set an element of a parent, such as "bidi", in its right place, and return it."""
    for old in parent.findall(qn(f"w:{tag}")):
        parent.remove(old)
    element = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    order = _ORDER.get(parent.tag.partition("}")[2])
    if order is None:
        parent.append(element)
        return element
    _, _, later = f" {order} ".partition(f" {tag} ")
    parent.insert_element_before(element, *(f"w:{name}" for name in later.split()))
    return element


def border(parent: Any, tag: str, **sides: tuple[int, str]) -> None:
    """Set the borders of a paragraph or table: side to (width in eighths of a point, colour)."""
    borders = put(parent, tag)
    for side, (width, colour) in sides.items():
        put(borders, side, val="single", sz=str(width), space="6", color=colour)


def font(run_properties: Any, *, size: float, colour: str, is_bold: bool = False) -> None:
    """Set a font in every script alike; ``size`` is in points."""
    put(run_properties, "rFonts", ascii="Arial", hAnsi="Arial", cs="Arial", eastAsia="Arial")
    for tag in ("b", "bCs"):
        put(run_properties, tag, val="1" if is_bold else "0")
    for tag in ("i", "iCs"):
        put(run_properties, tag, val="0")
    put(run_properties, "color", val=colour)
    for tag in ("sz", "szCs"):
        put(run_properties, tag, val=str(round(size * 2)))


def write(paragraph: Any, text: str, around: Direction, *, is_bold: bool = False) -> Any:
    """Write a text into a paragraph, both in the direction of the text's letters."""
    own = text_direction(text, around)
    if "rtl" in (own, around):
        put(paragraph._p.get_or_add_pPr(), "bidi", val="1" if own == "rtl" else "0")
    for part, direction in runs(text, own):
        run = paragraph.add_run(part)
        if is_bold:
            run.font.bold = run.font.cs_bold = True
        if direction == "rtl":
            put(run._r.get_or_add_rPr(), "rtl")
    return paragraph


def field(paragraph: Any, code: str) -> None:
    """Append a field that the reader's program fills, such as "PAGE"."""
    element = put(paragraph._p, "fldSimple", instr=code)
    put(put(element, "r"), "t").text = "1"


def number_anew(document: Any, paragraphs: list[Any]) -> None:
    """Let numbered paragraphs begin with 1, whatever was numbered before them."""
    numbering = document.part.numbering_part.element
    style = document.styles["List Number"].element.pPr.numPr.numId.val
    (abstract,) = numbering.xpath(f"w:num[@w:numId='{style}']/w:abstractNumId/@w:val")
    number = numbering.add_num(int(abstract))
    number.add_lvlOverride(ilvl=0).add_startOverride(1)
    for paragraph in paragraphs:
        listed = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        listed.get_or_add_ilvl().val = 0
        listed.get_or_add_numId().val = number.numId
