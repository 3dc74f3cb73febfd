"""Text that a spreadsheet would run, and how it is kept from doing so."""

from __future__ import annotations

import unicodedata

_BEGINNINGS = frozenset("=+-@")
_BREAKING = frozenset("\t\r\n\0")


def is_formula(text: str) -> bool:
    """Return whether a spreadsheet may take a text for a formula.

    It may if the text begins with a tab, a line break or a zero byte; or if, behind spaces and
    control marks, it begins with ``=``, ``+``, ``-`` or ``@``, also in full width.

    References
    ----------
    .. [1] OWASP, "Application Security Verification Standard 5.0", requirement 1.2.10 (CSV and
       formula injection).

    Examples
    --------
    >>> is_formula(" =1+1"), is_formula("＝1+1"), is_formula("1-1")
    (True, True, False)
    """
    if text[:1] in _BREAKING:
        return True
    first = next((mark for mark in text if not _is_space(mark)), "")
    return unicodedata.normalize("NFKC", first)[:1] in _BEGINNINGS


def harmless(text: str) -> str:
    """Return a text as it may be exported: what looks like a formula gets an apostrophe in front.

    So does what looks like one behind apostrophes; taking one apostrophe away from each text that
    has got one therefore gives all texts back.

    Examples
    --------
    >>> harmless("=1+1"), harmless("one"), harmless("'=1+1")
    ("'=1+1", 'one', "''=1+1")
    """
    return f"'{text}" if is_formula(text.lstrip("'")) else text


def _is_space(mark: str) -> bool:
    return mark.isspace() or unicodedata.category(mark).startswith("C")
