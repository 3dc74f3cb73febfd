"""What is shown: report blocks, their data form and their HTML.

A step shows itself as a list of blocks. Each notebook output carries them as data beside its
HTML; the reports draw HTML, PDF and DOCX from the same blocks.
"""

from pe_tools.blocks.kinds import (
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
)

MIME = "application/vnd.pe.blocks+json"
"""The MIME type under which a notebook output carries its blocks."""

__all__ = [
    "MIME",
    "Block",
    "Callout",
    "Cover",
    "Figure",
    "Heading",
    "Listing",
    "Paragraph",
    "Picture",
    "Preformatted",
    "Quote",
    "Table",
]
