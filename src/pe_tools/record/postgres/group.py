"""Writing a group of batches in one transaction."""

from __future__ import annotations

from collections.abc import Sequence

import psycopg

from pe_tools.record.backend import Batch, Outcome
from pe_tools.record.events import Receipt
from pe_tools.record.keyring import Erasure
from pe_tools.record.ledger import Ledger
from pe_tools.record.postgres import locks
from pe_tools.record.postgres.connection import ServerConnection, writing
from pe_tools.record.postgres.keys import ServerKeys


def write(
    keys: ServerKeys, ledger: Ledger[ServerConnection], batches: Sequence[Batch]
) -> list[Outcome]:
    """Commit all batches, durably; a refused one fails alone.

    The heads of their streams are read once the locks of these are had, so that no other process
    can append in between, and so are the keys: whoever was erased meanwhile is refused.
    """
    erasures = [batch for batch in batches if isinstance(batch, Erasure)]
    drafts = [draft for batch in batches if not isinstance(batch, Erasure) for draft in batch]
    streams = {erasure.stream for erasure in erasures} | {draft.stream for draft in drafts}
    try:
        with writing(ledger.connection, locks.SHARED + locks.of_streams(streams)):
            keys.provide(ledger.owners(drafts))
            outcomes = [_attempt(ledger, batch) for batch in batches]
            keys.delete(erasures)
        return outcomes
    finally:
        keys.forget()


def _attempt(ledger: Ledger[ServerConnection], batch: Batch) -> Outcome:
    ledger.connection.execute("SAVEPOINT batch")
    try:
        outcome: Outcome = _append(ledger, batch)
    except psycopg.Error:  # a fault of the server is everybody's
        raise
    except Exception as error:  # noqa: BLE001 - its sender is told, the others go on
        ledger.connection.execute("ROLLBACK TO batch")
        outcome = error
    ledger.connection.execute("RELEASE batch")
    return outcome


def _append(ledger: Ledger[ServerConnection], batch: Batch) -> tuple[Receipt, ...]:
    if isinstance(batch, Erasure):
        return (ledger.erase(batch),)
    return tuple(ledger.append(draft) for draft in batch)
