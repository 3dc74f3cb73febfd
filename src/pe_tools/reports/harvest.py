"""A notebook's cells as blocks: its prose and what its cells show, never its code."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any, cast

from pe_tools.blocks import MIME, Block, Cover, from_data
from pe_tools.language import Words
from pe_tools.reports.outputs import output_blocks
from pe_tools.reports.prose import prose, title_of

_HIDDEN = frozenset(
    {"remove-cell", "parameters", "injected-parameters", "papermill-error-cell-tag"}
)


def harvest(nb: Mapping[str, Any], *, name: str = "") -> tuple[Block, ...]:
    """Return the blocks of a notebook, its cover first.

    Parameters
    ----------
    nb : mapping
        A notebook as nbformat reads it, with outputs.
    name : str
        The title if the notebook has none, such as the name of its file.

    Returns
    -------
    tuple of Block
        The cover that an output carries; without one a plain cover from the notebook's
        metadata (``title``, ``pe.lang``) and first heading. Then what the cells say and show.

    Raises
    ------
    UnknownLanguageError
        If no words are shipped for the notebook's language.
    """
    cells = [cell for cell in nb["cells"] if not _HIDDEN & set(_tags(cell))]
    cover = next(_covers(cells), None) or _plain_cover(nb, cells, name)
    words = Words(cover.language)
    shown = (block for cell in cells for block in _cell_blocks(cell, words))
    return (cover, *(block for block in shown if not isinstance(block, Cover)))


def _tags(cell: Mapping[str, Any]) -> list[str]:
    return [str(tag) for tag in cell["metadata"].get("tags", [])]


def _cell_blocks(cell: Mapping[str, Any], words: Words) -> Iterator[Block]:
    if cell["cell_type"] == "markdown":
        yield from prose(cell["source"], words)
    for output in cell.get("outputs", []):
        yield from output_blocks(output, cell, words)


def _covers(cells: list[Any]) -> Iterator[Cover]:
    for cell in cells:
        for output in cell.get("outputs", []):
            carried = output.get("data", {}).get(MIME)
            yield from _read_covers(carried if isinstance(carried, list) else [])


def _read_covers(entries: list[Any]) -> Iterator[Cover]:
    for entry in entries:
        if isinstance(entry, dict) and entry.get("block") == "cover":
            with suppress(ValueError):  # told where the output stands
                yield from cast(tuple[Cover], from_data([entry]))


def _plain_cover(nb: Mapping[str, Any], cells: list[Any], name: str) -> Cover:
    metadata = nb["metadata"]
    own = metadata.get("pe", {})
    language = own.get("lang", "en") if isinstance(own, Mapping) else "en"
    words = Words(str(language))
    prose_cells = (cell["source"] for cell in cells if cell["cell_type"] == "markdown")
    heading = next(filter(None, map(title_of, prose_cells)), "")
    title = str(metadata.get("title") or words.translate(heading) or name)
    return Cover(title or words.say("Report"), "", words.language, words.direction)
