"""Coming in: the first page, a code, a seat."""

from __future__ import annotations

from asyncio import wrap_future
from functools import cache
from http import HTTPStatus

from pe_tools.errors import CardUsedError, PeError, TooManyTriesError, WrongCodeError
from pe_tools.record import Receipt
from pe_tools.room.entries import Entry
from pe_tools.room.greeting import GreetingHandler, TakingHandler
from pe_tools.room.phone.pages import consent_page, move_page, welcome_page
from pe_tools.room.phone.views import Move
from pe_tools.room.sent import Fields, only, press_of
from pe_tools.room.showing import consented, new_press, offer_of
from pe_tools.room.telling import words_of
from pe_tools.workshop import visiting
from pe_tools.workshop.codes import typed
from pe_tools.workshop.following import Follower
from pe_tools.workshop.visiting import Admitted, Drafts

_WELCOME_KEPT = "private, max-age=86400"


class WelcomeHandler(GreetingHandler):
    """``GET /``: the first page, the same for everybody, kept by the phone for a day."""

    def get(self) -> None:
        """Show it."""
        self.set_header("Cache-Control", _WELCOME_KEPT)
        self.show(_welcome(self.words.language), is_shared=True)


class WritingHandler(TakingHandler):
    """What writes into the record: it answers only once that is on the disk."""

    async def submit(self, follower: Follower, drafts: Drafts) -> tuple[Receipt, ...]:
        """Write drafts, and return their receipts."""
        receipts = await wrap_future(follower.record.submit(drafts))
        self.house.followers.note([follower.name])
        return receipts


class CodeHandler(WritingHandler):
    """What takes a code: a wrong one is answered late."""

    async def entry(self, code: str) -> Entry:
        """Return what a code opens.

        Raises
        ------
        WrongCodeError, TooManyTriesError
        """
        address = self.request.remote_ip or ""
        self.house.slowing.check(address)
        await self.house.followers.fresh()
        if found := self.house.followers.by_code(code):
            self.followed = found.follower
            return found
        await self.house.slowing.fail(address)
        raise WrongCodeError()

    def refusal_page(self, refusal: PeError, sentence: str) -> str:
        """Return the first page, so that one can type the code again."""
        if isinstance(refusal, WrongCodeError | CardUsedError | TooManyTriesError):
            return welcome_page(self.words, problem=sentence)
        return super().refusal_page(refusal, sentence)

    async def seated(self, press: str) -> bool:
        """Give a seat that this press gave before; the code may be dead by now."""
        for follower in self.house.followers.all():
            own_code = visiting.own_code(follower, press)
            if seat := follower.seat(own_code):
                self.give_seat(own_code, seat.number, HTTPStatus.OK)
                return True
        return False

    async def admit(self, follower: Follower, admitted: Admitted) -> None:
        """Write what gives a seat, and give it."""
        receipts = await self.submit(follower, admitted.drafts) if admitted.drafts else ()
        if any(receipt.status == "conflict" for receipt in receipts):
            raise CardUsedError()
        await self.house.followers.fresh()
        is_new = any(receipt.status == "new" for receipt in receipts)
        if seat := follower.seat(admitted.own_code):
            status = HTTPStatus.CREATED if is_new else HTTPStatus.OK
            self.give_seat(admitted.own_code, seat.number, status)
        else:
            raise WrongCodeError()


class EnterHandler(CodeHandler):
    """``POST /enter``: 200 what one is told and asked first; 404 a code that opens nothing."""

    async def take(self, fields: Fields) -> None:
        """Show what the code opens; nothing is kept of it."""
        code = typed(only(fields, "code"))
        entry = await self.entry(code)
        if entry.is_used:
            raise CardUsedError()
        if entry.number:
            self.show(move_page(self.words, Move(code, new_press(), entry.number)))
        else:
            offer = offer_of(entry, code, self.words.language)
            self.show(consent_page(self.words, offer))


class JoinHandler(CodeHandler):
    """``POST /join``: 201 a seat, 200 the same one again, 409 the card or the notice is old."""

    async def take(self, fields: Fields) -> None:
        """Write that somebody joined and what they allow, and give them the seat."""
        press, code = press_of(fields), typed(only(fields, "code"))
        if await self.seated(press):
            return
        entry = await self.entry(code)
        follower = entry.follower
        tier, version = only(fields, "tier"), only(fields, "version")
        consent = consented(follower, tier, version, self.words.language)
        async with self.house.lock(code if entry.is_card else press):
            await self.house.followers.fresh()
            role, now = only(fields, "role"), self.house.now()
            await self.admit(
                follower, visiting.admit(follower, code, role, consent, press=press, now=now)
            )


class ResumeHandler(CodeHandler):
    """``POST /resume``: 200 or 201 the seat of an own code, or one that may move here."""

    async def take(self, fields: Fields) -> None:
        """Give the seat to this phone."""
        if own_code := typed(only(fields, "own")):
            await self._again(own_code)
            return
        press, code = press_of(fields), typed(only(fields, "code"))
        if await self.seated(press):
            return
        follower = (await self.entry(code)).follower
        async with self.house.lock(code):
            await self.house.followers.fresh()
            now = self.house.now()
            await self.admit(follower, visiting.readmit(follower, code, press=press, now=now))

    async def _again(self, own_code: str) -> None:
        address = self.request.remote_ip or ""
        self.house.slowing.check(address)
        found = await self.house.followers.by_seat(own_code)
        if found is None:
            await self.house.slowing.fail(address)
            raise WrongCodeError()
        self.give_seat(own_code, found[1].number, HTTPStatus.OK)


@cache
def _welcome(language: str) -> str:
    return welcome_page(words_of(language))
