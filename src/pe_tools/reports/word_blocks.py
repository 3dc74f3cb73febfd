"""Each kind of block in a Word document."""

from __future__ import annotations

from base64 import b64decode
from functools import singledispatchmethod
from io import BytesIO
from typing import Any

from docx.shared import Cm, Emu, RGBColor
from docx.table import _Cell

from pe_tools.blocks import (
    Block,
    Callout,
    Cover,
    Figure,
    Heading,
    Listing,
    Paragraph,
    Picture,
    Preformatted,
    Quote,
    Table,
    callout_names,
)
from pe_tools.language import Words
from pe_tools.reports.columns import column_shares
from pe_tools.reports.raster import svg_to_png
from pe_tools.reports.word_styles import MARKS
from pe_tools.reports.word_xml import HAIR, border, number_anew, put, write

_WIDTH = Cm(16.2)
_SIZES = {"body": "Normal", "lead": "PE Lead", "small": "PE Small"}


class Writer:
    """Draws blocks into one document.

    Parameters
    ----------
    document : docx.document.Document
        A document that was set up.
    words : Words
    """

    def __init__(self, document: Any, words: Words) -> None:
        self.document = document
        self.words = words
        self.direction = words.direction
        self.styles = {style.name: style.style_id for style in document.styles}

    @singledispatchmethod
    def draw(self, block: Block) -> None:
        """Append a block to the document."""
        raise TypeError(f"{type(block).__name__} is not a kind of block")

    @draw.register
    def _(self, block: Cover) -> None:
        self._write(block.title, "Title")
        if block.subtitle:
            self._write(block.subtitle, "Subtitle")
        if block.notice:
            self._write(block.notice, "PE Notice")
        if block.facts:
            self._grid(block.facts, (0.27, 0.73))
            self.document.add_paragraph()

    @draw.register
    def _(self, block: Heading) -> None:
        self._write(block.text, f"Heading {block.level - 1}")

    @draw.register
    def _(self, block: Paragraph) -> None:
        self._write(block.text, _SIZES[block.size])

    @draw.register
    def _(self, block: Listing) -> None:
        style = "List Number" if block.is_numbered else "List Bullet"
        items = [self._write(item, style) for item in block.items]
        if block.is_numbered and items:
            number_anew(self.document, items)

    @draw.register
    def _(self, block: Table) -> None:
        self._write(block.caption, "Caption")
        rows = (block.header, *block.rows)
        table = self._grid(rows, column_shares(block), block.numeric, bold_rows=1)
        put(table._tbl.tblPr, "tblCaption", val=block.caption[:255])
        put(table._tbl.tr_lst[0].get_or_add_trPr(), "tblHeader")
        self.document.add_paragraph()

    @draw.register
    def _(self, block: Figure) -> None:
        caption = self._write(block.caption, "Caption")
        caption.paragraph_format.keep_with_next = True
        picture = self.document.add_picture(BytesIO(svg_to_png(block.svg)), width=_WIDTH)
        self._describe(picture, block.alt)
        self.draw(block.table)

    @draw.register
    def _(self, block: Picture) -> None:
        picture = self.document.add_picture(BytesIO(b64decode(block.png)))
        if picture.width > _WIDTH:
            picture.height = Emu(round(picture.height * _WIDTH / picture.width))
            picture.width = _WIDTH
        self._describe(picture, block.alt)

    @draw.register
    def _(self, block: Callout) -> None:
        label = self._write(callout_names(self.words)[block.kind], "PE Callout", is_bold=True)
        label.runs[0].font.color.rgb = RGBColor.from_string(MARKS[block.kind])
        label.paragraph_format.keep_with_next = True
        if block.title:
            write(label, f"  {block.title}", self.direction, is_bold=True)
        rest = [self._write(text, "PE Callout") for text in block.paragraphs]
        for paragraph in (label, *rest):
            self._bar(paragraph, MARKS[block.kind])
        self.document.add_paragraph()

    @draw.register
    def _(self, block: Quote) -> None:
        self._write(block.text, "Quote")
        if block.by:
            self._write(block.by, "PE Quoted")

    @draw.register
    def _(self, block: Preformatted) -> None:
        self._write(block.text, "PE Printed")

    def _write(self, text: str, style: str, *, is_bold: bool = False) -> Any:
        paragraph = self.document.add_paragraph()
        paragraph._p.style = self.styles[style]
        return write(paragraph, text, self.direction, is_bold=is_bold)

    def _describe(self, picture: Any, alt: str) -> None:
        properties = picture._inline.docPr
        properties.set("descr", alt)
        properties.set("name", f"Figure {properties.id}")
        self.document.paragraphs[-1].paragraph_format.keep_with_next = True

    def _bar(self, paragraph: Any, colour: str) -> None:
        properties = paragraph._p.get_or_add_pPr()
        side = "right" if self.direction == "rtl" else "left"
        border(properties, "pBdr", **{side: (28, colour)})
        put(properties, "shd", val="clear", color="auto", fill="F3F5F7")

    def _grid(
        self,
        rows: tuple[tuple[str, ...], ...],
        shares: tuple[float, ...],
        numeric: tuple[int, ...] = (),
        bold_rows: int = 0,
    ) -> Any:
        """Return a table with thin lines between its rows."""
        table = self.document.add_table(len(rows), len(rows[0]))
        properties = table._tbl.tblPr
        border(properties, "tblBorders", bottom=(4, HAIR), insideH=(4, HAIR))
        if self.direction == "rtl":
            put(properties, "bidiVisual")
        widths = [Emu(round(share * _WIDTH)) for share in shares]
        for column, width in zip(table._tbl.tblGrid.gridCol_lst, widths, strict=True):
            column.w = width
        for at, (texts, row) in enumerate(zip(rows, table._tbl.tr_lst, strict=True)):
            put(row.get_or_add_trPr(), "cantSplit")
            for column, (text, cell) in enumerate(zip(texts, row.tc_lst, strict=True)):
                cell.width = widths[column]
                paragraph = _Cell(cell, table).paragraphs[0]
                paragraph._p.style = self.styles["PE Cell"]
                write(paragraph, text, self.direction, is_bold=at < bold_rows)
                side = "end" if column in numeric else "start"
                put(paragraph._p.get_or_add_pPr(), "jc", val=side)
        return table
