"""People come in with phones: joined once, seated once, asked what is open."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from pe_tools.errors import (
    BrokenRulesError,
    CardUsedError,
    NotAllowedError,
    RoundClosedError,
    StepNotOnError,
    UnknownProposalError,
    UnknownSeatError,
    WordsLengthError,
    WrongCodeError,
)
from pe_tools.kits import read_kit
from pe_tools.model import Answer
from pe_tools.record import open_record
from pe_tools.workshop import Conductor, Follower, Host, acts, create_workshop, visiting
from pe_tools.workshop.arriving import Consented
from pe_tools.workshop.codes import SYMBOLS, new_code, spelt, typed

NOW = datetime(2026, 3, 5, 14, 20, tzinfo=UTC)
AGREED = Consented("quotes", "given on the phone", "1", "0" * 64, "en")
RATE = "rate-harms"


@pytest.fixture
def record(tmp_path):
    with open_record(tmp_path / "home") as record:
        kit, text = read_kit("risk_assessment")
        create_workshop(record, "clinic", kit=kit, text=text, language="en", now=NOW)
        yield record


@pytest.fixture
def host(record):
    return Host(record, "clinic")


@pytest.fixture
def follower(record, host):
    host.open_joining("open", now=NOW)
    follower = Follower(record, "clinic")
    follower.refresh()
    return follower


def come_in(follower, press, code=None, role="community"):
    admitted = visiting.admit(
        follower, code or follower.join_code(), role, AGREED, press=press, now=NOW
    )
    follower.record.append(admitted.drafts)
    follower.refresh()
    return admitted.own_code


def rated(item, value=3):
    return [Answer(item, scale, value) for scale in ("severity", "likelihood", "confidence")]


def test_a_phone_joins_with_the_code_of_the_room(follower):
    seat = follower.seat(come_in(follower, "first press"))
    assert (seat.role, seat.tier) == ("community", "quotes")
    assert 1 <= seat.number <= 99
    assert follower.state.arrivals.versions[seat.subject] == "1"


def test_a_press_that_is_sent_twice_gives_one_seat(follower, record):
    assert come_in(follower, "same") == come_in(follower, "same")
    assert [event.kind for event in record.events("clinic") if event.subject] == [
        "joined",
        "consent-given",
    ]


def test_a_press_that_was_on_its_way_twice_gives_one_seat(follower, record):
    code = follower.join_code()
    one, two = (
        visiting.admit(follower, code, "community", AGREED, press="same", now=NOW)
        for _ in range(2)
    )
    record.append(one.drafts)
    assert {receipt.status for receipt in record.append(two.drafts)} == {"replay"}


def test_a_dead_code_opens_nothing(follower, host):
    code = follower.join_code()
    host.close_joining(now=NOW)
    host.open_joining("open", now=NOW)
    follower.refresh()
    assert follower.join_code() != code
    with pytest.raises(WrongCodeError):
        visiting.admit(follower, code, "community", AGREED, press="p", now=NOW)


def test_a_role_that_the_kit_does_not_have_is_refused(follower):
    with pytest.raises(BrokenRulesError):
        come_in(follower, "p", role="minister")


def test_a_card_lets_one_person_in(record, host):
    cards = host.make_cards({"community": 2, "": 1}, now=NOW)
    host.open_joining("cards", now=NOW)
    follower = Follower(record, "clinic")
    follower.refresh()
    card = next(card.code for card in cards if card.role == "community")
    own = come_in(follower, "a", card, role="")
    assert follower.seat(own).role == "community"
    assert come_in(follower, "a", card) == own
    with pytest.raises(CardUsedError):
        come_in(follower, "b", card)
    with pytest.raises(WrongCodeError):
        come_in(follower, "c", follower.join_code())


def test_two_phones_with_one_card_at_once_get_one_seat_between_them(record, host):
    card = host.make_cards({"community": 1}, now=NOW)[0].code
    host.open_joining("cards", now=NOW)
    follower = Follower(record, "clinic")
    follower.refresh()
    others = replace(AGREED, tier="open")
    one, two = (
        visiting.admit(follower, card, "", consent, press=press, now=NOW)
        for press, consent in (("a", AGREED), ("b", others))
    )
    record.append(one.drafts)
    # Neither the seat nor the consent of the second one counts.
    assert {receipt.status for receipt in record.append(two.drafts)} == {"conflict"}
    follower.refresh()
    assert follower.seat(one.own_code).tier == "quotes"
    assert follower.seat(two.own_code) is None


def test_a_seat_moves_to_another_phone_once(follower, host):
    old = come_in(follower, "old phone")
    seat = follower.seat(old)
    code = host.open_readmission(seat.number, now=NOW)
    follower.refresh()
    moved = visiting.readmit(follower, code, press="new phone", now=NOW)
    follower.record.append(moved.drafts)
    follower.refresh()
    assert follower.seat(old) is None
    assert follower.seat(moved.own_code) == seat
    with pytest.raises(WrongCodeError):
        visiting.readmit(follower, code, press="third phone", now=NOW)


def test_nobody_has_a_seat_of_that_number(host, follower):
    with pytest.raises(UnknownSeatError):
        host.open_readmission(0, now=NOW)


def test_what_is_open_is_asked_and_said_to_be_answered(follower, record):
    conductor = Conductor(record, "clinic")
    own = come_in(follower, "p")
    assert follower.asks(follower.seat(own), "en") == ()
    conductor.open_round(RATE, 1, now=NOW)
    follower.refresh()
    seat = follower.seat(own)
    assert [(ask.step.id, ask.round, ask.is_answered) for ask in follower.asks(seat, "en")] == [
        (RATE, 1, False)
    ]
    answers = rated("harm-records-copied")
    drafts = visiting.answer(follower, seat, RATE, 1, answers, press="q", now=NOW)
    record.append(drafts)
    follower.refresh()
    assert follower.asks(seat, "en")[0].is_answered
    conductor.close_round(RATE, 1, now=NOW)
    follower.refresh()
    assert visiting.answer(follower, seat, RATE, 1, answers, press="q", now=NOW) == ()
    with pytest.raises(RoundClosedError):
        visiting.answer(follower, seat, RATE, 1, answers, press="late", now=NOW)


def test_an_act_that_is_taken_back_is_taken_back_for_the_room_too(follower, record):
    conductor = Conductor(record, "clinic")
    seat = follower.seat(come_in(follower, "p"))
    conductor.open_round(RATE, 1, now=NOW)
    follower.refresh()
    conductor.undo(now=NOW)
    assert follower.refresh()
    assert not follower.refresh()  # what was taken back is not read again and again
    assert follower.asks(seat, "en") == ()
    assert follower.seat(come_in(follower, "p")) == seat


def test_nothing_is_taken_of_who_allows_nothing(follower, record):
    seat = follower.seat(own := come_in(follower, "p"))
    Conductor(record, "clinic").open_round(RATE, 1, now=NOW)
    record.append([acts.consent_withdrawn("clinic", seat.subject, now=NOW)])
    follower.refresh()
    with pytest.raises(NotAllowedError):
        visiting.answer(
            follower,
            follower.seat(own),
            RATE,
            1,
            rated("harm-records-copied"),
            press="q",
            now=NOW,
        )


def test_a_proposal_is_settled_once_and_becomes_an_item(follower, record, host):
    seat = follower.seat(come_in(follower, "p"))
    with pytest.raises(StepNotOnError):
        visiting.write(follower, seat, "round-robin", "x", press="q", item="", now=NOW)
    Conductor(record, "clinic").start("round-robin", 0, 20, now=NOW)
    follower.refresh()
    assert [ask.step.id for ask in follower.asks(seat, "en")] == ["round-robin"]
    draft = visiting.write(
        follower, seat, "round-robin", " Names\n leak. ", press="q", item="", now=NOW
    )
    record.append(draft)
    [proposal] = host.find().state.arrivals.proposals.values()
    assert proposal.text == "Names leak."
    host.accept(proposal.id, "harm", "Names could leak.", now=NOW)
    assert "Names could leak." in [item.text for item in host.find().kit.items]
    with pytest.raises(UnknownProposalError):
        host.refuse(proposal.id, "said before", now=NOW)


def test_an_accepted_proposal_is_taken_back_with_its_item(follower, record, host):
    seat, conductor = follower.seat(come_in(follower, "p")), Conductor(record, "clinic")
    conductor.start("round-robin", 0, 20, now=NOW)
    follower.refresh()
    record.append(
        visiting.write(follower, seat, "round-robin", "It leaks.", press="q", item="", now=NOW)
    )
    [proposal] = host.find().state.arrivals.proposals
    before = host.find().kit.items
    host.accept(proposal, "harm", "It could leak.", now=NOW)
    conductor.undo(now=NOW)
    assert host.find().kit.items == before
    host.refuse(proposal, "said before", now=NOW)


@pytest.mark.parametrize("text", ["", " \n ", "x" * 501])
def test_no_words_and_too_many_are_refused(follower, record, text):
    seat = follower.seat(come_in(follower, "p"))
    Conductor(record, "clinic").start("round-robin", 0, 20, now=NOW)
    follower.refresh()
    with pytest.raises(WordsLengthError):
        visiting.write(follower, seat, "round-robin", text, press="q", item="", now=NOW)


def test_codes_have_no_signs_that_look_alike_and_never_read_as_a_number():
    codes = [new_code(8) for _ in range(2000)]
    assert set("".join(codes)) == set(SYMBOLS)
    assert not set(SYMBOLS) & set("01ILOSZBU")
    assert all(code[0].isalpha() for code in codes)
    assert len(set(codes)) == len(codes)


def test_a_code_is_read_back_as_it_was_spelt():
    code = new_code(16)
    assert typed(spelt(code).lower()) == code
    assert typed("az-s b") == "A258"


def test_seats_have_numbers_of_their_own(follower):
    owns = [come_in(follower, f"press {place}") for place in range(120)]
    numbers = [follower.seat(own).number for own in owns]
    assert len(set(numbers)) == 120


def test_the_room_knows_after_a_restart_what_it_knew(follower, record):
    own = come_in(follower, "p")
    again = Follower(record, "clinic")
    again.refresh()
    assert again.seat(own) == follower.seat(own)
    assert again.join_code() == follower.join_code()


def test_the_latest_receipt_of_each_answer_is_known(follower, record):
    conductor = Conductor(record, "clinic")
    seat = follower.seat(come_in(follower, "p"))
    conductor.open_round(RATE, 1, now=NOW)
    follower.refresh()
    for press, value in (("one", 2), ("two", 3)):
        answers = rated("harm-records-copied", value)
        record.append(visiting.answer(follower, seat, RATE, 1, answers, press=press, now=NOW))
    conductor.start("round-robin", 0, 20, now=NOW)
    follower.refresh()
    record.append(
        visiting.write(follower, seat, "round-robin", "It leaks.", press="three", item="", now=NOW)
    )
    follower.refresh()
    receipts = [
        follower.receipts[visiting.sent_id(seat, press)] for press in ("one", "two", "three")
    ]
    assert len(set(receipts)) == 3
    assert follower.answered == {
        (seat.subject, RATE, 1): receipts[1],
        (seat.subject, "round-robin", 0): receipts[2],
    }


def test_cards_that_are_made_later_let_people_in_too(record, host):
    first = host.make_cards({"community": 1}, now=NOW)
    follower = Follower(record, "clinic")
    follower.refresh()
    assert {*follower.card_roles()} == {card.code for card in first}
    later = host.make_cards({"": 2}, now=NOW)
    follower.refresh()
    assert {*follower.card_roles()} == {card.code for card in (*first, *later)}
