"""Blocks as plain text: what a terminal shows of a notebook output."""

from __future__ import annotations

from collections.abc import Iterable
from functools import singledispatch

from pe_tools.blocks.checked import printable
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


def to_text(blocks: Iterable[Block]) -> str:
    """Return blocks as plain text, an empty line between them."""
    return printable("\n\n".join(_text(block) for block in blocks))


@singledispatch
def _text(block: Block) -> str:
    raise TypeError(f"{type(block).__name__} is not a kind of block")


@_text.register
def _(block: Cover) -> str:
    facts = tuple(f"{name}: {value}" for name, value in block.facts)
    return _lines(block.title, block.subtitle, block.notice, *facts)


@_text.register(Heading)
@_text.register(Paragraph)
@_text.register(Preformatted)
def _(block: Heading | Paragraph | Preformatted) -> str:
    return block.text


@_text.register
def _(block: Listing) -> str:
    marks = (f"{at}." if block.is_numbered else "-" for at in range(1, len(block.items) + 1))
    return _lines(*(f"{mark} {item}" for mark, item in zip(marks, block.items, strict=True)))


@_text.register
def _(block: Table) -> str:
    rows = (" | ".join(row) for row in (block.header, *block.rows))
    return _lines(block.caption, *rows)


@_text.register
def _(block: Figure) -> str:
    return _lines(block.caption, block.alt, _text(block.table))


@_text.register
def _(block: Picture) -> str:
    return block.alt


@_text.register
def _(block: Callout) -> str:
    return _lines(block.title, *block.paragraphs)


@_text.register
def _(block: Quote) -> str:
    return _lines(f"“{block.text}”", block.by and f"– {block.by}")


def _lines(*parts: str) -> str:
    return "\n".join(part for part in parts if part)
