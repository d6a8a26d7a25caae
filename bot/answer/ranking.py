"""Several observations for one question: the highest, the lowest, a comparison, a course.

``ranked``, ``course`` and ``subjects_named`` choose and order entries; what they are chosen
from has already been found to be of the indicator asked.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from bot.answer.contest import Candidate
from bot.answer.entry import INNER, OUTER, PART, WHOLE, Entry
from bot.answer.holding import place_key
from bot.answer.merger import MERGED
from bot.answer.pick import SURE, in_asked_period, of_asked_kind, pick, read
from bot.answer.signs import DECISIVE, best_agreement
from bot.answer.standing import comes_after_another, is_above, is_other_end, is_outdone
from bot.models import Asked
from bot.question.measure import Scale
from bot.question.models import Question
from bot.question.units import is_province
from bot.question.when import NONE, newest
from extract.models import Kind, Level
from extract.place import find_place

_LEAST = 0.3
_NEAR_TOP, _NEAR, _MOST_LEADERS = 0.93, 0.8, 10
# A list of places is believed with fewer words in common than one number.
_LEAST_LISTED, _LIST = 0.42, 3
_OFFICES = {
    "bộ": ("bộ",),
    "bộ ngành": ("bộ",),
    "sở": ("sở",),
    "sở ngành": ("sở",),
    "hội": ("hội", "đoàn"),
    "ngân hàng": ("ngân hàng",),
    "trường": ("trường", "đại học", "học viện"),
    "bệnh viện": ("bệnh viện", "trung tâm y tế"),
    "khu công nghiệp": ("khu công nghiệp", "kcn"),
    "công ty": ("công ty", "tổng công ty", "tập đoàn"),
}
_COMMUNES = frozenset(
    {"xã", "phường", "thị trấn", "xã phường", "xã, phường", "phường xã", "phường, xã"}
)
_DISTRICTS = frozenset({"huyện", "thị xã"})
_PROVINCES = frozenset({"tỉnh", "tỉnh thành", "tỉnh thành phố", "tỉnh, thành phố", "thành phố"})


@dataclass(frozen=True, slots=True)
class Ranking:
    """The highest or the lowest, and of how many.

    Attributes:
        entries: In the order of the ranking; more than asked where the last ones tie.
        among: How many places or offices have a figure.
    """

    entries: tuple[Entry, ...] = ()
    among: int = 0


def ranked(
    question: Question,
    candidates: Sequence[Candidate],
    beside: Callable[[Entry], Iterable[Entry]] | None = None,
) -> Ranking:
    """Choose the highest or the lowest.

    Args:
        question: Says how many, and of what ("tỉnh", "huyện").
        candidates: Of all places that count, best first.
        beside: Gives what the article of an observation tells else.

    Returns:
        As many as asked, or fewer; only numbers of one year are ranked against each other,
        the newest year where none is asked. Nothing where the article says that the first
        of them comes after another.
    """
    fitting = [c for c in candidates if may_rank(question, c.entry)]
    if not fitting:
        return Ranking()
    alike = _of_one_indicator(fitting)
    if not alike:
        return Ranking()
    leader = alike[0]
    alike = _with_listed(alike, [c.entry for c in fitting])
    best = _one_each(_of_one_year(alike, question.top), question)
    lowest = Asked.LOWEST in question.asked
    if leader.measure.scale is Scale.RANK:
        lowest = not lowest
    sign = 1 if lowest else -1
    best.sort(key=lambda e: (sign * e.observation.value, e.order))
    last = best[: question.top][-1].observation.value
    tied = [e for e in best[question.top :] if e.observation.value == last]
    known = [c.entry for c in candidates if c.chance >= SURE]
    if beside is not None:
        known += [e for e in beside(best[0]) if is_above(e, question)]
    if comes_after_another(best[0]) or is_outdone(best[0], sign, known):
        return Ranking()
    if is_other_end(best, lowest=Asked.LOWEST in question.asked):
        return Ranking()
    return Ranking((*best[: question.top], *tied), len(best))


def best_of_each(question: Question, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Keep of each place what the question means there, where that is sure enough.

    Args:
        question: What is asked, of no place.
        candidates: Of all places, best first.
    """
    homes: dict[tuple[str | None, str | None], list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        homes[place_key(candidate.entry)].append(candidate)
    picked = [pick(question, here).main for here in homes.values()]
    kept = [reading.candidates[0] for reading in picked if reading is not None]
    return sorted(kept, key=lambda c: (-c.weight, c.entry.order))


def may_rank(question: Question, entry: Entry) -> bool:
    """Tell whether an observation is of the kind, time and sort of place that is ranked."""
    kind = Kind.TARGET if question.wants_target else Kind.ACTUAL
    observation = entry.observation
    if observation.kind is not kind or not _is_ranked(question.unit, entry):
        return False
    return not question.periods or best_agreement(question, entry) > NONE


def sorts_ranked(question: Question) -> frozenset[str]:
    """Name the sorts of observations that ``may_rank`` lets through; see ``Entry.sorts``."""
    kind = Kind.TARGET if question.wants_target else Kind.ACTUAL
    if question.unit in _OFFICES:
        return frozenset((str(kind), PART))
    where = (
        {INNER}
        if question.unit in _DISTRICTS | _COMMUNES
        else {OUTER}
        if question.unit in _PROVINCES
        else ()
    )
    return frozenset((str(kind), WHOLE, *where))


def ranks_offices(question: Question) -> bool:
    """Tell whether offices or groups are ranked, not places."""
    return question.unit in _OFFICES


def ranks_communes(question: Question) -> bool:
    """Tell whether communes are ranked."""
    return question.unit in _COMMUNES


def _of_one_indicator(candidates: Sequence[Candidate]) -> list[Entry]:
    """Choose what is ranked: of the likeliest readings the one that most places have."""
    top = candidates[0].chance
    leaders = [c for c in candidates if c.chance >= _NEAR_TOP * top]
    groups = [_like(leader, candidates) for leader in leaders[:_MOST_LEADERS]]
    # One place alone is no ranking, while another reading nearly as likely may be one.
    alone = len({place_key(e) for e in groups[0]}) == 1
    best = max(groups, key=lambda g: len({place_key(e) for e in g})) if alone else groups[0]
    if top >= SURE:
        return best
    places = {place_key(entry) for entry in best}
    listed = len({entry.stored.citation.article for entry in best}) == 1
    return best if top >= _LEAST_LISTED and listed and len(places) >= _LIST else []


def _with_listed(alike: list[Entry], others: Sequence[Entry]) -> list[Entry]:
    # In one sentence a place whose only such number goes by another name is of the list, too.
    leader = alike[0]
    listed = {(e.stored.citation.quote, place_key(e)) for e in alike}
    quotes = {quote for quote, _ in listed}
    found: dict[tuple[str, tuple[str | None, str | None]], list[Entry]] = defaultdict(list)
    for entry in others:
        at = entry.stored.citation.quote, place_key(entry)
        unit = entry.observation.unit == leader.observation.unit
        if at[0] in quotes and at not in listed and unit:
            found[at].append(entry)
    return [*alike, *(entries[0] for entries in found.values() if len(entries) == 1)]


def _like(leader: Candidate, candidates: Sequence[Candidate]) -> list[Entry]:
    own = leader.entry
    kept = [own]
    for candidate in candidates:
        entry = candidate.entry
        if entry is own or not are_comparable(own, entry) or not are_alike(own, entry):
            continue
        sure = candidate.chance >= max(SURE, _NEAR * leader.chance)
        # A list says once what it is of.
        listed = entry.stored.citation.article == own.stored.citation.article
        if sure or (listed and entry.name == own.name):
            kept.append(entry)
    return kept


def are_alike(one: Entry, other: Entry) -> bool:
    """Tell whether no aspect that nobody leaves unsaid keeps two indicators apart."""
    return one.aspects == other.aspects or (one.aspects ^ other.aspects).isdisjoint(DECISIVE)


def course(candidates: Sequence[Candidate], question: Question) -> list[Entry]:
    """Choose one observation a period, in the order of time.

    Where no place is asked and several have it, there is none: their numbers are no course.
    """
    kept = in_asked_period(question, of_asked_kind(question, candidates))
    if not kept:
        return []
    leader = read(question, kept)[0]
    periods: dict[tuple[date, date], Entry] = {}
    for candidate in sorted(leader.candidates, key=lambda c: -c.weight):
        entry = candidate.entry
        if candidate.chance < _LEAST:
            continue
        if place_key(entry) != place_key(leader.candidates[0].entry) and not question.places:
            return []
        if entry.observation.period is not None:
            periods.setdefault(newest(entry.observation), entry)
    return sorted(periods.values(), key=lambda e: (newest(e.observation), e.order))


def are_comparable(one: Entry, other: Entry) -> bool:
    """Tell whether two numbers count the same, so that they can be set side by side."""
    if _per(one) != _per(other):
        return False
    pairs = ((one, other), (other, one))
    return any(a.measure.fits(b.measure, b.name, b.terms) == 1 for a, b in pairs)


def _per(entry: Entry) -> str:
    return entry.observation.unit.partition("/")[2]


def subjects_named(question: Question, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Choose the best candidate of each subject that the question names, in its order."""
    words = question.wanted.words.replace(",", " ").split()
    best: dict[frozenset[str], Candidate] = {}
    for candidate in in_asked_period(question, of_asked_kind(question, candidates)):
        subject = candidate.entry.subject_words
        if subject and subject.issubset(words):
            best.setdefault(subject, candidate)
    # "Bộ" alone is no name beside "Bộ Y tế".
    named = [s for s in best if not any(s < other for other in best)]
    named.sort(key=lambda s: (_first_named(s, named, words), sorted(s)))
    return [best[subject] for subject in named]


def _first_named(subject: frozenset[str], others: list[frozenset[str]], words: list[str]) -> int:
    telling = subject.difference(*(other for other in others if other != subject))
    return min((words.index(word) for word in telling), default=len(words))


def _of_one_year(entries: list[Entry], wanted: int) -> list[Entry]:
    years: dict[int, list[Entry]] = defaultdict(list)
    for entry in entries:
        years[newest(entry.observation)[0].year].append(entry)
    enough = [year for year, group in years.items() if len(_places(group)) >= max(2, wanted)]
    return years[max(enough)] if enough else max(years.values(), key=len)


def _one_each(entries: list[Entry], question: Question) -> list[Entry]:
    kept: dict[tuple[str | None, str | None, str | None], Entry] = {}
    for entry in sorted(
        sorted(entries, key=lambda e: e.order), key=lambda e: newest(e.observation), reverse=True
    ):
        observation = entry.observation
        kept.setdefault((observation.place, observation.province, observation.subject), entry)
    return list(kept.values())


def _places(entries: list[Entry]) -> set[tuple[str | None, str | None]]:
    return {(e.observation.place, e.observation.subject) for e in entries}


def _is_ranked(unit: str | None, entry: Entry) -> bool:
    observation = entry.observation
    if unit in _OFFICES:
        return (observation.subject or "").lower().startswith(_OFFICES[unit])
    if observation.place is None or observation.place == "Việt Nam" or entry.part is not None:
        return False
    if unit in _DISTRICTS or unit in _COMMUNES:
        return observation.province is not None and not (unit in _COMMUNES and _is_district(entry))
    if unit in _PROVINCES:
        return observation.province is None and is_province(observation.place)
    return True


def _is_district(entry: Entry) -> bool:
    own, published = entry.observation, entry.stored.citation.published
    if published is not None and published >= MERGED:
        return False
    units = find_place(own.place or "")
    return any(u.level is Level.DISTRICT and u.province == own.province for u in units)
