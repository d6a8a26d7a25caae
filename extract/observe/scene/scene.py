"""What an article's numbers are about when their sentence does not say.

``read_scene`` is the entry point: the article's own place, its period, and whether a
passage stands under a heading or lead that asks for things still to be done.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from extract.models import Article, Level, Period, Place
from extract.observe.scene.communes import Communes, read_communes
from extract.observe.scene.dateline import is_round_up, read_datelines
from extract.observe.scene.reported import read_reported
from extract.observe.scene.section import Sections, read_sections
from extract.period.shift import month_of
from extract.place import find_place, find_places, provinces
from extract.place.gazetteer import COUNTRY
from extract.text import UPPER, canonical, fold

_PAPER = re.compile(
    r"^(?:Báo|Đài|Đài PT-TH|Đài Phát thanh và Truyền hình|Tạp chí)\s|\s(?:Online|điện tử)$",
    re.IGNORECASE,
)
_MASTHEAD_LINES = 6
_ADDRESS = re.compile(
    r"\b((?:[a-z0-9-]+\.)*[a-z0-9-]+)\.(?:com|org|gov|net|edu)?\.?vn\b", re.IGNORECASE
)
_ADDRESS_WEIGHT = 3
_TITLE_WEIGHT = 6
_MERGED_ON = date(2025, 7, 1)
_OWN_PROVINCE = re.compile(
    r"\b(?:toàn tỉnh|của tỉnh|trên địa bàn tỉnh|tỉnh ta|tỉnh nhà|(?:UBND|HĐND) tỉnh)\b(?!,| và| các| hoặc)",
    re.IGNORECASE,
)
_FEWEST_OWN = 2
_STATE = re.compile(
    rf"\b(?:Chính phủ|Thủ tướng|Quốc hội|cơ quan ngang bộ|[Cc]ác bộ|Bộ (?!Chỉ huy|Tư lệnh|luật|phận)[{UPPER}])"
)
_FEWEST_OF_THE_STATE = 4
_MANY_PLACES = 2
_LEAD_PASSAGES = 2


@dataclass(frozen=True, slots=True)
class Scene:
    """What holds for a whole article.

    Attributes:
        place: The article's own place, read or declared; ``None`` where unknown.
        declared: Whether the place is declared, not read.
        period: What numbers without a period describe: the article's month, or the period
            its lead names.
        sections: What the headings say of the passages below them.
        today: The day of publication.
        items: In a round-up, whose news each passage is, by ``Passage.number``.
        communes: Those that it names in full somewhere.
    """

    place: Place | None
    declared: bool
    period: Period | None
    sections: Sections
    today: date | None
    items: Mapping[int, Place] = field(default_factory=dict)
    communes: Communes = field(default_factory=Communes)

    def at(self, number: int) -> Scene:
        """Give what holds for one passage: an item of a round-up has a place of its own.

        Args:
            number: Of the passage.
        """
        place = self.items.get(number)
        return self if place is None else replace(self, place=place, declared=False)


def read_scene(article: Article) -> Scene:
    """Read what holds for an article as a whole."""
    datelines = read_datelines(article)
    place, declared = _home(article, datelines)
    items = datelines if is_round_up(datelines) else {}
    sections = read_sections(article)
    communes = read_communes(article)
    return Scene(place, declared, _period(article), sections, article.published, items, communes)


def _home(article: Article, datelines: Mapping[int, Place]) -> tuple[Place | None, bool]:
    if article.declared.place:
        found = find_place(article.declared.place, on=article.published)
        named = found[0] if found else Place(article.declared.place, Level.PROVINCE)
        return named, True
    above = Counter[Place]()
    body = article.passages[0].span.start if article.passages else len(article.raw)
    masthead = article.raw[:body].splitlines()[:_MASTHEAD_LINES]
    # A paper bears its province's name ("Báo Thái Nguyên"), which is no place in a sentence.
    publisher = _PAPER.sub("", article.publisher or "")
    for text, weight in [
        (article.title, _TITLE_WEIGHT),
        (publisher, 3),
        *((canonical(line).text, 3) for line in masthead),
    ]:
        _vote(above, text, weight, article)
    for place in _of_address("\n".join((publisher, *masthead)), article.published):
        above[place] += _ADDRESS_WEIGHT
    if not is_round_up(datelines):
        for place in set(datelines.values()):
            above[place] += _TITLE_WEIGHT
    votes = Counter(above)
    for passage in article.passages:
        _vote(votes, passage.text, 3 if passage.number <= _LEAD_PASSAGES else 1, article)
    home = _elect(votes, above)
    if home is None and _is_of_the_state(article):
        return COUNTRY, False
    # "của tỉnh", and no province named: it is some province, and not the country.
    if home is not None and home.level is Level.COUNTRY and _is_unnamed_province(article, votes):
        return None, False
    return home, False


def _is_of_the_state(article: Article) -> bool:
    """Whether an article that names no place at all is about ministries and the government."""
    passages = [passage.text for passage in article.passages]
    if any(_OWN_PROVINCE.search(text) for text in passages):
        return False
    return sum(len(_STATE.findall(text)) for text in passages) >= _FEWEST_OF_THE_STATE


def _is_unnamed_province(article: Article, votes: Counter[Place]) -> bool:
    if any(place.level is Level.PROVINCE for place in votes):
        return False
    said = sum(len(_OWN_PROVINCE.findall(passage.text)) for passage in article.passages)
    return said >= _FEWEST_OWN


def _of_address(text: str, published: date | None) -> list[Place]:
    """The provinces that web addresses bear: "baoninhbinh.org.vn"."""
    labels = [match[1].lower() for match in _ADDRESS.finditer(text)]
    system = "34" if published is not None and published >= _MERGED_ON else "63"
    return [
        place
        for place in provinces(system)
        if any(fold(place.name).replace(" ", "") in label for label in labels)
    ]


def _vote(votes: Counter[Place], text: str, weight: int, article: Article) -> None:
    for mention in find_places(text, on=article.published):
        # "Hà Nội, ngày 5 tháng 6": where it was signed, not what it is about.
        signed = re.match(r",\s*ngày\b", text[mention.span.end :])
        if mention.place.level is not Level.REGION and not signed:
            votes[mention.place] += weight


def _elect(votes: Counter[Place], above: Counter[Place]) -> Place | None:
    """The place most spoken of, and named above the text or clearly ahead of all others."""
    order = list(votes)
    local = [place for place in order if place.level is not Level.COUNTRY]
    country = next((place for place in order if place.level is Level.COUNTRY), None)
    best = max(local, key=lambda place: (votes[place], -order.index(place)), default=None)
    if best is None:
        return country
    rivals = [votes[place] for place in local if not _together(place, best)]
    if not any(_together(place, best) for place in above):
        family = sum(votes[place] for place in local if _together(place, best))
        if country is not None and votes[country] > family:
            return country
        if len(rivals) >= _MANY_PLACES and max(rivals) * 3 > votes[best] * 2:
            return country or COUNTRY
    return _province_of(best, votes) or best


def _together(one: Place, other: Place) -> bool:
    """Whether two places lie in one province."""
    return (one.province or one.name) == (other.province or other.name)


def _province_of(place: Place, votes: Counter[Place]) -> Place | None:
    """The province of a district that is spoken of more often than the district itself."""
    for other in votes:
        if other.level is Level.PROVINCE and other.name == place.province:
            return other if votes[other] > votes[place] else None
    return None


def _period(article: Article) -> Period | None:
    """The period the article reports on; else the month of publication."""
    reported = read_reported(article)
    return reported if reported is not None else month_of(article.published)


