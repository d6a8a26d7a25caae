"""Whether a number is of the very unit that a question names: "thị trấn Kế Sách" is no district.

An observation keeps a place's name and its province; which of two units of one name it is of, its
sentence tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from bot.answer.entry import Entry
from bot.answer.signs.models import NEVER, Sign
from bot.question.models import Question
from extract.models import Level
from extract.place import find_place

_COMMUNES = frozenset({"thị trấn", "xã", "phường"})
_TYPE = r"(?<!\w)(thị trấn|xã|phường|huyện|quận|thị xã|thành phố|tp\.?) (?:{})(?!\w)"
_MOST = 500


def place_signs(question: Question, entry: Entry) -> Iterator[Sign]:
    """Tell whether a sentence calls the place another sort of unit than the question does."""
    name = entry.observation.place
    if not question.places or name is None or entry.observation.province is None:
        return
    asked = _types(question.text.lower(), name.lower())
    if not asked:
        return
    told = _types(entry.stored.citation.quote.lower(), name.lower())
    if told and (asked <= _COMMUNES) != (told <= _COMMUNES) and asked.isdisjoint(told):
        yield NEVER + "another sort of unit", 1.0
    elif not told and asked == {"thị trấn"} and _is_district(name):
        # A town that bears its district's name is called a town.
        yield NEVER + "another sort of unit", 1.0


def _is_district(name: str) -> bool:
    return any(unit.level is Level.DISTRICT for unit in find_place(name))


@lru_cache(maxsize=_MOST)
def _types(text: str, name: str) -> frozenset[str]:
    return frozenset(re.findall(_TYPE.format(re.escape(name)), text))
