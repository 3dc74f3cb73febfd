"""Whom the numbers leave out and why, and what the community decided."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pe_tools.blocks import Block, Callout, Table
from pe_tools.language import Words
from pe_tools.model import CARE, CareVerdict, CommunityDecision, Ruling, Scope, Tier
from pe_tools.notebook.steps.base import Context
from pe_tools.tables import LeftOut


def left_out(context: Context) -> Iterator[Block]:
    """Yield how many people are left out, each reason on a line of its own.

    Small numbers are told too: a reason for being left out is nobody's answer, and a partnership
    must not be able to hide that people leave it.
    """
    told = tuple(line for n, line in _reasons(context.words, context.tables.left_out) if n)
    if told:
        yield Callout("note", context.words.say("Left out of every number here"), told)


def since_report(context: Context) -> Iterator[Block]:
    """Yield how many people withdrew or were erased since the last report, and are not in this."""
    if context.tables.since_report is None:
        return
    left, words = context.tables.since_report.left, context.words
    told = (_withdrew(words, left.get("withdrawn", 0)), _erased(words, left.get("erased", 0)))
    yield Callout("note", words.say("Since the last report"), told)


def _withdrew(words: Words, n: int) -> str:
    return words.count(
        "{n} person withdrew their consent.", "{n} people withdrew their consent.", n
    )


def _erased(words: Words, n: int) -> str:
    return words.count("{n} person was erased.", "{n} people were erased.", n)


def _reasons(words: Words, out: LeftOut) -> Iterator[tuple[int, str]]:
    n, count = out.not_allowed, words.count
    yield n, count("{n} person did not allow this use.", "{n} people did not allow this use.", n)
    n = out.refused
    yield n, count("{n} person said no.", "{n} people said no.", n)
    n = out.stale
    yield (
        n,
        count(
            "{n} person has not agreed to the new notice.",
            "{n} people have not agreed to the new notice.",
            n,
        ),
    )
    n = out.expired
    yield n, count("The consent of {n} person ran out.", "The consents of {n} people ran out.", n)
    yield out.withdrawn, _withdrew(words, out.withdrawn)
    n = out.revoked
    yield (
        n,
        count(
            "The consent of {n} person was ended by others.",
            "The consents of {n} people were ended by others.",
            n,
        ),
    )
    yield out.erased, _erased(words, out.erased)


def community(context: Context) -> Iterator[Block]:
    """Yield what the community decided about its data, with conditions, and the rows of CARE."""
    words, tables = context.words, context.tables
    lines = [line for one in tables.community for line in _decision(words, one)]
    if lines:
        yield Callout("caution", words.say("What the community decided"), tuple(lines))
    if tables.care:
        yield Table(
            words.say("The CARE Principles for Indigenous Data Governance"),
            (words.say("Row"), words.say("How far it is met"), words.say("What shows it")),
            tuple(
                (f"{mark.code} {CARE[mark.code]}", _verdict(words, mark.verdict), mark.evidence)
                for mark in tables.care
            ),
        )


def _decision(words: Words, decision: CommunityDecision) -> Iterator[str]:
    yield words.say(
        "{by} said {ruling} to {use}, {reach}. How it was decided: {how}.",
        by=decision.by,
        ruling=_ruling(words, decision.ruling),
        use=_use(words, decision.purpose),
        reach=_reach(words, decision.scope),
        how=decision.how,
    )
    if decision.conditions:
        yield words.say("On condition: {conditions}", conditions=decision.conditions)
    if decision.until:
        yield words.say("This holds until {day}.", day=_day(words, decision.until))


def _day(words: Words, day: str) -> str:
    return words.day(date.fromisoformat(day))


def _ruling(words: Words, ruling: Ruling) -> str:
    match ruling:
        case "yes":
            return words.say("yes")
        case "no":
            return words.say("no")
    return words.say("yes on conditions")


def _use(words: Words, purpose: Tier) -> str:
    match purpose:
        case "quotes":
            return words.say("quotes of people's words")
        case "reviews":
            return words.say("later reviews of this partnership")
    return words.say("open data")


def _reach(words: Words, scope: Scope) -> str:
    match scope:
        case "project":
            return words.say("by this partnership")
        case "topic":
            return words.say("by anybody on this topic")
        case "public":
            return words.say("by anybody in the public interest")
    return words.say("by anybody for anything")


def _verdict(words: Words, verdict: CareVerdict) -> str:
    match verdict:
        case "met":
            return words.say("met")
        case "partly":
            return words.say("partly met")
        case "not":
            return words.say("not met")
    return words.say("does not apply")
