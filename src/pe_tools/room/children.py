"""The processes of ``pe serve``: started, started again when they die, ended in order."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from threading import Event

from pe_tools.errors import NotServingError, PeError

_LOOK_SECONDS = 0.1
_ANSWER_SECONDS = 90.0
_QUICK_SECONDS = 10.0  # whoever dies sooner died quickly
_MOST_QUICK_DEATHS = 5
_FIRST_PAUSE_SECONDS = 0.2
_END_SECONDS = 10.0


@dataclass(frozen=True)
class Part:
    """One process: what it is called, the module it runs, and how one sees that it answers."""

    name: str
    module: str
    arguments: tuple[str, ...]
    environment: Mapping[str, str]
    is_answering: Callable[[], bool]


class Child:
    """A part that is kept running.

    Must be started from the main thread: on Linux it ends with the thread that started it.
    """

    def __init__(self, part: Part, tell: Callable[[str], None]) -> None:
        self.part = part
        self._tell = tell
        self._process: subprocess.Popen[bytes] | None = None
        self._due = self._started = 0.0
        self._quick_deaths = 0
        self._has_answered = False

    def look(self, now: float) -> None:
        """Start it if that is due, and plan its next start if it died.

        Raises
        ------
        NotServingError
            If it was refused at its first start, or died five times soon after a start.
        """
        if self._process is None:
            if now >= self._due:
                self._start(now)
        elif (code := self._process.poll()) is not None:
            self._mourn(code, now)

    def is_answering(self) -> bool:
        """Return whether it answers."""
        is_running = self._process is not None and self._process.poll() is None
        self._has_answered = is_running and self.part.is_answering()
        return self._has_answered

    def end(self) -> None:
        """Ask it to end, and wait until it has."""
        process, self._process = self._process, None
        if process is None:
            return
        if sys.platform == "win32" and process.stdin:
            process.stdin.close()
        else:
            process.terminate()
        try:
            process.wait(_END_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
        _bury(process)

    def _start(self, now: float) -> None:
        command = [sys.executable, "-P", "-m", "pe_tools.room.lifeline", self.part.module]
        self._started = now
        self._process = subprocess.Popen(  # noqa: S603 - our own modules
            [*command, *self.part.arguments],
            stdin=subprocess.PIPE,
            env=dict(self.part.environment),
            start_new_session=True,  # so that Ctrl+C comes to us alone, and we end them in order
            creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
        )

    def _mourn(self, code: int, now: float) -> None:
        if self._process:
            _bury(self._process)
        self._process = None
        self._quick_deaths += 1
        if now - self._started >= _QUICK_SECONDS:
            self._quick_deaths = 1
        if not self._has_answered and code == PeError.exit_code:
            raise NotServingError(part=self.part.name, what="could not start")
        if self._quick_deaths >= _MOST_QUICK_DEATHS:
            what = f"stopped {self._quick_deaths} times in a row"
            raise NotServingError(part=self.part.name, what=what)
        self._due = now + _FIRST_PAUSE_SECONDS * 2 ** (self._quick_deaths - 1)
        self._tell(f"The {self.part.name} stopped unexpectedly. It is started again.")


def start_all(children: Sequence[Child], stop: Event) -> None:
    """Start all children, and return once all of them answer, or at `stop`.

    Raises
    ------
    NotServingError
        If one cannot be started, or gives no answer.
    """
    end, silent = time.monotonic() + _ANSWER_SECONDS, list(children)
    while silent and not stop.is_set():
        if time.monotonic() > end:
            what = f"gave no answer for {_ANSWER_SECONDS:.0f} seconds"
            raise NotServingError(part=silent[0].part.name, what=what)
        for child in children:
            child.look(time.monotonic())
        silent = [child for child in children if not child.is_answering()]
        if silent:
            stop.wait(_LOOK_SECONDS)


def keep_all(children: Sequence[Child], stop: Event) -> None:
    """Start again whoever dies, until `stop`; a NotServingError if that is of no use."""
    while not stop.wait(_LOOK_SECONDS):
        for child in children:
            child.look(time.monotonic())


def end_all(children: Sequence[Child]) -> None:
    """End all children, the last one first."""
    for child in reversed(children):
        child.end()


def _bury(process: subprocess.Popen[bytes]) -> None:
    process.wait()
    if process.stdin:
        process.stdin.close()
