"""Described observations and what is sought -> the nearest of them; as ``Lookup.near`` gives them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from index.lookup.models import RELATED, SURELY, D, Describing, Near, Scope, Words
from index.lookup.order import foremost


def weighed(
    found: Sequence[D], words: Words, scope: Scope[D], most: int, describing: Describing[D]
) -> Near[D]:
    """Weigh what was found.

    Args:
        found: Among which is all that is near.
        words: What is sought.
        scope: As for ``Lookup.near``; what it does not let through is not among them.
        most: As there.
        describing: Describes them.
    """
    related = _related(words, found, describing)
    nothing: Mapping[D, float] = {}
    sought = [(term, weight, related.get(term, nothing)) for term, weight in words.weights.items()]
    shares: dict[D, float] = {}
    for one in found:
        field_of, gained = one.fields.get, 0.0
        for term, weight, near in sought:
            field = field_of(term)
            surely = SURELY[field] if field is not None else 0.0
            if one in near:
                surely = max(surely, RELATED * near[one])
            gained += weight * surely
        if gained:
            shares[one] = gained / words.total
    return Near(foremost(shares, scope, most), related)


def _related(
    words: Words, found: Sequence[D], describing: Describing[D]
) -> dict[str, dict[D, float]]:
    phrases = dict.fromkeys(phrase for held in words.related.values() for phrase in held)
    holding = {phrase: _holding(phrase, found, describing) for phrase in phrases}
    related: dict[str, dict[D, float]] = {}
    for term, held in words.related.items():
        near = related[term] = {}
        for phrase in held:
            for one, surely in holding[phrase].items():
                near[one] = max(surely, near.get(one, 0.0))
    return related


def _holding(phrase: str, found: Sequence[D], describing: Describing[D]) -> dict[D, float]:
    telling = describing.telling(phrase)
    if not telling:
        return {}
    holding = found
    for word in telling:
        holding = [one for one in holding if word in one.fields]
    return {
        one: one.holds(phrase, min(SURELY[one.fields[word]] for word in telling)) for one in holding
    }
