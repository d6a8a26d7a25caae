"""The observations of one reading -> the one that answers for it first.

``ordered`` is the entry point: what agrees best with the time asked comes first, then what is
newest; of one day what fits better, and of one sentence what stands by the words asked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from bot.answer.clause import said_of
from bot.answer.contest import Candidate
from bot.answer.entry import Entry
from bot.answer.signs import best_agreement, misses_the_time
from bot.question.models import Question
from bot.question.related import spaced
from bot.question.siblings import kinds_of, load_siblings
from bot.question.when import EXACT, newest, period_of
from extract.models import Grain
from extract.text import lenient

# By how much less one of a reading may weigh than the weightiest, to answer for it.
_CLOSE = 3
# So much more one must weigh to go before another of the same day.
_NEARLY, _SAME = 0.3, 0.1
# No clause makes up for more, however well it tells numbers apart.
_APART = 1.5
# What a word that nobody asked for counts against one that was asked for.
_BEYOND = 0.5
_PART = re.compile(
    r"(?<!\w)(?:trong (?:đó|số (?:này|đó|ấy))|riêng|phần (?:do|của|thu))(?!\w)", re.IGNORECASE
)
_SINCE_NEW_YEAR = re.compile(lenient(r"(?<!\w)(?:từ đầu năm|lũy kế|cộng dồn)(?!\w)"), re.IGNORECASE)


def ordered(question: Question, group: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Order the candidates of one reading, the one that answers best first."""
    # What fits far worse does not answer for being newer: houses for the poor are no poor.
    best = min(group, key=lambda c: (-c.weight, c.entry.order))
    found = sorted(
        group,
        key=lambda c: (
            c.weight < best.weight - _CLOSE,
            _is_narrower(question, c, group),
            *_freshest_first(
                question,
                c,
                _time_of(c.entry, best.entry),
                lesser=c.weight < best.weight - _NEARLY,
            ),
        ),
    )
    # Of the numbers of one sentence the one meant stands by the words asked.
    first = found[0].entry
    near = [c for c in found if c.weight >= best.weight - _CLOSE]
    beside = [c for c in near if _stand_together(question, first, c.entry)]
    told = max(beside, key=lambda c: (_tells_apart(c), _told_beside(question, c.entry)))
    apart = _tells_apart(told) > _tells_apart(found[0]) and told.weight >= found[0].weight - _APART
    if apart or told.weight >= found[0].weight - _SAME:
        found.sort(key=lambda c: c is not told)
    return tuple(found)


def _tells_apart(candidate: Candidate) -> int:
    # "Sóng 4G phủ 96%, 5G phủ 34%": each clause says its own, whatever the numbers are called.
    kinds = candidate.scene.sought.kinds
    own = candidate.entry.stored.citation
    said = said_of(own.quote, own.number_start - own.start, own.number_end - own.start)
    told = kinds_of(load_siblings().of(spaced(said))) if kinds else {}
    both = [(asked, told[kind]) for kind, asked in kinds.items() if kind in told]
    return sum(1 if asked & said else -1 for asked, said in both)


def _time_of(entry: Entry, best: Entry) -> tuple[date, date]:
    # What an article tells of its year is as new as what it tells of a day in it.
    own, period = newest(entry.observation), period_of(entry.observation.period)
    same = entry.stored.citation.article == best.stored.citation.article
    told = newest(best.observation)
    yearly = period is not None and period.grain is Grain.YEAR and own[0].year == told[0].year
    return told if same and yearly else own


def _stand_together(question: Question, one: Entry, other: Entry) -> bool:
    same_time = one.observation.period == other.observation.period
    if misses_the_time(question, one) != misses_the_time(question, other):
        return False
    return same_time and one.stored.citation.quote == other.stored.citation.quote


def _told_beside(question: Question, entry: Entry) -> float:
    asked = len(entry.beside.keys() & set(question.wanted.terms))
    # "Trong khi lao động nông nghiệp chỉ 6,1 triệu" is said of others than were asked for.
    borrowed = entry.beside.keys().isdisjoint(entry.terms)
    beyond = len(_unasked_beside(question, entry)) if borrowed else 0
    return asked - _BEYOND * (beyond + (_part_of(entry) is not None))


def _is_narrower(question: Question, candidate: Candidate, group: Sequence[Candidate]) -> bool:
    # Of the revenue and "phần do tỉnh quản lý" of it, who asks for revenue means the first.
    entry = candidate.entry
    asked, article = set(question.wanted.terms), entry.stored.citation.article
    return _part_of(entry) is not None and any(
        c.entry.terms.keys() < entry.terms.keys()
        and asked.isdisjoint(entry.terms.keys() - c.entry.terms.keys())
        and c.entry.stored.citation.article == article
        and c.weight >= candidate.weight - _NEARLY
        for c in group
    )


def _unasked_beside(question: Question, entry: Entry) -> set[str]:
    known = {*question.wanted.terms, *entry.terms, *entry.subject}
    return {term for term in entry.beside if "_" not in term and term not in known}


def _part_of(entry: Entry) -> str | None:
    # "Trong đó phần do tỉnh quản lý ...", but not "riêng huyện Đức Trọng", whose all it is.
    citation = entry.stored.citation
    lead = citation.quote[: citation.number_start - citation.start]
    place = entry.observation.place
    for match in _PART.finditer(lead):
        if not place or place.lower() not in lead[match.end() :].lower():
            return match[0]
    return None


def _from_new_year(entry: Entry) -> bool:
    first = newest(entry.observation)[1]
    return (first.month, first.day) == (1, 1)


def _is_of_a_day(question: Question) -> bool:
    return any(period.first == period.last for period in question.periods)


def _freshest_first(
    question: Question, candidate: Candidate, time: tuple[date, date], *, lesser: bool
) -> tuple[object, ...]:
    last, first = time
    agreed = best_agreement(question, candidate.entry)
    of_a_day = _is_of_a_day(question)
    return (
        -agreed,
        agreed != EXACT and misses_the_time(question, candidate.entry),
        _SINCE_NEW_YEAR.search(question.text) is not None and not _from_new_year(candidate.entry),
        -last.toordinal(),
        -newest(candidate.entry.observation)[1].toordinal() if of_a_day else 0,
        lesser,
        candidate.entry.inherits,
        0 if of_a_day else first.toordinal(),
        -candidate.weight,
        candidate.entry.order,
    )
