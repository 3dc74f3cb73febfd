"""What leads back to a person stays: order of arrival, pseudonyms, small roles."""

import random

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from pe_tools.exchange import protected, shuffled

FRAME = pd.DataFrame(
    {
        "participant": ["p1", "p1", "p2", "p3", "p3", "p3"],
        "role": ["a", "a", "a", "b", "b", "b"],
        "value": [0, 1, 2, 3, 4, 5],
    }
)


def by_person(frame):
    """Return the values of each participant, without who or in which order."""
    return sorted(sorted(rows["value"]) for _, rows in frame.groupby("participant"))


def test_each_participant_keeps_their_rows_under_a_new_name():
    mixed = shuffled(FRAME, random.Random(1))
    assert by_person(mixed) == [[0, 1], [2], [3, 4, 5]]
    assert not set(mixed["participant"]) & set(FRAME["participant"])
    assert list(mixed.index) == [0, 1, 2, 3, 4, 5]


def test_two_exports_share_no_pseudonym():
    rng = random.Random(1)
    first, second = shuffled(FRAME, rng), shuffled(FRAME, rng)
    assert not set(first["participant"]) & set(second["participant"])


def test_every_order_of_three_rows_is_as_likely_as_the_others():
    rng = random.Random(1)
    few = FRAME.iloc[[0, 2, 3]]
    orders = pd.Series(["".join(map(str, shuffled(few, rng)["value"])) for _ in range(1200)])
    counts = orders.value_counts()
    assert len(counts) == 6
    assert counts.between(140, 260).all()  # 200 expected, standard deviation 13


def test_what_is_given_stays_as_it_was():
    before = FRAME.copy()
    shuffled(FRAME, random.Random(1))
    protected(FRAME, 3)
    pd.testing.assert_frame_equal(FRAME, before)


def people(**sizes):
    roles = [role for role, size in sizes.items() for _ in range(size)]
    return pd.DataFrame({"participant": [str(n) for n in range(len(roles))], "role": roles})


def test_roles_large_enough_are_shown():
    assert list(protected(people(a=3, b=4), 3)["role"]) == ["a"] * 3 + ["b"] * 4


def test_a_small_role_takes_the_next_smallest_with_it():
    shown = protected(people(large=5, middle=4, small=2), 3)
    assert list(shown["role"]) == ["large"] * 5 + [""] * 6


def test_people_are_counted_not_rows():
    frame = pd.concat([people(a=3, b=1), people(a=3, b=1), people(a=3, b=1)])
    assert set(protected(frame, 3)["role"]) == {""}


@given(st.dictionaries(st.sampled_from("abcdef"), st.integers(1, 9), min_size=1))
def test_no_role_below_the_limit_is_left_unless_all_are_one(sizes):
    shown = protected(people(**sizes), 3)["role"].value_counts()
    assert all(size >= 3 for role, size in shown.items() if role)
    assert shown.get("", 3) >= 3 or set(shown.index) == {""}
