"""Ranks as named in Vietnamese text: "đứng thứ 5 trên tổng số 8 huyện", "xếp hạng 3/63", "tốp 10".

``find_ranks`` is the entry point. ``RULES`` holds the grammar; each rule's examples are in
``tests/gold/rank.toml`` under the rule's name. "Cao nhất" and "đứng cuối" name no position and
are no rank; neither are weekdays, the head of an office, or the number of a session.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from extract.grammar import Pattern, is_marked
from extract.models import Rank, RankMention, Span
from extract.quantity.numeral import read_numeral
from extract.text import in_lower_case


@dataclass(frozen=True, slots=True)
class Rule:
    """One way to name a rank.

    Attributes:
        name: Key of the rule's gold cases.
        cues: Words one of which every match holds; without them the rule is not tried.
        pattern: Expression over canonical text, with a group ``position`` and perhaps ``of``.
        read: Turns the words of ``position`` into a number.
    """

    name: str
    cues: tuple[str, ...]
    pattern: Pattern
    read: Callable[[str], int | None]


_ORDINALS = {"nhất": 1, "đầu": 1, "nhì": 2, "nhi": 2, "tư": 4, "tu": 4, "nhat": 1, "dau": 1}


@lru_cache(maxsize=512)
def _ordinal(words: str) -> int | None:
    if words.lower() in _ORDINALS:
        return _ORDINALS[words.lower()]
    value = read_numeral(words)
    if value is None or value != value.to_integral_value() or not 0 < value < 1000:
        return None
    return int(value)


def _first(_: str) -> int:
    return 1


def _second(_: str) -> int:
    return 2


_DIGITS = r"\d{1,3}(?!\d|[.,]\d| ?%)"
_WORD = "(?:nhất|nhì|hai|ba|tư|bốn|năm(?! \\d)|sáu|bảy|tám|chín|mười(?: (?:một|hai|ba|bốn|lăm|sáu|bảy|tám|chín))?)(?!\\w)"
_OF = r"(?:(?: ?/ ?| (?:trong|trên)(?: tổng)?(?: số)?(?: các)? |[ ,(]+tổng số )(?P<of>\d{1,3})(?![\d/]|[.,]\d| ?%))?"
# What may stand between the verb and the number: "xếp ở vị trí thứ", "đứng hàng thứ".
_AT = r"(?:(?:ở|vào|tại|lên|được|đang|giữ|vị|đạt) )*(?:(?:vị trí|hạng|hàng|bậc|ngôi|thứ hạng)(?: thứ| số)? |thứ )"
_ORDINAL_WORDS = ("thứ", "hạng", "vị trí", "hàng", "bậc", "ngôi")
_VERB = (
    "xếp|đứng|vươn|vươn lên|leo|leo lên|tụt|tụt xuống|lùi|lùi về|lùi xuống|nhảy|nhảy lên|giữ|giữ vững"
    "|duy trì|chiếm|ở|đạt|về|lên|xuống|là|cán|bứt|tiến|từ|thành|còn"
)
_OFFICE = (
    r"(?! (?:là (?:đồng chí|ông|bà)|cơ quan|đơn vị|cấp ủy|chính quyền|tổ chức|ngành|các|đoàn|ủy ban"
    r"|một|ban|bộ|địa phương|nhà nước|chính phủ|sở|doanh nghiệp))"
)
_NO_LEADER = (
    r"(?<!người )(?<!nhóm )(?<!tốp )(?<!top )(?<!phương )(?<!tỉnh )(?<!vị )(?<!huyện )(?<!do )(?<!xã )"
    r"(?<!trò )(?<!viên )(?<!nước )(?<!bộ )(?<!phố )(?<!ngành )"
)

RULES = (
    Rule(
        "verb",
        _ORDINAL_WORDS,
        Pattern(rf"(?<!\w)(?:{_VERB}) {_AT}(?P<position>{_DIGITS}|{_WORD}){_OF}"),
        _ordinal,
    ),
    Rule(
        "verb_of",
        ("xếp", "đứng", "hạng", "vị trí"),
        Pattern(
            r"(?<!\w)(?:xếp|đứng|hạng|xếp hạng|thứ hạng|vị trí)(?: thứ| số)?:? (?P<position>\d{1,3})"
            r" ?(?:/ ?| (?:trong|trên)(?: tổng)?(?: số)? )(?P<of>\d{1,3})(?![\d/]|[.,]\d| ?%)"
        ),
        _ordinal,
    ),
    Rule(
        "place",
        ("vị trí", "hạng", "xếp thứ", "ngôi vị"),
        Pattern(
            r"(?<!\w)(?<!\d )(?:vị trí(?: xếp hạng)?(?: thứ| số)?|thứ hạng|xếp hạng(?: thứ)?|xếp thứ"
            r"|ngôi vị(?: thứ| số)?|hạng thứ)(?: là)?:? "
            rf"(?P<position>{_DIGITS}|{_WORD})(?! (?:bậc|điểm|sao|việc))(?:{_OF})"
        ),
        _ordinal,
    ),
    Rule(
        "grade",
        ("hạng",),
        Pattern(rf"(?<!\w)(?<!\d )hạng (?P<position>{_DIGITS})(?! sao){_OF}"),
        _ordinal,
    ),
    Rule(
        "ordinal_of",
        ("thứ", "hạng"),
        Pattern(
            r"(?<!\w)(?:thứ|hạng) (?P<position>\d{1,3})(?: ?/ ?| trong(?: tổng)?(?: số)? "
            r"| trên(?: tổng)?(?: số)? )(?P<of>\d{1,3})(?![\d/]|[.,]\d| ?%)"
        ),
        _ordinal,
    ),
    Rule(
        "ordinal",
        ("thứ", "hạng"),
        Pattern(
            rf"(?<!\w)(?:thứ|hạng) (?P<position>{_DIGITS})(?:{_OF})"
            r"(?=(?: ?/ ?\d| (?:toàn|cả nước|trong|trên|khu vực|vùng|miền|cấp|về)))"
        ),
        _ordinal,
    ),
    Rule(
        "top",
        ("top", "tốp"),
        Pattern(r"(?<!\w)(?:top|tốp)(?: đầu)?(?: các)? (?P<position>\d{1,3})(?!\d|[.,]\d| ?%)"),
        _ordinal,
    ),
    Rule(
        "group",
        ("nhóm",),
        Pattern(
            r"(?<!\w)nhóm (?P<position>\d{1,3})(?=(?: (?:tỉnh|địa phương|thành phố|đơn vị|bộ|nước|quốc gia|huyện"
            r"|xã|sở|cả nước|toàn quốc|dẫn đầu|đầu|đứng đầu|trường|ngành))(?!\w))"
            r"(?:(?:,? [^\W\d_]+){0,4} (?:dẫn|đứng) đầu)?"
        ),
        _ordinal,
    ),
    Rule(
        "into_group",
        ("nhóm",),
        Pattern(
            r"(?:(?<=vào )|(?<=lọt )|(?<=trong ))nhóm (?P<position>\d{1,3})(?=[.,;:)](?!\d)|\Z| (?:và|của|về|năm)(?!\w))"
        ),
        _ordinal,
    ),
    Rule(
        "leading",
        ("đứng đầu", "dẫn đầu"),
        Pattern(
            rf"(?<!\w)(?:{_NO_LEADER}|(?<=là tỉnh )|(?<=là huyện )|(?<=là địa phương )|(?<=là đơn vị ))(?P<position>đứng đầu|dẫn đầu){_OFFICE}(?!\w)"
            r"(?:(?:,? trong| trên)(?: tổng)?(?: số)? (?P<of>\d{1,3})(?![\d/]|[.,]\d| ?%))?"
        ),
        _first,
    ),
    Rule(
        "first",
        ("số 1", "số một", "nhất", "quán quân", "ngôi", "đầu"),
        Pattern(
            r"(?<!\w)(?:(?:giữ|giữ vững|ở|chiếm|giành|vẫn|đứng|xếp)(?: (?:vị trí|ngôi|ngôi vị))? "
            r"(?:số (?:1|một)|đầu bảng|nhất)(?! (?:là|định|quán|trí))(?!\w)|quán quân"
            r"|(?:ngôi|vị trí) (?:đầu|đầu bảng|đầu tiên|số một|quán quân)(?!\w)|ngôi đầu(?: bảng)?)"
            r"(?P<position>)"
        ),
        _first,
    ),
    Rule("second", ("á quân",), Pattern(r"(?<!\w)(?:ngôi )?á quân(?P<position>)"), _second),
    Rule(
        "listed",
        ("thứ",),
        Pattern(
            r"(?:[;,]|(?<!\w)và) (?P<name>[^\W\d][^\d,;.()]{1,30}?) thứ "
            rf"(?P<position>{_DIGITS}|{_WORD})(?=[,;.(]| (?:với|đạt|và)(?!\w)|\Z)"
        ),
        _ordinal,
    ),
    # Behind another rank alone: "xếp thứ hai và thứ ba".
    Rule(
        "also",
        ("thứ",),
        Pattern(rf"(?:,| và|, và) thứ (?P<position>{_DIGITS}|{_WORD}){_OF}"),
        _ordinal,
    ),
    Rule(
        "superlative",
        ("thứ",),
        Pattern(
            rf"(?<!\w)(?:cao|nhiều|lớn|đông|nhanh|tốt|mạnh) thứ (?P<position>{_DIGITS}|{_WORD}){_OF}"
        ),
        _ordinal,
    ),
)

# "lần thứ 11", "kỳ họp thứ 7", "hạng 2" of a hospital: numbered, not ranked.
_NUMBERED = Pattern(
    r"(?:lần|kỳ|kỳ họp|phiên|phiên họp|khóa|nhiệm kỳ|đợt|điều|tuần|tháng|quý|ngày|năm|người|con|vụ|bước"
    r"|đại hội|thế kỷ|từ|sáng|chiều|tối|bệnh viện|đô thị|chức danh|giáo viên|giảng viên|huân chương"
    r"|huy chương|lái xe|bằng|khách sạn|công trình|phòng|loại|nhà giáo|sinh con) \Z"
)
# "Bộ Nội vụ dẫn đầu": nothing can be numbered so.
_IN_WORDS = frozenset({"leading", "first", "second"})
_WEEKDAY = Pattern(
    r"(?: (?:hằng|hàng|mỗi) tuần)|(?:, ?| ?[-|] ?| )(?:ngày )?\d{1,2}[/.-]\d|,? ngày|,? \d{1,2}:\d\d"
)
_RANGE = Pattern(r" (?:đến|tới|-|–) (?:thứ|hạng|vị trí)")
_LEFT = Pattern(r"(?<!\w)(?:từ|lên|xuống) ")
_RISEN = Pattern(
    r"(?: \(?năm \d{4}\)?)?,? (?:vươn |tăng |leo |nhảy |tụt |giảm |rơi |lùi )?(?:lên|xuống|về|rồi|rồi lên|rồi xuống) "
    rf"(?P<position>{_DIGITS})(?= ?[.,;()]| với| (?:trong|vào|năm|và)(?!\w)|\Z)"
)
# "tăng ba bậc, từ 58 lên 55".
_MOVED = Pattern(
    rf"(?<!\w)bậc,? từ (?P<left>{_DIGITS}) (?:lên|xuống|về) (?P<position>{_DIGITS})(?= ?[.,;()]|\Z)"
)
_CUES = Pattern(r"thứ|hạng|vị trí|đứng|dẫn đầu|xếp|top|tốp|nhóm|quân|ngôi|số (?:1|một)|nhất|bậc")


def find_ranks(text: str) -> list[RankMention]:
    """Find the ranks in a text.

    Args:
        text: Canonical text.

    Returns:
        Mentions in order of position, not overlapping; "tốp 10" has position 10.
    """
    return list(_ranks_in(text))


# Whoever looks for quantities asks for the ranks again.
@lru_cache(maxsize=8)
def _ranks_in(text: str) -> tuple[RankMention, ...]:
    if not _CUES.search(text):
        return ()
    found: list[RankMention] = []
    taken = bytearray(len(text))
    lowered, marked = in_lower_case(text), is_marked(text)
    for rule in RULES:
        # Only the pattern knows all that a text without marks may write.
        if marked and not any(cue in lowered for cue in rule.cues):
            continue
        for match in rule.pattern.finditer(text):
            span = Span(match.start(), match.end())
            if taken.find(1, span.start, span.end) >= 0:
                continue
            if rule.name not in _IN_WORDS and _is_numbered(text, span):
                continue
            if rule.name == "also" and not (span.start and taken[span.start - 1]):
                continue
            position = rule.read(match["position"])
            whole = match.groupdict().get("of")
            of = int(whole) if whole else None
            if position is None:
                continue
            if of is not None and of < position:
                of = None
            # "Hà Nội thứ hai với 84,3 điểm": only a name can be ranked without a verb.
            if rule.name == "listed":
                if not text[match.start("name")].isupper():
                    continue
                span = Span(match.end("name") + 1, span.end)
            found.append(RankMention(span, Rank(position, of)))
            taken[span.start : span.end] = b"\1" * (span.end - span.start)
    found.extend(_risen_to(text, found))
    return tuple(sorted(found, key=lambda mention: mention.span))


def _risen_to(text: str, found: list[RankMention]) -> list[RankMention]:
    """ "từ vị trí 62 năm 2019 lên 48": behind a rank that was left, a number alone is one."""
    risen = []
    for mention in found:
        start, end = mention.span.start, mention.span.end
        match = _RISEN.match(text, end) if _LEFT.search(text, max(0, start - 4), end) else None
        if match is not None and not any(one.span.start == match.end() for one in found):
            span = Span(match.start("position"), match.end())
            risen.append(RankMention(span, Rank(int(match["position"]), None)))
    for match in _MOVED.finditer(text):
        for name in ("left", "position"):
            span = Span(*match.span(name))
            risen.append(RankMention(span, Rank(int(match[name]), None)))
    return risen


def _is_numbered(text: str, span: Span) -> bool:
    if _NUMBERED.search(text, max(0, span.start - 24), span.start):
        return True
    weekday = text[span.start : span.end].lower().startswith(("thứ", "thu"))
    if weekday and _WEEKDAY.match(text, span.end):
        return True
    return _RANGE.match(text, span.end) is not None
