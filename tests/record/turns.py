"""Append until killed, each time letting go and taking the lock anew; called with the folder."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

from pe_tools.record import Draft, open_record

NOW = datetime(2026, 3, 1, 14, 30, tzinfo=UTC)

if __name__ == "__main__":
    record = open_record(Path(sys.argv[1]))
    while True:
        record.append([Draft("eager", "noted", {}, NOW)])
