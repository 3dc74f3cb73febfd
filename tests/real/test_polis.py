"""A real conversation, against what Polis itself computed of it."""

import json

import numpy as np
import pytest

from pe_tools.methods.projection import project
from pe_tools.methods.votes import (
    Tally,
    group_aware_consensus,
    priorities,
    probability,
    probability_z,
    ratio,
    ratio_z,
    tally,
)


@pytest.fixture(scope="module")
def polis(shared):
    folder = shared / "polis_fixture"
    return {
        name: json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
        for name in ("votes", "math-pca2")
    }


@pytest.fixture(scope="module")
def math(polis):
    return polis["math-pca2"]


@pytest.fixture(scope="module")
def votes(polis, math):
    """Return the latest vote of everybody, agree as 1; what was moderated out counts as passed."""
    table = np.full((math["n"], len(math["tids"])), np.nan)
    for vote in sorted(polis["votes"], key=lambda vote: vote["modified"]):
        table[vote["participant_id"], vote["statement_id"]] = vote["vote"]
    return table


@pytest.fixture(scope="module")
def groups(math):
    found = np.full(math["n"], -1)
    members = dict(zip(math["base-clusters"]["id"], math["base-clusters"]["members"], strict=True))
    for group in math["group-clusters"]:
        for base in group["members"]:
            found[members[base]] = group["id"]
    return found


def by_statement(math, values):
    return [values[str(tid)] for tid in math["tids"]]


def test_every_groups_votes_are_counted_as_polis_counts_them(math, votes, groups):
    counted = tally(votes, groups)
    for group, told in math["group-votes"].items():
        for part, sign in (("agree", "A"), ("disagree", "D"), ("seen", "S")):
            own = getattr(counted, part)[int(group)].tolist()
            assert own == [told["votes"][str(tid)][sign] for tid in math["tids"]]


def test_group_aware_consensus_is_that_of_polis(math, votes, groups):
    own = group_aware_consensus(tally(votes, groups)).agree[0]
    expected = by_statement(math, math["group-aware-consensus"])
    assert own == pytest.approx(expected, abs=1e-12, rel=0)


def moderated(math, votes):
    table = votes.copy()
    table[:, math["mod-out"]] = 0
    return table


def test_the_projection_is_that_of_polis(math, votes):
    own, told = project(moderated(math, votes)), math["pca"]
    assert own.center == pytest.approx(-np.array(told["center"]), abs=1e-12)
    assert np.abs(own.directions) == pytest.approx(np.abs(told["comps"]), abs=1e-10)
    assert own.extremity == pytest.approx(told["comment-extremity"], abs=1e-9)
    order = [members[0] for members in math["base-clusters"]["members"]]
    assert np.abs(own.points[order, 0]) == pytest.approx(
        np.abs(math["base-clusters"]["x"]), abs=1e-9
    )


def test_statement_priorities_are_those_of_polis(math, votes):
    is_meta = np.isin(math["tids"], math["meta-tids"])
    own = priorities(tally(votes), math["pca"]["comment-extremity"], is_meta)
    assert own == pytest.approx(by_statement(math, math["comment-priorities"]), rel=1e-12)
    far = project(moderated(math, votes)).extremity
    assert priorities(tally(votes), far, is_meta) == pytest.approx(own, rel=1e-9)


def test_majority_opinions_are_those_of_polis(math, votes):
    counted = tally(votes)
    for told in math["consensus"]["agree"]:
        at = math["tids"].index(told["tid"])
        assert (counted.agree[0, at], counted.seen[0, at]) == (
            told["n-success"],
            told["n-trials"],
        )
        assert probability(counted).agree[0, at] == pytest.approx(told["p-success"])
        assert probability_z(counted).agree[0, at] == pytest.approx(told["p-test"])


def test_representative_statements_are_measured_as_polis_does(math, votes, groups):
    counted: Tally = tally(votes, groups)
    for group, statements in math["repness"].items():
        for told in statements:
            at, side = math["tids"].index(told["tid"]), told["repful-for"]
            place = (int(group), at)
            assert getattr(probability(counted), side)[place] == pytest.approx(told["p-success"])
            assert getattr(probability_z(counted), side)[place] == pytest.approx(told["p-test"])
            assert getattr(ratio(counted), side)[place] == pytest.approx(told["repness"])
            assert getattr(ratio_z(counted), side)[place] == pytest.approx(
                told["repness-test"], rel=1e-5
            )
