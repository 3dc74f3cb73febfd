"""The one door out of the record: events become tables, and consent is applied on the way."""

from pe_tools.tables.door import LeftOut, Tables, open_tables

__all__ = ["LeftOut", "Tables", "open_tables"]
