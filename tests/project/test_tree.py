"""What stands in the tree: nothing of any one machine, and no outputs or leavings."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FOREIGN = [  # in two parts each, so that this list does not name itself
    "/" + "work/",
    "/" + "root/",
    "/" + "home/",
    "pypi" + ".org",
    "pythonhosted" + ".org",
    "npmjs" + ".org",
    "debian" + ".org",
    "conda" + ".io",
    "anaconda" + ".org",
]


def tree():
    """Return the files that git keeps; what somebody left beside them is their own."""
    command = ["git", "ls-files", "-z"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    paths = [ROOT / name for name in listed.stdout.split("\0") if name]
    return [path for path in paths if path.is_file()]


@pytest.mark.parametrize("word", FOREIGN)
def test_no_file_names_a_machine_or_an_index(word):
    naming = [path for path in tree() if word.encode() in path.read_bytes()]
    assert naming == []


def test_no_leavings_are_kept():
    leavings = {".pyc", ".orig", ".rej", ".log", ".db", ".bak", ".tmp"}
    assert [path for path in tree() if path.suffix in leavings] == []


def test_text_files_end_their_lines_the_same_way():
    text = {".py", ".md", ".yaml", ".yml", ".toml", ".ipynb", ".po", ".css", ".j2", ".typ"}
    assert [path for path in tree() if path.suffix in text and b"\r" in path.read_bytes()] == []
