"""Long sheets: one row an answer."""

from __future__ import annotations

from collections.abc import Iterable

from pe_tools.exchange.columns import find_columns, refuse_others
from pe_tools.exchange.people import People
from pe_tools.exchange.problems import Problems, shown
from pe_tools.exchange.questions import Question, Trouble, find_question, questions_of
from pe_tools.exchange.sheets import Row
from pe_tools.exchange.values import read_answer
from pe_tools.model import Answer, Kit, Response
from pe_tools.workshop.rules import check_response

REQUIRED = ("participant", "round", "item", "value")
OPTIONAL = ("scale", "step", "role", "consent")
_COLUMN_OF = {"answer": "value", "step": "item"}  # where a fault shows; else the column's name

Key = tuple[str, str, int]
"""Who answered what when: participant, step, round."""


class LongReader:
    """Reads the rows of one long sheet, and gathers the answers that belong together."""

    def __init__(self, header: Row, kit: Kit, problems: Problems) -> None:
        self._kit = kit
        self._problems = problems
        self._fixed = find_columns(header, required=REQUIRED, optional=OPTIONAL, problems=problems)
        refuse_others(header, (*REQUIRED, *OPTIONAL), problems)
        self._questions = questions_of(kit)
        self._found: dict[tuple[str, str, str], Question | Trouble] = {}
        self._gathered: dict[Key, dict[Question, tuple[Answer, Row]]] = {}
        self.people = People(self._fixed, problems)

    def read(self, rows: Iterable[Row]) -> list[Response]:
        """Return the responses of all rows; what is wrong becomes a problem."""
        for row in rows:
            self._read(row)
        return [self._response(key, given) for key, given in self._gathered.items()]

    def _read(self, row: Row) -> None:
        participant, round_ = self.people.read(row)
        question = self._question(*(self._text(row, name) for name in ("item", "scale", "step")))
        text = self._text(row, "value")
        if isinstance(question, Trouble):
            self._note(row, "item", *question)
            return
        answer = read_answer(question, text) if text else None
        if isinstance(answer, Trouble):
            self._note(row, "value", *answer)
        elif answer:
            self._keep(row, (participant, question.step, round_), question, answer)

    def _question(self, item: str, scale: str, step: str) -> Question | Trouble:
        said = (item, scale, step)
        if said not in self._found:  # a sheet says the same on thousands of rows
            self._found[said] = find_question(self._questions, item, scale=scale, step=step)
        return self._found[said]

    def _keep(self, row: Row, key: Key, question: Question, answer: Answer) -> None:
        given = self._gathered.setdefault(key, {})
        _, first = given.setdefault(question, (answer, row))
        if first is not row and key[0] != "?":
            what = (
                f"{shown(key[0])} has an answer to '{question.name}' on line {first.line} already."
            )
            self._note(row, "item", what, "Keep one of the two.")

    def _response(self, key: Key, given: dict[Question, tuple[Answer, Row]]) -> Response:
        participant, step, round_ = key
        answers = tuple(answer for answer, _ in given.values())
        first = next(row for _, row in given.values())
        response = Response(participant, step, round_, answers, self._text(first, "role"))
        for fault in check_response(self._kit, response):
            question = Question(step, fault.item, fault.scale)
            row = given[question][1] if question in given else first
            self._note(row, _COLUMN_OF.get(fault.about, fault.about), fault.what, fault.remedy)
        return response

    def _text(self, row: Row, column: str) -> str:
        return row.fields[self._fixed[column]].strip() if column in self._fixed else ""

    def _note(self, row: Row, column: str, what: str, remedy: str) -> None:
        cell = row.cell(self._fixed[column])
        self._problems.note(cell.line, cell.column, what, remedy)
