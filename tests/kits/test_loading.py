"""A kit file becomes a kit, or all its problems at once, each with its place and remedy."""

import pytest

from pe_tools.errors import KitError
from pe_tools.kits import load_kit
from pe_tools.kits.schema import ThresholdsFile
from pe_tools.model import AgendaEntry, Item, Point, Role, Step, Thresholds


def problems(text):
    with pytest.raises(KitError) as caught:
        load_kit(text)
    return [(p.line, p.column, p.what, p.remedy) for p in caught.value.problems]


def test_every_part_of_the_file_arrives_in_the_kit(small):
    kit = load_kit(small)
    assert (kit.id, kit.language, kit.title) == ("small", "en", "Harms of a shared list")
    assert kit.roles[1] == Role("stewards", "Keepers of the list")
    assert kit.scales[0].points[0] == Point(1, "Slight", "You hardly notice.")
    assert kit.scales[0].points[4] == Point(5, "Grave", picture="stones5-5")
    assert kit.items == (
        Item("list-lost", "harm", "The list is lost.", "written for this test", sensitive=True),
    )
    assert kit.steps[0] == Step("welcome", "talk", "Welcome")
    assert kit.steps[1] == Step(
        "rate-harms", "rate", "Rate the harms", "Answer alone.", "harm", ("severity",), 2
    )
    assert kit.agenda[2] == AgendaEntry(20, "rate-harms", 2)
    assert kit.thresholds == Thresholds(min_group=4)


def test_a_version_is_text_even_where_it_looks_like_a_number(small):
    assert load_kit(small).version == "1.10"


def test_no_is_a_word_as_in_yaml_1_2(small):
    kit = load_kit(small.replace("word: Small", "word: no"))
    assert kit.scales[0].points[1].word == "no"


def test_thresholds_left_out_are_those_of_the_model():
    assert ThresholdsFile().model_dump() == vars(Thresholds())


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param(
            "    sensitive: true",
            "    sensitives: true",
            (25, 5, "'sensitives' is not a key here.", "Did you mean 'sensitive'?"),
            id="an unknown key",
        ),
        pytest.param(
            "    source: written for this test\n",
            "",
            (21, 5, "'source' is missing.", "Add a line 'source: ...'."),
            id="an item without source",
        ),
        pytest.param(
            "title: Harms of a shared list",
            "title: 12",
            (3, 1, "'title' must be text, not a number.", "Put it into quotes."),
            id="a number for a text",
        ),
        pytest.param(
            "title: Harms of a shared list",
            "title: ' '",
            (3, 1, "'title' is empty.", "Write it, or delete the key."),
            id="a text of spaces",
        ),
        pytest.param(
            "minutes: 60\n",
            "minutes: sixty\n",
            (
                5,
                1,
                "'minutes' must be a whole number, not text.",
                "Write digits only, without quotes.",
            ),
            id="a word for a number",
        ),
        pytest.param(
            "    sensitive: true",
            "    sensitive: yes",
            (
                25,
                5,
                "'sensitive' must be true or false, not text.",
                "Write true or false, without quotes.",
            ),
            id="yes is a word",
        ),
        pytest.param(
            "kind: talk",
            "kind: tlak",
            (28, 5, "'tlak' is not a kind.", "Did you mean 'talk'?"),
            id="an unknown kind of step",
        ),
        pytest.param(
            "- id: list-lost",
            "- id: List_Lost",
            (
                21,
                5,
                "'List_Lost' cannot be an id.",
                "Use lower-case letters, digits and hyphens; start with a letter.",
            ),
            id="an id that is not kebab-case",
        ),
        pytest.param(
            "min_group: 4",
            "min_group: 1",
            (42, 3, "'min_group' is below 2.", "Write 2 or more."),
            id="a group of one",
        ),
        pytest.param(
            "min_group: 4",
            "matrix: dpv-55",
            (42, 3, "'dpv-55' is not a matrix.", "Did you mean 'dpv-5x5'?"),
            id="an unknown matrix",
        ),
        pytest.param(
            "scales: [severity]",
            "scales: severity",
            (35, 5, "'scales' must be a list, not text.", "Start each entry with '- '."),
            id="one scale that is no list",
        ),
        pytest.param(
            "  - id: welcome\n    kind: talk\n    title: Welcome",
            "  - welcome",
            (27, 5, "'steps, entry 1' must have keys, not text.", "Write 'key: value' lines."),
            id="a step that is a word",
        ),
    ],
)
def test_what_does_not_fit_is_named_with_its_place_and_a_remedy(small, old, new, expected):
    assert expected in problems(small.replace(old, new, 1))


def test_all_problems_come_at_once_in_the_order_of_the_file(small):
    text = (
        small.replace("title: Harms of a shared list\n", "tilte: Harms of a shared list\n")
        .replace("kind: harm", "kind: herm")
        .replace("value: 5", "value: 4")
        .replace("step: welcome", "step: welcom")
    )
    lines = [line for line, *_ in problems(text)]
    assert lines == [1, 3, 14, 19, 22, 38]


def test_the_error_names_the_file_and_lists_each_line(small):
    with pytest.raises(KitError) as caught:
        load_kit(small.replace("kind: talk", "kind: tlak"), name="my/kit.yaml")
    assert str(caught.value) == (
        "my/kit.yaml has 1 problem(s); nothing was changed.\n"
        "  line 28, column 5: 'tlak' is not a kind. Did you mean 'talk'?"
    )
