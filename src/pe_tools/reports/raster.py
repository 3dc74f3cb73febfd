"""SVG as PNG, for documents that hold no SVG."""

from __future__ import annotations

from typing import cast

from pe_tools.reports.fonts import report_fonts

INK = "#1c1e22"
_PAGE = b"""
#set page(width: auto, height: auto, margin: 0pt, fill: white)
#image(bytes(sys.inputs.svg), format: "svg", width: 16cm)
"""


def svg_to_png(svg: str, *, dots_per_inch: int = 200) -> bytes:
    """Return a clean SVG as a PNG picture, 16 cm wide, on white."""
    import typst

    compiler = typst.Compiler(_PAGE, font_paths=report_fonts(), sys_inputs={"svg": inked(svg)})
    return cast(bytes, compiler.compile(format="png", ppi=dots_per_inch))


def inked(svg: str) -> str:
    """Return an SVG whose text and axes are in the ink of paper, not in a page's colour."""
    return svg.replace("currentColor", INK)
