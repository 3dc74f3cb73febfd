"""What is installed from a wheel is what stands in the tree."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from email import message_from_bytes
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SHIPPED = ("notebooks", "workshop_kits")

pytestmark = pytest.mark.slow


def tracked(folder):
    """Return the files below a folder as git sees them: tracked, or new and not ignored."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", folder]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return {name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "-w", str(folder)]
    subprocess.run([*build, str(ROOT)], check=True)
    (built,) = folder.glob("pe_workbench-*.whl")
    with zipfile.ZipFile(built) as opened:
        yield opened


def test_every_module_template_and_catalog_is_inside(wheel):
    wanted = {name.removeprefix("src/") for name in tracked("src")}
    assert wanted
    assert wanted - set(wheel.namelist()) == set()


@pytest.mark.parametrize("folder", SHIPPED)
def test_notebooks_and_kits_are_inside_and_nothing_else_of_their_folders(wheel, folder):
    prefix = "pe_tools/shipped/"
    inside = {name for name in wheel.namelist() if name.startswith(f"{prefix}{folder}/")}
    assert inside
    assert inside == {prefix + name for name in tracked(folder)}


def test_the_licence_the_name_and_the_command_are_inside(wheel):
    (info,) = {name.split("/")[0] for name in wheel.namelist() if ".dist-info/" in name}
    said = message_from_bytes(wheel.read(f"{info}/METADATA"))
    assert said["Name"] == "pe-workbench"
    assert said["License-Expression"] == "BSD-3-Clause"
    assert wheel.read(f"{info}/licenses/LICENSE").startswith(b"BSD 3-Clause License")
    assert b"pe = pe_tools.cli:main" in wheel.read(f"{info}/entry_points.txt")
