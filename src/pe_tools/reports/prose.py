"""Markdown cells as blocks: headings, paragraphs, lists, quotes and decision points."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, cast

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from pe_tools.blocks import Block, Callout, Heading, Listing, Paragraph, Preformatted, Quote
from pe_tools.language import Words

_DECISION = "**Decision point.**"
_MARKDOWN = MarkdownIt("commonmark", {"html": False})
_SPACE = re.compile(r"\s+")


def title_of(markdown: str) -> str:
    """Return the text of the first heading of level 1, or nothing."""
    titles = (node for node in _nodes(markdown) if node.type == "heading" and node.tag == "h1")
    return next((_plain(node) for node in titles), "")


def prose(markdown: str, words: Words) -> Iterator[Block]:
    """Yield the blocks of a Markdown cell, in the language of ``words``.

    A heading of level 1 is left out, because the cover has the title. A paragraph is looked up
    as a whole: its Markdown source with single spaces. HTML in Markdown stays text.
    """
    for node in _nodes(markdown):
        yield from _blocks(node, words)


def _blocks(node: SyntaxTreeNode, words: Words) -> Iterator[Block]:
    if node.type == "heading" and node.tag != "h1":
        level = cast(Literal[2, 3, 4], min(int(node.tag[1:]), 4))
        yield Heading(_spoken(node, words), level)
    elif node.type == "paragraph":
        yield _paragraph(node, words)
    elif node.type in {"bullet_list", "ordered_list"}:
        items = (part for part in node.walk() if part.type == "paragraph")
        is_numbered = node.type == "ordered_list"
        yield Listing(tuple(_spoken(item, words) for item in items), is_numbered)
    elif node.type == "blockquote":
        yield Quote("\n".join(_spoken(part, words) for part in node.children))
    elif node.type in {"fence", "code_block"}:
        yield Preformatted(node.content.rstrip("\n"))


def _paragraph(node: SyntaxTreeNode, words: Words) -> Block:
    if not _message(node).startswith(_DECISION):
        return Paragraph(_spoken(node, words))
    inline = _translated(node, words)
    _, *rest = [part for part in inline.children if _plain(part)]
    return Callout("decision", "", ("".join(map(_plain, rest)).strip(),))


def _spoken(node: SyntaxTreeNode, words: Words) -> str:
    return _plain(_translated(node, words))


def _translated(node: SyntaxTreeNode, words: Words) -> SyntaxTreeNode:
    message = words.translate(_message(node))
    return SyntaxTreeNode(_MARKDOWN.parseInline(message)).children[0]


def _message(node: SyntaxTreeNode) -> str:
    inline = " ".join(part.content for part in node.walk() if part.type == "inline")
    return _SPACE.sub(" ", inline).strip()


def _nodes(markdown: str) -> list[SyntaxTreeNode]:
    return SyntaxTreeNode(_MARKDOWN.parse(markdown)).children


def _plain(node: SyntaxTreeNode) -> str:
    """Return the text of a node; a link is followed by its address."""
    if node.type in {"softbreak", "hardbreak"}:
        return " "
    if not node.children:
        return node.content
    text = "".join(_plain(part) for part in node.children)
    address = str(node.attrs.get("href", "")) if node.type == "link" else ""
    return f"{text} ({address})" if address and address != text else text
