"""What a consent allows: a truth table by hand, and the terms of published vocabularies."""

from datetime import UTC, datetime, timedelta

import pytest

from pe_tools.model import (
    DPV_TERMS,
    DUO,
    MODIFIERS,
    SCOPES,
    STATES,
    TIERS,
    VALID,
    Consent,
    Terms,
    Use,
    allows,
    reason_against,
    usual_use,
)

GIVEN = datetime(2026, 3, 5, 14, tzinfo=UTC)
NOW = datetime(2026, 3, 6, 9, tzinfo=UTC)
NCU = frozenset({"no-commercial-use"})
REVIEWS = Use("reviews")

# The consent statuses of the Data Privacy Vocabulary 2.3, module consent_status.
DPV_2_3 = {
    "ConsentGiven",
    "RenewedConsentGiven",
    "ConsentUnknown",
    "ConsentRequested",
    "ConsentRequestDeferred",
    "ConsentRefused",
    "ConsentWithdrawn",
    "ConsentRevoked",
    "ConsentExpired",
    "ConsentInvalidated",
}


def given(tier="open", *, state="given", is_stale=False, **terms):
    return Consent(state, Terms(tier, **terms), GIVEN, "1", is_stale)


def test_the_states_are_those_of_the_vocabulary():
    assert set(DPV_TERMS) == set(STATES)
    assert set(DPV_TERMS.values()) == DPV_2_3
    assert {DPV_TERMS[state] for state in VALID} == {"ConsentGiven", "RenewedConsentGiven"}


def test_every_modifier_has_its_code_of_the_data_use_ontology():
    assert dict(DUO) == {
        "no-commercial-use": "DUO:0000046",
        "ethics-approval": "DUO:0000021",
        "return-results": "DUO:0000029",
        "publish-results": "DUO:0000019",
        "collaborate": "DUO:0000020",
        "days": "DUO:0000025",
    }
    assert {*MODIFIERS, "days"} == set(DUO)


@pytest.mark.parametrize("state", STATES)
def test_only_what_is_given_or_renewed_allows_anything(state):
    assert allows(given(state=state), Use("room"), now=NOW) == (state in ("given", "renewed"))


@pytest.mark.parametrize(("place", "tier"), [*enumerate(TIERS)])
def test_a_tier_allows_itself_and_all_before_it(place, tier):
    consent = given(tier, asking="blanket")
    allowed = [purpose for purpose in TIERS if allows(consent, Use(purpose), now=NOW)]
    assert allowed == [*TIERS[: place + 1]]


@pytest.mark.parametrize(
    ("consent", "use", "reason"),
    [
        (Consent(), Use("room"), "unknown"),
        (given("report"), Use("report"), ""),
        (given("report"), REVIEWS, "tier"),
        (given(is_stale=True), Use("room"), "stale"),
        (given(state="renewed", is_stale=True), Use("room"), "stale"),
        (given(state="refused", is_stale=True), Use("room"), "refused"),
        # scope: a broad consent holds within it
        (given(scope="project"), REVIEWS, ""),
        (given(scope="project"), Use("reviews", "topic"), "scope"),
        (given(scope="topic"), Use("reviews", "topic"), ""),
        (given(scope="topic"), Use("reviews", "public"), "scope"),
        (given(scope="public"), usual_use("open"), "scope"),
        (given(scope="open"), usual_use("open"), ""),
        # asking: what the person wants to be asked about
        (given(asking="blanket"), Use("reviews", "open"), ""),
        (given(asking="never"), REVIEWS, "asking"),
        (given(asking="never"), Use("quotes"), ""),
        (given(asking="each"), Use("reviews", name="audit 2027"), "asking"),
        (given(asking="each"), REVIEWS, "asking"),
        (given(asking="each", uses={"audit 2027"}), Use("reviews", name="audit 2027"), ""),
        (given(asking="each", uses={"audit 2027"}), Use("reviews", name="audit 2028"), "asking"),
        (given(asking="each", uses={"audit"}), Use("reviews", "topic", name="audit"), ""),
        (given(asking="each", uses={"audit"}), Use("report"), ""),
        (given("report", asking="each", uses={"audit"}), Use("reviews", name="audit"), "tier"),
        # modifiers: what a use beyond the report must promise
        (given(modifiers=NCU), REVIEWS, "modifiers"),
        (given(modifiers=NCU), Use("reviews", keeps=NCU), ""),
        (given(modifiers=NCU), Use("reviews", keeps=frozenset({"collaborate"})), "modifiers"),
        (given(modifiers=NCU), Use("report"), ""),
        (given(asking="blanket", modifiers=NCU), REVIEWS, "modifiers"),
    ],
)
def test_what_a_consent_allows_and_why_not(consent, use, reason):
    assert reason_against(consent, use, now=NOW) == reason
    assert allows(consent, use, now=NOW) == (reason == "")


@pytest.mark.parametrize(
    ("hours", "state"), [(0, "given"), (47, "given"), (48, "expired"), (500, "expired")]
)
def test_what_was_given_for_two_days_is_expired_after_them_without_any_event(hours, state):
    consent = given(days=2)
    assert consent.state_at(GIVEN + timedelta(hours=hours)) == state


def test_what_was_given_without_a_limit_does_not_expire():
    assert given(days=0).state_at(GIVEN + timedelta(days=36500)) == "given"


def test_what_is_both_stale_and_over_is_expired():
    consent = given(days=2, is_stale=True)
    assert consent.state_at(NOW) == "requested"
    assert consent.state_at(GIVEN + timedelta(days=2)) == "expired"


def test_scopes_are_ordered_from_narrow_to_wide():
    assert SCOPES == ("project", "topic", "public", "open")
