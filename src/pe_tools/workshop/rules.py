"""The rules an answer must keep, wherever it comes from: a sheet, a keyboard or a phone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import count
from typing import Literal, get_args

from pe_tools.model import CHOICE, POINTS, RANK, Answer, Kit, Missing, Response, Scale, Step

MISSING: tuple[Missing, ...] = tuple(reason for reason in get_args(Missing) if reason)
"""The reasons a person can give for an answer without a value."""

_LISTED = 12  # longest list of names in a remedy that a person still reads


@dataclass(frozen=True)
class Fault:
    """One broken rule: about which item and scale ("" for the response), what, and what to do.

    ``about`` is the part of the response that breaks it.
    """

    item: str
    scale: str
    what: str
    remedy: str
    about: Literal["answer", "participant", "role", "round", "step"] = "answer"

    def __str__(self) -> str:
        return f"{self.what} {self.remedy}".strip()


def check_response(kit: Kit, response: Response) -> list[Fault]:
    """Return every rule of the kit that a response breaks; none means that it can be taken.

    Parameters
    ----------
    kit : Kit
        The kit of the workshop, with the items that were really asked.
    response : Response
        One participant's answers to one step in one round.

    Returns
    -------
    list of Fault
        Faults of the response as a whole first, then those of its answers in their order.
        An unknown step hides all other faults, since nothing can be said about its answers.
    """
    step = {step.id: step for step in kit.steps}.get(response.step)
    if step is None or not scales_of(step):
        return [_wrong_step(kit, response.step)]
    faults = [*_whole(kit, step, response), *_twice(response.answers)]
    items = [item.id for item in kit.items_of(step)]
    scales = {scale.id: scale for scale in kit.scales}
    for answer in response.answers:
        faults += _one(step, items, scales, answer)
    return faults + _together(step, response.answers, len(items))


def scales_of(step: Step) -> tuple[str, ...]:
    """Return the scale ids that answers to a step are given on; none if it takes no answers."""
    alone = {"rank": (RANK,), "choose": (CHOICE,), "points": (POINTS,), "rate": step.scales}
    return alone.get(step.kind, ())


def nearest(name: str, known: Iterable[str]) -> str:
    """Return the remedy for a name that is not among the known ones.

    Examples
    --------
    >>> nearest("serverity", ["severity", "likelihood"])
    "Did you mean 'severity'?"
    >>> nearest("x", ["severity", "likelihood"])
    'Use one of: severity, likelihood.'
    """
    names = list(known)
    close = get_close_matches(name, names, n=1)
    if close:
        return f"Did you mean '{close[0]}'?"
    more = f" and {len(names) - _LISTED} more" if len(names) > _LISTED else ""
    return f"Use one of: {', '.join(names[:_LISTED])}{more}."


def _wrong_step(kit: Kit, step: str) -> Fault:
    open_to_answers = [known.id for known in kit.steps if scales_of(known)]
    what = f"'{step}' is not a step that takes answers."
    return Fault("", "", what, nearest(step, open_to_answers), "step")


def _whole(kit: Kit, step: Step, response: Response) -> Iterator[Fault]:
    if not response.participant.strip():
        yield Fault(
            "", "", "The participant is empty.", "Write the label of the sheet.", "participant"
        )
    if not 1 <= response.round <= step.rounds:
        what = f"Step '{step.id}' has no round {response.round}."
        yield Fault("", "", what, f"Use a round from 1 to {step.rounds}.", "round")
    roles = [role.id for role in kit.roles]
    if response.role and roles and response.role not in roles:
        what = f"'{response.role}' is not a role of this kit."
        yield Fault("", "", what, nearest(response.role, roles), "role")


def _twice(answers: tuple[Answer, ...]) -> Iterator[Fault]:
    counts = Counter((answer.item, answer.scale) for answer in answers)
    for (item, scale), times in counts.items():
        if times > 1:
            what = f"'{item}' is answered {times} times on '{scale}'."
            yield Fault(item, scale, what, "Keep one answer.")


def _one(
    step: Step, items: list[str], scales: dict[str, Scale], answer: Answer
) -> Iterator[Fault]:
    def fault(what: str, remedy: str) -> Fault:
        return Fault(answer.item, answer.scale, what, remedy)

    if answer.item not in items:
        what = f"'{answer.item}' is not an item of step '{step.id}'."
        yield fault(what, nearest(answer.item, items))
    if answer.scale not in scales_of(step):
        what = f"'{answer.scale}' is not a scale of step '{step.id}'."
        yield fault(what, nearest(answer.scale, scales_of(step)))
    elif answer.value is None and answer.missing not in MISSING:
        what = f"'{answer.item}' has neither a value nor a reason why there is none."
        yield fault(what, f"Leave the answer out, or use one of: {', '.join(MISSING)}.")
    elif answer.value is not None and answer.missing:
        what = f"'{answer.item}' has a value and also the reason '{answer.missing}'."
        yield fault(what, "Keep one of the two.")
    elif answer.value is not None:
        points = _points(step, len(items), scales.get(answer.scale))
        if answer.value not in points:
            what = f"{answer.value} is not a point of '{answer.scale}'."
            yield fault(what, f"Use {_listed(points)}.")


def _listed(points: Sequence[int]) -> str:
    if isinstance(points, range) and len(points) > _LISTED:
        return f"a number from {points[0]} to {points[-1]}"
    return f"one of: {', '.join(map(str, points))}"


def _points(step: Step, items: int, scale: Scale | None) -> Sequence[int]:
    match step.kind:
        case "rank":
            return range(1, items + 1)
        case "choose":
            return range(2)
        case "points":
            return range(step.points + 1)
    return scale.values if scale else ()


def _together(step: Step, answers: tuple[Answer, ...], items: int) -> list[Fault]:
    """Return what is wrong with answers that only mean something together."""
    values = [answer.value for answer in answers if answer.value is not None]
    match step.kind:
        case "rank":
            return _ranking(answers, items)
        case "choose" if sum(values) > step.picks:
            what = f"{sum(values)} items are chosen, but at most {step.picks} can be."
            return [Fault("", CHOICE, what, "Choose fewer.")]
        case "points" if values and sum(values) != step.points:
            what = f"{sum(values)} points are shared out, not {step.points}."
            return [Fault("", POINTS, what, f"Share out exactly {step.points}.")]
    return []


def _ranking(answers: tuple[Answer, ...], items: int) -> list[Fault]:
    """Return the faults of a ranking: its ranks must be 1, 2, 3 ... without a gap or a tie."""
    ranked: dict[int, list[str]] = {}
    for answer in answers:
        if answer.value is not None and 1 <= answer.value <= items:
            ranked.setdefault(answer.value, []).append(answer.item)
    ties = [
        Fault(
            item, RANK, f"Rank {rank} is given twice: {', '.join(tied)}.", "Give each rank once."
        )
        for rank, tied in sorted(ranked.items())
        for item in dict.fromkeys(tied[1:])
        if item != tied[0]
    ]
    return ties + _gap(ranked)


def _gap(ranked: dict[int, list[str]]) -> list[Fault]:
    free = next(rank for rank in count(1) if rank not in ranked)
    later = [rank for rank in sorted(ranked) if rank > free]
    if not later:
        return []
    what = f"Rank {free} is left out, but rank {later[0]} is given."
    return [Fault(ranked[later[0]][0], RANK, what, "Rank from 1 on without a gap.")]
