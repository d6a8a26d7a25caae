"""A question as typed -> as it was meant, with all its marks.

``Mender.mend`` is the entry point. Raw keys are composed, short forms written out, and then
every word is what the speller makes of it, but for the names of places: what names a place as
it stands does so, unless its words are a familiar phrase of another kind.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from bot.question.keyboard import composed
from bot.question.spelling import Speller, Word
from bot.question.syllable import is_well_formed
from bot.question.units import AskedPlace, key_of
from bot.question.when import spell_periods
from bot.question.where import PlaceReader
from bot.question.wording import Wording
from extract.abbreviation import expand
from extract.models import Span
from extract.text import canonical, fold, has_marks

_MOST_MESSAGES = 16
_FEWEST_SHOUTED = 3


class Mender:
    """Mends questions about one store."""

    def __init__(self, wording: Wording, speller: Speller, places: PlaceReader) -> None:
        """Prepare.

        Args:
            wording: Knows the short forms.
            speller: Knows the words.
            places: Knows the places.
        """
        self._wording = wording
        self._speller = speller
        self._places = places
        # A message is read more than once.
        self._repaired = lru_cache(maxsize=_MOST_MESSAGES)(self._repair)

    def typed(self, text: str) -> str:
        """Give a message in canonical form, raw keys composed, not shouted; else as typed."""
        spoken = canonical(text).text
        spoken = spoken.lower() if _is_shouted(spoken) else spoken
        return canonical(composed(spoken, self._speller.knows_marked)).text

    def mend(self, text: str) -> str:
        """Mend a question.

        Args:
            text: As ``typed`` gives it.

        Returns:
            A canonical text, short forms written out and marks restored; capitals stay.
        """
        spelled = expand(self._wording.spelled_out(text))
        return spell_periods(self._repaired(spelled, has_marks(text)))

    def repaired(self, text: str) -> str:
        """Mend the words of a text, leaving its short forms.

        Args:
            text: As ``typed`` gives it.
        """
        return self._repaired(text, has_marks(text))

    def _repair(self, text: str, marked: bool) -> str:
        words = self._speller.words_of(text, marked)
        kept = [
            span
            for span, place in self._places.find(text)
            if _names(place, text[span.start : span.end], _inside(words, span), self._places)
        ]
        pieces: list[str] = []
        end = 0
        for word in words:
            stays = any(span.overlaps(word.span) for span in kept)
            pieces += text[end : word.span.start], word.typed if stays else word.meant
            end = word.span.end
        return "".join((*pieces, text[end:]))


def _is_shouted(text: str) -> bool:
    # A few letters in capitals are an abbreviation.
    return text.isupper() and len(text.split()) >= _FEWEST_SHOUTED


def _inside(words: Iterable[Word], span: Span) -> list[Word]:
    return [word for word in words if span.overlaps(word.span)]


def _names(place: AskedPlace, written: str, words: list[Word], places: PlaceReader) -> bool:
    changed = [word for word in words if word.typed.lower() != word.meant.lower()]
    if not changed:
        return True
    slipped = any(not is_well_formed(fold(word.typed)) for word in changed)
    if slipped or f" {key_of(place.words)} " not in f" {key_of(written)} ":
        # No name, but the slip of one; what its words were meant to be shall be read.
        return False
    if any(word.typed[0].isupper() for word in words):
        return True
    inner = all(word.familiar[1] for word in words[:-1])
    is_phrase = inner and (words[0].familiar[0] or words[-1].familiar[1])
    # A name that is written like this one: which is meant, the places tell.
    return not is_phrase or places.is_name(" ".join(word.meant for word in words))
