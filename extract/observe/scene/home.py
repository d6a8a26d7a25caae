"""The place that an article is about as a whole.

``read_home`` is the entry point: what names places has votes (``evidence.py``), those above
the text the most; and what the text calls its own (``own_words.py``) says of what level the
place is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from extract.models import Article, Level, Place
from extract.observe.scene.evidence import (
    LEAD_WEIGHT,
    TITLE_WEIGHT,
    Votes,
    family_of,
    of_imprint,
)
from extract.observe.scene.own_words import read_own_words, supports
from extract.place import find_place, find_places, provinces
from extract.place.gazetteer import COUNTRY, is_city, towns
from extract.text import UPPER

_FEWEST_OWN = 2
_STATE = re.compile(
    rf"\b(?:Chính phủ|Thủ tướng|Quốc hội|cơ quan ngang bộ|[Cc]ác bộ|Bộ (?!Chỉ huy|Tư lệnh|luật|phận)[{UPPER}]|[Cc]ả nước|[Tt]oàn quốc|"
    r"[Cc]ác (?:tỉnh|địa phương)|(?:63|34) (?:tỉnh|địa phương)|Tổng cục|(?:Hiệp hội|Tập đoàn|Tổng công ty) [^.,;]{3,60} Việt Nam)"
)
_FEWEST_OF_THE_STATE = 4
_LEAD_PASSAGES = 2
_NATIONAL_SOURCE = re.compile(
    rf"\b(?:Bộ (?!Chỉ huy|Tư lệnh|luật|phận)[{UPPER}]|Tổng cục [{UPPER}]|Ngân hàng Nhà nước(?! [Cc]hi nhánh)|Kho bạc Nhà nước(?! [{UPPER}])|"
    r"(?:Hiệp hội|Tập đoàn|Tổng công ty|Bảo hiểm xã hội|BHXH|Liên đoàn|Phòng) [^.,;]{0,60}Việt Nam|[Cc]ả nước|[Tt]oàn quốc|Chinhphu\.vn)"
)
_MANY_PLACES = 2
_PROVINCES_RANKED = 5


def read_home(article: Article, datelines: Mapping[int, Place]) -> tuple[Place | None, bool]:
    """Read the place that an article is about as a whole.

    Args:
        article: The article.
        datelines: Whose news its passages are, by number.

    Returns:
        The place, ``None`` where nothing tells; and whether it is declared, not read.
    """
    if article.declared.place:
        found = find_place(article.declared.place, on=article.published)
        named = found[0] if found else Place(article.declared.place, Level.PROVINCE)
        return named, True
    votes = Votes.of(article, datelines)
    own = read_own_words(article)
    state = _says_of_the_state(article) if not own["tỉnh"] else 0
    home = _widened(_raised(_elect(votes, own), votes, own), votes, own)
    if home is None:
        return of_imprint(article) or (COUNTRY if state >= _FEWEST_OF_THE_STATE else None), False
    if not (own["tỉnh"] or own["thành phố"] or _is_titled(home, votes)):
        passed = _is_passed(home, votes) and state >= _FEWEST_OF_THE_STATE
        passed = passed or (state > 0 and not own.total() and _is_an_item(home, votes))
        if passed or _begins_with_the_state(article, home):
            return COUNTRY, False
    # "của tỉnh", and no province named: it is some province, and not the country.
    unnamed = not any(place.level is Level.PROVINCE for place in votes.all)
    if home.level is Level.COUNTRY and unnamed and own["tỉnh"] >= _FEWEST_OWN:
        return of_imprint(article), False
    return _placed(home, votes), False


def _placed(home: Place, votes: Votes) -> Place:
    """A commune with the province that it lies in, where the text names only one."""
    known = {place.name for place in votes.all if place.level is Level.PROVINCE}
    if home.level is not Level.COMMUNE or home.province or len(known) != 1:
        return home
    return replace(home, province=known.pop())


def _raised(home: Place | None, votes: Votes, own: Counter[str]) -> Place | None:
    """The district of a commune, where the text says "toàn huyện", not "toàn xã"."""
    if home is None or home.level is not Level.COMMUNE or supports(own, home):
        return home
    around = [
        place
        for place in votes.all
        if place.level is Level.DISTRICT and family_of(place) == family_of(home)
    ]
    named = max(around, key=lambda place: votes.all[place], default=None)
    return named if named is not None and supports(own, named) >= _FEWEST_OWN else home


def _widened(home: Place | None, votes: Votes, own: Counter[str]) -> Place | None:
    """The province of a district or commune, where the text says "toàn tỉnh", not "toàn huyện"."""
    if home is None or not home.province or home.level is Level.PROVINCE:
        return home
    known = (place for place in provinces(home.system) if place.name == home.province)
    province = next(known, Place(home.province, Level.PROVINCE, system=home.system))
    part, whole = supports(own, home), supports(own, province)
    if is_city(province, None) and home.code not in towns():
        part -= own["thành phố"] if home.level is Level.DISTRICT else 0
    # A place that nothing above the text names is the text's own only if it says so, or if no
    # province is named, or spoken of, that could be.
    alone = home in votes.early and home.name != province.name
    alone = alone and whole == 0 and not votes.all[province]
    keeps = part >= whole if votes.above[home] or alone else part > whole
    keeps = keeps or (part > 0 and votes.above[home] >= TITLE_WEIGHT)
    return home if keeps else province


def _says_of_the_state(article: Article) -> int:
    """How often an article speaks of ministries, the government and the whole country."""
    return sum(len(_STATE.findall(passage.text)) for passage in article.passages)


def _is_titled(home: Place, votes: Votes) -> bool:
    """Whether the headline or a dateline names a place, or one in its province."""
    return any(votes.titled[place] for place in votes.all if family_of(place) == family_of(home))


def _is_passed(home: Place, votes: Votes) -> bool:
    """Whether the text names a province once in passing, or its paper alone bears the name."""
    family = [place for place in votes.all if family_of(place) == family_of(home)]
    return sum(votes.all[place] - votes.above[place] for place in family) <= LEAD_WEIGHT


def _is_an_item(home: Place, votes: Votes) -> bool:
    """Whether only the later passages name a place, as one of those they go through."""
    return all(family_of(place) != family_of(home) for place in votes.early)


def _begins_with_the_state(article: Article, home: Place) -> bool:
    """Whether a ministry or the like tells what follows, and the place comes later."""
    lead = (passage.text for passage in article.passages[:_LEAD_PASSAGES])
    for text in (article.title, *lead):
        first = re.split(r"[.!?]\s", text)[0]
        named = find_places(first, on=article.published)
        if any(family_of(mention.place) == family_of(home) for mention in named):
            return False
        if _NATIONAL_SOURCE.search(first):
            return True
    return False


def _elect(votes: Votes, own: Counter[str]) -> Place | None:
    """The place most spoken of, and named above the text or clearly ahead of all others."""
    order = list(votes.all)
    named = [place for place in order if place.level is not Level.COUNTRY]
    local = [place for place in named if not _only_above(place, votes, own)] or named
    country = next((place for place in order if place.level is Level.COUNTRY), None)
    if not local:
        return country
    if _is_ranking(votes, own):
        return COUNTRY
    above = {family_of(place) for place in votes.above}
    best = max(local, key=lambda p: (votes.all[p], family_of(p) in above, -order.index(p)))
    if family_of(best) not in above:
        rivals = [votes.all[place] for place in local if family_of(place) != family_of(best)]
        strongest = max(rivals, default=0)
        family = sum(votes.all[place] for place in local if family_of(place) == family_of(best))
        alone = own["tỉnh"] >= _FEWEST_OWN and strongest * 2 <= votes.all[best]
        said = votes.all[country] if country is not None else 0
        if country is not None and said > family and (country in votes.above or not alone):
            return country
        if votes.regions and not alone:
            return votes.regions[0]
        rivalled = strongest * 3 > votes.all[best] * 2
        rivalled = rivalled and family_of(best) != votes.opening
        if rivalled and (len(rivals) >= _MANY_PLACES or (said and not own["tỉnh"])):
            return country or COUNTRY
    return _province_of(best, votes.all) or best


def _is_ranking(votes: Votes, own: Counter[str]) -> bool:
    """Whether the text goes through many provinces, and none of them is "the province"."""
    found = {place.name for place in votes.all if place.level is Level.PROVINCE}
    return len(found) >= _PROVINCES_RANKED and not own["tỉnh"] and not own["thành phố"]


def _only_above(place: Place, votes: Votes, own: Counter[str]) -> bool:
    """Whether a commune stands in the headline alone, and the text never says "của xã"."""
    if place.level is not Level.COMMUNE or place not in votes.above:
        return False
    return votes.all[place] == votes.above[place] and not supports(own, place)


def _province_of(place: Place, votes: Counter[Place]) -> Place | None:
    """The province of a district that is spoken of more often than the district itself."""
    for other in votes:
        if other.level is Level.PROVINCE and other.name == place.province:
            return other if votes[other] > votes[place] else None
    return None
