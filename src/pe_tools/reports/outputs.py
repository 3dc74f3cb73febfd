"""The outputs of code cells as blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from pe_tools.blocks import MIME, Block, Callout, Picture, Preformatted, checked, from_data
from pe_tools.language import Words

_WIDGET = "application/vnd.jupyter.widget-view+json"
_COLOUR_CODE = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")


def output_blocks(
    output: Mapping[str, Any], cell: Mapping[str, Any], words: Words
) -> tuple[Block, ...]:
    """Return the blocks of one output.

    Parameters
    ----------
    output : mapping
        An output of a code cell, as nbformat reads it.
    cell : mapping
        The cell, whose metadata may describe its picture.
    words : Words

    Returns
    -------
    tuple of Block
        The blocks that the output carries, else its picture, else its plain text. Nothing for
        what was printed as a warning. An error is told by its kind alone: its message and its
        traceback may hold answers.
    """
    try:
        return tuple(_blocks(output, cell, words))
    except ValueError:
        why = words.say("What this cell shows could not be read.")
        return (Callout("caution", words.say("A part is missing here"), (why,)),)


def _blocks(output: Mapping[str, Any], cell: Mapping[str, Any], words: Words) -> Iterator[Block]:
    if output["output_type"] == "error":
        yield _failure(str(output["ename"]), words)
    elif output["output_type"] == "stream":
        if output["name"] == "stdout":
            yield from _printed(output["text"])
    else:
        yield from _shown(output, cell, words)


def _shown(output: Mapping[str, Any], cell: Mapping[str, Any], words: Words) -> Iterator[Block]:
    bundle = output["data"]
    if MIME in bundle:
        yield from from_data(bundle[MIME])
    elif "image/png" in bundle:
        png = "".join(_text(bundle["image/png"]).split())
        yield from checked([Picture(png, _description(output, cell, words))])
    elif _WIDGET not in bundle:
        yield from _printed(bundle.get("text/plain", ""))


def _description(output: Mapping[str, Any], cell: Mapping[str, Any], words: Words) -> str:
    metadata = output.get("metadata", {})
    picture = metadata.get("image/png")
    places = (picture, metadata, cell.get("metadata"))
    found = (place.get("alt") for place in places if isinstance(place, Mapping))
    alt = next((alt for alt in found if isinstance(alt, str) and alt.strip()), "")
    return alt or words.say("Picture without a description")


def _printed(value: object) -> Iterator[Block]:
    text = _COLOUR_CODE.sub("", _text(value)).strip("\n")
    if text.strip():
        yield Preformatted(text)


def _failure(name: str, words: Words) -> Callout:
    what = words.say("The notebook stopped here: {error}. Run it again.", error=name)
    return Callout("caution", words.say("This part failed"), (what,))


def _text(value: object) -> str:
    return "".join(value) if isinstance(value, list) else str(value)
