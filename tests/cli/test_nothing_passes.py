"""What somebody does not allow is in nothing that a command gives out.

Seven people do not allow the use, each for another reason. Each wrote a word that nobody else
wrote, and rated unlike the others. A twin of the workshop, in which they never were, says what
the numbers have to be.
"""

from __future__ import annotations

import csv
import json
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pe_tools.cli import main
from pe_tools.kits import read_kit
from pe_tools.language import Words
from pe_tools.model import Answer, Objection
from pe_tools.notebook import live
from pe_tools.notebook.session import OpenWorkshop
from pe_tools.record import Record, open_record
from pe_tools.workshop import Follower, Host, acts, arriving, create_workshop, fold
from pe_tools.workshop.arriving import Consented
from pe_tools.workshop.asking import invalidate, revoke
from pe_tools.workshop.choosing import Chooser

NOW = datetime.now(UTC) - timedelta(days=100)
SOON = NOW + timedelta(days=1)
KEPT = [f"kept{number}" for number in range(8)]
GONE = ["stale", "expired", "refused", "withdrawn", "revoked", "invalidated", "erased"]

SPEAKS_NOT_OF_OTHERS = {
    "backup": "the sealed record, for its owner; tests/record looks into it",
    "cards": "codes that let people in",
    "demo": "made-up workshops only",
    "doctor": "this machine",
    "enter": "takes answers in",
    "import": "takes answers in",
    "kit": "kits",
    "new": "kits and notebooks",
    "notice": "what people are told",
    "community": "what a group decided",
    "restore": "the sealed record, for its owner",
    "serve": "the room and the app; both draw what the stage below draws",
}
GIVES_OUT = {"export", "findings", "ledger", "report", "rerun", "run", "verify"}


def word(label: str) -> str:
    return f"zq{label}qz"


class Filled:
    """A workshop with people who still allow everything, and perhaps those who do not."""

    def __init__(self, record: Record, name: str, gone: list[str]) -> None:
        self.record, self.name = record, name
        kit, text = read_kit("risk_assessment")
        create_workshop(record, name, kit=kit, text=text, language="en", now=NOW)
        self.harms = [item.id for item in kit.items if item.kind == "harm"]
        self.host = Host(record, name)
        self.host.open_joining("open", now=NOW)
        for number, label in enumerate([*KEPT, *gone], start=1):
            self.come_in(label, number, value=5 if label in GONE else 1 + number % 3)
        if gone:
            self.end_all(gone)

    def subject(self, label: str) -> str:
        return self.record.subject(self.name, label)

    def come_in(self, label: str, number: int, *, value: int) -> None:
        who, name = self.subject(label), self.name
        seat = self.record.subject(name, f"code {label}")
        days = 1 if label == "expired" else 0
        agreed = Consented("open", "by phone", "1", "", "en", days=days)
        rated = [
            Answer(harm, scale, value)
            for harm in self.harms
            for scale in ("severity", "likelihood", "confidence")
        ]
        said, id_ = word(label), f"{label} {name}"
        self.record.append(
            [
                arriving.seated(name, who, "community", seat, number, id_=f"j {id_}", now=NOW),
                arriving.consented(name, who, agreed, id_=f"c {id_}", now=NOW),
                acts.answered(name, who, "rate-harms", 1, rated, channel="phone", now=NOW),
                acts.minority_note(name, who, Objection(f"No, says {said}."), now=NOW),
                arriving.proposed(name, who, "round-robin", said, id_=f"p {id_}", now=NOW),
                arriving.wrote(name, who, "write-harms", said, id_=f"w {id_}", now=NOW),
            ]
        )

    def chooser(self, label: str) -> Chooser:
        state = fold(self.record.events(self.name))
        return Chooser(state, self.name, self.subject(label), "by phone")

    def end_all(self, gone: list[str]) -> None:
        """Let each end in the way they are named after; those who stay say yes once more."""
        self.host.change_notice(
            texts={"en": ("New.",)},
            fields={"recipient": "The ministry."},
            what_changed={"en": ("The ministry reads it.",)},
            now=NOW,
        )
        for label in (label for label in [*KEPT, *gone] if label not in ("stale", "refused")):
            again = self.chooser(label).reaffirm("2", "en", id_=f"r {label}", now=NOW)
            self.record.append(again)
        self.record.append(self.chooser("refused").refuse(id_="no", now=SOON))
        self.record.append(self.chooser("withdrawn").withdraw(id_="w", now=SOON))
        for act in (revoke, invalidate):
            who = self.subject("revoked" if act is revoke else "invalidated")
            act(self.record, self.name, who, by="court", reason="an order", now=SOON)
        self.record.erase(self.name, self.subject("erased"), SOON)


@pytest.fixture
def filled() -> Filled:
    with open_record() as record:
        Filled(record, "twin", [])
        yield Filled(record, "clinic", GONE)


def assert_clean(text: str) -> None:
    assert {label for label in GONE if word(label) in text} == set()


def findings(pe, name: str) -> list[dict]:
    return json.loads(pe("findings", name, "--json").stdout)


def test_every_command_is_looked_at_or_has_a_reason():
    assert set(main.commands) - set(SPEAKS_NOT_OF_OTHERS) == GIVES_OUT


@pytest.mark.slow
def test_the_findings_are_those_of_the_twin(pe, filled):
    found = findings(pe, "clinic")
    assert found == findings(pe, "twin")
    assert {one["n"] for one in found if one["name"] == "median"} == {len(KEPT)}


def test_the_export_holds_those_who_allow_it(pe, filled):
    rows = {}
    for name in ("clinic", "twin"):
        assert pe("export", name, "--into", "out").exit_code == 0
        with Path("out", f"{name}.csv").open(encoding="utf-8-sig") as file:
            rows[name] = [{**row, "participant": ""} for row in csv.DictReader(file)]
    said = {name: sorted(str(sorted(row.items())) for row in rows[name]) for name in rows}
    assert said["clinic"] == said["twin"]
    assert_clean(Path("out", "clinic.json").read_text("utf-8"))


@pytest.mark.slow
def test_no_report_and_no_notebook_says_their_words(pe, filled):
    assert pe("report", "clinic", "--to", "html,docx", "--into", "out").exit_code == 0
    run = pe("run", "20_risk_assessment", "-p", "workshop", "clinic", "--out", "out/run.ipynb")
    assert run.exit_code == 0, run.output
    with zipfile.ZipFile("out/clinic.docx") as docx:
        written = docx.read("word/document.xml").decode()
    for text in (
        Path("out/clinic.html").read_text("utf-8"),
        Path("out/clinic.ipynb").read_text("utf-8"),
        Path("out/run.ipynb").read_text("utf-8"),
        written,
    ):
        assert word("kept0") in text, "the search would find nothing"
        assert_clean(text)
    assert_clean(pe("rerun", "--diff", "clinic").output)


def test_the_trail_says_what_happened_and_not_what_was_said(pe, filled):
    listed = pe("ledger", "list", "clinic")
    assert pe("ledger", "bundle", "clinic", "trail.zip").exit_code == 0
    assert pe("verify", "clinic").exit_code == 0
    with zipfile.ZipFile("trail.zip") as bundle:
        trail = "".join(bundle.read(name).decode() for name in bundle.namelist())
    for text in (listed.output, trail):
        assert "consent-revoked" in text
        assert_clean(text)
        assert word("kept0") not in text


def test_the_live_page_shows_those_who_allow_the_room(filled):
    stage = live.Stage(filled.record, "clinic", words=Words(), chosen={})
    shown = OpenWorkshop(stage.context())
    faces = [shown.step(step.id).show() for step in shown.context.tables.kit.steps]
    text = "".join(face.panel.html for face in [*faces, shown.people(), shown.joining()])
    assert word("kept0") in text, "the search would find nothing"
    assert_clean(text)
    assert len(shown.context.tables.people) == len(KEPT)


def test_a_phone_is_told_of_its_own_consent_only(filled):
    follower = Follower(filled.record, "clinic")
    follower.refresh()
    tiers = {label: follower.seat(f"code {label}") for label in [*KEPT, *GONE]}
    assert tiers.pop("erased") is None
    assert {label for label, seat in tiers.items() if seat.tier} == set(KEPT)
    assert {label for label, seat in tiers.items() if seat.must_reaffirm} == {"stale", "expired"}
