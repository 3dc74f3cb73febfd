"""What a call in a notebook gives back: blocks that show themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from pe_tools.blocks import Block, mimebundle
from pe_tools.language import Words


@dataclass(frozen=True)
class Shown:
    """Blocks as the last value of a cell: HTML for the screen, and themselves as data."""

    blocks: tuple[Block, ...]
    words: Words = field(repr=False)

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        return mimebundle(self.blocks, self.words)


def shown(words: Words, *blocks: Block | Sequence[Block]) -> Shown:
    """Return the blocks, and the blocks of the sequences, as one thing to show."""
    flat: list[Block] = []
    for block in blocks:
        flat.extend(block) if isinstance(block, Sequence) else flat.append(block)
    return Shown(tuple(flat), words)
