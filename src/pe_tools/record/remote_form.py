"""The form in which drafts, receipts and refusals go to the desk and come back: JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from pe_tools import errors
from pe_tools.errors import PeError, ProblemsError
from pe_tools.record.events import Draft, Receipt, moment
from pe_tools.record.keyring import Erasure

LARGEST_BYTES = 32 * 2**20  # an import of a thousand sheets goes at once: all of it, or none
_PARTS = ("stream", "kind", "subject", "id", "body")


def write_drafts(drafts: Sequence[Draft]) -> bytes:
    """Return drafts as they are sent; their times no finer than the record keeps them."""
    rows = [
        {name: getattr(draft, name) for name in _PARTS} | {"at": moment(draft.at, draft.subject)}
        for draft in drafts
    ]
    return json.dumps({"drafts": rows}).encode()


def read_drafts(sent: bytes) -> tuple[Draft, ...]:
    """Return the drafts that were sent; a ValueError if that cannot be done."""
    rows = _read(sent, "drafts")["drafts"]
    if not isinstance(rows, list):
        raise ValueError("the drafts are no list")
    return tuple(map(_draft, rows))


def _draft(row: object) -> Draft:
    found = _with(row, *_PARTS, "at")
    if not isinstance(found["body"], dict):
        raise ValueError("a body is no object")
    texts = {name: _text(found[name]) for name in ("stream", "kind", "subject", "id")}
    return Draft(**texts, body=found["body"], at=_time(found["at"]))


def write_erasure(erasure: Erasure) -> bytes:
    """Return an erasure as it is sent."""
    stream, subject, _, at = erasure
    return json.dumps({"stream": stream, "subject": subject, "at": at}).encode()


def read_erasure(sent: bytes) -> tuple[str, str, datetime]:
    """Return the stream, subject and time that were sent; a ValueError if that cannot be done."""
    found = _read(sent, "stream", "subject", "at")
    stream, subject = _text(found["stream"]), _text(found["subject"])
    if not (stream and subject):
        raise ValueError("an erasure needs a stream and a subject")
    return stream, subject, _time(found["at"])


def receipts_form(receipts: Sequence[Receipt]) -> dict[str, object]:
    """Return receipts as they are answered."""
    return {"receipts": [asdict(receipt) for receipt in receipts]}


def read_receipts(answer: bytes) -> tuple[Receipt, ...]:
    """Return the receipts of an answer; a ValueError if it has none."""
    rows = _read(answer, "receipts")["receipts"]
    return tuple(Receipt(**_with(row, "id", "seq", "status", "hash")) for row in rows)


def error_form(error: PeError) -> dict[str, object]:
    """Return a refusal as it is answered."""
    context = {name: str(value) for name, value in error.context.items()}
    return {"code": error.code, "sentence": str(error), "context": context}


def read_error(answer: bytes) -> PeError:
    """Return the refusal of an answer, as what it was; a ValueError if it holds none."""
    found = _read(answer, "code", "sentence", "context")
    kind = next((kind for kind in _kinds() if kind.code == found["code"]), None)
    try:
        if kind is not None:
            return kind(**found["context"])
    except (KeyError, TypeError):
        pass
    raise ValueError("the answer is no refusal")


def _kinds() -> list[type[PeError]]:
    """Return every refusal that its context alone can make again."""
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type)]
    return [k for k in kinds if issubclass(k, PeError) and not issubclass(k, ProblemsError)]


def _read(text: bytes, *names: str) -> dict[str, Any]:
    try:
        return _with(json.loads(text), *names)
    except RecursionError:
        raise ValueError("too many levels") from None


def _with(found: object, *names: str) -> dict[str, Any]:
    if not isinstance(found, dict) or set(found) != set(names):
        raise ValueError(f"not an object of {', '.join(names)}")
    return found


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("not a text")
    return value


def _time(value: object) -> datetime:
    time = datetime.fromisoformat(_text(value))
    if time.utcoffset() is None:
        raise ValueError("the time is not aware")
    return time
