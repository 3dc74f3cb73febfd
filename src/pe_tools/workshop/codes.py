"""Codes that people read from a screen or a card, and type by hand."""

from __future__ import annotations

import secrets

SYMBOLS = "23456789ACDEFGHJKMNPQRTVWXY"
"""What codes are made of: no two signs that look alike (0 O, 1 I L, 2 Z, 5 S, 8 B, U V)."""

JOIN_LENGTH = 8
"""Signs of the code of a room: 37 bits, and it dies when joining ends."""

OWN_LENGTH = 16
"""Signs of a code that stands for one person: 75 bits."""

_LETTERS = SYMBOLS[8:]
_GROUP = 4
_ALIKE = str.maketrans("ZSBU", "258V")


def code_of(digest: bytes, length: int) -> str:
    """Return the code that a secret digest stands for.

    Parameters
    ----------
    digest : bytes
        At least 16 bytes; the same digest always gives the same code.
    length : int
        Signs of the code. The first one is a letter, so that no code reads as a number.
    """
    rest, first = divmod(int.from_bytes(digest, "big"), len(_LETTERS))
    signs = [_LETTERS[first]]
    for _ in range(length - 1):
        rest, place = divmod(rest, len(SYMBOLS))
        signs.append(SYMBOLS[place])
    return "".join(signs)


def new_code(length: int) -> str:
    """Return a code that nobody can guess."""
    return code_of(secrets.token_bytes(32), length)


def spelt(code: str) -> str:
    """Return a code in groups of four, to be read aloud.

    Examples
    --------
    >>> spelt("K7Q2M4XP")
    'K7Q2-M4XP'
    """
    return "-".join(code[start : start + _GROUP] for start in range(0, len(code), _GROUP))


def typed(text: str) -> str:
    """Return the code that somebody typed, whatever its case, gaps and look-alikes.

    Examples
    --------
    >>> typed(" k7qz-m4xp ")
    'K7Q2M4XP'
    """
    return "".join(sign for sign in text.upper().translate(_ALIKE) if sign.isalnum())
