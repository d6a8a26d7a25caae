"""Text -> mentions: what every reader finds in it, in the JSON form of ``hoiso parse``.

``find_mentions`` is the entry point. The readers count in canonical text; the forms count in
the text as it was given.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from bot.render.forms import Form, fraction_form, plain
from bot.render.phrase import one_line
from extract.abbreviation import find_abbreviations
from extract.models import (
    AbbreviationMention,
    Direction,
    PeriodMention,
    PlaceMention,
    Quantity,
    RankMention,
    Span,
)
from extract.observe.compare.difference import read_difference
from extract.observe.compare.wording import CHANGE_UNITS
from extract.period import find_periods
from extract.place import find_places
from extract.quantity import find_quantities, find_ranks
from extract.text import canonical

_KINDS = {
    "quantity": "số lượng",
    "rank": "thứ hạng",
    "period": "thời gian",
    "place": "địa danh",
    "abbreviation": "viết tắt",
}


def find_mentions(text: str, on: date | None = None) -> list[Form]:
    """Find quantities, ranks, periods, places and abbreviations.

    Args:
        text: Any text.
        on: The day that relative words ("năm ngoái") count from, and that decides which
            provinces there are; without it, relative words are not read.

    Returns:
        One form a mention, in order of position; where two start together, the longer first.
    """
    read = canonical(text)
    found: list[tuple[Span, Form]] = []
    found += [(m.span, _quantity_form(m, read.text)) for m in find_quantities(read.text)]
    found += [(m.span, _rank_form(m)) for m in find_ranks(read.text)]
    found += [(m.span, _period_form(m)) for m in find_periods(read.text, on)]
    found += [(m.span, _place_form(m)) for m in find_places(read.text, on=on)]
    found += [(m.span, _abbreviation_form(m)) for m in find_abbreviations(read.text)]
    found.sort(key=lambda pair: (pair[0].start, -pair[0].end, pair[1]["dim"]))
    forms = []
    for span, form in found:
        original = read.span_in_original(span)
        where = {
            "text": text[original.start : original.end],
            "start": original.start,
            "end": original.end,
        }
        forms.append({"dim": form["dim"]} | where | form)
    return forms


def mention_rows(mentions: Iterable[Form]) -> list[tuple[str, ...]]:
    """Write mentions as rows of a table: kind, text, where, and what it was read as."""
    shown = ("dim", "text", "start", "end")
    return [
        (
            _KINDS[form["dim"]],
            one_line(form["text"]),
            f"{form['start']}–{form['end']}",
            ", ".join(f"{k}={v}" for k, v in form.items() if k not in shown and v is not None),
        )
        for form in mentions
    ]


def _quantity_form(mention: Quantity, text: str) -> Form:
    sign = -1 if _is_fall(mention, text) else 1
    return {
        "dim": "quantity",
        "value": plain(sign * mention.value),
        "value_to": None if mention.value_to is None else plain(sign * mention.value_to),
        "unit": mention.unit,
        "bound": str(mention.bound),
        "fraction": fraction_form(mention.fraction),
    }


def _is_fall(mention: Quantity, text: str) -> bool:
    """Whether a difference that has a sign of its own ("giảm 2 bậc") points down."""
    if mention.unit not in CHANGE_UNITS:
        return False
    difference = read_difference(text[: mention.span.start])
    return difference is not None and difference.direction is Direction.DOWN


def _rank_form(mention: RankMention) -> Form:
    return {"dim": "rank", "position": mention.rank.position, "of": mention.rank.of}


def _period_form(mention: PeriodMention) -> Form:
    first, last = mention.period.first, mention.period.last
    return {
        "dim": "period",
        "first": first.isoformat() if first else None,
        "last": last.isoformat() if last else None,
    }


def _place_form(mention: PlaceMention) -> Form:
    place = mention.place
    form: Form = {
        "dim": "place",
        "name": place.name,
        "level": str(place.level),
        "province": place.province,
        "code": place.code,
        "system": place.system,
    }
    return form | ({"ambiguous": True} if mention.ambiguous else {})


def _abbreviation_form(mention: AbbreviationMention) -> Form:
    form: Form = {"dim": "abbreviation", "expansion": mention.expansion}
    return form | ({"ambiguous": True} if mention.ambiguous else {})
