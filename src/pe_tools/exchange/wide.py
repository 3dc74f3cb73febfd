"""Wide sheets: one row a participant and round, one column a question."""

from __future__ import annotations

from collections.abc import Iterable

from pe_tools.exchange.columns import find_columns, other_columns
from pe_tools.exchange.people import People
from pe_tools.exchange.problems import Problems, shown
from pe_tools.exchange.questions import Question, Trouble, find_question, questions_of
from pe_tools.exchange.sheets import Row
from pe_tools.exchange.values import read_answer
from pe_tools.model import Answer, Kit, Response
from pe_tools.workshop.rules import check_response, nearest

REQUIRED = ("participant", "round")
OPTIONAL = ("role", "consent")


class WideReader:
    """Reads the rows of one wide sheet, each on its own."""

    def __init__(self, header: Row, kit: Kit, problems: Problems) -> None:
        self._kit = kit
        self._problems = problems
        self._fixed = find_columns(header, required=REQUIRED, optional=OPTIONAL, problems=problems)
        self._asked = _asked(header, kit, problems)
        self._places = {question: index for index, question in self._asked.items()}
        self._rows: dict[tuple[str, int], int] = {}
        self.people = People(self._fixed, problems)

    def read(self, rows: Iterable[Row]) -> list[Response]:
        """Return the responses of all rows; what is wrong becomes a problem."""
        return [response for row in rows for response in self._read(row)]

    def _read(self, row: Row) -> list[Response]:
        participant, round_ = self.people.read(row)
        self._refuse_second(row, participant, round_)
        role = row.fields[self._fixed["role"]].strip() if "role" in self._fixed else ""
        responses = [
            Response(participant, step, round_, tuple(answers), role)
            for step, answers in self._answers(row).items()
        ]
        for response in responses:
            self._check(row, response)
        return responses

    def _answers(self, row: Row) -> dict[str, list[Answer]]:
        by_step: dict[str, list[Answer]] = {}
        for index, question in self._asked.items():
            text = row.fields[index].strip()
            answer = read_answer(question, text) if text else None
            if isinstance(answer, Trouble):
                self._note(row, index, *answer)
            elif answer:
                by_step.setdefault(question.step, []).append(answer)
        return by_step

    def _check(self, row: Row, response: Response) -> None:
        for fault in check_response(self._kit, response):
            question = Question(response.step, fault.item, fault.scale)
            place = self._places.get(question, self._fixed.get(fault.about, 0))
            self._note(row, place, fault.what, fault.remedy)

    def _refuse_second(self, row: Row, participant: str, round_: int) -> None:
        first = self._rows.setdefault((participant, round_), row.line)
        if first != row.line and participant != "?":
            what = f"{shown(participant)} has a row for round {round_} on line {first} already."
            self._note(row, self._fixed["participant"], what, "Keep one of the two.")

    def _note(self, row: Row, index: int, what: str, remedy: str) -> None:
        cell = row.cell(index)
        self._problems.note(cell.line, cell.column, what, remedy)


def _asked(header: Row, kit: Kit, problems: Problems) -> dict[int, Question]:
    """Return the question of each column that has one."""
    questions = questions_of(kit)
    asked: dict[int, Question] = {}
    for index, cell in other_columns(header, (*REQUIRED, *OPTIONAL)):
        item, _, scale = cell.text.partition(".")
        found = find_question(questions, item, scale=scale)
        if item not in questions:
            what = f"The column {shown(cell.text)} is not an item of this kit."
            found = Trouble(what, nearest(item, [*questions, *REQUIRED, *OPTIONAL]))
        if isinstance(found, Trouble):
            problems.note(cell.line, cell.column, *found)
        elif found in asked.values():
            what = f"The column {shown(cell.text)} asks '{found.name}' once more."
            problems.note(cell.line, cell.column, what, "Keep one of the two.")
        else:
            asked[index] = found
    return asked
