"""A record of its own for each test, and the preloaded library that plays a power cut."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import apsw
import pytest

from pe_tools.record import Draft, Json, Record, open_record
from pe_tools.record.postgres import Server

HERE = Path(__file__).parent


@pytest.fixture
def now() -> datetime:
    return datetime(2026, 3, 1, 14, 47, 31, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "record"


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run each test on both kinds of record, unless it asks for the folder of the files."""
    if "kind" in metafunc.fixturenames:
        is_about_files = "folder" in metafunc.fixturenames
        metafunc.parametrize("kind", ["sqlite"] if is_about_files else ["sqlite", "postgresql"])


@pytest.fixture
def reopen(kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> Callable[..., Record]:
    """Return a way to open the record of this test once more, here or as another computer."""
    url = request.getfixturevalue("database") if kind == "postgresql" else ""

    def begin(home: str = "record") -> Record:
        folder = tmp_path / home
        return Record(Server(url, folder)) if url else open_record(folder)

    return begin


@pytest.fixture
def record(reopen: Callable[..., Record]) -> Record:
    return reopen()


@pytest.fixture
def kek_folder(record: Record) -> Callable[[], Path]:
    """Return a way to find the folder of kek.json, once there is one."""
    return lambda: next(record.folder.rglob("kek.json")).parent


@pytest.fixture
def draft(now: datetime) -> Callable[..., Draft]:
    """Return a maker of drafts: the parts that a test does not speak of are filled in."""

    def make(subject: str = "", **parts: Json) -> Draft:
        own = {name: str(parts.pop(f"{name}_")) for name in ("id", "kind") if f"{name}_" in parts}
        return Draft(
            **{"stream": "w", "kind": "answered", **own}, body=parts, at=now, subject=subject
        )

    return make


@pytest.fixture
def open_raw(folder: Path) -> Callable[[str], apsw.Connection]:
    """Return a way to open a file of the record as somebody would who knows nothing of it."""
    return lambda name: apsw.Connection(str(folder / name))


@pytest.fixture(scope="session")
def powercut(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the compiled library; skip where there is no C compiler or no LD_PRELOAD."""
    compiler = shutil.which("cc") or shutil.which("gcc")
    if compiler is None or not sys.platform.startswith("linux"):
        pytest.skip("needs Linux and a C compiler")
    library = tmp_path_factory.mktemp("powercut") / "powercut.so"
    source = str(HERE / "powercut.c")
    subprocess.run(
        [compiler, "-shared", "-fPIC", "-O1", "-o", str(library), source, "-ldl", "-lpthread"],
        check=True,
    )
    return library


@pytest.fixture
def start(tmp_path: Path) -> Callable[..., subprocess.Popen[bytes]]:
    """Return a way to start a script of this folder, with more environment if need be."""

    def begin(script: str, *arguments: object, **variables: object) -> subprocess.Popen[bytes]:
        extra = {name: str(value) for name, value in variables.items()}
        command = [sys.executable, str(HERE / script), *map(str, arguments)]
        return subprocess.Popen(command, env={**os.environ, **extra}, cwd=tmp_path)

    return begin
