"""What is shown: report blocks, their data form and their HTML.

A step shows itself as a list of blocks. Each notebook output carries them as data beside its
HTML; the reports draw HTML, PDF and DOCX from the same blocks.
"""

from pe_tools.blocks.checked import checked, printable
from pe_tools.blocks.form import MIME, from_data, kind_of, to_data
from pe_tools.blocks.html import callout_names, mimebundle, style, to_html
from pe_tools.blocks.kinds import (
    Block,
    Callout,
    Cover,
    Direction,
    Figure,
    Heading,
    Listing,
    Paragraph,
    Picture,
    Preformatted,
    Quote,
    Table,
)
from pe_tools.blocks.plain import to_text
from pe_tools.blocks.qr import qr_svg
from pe_tools.blocks.svg import clean_svg
from pe_tools.language import text_direction

__all__ = [
    "MIME",
    "Block",
    "Callout",
    "Cover",
    "Direction",
    "Figure",
    "Heading",
    "Listing",
    "Paragraph",
    "Picture",
    "Preformatted",
    "Quote",
    "Table",
    "callout_names",
    "checked",
    "clean_svg",
    "from_data",
    "kind_of",
    "mimebundle",
    "printable",
    "qr_svg",
    "style",
    "text_direction",
    "to_data",
    "to_html",
    "to_text",
]
