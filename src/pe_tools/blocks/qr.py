"""QR codes as clean SVG."""

from __future__ import annotations

from pe_tools.blocks.svg import clean_svg


def qr_svg(text: str) -> str:
    """Return a text as a QR code: black on white with its quiet zone, whatever the page's colours.

    A seventh of it may be covered or dirty and it still reads (level M).

    Raises
    ------
    ValueError
        If the text is longer than a QR code can hold.
    """
    import segno

    code = segno.make_qr(text, error="m")
    return clean_svg(
        code.svg_inline(border=4, light="#fff", omitsize=True, svgclass=None, lineclass=None)
    )
