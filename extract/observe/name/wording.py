"""Proposed names made to read well: one head, nothing dangling, no clause that goes on behind them.

``mend`` is the entry point. It never adds what the text does not say, and leaves the telling words in
their order; which name is the right one is decided by ``choice``.
"""

from __future__ import annotations

import re
from functools import lru_cache

from extract.grammar import Caseless
from extract.observe.mask import MARKS
from extract.observe.name.goal import without_goal
from extract.text import UPPER

_PUNCTUATED = re.compile(r"[,;:.()]")
_SPACE_BEFORE = re.compile(r" (?=[,;:.)])")
_COMMAS = re.compile(r"[,;:]\s*(?=[,;:])|(?:^|\()[\s,;:]+|[\s,;:]+$")
_OPEN_END = re.compile(
    r"(?:[\s,]+(?:của|ở|tại|trong|về|theo|cho|với|và|từ|đến|bởi|do|mà|để|vào|so|so với|hơn|là|có|"
    r"nằm|vỏn vẹn|vẻn vẹn|kế đó|thì|trở|(?<!mặt )bằng|xuống|(?<!trở )lên|nhưng|song|nên|như|nếu|khi|trong khi|tức|bị|"
    r"với (?:tổng )?(?:chiều dài|diện tích|kinh phí|số vốn|số tiền|kim ngạch|giá trị|số)|"
    r"(?:con số|tỷ lệ|tỉ lệ|mức|kết quả|số|chỉ số) (?:này|đó|ấy)|(?:tuần|tháng|quý|năm) trước(?: đó)?))+$"
)
# The last words of what ends openly; to look for the whole of it in every name takes long.
# "ở vùng cao thì thấp (hơn)".
_HELD_AGAINST = re.compile(
    r"(?:^|,?\s)(?:ở )?(?:thì|lại|cũng|vẫn) (?:cao|thấp|nhiều|ít|lớn|nhỏ|nhẹ|đông|tốt|kém|khá)(?: hơn)?$"
)
_LAST_OF_OPEN_END = frozenset(
    re.findall(
        r"\w+",
        "của ở tại trong về theo cho với và từ đến bởi do mà để vào so hơn là có vẹn đó thì trở bằng xuống lên "
        "nằm nhưng song nên như nếu khi tức bị dài tích phí vốn tiền ngạch trị số này ấy trước",
    )
)
# "tỉnh đã trồng": who did it is no part of what is measured.
_DOER = Caseless(
    r"^(?:(?:toàn\s)?(?:tỉnh|huyện|thành phố|thị xã|xã|phường|ngành|đơn vị|địa phương)\s)?"
    r"(?:(?:đã|đang|vừa|mới|vẫn|cũng|sẽ|phải)\s)+(?=\S)",
)
_FIRST_OF_DOER = frozenset(
    [
        "toàn",
        "tỉnh",
        "huyện",
        "thành",
        "thị",
        "xã",
        "phường",
        "ngành",
        "đơn",
        "địa",
        "đã",
        "đang",
        "vừa",
        "mới",
        "vẫn",
        "cũng",
        "sẽ",
        "phải",
        "kéo",
    ]
)
_ASKED = Caseless(
    r"^(?:(?:UBND|HĐND|Thủ tướng|Chính phủ|Sở|Bộ|Ban|Cục|Chi cục|Trạm|Ngành|Lãnh đạo|Ông|Bà|Chúng tôi)\b[^,;:]{0,60}?\s"
    r"(?:yêu cầu|đề nghị|khuyến cáo|xem xét|phấn đấu)|biết|phấn đấu)\s(?:từ nay\s*,?\s*)?(?=\S+\s\S)",
)
_FIRST_OF_ASKED = frozenset(
    [
        "ubnd",
        "hđnd",
        "thủ",
        "chính",
        "sở",
        "bộ",
        "ban",
        "cục",
        "chi",
        "trạm",
        "ngành",
        "lãnh",
        "ông",
        "bà",
        "chúng",
        "biết",
        "phấn",
    ]
)
# "Kết quả kiểm tra cho thấy": how it is known.
_KNOWN_BY = Caseless(
    r"^.{0,60}?\b(?:cho thấy|cho biết|cho hay|nêu rõ|chỉ rõ|khẳng định|nhấn mạnh)[\s,:]+(?=\S)"
)
_MAY_TELL_HOW = re.compile("[Cc]ho |rõ|định|mạnh")
# "tiếp đến là", "giảm sâu nhất là": the order of a list.
_NEXT = Caseless(
    r"^(?:(?:(?:một |những )?(?:điểm (?:sáng|nhấn|nổi bật|mới)|điều đáng (?:mừng|lo|chú ý|nói))|tiếp đến|tiếp theo|tiếp sau|kế đến|kế đó|sau đó|nổi bật|đứng đầu)|(?:\S+\s){1,3}nhất) là\s(?=\S)",
)
# "..., nâng tỷ lệ ... lên": what came of it.
_GOES_ON = re.compile(
    r",\s(?:nâng(?! cao)|đưa|giúp|góp phần|khiến|phát hiện|trong khi|tuy|song|nổi bật|chủ yếu|con số này|nhờ đó|qua đó|trong đó|bằng|chiếm|"
    r"những|(?:tuần|tháng|quý|năm) trước)(?=\s|$).*$"
)
# "kéo tỷ lệ chậm đóng": what is done to a measure is not measured.
_BRINGS = Caseless(
    r"^(?:\S+\s){0,5}?(?:nâng|đưa|giữ|kéo giảm|kéo|hạ|duy trì)\s(?=(?:tỷ lệ|tỉ lệ|tỷ trọng|tổng số)\s)",
)
_WHOLE = re.compile(
    r"(?<!trong)(?<!trên)(?<!của)(?<!theo)(?<!với)(?<!,)(?<=\w)\s"
    r"(?=tổng (?:số|diện tích|giá trị|vốn|kim ngạch|sản lượng|dư nợ|thu|chi|doanh thu|nguồn)\s)"
)
# "12 xã đạt chuẩn trên tổng số 48 xã": of how many is no part of what is counted.
_OF_ALL = re.compile(r"\s(?:trong |trên )?tổng(?: số)?(?:\s(?:tỉnh|huyện|thành phố))?$")
_POINTS = Caseless(
    r"\b(?:con số|tỷ lệ|tỉ lệ|mức|kết quả|số|chỉ số|chỉ tiêu)\s(?:này|đó|ấy|đề ra|tương ứng)\b"
    r"|^(?:ngược lại|nơi|xếp (?:cuối|đầu|sau)|(?:cao|thấp) hơn(?: cả)?$|(?:nhiều|cao|thấp|ít|đông) nhất\b)",
)
_PRONOUN = Caseless(
    r"(?:(?:ấy|đó|này), )?(?:con số|tỷ lệ|tỉ lệ|mức|kết quả|số|chỉ số|chỉ tiêu)\s(?:này|đó|ấy)",
)
_LAST_OF_PRONOUN = ("này", "đó", "ấy", "NÀY", "ĐÓ", "ẤY")
# "kế tiếp là", "đội sổ với": a place in a list.
_ORDER = Caseless(
    r"(?:(?:kế|kế tiếp|tiếp đến|tiếp theo|tiếp sau|kế đến|kế đó|sau đó|theo sau|kế sau|đội sổ|xếp cuối|đứng cuối|đứng đầu|dẫn đầu|"
    r"kế bên|bên cạnh|lân cận|láng giềng|địa bàn cũ|cũ|phải kéo|kéo|cuối bảng|bám sát|xếp sau|đứng sau|(?:nhiều|ít|cao|thấp|đông|khá|kém|nặng|khổ|lớn|nhỏ|dài|ngắn|nhanh|chậm|tốt)(?: nhất)?|nhất)"
    r"(?:\s(?:là|với|ở|có|về|vẫn|thuộc về|phải kể đến))*\s?)+",
)
_FIRST_OF_ORDER = frozenset(
    [
        "kế",
        "tiếp",
        "sau",
        "theo",
        "đội",
        "xếp",
        "đứng",
        "dẫn",
        "cuối",
        "bám",
        "bên",
        "lân",
        "láng",
        "địa",
        "cũ",
        "phải",
        "nhiều",
        "ít",
        "cao",
        "thấp",
        "đông",
        "khá",
        "kém",
        "nặng",
        "khổ",
        "lớn",
        "nhỏ",
        "dài",
        "ngắn",
        "nhanh",
        "chậm",
        "tốt",
        "nhất",
    ]
)
_OWN_HEAD = Caseless(
    r"(?:tỷ lệ|tỉ lệ|tỷ trọng|tỉ trọng|tốc độ|tỷ suất|tổng số|số(?! hóa)|tổng|kim ngạch|giá trị|doanh thu|sản lượng|"
    r"diện tích|năng suất|chiều dài|khối lượng|chỉ số)\s",
)
_NO_NOUN = Caseless(
    r"\s*(?:không đủ|chưa đủ bù|vào|tuy|dù|nhưng|song|vì|nên|mà|khi|nếu|thì|cho thấy|và|hoặc|hay|còn|so)\s|\s*rồi\b"
)
_QUOTE = re.compile(r"[“”\"]")
_QUOTED_END = re.compile(r"[”\"](?=[\s,.;:)]|$)")
# Four words in capitals are a headline, fewer may be short forms ("PAR INDEX").
_SHOUTED = re.compile(rf"(?<!\w)[{UPPER}]+(?:,?\s[{UPPER}]+){{3,}}(?!\w)")
_CAPITAL = re.compile(r"[^\W\d_]\S*")
_MARK = re.compile(rf"[{MARKS}]")
COUNT_OF = re.compile(r"^con (?=số (?!này|đó|ấy|trên|của|là|đạt)\w)", re.IGNORECASE)
"""What leads "con số đảng viên", how many there are; "con số này" points."""


@lru_cache(maxsize=1024)
def mend(words: str) -> str:
    """Take from both ends of a name what belongs to its sentence only; ``""`` where nothing stays."""
    words = " ".join(words.split())
    punctuated = _PUNCTUATED.search(words) is not None
    if punctuated:
        words = _SPACE_BEFORE.sub("", words)
        words = _COMMAS.sub("", words)
    if not words[1:].islower():
        words = _SHOUTED.sub(lambda match: match[0].lower(), words)
    if _MAY_TELL_HOW.search(words):
        words = _without(_KNOWN_BY, words)
    if _begins(words, _FIRST_OF_DOER):
        words = _without(_DOER, words)
    if _begins(words, _FIRST_OF_ASKED):
        words = _without(_ASKED, words)
    words = without_goal(words)
    if " là " in words:
        words = _without(_NEXT, words)
    if punctuated:
        words = _GOES_ON.sub("", words)
    last = words.rpartition(" ")[2]
    if last in _LAST_OF_OPEN_END or not last.isalpha():
        words = _OPEN_END.sub("", words)
    if " thì " in words or " lại " in words or " cũng " in words:
        words = _HELD_AGAINST.sub("", words)
    return words.strip()


def _begins(words: str, first_words: frozenset[str]) -> bool:
    """Whether words may begin as a pattern does; it is known sooner than whether the pattern fits."""
    first = words.partition(" ")[0].lower()
    return first in first_words or not first.isalnum()


def _without(opening: Caseless, words: str) -> str:
    match = opening.match(words)
    return words[match.end() :] if match else words


@lru_cache(maxsize=1024)
def mend_share(words: str) -> str:
    """Mend the name of a share: one "tỷ lệ", and "trong" before the whole."""
    words = _without(_BRINGS, words)
    return _WHOLE.sub(" trong ", words) if " tổng " in words else words


def mend_count(words: str, unit: str) -> str:
    """Mend the name of a count: "tổng số" before what is counted, not behind it."""
    if " tổng" in words:
        words = _OF_ALL.sub("", words)
    for head in ("tổng số ", "số lượng "):
        if words.startswith(f"{unit} {head}"):
            return f"{head}{unit} {words[len(unit) + len(head) + 1 :]}"
    return words


def lower_opener(words: str, opener: str) -> str:
    """Lower the sentence's first word where it stands in the middle of a name.

    Args:
        words: The name.
        opener: The first word of the sentence, ``""`` where it may be a name of its own.
    """
    return words.replace(f" {opener} ", f" {opener.lower()} ") if opener else words


def opener_of(sentence: str) -> str:
    """Give the capital word that opens a masked sentence and is no name of its own."""
    match = _CAPITAL.search(sentence)
    if match is None or _MARK.search(match[0]) or match[0].isupper() or not match[0][0].isupper():
        return ""
    behind = sentence[match.end() :].lstrip()[:1]
    return "" if behind.isupper() else match[0]


def points_only(words: str) -> bool:
    """Whether words only point at what was named before: "con số này", "nơi cao nhất"."""
    return _POINTS.search(words) is not None


def is_pronoun(words: str) -> bool:
    """Whether words are nothing but a pointer: "tỷ lệ này"."""
    return words.endswith(_LAST_OF_PRONOUN) and _PRONOUN.fullmatch(words) is not None


def orders_only(words: str) -> bool:
    """Whether words only say what comes first or next: "kế tiếp", "thấp nhất"."""
    return _begins(words, _FIRST_OF_ORDER) and _ORDER.fullmatch(words) is not None


def has_own_head(words: str) -> bool:
    """Whether words name a measure themselves, so that they complete no other."""
    return _OWN_HEAD.match(words) is not None


def opens_no_noun(words: str) -> bool:
    """Whether words behind a number begin another clause ("tuy đã hạ")."""
    return _NO_NOUN.match(words) is not None


def up_to_quote(words: str) -> str:
    """Cut words behind a number where the speech ends in which it stands: "45 hộ", ông nói."""
    match = _QUOTE.search(words)
    if match is None or words[: match.start()].endswith((" ", "(")):
        return words
    return words[: match.start()] if _QUOTED_END.match(words, match.start()) else words
