"""A record for each test, in files and on a server: what may happen is the same on both."""

from __future__ import annotations

import pytest

from pe_tools.record import Record, open_record


@pytest.fixture(params=["sqlite", "postgresql"])
def any_record(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Record:
    """Return the record that the environment names: of files, and then of a server."""
    if request.param == "postgresql":
        monkeypatch.setenv("PE_RECORD", request.getfixturevalue("database"))
    return open_record()
