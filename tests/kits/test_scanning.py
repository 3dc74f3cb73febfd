"""What a kit never needs is refused before anything is built from it."""

import contextlib
import json
import time

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from pe_tools.errors import KitError
from pe_tools.kits import load_kit

BOMB = "a: &a [x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 8)}]\n"
    for before, name in zip("abcdef", "bcdefg", strict=True)
)
MARKS = [
    *"a:[]{},'#~1@`\t\r\x00\\\ud800\u2028éع",
    '"',
    " ",
    "\n",
    "- ",
    "&x",
    "*x",
    "!t",
    "|\n",
    ">",
]
WORDS = ["<<: ", "? ", "%YAML 1.1\n", "---\n", "...\n", "1.5", "true", "id: ", "items:\n"]
MORE = ["- id: x\n", "steps:\n", "agenda: ", "thresholds:\n", "matrix: ", "version: ", "  "]
KEYS = "id,kind,text,items,steps,scales,points,agenda,roles,value,word,minutes,step,round,rounds"
PARTS = st.sampled_from([*MARKS, *WORDS, *MORE])


def first_problem(text):
    with pytest.raises(KitError) as caught:
        load_kit(text)
    problem = caught.value.problems[0]
    return f"{problem.line}:{problem.column} {problem.what}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("", "0:0 The file is empty.", id="nothing"),
        pytest.param("# only a comment\n", "0:0 The file is empty.", id="only a comment"),
        pytest.param("- a\n", "1:1 A kit is a list of 'key: value' lines.", id="a list"),
        pytest.param("id: &x a\n", "1:5 '&x' names a part.", id="an anchor"),
        pytest.param("id: *x\n", "1:5 '*x' repeats another part.", id="an alias"),
        pytest.param(
            "id: !!python/object:os.system x\n",
            "1:5 'tag:yaml.org,2002:python/object:os.sy...' is a tag; kits have none.",
            id="a tag",
        ),
        pytest.param("id: ! x\n", "1:5 '!' is a tag; kits have none.", id="a bare tag"),
        pytest.param(
            "<<: {a: 1}\n", "1:1 Merge keys ('<<') are not used in kits.", id="a merge key"
        ),
        pytest.param(
            "id: a\nid: b\n", "2:1 'id' stands here twice, first on line 1.", id="a key twice"
        ),
        pytest.param("? [a]\n: b\n", "1:3 This key is not a word.", id="a list as key"),
        pytest.param(": b\n", "1:1 This key is not a word.", id="no key"),
        pytest.param("id: a\n---\nid: b\n", "2:1 A second document starts here.", id="two files"),
        pytest.param("%YAML 1.1\n---\nid: a\n", "1:1 A line starts with %.", id="a directive"),
        pytest.param("id: a\x07\n", "1:6 The file has the control character U+0007.", id="a bell"),
        pytest.param(
            'id: "a\\0"\n', "1:5 The text has the control character U+0000.", id="an escaped nul"
        ),
        pytest.param(
            "id: \ud800\n", "1:5 The file has the control character U+D800.", id="half a character"
        ),
        pytest.param("id: [a\n", "2:1 This is not YAML: expected ',' or ']'", id="an open list"),
        pytest.param('id: "\\UFFFFFFFF"\n', "0:0 This is not YAML", id="no such character"),
        pytest.param(
            "title: one: two\n",
            "1:11 This is not YAML: mapping values are not allowed here.",
            id="a second colon",
        ),
    ],
)
def test_it_is_refused_with_its_place(text, expected):
    assert first_problem(text).startswith(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(BOMB, "'&a' names a part.", id="aliases that unfold to millions"),
        pytest.param("[" * 20_000, "This is nested deeper than 20 levels.", id="20,000 brackets"),
        pytest.param("{a: " * 20_000, "This is nested deeper than 20 levels.", id="nested keys"),
        pytest.param("- " * 20_000, "This is nested deeper than 20 levels.", id="nested dashes"),
        pytest.param(
            "- a\n" * 97_000, "The file has 378 KB; at most 256 KB are read.", id="390 KB"
        ),
    ],
)
def test_a_bomb_is_refused_in_a_tenth_of_a_second(text, expected):
    start = time.process_time()
    assert expected in first_problem(text)
    assert time.process_time() - start < 0.1


@pytest.mark.parametrize(
    "unit", ["- a\n", "a,", "k: v\n", "a ", "a\n", "? ", "'", '"\\\n', "# c\n"]
)
def test_the_largest_file_is_refused_within_two_seconds(unit):
    start = time.process_time()
    first_problem("id: [" + unit * (250_000 // len(unit)))
    assert time.process_time() - start < 2


def test_all_refusals_of_a_file_come_at_once():
    with pytest.raises(KitError) as caught:
        load_kit("id: &a x\ntitle: *a\npurpose: !t x\nid: y\n")
    assert [problem.line for problem in caught.value.problems] == [1, 2, 3, 4]


def load_or_refuse(text):
    with contextlib.suppress(KitError):
        load_kit(text)


@given(st.lists(PARTS, max_size=60).map("".join))
@example("? " * 30)
@example("a: |1\n b")
@example('"\\xZZ"')
@example("{? a")
def test_only_a_kit_error_leaves_for_pieces_of_yaml(text):
    load_or_refuse(text)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])  # it is a constant
@given(data=st.data())
def test_only_a_kit_error_leaves_for_an_edited_kit(small, data):
    lines = small.splitlines(keepends=True)
    for _ in range(3):
        at = data.draw(st.integers(0, len(lines) - 1))
        cut = data.draw(st.integers(0, len(lines[at])))
        piece = data.draw(PARTS | st.sampled_from(lines) | st.just(""))
        lines[at] = lines[at][:cut] + piece + lines[at][cut + data.draw(st.integers(0, 9)) :]
    load_or_refuse("".join(lines))


@given(st.text(max_size=200))
def test_only_a_kit_error_leaves_for_any_text(text):
    load_or_refuse(text)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=10),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(KEYS.split(",")), inner, max_size=6)
    ),
    max_leaves=30,
)


@given(JSON)
def test_only_a_kit_error_leaves_for_any_shape(value):
    load_or_refuse(json.dumps(value))
