from __future__ import annotations

import json
from enum import IntEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pe_tools.record import canonical

keys = st.text(st.characters(max_codepoint=127), max_size=6)
strings = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
leaves = st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | strings
values = st.recursive(leaves, lambda v: st.lists(v) | st.dictionaries(keys, v), max_leaves=20)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        pytest.param(
            # RFC 8785, sections 3.2.2 and 3.2.3, without its floats
            {
                "string": "\u20ac$\u000f\u000aA'\u0042\u0022\u005c\\\"/",
                "literals": [None, True, False],
            },
            r'{"literals":[null,true,false],"string":"€$\u000f\nA' + "'" + r'B\"\\\\\"/"}',
            id="the example of the RFC",
        ),
        pytest.param({"b": 1, "a": {"d": 2, "c": 3}}, '{"a":{"c":3,"d":2},"b":1}', id="sorted"),
        pytest.param({"a10": 1, "a": 2, "A": 3}, '{"A":3,"a":2,"a10":1}', id="by code point"),
        pytest.param((1, 2), "[1,2]", id="a tuple is a list"),
        pytest.param(2**53 - 1, "9007199254740991", id="the largest integer"),
        pytest.param(True, "true", id="a boolean is no number"),
    ],
)
def test_has_one_text_for_one_value(value, text):
    assert canonical(value) == text


@pytest.mark.parametrize(
    "value",
    [1.0, 2**53, -(2**53), {"é": 1}, {1: 2}, b"bytes", {1, 2}, "\ud800", {"a": [float("nan")]}],
)
def test_refuses_what_has_no_canonical_form(value):
    with pytest.raises(ValueError, match=r"."):
        canonical(value)


def test_refuses_a_value_without_end():
    endless: list[object] = []
    endless.append(endless)
    with pytest.raises(ValueError, match="64 levels"):
        canonical(endless)  # type: ignore[arg-type]


def test_writes_a_named_number_as_its_number():
    class Score(IntEnum):
        HIGH = 3

    assert canonical([Score.HIGH]) == "[3]"


@given(values)
def test_says_what_the_value_says(value):
    assert json.loads(canonical(value)) == value


@given(values)
def test_is_the_text_of_what_it_says(value):
    text = canonical(value)
    assert canonical(json.loads(text)) == text
