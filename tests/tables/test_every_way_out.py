"""There is one door out of the record: whoever else reads answers is named here, with a reason.

The record, the workshop floor and the tables may read events. Everything above them gets what it
shows from the tables, which apply each consent. A new way past the door fails this test.
"""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import pe_tools

SOURCE = Path(pe_tools.__file__).parent
INSIDE = ("record", "workshop", "tables")

READS = frozenset({"events", "rows"})
"""Methods of a record that give what people sent, sealed or not."""

HOLDERS = frozenset({"State", "fold", "find_workshop", "Workshop", "Follower"})
"""Names of the workshop floor that give a state. A Conductor or a Host acts; what it gives back
is caught by what is taken from it."""

SECRETS = frozenset(
    {
        "answers",
        "channels",
        "sheets",
        "minority_notes",
        "proposals",
        "writings",
        "entries",
        "consents",
    }
)
"""Parts of a state that say what somebody sent or allows."""

READERS = {
    "cli/carding.py": "the kit and the language, to print cards",
    "cli/ledger.py": "the trail: kinds, hours, pseudonyms and hashes; bodies stay sealed",
    "cli/reporting.py": "the id of the kit, to choose the notebook",
    "cli/taking.py": "the kit, to ask its questions",
    "exchange/importing.py": "the workshop's own items, to read a sheet",
    "notebook/listed.py": "names, kit, course, and whether anybody answered at all",
    "notebook/live/joining.py": "codes, cards and heads: who may come in, not what they say",
    "notebook/live/letting_in.py": "numbers of seats",
    "notebook/live/who_joined.py": "how many people joined, by role",
    "room/": "a participant's own phone; a follower holds no answers",
}
"""Who reads a state, or a stream, without the tables, and what for."""

TAKERS = {
    ("notebook/listed.py", "answers"): "whether anybody answered at all",
    ("notebook/live/entry.py", "entries"): "a typed sheet, to who types it a second time",
}
"""Who takes one of the secrets, and what for."""


def readers(tree: ast.AST) -> set[str]:
    """Return by which names a file of code gets a state or a stream."""
    found = set()
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Attribute(attr=attr)) if attr in READS:
                found.add(attr)
            case ast.ImportFrom(module=str(module)) if module.startswith("pe_tools.workshop"):
                found |= {alias.name for alias in node.names} & HOLDERS
    return found


def taken(tree: ast.AST) -> set[str]:
    """Return which secrets a file of code takes from a state, or from who holds one."""
    found = set()
    for node in ast.walk(tree):
        match node:
            case ast.Attribute(attr=attr, value=owner) if attr in SECRETS:
                if _name(owner) in ("state", "arrivals", "conductor", "follower", "host"):
                    found.add(attr)
    return found


def _name(node: ast.AST) -> str:
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case ast.Call(func=func):
            return _name(func)
    return ""


def code_outside() -> dict[str, ast.AST]:
    """Return the code of every floor that must use the door."""
    return {
        place: ast.parse(path.read_text("utf-8"))
        for path in sorted(SOURCE.rglob("*.py"))
        if (place := path.relative_to(SOURCE).as_posix()).split("/")[0] not in INSIDE
    }


def is_listed(place: str) -> bool:
    return any(place == known or place.startswith(known) for known in READERS if known)


def test_nobody_reads_past_the_door_who_is_not_named_here():
    past = {place for place, tree in code_outside().items() if readers(tree)}
    assert {place for place in past if not is_listed(place)} == set()


def test_everybody_named_here_still_reads_past_the_door():
    past = [place for place, tree in code_outside().items() if readers(tree)]
    assert [known for known in READERS if not any(p.startswith(known) for p in past)] == []


def test_nobody_takes_what_people_sent_who_is_not_named_here():
    found = {(place, name) for place, tree in code_outside().items() for name in taken(tree)}
    assert found == set(TAKERS)


@pytest.mark.parametrize(
    "code",
    [
        "for event in record.events(name): print(event.body)",
        "rows = open_record().rows('w')",
        "from pe_tools.workshop.state import State",
        "from pe_tools.workshop import fold as f",
    ],
)
def test_a_new_reader_would_be_found(code):
    assert readers(ast.parse(code))


@pytest.mark.parametrize(
    "code",
    [
        "self.follower.state.arrivals.proposals.values()",
        "conductor.find().state.answers",
        "host.find().state.consents.held",
        "stage.conductor.entries(response)",
    ],
)
def test_a_new_taker_would_be_found(code):
    assert taken(ast.parse(code))
