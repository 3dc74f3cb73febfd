"""Words of people's languages: messages, plurals, numbers and direction."""

from pe_tools.language.words import Words, known_languages

__all__ = ["Words", "known_languages"]
