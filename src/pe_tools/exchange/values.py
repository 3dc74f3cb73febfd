"""What is written in the cell of an answer."""

from __future__ import annotations

import re

from pe_tools.exchange.formulas import is_formula
from pe_tools.exchange.problems import shown
from pe_tools.exchange.questions import Question, Trouble
from pe_tools.model import Answer
from pe_tools.workshop.rules import MISSING

_WHOLE = re.compile(r"[-+−]?\d{1,9}")  # also with the minus sign of a spreadsheet
_WHOLE_AS_DECIMAL = re.compile(r"([-+−]?\d{1,9})[.,]0+")


def read_answer(question: Question, text: str) -> Answer | Trouble:
    """Return the answer that a text stands for; whether it is on the scale is another matter.

    Notes
    -----
    "1.0" is refused, although it equals 1: a column of decimals may hold averages of people, and
    an average must not pass for one person's answer where it happens to be whole.
    """
    if _WHOLE.fullmatch(text):
        return Answer(question.item, question.scale, int(text.replace("−", "-")))
    for reason in MISSING:
        if text.casefold() == reason:
            return Answer(question.item, question.scale, None, reason)
    return _trouble(text)


def _trouble(text: str) -> Trouble:
    if decimal := _WHOLE_AS_DECIMAL.fullmatch(text):
        return Trouble(f"{shown(text)} is a decimal number.", f"Write {decimal[1]}.")
    if is_formula(text):
        return Trouble(f"{shown(text)} is a formula.", "Write the answer itself.")
    known = f"Write a whole number, one of {', '.join(MISSING)}, or nothing."
    return Trouble(f"{shown(text)} is not an answer.", known)
