"""What a browser sends when something is pressed, and what was done of it already."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

_REMEMBERED = 200


@dataclass(frozen=True)
class Press:
    """One press: what to do, with which values; the nonce is the sender's name for it."""

    act: str
    values: Mapping[str, Any]
    nonce: str

    @classmethod
    def read(cls, content: object) -> Press:
        """Return what was sent; parts that are missing or of another kind are empty."""
        sent = content if isinstance(content, Mapping) else {}
        act, values, nonce = (sent.get(name) for name in ("act", "values", "nonce"))
        return cls(
            act if isinstance(act, str) else "",
            values if isinstance(values, Mapping) else {},
            nonce if isinstance(nonce, str) else "",
        )


class Done:
    """The nonces of what was done last, so that the same press sent twice counts once."""

    def __init__(self) -> None:
        self._nonces: dict[str, None] = {}

    def __contains__(self, nonce: str) -> bool:
        return nonce in self._nonces

    def add(self, nonce: str) -> None:
        """Remember a nonce; the oldest are forgotten, and an empty one is never kept."""
        if nonce:
            self._nonces[nonce] = None
        while len(self._nonces) > _REMEMBERED:
            del self._nonces[next(iter(self._nonces))]
