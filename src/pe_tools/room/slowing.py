"""Wrong codes are answered late, and the later the more of them there are; right ones never.

Nobody is locked out: an access point may hide a whole room behind one address.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from pe_tools.errors import TooManyTriesError

LONGEST_SECONDS = 10.0
"""How late a wrong code is answered at most."""

MOST_HELD = 256
"""How many wrong codes wait for their answer at once; further tries come again later."""

MOST_HELD_OF_ONE = 128
"""How many of them may come from one address, so that one cannot take the place of all."""

_FIRST_SECONDS = 0.25
_FREE = 20  # this many wrong codes of an address in a minute are a room that types
_HALF_SECONDS = 60.0
_MOST_ADDRESSES = 4096
_ALL = ""  # in place of an address: all of them together


@dataclass
class Slowing:
    """How many wrong codes there were lately, and who waits for the answer to one.

    A failure counts half as much after each minute. Addresses are kept here only, never written.
    """

    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], Awaitable[object]] = asyncio.sleep
    _failures: dict[str, tuple[float, float]] = field(default_factory=dict)
    _held: dict[str, int] = field(default_factory=dict)

    def check(self, address: str) -> None:
        """Refuse a try, unseen, while too many wrong ones wait.

        Raises
        ------
        TooManyTriesError
        """
        held = sum(self._held.values())
        if held >= MOST_HELD or self._held.get(address, 0) >= MOST_HELD_OF_ONE:
            raise TooManyTriesError()

    async def fail(self, address: str) -> None:
        """Count a wrong code, and return once it may be answered."""
        seconds = self._note(address)
        self._held[address] = self._held.get(address, 0) + 1
        try:
            await self.sleep(seconds)
        finally:
            self._held[address] -= 1
            if not self._held[address]:
                del self._held[address]

    def _note(self, address: str) -> float:
        """Return how long a failure waits: by those of its address, and by those of all."""
        more = self._count(address) + self._count(_ALL)
        if len(self._failures) > _MOST_ADDRESSES:
            self._forget()
        return min(LONGEST_SECONDS, _FIRST_SECONDS + more)

    def _count(self, address: str) -> float:
        """Count a failure, and return the seconds that those before it are worth."""
        now = self.clock()
        count, at = self._failures.get(address, (0.0, now))
        count = 1 + count * float(0.5 ** ((now - at) / _HALF_SECONDS))
        self._failures[address] = (count, now)
        free, step = (10 * _FREE, 0.01) if address == _ALL else (_FREE, 0.1)
        return step * max(0.0, count - free)

    def _forget(self) -> None:
        """Keep the newer half of the addresses, and what is known of all together."""
        newest = sorted(self._failures.items(), key=lambda one: one[1][1], reverse=True)
        kept = dict(newest[: _MOST_ADDRESSES // 2])
        self._failures = {**kept, _ALL: self._failures[_ALL]}
