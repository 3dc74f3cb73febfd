"""Notebooks run with parameters that are known and of the right type."""

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from pe_tools.places import shipped

PARAMETERS = """\
workshop: str = "demo"  # name of the workshop
min_group: int = 3  # smallest group
limit: float = 0.6  # from which answers count as agreeing
is_loud: bool = False  # whether to shout
plain = 1"""


@pytest.fixture
def notebook(tmp_path):
    """Write a notebook with one further cell; return its path."""

    def notebook(source):
        cells = [
            new_code_cell(PARAMETERS, metadata={"tags": ["parameters"]}),
            new_code_cell(source),
        ]
        kernel = {"name": "python3", "language": "python", "display_name": "Python 3"}
        book = new_notebook(cells=cells, metadata={"kernelspec": kernel})
        nbformat.write(book, tmp_path / "here" / "book.ipynb")
        return "book.ipynb"

    return notebook


def test_a_notebook_runs_with_values_of_the_types_it_names(pe, notebook, tmp_path):
    book = notebook("print(workshop, min_group + 1, limit + 1, not is_loud, plain + 1)")
    given = {"workshop": "5", "min_group": 7, "limit": 0.5, "is_loud": "yes", "plain": 2}
    options = [part for name, value in given.items() for part in ("-p", name, value)]
    result = pe("run", book, *options, "--out", "ran.ipynb")
    assert (result.stdout, result.stderr) == ("ran.ipynb\n", "")
    ran = nbformat.read(tmp_path / "here" / "ran.ipynb", as_version=4)
    assert ran.cells[-1].outputs[0].text == "5 8 1.5 False 3\n"


def test_an_unknown_parameter_is_refused_with_the_known(pe, notebook):
    result = pe("run", notebook(""), "-p", "min_grup", 5)
    assert result.exit_code == 2
    assert result.stderr == (
        "book.ipynb has no parameter 'min_grup'. "
        "It takes: workshop, min_group, limit, is_loud, plain.\n"
    )


@pytest.mark.parametrize("name", ["__builtins__", "x = 1; y", "min_group\nimport os", ""])
def test_a_name_that_could_run_code_is_refused(pe, notebook, name):
    assert pe("run", notebook(""), "-p", name, 5).exit_code == 2


@pytest.mark.parametrize(
    ("name", "value"),
    [("min_group", "five"), ("min_group", "5.0"), ("limit", "x"), ("is_loud", "maybe")],
)
def test_a_value_of_another_type_is_refused(pe, notebook, name, value):
    result = pe("run", notebook(""), "-p", name, value)
    assert result.exit_code == 2
    assert f"'{value}' is not of the type" in result.stderr


def test_the_notebook_itself_is_never_overwritten(pe, notebook):
    book = notebook("")
    assert pe("run", book, "--out", book).exit_code == 2


def test_an_unknown_notebook_is_answered_with_the_shipped(pe):
    result = pe("run", "no-such-book")
    assert result.exit_code == 2
    for path in shipped("notebooks").glob("*.ipynb"):
        assert path.stem in result.stderr


@pytest.mark.slow
def test_a_refusal_inside_a_notebook_is_told_as_its_sentence(pe, notebook):
    source = (
        "from pe_tools.errors import UnknownKitError\nraise UnknownKitError(kit='a', known='b')"
    )
    result = pe("run", notebook(source))
    assert result.exit_code == 2
    assert result.stderr == (
        "book.ipynb stopped: There is no kit 'a'. Kits found: b. "
        "What it showed until then is in book.run.ipynb.\n"
    )


@pytest.mark.slow
def test_another_error_inside_a_notebook_is_told_without_its_words(pe, notebook, tmp_path):
    result = pe("run", notebook("raise ValueError('what a participant wrote')"))
    assert result.exit_code == 2
    assert "(ValueError)" in result.stderr
    assert "participant" not in result.stderr
    assert (tmp_path / "here" / "book.run.ipynb").is_file()
