"""Take responses that were gathered outside: from a file, from paper, from the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from pe_tools.model import Channel, Response, Tier
from pe_tools.record import Draft, Record
from pe_tools.workshop import acts
from pe_tools.workshop.state import State, fold, latest_answers


@dataclass(frozen=True)
class Taken:
    """What came of taking responses: how many were new, known already, or of erased people."""

    new: int
    known: int
    erased: int
    drafts: tuple[Draft, ...]


def draft_responses(
    record: Record,
    name: str,
    responses: Sequence[Response],
    *,
    consents: Mapping[str, Tier],
    tier: Tier,
    how: str,
    channel: Channel = "import",
    now: datetime,
) -> Taken:
    """Return the events still missing so that the workshop holds these responses.

    Parameters
    ----------
    responses : sequence of Response
        With the participants' labels as on the sheets; the record gets keyed pseudonyms.
    consents : mapping of label to Tier
        What single participants allow; everybody else allows ``tier``.
    how : str
        Who noted the consent, such as "declared at import".

    Notes
    -----
    What the record holds already is not sent again, so taking the same file twice adds nothing.
    A consent that the record holds, or its withdrawal, is never overwritten. Nothing is taken of
    a participant who was erased.
    """
    state = fold(record.events(name))
    wanted = [(record.subject(name, response.participant), response) for response in responses]
    kept = [pair for pair in wanted if pair[0] not in state.erased]
    drafts = [*_joining(state, name, kept, now)]
    for subject, label in {subject: response.participant for subject, response in kept}.items():
        if subject not in state.consents.held:
            given = consents.get(label, tier)
            drafts.append(acts.consent_given(name, subject, given, how, now=now))
    fresh = [pair for pair in kept if _is_new(state, *pair)]
    drafts += [
        acts.answered(name, subject, r.step, r.round, r.answers, channel=channel, now=now)
        for subject, r in fresh
    ]
    return Taken(len(fresh), len(kept) - len(fresh), len(wanted) - len(kept), tuple(drafts))


def _joining(
    state: State, name: str, kept: Sequence[tuple[str, Response]], now: datetime
) -> Iterator[Draft]:
    roles: dict[str, str] = {}
    for subject, response in kept:
        roles[subject] = roles.get(subject) or response.role or state.roles.get(subject, "")
    for subject, role in roles.items():
        if state.roles.get(subject) != role:
            yield acts.joined(name, subject, role, now=now)


def _is_new(state: State, subject: str, response: Response) -> bool:
    known = state.answers.get((subject, response.step, response.round), {})
    return latest_answers(known, response.answers) != known
