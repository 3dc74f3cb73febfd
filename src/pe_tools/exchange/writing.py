"""Write a frame to a file that no spreadsheet runs, whole or not at all."""

from __future__ import annotations

import csv
import io
import json
import math
import os
import tempfile
from pathlib import Path
from typing import Any

import pandas as pd

from pe_tools.exchange.formulas import harmless

Plain = str | int | float | bool | None
"""What a cell of an exported file can be."""


def write_csv(frame: pd.DataFrame, path: Path) -> None:
    """Write a frame as CSV (RFC 4180, UTF-8); the same frame always gives the same bytes.

    Parameters
    ----------
    frame : DataFrame
        Text, whole numbers, finite numbers, truth values, and missing ones, which become empty
        cells. The index is not written.
    path : Path
        The file; what was there is replaced in one moment, or kept if anything fails.

    Raises
    ------
    ValueError
        If a number is infinite or a cell holds anything else.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(_names(frame))
    writer.writerows([_csv_text(value) for value in row] for row in _rows(frame))
    _replace(path, text.getvalue())


def write_json(frame: pd.DataFrame, path: Path) -> None:
    """Write a frame as a JSON list of one object a row; missing values become null.

    Numbers stay numbers. Everything else is as in `write_csv`.
    """
    names = _names(frame)
    rows = [dict(zip(names, row, strict=True)) for row in _rows(frame)]
    _replace(path, json.dumps(rows, ensure_ascii=False, allow_nan=False, indent=1) + "\n")


def _names(frame: pd.DataFrame) -> list[str]:
    return [harmless(str(name)) for name in frame.columns]


def _rows(frame: pd.DataFrame) -> list[list[Plain]]:
    columns = [[_plain(value) for value in frame.iloc[:, i]] for i in range(frame.shape[1])]
    return [list(row) for row in zip(*columns, strict=True)]


def _plain(value: Any) -> Plain:
    value = value.item() if hasattr(value, "item") else value
    if isinstance(value, str):
        return harmless(value)
    if value is None or value is pd.NA or (isinstance(value, float) and math.isnan(value)):
        return None
    if isinstance(value, (bool, int)) or (isinstance(value, float) and math.isfinite(value)):
        return value
    raise ValueError(f"A cell cannot be exported: it is {type(value).__name__} or infinite.")


def _csv_text(value: Plain) -> str:
    if isinstance(value, str):
        return value
    return "" if value is None else json.dumps(value)


def _replace(path: Path, text: str) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(text.encode("utf-8"))
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
