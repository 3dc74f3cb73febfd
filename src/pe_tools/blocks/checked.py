"""Blocks made fit to be drawn: printable text, tables that are whole, pictures that are safe."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import fields, is_dataclass, replace
from typing import Any

from pe_tools.blocks.kinds import Block, Figure, Picture, Table
from pe_tools.blocks.png import check_png
from pe_tools.blocks.svg import clean_svg

_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202d\u202e\ud800-\udfff\ufffe\uffff]")


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
        with _at(f"{place}.png"):
            check_png(block.png)
    if isinstance(block, Figure):
        _check_table(block.table, f"{place}.table")
        with _at(f"{place}.svg"):
            return replace(block, svg=clean_svg(block.svg))
    return block


@contextmanager
def _at(place: str) -> Iterator[None]:
    try:
        yield
    except ValueError as err:
        raise ValueError(f"{place}: {err}") from err


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
