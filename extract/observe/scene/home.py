"""The place that an article is about as a whole.

``read_home`` is the entry point: places named in the headline, the masthead, the page's
address and the text have votes, those above the text the most.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from datetime import date

from extract.models import Article, Level, Place
from extract.observe.scene.dateline import is_round_up
from extract.place import find_place, find_places, provinces
from extract.place.gazetteer import COUNTRY
from extract.text import UPPER, canonical, fold

_PAPER = re.compile(
    r"^(?:Báo|Đài|Đài PT-TH|Đài Phát thanh và Truyền hình|Tạp chí)\s|\s(?:Online|điện tử)$",
    re.IGNORECASE,
)
_IMPRINT = re.compile(
    r"\b(?:Cơ quan (?:của|ngôn luận)|Cổng (?:thông tin|TTĐT)|Trang thông tin|Bản quyền|Giấy phép)\b",
    re.IGNORECASE,
)
_MASTHEAD_LINES = 6
_ADDRESS = re.compile(
    r"\b((?:[a-z0-9-]+\.)*[a-z0-9-]+)\.(?:com|org|gov|net|edu)?\.?vn\b", re.IGNORECASE
)
_ADDRESS_WEIGHT = 3
_TITLE_WEIGHT = 6
# "Các khu công nghiệp Bắc Ninh": a province in the name of something else tells less.
_NAME_WEIGHT = 3
_MERGED_ON = date(2025, 7, 1)
_OWN_PROVINCE = re.compile(
    r"\b(?:toàn tỉnh|của tỉnh|trên địa bàn tỉnh|tỉnh ta|tỉnh nhà|(?:UBND|HĐND) tỉnh)\b(?!,| và| các| hoặc)",
    re.IGNORECASE,
)
_FEWEST_OWN = 2
_OWN_PART = re.compile(
    r"\b(?:toàn|của|trên địa bàn|UBND|HĐND) (?:huyện|thị xã|thành phố|quận|xã|phường|thị trấn)\b(?! [A-ZĐ]|,| và| các| hoặc)"
    r"|(?:^|[.!?] )(?:Huyện|Thị xã|Thành phố|Quận|Xã|Phường|Thị trấn)(?= [a-zđ])"
)
_OWN_COMMUNE = re.compile(
    r"\b(?:toàn|của|trên địa bàn|UBND|HĐND|ở|tại) (?:xã|phường|thị trấn)\b(?! (?:[A-ZĐ]|và\b|này\b|đó\b)|,)"
    r"|(?:^|[.!?] )(?:Xã|Phường|Thị trấn)(?= [a-zđ])"
)
_STATE = re.compile(
    rf"\b(?:Chính phủ|Thủ tướng|Quốc hội|cơ quan ngang bộ|[Cc]ác bộ|Bộ (?!Chỉ huy|Tư lệnh|luật|phận)[{UPPER}])"
)
_FEWEST_OF_THE_STATE = 4
_MANY_PLACES = 2
_LEAD_PASSAGES = 2


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
    above = _votes_above(article, datelines)
    votes = Counter(above)
    for passage in article.passages:
        _vote(votes, passage.text, 3 if passage.number <= _LEAD_PASSAGES else 1, article)
    home = _widened(_elect(votes, above, _begun_with(above, article)), article)
    if home is None:
        return _of_imprint(article) or (COUNTRY if _is_of_the_state(article) else None), False
    # "của tỉnh", and no province named: it is some province, and not the country.
    if home is not None and home.level is Level.COUNTRY and _is_unnamed_province(article, votes):
        return _of_imprint(article), False
    return home, False


def _votes_above(article: Article, datelines: Mapping[int, Place]) -> Counter[Place]:
    """What the headline, the masthead, the page's address and a dateline name."""
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
    if not any(find_places(article.title, on=article.published)):
        for place in _within_names(article.title, article.published):
            above[place] += _NAME_WEIGHT
    for place in _of_address("\n".join((publisher, *masthead)), article.published):
        above[place] += _ADDRESS_WEIGHT
    if not is_round_up(datelines):
        for place in set(datelines.values()):
            above[place] += _TITLE_WEIGHT
    return above


def _of_imprint(article: Article) -> Place | None:
    """The one province that the paper's imprint names: "Báo Gia Lai - Cơ quan của Đảng bộ tỉnh"."""
    lines = [line for line in article.raw.splitlines() if _IMPRINT.search(line)]
    found = {place for line in lines for place in _within_names(line, article.published)}
    return found.pop() if len(found) == 1 else None


def _widened(home: Place | None, article: Article) -> Place | None:
    """The province of a district or commune, where the text says "toàn tỉnh", not "toàn huyện"."""
    if home is None or not home.province or home.level is Level.PROVINCE:
        return home
    texts = [passage.text for passage in article.passages]
    of_province = sum(len(_OWN_PROVINCE.findall(text)) for text in texts)
    of_part = sum(len(_OWN_PART.findall(text)) for text in texts)
    if of_province <= of_part:
        return home
    known = (place for place in provinces(home.system) if place.name == home.province)
    return next(known, Place(home.province, Level.PROVINCE, system=home.system))


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


def _within_names(title: str, published: date | None) -> list[Place]:
    """The provinces that a headline holds, be it within another name: "PC Gia Lai"."""
    text = canonical(title).text
    system = "34" if published is not None and published >= _MERGED_ON else "63"
    return [
        place
        for place in provinces(system)
        if re.search(rf"(?<!\w)(?:{place.name}|{place.name.upper()})(?!\w)", text)
    ]


def _vote(votes: Counter[Place], text: str, weight: int, article: Article) -> None:
    for mention in find_places(text, on=article.published):
        # "Hà Nội, ngày 5 tháng 6": where it was signed, not what it is about.
        signed = re.match(r",\s*ngày\b", text[mention.span.end :])
        if mention.place.level is not Level.REGION and not signed:
            votes[mention.place] += weight


def _begun_with(above: Counter[Place], article: Article) -> set[Place]:
    """The communes of a headline, where the text below never says "của xã", "phường đã"."""
    if any(_OWN_COMMUNE.search(passage.text) for passage in article.passages):
        return set()
    return {place for place in above if place.level is Level.COMMUNE}


def _elect(votes: Counter[Place], above: Counter[Place], begun_with: set[Place]) -> Place | None:
    """The place most spoken of, and named above the text or clearly ahead of all others."""
    order = list(votes)
    named = [place for place in order if place.level is not Level.COUNTRY]
    told = [place for place in named if votes[place] > above[place] or place not in begun_with]
    local = told or named
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
