"""The cells of a notebook as the HTML of a page."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import escape
from typing import Any

from pe_tools import errors
from pe_tools.blocks import MIME, Block, Callout, Heading, printable, to_html
from pe_tools.language import Words
from pe_tools.reports.outputs import output_blocks
from pe_tools.reports.prose import prose

_PART_LEVEL = 2
_WIDGET = "application/vnd.jupyter.widget-view+json"


class CellPages:
    """Draws one cell after the other; remembers what failed before."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._has_failed = False

    def starts_part(self, cell: Any) -> bool:
        """Return whether a cell begins a part of the page: its words have a heading."""
        blocks = prose(cell.source, self._words) if cell.cell_type == "markdown" else ()
        headings = (block for block in blocks if isinstance(block, Heading))
        return any(heading.level == _PART_LEVEL for heading in headings)

    def draw(self, cell: Any) -> str:
        """Return a cell's words, or what it shows; its code never."""
        if cell.cell_type == "markdown":
            return self._html(list(prose(cell.source, self._words)))
        return "".join(self._outputs(cell)) if cell.cell_type == "code" else ""

    def _outputs(self, cell: Any) -> Iterator[str]:
        for output in cell.outputs:
            if output.output_type == "error":
                yield self._failure(output)
            else:
                yield self._shown(output, cell)

    def _shown(self, output: Any, cell: Any) -> str:
        data = output.get("data", {})
        still = self._still(output, cell)
        if _WIDGET in data:
            return _live(data[_WIDGET], still, str(output.get("metadata", {}).get("pe_place", "")))
        return still

    def _still(self, output: Any, cell: Any) -> str:
        """Return what needs no kernel; an output's blocks are checked and drawn anew."""
        data = output.get("data", {})
        if MIME not in data and "text/html" in data and _WIDGET not in data:
            return str(data["text/html"])
        return self._html(list(output_blocks(output, cell, self._words)))

    def _failure(self, output: Any) -> str:
        """Return a refusal's own sentence, or a neutral one.

        A later cell that only lacks what the failed one should have made adds nothing.
        """
        if self._has_failed and output.ename == "NameError":
            return ""
        self._has_failed = True
        kind = getattr(errors, output.ename, None)
        if isinstance(kind, type) and issubclass(kind, errors.PeError):
            return self._html([failure(self._words, printable(output.evalue))])
        return self._html([failure(self._words)])

    def _html(self, blocks: list[Block]) -> str:
        return to_html(blocks, words=self._words) if blocks else ""


def failure(words: Words, why: str = "") -> Callout:
    """Return what stands in place of a part that failed."""
    sentences = (
        (why,)
        if why
        else (
            words.say("This part cannot be shown now. What was saved is kept."),
            words.say("Reload the page. If it fails again, go back to the start page."),
        )
    )
    return Callout("caution", words.say("This part failed"), sentences)


def _live(view: Any, still: str, place: str) -> str:
    """Return the place of a panel; until the panel is there, its still form is shown.

    ``place`` is what the fragment of an address may call it.

    The characters that could end the script are written as escapes.
    """
    output = {"output_type": "display_data", "data": {_WIDGET: view}, "metadata": {}}
    text = json.dumps(output).replace("<", "\\u003c")
    script = f'<script type="application/vnd.voila.cell-output+json">{text}</script>'
    named = f' id="{escape(place)}" tabindex="-1"' if place else ""
    both = f'<div>{script}</div><div class="app-still">{still}</div>'
    return f'<div class="app-live"{named}>{both}</div>'
