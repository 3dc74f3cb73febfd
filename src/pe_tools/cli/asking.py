"""Ask one participant's answers on the terminal, question by question."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import click

from pe_tools.errors import BrokenRulesError
from pe_tools.exchange.questions import Question, Trouble, questions_of
from pe_tools.exchange.values import read_answer
from pe_tools.model import CHOICE, POINTS, RANK, Answer, Kit, Response
from pe_tools.workshop.rules import MISSING, check_response


def asked(kit: Kit, response: Response) -> tuple[Answer, ...]:
    """Return the answers that a person types for a step; with faults, all is asked again.

    Raises
    ------
    BrokenRulesError
        If the kit has no such step, round or role.
    """
    _refuse(kit, response)
    click.echo(f"Type a number, or one of: {', '.join(MISSING)}. Enter for no answer.")
    while True:
        answers = tuple(_ask_all(kit, response))
        faults = check_response(kit, replace(response, answers=answers))
        if not faults:
            return answers
        for fault in faults:
            click.echo(str(fault))


def _refuse(kit: Kit, response: Response) -> None:
    faults = check_response(kit, response)
    if faults:
        raise BrokenRulesError(what=" ".join(map(str, faults)))


def _ask_all(kit: Kit, response: Response) -> Iterator[Answer]:
    texts = {item.id: item.text for item in kit.items}
    for item, questions in questions_of(kit).items():
        here = [question for question in questions if question.step == response.step]
        if here:
            click.echo(f"\n{item}: {texts[item]}")
        for question in here:
            answer = _ask(kit, response, question)
            if answer:
                yield answer


def _ask(kit: Kit, response: Response, question: Question) -> Answer | None:
    if hint := _hint(kit, question):
        click.echo(f"  {hint}")
    while True:
        text = click.prompt(f"  {question.scale}", default="", show_default=False).strip()
        if not text:
            return None
        answer = read_answer(question, text)
        trouble = answer if isinstance(answer, Trouble) else _off(kit, response, answer)
        if not trouble and isinstance(answer, Answer):
            return answer
        click.echo(f"  {' '.join(trouble)}" if trouble else "")


def _hint(kit: Kit, question: Question) -> str:
    """Return what may be typed; of a rank that goes without saying."""
    step = kit.step(question.step)
    match question.scale:
        case scale if scale == RANK:
            return ""
        case scale if scale == CHOICE:
            return f"1 chosen, 0 not chosen; at most {step.picks} in all"
        case scale if scale == POINTS:
            return f"0 to {step.points} points, exactly {step.points} in all"
    points = kit.scale(question.scale).points
    return ", ".join(f"{point.value} {point.word}" for point in points)


def _off(kit: Kit, response: Response, answer: Answer) -> Trouble | None:
    """Return what is wrong with one answer by itself; ranks and points are seen as a whole."""
    if answer.scale in (RANK, POINTS):
        return None
    faults = check_response(kit, replace(response, answers=(answer,)))
    return Trouble(faults[0].what, faults[0].remedy) if faults else None
