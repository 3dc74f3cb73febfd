"""What leaves: no cell a spreadsheet would run, the text unchanged behind it, whole files only."""

import csv
import json
import unicodedata

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from pe_tools.exchange import write_csv, write_json
from pe_tools.exchange.formulas import harmless, is_formula

FORMULAS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\nx",
    " =1",
    "\u00a0=1",
    "\ufeff=1",
    "\u200b@x",
    "＝1",
    "＋1",
    "－1",
    "＠x",
    "\0=1",
]

per_example = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
texts = st.lists(st.text(st.characters(codec="utf-8"), max_size=8) | st.sampled_from(FORMULAS))


def read_csv(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def runs(text):
    """Return whether a spreadsheet runs a cell, written apart from what is tested."""
    if text.startswith(("\t", "\r", "\n", "\0")):
        return True
    bare = "".join(c for c in text if not c.isspace() and unicodedata.category(c)[0] != "C")
    return bare.startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))


def given_back(text):
    return text[1:] if text.startswith("'") and is_formula(text.lstrip("'")) else text


@pytest.mark.parametrize("text", FORMULAS)
def test_each_known_attack_gets_an_apostrophe(text):
    assert harmless(text) == "'" + text


@pytest.mark.parametrize("text", ["", "one", "1-1", "a=b", "e@example.org", "'quoted'", "é", "٣"])
def test_plain_text_stays_as_it_is(text):
    assert harmless(text) == text


@per_example
@given(texts)
@example(["'=1", "''=1", "'", "x'=1"])
def test_no_cell_runs_and_every_text_comes_back_from_csv(tmp_path, cells):
    write_csv(pd.DataFrame({"text": pd.Series(cells, dtype="str")}), tmp_path / "t.csv")
    found = [row[0] if row else "" for row in read_csv(tmp_path / "t.csv")[1:]]
    assert not any(map(runs, found))
    assert [given_back(text) for text in found] == cells


@per_example
@given(texts)
def test_no_cell_runs_and_every_text_comes_back_from_json(tmp_path, cells):
    write_json(pd.DataFrame({"text": pd.Series(cells, dtype="str")}), tmp_path / "t.json")
    rows = json.loads((tmp_path / "t.json").read_text(encoding="utf-8"))
    assert not any(runs(row["text"]) for row in rows)
    assert [given_back(row["text"]) for row in rows] == cells


FRAME = pd.DataFrame(
    {
        "=name": ["a", None],
        "whole": pd.array([-5, None], dtype="Int64"),
        "share": [0.1, np.nan],
        "is_shown": [True, False],
    }
)


def test_numbers_stay_numbers_and_missing_ones_are_empty_in_csv(tmp_path):
    write_csv(FRAME, tmp_path / "t.csv")
    assert (tmp_path / "t.csv").read_bytes() == (
        b"'=name,whole,share,is_shown\r\na,-5,0.1,true\r\n,,,false\r\n"
    )


def test_numbers_stay_numbers_and_missing_ones_are_null_in_json(tmp_path):
    write_json(FRAME, tmp_path / "t.json")
    assert json.loads((tmp_path / "t.json").read_text(encoding="utf-8")) == [
        {"'=name": "a", "whole": -5, "share": 0.1, "is_shown": True},
        {"'=name": None, "whole": None, "share": None, "is_shown": False},
    ]


def test_an_empty_frame_gives_its_header_and_an_empty_list(tmp_path):
    write_csv(FRAME.head(0), tmp_path / "t.csv")
    write_json(FRAME.head(0), tmp_path / "t.json")
    assert (tmp_path / "t.csv").read_bytes() == b"'=name,whole,share,is_shown\r\n"
    assert json.loads((tmp_path / "t.json").read_bytes()) == []


@pytest.mark.parametrize("write", [write_csv, write_json])
@pytest.mark.parametrize("cell", [float("inf"), ["a list"], {"a": "mapping"}, object()])
def test_a_failed_export_leaves_the_old_file_and_nothing_else(tmp_path, write, cell):
    path = tmp_path / "t"
    path.write_text("old")
    with pytest.raises(ValueError, match="cannot be exported"):
        write(pd.DataFrame({"x": [cell]}), path)
    assert [p.read_text() for p in tmp_path.iterdir()] == ["old"]
