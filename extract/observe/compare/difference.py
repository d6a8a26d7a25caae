"""The words that make a number a difference: "tăng 5%", "cao hơn bình quân cả nước 2,1 điểm".

``read_difference`` is the entry point; it reads masked text that ends where the number begins.
``RULES`` holds the ways to say it; each rule's examples are in ``tests/gold/difference.toml``
under the rule's name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from extract.grammar import Caseless
from extract.models import Direction
from extract.observe.mask import MARKS, PERIOD, PLACE, QUANTITY, RANK

_UP, _DOWN = Direction.UP, Direction.DOWN
_REACH = 110
# What softens or sharpens a verb; says nothing of what it is compared with.
_ADVERB = (
    r"(?:nhẹ|mạnh|khá|cao|sâu|nhanh|rất|đáng kể|tới|đến|được|thêm|hơn|khoảng|gần|trên|dưới|ước|tương ứng|lần lượt|"
    r"tổng cộng|là|ít nhất|tối thiểu|chỉ|xa|nhất|đi|từ|liền|dần|nhiều|chừng|những|khá xa|vọt)"
)
_AGAINST = (
    rf"(?:[{PERIOD}{PLACE}]+|so với|so|với|cùng kỳ|cùng kì|mức|chung|bình quân|trung bình|của|cả nước|năm trước|"
    r"năm ngoái|kỳ trước|tháng trước|quý trước|toàn tỉnh|toàn quốc|cả|nước|tỉnh|đầu năm|đầu|năm|đó|thời điểm|"
    r"chỉ tiêu|kế hoạch|mục tiêu|đề ra|giao|thực hiện|trước đó|trước|mỗi năm|mỗi|vùng|khu vực|vụ)"
)
# "giữ đà tăng hai con số (14,8%)": the bracket tells how much, where nothing stands between to compare with.
_CLOSE = rf"(?:(?:\s(?:{_ADVERB}|{_AGAINST})(?=[\s,]|$))*,?\s*(?:(?<=,\s)(?:tới|đến|khoảng|gần|hơn)\s)?|(?:\s(?:{_ADVERB}|[{QUANTITY}]+ số)(?=\s))*\s\(\s*)"
# A thing compared with, up to the number; its own level may follow in brackets.
_THING = rf"\s[^,;:.()!?{QUANTITY}{RANK}]{{1,70}}?(?:\s\(\W*[^();]{{0,30}}\))?\s*"


@dataclass(frozen=True, slots=True)
class Rule:
    """One way to say how far a number is from another.

    Attributes:
        name: Key of the rule's gold cases.
        verbs: The word that says it.
        between: What may stand between that word and the number.
        direction: Which way.
        is_gap: Whether the number lies between two things, not between two times; a level
            that is compared with ("cao hơn Hà Nội 86%") is written in the same way.
    """

    name: str
    verbs: str
    between: Caseless
    direction: Direction
    is_gap: bool = False


@dataclass(frozen=True, slots=True)
class Difference:
    """A difference as written.

    Attributes:
        start: Where its verb begins.
        between: The words between verb and number.
        verb: The verb in lower case.
    """

    rule: Rule
    start: int
    between: str
    verb: str

    @property
    def direction(self) -> Direction:
        """Which way."""
        return self.rule.direction


def _between(pattern: str) -> Caseless:
    return Caseless(pattern)


RULES = (
    Rule(
        "rise",
        "tăng|tăng thêm|tăng lên|tăng trưởng|nhích|nhích lên|nhích thêm|nhỉnh|nhỉnh thêm|cải thiện|nhảy|thăng|vươn|tiến|đi lên|cộng thêm|lên|tăng trưởng dương",
        _between(_CLOSE),
        _UP,
    ),
    Rule(
        "fall",
        "giảm|giảm thêm|giảm đi|kéo giảm|sụt|sụt giảm|tụt|hạ|bớt|lùi|rớt|mất|kéo xuống|hao|co lại|tăng trưởng âm|đi xuống|rút ngắn|rút bớt|hụt đi|vơi",
        _between(_CLOSE),
        _DOWN,
    ),
    Rule(
        "above",
        "cao hơn|nhiều hơn|lớn hơn|nhỉnh hơn|vượt|nhanh hơn|tốt hơn|đông hơn|dư|khá hơn|dài hơn|đắt hơn|rộng hơn|sâu hơn|sớm hơn",
        _between(rf"(?:{_CLOSE}|{_THING})"),
        _UP,
        is_gap=True,
    ),
    Rule(
        "below",
        "thấp hơn|ít hơn|kém|kém hơn|thua|hụt|chậm hơn|chậm|thiếu|cách|còn cách|còn thiếu|nhỏ hơn|ngắn hơn|rẻ hơn|hẹp hơn",
        _between(rf"(?:{_CLOSE}|{_THING})"),
        _DOWN,
        is_gap=True,
    ),
    Rule(
        "more than",
        "hơn",
        _between(
            rf"\s(?=(?:mức |bình quân |trung bình )*(?:[{PERIOD}{PLACE}]|cùng |năm |nhiệm kỳ |cả nước|kỳ |vụ )){_THING[2:]}"
        ),
        _UP,
        is_gap=True,
    ),
    Rule(
        "above a mark",
        "trên báo động|trên mức báo động|vượt báo động|trên mực nước|trên giá thành",
        _between(_THING),
        _UP,
        is_gap=True,
    ),
    Rule(
        "below a mark",
        "dưới báo động|dưới mức báo động|dưới mực nước|dưới giá thành",
        _between(_THING),
        _DOWN,
        is_gap=True,
    ),
    Rule(
        "times",
        "gấp|cao gấp|tăng gấp|lớn gấp|nhiều gấp",
        _between(r"(?:\s(?:khoảng|gần|hơn|trên|tới|đến|đúng))*\s*"),
        _UP,
    ),
)
# "lớn hơn 1,5 lần": the comparator belongs to the number.
_MANIFOLD = {
    _UP: Caseless(r"\b(?:lớn|cao|nhiều|đông|rộng|dài|đắt|nhanh) hơn\s$"),
    _DOWN: Caseless(r"\b(?:nhỏ|thấp|ít|hẹp|ngắn|rẻ|kém) hơn\s$"),
}
# "bằng 3,2 lần cùng kỳ".
_EQUAL = Caseless(r"\bbằng\s(?:khoảng |gần |hơn |trên )?$")
_FORMERLY = Caseless(
    r"\s(?:so (?:với )?)?(?:mức )?(?:của )?(?:cùng k[ỳì]|năm|tháng|quý|vụ|thời điểm|giai đoạn)\b"
)
_MOVED_RATE = re.compile(
    rf"\b(?P<verb>(?i:giảm|tăng|hạ))\s(?P<rate>(?:tỷ lệ|tỉ lệ|tỷ trọng)\s[^,;:.()!?{MARKS}]{{3,60}}?)(?:\s(?:toàn tỉnh|toàn huyện|bình quân|thêm|được|từ|mỗi năm))*\s$"
)
_RULE_OF = {verb: rule for rule in RULES for verb in rule.verbs.split("|")}
_VERBS = Caseless(
    r"(?<!\w)(?<!cải )(?<!phong )(?<!tư )(?<!một )(?<!yếu )(?<!thặng )(?<!thâm )(?!(?<=số )dư\b)"
    rf"(?:{'|'.join(sorted(_RULE_OF, key=lambda verb: (-len(verb), verb)))})(?!\w)",
)
# "cải cách", "mức độ cao hơn", "tăng cường", "vượt bậc": the word is part of another.
_OTHER_WORD = Caseless(r"\s(?:cường|tốc(?! độ)|bậc|trội|khó|ly|rời|thức|nợ)(?!\w)")
# "kém bền vững 33": how the counted are graded.
_GRADE = Caseless(r"\s(?:bền|hiệu|chất|phát|phẩm|an toàn)(?!\w)")
# "tỷ lệ thiếu việc làm là 3%": what is measured.
_LACK = Caseless(r"\s(?:việc làm|niên|nhi|máu|hụt|cân)(?!\w)")
# "chậm tiến độ 3 dự án" counts; "vượt tiến độ cùng kỳ 3 ha" is a gap.
_SCHEDULE = Caseless(rf"\stiến độ(?!\s(?:cùng|so|năm|kế hoạch|[{PERIOD}]))")


def read_multiple(left: str, right: str) -> Difference | None:
    """Find the adjective that a multiple behind a text is said of: "lớn hơn 1,5 lần".

    Args:
        left: Text that ends where the digits begin, behind the comparator.
        right: Text behind the multiple.
    """
    equal = _EQUAL.search(left)
    if equal is not None and _FORMERLY.match(right):
        return Difference(_RULE_OF["gấp"], equal.start(), "", "bằng")
    for direction, adjective in _MANIFOLD.items():
        match = adjective.search(left)
        if match is not None:
            rule = replace(_RULE_OF["gấp"], direction=direction)
            return Difference(rule, match.start(), "", match[0].strip().lower())
    return None


@lru_cache(maxsize=1024)
def read_difference(left: str) -> Difference | None:
    """Find the verb that makes the number behind a text a difference.

    Args:
        left: Masked text that ends where the number begins.

    Returns:
        The nearest verb that reaches the number, ``None`` where none does.
    """
    start = max(0, len(left) - _REACH)
    for match in reversed(list(_VERBS.finditer(left, start))):
        verb = " ".join(match[0].lower().split())
        rule, between = _RULE_OF[verb], left[match.end() :]
        if verb in ("chậm", "vượt") and _SCHEDULE.match(between):
            continue
        if verb == "thiếu" and _LACK.match(between):
            continue
        if verb == "kém" and _GRADE.match(between):
            continue
        if rule.between.fullmatch(between) and not _OTHER_WORD.match(between):
            return Difference(rule, match.start(), between, verb)
    return None


def read_moved_rate(left: str) -> Difference | None:
    """Find the rate that points are of, behind its verb: "giảm tỷ lệ hộ nghèo (4 điểm phần trăm)".

    Args:
        left: Masked text that ends where the number begins.
    """
    match = _MOVED_RATE.search(left)
    if match is None:
        return None
    verb = match["verb"].lower()
    return Difference(_RULE_OF[verb], match.start("verb"), match["rate"], verb)
