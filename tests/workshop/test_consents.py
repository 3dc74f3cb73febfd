"""A consent is a conversation: given, changed, asked about again, ended by either side."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from pe_tools.errors import (
    AllowedNowError,
    ConsentStateError,
    EndedByOthersError,
    NothingToReaffirmError,
    NoticeMovedError,
    NoticeTextMissingError,
    NoticeUnchangedError,
    UnknownNoticeFieldError,
    UnknownParticipantError,
    WhatChangedMissingError,
)
from pe_tools.kits import read_kit
from pe_tools.model import Terms
from pe_tools.record import Draft, open_record
from pe_tools.tables import open_tables
from pe_tools.workshop import Host, acts, create_workshop
from pe_tools.workshop.arriving import Consented
from pe_tools.workshop.asking import ask_again, invalidate, revoke
from pe_tools.workshop.choosing import Chooser

NOW = datetime(2026, 3, 5, 14, 20, tzinfo=UTC)
LATER = NOW + timedelta(days=40)
AGREED = Consented("reviews", "given on the phone", "1", "0" * 64, "en")
NEW = {"recipient": "The ministry too."}
SAID = {"en": ("The ministry reads it too.",)}


@pytest.fixture
def record(tmp_path):
    with open_record(tmp_path / "home") as record:
        kit, text = read_kit("risk_assessment")
        create_workshop(
            record,
            "clinic",
            kit=kit,
            text=text,
            language="en",
            partnership="Clinics",
            now=NOW,
        )
        Host(record, "clinic").open_joining("open", now=NOW)
        record.append([acts.joined("clinic", "p-1", "community", now=NOW)])
        yield record


@pytest.fixture
def host(record):
    return Host(record, "clinic")


def chooser(record, subject="p-1"):
    return Chooser(Host(record, "clinic").find().state, "clinic", subject, "on the phone")


def consent(record, subject="p-1"):
    return Host(record, "clinic").find().state.consents.of(subject)


def state(record, now=NOW):
    return consent(record).state_at(now)


def give(record, agreed=AGREED, now=NOW):
    record.append(chooser(record).give(agreed, id_=str(uuid4()), now=now))


def change(host, now=NOW, **other):
    given = {"texts": {"en": ("All new.",)}, "fields": NEW, "what_changed": SAID, **other}
    return host.change_notice(**given, now=now)


def reaffirm(record, version, now=NOW):
    record.append(chooser(record).reaffirm(version, "en", id_=str(uuid4()), now=now))


def test_who_was_never_asked_allows_nothing(record):
    assert state(record) == "unknown"
    assert open_tables(record, "clinic", purpose="room").left_out.not_allowed == 1


def test_the_record_keeps_all_that_was_agreed_to(record):
    full = Consented(
        "reviews",
        "given on the phone",
        "1",
        "0" * 64,
        "fr",
        scope="topic",
        modifiers=frozenset({"collaborate", "no-commercial-use"}),
        asking="each",
        uses=frozenset({"audit 2027"}),
        days=30,
    )
    give(record, full)
    assert consent(record).terms == Terms(
        "reviews",
        "topic",
        frozenset({"no-commercial-use", "collaborate"}),
        "each",
        frozenset({"audit 2027"}),
        30,
    )
    assert consent(record).version == "1"


@pytest.mark.parametrize(("tier", "scope"), [("reviews", "project"), ("open", "open")])
def test_a_consent_from_before_there_were_scopes_keeps_what_it_meant(record, tier, scope):
    old = Draft("clinic", "consent-given", {"tier": tier, "how": "on paper"}, NOW, "p-1")
    record.append([old])
    assert consent(record).terms == Terms(tier, scope)
    assert state(record) == "given"


def test_a_notice_from_before_it_had_fields_is_read(record, host):
    body = {"version": "2", "texts": {"en": ["Hello."]}}
    record.append([Draft("clinic", "notice-set", body, NOW)])
    notice = host.find().state.arrivals.notice
    assert (notice.fields, notice.changed, notice.told("en")) == ({}, (), ())


def test_what_is_given_for_days_runs_out_and_can_be_renewed(record):
    give(record, Consented("report", "by phone", "1", "0" * 64, "en", days=30))
    assert state(record) == "given"
    assert state(record, LATER) == "expired"
    reaffirm(record, "1", LATER)
    assert state(record, LATER) == "renewed"
    assert state(record, LATER + timedelta(days=29)) == "renewed"
    assert state(record, LATER + timedelta(days=30)) == "expired"


@pytest.mark.parametrize(
    "name", ["purpose", "recipient", "data", "retention", "controller", "jurisdiction"]
)
def test_a_change_that_matters_makes_consents_stale_until_reaffirmed(record, host, name):
    give(record)
    notice = change(host, fields={name: "Something else."})
    assert (notice.version, notice.changed) == ("2", (name,))
    assert state(record) == "requested"
    reaffirm(record, "2")
    assert state(record) == "renewed"
    assert consent(record).version == "2"


def test_a_corrected_wording_leaves_consents_as_they_are(record, host):
    give(record)
    assert change(host, fields={}, what_changed={}).changed == ()
    assert state(record) == "given"


def test_who_agrees_to_an_old_page_after_the_change_is_asked_again(record, host):
    change(host)
    give(record)
    assert state(record) == "requested"


def test_who_agreed_without_a_version_is_asked_again_after_the_change(record, host):
    record.append([acts.consent_given("clinic", "p-1", "report", "on paper", now=NOW)])
    change(host)
    assert state(record) == "requested"
    record.append([acts.consent_given("clinic", "p-1", "report", "on paper", now=NOW)])
    assert state(record) == "given"


def test_the_first_notice_says_who_asks_what_for(host):
    fields = host.notice().fields
    assert fields["controller"] == "Clinics"
    assert fields["purpose"] == host.find().kit.purpose
    assert fields["retention"] == "Until the partnership ends."


def test_a_notice_is_told_in_english_where_it_has_no_other_words(host):
    notice = change(host)
    assert notice.text("fr") == ("All new.",)
    assert notice.told("fr") == ("The ministry reads it too.",)


@pytest.mark.parametrize(
    ("other", "refusal"),
    [
        ({"fields": {"colour": "red"}}, UnknownNoticeFieldError),
        ({"texts": {"fr": ("Tout est neuf.",)}}, NoticeTextMissingError),
        ({"what_changed": {}}, WhatChangedMissingError),
    ],
)
def test_a_notice_that_cannot_be_understood_is_refused(record, host, other, refusal):
    head = record.head("clinic")
    with pytest.raises(refusal):
        change(host, **other)
    assert record.head("clinic") == head


def test_the_same_notice_twice_is_refused(host):
    with pytest.raises(NoticeUnchangedError):
        host.change_notice(texts=host.notice().texts, fields={}, what_changed={}, now=NOW)


def test_who_decides_later_is_not_used_and_can_still_say_yes(record, host):
    give(record)
    change(host)
    record.append(chooser(record).defer(id_="later", now=NOW))
    assert state(record) == "deferred"
    assert open_tables(record, "clinic", purpose="room").left_out.not_allowed == 1
    reaffirm(record, "2")
    assert state(record) == "renewed"


def test_who_says_no_to_a_change_has_nothing_left_to_confirm(record, host):
    give(record)
    change(host)
    record.append(chooser(record).refuse(id_="no", now=NOW))
    assert state(record) == "refused"
    with pytest.raises(NothingToReaffirmError):
        reaffirm(record, "2")
    give(record, Consented("room", "by phone", "2", "0" * 64, "en"))
    assert state(record) == "given"


def test_a_notice_that_changed_while_it_was_read_is_read_again(record, host):
    give(record)
    change(host)
    change(host, fields={"retention": "Ten years."})
    with pytest.raises(NoticeMovedError):
        reaffirm(record, "2")


def test_what_holds_is_withdrawn_rather_than_refused(record):
    give(record)
    for act in (chooser(record).refuse, chooser(record).defer):
        with pytest.raises(AllowedNowError):
            act(id_="no", now=NOW)


def test_a_withdrawal_is_never_refused_and_written_once(record):
    give(record)
    record.append(chooser(record).withdraw(id_="w", now=NOW))
    assert state(record) == "withdrawn"
    assert chooser(record).withdraw(id_="w2", now=NOW) == ()
    with pytest.raises(NothingToReaffirmError):
        reaffirm(record, "1")


@pytest.mark.parametrize(("end", "ended"), [(revoke, "revoked"), (invalidate, "invalidated")])
def test_what_others_ended_is_given_again_only_after_asking(record, end, ended):
    give(record)
    end(record, "clinic", "p-1", by="guardian", reason="a minor", now=NOW)
    assert state(record) == ended
    assert open_tables(record, "clinic", purpose="room").left_out.revoked == 1
    for act in (chooser(record).refuse, chooser(record).defer):
        with pytest.raises(EndedByOthersError):
            act(id_="x", now=NOW)
    with pytest.raises(EndedByOthersError):
        give(record, now=LATER)
    with pytest.raises(EndedByOthersError):
        reaffirm(record, "1")
    assert chooser(record).withdraw(id_="w", now=NOW) == ()
    ask_again(record, "clinic", "p-1", by="facilitator", now=LATER)
    assert state(record) == "requested"
    give(record, now=LATER)
    assert state(record) == "given"


def test_who_allows_a_use_is_not_asked_again(record):
    give(record)
    with pytest.raises(ConsentStateError, match="given now"):
        ask_again(record, "clinic", "p-1", by="facilitator", now=NOW)


@pytest.mark.parametrize("act", [revoke, invalidate])
def test_what_is_not_there_is_not_ended(record, act):
    with pytest.raises(ConsentStateError, match="unknown now"):
        act(record, "clinic", "p-1", by="court", reason="an order", now=NOW)
    with pytest.raises(UnknownParticipantError):
        act(record, "clinic", "p-2", by="court", reason="an order", now=NOW)
