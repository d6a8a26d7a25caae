"""The parts of a question that the turn before can lend: indicator, place and period.

Each function fills one of them in; ``bot.question.follow`` puts them together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from bot.answer.entry import Entry
from bot.answer.match import Wanted
from bot.models import Asked
from bot.question.cues import THERE, bare, sets_against
from bot.question.dialogue import Turn
from bot.question.measure import Measure
from bot.question.models import GOAL_DATED, Question
from bot.question.related import spaced
from bot.question.units import AskedPlace, place_of, province_of
from bot.question.when import in_year, period_of, shifted, year_of
from bot.question.wording import load_wording
from bot.render.phrase import period_words
from extract.models import Grain, Kind, Level, Period
from extract.period import label

_TIER_BELOW = re.compile(r"(?<!\w)(?:cấp|khối|các|nhóm) (?:huyện|xã|phường|sở|quận|thị xã)(?!\w)")
_WHOLE_PROVINCE = re.compile(
    r"(?<!cấp )(?<!các )(?<!mấy )(?<!khối )(?<!nhiêu )(?<!\d )(?<!\w)(?:tỉnh|thành phố)"
    r"(?! (?:nào|khác|lân cận|bạn|thành|ủy|đoàn|giao thông))(?!\w)"
)
_COUNTED = re.compile(r"(?<!\w)(?:bao nhiêu|mấy)(?: (?P<noun>[^\W\d_]+))?|phần trăm|%")
_SMALL_UNITS = re.compile(r"^(?:huyện|quận|thị|xã|phường)")


def without(wanted: Wanted, given: Entry | None) -> Wanted:
    """Take the office or group that a number was about out of what it is called."""
    subject = given.observation.subject if given is not None else None
    if not subject:
        return wanted
    words = wanted.words.lower().replace(subject.lower(), " ")
    return wanted if words == wanted.words.lower() else _worded(words, wanted)


def office_of(last: Turn) -> Wanted | None:
    """Give the office that was asked of by its name, where its number was given."""
    subject = last.main.observation.subject if last.main is not None else None
    asked = f" {spaced(last.question.wanted.words)} "
    if not subject or f" {spaced(subject)} " not in asked:
        return None
    return Wanted(subject.lower(), tuple(load_wording().terms_of(subject.lower())))


def without_counted(wanted: Wanted) -> Wanted:
    """Take out what was counted, where something else shall be."""
    counted = {noun for m in wanted.measures for noun in m.noun.split()}
    words = wanted.words
    for match in reversed(list(_COUNTED.finditer(words))):
        noun = match.groupdict().get("noun")
        end = match.end() if noun is None or noun in counted else match.end() - len(noun)
        words = f"{words[: match.start()]} {words[end:]}"
    return _worded(words, wanted)


def named_by(given: Entry) -> Wanted:
    """Call an indicator what the article calls it."""
    terms = tuple(load_wording().terms_of(given.name))
    return Wanted(given.name, terms, (given.measure,))


def joined(base: Wanted, own: Wanted, measures: tuple[Measure, ...]) -> Wanted:
    """Add new words to what was talked about."""
    terms = tuple(dict.fromkeys((*base.terms, *own.terms)))
    return Wanted(f"{base.words} {own.words}", terms, measures)


def _worded(words: str, wanted: Wanted) -> Wanted:
    words = " ".join(words.split())
    return Wanted(words, tuple(load_wording().terms_of(words)), wanted.measures)


def places(
    question: Question, last: Turn, said: Question
) -> Iterator[tuple[Question, tuple[str, ...]]]:
    """Fill in the place, the likelier first; with it what was taken over, in words.

    Args:
        question: With the indicator filled in.
        last: The turn before.
        said: The message itself.
    """
    if said.places and sets_against(said):
        both = tuple(dict.fromkeys((*_talked_of(last, said)[0], *said.places)))
        yield replace(question, places=both), tuple(p.words for p in both if p not in said.places)
    if said.places:
        yield replace(question, places=_at_home(said.places, last)), ()
        return
    if said.whole_country:
        yield question, ()
        return
    for found, whole in _places(last, said):
        words = tuple(place.words for place in found) or (("cả nước",) if whole else ())
        yield replace(question, places=found, whole_country=whole), words


def _places(last: Turn, said: Question) -> Iterator[tuple[tuple[AskedPlace, ...], bool]]:
    found, whole = _talked_of(last, said)
    above = tuple(dict.fromkeys(_above(place, last) or place for place in found))
    if said.ranks and not (last.question.ranks and not said.unit):
        within = _SMALL_UNITS.search(said.unit or "")
        if within and above != found:
            # A district has communes of its own.
            yield found, False
        yield (above, False) if within else ((), False)
        return
    words = said.wanted.words
    pointed = THERE.search(words) is not None
    if not pointed and _WHOLE_PROVINCE.search(words):
        if sets_against(said):
            yield found, whole
        yield above, whole
        return
    yield found, whole
    # A ward has no communes: its province is meant.
    if above != found and _TIER_BELOW.search(words):
        yield above, whole


def _talked_of(last: Turn, said: Question) -> tuple[tuple[AskedPlace, ...], bool]:
    before, given = last.question, last.main
    pointed = THERE.search(said.wanted.words) is not None
    if (before.places or before.whole_country) and not (pointed and given):
        return before.places, before.whole_country
    if given is None or (before.ranks and not pointed):
        return (), False
    observation = given.observation
    if observation.place is None:
        return (), False
    if observation.place == "Việt Nam":
        return (), True
    return (place_of(observation.place, observation.province),), False


def _above(place: AskedPlace, last: Turn) -> AskedPlace | None:
    observation = last.given.observation if last.given is not None else None
    if observation and observation.province and place.fits(observation.place, observation.province):
        return province_of(observation.province)
    units = [unit for unit in place.candidates if unit.level is not Level.PROVINCE]
    homes = {unit.province for unit in units}
    for home in sorted(name for name in homes if name):
        above = province_of(home)
        # The same ground may bear two names.
        if homes <= {unit.name for unit in above.candidates}:
            return above
    return None


def _at_home(places: tuple[AskedPlace, ...], last: Turn) -> tuple[AskedPlace, ...]:
    """Keep of namesakes the one in the province talked about."""
    homes = {
        name
        for place in last.question.places
        for unit in place.candidates
        for name in (unit.name if unit.level is Level.PROVINCE else unit.province,)
    }
    if last.given is not None:
        observation = last.given.observation
        homes |= {observation.province or observation.place}
    found = []
    for place in places:
        inside = tuple(unit for unit in place.candidates if unit.province in homes)
        free = any(unit.level is Level.PROVINCE for unit in place.candidates)
        found.append(replace(place, candidates=inside) if inside and not free else place)
    return tuple(found)


def with_period(question: Question, last: Turn) -> Question:
    """Give a period named without its year the year talked about."""
    spoken_of = _spoken_of(last)
    if spoken_of is None:
        return question
    if question.shift is not None:
        base = spoken_of
        if question.shift.grain is Grain.INTERVAL and last.main is not None:
            base = period_of(last.main.observation.period) or spoken_of
        return replace(question, periods=(shifted(base, question.shift),), shift=None)
    if question.yearless:
        year = year_of(spoken_of)
        return replace(question, periods=tuple(in_year(p, year) for p in question.periods))
    return question


def periods(question: Question, last: Turn) -> Iterator[tuple[Question, tuple[Period, ...]]]:
    """Fill in the period, the likelier first; with it what was taken over."""
    dated = with_period(question, last)
    before = last.question
    # A trend goes through all periods, whichever was asked before.
    unsaid = not before.periods or GOAL_DATED in before.rules
    if dated.periods or unsaid or Asked.TREND in dated.asked:
        yield dated, ()
        return
    yield replace(dated, periods=before.periods), before.periods
    turned = (Asked.TARGET in question.asked) != aims(last)
    if turned:
        yield dated, ()


def aims(last: Turn) -> bool:
    """Tell whether a goal was talked about."""
    given = last.main is not None and last.main.observation.kind is Kind.TARGET
    return given or Asked.TARGET in last.question.asked


def _spoken_of(last: Turn) -> Period | None:
    if last.question.periods:
        return last.question.periods[-1]
    return period_of(last.given.observation.period) if last.given is not None else None


def told(
    last: Turn, named: bool, places: tuple[str, ...], times: tuple[Period, ...]
) -> tuple[str, ...]:
    """Say in words what was taken over."""
    name = last.main.name if last.main is not None else bare(last.topic_words)
    indicator = (name.strip(),) if named and name.strip() else ()
    return (*indicator, *places, *(period_words(label(p)) for p in times))
