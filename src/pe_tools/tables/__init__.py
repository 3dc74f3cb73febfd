"""The one door out of the record: events become tables, and consent is applied on the way."""

from pe_tools.tables.allowing import LeftOut
from pe_tools.tables.door import Tables, open_tables
from pe_tools.tables.live import Live, open_live
from pe_tools.tables.said import Proposed, Written
from pe_tools.tables.since import Since, open_since

__all__ = [
    "LeftOut",
    "Live",
    "Proposed",
    "Since",
    "Tables",
    "Written",
    "open_live",
    "open_since",
    "open_tables",
]
