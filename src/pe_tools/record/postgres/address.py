"""The address of a database, and a name for it that can be shown."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import psycopg
from psycopg.conninfo import conninfo_to_dict

from pe_tools.errors import UnsupportedRecordError
from pe_tools.record.address import without_secrets

_PATIENCE = {"connect_timeout": 5, "tcp_user_timeout": 10_000}  # seconds; milliseconds
_BEHAVIOUR = {"client_encoding": "UTF8", "application_name": "pe_tools"}


@dataclass(frozen=True)
class Address:
    """Where a database is, and as whom to go there; only `parts` hold the password."""

    name: str
    user: str
    parts: dict[str, Any] = field(repr=False)


def parse_address(url: str) -> Address:
    """Return the address that a libpq URL names; an UnsupportedRecordError if it names none."""
    try:
        found = conninfo_to_dict(url)
    except psycopg.ProgrammingError:
        raise UnsupportedRecordError(url=without_secrets(url)) from None
    place = (
        f"{found.get('host', '')}:{found['port']}" if "port" in found else found.get("host", "")
    )
    name = f"postgresql://{place}/{found.get('dbname', '')}"
    return Address(name, str(found.get("user", "")), {**_PATIENCE, **found, **_BEHAVIOUR})
