"""Words that several steps use: names of levels, reasons to talk, options, verdicts."""

from __future__ import annotations

from pe_tools import methods
from pe_tools.language import Words
from pe_tools.model import Matrix, Option, Verdict


def level_names(words: Words, matrix: Matrix) -> tuple[str, ...]:
    """Return the names of a matrix's levels in a language, lowest first."""
    names = {
        "extremely low": words.say("Extremely low"),
        "very low": words.say("Very low"),
        "low": words.say("Low"),
        "moderate": words.say("Moderate"),
        "medium": words.say("Medium"),
        "high": words.say("High"),
        "very high": words.say("Very high"),
        "extremely high": words.say("Extremely high"),
    }
    return tuple(names[name] for name in methods.level_names(matrix))


def level_name(words: Words, matrix: Matrix, level: int | None) -> str:
    """Return the name of one level; an en dash for none."""
    return level_names(words, matrix)[level - 1] if level else "–"


def high_level(matrix: Matrix) -> int:
    """Return the number of the level that is called high."""
    return methods.level_names(matrix).index("high") + 1


def stop_level(matrix: Matrix) -> int:
    """Return the level from which a residual risk stops the use: "very high", or the highest."""
    names = methods.level_names(matrix)
    return names.index("very high") + 1 if "very high" in names else len(names)


def flag_words(words: Words, flags: tuple[str, ...]) -> str:
    """Return why something is worth talking about."""
    reasons = {
        "camps": words.say("two camps or no pattern"),
        "spread": words.say("far apart"),
        "roles": words.say("roles differ"),
    }
    return words.join(reasons[flag] for flag in flags) or words.say("people agree")


def option_word(words: Words, option: Option) -> str:
    """Return the word for an option of treatment."""
    return {
        "avoid": words.say("Avoid"),
        "remove-source": words.say("Remove the source"),
        "change-likelihood": words.say("Make it less likely"),
        "change-consequence": words.say("Make it less severe"),
        "share": words.say("Share it with others"),
        "retain": words.say("Retain it"),
    }[option]


def verdict_word(words: Words, verdict: Verdict) -> str:
    """Return the word for a decision."""
    return {
        "accept": words.say("Accept"),
        "treat": words.say("Treat"),
        "pause": words.say("Pause the use"),
        "stop": words.say("Stop the use"),
    }[verdict]
