"""In whatever order things are sent, the record says what a plain list says."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)

from pe_tools.errors import ErasedError
from pe_tools.record import Draft, Record, open_record
from pe_tools.record.postgres import Server

NOW = datetime(2026, 3, 1, 14, 30, tzinfo=UTC)
drafts = st.builds(
    Draft,
    stream=st.sampled_from(["w", "v"]),
    kind=st.sampled_from(["answered", "joined"]),
    body=st.fixed_dictionaries({"rating": st.integers(1, 5)}),
    at=st.just(NOW),
    subject=st.sampled_from(["", "p-1", "p-2", "p-3"]),
    id=st.sampled_from([f"id-{n}" for n in range(8)]),
)


class AnyOrder(RuleBasedStateMachine):
    """The model: a list of (stream, kind, subject, body), and the first sender of each id."""

    def __init__(self, reopen) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="pe-any-order-"))
        self.reopen = reopen
        self.record = reopen(self.folder)
        self.holding = ExitStack()
        self.told: list[tuple[str, str, str, object]] = []
        self.receipts: dict[object, tuple[str, int, str]] = {}
        self.owners: dict[str, object] = {}
        self.erased: set[tuple[str, str]] = set()
        self.heads: list[object] = []

    @rule(batch=st.lists(drafts, min_size=1, max_size=3))
    def append(self, batch):
        if any((draft.stream, draft.subject) in self.erased for draft in batch):
            with pytest.raises(ErasedError):
                self.record.append(batch)
            return
        for draft, receipt in zip(batch, self.record.append(batch), strict=True):
            self.expect(draft, receipt)

    def expect(self, draft, receipt):
        content = (draft.stream, draft.kind, draft.subject, draft.body["rating"])
        is_owner = self.owners.setdefault(draft.id, content) == content
        if (draft.id, content) in self.receipts:
            status = "replay" if is_owner else "conflict"
            assert (receipt.seq, receipt.hash) == self.receipts[draft.id, content]
        elif is_owner:
            status = "new"
            self.tell(draft, draft.kind, draft.body)
        else:
            status = "conflict"
            body = {"of": draft.id, "kind": draft.kind, "body": draft.body}
            self.tell(draft, "conflict", body)
        assert receipt.status == status
        self.receipts[draft.id, content] = (receipt.seq, receipt.hash)

    def tell(self, draft, kind, body):
        self.told.append((draft.stream, kind, draft.subject, body))

    @rule(stream=st.sampled_from(["w", "v"]), subject=st.sampled_from(["p-1", "p-2"]))
    def erase(self, stream, subject):
        self.record.erase(stream, subject, NOW)
        if (stream, subject) not in self.erased:
            self.told.append((stream, "erased", subject, None))
        self.erased.add((stream, subject))

    @rule()
    def open_anew(self):
        self.holding.close()
        self.record.close()
        self.record = self.reopen(self.folder)

    @rule()
    def hold(self):
        self.holding.enter_context(self.record.hold())

    @rule(stream=st.sampled_from(["w", "v"]))
    def note_the_head(self, stream):
        self.heads.append(self.record.head(stream))

    @invariant()
    def says_what_was_told(self):
        for stream in ("w", "v"):
            expected = [
                (kind, subject, None if (stream, subject) in self.erased else body)
                for told_in, kind, subject, body in self.told
                if told_in == stream
            ]
            events = self.record.events(stream)
            assert [(event.kind, event.subject, event.body) for event in events] == expected
            assert [event.seq for event in events] == list(range(1, len(events) + 1))

    @invariant()
    def verifies(self):
        assert self.record.verify(self.heads) == []

    def teardown(self):
        self.holding.close()
        self.record.close()
        shutil.rmtree(self.folder)


@pytest.fixture
def machine(kind, request):
    """Return a way to make a machine on an empty record."""
    if kind == "sqlite":
        return lambda: AnyOrder(open_record)
    database, postgres = map(request.getfixturevalue, ("database", "postgres"))

    def make():
        postgres.ask("DROP SCHEMA IF EXISTS pe_record, pe_keys CASCADE")
        return AnyOrder(lambda folder: Record(Server(database, folder)))

    return make


def test_any_order(machine, kind):
    examples = {"sqlite": 15, "postgresql": 5}[kind]  # there each look is a connection
    run(machine, max_examples=examples, stateful_step_count=20)


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_any_order_at_length(machine, kind):
    examples = {"sqlite": 100, "postgresql": 20}[kind]
    run(machine, max_examples=examples, stateful_step_count=50)


def run(machine, **limits):
    run_state_machine_as_test(machine, settings=settings(**limits))
