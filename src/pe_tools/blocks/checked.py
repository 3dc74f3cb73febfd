"""Blocks made fit to be drawn: printable text, tables that are whole, pictures that are safe."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterable
from dataclasses import fields, is_dataclass, replace
from typing import Any

from pe_tools.blocks.kinds import Block, Figure, Picture, Table
from pe_tools.blocks.svg import clean_svg

_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202d\u202e\ud800-\udfff\ufffe\uffff]")
_PNG = b"\x89PNG\r\n\x1a\n"


def printable(text: str) -> str:
    """Return a text with each character that no document can hold replaced by U+FFFD.

    So are the two that make letters read in the wrong order: a text could say one thing to the
    eye and another to the ear.
    """
    return _UNPRINTABLE.sub("\ufffd", text.replace("\r\n", "\n"))


def checked(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Return blocks with printable text and clean SVG, ready for any kind of report.

    Raises
    ------
    ValueError
        If a table's row does not fit its header, an SVG holds what is not allowed, or a
        picture is not a PNG. The message names the place.
    """
    return tuple(_checked(block, f"blocks[{place}]") for place, block in enumerate(blocks))


def _checked(block: Block, place: str) -> Block:
    block = _mapped(block)
    if isinstance(block, Table):
        _check_table(block, place)
    if isinstance(block, Picture):
        _check_png(block.png, place)
    if not isinstance(block, Figure):
        return block
    _check_table(block.table, f"{place}.table")
    try:
        return replace(block, svg=clean_svg(block.svg))
    except ValueError as err:
        raise ValueError(f"{place}.svg: {err}") from err


def _mapped(value: Any) -> Any:
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, tuple):
        return tuple(_mapped(part) for part in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{f.name: _mapped(getattr(value, f.name)) for f in fields(value)})
    return value


def _check_table(table: Table, place: str) -> None:
    width = len(table.header)
    if not width:
        raise ValueError(f"{place}.header: is empty")
    for at, row in enumerate(table.rows):
        if len(row) != width:
            raise ValueError(f"{place}.rows[{at}]: {width} cells are needed, not {len(row)}")
    if any(not 0 <= column < width for column in table.numeric):
        raise ValueError(f"{place}.numeric: there are only {width} columns")


def _check_png(png: str, place: str) -> None:
    try:
        start = base64.b64decode(png, validate=True)[: len(_PNG)]
    except (binascii.Error, ValueError) as err:
        raise ValueError(f"{place}.png: is not base64") from err
    if start != _PNG:
        raise ValueError(f"{place}.png: is not a PNG picture")
