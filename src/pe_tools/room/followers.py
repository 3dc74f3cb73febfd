"""The workshops that phones may come into, each followed while the room is open."""

from __future__ import annotations

import asyncio
import logging
import sys
import time
from asyncio import Event
from collections.abc import Callable, Iterable
from contextlib import suppress

from pe_tools.errors import PeError
from pe_tools.record import Record
from pe_tools.room.entries import Entry, entry_of
from pe_tools.room.guard import log_bug
from pe_tools.workshop.codes import typed
from pe_tools.workshop.following import Follower, Seat

_LOOK_SECONDS = 0.25
_WIDE_LOOK_SECONDS = 5.0  # for workshops that nobody is in just now
_GATHER_SECONDS = 0.02  # what is written meanwhile is taken in together
_PRESENT_SECONDS = 60.0
_log = logging.getLogger("pe_tools.room")


class Followers:
    """Followers of all workshops of a record, for the one event loop that calls them.

    What this process writes is announced by `note`; what others write into the same record is
    found by looking. Those in ``heard`` are called whenever something changed.
    """

    def __init__(self, record: Record, clock: Callable[[], float] = time.monotonic) -> None:
        self.record = record
        self.heard: set[Callable[[], None]] = set()
        self._clock = clock
        self._all: dict[str, Follower] = {}
        self._homes: dict[str, Follower] = {}
        self._seen: dict[tuple[str, str], float] = {}
        self._stale: set[str] = set()
        self._broken: set[str] = set()
        self._silent: set[str] = set()
        self._wake, self._looked = Event(), Event()
        self._wide_at = 0.0

    def load(self) -> None:
        """Take in all that the record holds."""
        for name in self.record.streams():
            self._refresh(name)

    def all(self) -> list[Follower]:
        """Return all that are followed."""
        return [*self._all.values()]

    def only_open(self) -> Follower | None:
        """Return the one that people can join now; None if there are none, or several."""
        found = [one for one in self._all.values() if one.state.arrivals.joining]
        return found[0] if len(found) == 1 else None

    def by_code(self, code: str) -> Entry | None:
        """Return what a code opens now; None if it opens nothing."""
        wanted = typed(code)
        entries = (entry_of(follower, wanted) for follower in self._all.values())
        return next((entry for entry in entries if entry), None)

    async def by_seat(self, own_code: str) -> tuple[Follower, Seat] | None:
        """Return the workshop and the seat of an own code; None if nobody has it."""
        if (found := self.seated(own_code)) is None and self._stale:
            await self.fresh()
            found = self.seated(own_code)
        return found

    def seated(self, code: str) -> tuple[Follower, Seat] | None:
        """Return the workshop and the seat of an own code, as far as it is known by now."""
        home = self._homes.get(code)
        for follower in [home] if home else self._all.values():
            if seat := follower.seat(code):
                self._homes[code] = follower
                self._seen[follower.name, seat.subject] = self._clock()
                return follower, seat
        self._homes.pop(code, None)
        return None

    def note(self, names: Iterable[str]) -> None:
        """Remember that something was written to these streams."""
        self._stale.update(names)
        self._wake.set()

    async def fresh(self) -> None:
        """Return once all that was noted until now is taken in."""
        if self._stale:
            await self._looked.wait()

    def present(self) -> int:
        """Return how many seats asked for something within the last minute."""
        since = self._clock() - _PRESENT_SECONDS
        self._seen = {seat: at for seat, at in self._seen.items() if at >= since}
        return len(self._seen)

    async def follow(self) -> None:
        """Keep looking, until it is cancelled."""
        while True:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._wake.wait(), _LOOK_SECONDS)
                await asyncio.sleep(_GATHER_SECONDS)
            try:
                self._look()
            except Exception:  # noqa: BLE001 - one bad look must not be the last
                log_bug(*sys.exc_info())

    def _look(self) -> None:
        """Take in what is new; whoever waits for what was noted until now goes on."""
        looked, self._looked = self._looked, Event()
        names, self._stale = self._stale | self._lively(), set()
        self._wake.clear()
        try:
            changed = [name for name in sorted(names) if self._refresh(name)]
        finally:
            looked.set()
        for tell in [*self.heard] if changed else ():
            tell()

    def _lively(self) -> set[str]:
        """Return the workshops to look at: those with people in them, and now and then all."""
        now = self._clock()
        if now >= self._wide_at + _WIDE_LOOK_SECONDS:
            self._wide_at = now
            self.present()
            with suppress(PeError):
                return set(self.record.streams())
        joining = {name for name, one in self._all.items() if one.state.arrivals.joining}
        return joining | {name for name, _ in self._seen}

    def _refresh(self, name: str) -> bool:
        """Take in what is new of a stream; one that cannot be followed holds up no other."""
        if name in self._broken:
            return False
        follower = self._all.get(name) or Follower(self.record, name)
        try:
            is_new = follower.refresh()
        except PeError as refusal:
            if name not in self._silent:
                _log.error("a workshop cannot be followed just now: %s", refusal.code)
            self._silent.add(name)
            return False
        except Exception:  # noqa: BLE001 - half of it is taken in, so all of it is forgotten
            log_bug(*sys.exc_info())
            self._broken.add(name)
            self._all.pop(name, None)
            return False
        self._silent.discard(name)
        self._all[name] = follower
        return is_new
