"""Shares with their interval, and points as dots: what they say and what they count."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from pe_tools import charts
from pe_tools.language import Words

LINES = pd.MultiIndex.from_tuples(
    [("A well.", "All together"), ("A well.", "Keepers"), ("A road.", "All together")]
)


def choices(part: list[int], whole: list[int]) -> object:
    shares = pd.DataFrame({"part": part, "whole": whole}, index=LINES)
    shares = shares.assign(low=[0.36, 0.06, 0.0], high=[0.92, 0.79, 0.4])
    return charts.choice_spans(shares, title="What comes first", words=Words())


def points(given: list[list[int]]) -> object:
    counts = pd.DataFrame(given, index=LINES)
    people = [[at for at, n in enumerate(row) for _ in range(n)] for row in given]
    middles = pd.DataFrame(
        [np.percentile(row, [25, 50, 75]) for row in people],
        index=LINES,
        columns=["low", "mid", "high"],
    )
    return charts.point_dots(middles, counts, title="What comes first", words=Words())


def test_choices_say_what_most_people_chose() -> None:
    figure = choices([5, 1, 2], [7, 3, 7])
    assert figure.caption == "What comes first. Chosen by most people: “A well.” (5 of 7)."
    assert figure.alt == (
        "What comes first. “A well.”: chosen by 5 of 7 people. “A road.”: chosen by 2 of 7 people."
    )


def test_choices_name_all_that_are_chosen_by_most() -> None:
    assert "“A well.”, “A road.” (5 of 7)" in choices([5, 1, 5], [7, 3, 7]).caption


def test_the_table_of_choices_holds_every_share_with_its_interval() -> None:
    assert choices([5, 1, 2], [7, 3, 7]).table.rows == (
        ("A well.", "All together", "5 of 7", "71%", "36% to 92%"),
        ("A well.", "Keepers", "1 of 3", "33%", "6% to 79%"),
        ("A road.", "All together", "2 of 7", "29%", "0% to 40%"),
    )


def test_points_say_where_most_went_and_where_the_middle_lies() -> None:
    figure = points([[0, 1, 1, 2], [0, 1, 1, 0], [2, 1, 1, 0]])
    # 1 + 2 + 3 + 3 = 9 points of 12 went to the well, 1 + 2 = 3 to the road
    assert figure.caption == "What comes first. Most points went to “A well.” (75% of all)."
    assert "“A well.”: half of the people gave 1.8 to 3 points, the middle is 2.5." in figure.alt


def test_the_table_of_points_holds_how_many_people_gave_how_many() -> None:
    rows = points([[0, 1, 1, 2], [0, 1, 1, 0], [2, 1, 1, 0]]).table.rows
    assert rows[0][-2:] == ("4", "1 (1), 2 (1), 3 (2)")
    assert rows[2][-2:] == ("4", "0 (2), 1 (1), 2 (1)")


@pytest.mark.parametrize("people", [3, 40, 900])
def test_a_stack_of_people_stays_small(people: int) -> None:
    counts = pd.DataFrame([[0, people]], index=LINES[:1])
    middles = pd.DataFrame({"low": [1], "mid": [1], "high": [1]}, index=LINES[:1])
    figure = charts.point_dots(middles, counts, title="t", words=Words())
    height = float(figure.svg.split('viewBox="')[1].split('"')[0].split()[3])
    assert height < 200
    assert len(figure.svg) < 20_000
