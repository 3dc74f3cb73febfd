"""The one door out of the record: events become tables, and consent is applied on the way."""

from pe_tools.tables.door import LeftOut, Tables, open_tables
from pe_tools.tables.said import Proposed, Written

__all__ = ["LeftOut", "Proposed", "Tables", "Written", "open_tables"]
