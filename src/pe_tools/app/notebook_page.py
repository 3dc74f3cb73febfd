"""The frame of a notebook's page: what stands before, between and after its cells."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from pe_tools.app.cells import failure
from pe_tools.app.frame import Frame, stamp
from pe_tools.blocks import to_html
from pe_tools.reports.prose import title_of

_CUT = "<!-- cells -->"


class NotebookPage:
    """One page, written bit by bit while the notebook runs."""

    def __init__(self, frame: Frame, notebook: Any) -> None:
        self._frame = frame
        self._notebook = notebook
        self._parts = 1

    def head(self) -> str:
        """Return what comes before the cells; it can be shown before a kernel is there."""
        return self._drawn({})[0]

    def next_part(self) -> str:
        """Return the end of one part of the page and the beginning of the next."""
        self._parts += 1
        return f'</section>\n<section class="app-part" id="part-{self._parts}">\n'

    def progress(self, place: int) -> str:
        """Return a script that says how much has been run."""
        words, count = self._frame.words, len(self._notebook.cells)
        text = words.say("Loading: {place} of {count}", place=place, count=count)
        script = f"peProgress({json.dumps(text)})".replace("<", "\\u003c")
        return f'<script nonce="{self._frame.nonce}">{script}</script>\n'

    def failure(self) -> str:
        """Return what is shown if the notebook cannot be run to its end."""
        return to_html([failure(self._frame.words)], words=self._frame.words)

    def tail(self, config: Mapping[str, Any]) -> str:
        """Return what comes after the cells.

        Parameters
        ----------
        config : mapping
            What Voila's scripts need to find the kernel; empty if there is none.
        """
        return self._drawn(config)[1]

    def _drawn(self, config: Mapping[str, Any]) -> list[str]:
        page = self._frame.render(
            "notebook.html.j2", title=self._title(), config=config, stamp=stamp(), cut=_CUT
        )
        return page.split(_CUT)

    def _title(self) -> str:
        cells = self._notebook.cells
        first = next((cell.source for cell in cells if cell.cell_type == "markdown"), "")
        title = title_of(first) or self._notebook.metadata.get("title", "")
        return self._frame.words.translate(title) if title else ""


def scripts_config(found: Mapping[str, Any], kernel_id: str) -> Mapping[str, Any]:
    """Return Voila's page settings with our addresses of the scripts, and the page's kernel."""
    folder = f"/voila/{stamp()}"
    return {
        **found,
        "fullStaticUrl": f"{folder}/static",
        "fullLabextensionsUrl": f"{folder}/labextensions",
        "kernelId": kernel_id,
    }
