"""Words of people's languages: messages, plurals, numbers and direction."""

from pe_tools.language.direction import Direction, text_direction
from pe_tools.language.words import Words, known_languages, own_name

__all__ = ["Direction", "Words", "known_languages", "own_name", "text_direction"]
