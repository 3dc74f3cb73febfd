"""The record: append-only streams of events, chained, sealed, and durable when acknowledged."""

from pe_tools.record.canonical import Json, canonical
from pe_tools.record.events import Damage, Draft, Event, Head, Receipt
from pe_tools.record.record import Record, open_record

__all__ = [
    "Damage",
    "Draft",
    "Event",
    "Head",
    "Json",
    "Receipt",
    "Record",
    "canonical",
    "open_record",
]
