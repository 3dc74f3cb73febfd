"""``.ci/run`` refuses early and runs what nox and the README say."""

from __future__ import annotations

import importlib.util
import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SCRIPT = (ROOT / ".ci/run").read_text()


def nox_lines():
    spec = importlib.util.spec_from_file_location("noxfile", ROOT / "noxfile.py")
    noxfile = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(noxfile)
    return [*noxfile.LINT, *noxfile.TYPES]


def run_copy(folder, **env):
    copy = folder / "clone/.ci/run"
    copy.parent.mkdir(parents=True)
    copy.write_text(SCRIPT)
    return subprocess.run(
        ["bash", str(copy)], env=os.environ | env, capture_output=True, text=True, check=False
    )


def test_nox_and_ci_run_the_same_checks():
    lines = SCRIPT.splitlines()
    checks = [line.removeprefix("check ") for line in lines if line.startswith("check ")]
    assert sorted(checks) == sorted(['bash -c "${commands[0]}"', *nox_lines()])


def test_it_can_be_started_by_its_name():
    assert os.access(ROOT / ".ci/run", os.X_OK)


def test_without_the_real_data_it_stops_with_a_sentence(tmp_path):
    run = run_copy(tmp_path, PE_REAL_DATA=str(tmp_path / "nowhere"))
    assert run.returncode == 1
    assert "the real data are not at" in run.stderr


@pytest.mark.parametrize(
    "readme",
    [
        pytest.param("", id="no test command"),
        pytest.param("python3 -m venv .venv && a -m pytest\n" * 2, id="two test commands"),
    ],
)
def test_without_exactly_one_test_command_it_stops_with_a_sentence(tmp_path, readme):
    (tmp_path / "clone").mkdir()
    (tmp_path / "clone/README.md").write_text(readme)
    (tmp_path / "data").mkdir()
    run = run_copy(tmp_path, PE_REAL_DATA=str(tmp_path / "data"))
    assert run.returncode == 1
    assert "exactly one line" in run.stderr
