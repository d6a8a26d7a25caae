"""The place of one number, where the words around the number alone say it.

``read_place`` is the entry point: "12 trường ở Cẩm Xuyên", "thấp hơn cả nước (10,08%)", "mức
trung bình 23,1 của các tỉnh". The sentence goes on as before. ``RULES`` holds the ways; each
rule's examples are in ``tests/gold/placed.toml`` under its name.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from extract.grammar import Caseless
from extract.models import Level, Place, Span
from extract.observe.frame import COUNTRY, Reading, Site
from extract.observe.mask import MARKS, PLACE, since, within
from extract.observe.several import is_one_of_several, whole_of

# How many provinces there are, in either system, and provinces but the one that tells.
_ALL_PROVINCES = frozenset(map(Decimal, (63, 54, 34, 33, 62)))
_STANDS_IN = re.compile(
    rf"(?:\s[^{MARKS},;:().]{{1,70}}?)?\s(?:ở|tại|thuộc|qua|trên địa bàn)\s(?:[^{MARKS},;:().]{{1,15}}\s)?(?=[{PLACE}])"
)
_PROVINCES = re.compile(r"(?:tỉnh|địa phương|bộ)\b")
_OF_A_PART = re.compile(r"\s(?:miền|vùng|khu vực|ven|phía|Bắc|Nam|Đông|Tây)\b")
_AVERAGE = Caseless(r"\b(?:trung bình|bình quân)\b[^;.]*$")
_OF_ALL = Caseless(r"\s*(?:của|ở) (?:các|63|34|54|\d+/\d+) (?:tỉnh|địa phương)\b(?!\w)")
_OPENING = re.compile(rf"[{PLACE}]\s?\($")


@dataclass(frozen=True, slots=True)
class Rule:
    """One way for the words around a number to give its place.

    Attributes:
        name: Key of the rule's gold cases.
        read: Gives the place, or ``None`` where the rule does not hold.
        lasts: Whether the sentence goes on with it, if it has named no other.
    """

    name: str
    read: Callable[[Reading, Site], Place | None]
    lasts: bool = False


def read_place(reading: Reading, site: Site) -> tuple[Place, Rule] | None:
    """Read the place of one number from the words around it; ``None`` where they give none."""
    read = ((rule.read(reading, site), rule) for rule in RULES)
    return next(((place, rule) for place, rule in read if place is not None), None)


def _in_brackets(reading: Reading, site: Site) -> Place | None:
    """ "so với cả nước (10,08%)": a bracket says how much it is for the place before it."""
    text = reading.masked.masked
    opening = text.rfind("(", site.sentence.start, site.quantity.span.start)
    if opening < 0 or ")" in text[opening : site.quantity.span.start]:
        return None
    if not _OPENING.search(text, max(0, opening - 2), opening + 1):
        return None
    inside = Span(opening, site.quantity.span.start)
    if any(within(reading.masked.places, inside)):
        return None
    end = opening - (text[opening - 1] == " ")
    return next((p.place for p in reading.masked.places if p.span.end == end), None)


def _behind(reading: Reading, site: Site) -> Place | None:
    """ "12 trường ở Cẩm Xuyên": where the things counted stand, if nothing before said it."""
    before = Span(site.sentence.start, site.quantity.span.start)
    match = _STANDS_IN.match(reading.masked.masked, site.quantity.span.end, site.sentence.end)
    if match is None or any(within(reading.masked.places, before)):
        return None
    place = next(since(reading.masked.places, match.end()), None)
    if place is None or not _may_lie(reading, place.place):
        return None
    # "12 trường ở Cẩm Xuyên và Kỳ Anh" are of both together.
    several = is_one_of_several(reading, place.span.end)
    return whole_of(reading, (place.place,)) if several else place.place


def _may_lie(reading: Reading, place: Place) -> bool:
    """Whether a place is part of what the article is about."""
    home = reading.scene.place
    if home is None or home.level is Level.COUNTRY:
        return True
    return place.province is not None and place.province in (home.name, home.province)


def _provinces(reading: Reading, site: Site) -> Place | None:
    """ "53/54 tỉnh", and in a text on the country "5 địa phương": the country's provinces."""
    quantity, home = site.quantity, reading.scene.place
    if not _PROVINCES.match(quantity.unit):
        return None
    # "6 tỉnh miền Trung": of the region named behind them.
    behind = next(since(reading.masked.places, quantity.span.end), None)
    if behind is not None and behind.span.start <= quantity.span.end + 1:
        return behind.place
    if _OF_A_PART.match(reading.masked.masked, quantity.span.end):
        return None
    everywhere = quantity.fraction is not None and quantity.fraction.whole in _ALL_PROVINCES
    national = home is not None and home.level is Level.COUNTRY
    return COUNTRY if everywhere or national else None


def _average_of_all(reading: Reading, site: Site) -> Place | None:
    """ "mức trung bình 23,1 của các tỉnh": an average over the provinces is the country's."""
    behind = reading.masked.text[site.quantity.span.end : site.sentence.end]
    left = reading.seen(site.left)
    return COUNTRY if _AVERAGE.search(left) and _OF_ALL.match(behind) else None


RULES = (
    Rule("in brackets behind a place", _in_brackets),
    Rule("counted in a place behind", _behind),
    Rule("count of provinces", _provinces, lasts=True),
    Rule("average of all provinces", _average_of_all),
)
