"""Whatever happens in whatever order, no answer is used for what its owner does not allow then.

The oracle below is written from the rules of the Data Privacy Vocabulary and asks nothing of the
code under test. Every participant has a role of their own, so that a table tells whose answers
are in it.
"""

from __future__ import annotations

import tempfile
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from pe_tools.errors import CommunityRefusedError, PeError
from pe_tools.kits import load_kit
from pe_tools.model import Answer, CommunityDecision, Use
from pe_tools.record import open_record
from pe_tools.tables import open_tables
from pe_tools.workshop import (
    Follower,
    Host,
    acts,
    arriving,
    draft_workshop,
    fold,
    opening,
)
from pe_tools.workshop.arriving import Consented
from pe_tools.workshop.asking import ask_again, invalidate, revoke
from pe_tools.workshop.choosing import Chooser

PEOPLE = ("anna", "badr", "chloe", "dina")
LADDER = ["room", "report", "quotes", "reviews", "open"]
REACH = ["project", "topic", "public", "open"]
PROMISES = ["no-commercial-use", "collaborate"]
START = datetime(2026, 3, 14, 9, 30, tzinfo=UTC)
KIT = """\
id: tiny
version: "1"
title: Tiny
purpose: Agree.
minutes: 10
roles: [{id: anna, name: A}, {id: badr, name: B}, {id: chloe, name: C}, {id: dina, name: D}]
scales:
  - id: yes
    question: Yes?
    points: [{value: 0, word: "no"}, {value: 1, word: "yes"}, {value: 2, word: very}]
items: [{id: thing, kind: thing, text: A thing., source: written for this test}]
steps: [{id: rate, kind: rate, title: Rate, items: thing, scales: ["yes"]}]
agenda: [{minutes: 10, step: rate, round: 1}]
"""

people = st.sampled_from(PEOPLE)
terms = st.fixed_dictionaries(
    {
        "tier": st.sampled_from(LADDER),
        "scope": st.sampled_from(REACH),
        "modifiers": st.frozensets(st.sampled_from(PROMISES)),
        "asking": st.sampled_from(["each", "broad", "broad", "blanket", "never"]),
        "uses": st.frozensets(st.sampled_from(["audit", "study"])),
        "days": st.sampled_from([1, 30, 0]),
    }
)
ALL_KEPT = frozenset(PROMISES)
USES = (
    Use("room"),
    Use("report"),
    Use("quotes"),
    Use("reviews"),
    Use("reviews", keeps=ALL_KEPT, name="audit"),
    Use("reviews", "topic", ALL_KEPT),
    Use("reviews", "public", frozenset({"collaborate"}), "study"),
    Use("open", "open"),
    Use("open", "open", ALL_KEPT),
)


@dataclass
class Owner:
    """What one participant wants, as they would say it themselves."""

    says_yes: bool = False
    terms: dict = field(default_factory=dict)
    hour: datetime = START
    has_read: int = 0
    is_erased: bool = False
    is_barred: bool = False  # somebody else ended it, and nobody asked again

    def is_heard(self, now, last_change):
        """Return whether their yes holds: not too old, and about the notice that matters now."""
        if self.is_erased or not self.says_yes or self.has_read < last_change:
            return False
        days = self.terms["days"]
        return not days or now < self.hour + timedelta(days=days)

    def wants(self, use):
        """Return whether they want this use, if their yes holds."""
        if LADDER.index(self.terms["tier"]) < LADDER.index(use.purpose):
            return False
        if use.purpose in ("room", "report", "quotes"):
            return True
        if not self.terms["modifiers"] <= use.keeps:
            return False
        return {
            "never": False,
            "each": use.name in self.terms["uses"],
            "blanket": True,
            "broad": REACH.index(self.terms["scope"]) >= REACH.index(use.scope),
        }[self.terms["asking"]]


class Conversation(RuleBasedStateMachine):
    """Participants, a facilitator, others with power, a community, and time."""

    @initialize(first=st.tuples(terms, terms, terms))
    def begin(self, first):
        """Let four people in, of whom three say at once what they allow."""
        self.patch = pytest.MonkeyPatch()
        self.patch.setattr(opening, "load_kit", cache(load_kit))  # the same text, read once
        self.folder = tempfile.TemporaryDirectory()
        self.record = open_record(Path(self.folder.name))
        self.now = START
        created = draft_workshop(self.record, "w", kit=load_kit(KIT), text=KIT, now=START)
        self.record.append(created)
        self.host = Host(self.record, "w")
        self.host.open_joining("open", now=START)
        self.owners = {name: Owner() for name in PEOPLE}
        self.last_change, self.last_version = 1, 1
        self.rulings = []
        self.record.append(self.come_in(name, place) for place, name in enumerate(PEOPLE, 1))
        self.record.append(self.answered(name) for name in PEOPLE)
        self.follower = Follower(self.record, "w")
        for name, agreed in zip(PEOPLE, first, strict=False):
            self.give(name, agreed, 0)

    def teardown(self):
        if hasattr(self, "record"):
            self.patch.undo()
            self.record.close()
            self.folder.cleanup()

    def subject(self, name):
        return self.record.subject("w", name)

    def come_in(self, name, number):
        seat = self.record.subject("w", f"code of {name}")
        return arriving.seated("w", self.subject(name), name, seat, number, id_=name, now=self.now)

    def answered(self, name):
        answer = [Answer("thing", "yes", 1)]
        return acts.answered("w", self.subject(name), "rate", 1, answer, now=self.now)

    def chooser(self, name):
        return Chooser(fold(self.record.events("w")), "w", self.subject(name), "by phone")

    def hour(self):
        return self.now.replace(minute=0)

    @rule(name=people, agreed=terms, back=st.integers(0, 2))
    def give(self, name, agreed, back):
        """Say yes to some terms, perhaps on a page that was opened before the notice changed."""
        version, owner = max(1, self.last_version - back), self.owners[name]
        page = {"how": "by phone", "version": str(version), "sha256": "", "language": "en"}
        try:
            self.record.append(
                self.chooser(name).give(
                    Consented(**page, **agreed), id_=str(uuid4()), now=self.now
                )
            )
        except PeError:
            assert owner.is_barred or owner.is_erased, "a yes was refused"
            return
        assert not owner.is_barred, "a yes was taken that somebody else had ended"
        owner.says_yes, owner.terms = True, agreed
        owner.hour, owner.has_read = self.hour(), version

    @rule(name=people, version_back=st.integers(0, 1))
    def reaffirm(self, name, version_back):
        version = self.last_version - version_back
        owner = self.owners[name]
        had = bool(owner.terms)
        with suppress(PeError):
            drafts = self.chooser(name).reaffirm(
                str(version), "en", id_=str(uuid4()), now=self.now
            )
            self.record.append(drafts)
            assert not owner.is_barred, "a yes was taken that somebody else had ended"
            assert had, "a yes was taken again that was never given, or was taken back"
            assert version == self.last_version, "a yes was taken to a notice that is not told"
            owner.says_yes, owner.hour, owner.has_read = True, self.hour(), version

    @rule(name=people)
    def refuse(self, name):
        with suppress(PeError):
            self.record.append(self.chooser(name).refuse(id_=str(uuid4()), now=self.now))
            self.owners[name].says_yes, self.owners[name].terms = False, {}

    @rule(name=people)
    def defer(self, name):
        with suppress(PeError):
            self.record.append(self.chooser(name).defer(id_=str(uuid4()), now=self.now))
            self.owners[name].says_yes = False

    @rule(name=people)
    def withdraw(self, name):
        """Take it back; nothing may stand in the way, so no refusal is allowed for."""
        owner = self.owners[name]
        if not owner.is_erased:
            self.record.append(self.chooser(name).withdraw(id_=str(uuid4()), now=self.now))
            owner.says_yes, owner.terms = False, {}

    @rule(name=people, end=st.sampled_from([revoke, invalidate]))
    def end_for_them(self, name, end):
        with suppress(PeError):
            end(self.record, "w", self.subject(name), by="court", reason="order", now=self.now)
            owner = self.owners[name]
            owner.says_yes, owner.terms, owner.is_barred = False, {}, True

    @rule(name=people)
    def ask_again(self, name):
        was_heard = self.owners[name].is_heard(self.now, self.last_change)
        with suppress(PeError):
            ask_again(self.record, "w", self.subject(name), by="facilitator", now=self.now)
            assert not was_heard, "somebody whose yes holds was put back to being asked"
            self.owners[name].says_yes = self.owners[name].is_barred = False

    @rule(name=people)
    def answer_again(self, name):
        with suppress(PeError):
            self.record.append([self.answered(name)])

    @rule(name=people)
    @precondition(lambda self: sum(owner.is_erased for owner in self.owners.values()) < 2)
    def erase(self, name):
        self.record.erase("w", self.subject(name), self.now)
        self.owners[name].is_erased = True

    @rule(field_=st.sampled_from(["", "purpose", "recipient", "retention", "jurisdiction"]))
    def change_notice(self, field_):
        """Change what participants are told: something that matters, or only the wording."""
        fields = {field_: str(uuid4())} if field_ else {}
        said = {"en": ("Something is different.",)} if field_ else {}
        texts = {"en": (str(uuid4()),)}
        notice = self.host.change_notice(
            texts=texts, fields=fields, what_changed=said, now=self.now
        )
        self.last_version += 1
        assert notice.version == str(self.last_version)
        if field_:
            self.last_change = self.last_version

    @rule(hours=st.sampled_from([24, 23, 1, 24 * 29, 24 * 31]))
    def wait(self, hours):
        self.now += timedelta(hours=hours)

    @rule(
        purpose=st.sampled_from(["quotes", "reviews", "open"]),
        scope=st.sampled_from(REACH),
        ruling=st.sampled_from(["yes", "no"]),
        days=st.sampled_from([None, 2]),
    )
    def community_decides(self, purpose, scope, ruling, days):
        last = self.now.date() + timedelta(days=days) if days else None
        until = last.isoformat() if last else ""
        decision = CommunityDecision(purpose, scope, ruling, "assembly", "vote", until=until)
        self.host.note_community_decision(decision, now=self.now)
        self.rulings.append((purpose, scope, ruling, last or date.max))

    def is_refused(self, use):
        """Return what the community's newest word on a use is that still holds."""
        if use.purpose in ("room", "report"):
            return False
        for purpose, scope, ruling, last in reversed(self.rulings):
            further = LADDER.index(use.purpose) - LADDER.index(purpose)
            wider = REACH.index(use.scope) - REACH.index(scope)
            is_about = min(further, wider) >= 0 if ruling == "no" else max(further, wider) <= 0
            if is_about and self.now.date() <= last:
                return ruling == "no"
        return False

    @invariant()
    def every_use_sees_those_who_want_it_now_and_nobody_else(self):
        for use in USES if hasattr(self, "rulings") else ():
            if self.is_refused(use):
                with pytest.raises(CommunityRefusedError):
                    self.tables(use)
            else:
                self.check(use)

    def tables(self, use):
        return open_tables(self.record, "w", purpose=use.purpose, now=self.now, use=use)

    def check(self, use):
        tables = self.tables(use)
        wanted = {
            name
            for name, owner in self.owners.items()
            if owner.is_heard(self.now, self.last_change) and owner.wants(use)
        }
        assert set(tables.answers["role"]) == set(tables.people["role"]) == wanted
        assert tables.left_out.total == len(PEOPLE) - len(wanted)

    @invariant()
    def a_phone_shows_what_holds_now(self):
        if not hasattr(self, "rulings"):
            return
        self.follower.refresh()
        for name, owner in self.owners.items():
            seat = self.follower.seat(f"code of {name}", now=self.now)
            if owner.is_erased:
                assert seat is None
                continue
            heard = owner.is_heard(self.now, self.last_change)
            assert seat.tier == (owner.terms["tier"] if heard else None)
            assert not (heard and seat.must_reaffirm)


Conversation.TestCase.settings = settings(
    max_examples=40,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
TestConversation = pytest.mark.slow(Conversation.TestCase)
