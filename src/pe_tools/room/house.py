"""What the answers of a room share: its workshops, its addresses, who waits, and what ends it."""

from __future__ import annotations

import time
from asyncio import Lock, Task
from collections.abc import Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from weakref import WeakValueDictionary

from pe_tools.room.addresses import own_addresses
from pe_tools.room.followers import Followers
from pe_tools.room.slowing import Slowing

_LOOK_SECONDS = 1.0


@dataclass
class House:
    """A room on a port of this machine.

    ``clips`` holds the recorded sound of kits by name; ``locks`` keeps two phones from using one
    card at once; ``running`` holds what is being answered.
    """

    followers: Followers
    port: int
    clips: Mapping[str, tuple[str, bytes]] = field(default_factory=dict)
    slowing: Slowing = field(default_factory=Slowing)
    locks: MutableMapping[str, Lock] = field(default_factory=WeakValueDictionary)
    running: set[Task[object]] = field(default_factory=set)
    is_ending: bool = False
    _hosts: frozenset[str] = frozenset()
    _looked: float = 0.0

    def is_own(self, hosts: Sequence[str]) -> bool:
        """Return whether what was asked for is exactly one address of this machine.

        They are looked up again if not, since a machine may change its Wi-Fi.
        """
        if len(hosts) != 1:
            return False
        if hosts[0] not in self._hosts and time.monotonic() > self._looked + _LOOK_SECONDS:
            self._hosts = frozenset(f"{address}:{self.port}" for address in own_addresses())
            self._looked = time.monotonic()
        return hosts[0] in self._hosts

    def lock(self, name: str) -> Lock:
        """Return the lock of a name; it is forgotten when nobody holds it or waits for it."""
        return self.locks.setdefault(name, Lock())

    def now(self) -> datetime:
        """Return the time."""
        return datetime.now(UTC)

    def end(self) -> None:
        """Let those go that wait for news."""
        self.is_ending = True
        for tell in [*self.followers.heard]:
            tell()
