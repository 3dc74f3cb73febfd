"""What the README says is there: commands, links, kits, notebooks, exporters and tests."""

from __future__ import annotations

import ast
import re
from importlib.metadata import entry_points
from pathlib import Path

import click
import papermill
import pytest

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text()
LINES = [
    line
    for block in re.findall(r"^```sh\n(.*?)^```$", README, re.M | re.S)
    for line in block.splitlines()
]
PROMISES = re.findall(r"`(tests/[\w/]+\.py)::(test_\w+)`", README)


def commands(group, *names):
    """Yield the full name of every command below a group."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if isinstance(command, click.Group):
            yield from commands(command, *names, name)
        else:
            yield " ".join([*names, name])


@pytest.fixture
def known():
    from pe_tools.cli import main  # imported here: only these tests need the command line

    return set(commands(main))


def test_the_demo_is_one_line_that_sets_up_and_runs():
    wanted = "python3 -m venv .venv && .venv/bin/pip install --quiet . && .venv/bin/pe demo"
    assert LINES.count(wanted) == 1


def test_the_tests_are_one_line_that_sets_up_and_runs():
    assert [line for line in LINES if "pytest" in line] == [
        "python3 -m venv .venv && .venv/bin/pip install --quiet -e '.[dev]'"
        " && .venv/bin/python -m pytest"
    ]


def test_the_demo_stands_on_the_first_screen():
    assert "pe demo" in "\n".join(README.splitlines()[:20])


def test_the_table_holds_every_command_and_no_other(known):
    assert sorted(re.findall(r"^\| `pe ([a-z ]+)` \|", README, re.M)) == sorted(known)


def test_every_command_named_in_the_text_exists(known):
    named = re.findall(r"`pe ([^`]+)`", README) + re.findall(r"bin/pe (.+)$", README, re.M)
    assert named
    assert [
        one for one in named if not any(one.split()[: len(k.split())] == k.split() for k in known)
    ] == []


@pytest.mark.parametrize(
    "page", [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")], ids=lambda page: page.stem
)
def test_every_link_leads_somewhere(page):
    targets = re.findall(r"\]\(([^)#:]+)\)", page.read_text())
    assert [target for target in targets if not (page.parent / target).exists()] == []


@pytest.mark.parametrize("kit", sorted(set(re.findall(r"--kit (\w+)", README))))
def test_every_kit_named_is_shipped(kit):
    assert (ROOT / "workshop_kits" / kit / "kit.yaml").is_file()


@pytest.mark.parametrize("path", sorted(set(re.findall(r"\bnotebooks/\S+\.ipynb", README))))
def test_every_notebook_named_is_shipped(path):
    assert (ROOT / path).is_file()


def test_the_papermill_line_names_parameters_of_its_notebook():
    (line,) = [line for line in LINES if line.startswith("papermill ")]
    named = re.findall(r"-p (\w+) ", line)
    assert named
    assert set(named) <= set(papermill.inspect_notebook(str(ROOT / line.split()[1])))


def test_every_exporter_named_is_installed():
    named = set(re.findall(r"nbconvert --to (\w+)", README))
    installed = {one.name for one in entry_points(group="nbconvert.exporters")}
    assert named
    assert named <= installed


def test_promises_are_made():
    assert PROMISES


@pytest.mark.parametrize(("path", "name"), PROMISES)
def test_the_test_that_proves_a_promise_exists(path, name):
    tree = ast.parse((ROOT / path).read_text())
    assert name in {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
