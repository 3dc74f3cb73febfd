"""The record: append-only streams of events, chained, sealed, and durable when acknowledged."""

from pe_tools.record.canonical import Json, canonical
from pe_tools.record.events import Damage, Draft, Event, Head, Receipt
from pe_tools.record.lock import HOST, Desk
from pe_tools.record.record import Record, open_record

__all__ = [
    "HOST",
    "Damage",
    "Desk",
    "Draft",
    "Event",
    "Head",
    "Json",
    "Receipt",
    "Record",
    "canonical",
    "open_record",
]
