"""The record on a PostgreSQL server, for several rooms that write into it at once."""

from pe_tools.record.postgres.server import Server

__all__ = ["Server"]
