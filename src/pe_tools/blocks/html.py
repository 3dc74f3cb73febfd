"""Blocks as HTML: one fragment that looks alike in JupyterLab, Voila and the report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache, partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from pe_tools.blocks.checked import checked
from pe_tools.blocks.form import MIME, kind_of, to_data
from pe_tools.blocks.kinds import Block
from pe_tools.blocks.plain import to_text
from pe_tools.language import Words, text_direction

_HERE = Path(__file__).parent


def to_html(blocks: Iterable[Block], *, words: Words) -> str:
    """Return blocks as one HTML fragment; every text of theirs stays text.

    Parameters
    ----------
    blocks : iterable of Block
    words : Words
        The language of labels such as "Decision point", and of the fragment.

    Returns
    -------
    str
        A ``<div class="pe">``. It needs the rules of :func:`style`.

    Raises
    ------
    ValueError
        If a block cannot be drawn, such as a figure whose SVG holds more than shapes.
    """
    drawn = [
        (kind_of(block), _id(place, block), block) for place, block in enumerate(checked(blocks))
    ]
    return (
        _environment()
        .get_template("blocks.html.j2")
        .render(
            drawn=drawn,
            lang=words.language,
            dir=words.direction,
            say=words.say,
            callout_names=callout_names(words),
            direction=partial(text_direction, around=words.direction),
        )
    )


def callout_names(words: Words) -> Mapping[str, str]:
    """Return what each kind of callout is called, in the language of ``words``."""
    return {
        "decision": words.say("Decision point"),
        "caution": words.say("Caution"),
        "dissent": words.say("Dissent"),
        "note": words.say("Note"),
    }


@cache
def style() -> str:
    """Return the style sheet of the fragments, without needless space."""
    lines = (_HERE / "templates" / "style.css").read_text(encoding="utf-8").splitlines()
    return "".join(line.strip() for line in lines if not line.startswith("/*"))


def mimebundle(blocks: Iterable[Block], words: Words) -> dict[str, Any]:
    """Return the forms of one notebook output: HTML, plain text, and the blocks as data.

    Each output brings its own style, because JupyterLab takes outputs that are scrolled away
    out of the page.
    """
    shown = tuple(blocks)
    return {
        "text/html": f"<style>{style()}</style>\n{to_html(shown, words=words)}",
        "text/plain": to_text(shown),
        MIME: to_data(shown),
    }


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(_HERE / "templates"), autoescape=True, undefined=StrictUndefined
    )


def _id(place: int, block: Block) -> str:
    """Return an id that differs between the blocks of a page and is the same in every run."""
    return f"pe-{place}-{sha256(repr(block).encode()).hexdigest()[:8]}"
