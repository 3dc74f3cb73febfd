"""Erase one subject. Called with the record's folder, the stream and the subject."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

from pe_tools.record import open_record

if __name__ == "__main__":
    folder, stream, subject = sys.argv[1:]
    open_record(Path(folder)).erase(stream, subject, datetime(2026, 3, 1, 15, tzinfo=UTC))
