"""A question that no number answers -> what is missing, and the nearest thing there is.

``Refuser.refuse`` is the entry point. What it offers are questions; it never shows a number.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.answer import offer
from bot.answer.holding import Holding
from bot.answer.match import Candidate
from bot.answer.pick import Pick
from bot.models import Choice, NotFound, Reason
from bot.question.reader import Question
from bot.question.where import AskedPlace, merged_into
from bot.render.phrase import period_words
from extract.period import label

_NEAR_BEST = 0.9


class Refuser:
    """Says what a store does not hold."""

    def __init__(self, holding: Holding) -> None:
        """Know what the store holds."""
        self._holding = holding

    def refuse(self, question: Question, candidates: Sequence[Candidate], picked: Pick) -> NotFound:
        """Say what is missing.

        Args:
            question: What was asked.
            candidates: Everything that the indicator can mean, best first.
            picked: Why none of it was picked.
        """
        reason = picked.reason or Reason.LOW_CONFIDENCE
        if reason is Reason.NO_PERIOD:
            periods = ", ".join(period_words(label(period)) for period in question.periods[:1])
            return NotFound(reason, periods or None, offer.by_period(picked.near))
        if reason is Reason.NO_PLACE:
            strong = [c for c in candidates if c.score >= _NEAR_BEST * candidates[0].score]
            nearest = (*self._before_merger(question.places), *offer.by_place(strong))
            return NotFound(reason, _place_words(question), nearest[: offer.MOST])
        entries = self._holding.of_place(question.places[0]) if question.places else []
        missing = " ".join(question.wanted.words.strip(" ?.,!").split())
        return NotFound(reason, missing or None, offer.by_indicator(entries))

    def refuse_place(self, place: AskedPlace) -> NotFound:
        """Say that nothing at all is known about a place."""
        return NotFound(Reason.NO_PLACE, place.words, self._before_merger((place,)))

    def _before_merger(self, places: Sequence[AskedPlace]) -> tuple[Choice, ...]:
        # Offer the old provinces that a merged one is made of.
        old = {before.name for p in places for unit in p.candidates for before in merged_into(unit)}
        entries = [e for e in self._holding.entries if e.observation.place in old]
        first = {e.observation.place: e for e in reversed(entries)}
        return tuple(
            Choice(f"{name} (trước sáp nhập)", offer.question_of(first[name]))
            for name in sorted(first, key=str)
        )


def _place_words(question: Question) -> str | None:
    if question.places:
        return question.places[0].words
    return "cả nước" if question.whole_country else None
