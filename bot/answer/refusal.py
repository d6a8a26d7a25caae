"""A question that no number answers -> what is missing, and the nearest thing there is.

``Refuser.refuse`` is the entry point. What it offers are questions; it never shows a number.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.answer import merger, offer
from bot.answer.contest import Candidate, Contest
from bot.answer.entry import Entry
from bot.answer.holding import Holding, is_about, is_province_of
from bot.answer.match import Wanted
from bot.answer.merger import MERGED
from bot.answer.pick import SURE, Pick, of_asked_kind
from bot.models import Choice, NotFound, Reason
from bot.question.models import Question
from bot.question.units import AskedPlace
from bot.render.phrase import period_words
from extract.period import label

_NEAR_BEST = 0.9
_MOST = 5
_SHORTEST_NAME = 3
_HEADS = frozenset(("tỷ", "lệ", "số", "diện", "chỉ", "mức", "lượng", "tổng", "điểm", "giá"))
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
        candidates = of_asked_kind(question, contest.everywhere) or contest.everywhere
        if reason is Reason.NO_INDICATOR and any(c.chance >= SURE for c in candidates):
            # Other places have it.
            reason = Reason.NO_PLACE
        if reason is Reason.NO_PERIOD:
            return self._refuse_period(question, candidates, picked)
        if reason is Reason.NO_PLACE:
            return self._refuse_known(question, candidates)
        if reason is Reason.LOW_CONFIDENCE and picked.near:
            near = offer.by_indicator([c.entry for c in picked.near], _MOST)
            return NotFound(reason, indicator_words(question.wanted), near)
        entries = self._holding.of_place(question.places[0]) if question.places else []
        # What shares a word with the question stands before what is merely of the place.
        close = {c.entry.stored.id: number for number, c in enumerate(candidates)}
        entries.sort(key=lambda e: (close.get(e.stored.id, len(close)), e.order))
        return NotFound(
            reason, indicator_words(question.wanted), offer.by_indicator(entries, _MOST)
        )

    def refuse_place(self, place: AskedPlace) -> NotFound:
        """Say that nothing at all is known about a place."""
        found = NotFound(Reason.NO_PLACE, place.words)
        known = merger.old_names((place,)) | merger.new_names((place,))
        return _with_mergers(found, (place,), self._holding.of_provinces(known))

    def _refuse_period(
        self, question: Question, candidates: Sequence[Candidate], picked: Pick
    ) -> NotFound:
        near = [c for c in picked.near if c.chance >= SURE]
        periods = ", ".join(period_words(label(period)) for period in question.periods[:1])
        found = NotFound(
            Reason.NO_PERIOD, periods or None, offer.by_period(near or picked.near, _MOST)
        )
        if not any((period.last or date.min) >= MERGED for period in question.periods):
            return found
        return _with_mergers(found, question.places, _strong(candidates))

    def _refuse_known(self, question: Question, candidates: Sequence[Candidate]) -> NotFound:
        strong = [c for c in candidates if c.chance >= max(SURE, _NEAR_BEST * candidates[0].chance)]
        told = merger.old_names(question.places)
        here = [c.entry for c in strong if any(is_about(c.entry, p) for p in question.places)]
        others = [c for c in strong if c.entry.observation.place not in told]
        others = [c for c in others if c.entry not in here]
        nearest = (*offer.by_indicator(here, _MOST), *offer.by_place(others, _MOST))
        found = NotFound(Reason.NO_PLACE, _place_words(question), nearest)
        return _with_mergers(found, question.places, [c.entry for c in strong])


def _strong(candidates: Sequence[Candidate]) -> list[Entry]:
    best = max((c.chance for c in candidates), default=0.0)
    return [c.entry for c in candidates if c.chance >= _NEAR_BEST * best]


def _with_mergers(
    found: NotFound, places: Sequence[AskedPlace], entries: Sequence[Entry]
) -> NotFound:
    # Whose ground the asked province is now, or was, with what is known of it there.
    old, new = merger.old_names(places), merger.new_names(places)
    before = [e for e in merger.of_old(entries) if is_province_of(e, old)]
    after = [e for e in merger.of_new(entries) if is_province_of(e, new)]
    offered = (*_labelled(before, "trước sáp nhập"), *_labelled(after, "từ 1/7/2025"))
    held = {choice.question for choice in offered}
    nearest = (*offered, *(c for c in found.nearest if c.question not in held))
    asked_after = found.reason is Reason.NO_PERIOD
    into = next(iter(sorted(new)), None) if after or asked_after else None
    return replace(
        found,
        nearest=nearest[:_MOST],
        merged=tuple(sorted({e.observation.place or "" for e in before})),
        into=into,
        asked=places[0].words if places else None,
    )


def _labelled(entries: Sequence[Entry], when: str) -> tuple[Choice, ...]:
    first = {entry.observation.place: entry for entry in reversed(entries)}
    return tuple(
        Choice(f"{name} ({when})", offer.question_of(first[name]))
        for name in sorted(first, key=str)
    )


def indicator_words(wanted: Wanted) -> str | None:
    """Say what a question calls an indicator, without what asks; ``None`` where too little is left."""
    # What asks or is empty stays at neither end: "giải ngân được bao nhiêu" is "giải ngân".
    words = _ASKS.sub(" ", wanted.words).split()
    telling = [n for n, word in enumerate(words) if word.strip(_MARKS) in wanted.terms]
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
