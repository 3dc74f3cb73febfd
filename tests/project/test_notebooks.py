"""The shipped notebooks hold words and calls, never logic; and the check itself is checked."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import nbformat
import papermill
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

NOTEBOOKS = sorted((Path(__file__).parents[2] / "notebooks").glob("*.ipynb"))
PARAMETER = re.compile(r"^[a-z_]+: (str|int|float|bool|list|dict) = [^=#]+  # [^=#]+$")
OPENED = "review"  # what every notebook calls the opened workshop
LOGIC = (
    ast.FunctionDef,
    ast.AsyncFunctionDef,
    ast.Lambda,
    ast.ClassDef,
    ast.For,
    ast.While,
    ast.comprehension,
    ast.If,
    ast.Try,
    ast.With,
)


def shape_faults(notebook):
    """Yield what is wrong with a notebook's first cell, its parameters and its import."""
    cells = notebook.cells
    code = [cell for cell in cells if cell.cell_type == "code"]
    first = cells[0].source if cells[0].cell_type == "markdown" else ""
    if not re.match(r"# .+\n\n\S", first):
        yield "it does not begin with a title and a purpose"
    tagged = [cell for cell in cells if "parameters" in cell.metadata.get("tags", [])]
    if tagged != code[:1]:
        yield "its first code cell, and no other, must be tagged parameters"
    for line in tagged[0].source.splitlines() if tagged else ():
        if not PARAMETER.match(line):
            yield f"not a 'name: type = value  # help' line: {line}"
    trees = [ast.parse(cell.source) for cell in code]
    imports = [
        node
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    if [getattr(node, "module", None) for node in imports] != ["pe_tools.notebook"]:
        yield "it must have one import, from pe_tools.notebook"


def cell_faults(cell):
    """Yield what is wrong with one code cell."""
    if cell.outputs or cell.execution_count is not None:
        yield "a code cell has outputs"
    if len(cell.source.splitlines()) > 8:
        yield "a code cell has more than 8 lines"
    if any(isinstance(node, LOGIC) for node in ast.walk(ast.parse(cell.source))):
        yield "a code cell holds logic"


def is_finding(source):
    """Return whether a cell ends in a call on a step held by name, as in ``harms.show()``."""
    match ast.parse(source).body[-1:]:
        case [ast.Expr(ast.Call(ast.Attribute(ast.Name(name))))]:
            return name != OPENED
    return False


def faults(notebook):
    """Return all that is wrong with a notebook."""
    found = list(shape_faults(notebook))
    following = [*notebook.cells[1:], new_markdown_cell()]
    for cell, after in zip(notebook.cells, following, strict=True):
        if cell.cell_type == "code":
            found.extend(cell_faults(cell))
            if is_finding(cell.source) and not after.source.startswith("**Decision point.** "):
                found.append(f"no Decision point after: {cell.source}")
    return found


def test_notebooks_are_shipped():
    assert NOTEBOOKS


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_shipped_notebook_keeps_the_rules(path):
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    assert faults(notebook) == []


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_papermill_reads_every_parameter_with_its_type_and_help(path):
    (cell,) = [
        cell
        for cell in nbformat.read(path, as_version=4).cells
        if "parameters" in cell.metadata.get("tags", [])
    ]
    read = papermill.inspect_notebook(str(path))
    assert list(read) == [line.split(":")[0] for line in cell.source.splitlines()]
    assert all(one["inferred_type_name"] != "None" and one["help"] for one in read.values())


TITLE = new_markdown_cell("# Risks\n\nWhat could go wrong, and for whom?")
PARAMETERS = new_code_cell(
    'workshop: str = "demo"  # name of the workshop', metadata={"tags": ["parameters"]}
)
AGAIN = new_code_cell("more: int = 1  # more", metadata={"tags": ["parameters"]})
OPEN = new_code_cell(
    "from pe_tools.notebook import open_workshop\n\n"
    "review = open_workshop(workshop)\nreview.cover()"
)
FINDING = new_code_cell('harms = review.step("rate-harms")\nharms.show()')
DECISION = new_markdown_cell("**Decision point.** Does this fit what you know?")


def code(source, **more):
    return new_code_cell(source, **more)


def test_a_notebook_of_words_and_calls_passes():
    notebook = new_notebook(cells=[TITLE, PARAMETERS, OPEN, FINDING, DECISION])
    assert faults(notebook) == []


@pytest.mark.parametrize(
    ("cells", "fault"),
    [
        pytest.param([PARAMETERS, OPEN], "title and a purpose", id="no title"),
        pytest.param([TITLE, OPEN], "tagged parameters", id="no parameters"),
        pytest.param([TITLE, OPEN, PARAMETERS], "tagged parameters", id="parameters late"),
        pytest.param([TITLE, PARAMETERS, OPEN, AGAIN], "tagged", id="parameters twice"),
        pytest.param([TITLE, PARAMETERS], "one import", id="no import"),
        pytest.param([TITLE, PARAMETERS, OPEN, code("import os")], "one import", id="second"),
        pytest.param([TITLE, PARAMETERS, OPEN, FINDING], "no Decision point", id="undecided"),
        pytest.param([code("\n".join("x" * 9))], "more than 8 lines", id="long cell"),
        pytest.param([code("1", execution_count=1)], "has outputs", id="executed"),
    ],
)
def test_a_broken_rule_is_named(cells, fault):
    assert any(fault in found for found in faults(new_notebook(cells=cells)))


@pytest.mark.parametrize(
    "line",
    [
        "workshop = 'demo'  # name",
        "limit: int | None = 3  # smallest group",
        "limit: int = 3",
        "limit: int = 3  # one = too many",
        "tag: str = 'a#b'  # papermill cuts this value",
    ],
)
def test_a_parameter_that_papermill_misreads_is_named(line):
    cells = [TITLE, code(line, metadata={"tags": ["parameters"]}), OPEN]
    assert any(line in found for found in faults(new_notebook(cells=cells)))


@pytest.mark.parametrize(
    "source",
    [
        "def total(): pass",
        "class Total: pass",
        "for harm in harms: harm",
        "[harm for harm in harms]",
        "while True: pass",
        "if workshop: pass",
        "try:\n    1\nexcept ValueError:\n    2",
        "show = lambda: 1",
    ],
)
def test_logic_in_a_cell_is_named(source):
    assert list(cell_faults(code(source))) == ["a code cell holds logic"]
