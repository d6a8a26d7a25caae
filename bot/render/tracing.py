"""How an answer came about -> its JSON form, which scripts and tests read.

``trace_form`` is the entry point. Words are those of the program's own signs and rules.
"""

from __future__ import annotations

from bot.answer.pick import Reading
from bot.answer.trace import LeftOut, Nominee, Trace, Weighed
from bot.models import Answer, NotFound, Passages
from bot.question.measure import Measure
from bot.question.models import Question
from bot.question.units import AskedPlace
from bot.render.forms import Form, hit_form, plain, status_of
from extract.models import Period
from index.models import Hit, StoredObservation

_DIGITS = 4


def trace_form(trace: Trace) -> Form:
    """Write a trace as a JSON form."""
    status, reason = status_of(trace.answer)
    return {
        "typed": trace.typed,
        "text": trace.text,
        "mended": trace.mended,
        "read": _question_form(trace.question, trace) if trace.question else None,
        "carried": list(trace.carried),
        "weighed": [_weighed_form(one) for one in trace.weighed],
        "passages": [_looked_form(hit, trace.answer) for hit in trace.looked],
        "decision": {
            "status": status,
            "reason": reason,
            "missing": trace.answer.missing if isinstance(trace.answer, NotFound) else None,
            "rule": str(trace.rule),
            "chance": _rounded(trace.chance),
            "threshold": trace.threshold,
        },
    }


def _question_form(question: Question, trace: Trace) -> Form:
    return {
        "words": question.wanted.words.strip(),
        "terms": [{"term": term, "weight": _rounded(weight)} for term, weight in trace.terms],
        "entries": list(trace.entries),
        "measures": [_measure_form(measure) for measure in question.wanted.measures],
        "places": [_place_form(place) for place in question.places],
        "whole_country": question.whole_country,
        "periods": [_period_form(period) for period in question.periods],
        "asked": [str(ask) for ask in question.asked] or ["value"],
        "rules": list(question.rules),
        "parts": [part.wordings[0].words.strip() for part in question.parts],
    }


def _measure_form(measure: Measure) -> Form:
    return {"scale": str(measure.scale), "noun": measure.noun}


def _place_form(place: AskedPlace) -> Form:
    return {
        "words": place.words,
        "candidates": [
            {"name": unit.name, "level": str(unit.level), "province": unit.province}
            for unit in place.candidates
        ],
    }


def _period_form(period: Period) -> Form:
    return {
        "first": period.first.isoformat() if period.first else None,
        "last": period.last.isoformat() if period.last else None,
    }


def _weighed_form(weighed: Weighed) -> Form:
    return {
        "places": [place.words for place in weighed.question.places],
        "among": weighed.among,
        "candidates": [_nominee_form(nominee) for nominee in weighed.nominees],
        "left_out_of": weighed.left_out_of,
        "left_out": [_left_out_form(one) for one in weighed.left_out],
        "readings": [_reading_form(reading) for reading in weighed.readings],
        "none_of_them": _rounded(weighed.none),
    }


def _nominee_form(nominee: Nominee) -> Form:
    candidate = nominee.candidate
    return {
        **_observation_form(candidate.entry.stored),
        "chance": _rounded(nominee.chance),
        "weight": _rounded(candidate.weight),
        "signs": [
            {"sign": p.sign, "strength": _rounded(p.strength), "adds": _rounded(p.adds)}
            for p in nominee.parts
        ],
    }


def _left_out_form(one: LeftOut) -> Form:
    return {
        **_observation_form(one.candidate.entry.stored),
        "weight": _rounded(one.weight),
        "why": str(one.why),
        "never": list(one.never),
    }


def _reading_form(reading: Reading) -> Form:
    first = reading.candidates[0].entry.stored
    return {
        "indicator": first.observation.indicator,
        "subject": first.observation.subject,
        "chance": _rounded(reading.chance),
        "first": first.id,
        "observations": len(reading.candidates),
    }


def _observation_form(stored: StoredObservation) -> Form:
    observation = stored.observation
    return {
        "id": stored.id,
        "indicator": observation.indicator,
        "place": observation.place,
        "subject": observation.subject,
        "period": observation.period,
        "kind": str(observation.kind),
        "value": plain(observation.value),
        "unit": observation.unit,
        "article": stored.citation.article,
    }


def _looked_form(hit: Hit, answer: Answer) -> Form:
    form = hit_form(hit)
    del form["text"]
    is_given = isinstance(answer, Passages) and hit in answer.hits
    return form | {"coverage": _rounded(hit.coverage), "given": is_given}


def _rounded(number: float | None) -> float | None:
    return None if number is None else round(number, _DIGITS)
