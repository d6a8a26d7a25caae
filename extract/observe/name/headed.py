"""What stands before a colon, or was counted just before, and completes a bare name.

``headed`` is the entry point: "Mức hỗ trợ: nhà sập 60 triệu đồng", "Thi tốt nghiệp: tỷ lệ đỗ 98%",
"4.873 suất quà, trị giá 2,4 tỷ đồng".
"""

from __future__ import annotations

import re

from extract.grammar import Caseless
from extract.observe.frame import Reading, Rule, Site
from extract.observe.mask import MARKS, PERIOD
from extract.observe.name import judge, naming, wording
from extract.observe.name.sort import COUNTED, sort_of
from extract.observe.name.syllable import bare, telling_syllables

_HEAD = re.compile(
    rf"\W*(?:(?:\d+|[IVX]+|[a-zđ])[.)]\s)*(?:Về\s)?(?P<head>[^\W\d_](?:[^:;,.(){MARKS}]|[{PERIOD}]){{3,60}}?)\s?:\s"
)
_SPEAKS = re.compile(
    r"\b(?:nói|biết|sẻ|định|hỏi|rằng|sau|là|gồm|thể|đó|nhất|như|khác|kỳ|chú|quả)$|^(?:[Ôô]ng|[Bb]à|[Ảả]nh)\b"
)
_MONEY = Caseless(
    r"(?:mức|giá|doanh thu|kinh phí|vốn|kim ngạch|xuất khẩu|nhập khẩu|thu nhập|lương|lệ phí|học phí|giải ngân|dư nợ|chi phí)(?= |$)(?! trị)"
)
_MOVES = Caseless(r"(?:nộp|thu|chi|lãi|lỗ|tổng|tăng|mức|cho vay|huy động)\b")
_WORTH = Caseless(
    r"(?:tổng )?(?:trị giá|giá trị|kinh phí|số tiền|tiền|kinh phí thực hiện|kinh phí hỗ trợ)"
)
_MOST_TELLING = 1
_LONGEST = 9


def headed(reading: Reading, site: Site, name: str) -> str:
    """Complete a name that says too little.

    Args:
        reading: The passage.
        site: The number.
        name: Its name so far.
    """
    sort = sort_of(site.quantity)
    if sort == "money" and _WORTH.fullmatch(name):
        return _worth_of(reading, name)
    match = _HEAD.match(reading.masked.masked, site.sentence.start, site.left.end)
    head = naming.lower_first(naming.tidy(match["head"])) if match is not None else ""
    if match is None or len(head.split()) > _LONGEST or _SPEAKS.search(match["head"].strip()):
        return name
    if telling_syllables(head) <= telling_syllables(name) or not judge.says(head):
        return name
    measured = wording.has_own_head(name) or _MONEY.match(name) or _MOVES.match(name)
    item = not measured and len(name.split()) <= _LONGEST
    if sort in ("money", "meas") and item and _MONEY.match(head):
        return f"{head} {name}"
    if sort not in COUNTED and not item and not wording.has_own_head(head):
        said = telling_syllables(bare(name))
        return f"{name} {head}" if 0 < len(said) <= _MOST_TELLING else name
    return name


def _worth_of(reading: Reading, name: str) -> str:
    """ "4.873 suất quà, trị giá 2,4 tỷ đồng": of what was counted before it in the sentence."""
    last = reading.drafts[-1] if reading.drafts[reading.first :] else None
    counted = last is not None and last.rule not in (Rule.GROWTH, Rule.COMPARED, Rule.RANKED)
    if last is None or not counted or not last.name.startswith("số "):
        return name
    return f"{name} {bare(last.name)}"
