"""What places are ranked by, where it stands apart from the value: "Với 67 điểm, tỉnh xếp thứ 18 về PCI".

``take_ranked_topic`` is the entry point.
"""

from __future__ import annotations

import re

from extract.models import Span
from extract.observe.frame import Reading, Site
from extract.observe.mask import PERIOD, PLACE, QUANTITY, RANK
from extract.observe.name import judge, naming

LONGEST_RANKED = 10
"""The most words in the name of what is ranked."""
SURE_OF_OWN = 0.6
"""How often a rank is right that the words of its own clause name."""

_WITH_VALUE = re.compile(
    r"\W*(?:[Vv]ới|[Đđ]ạt|[Gg]iành|[Đđ]ược)\s(?:(?:kết quả|tổng|số điểm|số|điểm|tỷ lệ|mức|tới)\s)*"
)
# "xếp thứ 14 cả nước về PAR INDEX", "dẫn đầu bảng xếp hạng PCI".
_INDEX = re.compile(
    r"\b(?:chỉ số|mức độ|bộ chỉ số)\s(?:(?!(?:do|mà|vừa|được|của|năm|mới|và)\b)[^\W\d_]+\s?){2,10}(?:\([A-ZĐ][A-ZĐ \d-]{1,14}\))?",
    re.IGNORECASE,
)
_BY = re.compile(
    rf"\b(?:về|[Bb]ảng xếp hạng|xếp hạng)\s((?!của|trong|các|cả|toàn|chung)[^,;.():{PERIOD}{PLACE}{QUANTITY}{RANK}]{{3,70}})"
)


def take_ranked_topic(reading: Reading, site: Site) -> bool:
    """Let what a value is ranked by name it: "Với 67,2 điểm, tỉnh xếp thứ 18 về PCI".

    Returns:
        Whether its sentence says so.
    """
    if not _WITH_VALUE.fullmatch(reading.seen(site.left)):
        return False
    return speak_of(reading, ranked_by(reading, site))


def index_in(words: str) -> str:
    """Find the index in a long label: "Báo cáo đánh giá mức độ chuyển đổi số (DTI) do Bộ công bố"."""
    match = _INDEX.search(words)
    return naming.tidy(match[0]) if match is not None else ""


def speak_of(reading: Reading, words: str) -> bool:
    """Let words name what the next numbers measure.

    Returns:
        Whether they tell enough to be a name.
    """
    telling = judge.telling(words) and len(words.split()) <= LONGEST_RANKED
    if telling:
        frame = reading.frame
        frame.topic = frame.context = naming.lower_first(words)
        frame.sureness = SURE_OF_OWN
        frame.names.clear()
    return telling


def ranked_by(reading: Reading, site: Site) -> str:
    """Find what places are ranked by, behind a number; ``""`` where nothing says so."""
    behind = Span(site.quantity.span.end, site.sentence.end)
    match = _BY.search(reading.named(behind))
    return naming.tidy(match[1]) if match is not None else ""
