"""What an address says, as values of the parameters that a notebook declares."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from math import isfinite
from typing import Any

from nbformat.v4 import new_code_cell

from pe_tools.errors import ParameterTypeError, UnknownParameterError

LONGEST = 200
_YES_NO = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}


def declared(notebook: Any) -> dict[str, str]:
    """Return the parameters of a notebook: the name of each with the name of its type.

    They stand in the cell tagged ``parameters``, one ``name: type = value`` a line.
    """
    cell = _parameters_cell(notebook)
    lines = ast.parse(cell.source).body if cell else []
    return {
        line.target.id: ast.unparse(line.annotation)
        for line in lines
        if isinstance(line, ast.AnnAssign) and isinstance(line.target, ast.Name)
    }


def set_parameters(notebook: Any, given: Mapping[str, str], *, name: str) -> None:
    """Put a cell behind the parameters cell that gives them the values of an address.

    The cell holds literals of plain types alone, so no address can run code.

    Raises
    ------
    UnknownParameterError
        If the notebook declares no parameter of a name.
    ParameterTypeError
        If a text is no value of the declared type.
    """
    known = declared(notebook)
    values = {key: _value(key, text, _type(key, known, name)) for key, text in given.items()}
    if values:
        lines = "\n".join(f"{key} = {value!r}" for key, value in values.items())
        place = notebook.cells.index(_parameters_cell(notebook)) + 1
        notebook.cells.insert(place, _code_cell(lines))


def _code_cell(source: str) -> Any:
    return new_code_cell(source)  # type: ignore[no-untyped-call]


def _parameters_cell(notebook: Any) -> Any:
    tagged = (cell for cell in notebook.cells if "parameters" in cell.metadata.get("tags", ()))
    return next((cell for cell in tagged if cell.cell_type == "code"), None)


def _type(key: str, known: Mapping[str, str], name: str) -> str:
    if key not in known:
        names = ", ".join(known) or "–"
        raise UnknownParameterError(notebook=name, name=key, known=names)
    return known[key]


def _value(key: str, text: str, kind: str) -> Any:
    try:
        if len(text) > LONGEST:
            raise ValueError(text)
        return _READERS[kind](text)
    except (ValueError, KeyError):
        raise ParameterTypeError(name=key, kind=kind, value=text[:40]) from None


def _yes_or_no(text: str) -> bool:
    return _YES_NO[text.casefold()]


def _finite(text: str) -> float:
    value = float(text)
    if not isfinite(value):
        raise ValueError(text)
    return value


_READERS: Mapping[str, Callable[[str], Any]] = {
    "str": str,
    "int": int,
    "float": _finite,
    "bool": _yes_or_no,
}
