"""What the parts of a kit owe each other."""

import pytest

from pe_tools.errors import KitError
from pe_tools.kits import load_kit


def sentences(text):
    with pytest.raises(KitError) as caught:
        load_kit(text)
    return [f"{p.line}: {p.what} {p.remedy}" for p in caught.value.problems]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param(
            "id: stewards",
            "id: community",
            "9: The id 'community' stands twice in roles. Give one of the two another id.",
            id="an id twice",
        ),
        pytest.param(
            "id: list-lost",
            "id: round",
            "21: 'round' is a column of answer sheets. Choose another id.",
            id="an item named like a column",
        ),
        pytest.param(
            "value: 3",
            "value: 2",
            "17: 2 does not come after 2. Order the points from lowest to highest.",
            id="a point twice",
        ),
        pytest.param(
            "picture: stones5-5",
            "picture: stone5-5",
            "19: There is no picture 'stone5-5'. Did you mean 'stones5-5'?",
            id="an unknown picture",
        ),
        pytest.param(
            "value: 1, word: Slight,",
            "value: 1,",
            "15: The lowest and the highest point of a scale need a word. Add 'word: ...'.",
            id="an end without a word",
        ),
        pytest.param(
            "kind: harm",
            "kind: herm",
            "22: No step asks about the kind 'herm'. Did you mean 'harm'?",
            id="a kind that no step asks about",
        ),
        pytest.param(
            "scales: [severity]",
            "scales: [severty]",
            "35: There is no scale 'severty'. Did you mean 'severity'?",
            id="an unknown scale",
        ),
        pytest.param(
            "scales: [severity]",
            "scales: [severity, severity]",
            "35: The scale 'severity' stands here twice. Delete one of the two.",
            id="a scale twice",
        ),
        pytest.param(
            "    scales: [severity]\n",
            "",
            "30: A step that people rate needs scales. Add 'scales: [<id>]'.",
            id="rating without a scale",
        ),
        pytest.param(
            "    items: harm\n",
            "",
            "30: A step of kind 'rate' needs items. Add 'items: <kind>'.",
            id="rating without items",
        ),
        pytest.param(
            "kind: rate",
            "kind: rank",
            "35: A step of kind 'rank' has no scales. Delete them, or make its kind 'rate'.",
            id="ranking on a scale",
        ),
        pytest.param(
            "    title: Welcome",
            "    title: Welcome\n    rounds: 2",
            "30: A step of kind 'talk' has one round. Delete 'rounds'.",
            id="talking in rounds",
        ),
        pytest.param(
            "    title: Welcome",
            "    title: Welcome\n    picks: 2",
            "30: A step of kind 'talk' has no 'picks'. Delete 'picks', or make its kind 'choose'.",
            id="talking with picks",
        ),
        pytest.param(
            "step: welcome}",
            "step: welcom}",
            "38: There is no step 'welcom'. Did you mean 'welcome'?",
            id="an unknown step on the agenda",
        ),
        pytest.param(
            "round: 2}",
            "round: 3}",
            "40: 'rate-harms' has no round 3. Write a round from 1 to 2.",
            id="a round beyond the last",
        ),
        pytest.param(
            "minutes: 60",
            "minutes: 90",
            "5: The agenda has 60 minutes, the kit 90. Change one of the two.",
            id="minutes that do not add up",
        ),
        pytest.param(
            "min_group: 4",
            "matrix: dpv-3x3",
            "14: The matrix dpv-3x3 needs the points 1 to 3. Change the points, or the matrix.",
            id="a matrix of another size",
        ),
    ],
)
def test_a_broken_rule_is_named_at_its_line(small, old, new, expected):
    assert expected in sentences(small.replace(old, new, 1))


def test_rules_are_judged_beside_a_part_of_another_shape(small):
    text = small.replace("title: Welcome", "title: 5").replace("round: 2}", "round: 3}")
    assert [sentence.split(":")[0] for sentence in sentences(text)] == ["29", "40"]
