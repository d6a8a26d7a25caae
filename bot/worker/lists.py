"""What the store holds, page by page.

``Lists.card`` is the entry point. A list of questions offers those that are really answered
with what they name; where it is long, only as far as its pages have been turned.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import overload

from bot.answer.contents import Offered
from bot.card.lists import (
    PER_PAGE,
    indicators_card,
    newest_words,
    of_indicator_card,
    of_place_card,
    places_card,
    sources_card,
)
from bot.card.models import Card, Verb
from bot.corpus import Corpus
from bot.memory import Memory
from bot.models import Choice
from index.models import StoredArticle
from index.store import Store

# A list's questions are asked before they are offered, which takes some milliseconds each.
_MOST_TRIED = 60
_MOST_REMEMBERED = 4_096


class Lists:
    """Makes the cards of lists."""

    def __init__(self, corpus: Corpus) -> None:
        """List what a corpus holds."""
        self._corpus = corpus
        self._answered: Memory[tuple[str, int], bool] = Memory(_MOST_REMEMBERED)

    def card(self, verb: str, args: Sequence[str], today: date) -> Card:
        """Make a page of a list.

        Args:
            verb: One of ``Verb``'s INDICATORS, PLACES, OF_INDICATOR, OF_PLACE, SOURCES.
            args: As there.
            today: The day that ages are counted to.
        """
        contents = self._corpus.engine.contents
        *names, page_words = args
        page = int(page_words)
        match Verb(verb):
            case Verb.INDICATORS:
                return indicators_card(contents.indicators, page)
            case Verb.PLACES:
                return places_card(contents.places, page)
            case Verb.OF_INDICATOR:
                [indicator] = names
                choices = self._choices(contents.of_indicator(indicator), page)
                told = contents.indicator_told(indicator)
                return of_indicator_card(
                    indicator, choices, page, newest_words(told.looked_at, told.total)
                )
            case Verb.OF_PLACE:
                place, province = names[0], names[1] or None
                choices = self._choices(contents.of_place(place, province), page)
                told = contents.place_told(place, province)
                return of_place_card(
                    place, province, choices, page, newest_words(told.looked_at, told.total)
                )
            case Verb.SOURCES:
                return sources_card(_Newest(self._corpus.store), page, today)
            case other:
                raise ValueError(f"no list: {other}")

    def _choices(self, offered: Sequence[Offered], page: int) -> list[Choice]:
        choices: list[Choice] = []
        for tried, offer in enumerate(offered):
            is_shown = len(choices) < (page + 1) * PER_PAGE and tried < _MOST_TRIED
            if not is_shown or self._is_answered(offer):
                choices.append(offer.choice)
        return choices

    def _is_answered(self, offer: Offered) -> bool:
        question, stored = offer.choice.question, offer.entry.stored
        return self._answered.made(
            (question, stored.id), lambda: self._corpus.engine.is_answered(question, stored)
        )


class _Newest(Sequence[StoredArticle]):
    """The articles of a store, the newest first; only those of a page are read."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def __len__(self) -> int:
        return self._store.counts().articles

    @overload
    def __getitem__(self, at: int) -> StoredArticle: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[StoredArticle]: ...

    def __getitem__(self, at: int | slice) -> StoredArticle | Sequence[StoredArticle]:
        if isinstance(at, slice):
            first, last, _ = at.indices(len(self))
            return self._store.newest_articles(first, last - first)
        return self[at : at + 1][0]
