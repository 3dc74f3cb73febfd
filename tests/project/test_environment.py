"""environment.yml says what pyproject.toml says, so conda and pip give the same."""

from __future__ import annotations

import tomllib
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from ruamel.yaml import YAML

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
CONDA = YAML(typ="safe").load((ROOT / "environment.yml").read_text())


def requirements(lines):
    return {canonicalize_name(line.name): line.specifier for line in map(Requirement, lines)}


def conda_lines():
    return [line for line in CONDA["dependencies"] if isinstance(line, str)]


def pip_lines():
    (last,) = [line["pip"] for line in CONDA["dependencies"] if isinstance(line, dict)]
    return last


def test_the_name_is_the_same():
    assert CONDA["name"] == PROJECT["name"]


def test_python_is_the_same():
    assert f"python{PROJECT['requires-python']}" in conda_lines()


def test_every_dependency_is_the_same():
    wanted = [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["dev"]]
    frame = {"pip", f"python{PROJECT['requires-python']}", "--editable ."}
    given = [line for line in [*conda_lines(), *pip_lines()] if line not in frame]
    assert requirements(given) == requirements(wanted)
    assert len(given) == len(wanted)


def test_the_project_itself_is_installed():
    assert "pip" in conda_lines()
    assert "--editable ." in pip_lines()
