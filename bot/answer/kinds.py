"""Kinds of question beside the plain number: lists, claims, goals reached, counts, conflicts.

``Kinds.instead`` answers what is no question for one number; ``Kinds.finished`` adds to a
plain answer what the question wanted of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.answer import extreme, merger, offer, sides
from bot.answer.amount import said
from bot.answer.beside import SAME_TARGET, Company
from bot.answer.claim import Judge
from bot.answer.contest import Contest
from bot.answer.counting import Counter, is_stated
from bot.answer.entry import Entry
from bot.answer.holding import Holding
from bot.answer.listing import Lister
from bot.answer.match import Matcher
from bot.answer.reached import is_reached
from bot.models import Answer, Answered, Asked, Figure, NotFound, Reason
from bot.question.models import Question
from bot.question.when import newest
from extract.models import Kind
from index.models import StoredObservation


class Kinds:
    """Answers the kinds of question that are not for one number."""

    def __init__(self, matcher: Matcher, company: Company, holding: Holding) -> None:
        """Answer from what a store holds."""
        self._company = company
        self._holding = holding
        self._judge = Judge(company, holding)
        self._lister = Lister(matcher, company, holding)
        self._counter = Counter(matcher, company, holding)
        self._matcher = matcher

    def instead(self, question: Question) -> Answer | None:
        """Answer a question that is not for the value of one indicator; else ``None``."""
        if Asked.LIST in question.asked:
            return self._lister.listed(question) or self._lister.missing(question)
        sourced = Asked.SOURCE in question.asked
        if question.claim is None or (question.names_indicator and not sourced):
            return None
        found = self._judge.found(question)
        if found is not None:
            return replace(found, claim=None) if sourced else found
        return None if question.names_indicator else self._no_such_number(question)

    def finished(self, question: Question, answer: Answer) -> Answer:
        """Add to the answer of a question what the question wants beside the value.

        Args:
            question: With everything that earlier turns lend it.
            answer: To the plain question behind it.
        """
        if question.counted is not None and not is_stated(question.counted, answer):
            refused = answer if isinstance(answer, NotFound) else NotFound(Reason.LOW_CONFIDENCE)
            return self._counter.counted(question) or refused
        if not isinstance(answer, Answered):
            return answer
        answer = _newest_article_first(answer)
        answer = self._judged(question, answer)
        if Asked.REACHED in question.asked:
            answer = self._with_actual(answer)
            answer = replace(answer, reached=is_reached(answer.figures[0]))
        return replace(answer, notes=(*answer.notes, *merger.notes(question, answer)))

    def _judged(self, question: Question, answer: Answered) -> Answered:
        claim = question.claim
        if claim is None or answer.claim is not None:
            return answer
        if claim.side is not None and Asked.CHANGE in question.asked:
            # "Nhiều hơn năm trước" is to have risen.
            claim = replace(claim, way=claim.side, side=None)
            question = replace(question, claim=claim)
        if claim.side is not None:
            return sides.checked(question, answer)
        if len(question.places) > 1:
            return answer
        if claim.extreme is not None:
            return extreme.checked(question, answer, Contest(question, self._matcher))
        return self._judge.checked(question, answer)

    def _with_actual(self, answer: Answered) -> Answered:
        # Found by its goal, a thing may still have been measured under a name near it.
        entry = self.entry_of(answer)
        if entry is None or entry.observation.kind is not Kind.TARGET:
            return answer
        pool = self._holding.beside(entry)
        measured = [
            other
            for other in self._company.alike(entry, pool, SAME_TARGET)
            if other.observation.kind is Kind.ACTUAL
            and other.observation.unit == entry.observation.unit
        ]
        if not measured:
            return answer
        measured.sort(key=lambda e: e.order)
        newest_one = max(measured, key=lambda e: newest(e.observation))
        figure = self._company.figure(newest_one, pool)
        if figure is None:
            return answer
        goal = figure.target or answer.figures[0].stored
        return replace(answer, figures=(replace(figure, target=goal),))

    def entry_of(self, answer: Answer) -> Entry | None:
        """Find the observation that an answer gives first, for the turns to come."""
        if not isinstance(answer, Answered) or answer.page is not None:
            return None
        first = answer.figures[0].stored.id
        return self._holding.get(first)

    def _no_such_number(self, question: Question) -> NotFound | None:
        quantity = question.claim.quantity if question.claim else None
        if quantity is None or not question.places:
            return None
        place = question.places[0]
        missing = f"con số {said(quantity, quantity.unit)} của {place.words}"
        entries = self._holding.of_place(place)
        if not entries:
            return None
        return NotFound(Reason.NO_INDICATOR, missing, offer.by_indicator(entries))


def _newest_article_first(answer: Answered) -> Answered:
    # Whichever was picked, what two articles say of one thing is told from the newer one.
    main = answer.figures[0]
    told = {main.stored.id, *(conflict.id for conflict in main.conflicts)}
    if len(told) < 2 or any(figure.stored.id not in told for figure in answer.figures):
        return answer
    ordered = sorted(answer.figures, key=lambda figure: figure.stored.order)
    figures = sorted(ordered, key=_published, reverse=True)
    all_stored = [figure.stored for figure in figures]
    return replace(answer, figures=tuple(_beside(figure, all_stored) for figure in figures))


def _beside(figure: Figure, told: Sequence[StoredObservation]) -> Figure:
    others = tuple(stored for stored in told if stored.id != figure.stored.id)
    return replace(figure, conflicts=others)


def _published(figure: Figure) -> date:
    return figure.stored.citation.published or date.min
