"""Real data lie beside the project and are never part of it."""

import os
from pathlib import Path

import pytest

SHARED = Path(os.environ.get("PE_REAL_DATA", Path(__file__).parents[3] / "shared" / "data"))
"""The folder of real data, one folder a source; PE_REAL_DATA names another place."""


@pytest.fixture(autouse=True)
def _needs_real_data() -> None:
    """Skip where the data are absent; fail instead where CI promises them."""
    if SHARED.is_dir():
        return
    reason = f"There are no real data in {SHARED}. Set PE_REAL_DATA to their folder."
    if os.environ.get("CI") == "true":
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of real data."""
    return SHARED
