"""Every public method states what it takes, what it gives, where it comes from, and shows it."""

from __future__ import annotations

import inspect
import itertools

import pytest

from pe_tools import methods

FUNCTIONS = {
    name: getattr(methods, name)
    for name in methods.__all__
    if inspect.isfunction(getattr(methods, name))
}
OWN = {  # counts, look-ups and rules of this project: there is no paper to name
    "fragile",
    "level_names",
    "matrix_rows",
    "median_high",
    "median_low",
    "pair_counts",
    "priority",
    "role_gap",
    "without_one",
}


def sections(function):
    """Return the titles of the underlined sections of a docstring."""
    lines = inspect.getdoc(function).splitlines()
    pairs = itertools.pairwise(lines)
    return {title for title, rule in pairs if title and rule == "-" * len(title)}


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_method_states_what_it_takes_and_gives_and_shows_it(name):
    assert sections(FUNCTIONS[name]) >= {"Parameters", "Returns", "Examples"}


@pytest.mark.parametrize("name", sorted(set(FUNCTIONS) - OWN))
def test_a_method_with_a_published_formula_names_its_source(name):
    assert "References" in sections(FUNCTIONS[name])


@pytest.mark.parametrize("name", FUNCTIONS)
def test_the_first_line_is_one_whole_sentence(name):
    first = inspect.getdoc(FUNCTIONS[name]).splitlines()[0]
    assert first.endswith(".")


def test_the_list_of_own_rules_names_methods_that_exist():
    assert set(FUNCTIONS) >= OWN
