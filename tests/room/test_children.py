from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from threading import Event, Timer

import pytest

from pe_tools.errors import NotServingError
from pe_tools.room import children, lifeline
from pe_tools.room.children import Child, Part, end_all, keep_all, start_all

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="sends signals")

OBEDIENT = """
import sys, time
print(*sys.argv, file=open(sys.argv[1], "w"))
time.sleep(60)
"""
STUBBORN = "import signal\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\n" + OBEDIENT


@pytest.fixture
def module(tmp_path):
    """Return a way to write a module; the file "note" exists once it runs."""

    def write(text):
        (tmp_path / "played.py").write_text(text)
        return "played"

    return write


@pytest.fixture
def part(tmp_path, module):
    """Return a part that answers once it runs."""

    def make(text=OBEDIENT, name="part"):
        note = tmp_path / name
        environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
        return Part(name, module(text), (str(note), "more"), environment, note.exists)

    return make


@pytest.fixture
def child(part):
    """Return a way to make a child that ends with the test."""
    made = []

    def make(given=None):
        made.append(Child(given or part(), said.append))
        return made[-1]

    said = []
    make.said = said
    yield make
    end_all(made)


@pytest.fixture
def tied(tmp_path, module):
    """Return a way to start a module that is tied to a pipe."""

    def begin(text):
        command = [sys.executable, "-m", "pe_tools.room.lifeline", module(text), tmp_path / "note"]
        environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
        process = subprocess.Popen(command, stdin=subprocess.PIPE, env=environment)
        while not (tmp_path / "note").exists():
            assert process.poll() is None
            time.sleep(0.02)
        return process

    return begin


def test_a_module_is_run_with_its_arguments(child, tmp_path):
    start_all([child()], Event())
    while not (written := (tmp_path / "part").read_text()):
        time.sleep(0.02)
    assert written == f"{tmp_path}/played.py {tmp_path}/part more\n"


def test_the_end_of_the_pipe_ends_a_module(tied):
    process = tied(OBEDIENT)
    process.stdin.close()
    assert process.wait(timeout=10) == -signal.SIGTERM


def test_the_end_of_the_pipe_ends_even_a_stubborn_module(tied):
    process = tied(STUBBORN)
    begun = time.monotonic()
    process.stdin.close()
    assert process.wait(timeout=10) == 1
    assert time.monotonic() - begun < lifeline._GRACE_SECONDS + 2


def test_a_stubborn_child_is_killed(child, part, monkeypatch):
    monkeypatch.setattr(children, "_END_SECONDS", 0.3)
    stubborn = child(part(STUBBORN))
    start_all([stubborn], Event())
    stubborn.end()
    assert not stubborn.is_answering()


def test_a_child_that_gives_no_answer_is_named(child, part, monkeypatch):
    monkeypatch.setattr(children, "_ANSWER_SECONDS", 0.3)
    silent = Part(**{**vars(part()), "is_answering": lambda: False})
    with pytest.raises(NotServingError, match=r"The part of pe serve gave no answer for 0 sec"):
        start_all([child(silent)], Event())


def test_a_refusal_ends_the_start_but_not_what_has_run(child, part, monkeypatch):
    monkeypatch.setattr(children, "_MOST_QUICK_DEATHS", 2)
    with pytest.raises(NotServingError, match="The part of pe serve could not start"):
        start_all([child(part("import sys; sys.exit(2)"))], Event())
    once = child(part(OBEDIENT.replace("time.sleep(60)", "time.sleep(2); sys.exit(2)"), "once"))
    start_all([once], Event())
    with pytest.raises(NotServingError, match=r"The once of pe serve stopped 2 times") as refusal:
        keep_all([once], Event())
    assert refusal.value.exit_code == 2
    assert child.said == ["The once stopped unexpectedly. It is started again."]


def test_an_early_stop_ends_the_waiting(child, part):
    silent = Part(**{**vars(part()), "is_answering": lambda: False})
    stop = Event()
    Timer(0.3, stop.set).start()
    begun = time.monotonic()
    start_all([child(silent)], stop)
    assert time.monotonic() - begun < 5
