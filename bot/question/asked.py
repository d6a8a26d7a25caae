"""The words of a question that ask -> what is asked of an indicator.

``read_asked`` is the entry point. ``RULES`` holds what people write, in the order tried;
the words that only ask are taken out, so that what remains names the indicator.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.models import Asked
from bot.question import aims, errand

PLACE = "\ue000"
"""Stands in a question for a place that was read; no keyboard types it."""
PERIOD = "\ue001"
"""Stands, on both sides of its number, for a period that was read."""

_WHOLE = r"(?:cả nước|toàn quốc|quốc gia|việt nam|63 tỉnh,? thành(?: phố)?|34 tỉnh,? thành(?: phố)?|các tỉnh)"
_MEAN = r"(?:mức |mặt bằng |bình quân |trung bình |chung |tính chung |của |con số )*"
_GAP = r"(?:bao nhiêu|mấy)(?: điểm(?: phần trăm)?| phần trăm| ?%| lần)?"
_RISEN = r"(?:tăng|giảm|lên|xuống|nhích lên|tụt xuống|đi lên|đi xuống|tốt lên|xấu đi)"
UNITS = (
    r"tỉnh thành|tỉnh,? thành phố|tỉnh|thành phố|địa phương|địa bàn|nơi|huyện thị|quận,? huyện|huyện|quận|thị xã"
    r"|xã,? phường|phường,? xã|xã|phường|thị trấn|bộ ngành|bộ|sở ngành|sở|đơn vị|khối|vùng|bên|chỗ|ngành"
    r"|trường|khu công nghiệp|bệnh viện|(?<!xã )hội|ngân hàng|công ty"
)
"""What places and offices are called when they are ranked or counted."""
_UNITS = rf"(?P<unit>{UNITS})"
_MORE, _LESS = "cao|nhiều|lớn|đông|tốt|nhanh|khá|giỏi|mạnh|dài", "thấp|ít|nhỏ|kém|chậm|tệ|yếu|bé"
_DRAWN = r"(?:(?:hãy|cho|vẽ|lập|dựng|xem|giúp|tôi|mình|em|anh|chị|một) )*(?:biểu đồ|đồ thị)(?: (?:thể hiện|biểu diễn|về))?"
_COUNTS = {
    "hai": 2,
    "ba": 3,
    "bốn": 4,
    "năm": 5,
    "sáu": 6,
    "bảy": 7,
    "tám": 8,
    "chín": 9,
    "mười": 10,
}
_COUNT = rf"(?P<top>\d{{1,2}}|{'|'.join(_COUNTS)})"
_SLOW = "ì ạch|ì|lẹt đẹt|chậm chạp|đuối|bết bát|bết|rùa bò|xấu|hẻo|lẹt bẹt"
_BETWEEN = rf"(?P<between>(?:(?!{_MORE}|{_LESS})[^\W_]+ ){{0,7}}?)"
_WHERE = rf"(?: {_WHOLE}| nước(?! (?!nào|về)\w)| bảng| tỉnh(?= về))?"
_TOP = re.compile(
    rf"(?<!\w)(?:(?:{_MORE}) {_BETWEEN}nhất|đứng đầu|dẫn đầu|đầu bảng|quán quân|nhất bảng|hàng đầu){_WHERE}(?!\w)"
)
_BOTTOM = re.compile(
    rf"(?<!\w)(?:(?:{_LESS}|{_SLOW}) {_BETWEEN}nhất|(?:đứng |xếp )?(?:cuối bảng|chót bảng|bét bảng|áp chót|đội sổ|cuối|chót|bét)(?!\w)(?! (?:năm|tháng|quý|kỳ|tuần|giờ))){_WHERE}(?!\w)"
)
_POOREST = re.compile(r"(?<!\w)(?P<between>nghèo) nhất(?!\w)")
_EXTREME = "\ue002"
_HOW_MANY = re.compile(r"(?<!\w)(?:bao nhiêu|mấy)(?!\w)")
# Where little of what is measured is good, the worst has the most of it.
_BAD = re.compile(
    r"(?<!\w)(?:quá hạn|trễ|chậm|tồn đọng|nghèo|tai nạn|chết|nợ|vi phạm|thất nghiệp|cháy|thiệt hại|ô nhiễm|khiếu nại|bỏ học)(?!\w)"
)
_JUDGES = re.compile(rf"(?P<good>tốt|khá|giỏi)|kém|tệ|yếu|{_SLOW}")
# What is ranked: "tỉnh nào", "3 huyện", "ở đâu", "ai", "xã nghèo nhất".
_WHICH = r"(?:nào|mô)"
_RANKED = re.compile(
    rf"(?<!\w)(?:(?:kể|nêu|liệt kê|cho biết|chỉ)(?: ra)?(?: tên)? )?(?:(?:top |tốp )?{_COUNT} {_UNITS}(?: {_WHICH})?|(?:là )?{_UNITS.replace('unit', 'unit2')}(?: {PLACE})? {_WHICH}"
    rf"|(?<!cấp )(?<!toàn )(?<!trong )(?:(?:là|của|những|các) )?{_UNITS.replace('unit', 'unit3')}(?= *(?:(?:có|đang|bị|mà|được) )*{_EXTREME})|(?:là )?ở đâu|là ai|ai)(?!\w)"
)
_TOP_OF = re.compile(rf"(?<!\w)(?:top|tốp) {_COUNT}(?!\w)")

MAYBE_TARGET = "perhaps a target"
"""The rule of words that speak of a target, or of what is so."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One way to ask.

    Attributes:
        name: Key of the rule's gold cases.
        asked: What it asks for.
        pattern: Over lower-case text with full marks; what it matches is taken out.
    """

    name: str
    asked: Asked
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a question asks, and what of it is left.

    Attributes:
        asked: Everything asked, in the order of the rules; empty for a plain value.
        rules: Names of the rules that read it.
        rest: The text without the words that asked.
        whole_country: The country is what the number shall be about.
        unit: The word for what is ranked ("tỉnh", "huyện"); ``None`` where nothing is.
        top: How many of a ranking.
        higher: For a comparison, whether the higher one is wanted first; ``None``: as asked.
    """

    asked: tuple[Asked, ...]
    rules: tuple[str, ...]
    rest: str
    whole_country: bool = False
    unit: str | None = None
    top: int = 1
    higher: bool | None = None


@dataclass(frozen=True, slots=True)
class _Ranked:
    asked: tuple[Asked, ...]
    unit: str | None
    top: int
    rest: str


def _rule(name: str, asked: Asked, pattern: str) -> Rule:
    return Rule(name, asked, re.compile(rf"(?<!\w)(?:{pattern})(?!\w)"))


RULES = (
    # Before "change", whose words a trend is often asked in: "tăng giảm ra sao qua các năm".
    _rule(
        "trend",
        Asked.TREND,
        r"(?:qua|theo|trong) (?:các|từng|mấy|nhiều|những|mỗi) (?:năm|tháng|quý|kỳ|giai đoạn|thời kỳ)(?: (?:qua|gần đây|vừa qua|trước))?(?: (?:ra sao|thế nào|như thế nào))?"
        r"|(?:từng|các|những|mấy|vài|nhiều) (?:năm|quý|tháng|kỳ) (?:qua|gần đây|vừa qua|vừa rồi|trở lại đây|liền)(?: (?:ra sao|thế nào|như thế nào))?"
        r"|từng (?:năm|quý|tháng)|(?:các|mấy) năm(?=\W*$)|mỗi năm một|(?:hàng|hằng) năm(?= (?:tăng|giảm|lên|xuống))|lịch sử(?= (?:điểm|chỉ số|tỷ lệ|số|thứ hạng|xếp hạng|của))"
        r"|diễn biến(?: (?:ra sao|thế nào|như thế nào))?|xu hướng(?: (?:ra sao|thế nào|như thế nào))?",
    ),
    # What was done "trong 5 năm qua" is one sum where its number is asked.
    _rule(
        "lately",
        Asked.TREND,
        r"(?:mấy|vài|nhiều) năm (?:nay|rồi)|(?:(?:trong|qua) )?(?:\d{1,2}|hai|ba|bốn|năm|mười) (?:năm|quý|tháng) (?:qua|gần đây|vừa qua|trở lại đây|liên tiếp|liền)"
        r"|từ trước (?:tới|đến) (?:nay|giờ)",
    ),
    _rule("drawn together", Asked.COMPARE, _DRAWN),
    _rule("drawn", Asked.TREND, _DRAWN),
    _rule("source", Asked.SOURCE, errand.SOURCE),
    _rule("list", Asked.LIST, errand.LIST.format(place=PLACE)),
    _rule("reached", Asked.REACHED, errand.REACHED),
    _rule(
        "against the country",
        Asked.BASELINE,
        rf"(?:(?:cao|trên|hơn|nhanh|nhiều)(?: hơn)? hay (?:thấp|dưới|kém|chậm|ít|thua)(?: hơn)?(?: so với)?|(?:đứng|nằm|ở) (?:trên|dưới)|(?:có|đã) vượt(?: qua)?|(?<!mặt )bằng|thua|so với|so|đối chiếu với|thấp hơn|cao hơn|nhiều hơn|ít hơn|hơn kém|hơn|kém|chênh)(?: so với)? {_MEAN}"
        rf"(?:{_WHOLE}|toàn tỉnh|tỉnh|chung(?: {_WHOLE})?|bình quân|trung bình)(?: (?:thì sao|ra sao|thế nào|như thế nào|cỡ nào))?(?: {_GAP})?",
    ),
    _rule(
        "against before",
        Asked.CHANGE,
        r"(?:so với|so|hơn|kém) (?:(?:hồi|lúc|thời|thời điểm) )?(?:cùng kỳ|năm ngoái|năm trước(?: đó)?|tháng trước|quý trước|kỳ trước|trước đây|trước|đầu năm|cùng kỳ năm trước|cùng kỳ năm ngoái"
        r"|(?:đầu )?nhiệm kỳ(?: trước)?|đầu kỳ|khóa trước)",
    ),
    _rule(
        "change",
        Asked.CHANGE,
        rf"{_RISEN} hay (?:là )?{_RISEN}|{_RISEN} (?:được )?(?:ra sao|thế nào|như thế nào|nhiều không|cỡ nào)|tăng giảm(?: ra sao| thế nào| bao nhiêu)?|(?:có |đang |đã )*(?:tăng|giảm|nhích|cải thiện)(?: lên| xuống| thêm)? không"
        r"|biến động(?: ra sao| thế nào)?|thay đổi(?: ra sao| thế nào)?"
        r"|(?:nhanh|cao|nhiều|tốt|lớn)(?: hơn)? hay (?:chậm|thấp|ít|kém|nhỏ)(?: hơn)?(?= (?:cùng kỳ|năm (?:ngoái|trước)|trước|kỳ trước)|\W*$)",
    ),
    _rule(
        "grown",
        Asked.CHANGE,
        rf"(?P<between>tăng|giảm|nhích|sụt|tụt|cải thiện|rút ngắn)(?: được| thêm| lên| xuống| đi)* {_GAP}(?! (?:bậc|hạng))",
    ),
    _rule(
        "climbed",
        Asked.CHANGE,
        r"(?:tăng|giảm|tụt|lên|xuống|nhảy|rớt|thăng|cải thiện)(?: được| thêm| lên| xuống)* (?:bao nhiêu|mấy) (?:bậc|hạng)|gấp(?: được)? (?:bao nhiêu|mấy)(?: lần)?",
    ),
    _rule(
        "rank",
        Asked.RANK,
        r"(?:đang |hiện )?(?:đứng|xếp|giữ|ở)? ?(?:(?<!mỗi )thứ|hạng|xếp hạng|vị trí|hàng)(?: thứ)? (?:mấy|bao nhiêu|nào)(?: trong)?|thứ hạng|xếp hạng|^\W*hạng(?! (?:mục|nhất|nhì|ba|đặc|thương|[iv\d]))"
        r"|(?:trong )?(?:top|tốp|nhóm) (?:mấy|bao nhiêu)",
    ),
    _rule(
        "higher",
        Asked.COMPARE,
        r"(?:(?:bên|nơi|tỉnh|huyện|địa phương|đơn vị|ai|chỗ|xã|bộ|sở)(?: nào)? )?(?P<between>.*?)(?P<more>cao(?! (?:tốc|tuổi|đẳng|su|học|cấp|áp))|nhiều|lớn(?! tuổi)|nhanh|đông|tốt|khá|nhỉnh|trội) (?:\w+ ){0,2}hơn",
    ),
    _rule(
        "lower",
        Asked.COMPARE,
        r"(?:(?:bên|nơi|tỉnh|huyện|địa phương|đơn vị|ai|chỗ|xã|bộ|sở)(?: nào)? )?(?P<between>.*?)(?P<less>thấp|ít|chậm|kém|nhỏ) (?:\w+ ){0,2}hơn",
    ),
    _rule(
        "compare",
        Asked.COMPARE,
        r"so sánh|chênh nhau(?: nhiều không| ra sao| thế nào| sao| bao nhiêu)?|chênh lệch(?: ra sao| thế nào| bao nhiêu)?|hơn kém(?: nhau)?(?: ra sao| thế nào| bao nhiêu)?|khác nhau(?: ra sao| thế nào)?"
        r"|(?:ai|đâu|bên nào|nơi nào|tỉnh nào|huyện nào|xã nào|chỗ nào) (?:hơn|kém|thua|vượt|trội|nhỉnh)(?: hơn)?(?: (?:ai|đâu|bên nào|nơi nào|kém))*",
    ),
    _rule(
        "each",
        Asked.COMPARE,
        r"(?:mỗi|từng) (?:nơi|bên|tỉnh|huyện|xã|phường|địa phương|đơn vị|bộ|sở)(?= |$)|lần lượt|tương ứng|hơn thua(?: nhau)?(?: ra sao| thế nào| bao nhiêu)?",
    ),
)

_AGAINST_TARGET = re.compile(
    r"so(?: với)? (?:mục tiêu|chỉ tiêu|kế hoạch|dự toán)(?: đề ra| đặt ra| được giao| thì sao)?"
)
_DONE = re.compile(r"(?<!\w)(?:đạt|được|thực hiện|đã)(?!\w)")
_COUNTRY = re.compile(
    rf"(?<!\w){_MEAN}(?:trong )?(?:cả nước(?: mình| ta)?|(?<!\w)nước (?:mình|ta|nhà)|toàn quốc|việt nam|63 tỉnh,? thành(?: phố)?)(?!\w)"
)
# "DTI quốc gia", but not a national portal, programme or standard.
_NATIONAL = re.compile(
    r"(?:điểm|chỉ số|bình quân|trung bình|cấp)(?: (?!cổng|dịch|mục|chương|chuẩn|dữ|tiêu)[^\W_]+){0,8} quốc gia(?!\w)"
)
_SCOPE = re.compile(rf"(?<!\w)(?:trong|của|trên)? ?(?:số )?(?:{_WHOLE})(?!\w)")


def read_asked(text: str) -> Reading:
    """Read what a question asks.

    Args:
        text: Lower case with full marks; each place replaced by ``PLACE``, the country
            left as words.
    """
    found: dict[Asked, None] = {}
    rules: list[str] = []
    unit, top, higher = None, 1, None
    rest = aims.without_giver(text)
    ranking = _read_ranking(rest)
    if ranking is not None:
        unit, top, rest = ranking.unit, ranking.top, ranking.rest
        found |= dict.fromkeys(ranking.asked)
    for rule in RULES:
        match = rule.pattern.search(rest)
        if match is None or _needless(rule, match, rest, found):
            continue
        found[rule.asked] = None
        rules.append(rule.name)
        groups = match.groupdict()
        if groups.get("more") or groups.get("less"):
            higher = groups.get("more") is not None
        kept = " ".join(
            said for name, said in groups.items() if name.startswith("between") and said
        )
        rest = f"{rest[: match.start()]} {kept or ' '} {rest[match.end() :]}"
    against_target = _AGAINST_TARGET.search(rest)
    target = aims.TARGET.search(rest)
    in_percent = any(said in rest for said in ("%", "phần trăm", "tới đâu", "đến đâu"))
    maybe = None if target or found else aims.MAYBE.search(rest)
    if target and against_target and _is_of_plan(rest, target, against_target):
        against_target = None
    if target and against_target is None and not (in_percent and target[0] == "dự toán"):
        found[Asked.TARGET] = None
        rest = aims.TARGET.sub(" ", rest)
    elif maybe is not None:
        found[Asked.TARGET] = None
        rules.append(MAYBE_TARGET)
        rest = f"{rest[: maybe.start()]} {rest[maybe.end() :]}"
    elif against_target is not None and not in_percent:
        # "thu đạt thấp nhất so dự toán" ranks shares of the plan.
        share = "phần trăm dự toán" if ranking is not None and "đạt" in rest else ""
        rest = f"{rest[: against_target.start()]} {share} {rest[against_target.end() :]}"
    ranked = {Asked.RANK, Asked.HIGHEST, Asked.LOWEST}.intersection(found)
    whole = _COUNTRY.search(rest) or _NATIONAL.search(rest)
    if whole is not None:
        rest = (_SCOPE if ranked else _COUNTRY).sub(" ", rest)
    return Reading(
        tuple(found), tuple(rules), rest, whole is not None and not ranked, unit, top, higher
    )


def _is_of_plan(text: str, target: re.Match[str], against: re.Match[str]) -> bool:
    # "Mục tiêu tỷ lệ giải ngân so với kế hoạch" asks for a goal.
    return target.end() <= against.start() and _DONE.search(text) is None


def _read_ranking(text: str) -> _Ranked | None:
    for asked, pattern in (
        (Asked.HIGHEST, _TOP),
        (Asked.LOWEST, _BOTTOM),
        (Asked.HIGHEST, _POOREST),
    ):
        extreme = pattern.search(text)
        if extreme is None:
            continue
        rest = _without_extreme(text, extreme)
        other = _BOTTOM.search(rest) if asked is Asked.HIGHEST else None
        if other is not None:
            rest = _without_extreme(rest, other)
        ranked = list(_RANKED.finditer(rest))
        top = _TOP_OF.search(rest)
        if not ranked and top is None:
            continue
        units = [match["unit"] or match["unit2"] or match["unit3"] for match in ranked]
        tops = [_count(match["top"]) for match in (*ranked, *filter(None, (top,)))]
        rest = _TOP_OF.sub(" ", _RANKED.sub(" ", rest)).replace(_EXTREME, " ")
        both = (
            (Asked.HIGHEST, Asked.LOWEST) if other is not None else (_meant(asked, extreme, rest),)
        )
        return _Ranked(both, next(filter(None, reversed(units)), None), max(tops), rest)
    return None


def _without_extreme(text: str, extreme: re.Match[str]) -> str:
    # "nhiều hộ nghèo nhất" counts the poor households.
    counted = "bao nhiêu " if extreme[0].startswith(("nhiều", "đông", "ít")) else ""
    between = extreme.groupdict().get("between") or ""
    kept = f"{_EXTREME} {counted if between else ''}{between}"
    return f"{text[: extreme.start()]} {kept} {text[extreme.end() :]}"


def _meant(asked: Asked, extreme: re.Match[str], rest: str) -> Asked:
    judges = _JUDGES.match(extreme[0])
    if judges is None or not _BAD.search(rest):
        return asked
    return Asked.LOWEST if judges["good"] else Asked.HIGHEST


def _needless(rule: Rule, match: re.Match[str], rest: str, found: dict[Asked, None]) -> bool:
    # Only two places can be compared; a ranking already says "cao nhất".
    if rule.name in ("higher", "lower"):
        return rest.count(PLACE) < 2 or Asked.COMPARE in found
    if rule.name == "lately":
        beside = f"{rest[: match.start()]} {rest[match.end() :]}"
        return Asked.TREND in found or _HOW_MANY.search(beside) is not None
    if rule.name == "each":
        # "Mỗi xã một sản phẩm" is a programme.
        return rest.count(PLACE) < 2
    if rule.name == "drawn together":
        return rest.count(PLACE) < 2 or Asked.TREND in found
    # "tăng trưởng tăng mấy %" keeps its words where growth is what is measured.
    return rule.name == "against before" and match.start() == 0 and not rest[match.end() :].strip()


def _count(written: str | None) -> int:
    if written is None:
        return 1
    return _COUNTS.get(written) or int(written)
