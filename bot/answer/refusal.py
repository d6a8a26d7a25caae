"""A question that no number answers -> what is missing, and the nearest thing there is.

``Refuser.refuse`` is the entry point. What it offers are questions; it never shows a number.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.answer import offer
from bot.answer.contest import Candidate, Contest
from bot.answer.entry import Entry
from bot.answer.holding import Holding
from bot.answer.pick import SURE, Pick
from bot.models import Choice, NotFound, Reason
from bot.question.reader import Question
from bot.question.where import AskedPlace, merged_into
from bot.render.phrase import period_words
from extract.period import label

_NEAR_BEST = 0.9
_MOST = 5
_SHORTEST_NAME = 3
_HEADS = frozenset(("tỷ", "lệ", "số", "chỉ", "mức", "lượng", "tổng", "điểm", "giá"))
_MARKS = " ?.,;:!()"
_ASKS = re.compile(r"(?<!\w)(?:là )?(?:bao nhiêu(?: phần trăm)?|mấy(?: phần trăm)?|%)(?!\w)|[?!]+")


class Refuser:
    """Says what a store does not hold."""

    def __init__(self, holding: Holding) -> None:
        """Know what the store holds."""
        self._holding = holding

    def refuse(self, question: Question, contest: Contest, picked: Pick) -> NotFound:
        """Say what is missing.

        Args:
            question: What was asked.
            contest: Everything that the indicator can mean.
            picked: Why none of it was picked.
        """
        reason = picked.reason or Reason.LOW_CONFIDENCE
        candidates = contest.everywhere
        if reason is Reason.NO_INDICATOR and any(c.chance >= SURE for c in candidates):
            # Other places have it.
            reason = Reason.NO_PLACE
        if reason is Reason.NO_PERIOD:
            periods = ", ".join(period_words(label(period)) for period in question.periods[:1])
            return NotFound(reason, periods or None, offer.by_period(picked.near, _MOST))
        if reason is Reason.NO_PLACE:
            return self._refuse_known(question, candidates)
        entries = self._holding.of_place(question.places[0]) if question.places else []
        # What shares a word with the question stands before what is merely of the place.
        close = {c.entry.stored.id: number for number, c in enumerate(candidates)}
        entries.sort(key=lambda e: (close.get(e.stored.id, len(close)), e.stored.id))
        return NotFound(reason, _indicator_words(question), offer.by_indicator(entries, _MOST))

    def refuse_place(self, place: AskedPlace) -> NotFound:
        """Say that nothing at all is known about a place."""
        old = _old_names((place,))
        entries = [e for e in self._holding.entries if e.observation.place in old]
        return NotFound(
            Reason.NO_PLACE, place.words, _before_merger(entries), merged=_told(entries)
        )

    def _refuse_known(self, question: Question, candidates: Sequence[Candidate]) -> NotFound:
        strong = [c for c in candidates if c.chance >= max(SURE, _NEAR_BEST * candidates[0].chance)]
        old = _old_names(question.places)
        entries = [c.entry for c in strong if c.entry.observation.place in old]
        others = [c for c in strong if c.entry.observation.place not in old]
        nearest = (*_before_merger(entries), *offer.by_place(others, _MOST))
        return NotFound(
            Reason.NO_PLACE, _place_words(question), nearest[:_MOST], merged=_told(entries)
        )


def _old_names(places: Sequence[AskedPlace]) -> set[str]:
    return {old.name for place in places for unit in place.candidates for old in merged_into(unit)}


def _before_merger(entries: Sequence[Entry]) -> tuple[Choice, ...]:
    first = {entry.observation.place: entry for entry in reversed(entries)}
    return tuple(
        Choice(f"{name} (trước sáp nhập)", offer.question_of(first[name]))
        for name in sorted(first, key=str)
    )


def _told(entries: Sequence[Entry]) -> tuple[str, ...]:
    return tuple(sorted({entry.observation.place or "" for entry in entries}))


def _indicator_words(question: Question) -> str | None:
    # What asks or is empty stays at neither end: "giải ngân được bao nhiêu" is "giải ngân".
    words = _ASKS.sub(" ", question.wanted.words).split()
    telling = [n for n, word in enumerate(words) if word.strip(_MARKS) in question.wanted.terms]
    if not telling:
        return None
    first = telling[0]
    while first and words[first - 1] in _HEADS:
        first -= 1
    kept = " ".join(words[first : telling[-1] + 1]).strip(_MARKS)
    return kept if len(kept) >= _SHORTEST_NAME else None


def _place_words(question: Question) -> str | None:
    if question.places:
        return question.places[0].words
    return "cả nước" if question.whole_country else None
