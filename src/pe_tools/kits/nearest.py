"""Name what the author of a kit may have meant."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

_LISTED = 12  # longest list of names that a person still reads
_SHOWN = 40  # longest piece of a file that is quoted back


def nearest(name: str, known: Iterable[str]) -> str:
    """Return a sentence with the known name nearest to `name`, or with all known names.

    Examples
    --------
    >>> nearest("serverity", ["severity", "likelihood"])
    "Did you mean 'severity'?"
    >>> nearest("x", ["severity", "likelihood"])
    'Known here: severity, likelihood.'
    """
    names = list(dict.fromkeys(known))
    close = get_close_matches(name, names, n=1)
    if close:
        return f"Did you mean '{close[0]}'?"
    if not names:
        return "There are none yet."
    more = ", ..." if len(names) > _LISTED else ""
    return f"Known here: {', '.join(names[:_LISTED])}{more}."


def shown(text: str) -> str:
    """Return a piece of a file as it is quoted in a sentence: one line, in quotes, cut if long."""
    line = " ".join(text.split())
    return f"'{line[: _SHOWN - 3]}...'" if len(line) > _SHOWN else f"'{line}'"
