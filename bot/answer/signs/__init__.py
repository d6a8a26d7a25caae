"""A question and an observation -> the signs that the one means the other.

``read_signs`` is the entry point. A sign is a name and a strength; what each weighs stands in
``weights.csv`` and was fitted on annotated questions (see ``bot.evaluation.asking``). No sign
knows a word: each says how the words of the two stand to each other.
"""

from bot.answer.signs.aspects import DECISIVE
from bot.answer.signs.models import NEVER, OF_FORM, OUTDONE, OUTDONE_HERE, Scene, Sign, Stand
from bot.answer.signs.reader import find_signs, read_signs, weigh
from bot.answer.signs.shares import misses_the_time
from bot.answer.signs.stated import asks_for_growth, has_rank, is_growth, is_told_by_growth
from bot.answer.signs.times import best_agreement
from bot.answer.signs.words import led_share

__all__ = [
    "DECISIVE",
    "NEVER",
    "OF_FORM",
    "OUTDONE",
    "OUTDONE_HERE",
    "Scene",
    "Sign",
    "Stand",
    "asks_for_growth",
    "best_agreement",
    "find_signs",
    "has_rank",
    "is_growth",
    "is_told_by_growth",
    "led_share",
    "misses_the_time",
    "read_signs",
    "weigh",
]
