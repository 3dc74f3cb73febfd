"""The shipped kits are usable as they are, and their samples show what a demo must show."""

import csv
import re
import time
from collections import Counter
from dataclasses import fields
from datetime import date
from statistics import median

import pytest
from babel.messages.pofile import read_po
from ruamel.yaml import YAML

from pe_tools.exchange import read_responses
from pe_tools.kits import advise_kit, check_kit, coverage, find_kit, picture_names, read_kit
from pe_tools.language import Words
from pe_tools.model import Decision, Note, Objection, Thresholds, Treatment

KITS = ["risk_assessment", "deliberation"]
KINDS = {"notes": Note, "treatments": Treatment, "decisions": Decision, "objections": Objection}


PLURALS = {
    "ar": (
        "nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : "
        "n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5;"
    ),
    "fr": "nplurals=2; plural=(n > 1);",
}
"""The languages that every kit comes in, with the header of their PO files."""


def catalog(kit_id, language):
    with (find_kit(kit_id) / "locales" / f"{language}.po").open("rb") as file:
        return read_po(file)


def translations(kit_id, language):
    return [message for message in catalog(kit_id, language) if message.id]


def sample(kit_id, name):
    return find_kit(kit_id) / "sample" / name


def minutes(kit_id):
    text = sample(kit_id, "minutes.yaml").read_text(encoding="utf-8")
    return YAML(typ="safe", pure=True).load(text)


def answers(kit_id, question, number=1):
    """Return the cells of a column by role."""
    with sample(kit_id, "responses.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["round"] == str(number)]
    by_role = {}
    for row in rows:
        by_role.setdefault(row["role"], []).append(row[question])
    return by_role


def everybody(question, number=1):
    """Return the numbers in a column of the risk sample."""
    by_role = answers("risk_assessment", question, number)
    return numbers(cell for cells in by_role.values() for cell in cells)


def numbers(cells):
    return [int(cell) for cell in cells if cell.lstrip("-").isdigit()]


@pytest.mark.parametrize("kit_id", KITS)
class TestEveryKit:
    def test_it_has_no_problem_and_no_advice(self, kit_id):
        assert check_kit(find_kit(kit_id)) == []
        advice = [each.what for each in advise_kit(find_kit(kit_id))]
        assert [what for what in advice if not what.startswith("(locales/")] == []

    def test_it_is_read_in_a_fifth_of_a_second(self, kit_id):
        start = time.process_time()
        read_kit(kit_id)
        assert time.process_time() - start < 0.2

    def test_its_sample_can_be_read(self, kit_id):
        kit, _ = read_kit(kit_id)
        sheet = read_responses(sample(kit_id, "responses.csv"), kit)
        assert {response.role for response in sheet.responses} <= {role.id for role in kit.roles}

    def test_its_sample_says_that_it_is_made_up(self, kit_id):
        kit, _ = read_kit(kit_id)
        sheet = read_responses(sample(kit_id, "responses.csv"), kit)
        assert all(name.startswith("made-up-") for name in sheet.consents)
        first_line = sample(kit_id, "minutes.yaml").read_text(encoding="utf-8").splitlines()[0]
        assert first_line.startswith("# Everything here is made up")

    def test_its_minutes_have_the_fields_of_the_model(self, kit_id):
        kit, _ = read_kit(kit_id)
        items, roles = {item.id for item in kit.items}, {role.id for role in kit.roles}
        for name, entries in minutes(kit_id).items():
            keys = {field.name for field in fields(KINDS.get(name, Objection))}
            for entry in entries:
                extra = {"participant"} if name == "minority_notes" else set()
                assert set(entry) <= keys | extra
                assert entry.get("item", "") in items | {""}
                assert entry.get("role", "") in roles | {""}
                assert date.fromisoformat(entry.get("due", "2026-03-14")) >= date(2026, 3, 14)

    def test_who_wrote_a_minority_note_allowed_quotes(self, kit_id):
        kit, _ = read_kit(kit_id)
        sheet = read_responses(sample(kit_id, "responses.csv"), kit)
        for note in minutes(kit_id)["minority_notes"]:
            assert sheet.consents[note["participant"]] in ("quotes", "reviews", "open")

    def test_its_guide_has_the_minutes_of_its_agenda(self, kit_id):
        kit, _ = read_kit(kit_id)
        guide = (find_kit(kit_id) / "guide.md").read_text(encoding="utf-8")
        rows = [row.split("|") for row in guide.splitlines() if re.match(r"\| \d:", row)]
        assert [int(row[2]) for row in rows] == [entry.minutes for entry in kit.agenda]
        names = [
            row[3].strip().removesuffix(", round 1").removesuffix(", round 2") for row in rows
        ]
        assert names == [entry.step for entry in kit.agenda]
        starts = [60 * int(row[1].strip()[0]) + int(row[1].strip()[2:]) for row in rows]
        spent = [sum(entry.minutes for entry in kit.agenda[:i]) for i in range(len(rows))]
        assert starts == spent


@pytest.mark.parametrize("kit_id", KITS)
@pytest.mark.parametrize("language", PLURALS)
class TestEveryTranslatedKit:
    def test_every_text_is_translated(self, kit_id, language):
        done, texts = coverage(find_kit(kit_id), language)
        assert done == texts

    def test_it_says_whether_a_speaker_reviewed_it(self, kit_id, language):
        text = (find_kit(kit_id) / "locales" / f"{language}.po").read_text(encoding="utf-8")
        assert '"X-Reviewed: ' in text

    def test_its_plural_rule_is_the_one_of_translation_tools(self, kit_id, language):
        assert catalog(kit_id, language).plural_forms == PLURALS[language]

    def test_numbers_in_a_text_are_those_of_the_source(self, kit_id, language):
        for message in translations(kit_id, language):
            assert re.findall(r"\d", message.string) == re.findall(r"\d", message.id)


@pytest.mark.parametrize("kit_id", KITS)
def test_an_arabic_translation_is_never_a_copy_and_has_no_latin_letter(kit_id):
    shown = [message.string for message in translations(kit_id, "ar")]
    assert not [text for text in shown if re.search("[A-Za-z]", text)]


@pytest.mark.parametrize("kit_id", KITS)
class TestEveryFrenchKit:
    def test_a_translation_is_a_copy_only_where_the_word_is_french_too(self, kit_id):
        copied = {m.id for m in translations(kit_id, "fr") if m.id == m.string}
        assert copied <= {"Grave", "Possible"}

    def test_the_words_for_no_answer_are_those_on_the_buttons(self, kit_id):
        french = Words("fr")
        reasons = [french.say("Don't know"), french.say("Prefer not to say")]
        told = [m.string for m in translations(kit_id, "fr") if "Don't know" in m.id]
        assert told
        assert all(french.say("“{name}”", name=name) in text for text in told for name in reasons)

    def test_a_mark_is_tied_to_the_word_before_it(self, kit_id):
        for message in translations(kit_id, "fr"):
            assert not re.search("(?<!\u00a0):|(?<!\u202f)[;?!]", message.string)
            assert not re.search("«(?!\u00a0)|(?<!\u00a0)»|['“”]", message.string)

    def test_a_sentence_has_at_most_fifteen_words(self, kit_id):
        texts = [message.string for message in translations(kit_id, "fr")]
        sentences = [part for text in texts for part in re.split(r"(?<=[.?!]) ", text)]
        words = [[word for word in part.split() if re.search(r"\w", word)] for part in sentences]
        assert [long for long in words if len(long) > 15] == []


def test_the_risk_kit_is_the_protocol_of_180_minutes():
    kit, _ = read_kit("risk_assessment")
    assert sum(entry.minutes for entry in kit.agenda) == 180
    assert [step.id for step in kit.steps] == [
        "welcome",
        "data-walk",
        "write-harms",
        "round-robin",
        "keep-harms",
        "rate-harms",
        "pause",
        "discuss-flagged",
        "treat",
        "accept-residual",
        "decide",
        "dissent",
        "pulse",
    ]
    sizes = {scale.id: len(scale.points) for scale in kit.scales}
    assert sizes == {
        "severity": 5,
        "likelihood": 5,
        "confidence": 3,
        "acceptability": 9,
        "pulse": 5,
    }
    assert 12 <= len(kit.items_of(kit.step("rate-harms"))) <= 15


def test_the_risk_kit_writes_out_the_limits_of_the_model():
    kit, text = read_kit("risk_assessment")
    assert kit.thresholds == Thresholds()
    assert all(field.name in text for field in fields(Thresholds))


def test_the_deliberation_kit_asks_both_questions_twice():
    kit, _ = read_kit("deliberation")
    assert kit.scale("support").values == tuple(range(-5, 6))
    assert kit.scale("support").word(3) == "3"
    assert [kit.step(name).rounds for name in ("rate-considerations", "rank-options")] == [2, 2]
    assert len(kit.items_of(kit.step("rate-considerations"))) == 12
    assert len(kit.items_of(kit.step("rank-options"))) == 5


def test_a_glyph_that_no_kit_uses_is_not_shipped():
    kits = [read_kit(kit_id)[0] for kit_id in KITS]
    used = {p.picture for kit in kits for scale in kit.scales for p in scale.points} - {""}
    assert used == set(picture_names())


def test_the_risk_sample_has_a_role_of_two_and_one_person_for_the_room_only():
    kit, _ = read_kit("risk_assessment")
    sheet = read_responses(sample("risk_assessment", "responses.csv"), kit)
    roles = Counter({r.participant: r.role for r in sheet.responses}.values())
    assert roles == {"community": 4, "contributors": 3, "stewards": 3, "analysts": 2}
    assert Counter(sheet.consents.values())["room"] == 1


def test_the_risk_sample_has_an_item_with_two_camps_before_and_after():
    for number in (1, 2):
        found = Counter(everybody("harm-other-purpose.severity", number))
        assert found[1] + found[2] == found[5] == 6


def test_the_risk_sample_has_an_item_that_calms_down():
    before = everybody("harm-recognised.severity")
    after = everybody("harm-recognised.severity", 2)
    assert (min(before), max(before)) == (1, 5)
    assert (min(after), max(after)) == (3, 4)


def test_the_risk_sample_has_an_item_that_the_community_puts_above_everyone_else():
    for scale in ("severity", "likelihood"):
        cells = answers("risk_assessment", f"harm-area-blamed.{scale}", 2)
        highest = {role: median(numbers(found)) for role, found in cells.items()}
        others = [value for role, value in highest.items() if role != "community"]
        assert highest["community"] - max(others) >= 1


def test_the_risk_sample_has_both_reasons_for_no_answer():
    text = sample("risk_assessment", "responses.csv").read_text(encoding="utf-8")
    assert text.count("dont-know") > 5
    assert text.count("prefer-not") > 2


def test_two_people_of_the_deliberation_sample_left_something_out():
    kit, _ = read_kit("deliberation")
    with sample("deliberation", "responses.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    asked = [item.id for item in kit.items if item.kind != "pulse"]
    assert len({row["participant"] for row in rows}) == 10
    gaps = {row["participant"] for row in rows for item in asked if not row[item]}
    assert gaps == {"made-up-07", "made-up-10"}
