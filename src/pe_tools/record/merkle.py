"""Merkle trees as in RFC 6962: one event's place is proved without showing the others.

References
----------
.. [1] B. Laurie, A. Langley and E. Kasper, "Certificate Transparency", RFC 6962 (2013),
   section 2.1: the tree hash and the audit path.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import sha256

_LEAF, _NODE = b"\x00", b"\x01"


def root_of(leaves: Sequence[bytes]) -> bytes:
    """Return the hash over all leaves in their order; that of no leaf is SHA-256 of nothing."""
    level = [_leaf(leaf) for leaf in leaves]
    if not level:
        return sha256().digest()
    while len(level) > 1:
        level = [*_joined(level)]
    return level[0]


def path_of(leaves: Sequence[bytes], place: int) -> list[bytes]:
    """Return the hashes that lead from a leaf to the root, the lowest first.

    Parameters
    ----------
    place : int
        Of the leaf, counted from 0.

    Raises
    ------
    IndexError
        If there is no such leaf.
    """
    if not 0 <= place < len(leaves):
        raise IndexError(f"there is no leaf {place} of {len(leaves)}")
    level, path = [_leaf(leaf) for leaf in leaves], []
    while len(level) > 1:
        beside = place ^ 1
        if beside < len(level):
            path.append(level[beside])
        level, place = [*_joined(level)], place // 2
    return path


def is_in(leaf: bytes, place: int, size: int, path: Sequence[bytes], root: bytes) -> bool:
    """Return whether a path leads from a leaf at a place, in a tree of a size, to the root."""
    if not 0 <= place < size:
        return False
    found, hashes, last = _leaf(leaf), iter(path), size - 1
    while last:
        if place % 2 or place < last:
            beside = next(hashes, None)
            if beside is None:
                return False
            found = _node(beside, found) if place % 2 else _node(found, beside)
        place, last = place // 2, last // 2
    return next(hashes, None) is None and found == root


def _joined(level: Sequence[bytes]) -> Iterator[bytes]:
    """Yield the level above: a last one without a neighbour goes up as it is."""
    for left, right in zip(level[::2], level[1::2], strict=False):
        yield _node(left, right)
    if len(level) % 2:
        yield level[-1]


def _leaf(leaf: bytes) -> bytes:
    return sha256(_LEAF + leaf).digest()


def _node(left: bytes, right: bytes) -> bytes:
    return sha256(_NODE + left + right).digest()
