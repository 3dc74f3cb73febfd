"""Which numbers moved between two reports, told so that nobody's answers can be told from it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pe_tools.tables import Since

Numbers = Sequence[Mapping[str, Any]]

_KEY = ("step", "name", "item", "scale", "role", "round")
_ENDED = {
    "withdrawn": "withdrew",
    "erased": "were erased",
    "expired": "have a consent that ran out",
    "stale": "have not agreed to the new notice",
    "refused": "said no",
    "revoked": "have a consent that others ended",
    "not_allowed": "allow less now, or have not decided",
}


@dataclass(frozen=True)
class Move:
    """One number that moved; None where it was not, or is not any more."""

    step: str
    name: str
    item: str
    scale: str
    role: str
    round: int
    before: Any
    after: Any

    @property
    def where(self) -> tuple[str, int, str]:
        """Return the place whose answers it is made of."""
        return self.step, self.round, self.item


def moves(before: Numbers, after: Numbers) -> tuple[Move, ...]:
    """Return every number that is not as it was, in the order of steps and names."""
    old, new = _by_key(before), _by_key(after)
    return tuple(
        Move(**dict(zip(_KEY, key, strict=True)), before=old.get(key), after=new.get(key))
        for key in sorted(old.keys() | new.keys())
        if old.get(key) != new.get(key)
    )


def why(since: Since, min_group: int) -> Iterator[str]:
    """Yield how many people changed what, small numbers as no more than small.

    Examples
    --------
    >>> list(why(Since({"withdrawn": 1, "erased": 4}, 0, 0, {}), 3))
    ['fewer than 3 people withdrew', '4 people were erased']
    """
    told = [(since.left.get(name, 0), said) for name, said in _ENDED.items()]
    told += [(since.came, "came in, or allow it since"), (since.answered, "changed answers")]
    for n, said in told:
        if n:
            yield f"{n if n >= min_group else f'fewer than {min_group}'} people {said}"


def changed(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[str]:
    """Yield which settings are not as they were, and how they are."""
    for name in sorted(before.keys() | after.keys()):
        if before.get(name) != after.get(name):
            yield f"{name}: {_written(before.get(name))} -> {_written(after.get(name))}"


def told(moved: Sequence[Move], since: Since, min_group: int) -> Iterator[str]:
    """Yield what moved: from what to what where enough people stand behind it, else how many.

    A number of all together is told if at least ``min_group`` people changed what it is made of,
    or nobody did. One of a role is told only if nobody changed anything there: with those of all
    together and of the other roles, it would give away the few in between.
    """
    shown = [move for move in moved if _may_be_told(move, since, min_group)]
    for move in shown:
        yield f"{_name(move)}: {_written(move.before)} -> {_written(move.after)}"
    for (step, name), n in Counter((m.step, m.name) for m in moved if m not in shown).items():
        yield f"{' '.join((name, step)).strip()}: {n} moved, not told from what to what"


def _may_be_told(move: Move, since: Since, min_group: int) -> bool:
    people = since.touched.get(move.where, 0) if move.step else _at_most(since)
    if not people and not since.left.get("erased"):
        return True
    return people >= min_group and not move.role


def _at_most(since: Since) -> int:
    """Return how many people changed anything at the step that most of them touched."""
    return max((n for (_, _, item), n in since.touched.items() if not item), default=0)


def _by_key(findings: Numbers) -> dict[tuple[Any, ...], Any]:
    return {tuple(one[part] for part in _KEY): one["value"] for one in findings}


def _name(move: Move) -> str:
    parts = (move.name, move.step, move.item, move.scale, move.role)
    of_round = (f"round {move.round}",) if move.round else ()
    return " ".join((*filter(None, parts), *of_round))


def _written(value: object) -> str:
    if value is None:
        return "-"
    return f"{value:.3f}" if isinstance(value, float) else str(value)
