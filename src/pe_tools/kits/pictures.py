"""The shipped glyphs: small black drawings that differ by shape, for points of scales."""

from __future__ import annotations

from pathlib import Path

_FOLDER = Path(__file__).parent / "glyphs"


def picture_names() -> tuple[str, ...]:
    """Return the names of all glyphs, such as "faces5-1"."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.svg")))


def picture(name: str) -> str:
    """Return a glyph as SVG text, for a page that names it beside a word.

    Raises
    ------
    KeyError
        If there is no such glyph; a loaded kit names none but the shipped ones.
    """
    if name not in picture_names():
        raise KeyError(name)
    return (_FOLDER / f"{name}.svg").read_text(encoding="utf-8")
