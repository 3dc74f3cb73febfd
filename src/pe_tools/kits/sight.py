"""What is refused at the sight of a text, before anything reads it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pe_tools.errors import Problem
from pe_tools.kits.tree import Place

MAX_BYTES = 256 * 1024
MAX_DEPTH = 20
TOO_DEEP = (f"This is nested deeper than {MAX_DEPTH} levels.", "A kit needs five levels.")

_UNPRINTABLE = re.compile(
    "[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
_DEEP = re.compile(rf"(?:[\[{{]\s*){{{MAX_DEPTH + 1}}}")  # the parser would be slow on these


def at_sight(text: str) -> Iterator[Problem]:
    """Yield what forbids reading a text: its size, a control character, its depth."""
    size = len(text.encode("utf-8", "surrogatepass"))
    if size > MAX_BYTES:
        what = f"The file has {size // 1024} KB; at most {MAX_BYTES // 1024} KB are read."
        yield Problem(0, 0, what, "Split it into several files.")
        return
    yield from unprintable(text, "The file")
    if deep := _DEEP.search(text):
        yield Problem(*_place_at(text, deep.start()), *TOO_DEEP)


def unprintable(text: str, what: str) -> Iterator[Problem]:
    """Yield a problem at the first control character of a text, if it has one."""
    found = _UNPRINTABLE.search(text)
    if found:
        code = f"U+{ord(found[0]):04X}"
        place = _place_at(text, found.start())
        yield Problem(*place, f"{what} has the control character {code}.", "Delete it.")


def _place_at(text: str, position: int) -> Place:
    before = text[:position]
    return Place(before.count("\n") + 1, position - before.rfind("\n"))
