"""The problems of one file, gathered so that a person sees all of them at once."""

from __future__ import annotations

from pe_tools.errors import ImportProblemsError, Problem

MAX_LISTED = 500  # more problems than this are counted, not listed


class Problems:
    """The problems found so far in one file.

    Parameters
    ----------
    file : str
        The name of the file, as the message gives it.
    """

    def __init__(self, file: str) -> None:
        self.file = file
        self._found: dict[Problem, None] = {}
        self._unlisted = 0

    def note(self, line: int, column: int, what: str, remedy: str) -> None:
        """Keep a problem at a place, once; line 0 is the file as a whole."""
        problem = Problem(line, column, what, remedy)
        if problem not in self._found and len(self._found) >= MAX_LISTED:
            self._unlisted += 1
        else:
            self._found[problem] = None

    def __bool__(self) -> bool:
        return bool(self._found)

    def error(self) -> ImportProblemsError:
        """Return the error that lists what was found."""
        listed = list(self._found)
        if self._unlisted:
            what = f"{self._unlisted} further problems are not listed."
            listed.append(Problem(0, 0, what, "Correct these first."))
        return ImportProblemsError(self.file, listed)


def shown(text: str) -> str:
    """Return a text as a message may quote it: short, on one line, without control marks."""
    clean = "".join(mark if mark.isprintable() else "?" for mark in text[:41])
    return f"'{clean[:40]}…'" if len(text) > 40 else f"'{clean}'"  # noqa: PLR2004
