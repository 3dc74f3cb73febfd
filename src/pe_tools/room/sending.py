"""What a participant sends: answers, words, and another choice of what may be done with them."""

from __future__ import annotations

from http import HTTPStatus

from pe_tools.errors import FormError, OtherSentError, PeError
from pe_tools.model import Step
from pe_tools.room.phone.forms import read_answers
from pe_tools.room.phone.pages import me_page, now_page
from pe_tools.room.sent import Fields, only, press_of, round_of
from pe_tools.room.showing import HOW, consented, view_of
from pe_tools.room.visitors import WritingHandler
from pe_tools.workshop import visiting
from pe_tools.workshop.choosing import Chooser
from pe_tools.workshop.following import Follower, Seat, receipt_code
from pe_tools.workshop.visiting import Drafts


class SendingHandler(WritingHandler):
    """What takes something from a seat: 201 new, 200 known already, 409 with other content."""

    back = "/now"
    page = staticmethod(now_page)

    async def take(self, fields: Fields) -> None:
        """Write it, and answer with its receipt."""
        press = press_of(fields)
        await self.house.followers.fresh()  # so that nothing is taken after a round was closed
        follower, seat = await self.seat()
        try:
            drafts = self.drafts(follower, seat, fields)
        except FormError:
            if visiting.sent_id(seat, press) not in follower.receipts:
                raise
            drafts = ()  # it was taken when it still fitted what was asked
        if drafts:
            await self._write(follower, drafts)
        else:
            self._receive(follower.receipts.get(visiting.sent_id(seat, press), ""), HTTPStatus.OK)

    def drafts(self, follower: Follower, seat: Seat, fields: Fields) -> Drafts:
        """Return what is to be written of a form; nothing if the record has it."""
        raise NotImplementedError

    def refusal_page(self, refusal: PeError, sentence: str) -> str:
        """Return the page that the form came from, with what was typed."""
        found = self.house.followers.seated(self.own_code)
        if found is None:
            return super().refusal_page(refusal, sentence)
        language = self.words.language
        view = view_of(*found, self.own_code, language, self.fields)
        return self.page(self.words, view, problem=sentence)

    async def _write(self, follower: Follower, drafts: Drafts) -> None:
        (receipt,) = await self.submit(follower, drafts)
        if receipt.status == "conflict":
            raise OtherSentError()
        status = HTTPStatus.CREATED if receipt.status == "new" else HTTPStatus.OK
        if not self.is_json:
            await self.house.followers.fresh()  # for the page that the browser is led to
        self._receive(receipt_code(receipt.hash), status)

    def _receive(self, receipt: str, status: HTTPStatus) -> None:
        if self.is_json:
            self.set_status(status)
            self.finish({"receipt": receipt})
        else:
            self.lead(self.back)


class AnswerHandler(SendingHandler):
    """``POST /answer``: answers to an open round; 403 nothing is allowed, 410 it is closed."""

    def drafts(self, follower: Follower, seat: Seat, fields: Fields) -> Drafts:
        """Return what is to be written of a sheet."""
        step = step_of(follower, fields)
        return visiting.answer(
            follower,
            seat,
            step.id,
            round_of(fields),
            read_answers(follower.kit("en"), step, fields),
            press=press_of(fields),
            now=self.house.now(),
        )


class WordsHandler(SendingHandler):
    """``POST /words``: a proposal, a text or an objection, while its step is on."""

    def drafts(self, follower: Follower, seat: Seat, fields: Fields) -> Drafts:
        """Return what is to be written of somebody's words."""
        return visiting.write(
            follower,
            seat,
            step_of(follower, fields).id,
            only(fields, "text"),
            press=press_of(fields),
            item=only(fields, "item"),
            now=self.house.now(),
        )


class ConsentHandler(SendingHandler):
    """``POST /me/consent``: another tier, or none; none is never refused."""

    back = "/me"
    page = staticmethod(me_page)

    def drafts(self, follower: Follower, seat: Seat, fields: Fields) -> Drafts:
        """Return what is to be written of a choice."""
        id_, now = visiting.sent_id(seat, press_of(fields)), self.house.now()
        if id_ in follower.receipts:
            return ()
        chooser = Chooser(follower.state, follower.name, seat.subject, HOW)
        if (tier := only(fields, "tier")) == "none":
            return chooser.withdraw(id_=id_, now=now)
        language = self.words.language
        choice = consented(follower, tier, only(fields, "version"), language)
        return chooser.give(choice, id_=id_, now=now)


def step_of(follower: Follower, fields: Fields) -> Step:
    """Return the step that a form is about.

    Raises
    ------
    FormError
        If the workshop has no such step.
    """
    wanted = only(fields, "step")
    for step in follower.kit("en").steps:
        if step.id == wanted:
            return step
    raise FormError()
