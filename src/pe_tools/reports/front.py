"""What every report begins with: one cover, its language, headings in order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal, cast

from pe_tools.blocks import Block, Cover, Heading, checked
from pe_tools.language import Words


@dataclass(frozen=True)
class Report:
    """A report ready to be drawn: its cover, what follows it, and the words of its language."""

    cover: Cover
    body: tuple[Block, ...]
    words: Words

    @property
    def blocks(self) -> tuple[Block, ...]:
        """Return the cover and the body."""
        return (self.cover, *self.body)


def as_report(blocks: Iterable[Block]) -> Report:
    """Return blocks as a report: the first cover in front, headings without a gap.

    Without a cover the report is in English and has a plain title.

    Raises
    ------
    UnknownLanguageError
        If no words are shipped for the cover's language.
    ValueError
        If a block cannot be drawn.
    """
    given = checked(blocks)
    cover = next((block for block in given if isinstance(block, Cover)), Cover("", ""))
    words = Words(cover.language)
    title = cover.title.strip() or words.say("Report")
    body = tuple(block for block in given if not isinstance(block, Cover))
    return Report(replace(cover, title=title), _in_order(body), words)


def _in_order(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return blocks whose headings say something and never skip a level (PDF/UA, WCAG)."""
    deepest = 1
    ordered: list[Block] = []
    for block in blocks:
        if isinstance(block, Heading):
            if not block.text.strip():
                continue
            deepest = min(block.level, deepest + 1)
            block = replace(block, level=cast(Literal[2, 3, 4], deepest))  # noqa: PLW2901
        ordered.append(block)
    return tuple(ordered)
