"""The fixed words that the browser needs, in the language of the panel."""

from __future__ import annotations

from pe_tools.errors import PeError
from pe_tools.language import Words
from pe_tools.widgets.fields import Options


def fixed_words(words: Words) -> dict[str, str]:
    """Return every fixed word of the panel; ``{n}`` and the like are filled in by the browser."""
    return {**_for_all(words), **_for_sheets(words), **_for_tablets(words), **_for_time(words)}


def missing_marks(words: Words) -> Options:
    """Return the reasons why a box may have no number, with what they are called."""
    return (
        ("dont-know", words.say("Don't know")),
        ("prefer-not", words.say("Prefer not to say")),
        ("unreadable", words.say("Cannot be read")),
    )


def sentence_of(refusal: PeError, words: Words) -> str:
    """Return what a person is told about a refusal, in their language where it is translated."""
    return words.translate(refusal.sentence).format(**refusal.context)


def _for_all(words: Words) -> dict[str, str]:
    return {
        "digits": "".join(words.number(digit) for digit in range(10)),
        "controls": words.say("Controls"),
        "sending": words.say("Sending …"),
        "lost": words.say(
            "The connection is lost. Nothing is lost that was saved. Reload the page."
        ),
        "yes": words.say("Yes"),
        "no": words.say("No, go back"),
        "optional": words.translate("{label} (optional)"),
        "no_choice": words.say("No choice"),
        "choose": words.say("Choose …"),
        "fill_in": words.translate("Fill in: {label}"),
        "too_long": words.translate("Too long: {label}. Use at most {n} characters."),
        "of_expected": words.translate("{n} of {expected}"),
        "whole_screen": words.say("Show on the whole screen"),
        "close": words.say("Close"),
    }


def _for_sheets(words: Words) -> dict[str, str]:
    known = dict(missing_marks(words))
    return {
        "dont-know": known["dont-know"],
        "prefer-not": known["prefer-not"],
        "unreadable": known["unreadable"],
        "role": words.say("Role"),
        "consent": words.say("What may be done with the answers"),
        "grid_hint": words.say(
            "Type the number. d: don't know, p: prefer not to say, u: cannot be read. "
            "Enter goes on. Ctrl and Enter sends the sheet."
        ),
        "wrong_key": words.translate("Type only: {allowed}"),
        "not_allowed": words.translate("{value} is not an answer here. Type one of: {allowed}"),
        "send_sheet": words.say("Send the sheet"),
        "empty_box": words.say("Empty box"),
        "first_entry": words.translate("First entry: {value}"),
        "second_entry": words.translate("Second entry: {value}"),
        "another": words.say("Another value"),
        "send_differences": words.say("Save what is right"),
    }


def _for_tablets(words: Words) -> dict[str, str]:
    return {
        "open_tablet": words.say("Open the page for participants"),
        "close_tablet": words.say("Close this page"),
        "close_question": words.say("Only the facilitator closes this page. Close it?"),
        "start": words.say("Start"),
        "your_role": words.say("Who are you here?"),
        "your_consent": words.say("What may we do with your answers?"),
        "question_of": words.translate("Question {n} of {all}"),
        "back": words.say("Back"),
        "next": words.say("Next"),
        "choose_first": words.say("Choose one answer first."),
        "review": words.say("Look at your answers"),
        "change": words.translate("Change: {label}"),
        "change_short": words.say("Change"),
        "send_answers": words.say("Send my answers"),
        "clear": words.say("Stop and clear my answers"),
        "clear_question": words.say("Clear all your answers?"),
        "thanks": words.say("Thank you. Your answers are sent."),
        "hand_on": words.say("Please hand the tablet to the next person."),
        "next_person": words.say("Next person"),
        "begun": words.say("Somebody has begun a sheet here."),
        "go_on": words.say("It is mine, go on"),
        "start_new": words.say("Clear it and start a new one"),
    }


def _for_time(words: Words) -> dict[str, str]:
    return {
        "five_minutes": words.say("5 minutes left"),
        "one_minute": words.say("1 minute left"),
        "time_up": words.say("Time is up"),
        "minutes": words.translate("{n} min"),
        "done": words.say("Done"),
        "now": words.say("Now"),
        "upcoming": words.say("Next up"),
        "later": words.say("Later"),
    }
