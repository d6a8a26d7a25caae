"""A question for everything there is -> a list, a part at a time, with its total.

``Lister.listed`` is the entry point: the figures of a place, of an indicator, or of both, the
newest of each. No part is cut off silently: the page says how many there are and how to go on.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import replace

from bot.answer import offer
from bot.answer.beside import Company
from bot.answer.entry import Entry
from bot.answer.holding import Holding, in_years, scope_about, scope_of_country, times_of
from bot.answer.match import Matcher
from bot.answer.signs import best_agreement
from bot.models import Answered, Asked, Figure, NotFound, Page, Reason
from bot.question.models import Question
from bot.question.when import NONE, newest
from extract.models import Kind
from index.lookup import Scope
from index.models import Order

PER_PAGE = 10
_MOST = 200
# Of what is named, so much an observation must account for to be listed.
_MOSTLY = 0.6
_EDGES = re.compile(
    r"^(?:\W+|(?:về|của|ở|tại|trong|cho|và)(?!\w))+|(?:\W+|(?<!\w)(?:về|của|ở|tại|trong|cho|và|không|ạ|nào|gì))+$"
)
_NEWEST_ALONE = f"danh sách này chỉ lấy từ {_MOST} số liệu mới nhất, kho còn những số cũ hơn; hỏi kèm năm để thấy"
_NEAREST_ALONE = (
    f"danh sách này chỉ lấy từ {_MOST} số liệu sát câu hỏi nhất, kho còn nữa; hỏi kèm địa phương hoặc năm"
    " để thấy"
)
_Key = tuple[str, str | None, str | None, str | None, str]


class Lister:
    """Lists what a store holds of what a question names."""

    def __init__(self, matcher: Matcher, company: Company, holding: Holding) -> None:
        """List the holding's observations."""
        self._matcher = matcher
        self._company = company
        self._holding = holding

    def listed(self, question: Question) -> Answered | None:
        """List the figures of the place or indicator that a question names.

        Returns:
            The part asked for; ``None`` where nothing is named, or nothing held of it.
        """
        meant, note = self._meant(question)
        entries = _newest_of_each(meant)
        if not entries:
            return None
        pages = -(-len(entries) // PER_PAGE)
        page = min(question.page, pages)
        first = (page - 1) * PER_PAGE
        made = [self._figure(entry) for entry in entries[first : first + PER_PAGE]]
        figures = tuple(figure for figure in made if figure is not None)
        if not figures:
            return None
        more = f"{question.unpaged}, trang {page + 1}" if page < pages else None
        shown = Page(first + 1, len(entries), _about(question), more)
        return Answered(figures, Asked.LIST, page=shown, notes=(note,) if note else ())

    def missing(self, question: Question) -> NotFound | None:
        """Say that nothing is held of what a question names at a place of which more is."""
        scope = _scope_of(question)
        if not question.names_indicator or scope is None:
            return None
        entries = _newest_of_each(self._holding.of(scope, _MOST))
        if not entries:
            return None
        offered = offer.by_indicator(entries)
        return NotFound(Reason.NO_INDICATOR, _topic(question) or None, offered)

    def _meant(self, question: Question) -> tuple[list[Entry], str | None]:
        """Choose what is meant; with a note where there is more than was looked at."""
        scope = _scope_of(question)
        if question.names_indicator:
            entries, is_cut = self._named(question, scope or Scope())
            note = _NEAREST_ALONE if is_cut else None
        elif scope is None:
            return [], None
        else:
            scope = in_years(scope, question.periods)
            entries = [e for e in self._holding.of(scope, _MOST) if _is_timely(question, e)]
            note = _NEWEST_ALONE if self._holding.exceeds(scope, _MOST) else None
        if question.wants_target:
            entries = [e for e in entries if e.observation.kind is Kind.TARGET]
        return entries, note

    def _named(self, question: Question, scope: Scope[Entry]) -> tuple[list[Entry], bool]:
        sought = self._matcher.sought(question.wanted)
        near = self._matcher.near(sought, replace(scope, times=times_of(question)), _MOST)
        close = [entry for entry, share in near.shares.items() if share >= _MOSTLY]
        kept = [
            entry
            for entry in close
            if _is_timely(question, entry) and not _is_of_namesake(entry, sought.weights)
        ]
        return kept, len(close) >= _MOST

    def _figure(self, entry: Entry) -> Figure | None:
        return self._company.figure(entry, self._holding.rivals(entry))


def _scope_of(question: Question) -> Scope[Entry] | None:
    if question.places:
        return scope_about(question.places)
    return scope_of_country() if question.whole_country else None


def _is_of_namesake(entry: Entry, terms: Collection[str]) -> bool:
    # What the department of transport does is not all about transport.
    named = any(term in entry.terms for term in terms)
    return not named and any(term in entry.subject for term in terms)


def _is_timely(question: Question, entry: Entry) -> bool:
    return not question.periods or best_agreement(question, entry) > NONE


def _newest_of_each(entries: Iterable[Entry]) -> list[Entry]:
    kept: dict[_Key, Entry] = {}
    for entry in sorted(entries, key=_newest_first):
        observation = entry.observation
        key = (
            observation.indicator.lower(),
            observation.subject,
            observation.place,
            observation.province,
            str(observation.kind),
        )
        kept.setdefault(key, entry)
    return list(kept.values())


def _newest_first(entry: Entry) -> tuple[bool, int, Order]:
    target = entry.observation.kind is Kind.TARGET
    return target, -newest(entry.observation)[0].toordinal(), entry.order


def _about(question: Question) -> str:
    places = [place.words for place in question.places]
    if not places and question.whole_country:
        places = ["cả nước"]
    topic = _topic(question) if question.names_indicator else ""
    return " · ".join(part for part in (topic, ", ".join(places)) if part)


def _topic(question: Question) -> str:
    return _EDGES.sub("", question.wanted.words)
