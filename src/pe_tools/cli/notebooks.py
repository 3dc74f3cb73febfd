"""Find notebooks, fit their parameters, and run them."""

from __future__ import annotations

import ast
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import papermill
from papermill.exceptions import PapermillExecutionError

from pe_tools import errors, places
from pe_tools.errors import NotebookFailedError, UnknownParameterError
from pe_tools.places import shipped

_YES_NO = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}


def _yes_or_no(text: str) -> bool:
    return _YES_NO[text.casefold()]


_TYPES: dict[str, Callable[[str], Any]] = {"int": int, "float": float, "bool": _yes_or_no}


def find_notebook(name: str) -> Path:
    """Return a notebook by its path, or a shipped one by its name."""
    path = Path(name)
    if path.is_file():
        return path
    known = sorted(shipped("notebooks").glob("*.ipynb"))
    for found in known:
        if path.name in (found.name, found.stem):
            return found
    names = ", ".join(found.stem for found in known)
    raise click.BadParameter(f"There is no notebook '{name}'. Shipped are: {names}.")


def notebook_of(kit: str) -> Path:
    """Return the shipped notebook of a kit."""
    if found := places.notebook_of(kit):
        return found
    raise click.UsageError(f"No notebook is shipped for the kit '{kit}'. Use: pe run NOTEBOOK")


def fitted(notebook: Path, given: dict[str, str]) -> dict[str, Any]:
    """Return parameters as values of the types that the notebook's parameters cell names.

    Raises
    ------
    UnknownParameterError
        If the notebook has no parameter of that name.
    """
    known = papermill.inspect_notebook(str(notebook))
    for name in given:
        if name not in known or not name.isidentifier():
            names = ", ".join(known) or "none"
            raise UnknownParameterError(notebook=notebook.name, name=name, known=names)
    return {name: _value(name, text, known[name]) for name, text in given.items()}


def execute(notebook: Path, out: Path, parameters: dict[str, Any]) -> Any:
    """Run a notebook and write it with its outputs; return it as nbformat has it.

    Raises
    ------
    NotebookFailedError
        If a cell fails; what ran until then is written.
    """
    logging.getLogger("papermill").setLevel(logging.ERROR)
    try:
        return papermill.execute_notebook(
            str(notebook),
            str(out),
            parameters=parameters,
            progress_bar=False,
            extra_arguments=["--log-level=ERROR"],  # the kernel's own remarks help nobody here
        )
    except PapermillExecutionError as err:
        raise NotebookFailedError(notebook=notebook.name, reason=_reason(err), out=out) from err


def _value(name: str, text: str, parameter: dict[str, str]) -> Any:
    kind = parameter["inferred_type_name"]
    if kind == "None":
        kind = type(ast.literal_eval(parameter["default"])).__name__
    try:
        return _TYPES.get(kind, str)(text)
    except (ValueError, KeyError):
        raise click.BadParameter(f"'{text}' is not of the type {kind}.", param_hint=name) from None


def _reason(err: PapermillExecutionError) -> str:
    """Return the sentence of a refusal; of another error only its kind: it may quote people."""
    kind = getattr(errors, err.ename, None)
    if isinstance(kind, type) and issubclass(kind, errors.PeError):
        return str(err.evalue)
    return f"cell {err.exec_count} failed ({err.ename})."
