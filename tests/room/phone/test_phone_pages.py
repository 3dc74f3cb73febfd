"""The pages as text: forms that work alone, every text a text, small enough for a slow phone."""

from __future__ import annotations

import gzip
import re
from dataclasses import replace
from itertools import count

import pytest
from calmjs.parse import es5

from pe_tools.kits import read_kit
from pe_tools.language import Words, known_languages
from pe_tools.model import TIERS, Item, Step
from pe_tools.room.phone.pages import (
    consent_page,
    me_page,
    move_page,
    now_page,
    problem_page,
    welcome_page,
)
from pe_tools.room.phone.static import STATIC, VERSION
from pe_tools.room.phone.views import Move, Offer, View
from pe_tools.workshop.following import Ask
from pe_tools.workshop.rules import scales_of

FIRST_PAGE_BYTES = 14 * 1024
PACKED = 5  # the level at which the room packs
EVIL = "<script>window.__pwned = 1</script>\"'><img src=x onerror=alert(1)>"
KIT = read_kit("risk_assessment")[0]
RATE = KIT.step("rate-harms")
EN = Words("en")


def view(**given):
    numbers = count(1)
    base = View("A title", "Community", 23, "K7Q2M4XPAAAA2222", "quotes", KIT, lambda: "")
    return replace(base, **{"press": lambda: f"press-{next(numbers)}", **given})


def offer(**given):
    roles = tuple((role.id, role.name) for role in KIT.roles)
    return replace(Offer("CODE", "press-1", "A title", roles, "", ("We ask.",), "1"), **given)


def steps():
    """Return a step of each kind that a phone can be asked."""
    kinds = ("choose", "points", "rank")
    return [
        *(step for step in KIT.steps if step.kind in ("rate", "write", "propose", "object")),
        *(Step(kind, kind, kind, items="harm", picks=2) for kind in kinds),
    ]


def pages(words=EN, **given):
    """Return every page, by name, with the same values."""
    asks = tuple(Ask(step, int(bool(scales_of(step))), is_answered=False) for step in steps())
    problem = given.get("title", "")
    return {
        "welcome": welcome_page(words, problem=problem),
        "consent": consent_page(words, offer(**{"title": given.get("title", "T")})),
        "move": move_page(words, Move("CODE", "press-1", 23), problem=problem),
        "now": now_page(words, view(asks=asks, **given), problem=problem),
        "wait": now_page(words, view(on=RATE, **given)),
        "withdrawn": now_page(words, view(**{**given, "tier": None})),
        "me": me_page(words, view(**given)),
        "problem": problem_page(words, problem),
    }


@pytest.mark.parametrize("language", known_languages())
def test_the_first_page_with_its_style_and_script_is_small(language):
    files = [welcome_page(Words(language)).encode(), *(content for _, content in STATIC.values())]
    packed = [len(gzip.compress(content, compresslevel=PACKED)) for content in files]
    assert sum(packed) <= FIRST_PAGE_BYTES


def test_the_script_is_of_the_fifth_edition_and_uses_what_old_phones_have():
    script = STATIC["phone.js"][1].decode()
    assert es5(script)
    later = r"\b(fetch|Promise|Map|Set|Symbol|URLSearchParams|FormData|EventSource|includes|"
    later += r"startsWith|endsWith|padStart|assign|entries\(\)|closest|matches|append|prepend)\("
    assert re.findall(later, script) == []
    assert re.findall(r"eval\(|innerHTML|document\.write", script) == ["innerHTML"] * 2


@pytest.mark.parametrize("broken", ["var a = () => 1;", "const a = 1;", "`text`;", "class A {}"])
def test_a_script_of_a_later_edition_would_be_found(broken):
    with pytest.raises(Exception, match=r"unexpected|Unexpected|illegal|Illegal|Error"):
        es5(STATIC["phone.js"][1].decode() + broken)


@pytest.mark.parametrize("language", known_languages())
def test_each_page_names_its_language_and_has_one_heading(language):
    words = Words(language)
    for name, page in pages(words).items():
        assert f'<html lang="{language}" dir="{words.direction}">' in page, name
        assert page.count("<main>") == 1, name
        assert len(re.findall(r"<h1", page.split('<section id="rescue"')[0])) == 1, name


def test_no_page_has_a_script_or_a_style_in_it():
    for name, page in pages().items():
        assert re.findall(r"<script[^>]*>", page) == [
            f'<script src="/phone.js?v={VERSION}" defer>'
        ], name
        assert re.findall(r"<style|\sstyle=|\son[a-z]+=|javascript:", page) == [], name


def test_no_page_asks_another_machine_for_anything():
    for name, page in pages().items():
        asked = set(re.findall(r'(?:src|href|action)="([^"#]*)', page))
        assert {one for one in asked if not one.startswith(("/", "data:,"))} <= {""}, name


@pytest.mark.parametrize("language", known_languages())
def test_what_somebody_wrote_stays_text(language):
    evil = Item("harm-evil", "harm", EVIL)
    kit = replace(KIT, items=(evil, *KIT.items), title=EVIL)
    typed = {"step": ["dissent"], "round": ["0"], "text": [EVIL], "item": [EVIL]}
    told = {"title": EVIL, "role": EVIL, "notice": (EVIL,), "typed": typed, "version": EVIL}
    for name, page in pages(Words(language), kit=kit, own_code=EVIL, **told).items():
        assert "<script>window" not in page, name
        assert "<img" not in page, name
    assert "&lt;script&gt;" in now_page(EN, view(kit=kit, asks=(Ask(RATE, 1, is_answered=False),)))


def test_each_form_has_a_press_of_its_own():
    presses = re.findall(r'name="press" value="([^"]*)"', pages()["now"])
    assert len(presses) == len(steps()) == len(set(presses))


def test_nothing_is_chosen_before_somebody_chooses():
    for name in ("consent", "now"):
        chosen = re.findall(r"<input[^>]* checked>", pages()[name])
        assert {re.search(r'value="(.*?)"', one)[1] for one in chosen} <= {""}, name


def test_what_is_allowed_now_is_marked_on_the_own_page():
    assert re.findall(r'value="(\w+)" required checked', pages()["me"]) == ["quotes"]


def test_the_tiers_stand_in_their_order():
    assert re.findall(r'name="tier" value="(\w+)"', pages()["consent"]) == [*TIERS]


def test_a_card_that_gives_a_role_asks_for_none():
    page = consent_page(EN, offer(bound_role="stewards"))
    assert re.findall(r'type="(\w+)" name="role" value="(\w+)"', page) == [("hidden", "stewards")]
    assert "Your card says for whom you speak: People who look after the data." in page


def test_each_question_can_be_left_with_a_reason():
    page = now_page(EN, view(asks=(Ask(RATE, 1, is_answered=False),)))
    questions = len(KIT.items_of(RATE)) * len(RATE.scales)
    assert page.count('<fieldset class="scale">') == questions
    for reason in ("dont-know", "prefer-not"):
        assert page.count(f'value="{reason}"') == questions


def test_what_was_received_shows_its_receipt_and_can_be_changed():
    ask = Ask(RATE, 1, is_answered=True)
    page = now_page(EN, view(asks=(ask,), receipts={(RATE.id, 1): "K7Q2M4XP"}))
    assert "Received. Receipt K7Q2-M4XP." in page
    assert "<summary>Change my answer</summary>" in page


def test_a_part_is_what_stands_inside_of_main():
    shown = view(asks=(Ask(KIT.step("dissent"), 0, is_answered=False),), token="t-1")
    part = now_page(EN, shown, is_part=True)
    assert part.startswith('<div id="page" data-page="now" data-token="t-1">')
    assert "<main" not in part


def test_a_text_without_a_translation_has_its_own_direction():
    new = Item("harm-new", "harm", "Not translated.")
    kit = replace(KIT, items=(*KIT.items, new))
    page = now_page(Words("ar"), view(kit=kit, asks=(Ask(RATE, 1, is_answered=False),)))
    assert re.search(r'<h3 id="i-rate-harms-harm-new" tabindex="-1" dir="ltr">', page)


@pytest.mark.parametrize("page", ["welcome", "consent", "move", "now", "wait", "withdrawn", "me"])
def test_no_sentence_is_longer_than_fifteen_words(page):
    text = re.sub(r"<(svg|pre|script).*?</\1>|<[^>]+>", "\n", pages()[page], flags=re.S)
    sentences = re.split(r"[.?!:]\s|\n", text)
    assert [one for one in sentences if len(one.split()) > 15] == []


def test_what_one_person_typed_is_on_nobody_elses_page():
    ask = Ask(RATE, 1, is_answered=False)
    typed = {"step": [RATE.id], "round": ["1"], "a:harm-recognised:severity": ["4"]}
    assert 'value="4" checked' in now_page(EN, view(asks=(ask,), typed=typed))
    assert "checked" not in now_page(EN, view(asks=(ask,)))


def test_an_item_with_a_recorded_sound_names_it():
    ask, name = Ask(RATE, 1, is_answered=False), "risk_assessment/en/harm-recognised.mp3"
    page = now_page(EN, view(asks=(ask,), clips={"harm-recognised": name}))
    assert re.findall(r'data-clip="(.*?)"', page) == [f"/clip/{name}"]
    assert "data-clip" not in now_page(EN, view(asks=(ask,)))
