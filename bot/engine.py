"""Questions of many chats -> answers; both faces of the program call only this.

``Engine.ask`` is the entry point for who talks to one engine all the time: it keeps what the
last turn of each chat lends to the next. ``Engine.follow`` is told the turns before, so that
any engine over the same store gives the same answer. Nothing is written anywhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby
from threading import Lock
from typing import TYPE_CHECKING

from bot.answer import offer
from bot.answer.beside import Company
from bot.answer.composer import Answerer
from bot.answer.contest import load_weights
from bot.answer.describer import Describer
from bot.answer.entry import Entry
from bot.answer.heard import Heard
from bot.answer.holding import Holding
from bot.answer.match import Matcher
from bot.answer.outcome import Outcome, least_sure
from bot.answer.telling import Teller
from bot.answer.verify import Verifier
from bot.joining import going_on, is_full, sources_of
from bot.memory import Memory
from bot.models import Answer, Answered, Asked, Choice, Help, NotFound
from bot.question.bearing import holds_name
from bot.question.dialogue import Turn, chosen, offered
from bot.question.expected import usage_of
from bot.question.follow import Follow, follows, settle, unsettled
from bot.question.models import Question
from bot.question.reader import QuestionReader
from bot.question.smalltalk import read_smalltalk
from bot.question.tail import find_tail
from bot.question.wording import load_wording
from bot.source import Source
from index.lookup import Scope
from index.models import StoredObservation

if TYPE_CHECKING:
    from bot.answer.contents import Contents
    from bot.answer.neighbours import Neighbours
    from bot.answer.trace import Trace

_MOST_CHATS = 10_000
_MOST_STEPS = 500
# How an answer came about is asked right after it, if ever.
_MOST_HEARD = 50
_LONGEST_QUESTION = 2_000
_LONGEST_SMALLTALK = 40
_EXAMPLES = 3
# Without its place a number must fit all the better, above all where it does not bear the name.
_SURE_OF_BEARER, _SURE_OF_NAMED, _MOSTLY = 0.65, 0.55, 0.6


@dataclass(frozen=True, slots=True)
class _Step:
    """One message in a conversation.

    Attributes:
        turn: What the next message can take over.
        heard: How the answer came about; ``None`` where that of the message before still holds.
    """

    answer: Answer
    turn: Turn | None
    heard: Heard | None = None


class Engine:
    """Answers questions from one store."""

    def __init__(self, source: Source) -> None:
        """Open an engine; what costs time waits for the first question.

        Args:
            source: What is answered from.
        """
        self._source = source
        self._turns: Memory[str, Turn] = Memory(_MOST_CHATS)
        self._heard: Memory[str, tuple[str, Heard]] = Memory(_MOST_HEARD)
        self._steps: Memory[tuple[str, ...], _Step] = Memory(_MOST_STEPS)
        self._lock = Lock()

    def ask(self, chat: str, text: str) -> Answer:
        """Answer a message.

        Args:
            chat: Key of the conversation.
            text: The message as typed; what is beyond 2,000 characters is not read.
        """
        with self._lock:
            step = self._step(self._turns.recall(chat), text[:_LONGEST_QUESTION])
            if step.turn is not None:
                self._turns.keep(chat, step.turn)
            if step.heard is not None:
                self._heard.keep(chat, (text, step.heard))
            return step.answer

    def follow(self, turns: Sequence[str], text: str) -> Answer:
        """Answer a message as if others had been asked before, whatever else was asked.

        Args:
            turns: The messages before it, oldest first; read again where long forgotten.
            text: As for ``ask``.
        """
        said = tuple(message[:_LONGEST_QUESTION] for message in (*turns, text))
        with self._lock:
            return self._last_step(said).answer

    def explain(self, chat: str) -> Trace | None:
        """Tell how the last message of a chat was read, what was weighed and what decided.

        Returns:
            ``None`` where the chat has asked nothing, or many others have since.
        """
        # Not loaded at every start, since few ask for it; so below.
        from bot.answer.trace import explain

        with self._lock:
            kept = self._heard.recall(chat)
            if kept is None:
                return None
            return explain(*kept, self._reader.mended, self._matcher, load_weights())

    def examples(self) -> tuple[str, ...]:
        """Give questions that this store really answers; none where it holds no number."""
        with self._lock:
            return self._examples

    def is_answered(self, question: str, stored: StoredObservation) -> bool:
        """Tell whether a question, asked alone, is answered with an observation."""
        with self._lock:
            answer = self._step(None, question[:_LONGEST_QUESTION]).answer
        return isinstance(answer, Answered) and any(
            figure.stored.id == stored.id for figure in answer.figures
        )

    @cached_property
    def contents(self) -> Contents:
        """The indicators and places of the store."""
        from bot.answer.contents import Contents

        source = self._source
        return Contents(
            source.indicators(), source.tallied_places(), self._holding, source.catalogue
        )

    @cached_property
    def neighbours(self) -> Neighbours:
        """What figures of the store can be compared with."""
        from bot.answer.neighbours import Neighbours

        return Neighbours(self._company, self._holding)

    def _last_step(self, said: tuple[str, ...]) -> _Step:
        known = len(said)
        step = self._steps.recall(said)
        while step is None and known:
            known -= 1
            step = self._steps.recall(said[:known])
        for length in range(known + 1, len(said) + 1):
            step = self._step(step.turn if step else None, said[length - 1])
            # Nobody asks how these came about.
            self._steps.keep(said[:length], replace(step, heard=None))
        assert step is not None
        return step

    def _step(self, last: Turn | None, text: str) -> _Step:
        before = last
        text = self._reader.typed(text)
        choices = chosen(text, last)
        if len(choices) > 1:
            return self._together(choices)
        if choices:
            text, last = choices[0].question, None
        topic = read_smalltalk(text)
        if topic is None and len(text) <= _LONGEST_SMALLTALK:
            topic = read_smalltalk(self._reader.repaired(text))
        if topic is not None:
            answer: Answer = Help(topic, self._examples)
            return _Step(answer, before, Heard(text, answer))
        question = self._reader.read(text)
        if question.asked == (Asked.SOURCE,) and not question.names_indicator and last is not None:
            return _Step(sources_of(last.answer), before)
        follow, outcome = self._followed(question, last)
        if question.places and isinstance(outcome.answer, NotFound):
            follow, outcome = self._of_bearer(text, question, last) or (follow, outcome)
        answer = outcome.answer
        if not is_full(question, answer):
            further = self._going_on(text, last)
            if further is not None:
                return further
        if not isinstance(answer, Help):
            answer = replace(answer, carried=follow.carried)
        given = outcome.main or (last.given if last is not None else None)
        asked = follow.question
        turn = Turn(asked, outcome.main, answer, offered(answer), given, follow.topic)
        if asked.near is not None and last is not None:
            # The reason of a number is an aside: what is talked about stays.
            turn = replace(last, answer=answer, choices=())
        return _Step(answer, turn, Heard(text, answer, follow, outcome))

    def _together(self, choices: Sequence[Choice]) -> _Step:
        steps = [self._step(None, choice.question) for choice in choices]
        told = [(s, s.answer) for s in steps if isinstance(s.answer, Answered)]
        if not told:
            return steps[0]
        figures = {f.stored.id: f for _, answer in told for f in answer.figures}
        step, answer = told[0]
        sure = least_sure(other for _, other in told)
        both = replace(answer, figures=tuple(figures.values()), confidence=sure)
        turn = replace(step.turn, answer=both) if step.turn is not None else None
        return replace(step, answer=both, turn=turn)

    def _followed(self, question: Question, last: Turn | None) -> tuple[Follow, Outcome]:
        tried: list[tuple[Follow, Outcome]] = []
        ranks = groupby(sorted(follows(question, last), key=_rank), key=_rank)
        for _, alike in ranks:
            now = [(follow, self._answerer.answer(follow.question)) for follow in alike]
            settled = settle(now, last, self._matcher.weight)
            if settled is not None:
                return settled
            tried += now
        return unsettled(tried)

    def _going_on(self, text: str, last: Turn | None) -> _Step | None:
        both = find_tail(self._reader.mended(text))
        if both is None:
            return None
        first = self._step(last, both[0])
        if not isinstance(first.answer, Answered) or first.turn is None:
            return None
        answer = going_on(first.answer, self._step(first.turn, both[1]).answer)
        if answer is None:
            return None
        return replace(first, answer=answer, turn=replace(first.turn, answer=answer))

    def _of_bearer(
        self, text: str, asked: Question, last: Turn | None
    ) -> tuple[Follow, Outcome] | None:
        question = self._reader.read(text, bearers=True)
        if question.places == asked.places:
            return None
        follow, outcome = self._followed(question, last)
        if outcome.main is None or not isinstance(outcome.answer, Answered):
            return None
        borne = tuple(place for place in asked.places if place not in question.places)
        source = outcome.main.stored
        named = f"{source.observation.subject} {source.observation.indicator}"
        told = f"{named} {source.citation.quote} {source.citation.title}"
        said = _share_said(asked.wanted.terms, outcome.main)
        bears = holds_name(named, borne) and said >= _MOSTLY
        least = _SURE_OF_NAMED if bears else _SURE_OF_BEARER
        sure = outcome.score >= least
        return (follow, outcome) if sure and holds_name(told, borne) else None

    @cached_property
    def _matcher(self) -> Matcher:
        describer = Describer(load_wording(), self._source.catalogue, self._source.text_of)
        return Matcher(self._source.lookup(describer), describer)

    @cached_property
    def _reader(self) -> QuestionReader:
        source = self._source
        return QuestionReader(
            load_wording(), usage_of(source), source.places(), source.newest_day()
        )

    @cached_property
    def _answerer(self) -> Answerer:
        teller = Teller(self._holding, lambda: self._source.searcher, self._source.text_of)
        return Answerer(self._matcher, self._company, teller)

    @cached_property
    def _company(self) -> Company:
        return Company(self._matcher, load_wording(), Verifier(self._source.text_of))

    @cached_property
    def _holding(self) -> Holding:
        return Holding(self._matcher)

    @cached_property
    def _examples(self) -> tuple[str, ...]:
        found: dict[str, str] = {}
        for entry in self._holding.of(Scope()):
            observation = entry.observation
            if observation.place is None or observation.place in found or observation.subject:
                continue
            question = f"{offer.question_of(entry)}?"
            if isinstance(self._answerer.answer(self._reader.read(question)).answer, Answered):
                found[observation.place] = question
            if len(found) == _EXAMPLES:
                break
        return tuple(found.values())


def _rank(follow: Follow) -> int:
    return follow.rank


def _share_said(terms: Sequence[str], entry: Entry) -> float:
    single = [term for term in terms if "_" not in term]
    return sum(term in entry.fields for term in single) / max(1, len(single))
