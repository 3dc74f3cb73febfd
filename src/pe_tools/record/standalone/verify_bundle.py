"""Verify an auditor's bundle, or one event's proof. Needs Python 3.8 or newer and nothing else.

    python verify_bundle.py                      every event of the bundle beside this file
    python verify_bundle.py --head "HEAD"        ... and that this head, noted earlier, is in it
    python verify_bundle.py --proof proof.json   one event's proof, against the root in heads.txt

Each line of events.txt is the hash of an event, a space, and the event's text. The hash is
SHA-256(0x01 || hash before || text). The first hash before is SHA-256(0x00 "pe_tools stream" 0x00
|| name of the stream). So no event can be changed, left out, moved or put in without another hash
at the end; reports print it as the head. The root is the Merkle tree hash of RFC 6962 over all.
Whoever holds the record could write another story from some event on: ask for an earlier head.
"""

from __future__ import annotations

import argparse
import json
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any


def node(left: bytes, right: bytes) -> bytes:
    return sha256(b"\x01" + left + right).digest()


def leaf(digest: str) -> bytes:
    return sha256(b"\x00" + bytes.fromhex(digest)).digest()


def root_of(hashes: list[str]) -> str:
    level = [leaf(digest) for digest in hashes]
    while len(level) > 1:
        odd = level[-1:] if len(level) % 2 else []
        level = [node(*pair) for pair in zip(level[::2], level[1::2])] + odd  # noqa: B905
    return level[0].hex() if level else sha256(b"").hexdigest()


def verify_events(path: Path, stream: str) -> list[str]:
    """Return the hashes of the events, or say which one does not fit and end."""
    before, hashes = sha256(b"\x00pe_tools stream\x00" + stream.encode()).hexdigest(), []
    with path.open(encoding="utf-8", newline="\n") as file:
        for number, line in enumerate(file, start=1):
            digest, _, text = line.rstrip("\n").partition(" ")
            if sha256(b"\x01" + bytes.fromhex(before) + text.encode()).hexdigest() != digest:
                sys.exit(f"NOT WHOLE: event {number} does not fit the one before it.")
            hashes.append(before := digest)
    return hashes


def head_text(hashes: list[str]) -> str:
    digest = hashes[-1] if hashes else ""
    return " ".join([str(len(hashes))] + [digest[at : at + 4] for at in range(0, 32, 4)])


def has_head(hashes: list[str], head: str) -> bool:
    number, *groups = head.lower().split()
    at = int(number)
    return (
        1 <= at <= len(hashes) and len(groups) == 8 and hashes[at - 1].startswith("".join(groups))
    )


def proves(proof: dict[str, Any]) -> bool:
    """Return whether a proof leads from its event to its root."""
    found, place, last = leaf(proof["hash"]), proof["seq"] - 1, proof["size"] - 1
    path = [bytes.fromhex(digest) for digest in proof["path"]]
    while last:
        if place % 2 or place < last:
            if not path:
                return False
            beside = path.pop(0)
            found = node(beside, found) if place % 2 else node(found, beside)
        place, last = place // 2, last // 2
    return place == 0 and not path and found.hex() == proof["root"]


def main() -> None:
    parser = argparse.ArgumentParser(description="Verify an auditor's bundle.")
    parser.add_argument("--folder", type=Path, default=Path(__file__).resolve().parent)
    parser.add_argument("--head", help="a head that was printed or noted earlier")
    parser.add_argument("--proof", type=Path, help="the proof of one event, as JSON")
    given = parser.parse_args()
    claimed = json.loads((given.folder / "heads.json").read_text("utf-8"))
    if given.proof:
        proof = json.loads(given.proof.read_text("utf-8"))
        if proof["root"] == claimed["root"] and proves(proof):
            sys.exit(print(f"proved: event {proof['seq']} of {proof['size']} is in the record"))
        sys.exit("NOT PROVED: this event is not in the record with this root.")
    hashes = verify_events(given.folder / "events.txt", claimed["stream"])
    if head_text(hashes) != claimed["head"] or root_of(hashes) != claimed["root"]:
        sys.exit("NOT WHOLE: the events do not end in the head that the bundle names.")
    if given.head and not has_head(hashes, given.head):
        sys.exit("NOT WHOLE: the head that you noted is not in it.")
    print(f"whole: {len(hashes)} events, head {head_text(hashes)}")


if __name__ == "__main__":
    main()
