"""What a participant decides about their own consent, checked, as drafts for the record.

A phone, a slip of paper and the facilitator's screen all come here; ``how`` says which it was.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from pe_tools.errors import (
    AllowedNowError,
    EndedByOthersError,
    NothingToReaffirmError,
    NoticeMovedError,
)
from pe_tools.model import VALID, Consent, ConsentState
from pe_tools.record import Draft
from pe_tools.workshop import arriving, consenting
from pe_tools.workshop.arriving import Consented
from pe_tools.workshop.state import State

Drafts: TypeAlias = tuple[Draft, ...]

ENDED_BY_OTHERS: tuple[ConsentState, ...] = ("revoked", "invalidated")
"""After these a participant chooses again only once they were asked again."""


@dataclass(frozen=True)
class Chooser:
    """One participant's hand on their own consent; nothing is written until it is appended."""

    state: State
    name: str
    subject: str
    how: str

    def give(self, consent: Consented, *, id_: str, now: datetime) -> Drafts:
        """Return what is to be written when they choose what they allow, the first time or anew.

        Raises
        ------
        EndedByOthersError
            If somebody else ended their consent, and nobody asked them again since.
        """
        self._check_not_ended(now)
        return (arriving.consented(self.name, self.subject, consent, id_=id_, now=now),)

    def reaffirm(self, version: str, language: str, *, id_: str, now: datetime) -> Drafts:
        """Return what is to be written when they say yes again to the same, under a new notice.

        Raises
        ------
        EndedByOthersError
            If somebody else ended their consent, and nobody asked them again since.
        NothingToReaffirmError
            If they agreed to nothing before, or took it back.
        NoticeMovedError
            If the notice that they read is not the newest.
        """
        self._check_not_ended(now)
        if self._consent.terms is None:
            raise NothingToReaffirmError()
        notice = self.state.arrivals.notice
        if notice is None or notice.version != version:
            raise NoticeMovedError()
        draft = consenting.reaffirmed(
            self.name, self.subject, notice, language, self.how, id_=id_, now=now
        )
        return (draft,)

    def refuse(self, *, id_: str, now: datetime) -> Drafts:
        """Return what is to be written when they say no to what they were asked.

        Raises
        ------
        EndedByOthersError, AllowedNowError
            If their consent was ended by others, or holds: then they withdraw it.
        """
        self._check_undecided(now)
        return (consenting.refused(self.name, self.subject, self.how, id_=id_, now=now),)

    def defer(self, *, id_: str, now: datetime) -> Drafts:
        """Return what is to be written when they want to decide later; nothing is used till then.

        Raises
        ------
        EndedByOthersError, AllowedNowError
            If their consent was ended by others, or holds.
        """
        self._check_undecided(now)
        return (consenting.deferred(self.name, self.subject, self.how, id_=id_, now=now),)

    def withdraw(self, *, id_: str, now: datetime) -> Drafts:
        """Return what is to be written when they take their consent back.

        It is never refused. Nothing is written where it is ended already.
        """
        if self._state(now) in ("withdrawn", *ENDED_BY_OTHERS):
            return ()
        return (consenting.withdrawn(self.name, self.subject, self.how, id_=id_, now=now),)

    @property
    def _consent(self) -> Consent:
        return self.state.consents.of(self.subject)

    def _state(self, now: datetime) -> ConsentState:
        return self._consent.state_at(now)

    def _check_not_ended(self, now: datetime) -> None:
        if self._state(now) in ENDED_BY_OTHERS:
            raise EndedByOthersError()

    def _check_undecided(self, now: datetime) -> None:
        self._check_not_ended(now)
        if self._state(now) in VALID:
            raise AllowedNowError()
