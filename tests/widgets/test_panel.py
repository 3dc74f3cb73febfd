"""The Python side of the panel: what it tells, what it refuses, what it remembers."""

from __future__ import annotations

import pytest

from pe_tools.blocks import MIME, Paragraph
from pe_tools.errors import RoundClosedError, UnknownWorkshopError
from pe_tools.language import Words
from pe_tools.widgets import Button, Panel, Prompt, bundle

WORDS = Words("en")
GO = Button("go", "Go", {"step": "harms"})
NEUTRAL = "This did not work. Try again, or reload the page."


class Room:
    """Whoever owns a panel: it notes what was asked for, or raises."""

    def __init__(self, error: Exception | None = None) -> None:
        self.error, self.acts = error, []
        self.replies: list[dict[str, object]] = []
        self.panel = Panel(WORDS, self.act)
        self.panel.send = self.replies.append
        self.panel.show("<div>x</div>", [GO])

    def act(self, act, values):
        self.acts.append((act, values))
        if self.error:
            raise self.error

    def press(self, content):
        self.panel._receive(self.panel, content, [])
        return self.panel.status_kind, self.panel.status


def press(nonce="n1", **others):
    return {"act": "go", "values": {"step": "harms"}, "nonce": nonce, **others}


def test_a_press_is_done_saved_and_answered():
    room = Room()
    assert room.press(press()) == ("ok", "Saved.")
    assert room.acts == [("go", {"step": "harms"})]
    assert room.replies == [{"nonce": "n1", "ok": True}]


def test_a_refusal_is_shown_in_its_sentence():
    room = Room(UnknownWorkshopError(workshop="w1", known="w2"))
    sentence = "The record holds no workshop 'w1'. Workshops found: w2."
    assert room.press(press()) == ("refused", sentence)
    assert room.replies == [{"nonce": "n1", "ok": False}]


def test_a_bug_is_logged_with_its_traceback_and_shown_neutrally(logged_exceptions, caplog):
    room = Room(ZeroDivisionError("inside"))
    assert room.press(press()) == ("refused", NEUTRAL)
    assert room.replies == [{"nonce": "n1", "ok": False}]
    (record,) = caplog.records
    assert record.name == "pe_tools.widgets"
    assert record.exc_info[0] is ZeroDivisionError
    logged_exceptions.clear()


@pytest.mark.parametrize(
    "content",
    [None, "go", [], {}, {"act": 1}, press(act="erase"), press(values=None), press(values=[1])],
)
def test_what_is_not_a_press_of_a_control_does_nothing(content):
    room = Room()
    kind, _ = room.press(content)
    assert kind == "refused"
    assert room.acts == []
    assert room.replies[0]["ok"] is False


def test_the_same_press_sent_twice_counts_once():
    room = Room()
    room.press(press())
    room.press(press())
    assert len(room.acts) == 1
    assert room.replies == [{"nonce": "n1", "ok": True}] * 2


def test_a_press_that_was_refused_may_be_sent_again():
    room = Room(RoundClosedError(round=1, step="harms"))
    room.press(press())
    room.error = None
    assert room.press(press()) == ("ok", "Saved.")


def test_presses_without_a_nonce_each_count():
    room = Room()
    room.press(press(nonce=None))
    room.press(press(nonce=None))
    assert len(room.acts) == 2


def test_only_the_controls_shown_now_are_taken():
    room = Room()
    room.panel.show("", [Prompt("Why?")])
    assert room.press(press())[0] == "refused"
    assert room.acts == []


def test_what_a_browser_sets_changes_nothing_and_is_overwritten():
    room = Room()
    sent = []
    room.panel.send_state = sent.append
    before = room.panel.get_state()
    forged = {"html": "<script>", "controls": [], "status": "hi", "_esm": "alert(1)", "no": 1}
    message = {"content": {"data": {"method": "update", "state": forged}}, "buffers": []}
    room.panel._handle_msg(message)
    assert room.panel.get_state() == before
    assert sent == [["html", "controls", "status", "_esm"]]


def test_nothing_is_sent_when_nothing_changed():
    room = Room()
    seen = []
    room.panel.observe(seen.append, names=["html", "controls"])
    room.panel.show("<div>x</div>", [Button("go", "Go", {"step": "harms"})])
    assert seen == []
    room.panel.show("<div>x</div>", [Button("go", "Go on", {"step": "harms"})])
    assert [change["name"] for change in seen] == ["controls"]


def test_the_panel_knows_its_language():
    panel = Panel(Words("ar"), lambda act, values: None)
    assert (panel.direction, panel.language) == ("rtl", "ar")
    assert panel.words["digits"] == "0123456789"


def test_an_output_carries_the_panel_and_the_blocks():
    room = Room()
    forms = bundle(room.panel, [Paragraph("Two people disagree.")], WORDS)
    view = forms["application/vnd.jupyter.widget-view+json"]
    assert view["model_id"] == room.panel.model_id
    assert forms["text/plain"] == "Two people disagree."
    assert "Two people disagree." in forms["text/html"]
    assert MIME in forms
