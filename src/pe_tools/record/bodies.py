"""Bodies: sealed under their subject's key, or in the open if nobody wrote them."""

from __future__ import annotations

from base64 import b64decode, b64encode

from pe_tools.record.chain import Row
from pe_tools.record.events import ERASED
from pe_tools.record.sealing import BrokenSealError, seal, unseal


def is_sealed(row: Row) -> bool:
    """Return whether a row's body is sealed."""
    return bool(row.subject) and row.kind != ERASED


def seal_body(key: bytes, row: Row) -> Row:
    """Return the row with its body sealed, bound to stream, subject, kind and id."""
    sealed = seal(key, row.body.encode(), *_place(row))
    return row._replace(body=f'"{b64encode(sealed).decode()}"')


def open_body(key: bytes, row: Row) -> str:
    """Return the canonical text that was sealed; a BrokenSealError if it is not as it was."""
    try:
        sealed = b64decode(row.body[1:-1], validate=True)
    except ValueError:
        raise BrokenSealError("not a seal") from None
    return unseal(key, sealed, *_place(row)).decode()


def _place(row: Row) -> tuple[str, str, str, str]:
    return row.stream, row.subject, row.kind, row.id
