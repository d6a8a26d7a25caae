"""Of what level the place is that a text calls its own: "toàn tỉnh", "của huyện", "Xã đã ...".

``read_own_words`` is the entry point; ``supports`` says how much that speaks for a place.
"""

from __future__ import annotations

import re
from collections import Counter

from extract.models import Article, Level, Place
from extract.place.gazetteer import is_city
from extract.text import UPPER

_OWN = re.compile(
    r"\b(?i:(?:toàn|cả|khắp|trong|của|trên địa bàn|UBND|HĐND) (?P<of>tỉnh|thành phố|huyện|thị xã|quận|xã|phường|thị trấn))"
    rf"\b(?! [{UPPER}]|,| và\b| các\b| hoặc\b| này\b| đó\b)"
    r"|(?:^|[.!?] )(?P<does>Tỉnh|Thành phố|Huyện|Thị xã|Quận|Xã|Phường|Thị trấn)(?= [a-zđ])"
    r"|\b(?P<our>tỉnh|huyện|xã) (?:ta|nhà|đã|phấn đấu|đặt)\b"
    # "9 tháng, tỉnh đón 2 triệu lượt khách", but "các xã, huyện có".
    r"|(?:\b(?:tháng|năm|nay|quý|\d{4}|biết|rằng|đó),? |^)(?P<acts>tỉnh|huyện) (?:đón|hiện|còn|có|đạt|yêu cầu|giao|thu|chi)\b"
)
_OWN_COMMUNE = re.compile(r"\b(?:ở|tại) (?:xã|phường|thị trấn)\b(?! (?:[A-ZĐ]|và\b|này\b|đó\b)|,)")
# "Thấp hơn mức 0,2% của toàn tỉnh", "đứng thứ ba toàn tỉnh": a whole that a part is held against.
_LONGEST_LEAD = 50
_HELD_AGAINST = re.compile(
    r"(?:\b(?:so với|(?:cao|thấp|nhiều|ít|lớn|nhanh|chậm) (?:hơn|nhất)|bình quân|trung bình|dẫn đầu|đứng (?:đầu|thứ|cuối)|xếp thứ|"
    r"vị trí thứ|tốp|top)\b[^.;:()]*|\()$",
    re.IGNORECASE,
)
_COMMUNES = ("xã", "phường", "thị trấn")
_DISTRICTS = ("huyện", "thị xã", "quận")


def read_own_words(article: Article) -> Counter[str]:
    """Count the type words by which a text speaks of its own place without naming it."""
    said = Counter[str]()
    for passage in article.passages:
        for found in _OWN.finditer(passage.text):
            lead = max(0, found.start() - _LONGEST_LEAD)
            if not _HELD_AGAINST.search(passage.text, lead, found.start()):
                said[found[found.lastindex or 0].lower()] += 1
        said["xã"] += len(_OWN_COMMUNE.findall(passage.text))
    return said


def supports(own: Counter[str], place: Place) -> int:
    """Count how often a text speaks of its own place as one of this place's level."""
    match place.level:
        case Level.COMMUNE:
            return sum(own[word] for word in _COMMUNES)
        case Level.DISTRICT:
            return sum(own[word] for word in (*_DISTRICTS, "thành phố"))
        case Level.PROVINCE:
            return own["tỉnh"] + (own["thành phố"] if is_city(place, None) else 0)
        case _:
            return 0
