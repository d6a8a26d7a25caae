"""A message that goes on from the turns before -> the questions that it may be.

``follows`` is the entry point: what a message leaves unsaid is taken from the turn before. New
words may name another indicator, or a part of the one talked about ("riêng nông thôn?"); both
are tried, and ``settle`` says which of the answers speaks of what was said.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from bot.answer.entry import Entry
from bot.answer.match import Wanted
from bot.answer.outcome import Outcome
from bot.models import Answered, Asked, NotFound, Reason
from bot.question import carry, cues
from bot.question.asked import MAYBE_TARGET
from bot.question.dialogue import Turn
from bot.question.models import Part, Question
from extract.models import Kind
from index.lookup import Field

_KEPT_ASKS = (Asked.RANK, Asked.TARGET)
_SURE_FIELDS = frozenset({Field.NAME, Field.SUBJECT, Field.UNIT, Field.ALIAS, Field.CLAUSE})
_OWN_FIELDS = frozenset({Field.NAME, Field.SUBJECT, Field.UNIT, Field.ALIAS})
_ACCOUNTED = 0.6
_FEW_WORDS = 3
# How far what is counted in something else goes behind, where nobody says that it shall be.
_COUNTED_ELSE = 0.75
_BY_NAME, _AT_LAST = 5, 10


@dataclass(frozen=True, slots=True)
class Follow:
    """One question that a message may be.

    Attributes:
        question: With everything that the turns before lend it.
        topic: The indicator then talked about, without what narrows it down for one turn.
        carried: What was taken over, in words.
        own: Terms said anew, for which the answer has to account.
        rank: Those of a higher one are tried where none of a lower is answered.
        actual: What is so is wanted, after what was aimed at.
    """

    question: Question
    topic: Wanted
    carried: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    rank: int = 0
    actual: bool = False


def follows(question: Question, last: Turn | None) -> tuple[Follow, ...]:
    """Give the questions that a message may be, the first one standing for all if none fits.

    Args:
        question: The message, as read.
        last: The turn before, if any.
    """
    if last is None:
        return (Follow(question, question.wanted),)
    if Asked.TEXT in question.asked:
        return (_for_words(question, last),)
    if _stands_alone(question) and not cues.narrows(question):
        return (Follow(carry.with_period(question, last), question.wanted),)
    if not cues.says_what(question):
        return (*_for_goal(question, last), *_later(_same_indicator(question, last)))
    # Where neither says anything, there is nothing to go on from.
    new = tuple(_new_words(question, last)) or (Follow(question, question.wanted),)
    if not cues.asks_for_goal(question):
        return new
    goal = tuple(_same_indicator(replace(question, asked=(Asked.TARGET,)), last))
    return (*goal, *_later(new))


def _later(follows: Iterable[Follow]) -> Iterator[Follow]:
    return (replace(follow, rank=follow.rank + _AT_LAST) for follow in follows)


def _for_goal(question: Question, last: Turn) -> Iterator[Follow]:
    # "Kế hoạch bao nhiêu?" after what was done asks for no more of that.
    if MAYBE_TARGET in question.rules and not carry.aims(last):
        rules = tuple(rule for rule in question.rules if rule != MAYBE_TARGET)
        yield from _same_indicator(replace(question, rules=rules), last)


def settle(
    tried: Sequence[tuple[Follow, Outcome]], last: Turn | None, weight: Callable[[str], float]
) -> tuple[Follow, Outcome] | None:
    """Choose among the answers of one rank; ``None`` where none is answered.

    Args:
        tried: Questions with what came of them.
        last: The turn before, if any.
        weight: How much a term tells.
    """
    given = last.main if last is not None else None
    told = [
        (follow, outcome)
        for follow, outcome in tried
        if isinstance(outcome.answer, Answered) and _accounts(follow, outcome, given, weight)
    ]
    return max(told, key=lambda pair: _likely(pair[0], pair[1], last), default=None)


def _likely(follow: Follow, outcome: Outcome, last: Turn | None) -> float:
    # "Mầm non?" after the pupils of "tiểu học" asks for pupils, not for schools.
    topic = last.topic if last is not None else None
    if follow.own or follow.question.wanted.measures or outcome.main is None or topic is None:
        return outcome.score
    entry = outcome.main
    fits = [m.fits(entry.measure, entry.name, entry.terms) for m in topic.measures]
    return outcome.score if any(fits) or not fits else outcome.score * _COUNTED_ELSE


def unsettled(tried: Sequence[tuple[Follow, Outcome]]) -> tuple[Follow, Outcome]:
    """Choose among answers none of which gives what was asked."""
    # What was added to the talk is not forgotten with the answer it did not get.
    added = [follow for follow, _ in tried if follow.own]
    follow = added[0] if added else tried[0][0]
    told = [outcome for _, outcome in tried if not isinstance(outcome.answer, Answered)]
    open_ones = [o for o in told if not isinstance(o.answer, NotFound)]
    if told:
        return follow, (open_ones or told)[0]
    words = cues.bare(follow.question.text) or None
    return follow, Outcome(NotFound(Reason.NO_INDICATOR, words))


def _stands_alone(question: Question) -> bool:
    named = question.places or question.whole_country
    return bool(named and not question.leads_on and cues.says_what(question))


def _for_words(question: Question, last: Turn) -> Follow:
    # "vì sao?" after a number asks why it is so.
    if not cues.says_little(question) or last.given is None:
        return Follow(question, question.wanted)
    given = last.given
    source = given.stored.citation
    prose = f"{question.prose} {last.topic_words}"
    aside = replace(question, prose=prose, near=(source.article, source.paragraph))
    return Follow(aside, last.topic or question.wanted, carry.told(last, True, (), ()))


def _same_indicator(question: Question, last: Turn) -> Iterator[Follow]:
    before, topic = last.question, last.topic or last.question.wanted
    wanted = before.wanted
    if cues.asks_for_whole(question):
        wanted = carry.without(topic, last.given)
    measures = () if cues.counts_pieces(question) else question.wanted.measures
    if measures and measures != wanted.measures:
        wanted = replace(carry.without_counted(wanted), measures=measures)
    parts = () if measures or question.asked else _untimed(before.parts, question)
    filled = replace(question, wanted=wanted, parts=parts, unit=question.unit or before.unit)
    yield from _completed(filled, topic, last, question, named=True)
    if last.main is not None and not measures and not before.parts:
        by_name = replace(filled, wanted=carry.named_by(last.main))
        for follow in _completed(by_name, topic, last, question, named=True):
            yield replace(follow, rank=follow.rank + _BY_NAME)


def _untimed(parts: tuple[Part, ...], said: Question) -> tuple[Part, ...]:
    if not said.periods and said.shift is None:
        return parts
    return tuple(replace(part, periods=()) for part in parts if not part.again)


def _new_words(question: Question, last: Turn) -> Iterator[Follow]:
    topic = last.topic or last.question.wanted
    fresh = not cues.narrows(question)
    if fresh:
        own_topic = topic if cues.singles_out(question) else question.wanted
        yield from _completed(question, own_topic, last, question)
        office = carry.office_of(last)
        if office is not None and not question.places:
            wanted = carry.joined(office, question.wanted, question.wanted.measures)
            yield from _completed(replace(question, wanted=wanted), wanted, last, question)
    if topic.terms and (question.leads_on or _is_short(question) or not fresh):
        base = carry.without(topic, last.given)
        measures = question.wanted.measures or base.measures
        if question.wanted.measures:
            base = carry.without_counted(base)
        wanted = carry.joined(base, question.wanted, measures)
        narrowed = replace(question, wanted=wanted, parts=())
        own = tuple(t for t in question.wanted.terms if "_" not in t)
        for follow in _completed(narrowed, base, last, question, named=True):
            yield replace(follow, own=own)
        if not question.wanted.measures and topic.measures and fresh:
            # "thế lượng khách?" after money: what is new has a measure of its own.
            free = replace(narrowed, wanted=replace(wanted, measures=()))
            for follow in _completed(free, base, last, question, named=True):
                yield replace(follow, own=own, rank=follow.rank + 1)


def _is_short(question: Question) -> bool:
    return sum("_" not in term for term in question.wanted.terms) <= _FEW_WORDS


def _completed(
    question: Question, topic: Wanted, last: Turn, said: Question, *, named: bool = False
) -> Iterator[Follow]:
    # Fills in place, kind and period, the likelier first.
    asks = _asks(said, last) if named else [said.asked]
    actual = carry.aims(last) and cues.asks_for_actual(said)
    rank = 0
    for placed, places in carry.places(question, last, said):
        for asked in asks:
            for dated, periods in carry.periods(replace(placed, asked=asked), last):
                told = carry.told(last, named, places, periods)
                yield Follow(dated, topic, told, rank=rank, actual=actual)
                rank += 1


def _asks(question: Question, last: Turn) -> list[tuple[Asked, ...]]:
    if question.asked:
        return [question.asked]
    before = last.question
    end = cues.extreme(question)
    if before.ranks and end is not None:
        return [(end,)]
    if before.ranks and cues.only_shifts_time(question):
        return [before.asked]
    kept = [ask for ask in before.asked if ask in _KEPT_ASKS]
    if last.main is not None and last.main.observation.kind is Kind.TARGET:
        kept = [*kept, Asked.TARGET] if Asked.TARGET not in kept else kept
    if cues.asks_for_actual(question):
        kept = [ask for ask in kept if ask is not Asked.TARGET]
    if Asked.TARGET in before.asked and Asked.TARGET in kept and not question.periods:
        # What is so elsewhere is no answer to what was aimed at there.
        return [tuple(kept)]
    return [tuple(kept), ()] if kept else [()]


def _accounts(
    follow: Follow, outcome: Outcome, given: Entry | None, weight: Callable[[str], float]
) -> bool:
    if outcome.main is None:
        return True
    if follow.actual and outcome.main.observation.kind is Kind.TARGET:
        return False
    if not follow.own:
        return True
    # What only repeats the last number does not speak of what is new.
    fields = _OWN_FIELDS if outcome.main is given else _SURE_FIELDS
    held = outcome.main.fields
    weights = {term: weight(term) for term in follow.own}
    found = sum(w for term, w in weights.items() if held.get(term) in fields)
    return found >= _ACCOUNTED * sum(weights.values())
