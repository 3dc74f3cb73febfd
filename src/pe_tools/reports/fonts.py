"""The fonts of the PDF: two packages, never what happens to be installed on the machine."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import Any

from pe_tools.errors import MissingFontError

FAMILIES = {"Noto Sans": "fontpkg_noto_sans", "Noto Sans Arabic": "fontpkg_noto_sans_arabic"}
"""The families of the PDF and the packages that hold their files."""


@cache
def report_fonts() -> Any:
    """Return the fonts of the PDF, read once: Noto Sans for Latin and Arabic letters.

    typst adds its own monospaced font for printed output.

    Raises
    ------
    MissingFontError
        If a font's package is not installed.
    """
    import typst

    folders = [_folder(family, package) for family, package in FAMILIES.items()]
    return typst.Fonts(include_system_fonts=False, font_paths=folders)


def _folder(family: str, package: str) -> str:
    try:
        return str(import_module(package).ROOT)
    except ModuleNotFoundError as err:
        remedy = f"Run: pip install {package.replace('_', '-')}"
        raise MissingFontError(part=family, remedy=remedy) from err
