"""What the program knows -> the JSON forms that scripts read.

``answer_form``, ``observation_form`` and ``hit_form`` are the entry points. Numbers are
decimal strings with a point; days are ISO days.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, assert_never

from bot.models import (
    Answer,
    Answered,
    Asked,
    Checked,
    Choice,
    Clarify,
    Figure,
    Help,
    NotFound,
    Passages,
    Reached,
)
from extract.models import Baseline, Change, Fraction, Rank
from index.models import Citation, Hit, StoredObservation

# A JSON object; its values are what json.dumps takes, so there is no narrower type.
Form = dict[str, Any]


def _main_first(answer: Answered) -> tuple[Figure, ...]:
    # A course is told from its beginning, but what holds now is its main number.
    observations = [figure.stored.observation for figure in answer.figures]
    owners = {(o.place, o.province, o.subject) for o in observations}
    if answer.asked is not Asked.TREND or len(owners) > 1:
        return answer.figures
    return tuple(reversed(answer.figures))


def plain(number: Decimal) -> str:
    """Write a number as digits and a point, without exponent or needless zeros."""
    text = f"{number:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text


def observation_form(stored: StoredObservation) -> Form:
    """Write an observation with its citation."""
    observation = stored.observation
    form: Form = {
        "article": observation.provenance.article,
        "indicator": observation.indicator,
        "place": observation.place,
        "province": observation.province,
        "subject": observation.subject,
        "period": observation.period,
        "kind": str(observation.kind),
        "value": plain(observation.value),
        "value_to": _plain_or_none(observation.value_to),
        "unit": observation.unit,
        "bound": str(observation.bound),
        "baseline": _baselines_form(observation.baselines),
        "change": _change_form(observation.change),
        "rank": rank_form(observation.rank),
        "fraction": fraction_form(observation.fraction),
        "confidence": round(observation.provenance.confidence, 3),
        "citation": citation_form(stored.citation),
    }
    if stored.citation.declared:
        form["declared"] = list(stored.citation.declared)
    return form


def citation_form(citation: Citation) -> Form:
    """Write where a number stands; ``quote`` is the file's text from start to end."""
    return {
        "article": citation.article,
        "title": citation.title,
        "published": citation.published.isoformat() if citation.published else None,
        "paragraph": citation.paragraph,
        "quote": citation.quote,
        "start": citation.start,
        "end": citation.end,
    }


def hit_form(hit: Hit) -> Form:
    """Write a passage that was found."""
    return {
        "article": hit.passage.article,
        "paragraph": hit.passage.number,
        "score": round(hit.score, 6),
        "text": hit.passage.text,
    }


def fraction_form(fraction: Fraction | None) -> Form | None:
    """Write a part and its whole."""
    if fraction is None:
        return None
    return {"part": plain(fraction.part), "whole": plain(fraction.whole)}


def rank_form(rank: Rank | None) -> Form | None:
    """Write a rank; ``of`` only where the text says it."""
    if rank is None:
        return None
    return {"position": rank.position} | ({} if rank.of is None else {"of": rank.of})


@dataclass(frozen=True, slots=True)
class _Parts:
    status: str
    figures: tuple[Figure, ...] = ()
    hits: tuple[Hit, ...] = ()
    choices: tuple[Choice, ...] = ()
    reason: str | None = None


def status_of(answer: Answer) -> tuple[str, str | None]:
    """Give ``status`` and ``reason`` of the form of an answer."""
    parts = _parts(answer)
    return parts.status, parts.reason


def answer_form(answer: Answer, text: str) -> Form:
    """Write an answer.

    Args:
        answer: What the engine said.
        text: The same, as a person reads it.
    """
    parts = _parts(answer)
    form: Form = {
        "status": parts.status,
        "observations": [_figure_form(figure) for figure in parts.figures],
        "passages": [hit_form(hit) for hit in parts.hits],
        "choices": [{"label": c.label, "question": c.question} for c in parts.choices],
        "reason": parts.reason,
        "text": text,
    }
    if isinstance(answer, Answered):
        form |= _beside_form(answer)
    if isinstance(answer, Passages) and any(answer.sentences):
        form["sentences"] = list(answer.sentences)
    return form


def _beside_form(answer: Answered) -> Form:
    form: Form = {}
    if answer.confidence is not None:
        form["confidence"] = round(answer.confidence, 3)
    if answer.claim is not None:
        form["claim"] = _claim_form(answer.claim)
    if answer.reached is not None:
        form["reached"] = _reached_form(answer.reached)
    if answer.count is not None:
        count = answer.count
        form["count"] = {"passing": count.passing, "among": answer.among, "of": count.threshold}
    if answer.page is not None:
        page = answer.page
        form["list"] = {"first": page.first, "total": page.total, "more": page.more}
    if answer.notes:
        form["notes"] = list(answer.notes)
    return form


def _claim_form(claim: Checked) -> Form:
    return {
        "verdict": str(claim.verdict),
        "said": claim.said,
        "value": _plain_or_none(claim.value),
        "unit": claim.unit,
        "about": claim.about,
    }


def _reached_form(reached: Reached) -> Form:
    return {
        "done": reached.done,
        "gap": _plain_or_none(reached.gap),
        "unit": reached.unit,
        "lacking": str(reached.lacking) if reached.lacking else None,
    }


def _parts(answer: Answer) -> _Parts:
    match answer:
        case Answered():
            return _Parts("answered", figures=_main_first(answer))
        case Passages():
            return _Parts("passages", hits=answer.hits)
        case Clarify():
            return _Parts("clarify", choices=answer.choices)
        case NotFound():
            return _Parts("not_found", choices=answer.nearest, reason=str(answer.reason))
        case Help():
            return _Parts("help")
        case _:
            assert_never(answer)


def _figure_form(figure: Figure) -> Form:
    form = observation_form(figure.stored)
    if figure.target is not None:
        form["target"] = _other_form(figure.target)
    if figure.conflicts:
        form["conflicts"] = [_other_form(other) for other in figure.conflicts]
    return form


def _other_form(stored: StoredObservation) -> Form:
    return {
        "value": plain(stored.observation.value),
        "unit": stored.observation.unit,
        "period": stored.observation.period,
        "citation": citation_form(stored.citation),
    }


def _baselines_form(baselines: tuple[Baseline, ...]) -> Form | list[Form] | None:
    forms = [_baseline_form(baseline) for baseline in baselines]
    return forms if len(forms) > 1 else next(iter(forms), None)


def _baseline_form(baseline: Baseline) -> Form:
    form: Form = {
        "kind": str(baseline.kind),
        "label": baseline.label,
        "value": plain(baseline.value),
        "unit": baseline.unit,
    }
    if baseline.period is not None:
        form["period"] = baseline.period
    if baseline.derived:
        form["derived"] = True
    return form


def _change_form(change: Change | None) -> Form | None:
    if change is None:
        return None
    return {
        "value": plain(change.value),
        "unit": change.unit,
        "direction": str(change.direction),
        "against": change.against,
    }


def _plain_or_none(number: Decimal | None) -> str | None:
    return None if number is None else plain(number)
