"""Choices and points come in by file like ratings, and are judged as a whole."""

from pathlib import Path

import pytest

from pe_tools.errors import ImportProblemsError
from pe_tools.exchange import read_responses
from pe_tools.kits import load_kit

KIT = """\
id: fund
version: "1"
title: Fund
purpose: Agree.
minutes: 10
roles: [{id: all, name: All}]
items:
  - {id: well, kind: option, text: A well., source: made up}
  - {id: road, kind: option, text: A road., source: made up}
steps:
  - {id: pick, kind: choose, title: Pick, items: option}
  - {id: share, kind: points, title: Share, items: option}
agenda: [{minutes: 10, step: pick, round: 1}]
"""


def read(tmp_path: Path, text: str):
    (tmp_path / "sheet.csv").write_text(text)
    return read_responses(tmp_path / "sheet.csv", load_kit(KIT)).responses


def test_one_column_an_item_and_scale(tmp_path: Path) -> None:
    header = "participant,round,well.choice,road.choice,well.points,road.points\n"
    pick, share = read(tmp_path, f"{header}p1,1,1,0,7,3\n")
    assert [(a.item, a.value) for a in pick.answers] == [("well", 1), ("road", 0)]
    assert [(a.item, a.value) for a in share.answers] == [("well", 7), ("road", 3)]


def test_one_row_an_answer(tmp_path: Path) -> None:
    rows = "p1,1,well,choice,1\np1,1,well,points,4\np1,1,road,points,6\n"
    found = read(tmp_path, f"participant,round,item,scale,value\n{rows}")
    assert {r.step: [a.value for a in r.answers] for r in found} == {"pick": [1], "share": [4, 6]}


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ("p1,1,1,1,,", "2 items are chosen, but at most 1 can be. Choose fewer."),
        ("p1,1,,,7,4", "11 points are shared out, not 10. Share out exactly 10."),
        ("p1,1,2,,,", "2 is not a point of 'choice'. Use one of: 0, 1."),
    ],
)
def test_a_sheet_that_does_not_add_up_is_named(tmp_path: Path, row: str, sentence: str) -> None:
    header = "participant,round,well.choice,road.choice,well.points,road.points\n"
    with pytest.raises(ImportProblemsError) as caught:
        read(tmp_path, f"{header}{row}\n")
    assert sentence in str(caught.value)
