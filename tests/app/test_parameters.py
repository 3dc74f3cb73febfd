"""What an address says becomes plain values of declared parameters, or is refused."""

from __future__ import annotations

import ast

import pytest
from nbformat.v4 import new_code_cell, new_notebook

from pe_tools.app.parameters import declared, set_parameters
from pe_tools.errors import ParameterTypeError, UnknownParameterError

SOURCE = """workshop: str = "demo"  # its name
min_group: int = 3  # smallest group
limit: float = 0.6  # a share
is_short: bool = False  # whether
"""


@pytest.fixture
def notebook():
    parameters = new_code_cell(SOURCE, metadata={"tags": ["parameters"]})
    return new_notebook(cells=[new_code_cell("first = 1"), parameters, new_code_cell("last = 2")])


def given(notebook, **texts):
    set_parameters(notebook, texts, name="20_risk.ipynb")
    assert [cell.source for cell in notebook.cells][::3] == ["first = 1", "last = 2"]
    lines = ast.parse(notebook.cells[2].source).body
    return {line.targets[0].id: ast.literal_eval(line.value) for line in lines}


def test_the_declared_parameters_are_found_with_their_types(notebook):
    assert declared(notebook) == {
        "workshop": "str", "min_group": "int", "limit": "float", "is_short": "bool",
    }  # fmt: skip


def test_each_text_becomes_a_value_of_its_type(notebook):
    values = given(notebook, workshop="clinic", min_group="5", limit="0.25", is_short="yes")
    assert values == {"workshop": "clinic", "min_group": 5, "limit": 0.25, "is_short": True}


@pytest.mark.parametrize(
    "text", ['"); import os #', "'''", "\\", "\n__import__('os')", "{x}", "\u2028x", "مجموعة"]
)
def test_a_text_stays_a_text(notebook, text):
    assert given(notebook, workshop=text) == {"workshop": text}


def test_nothing_given_adds_no_cell(notebook):
    set_parameters(notebook, {}, name="20_risk.ipynb")
    assert len(notebook.cells) == 3


@pytest.mark.parametrize("name", ["first", "template", "theme", "__import__", "a=1;b", ""])
def test_a_name_that_is_not_declared_is_refused(notebook, name):
    with pytest.raises(UnknownParameterError, match="It takes: workshop, min_group"):
        set_parameters(notebook, {name: "x"}, name="20_risk.ipynb")
    assert len(notebook.cells) == 3


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("min_group", "five"),
        ("min_group", "2.5"),
        ("min_group", ""),
        ("limit", "nan"),
        ("limit", "inf"),
        ("is_short", "perhaps"),
        ("workshop", "x" * 201),
    ],
)
def test_a_text_that_is_no_such_value_is_refused(notebook, name, text):
    with pytest.raises(ParameterTypeError, match=f"'{name}' takes another kind of value"):
        set_parameters(notebook, {name: text}, name="20_risk.ipynb")


def test_a_notebook_without_a_parameters_cell_takes_none():
    bare = new_notebook(cells=[new_code_cell("workshop: str = 'demo'")])
    assert declared(bare) == {}
    with pytest.raises(UnknownParameterError, match="It takes: –"):
        set_parameters(bare, {"workshop": "x"}, name="20_risk.ipynb")
