"""A name of an indicator -> what is compared of it: its words and its head.

``describe`` is the entry point. Ways of saying one thing ("qua mạng", "trực tuyến") become one
first; what only says where a thing was counted ("trên địa bàn tỉnh") is left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from extract.abbreviation import expand
from extract.text import canonical

_BRACKETED = re.compile(r"\s*\([^()]*\)")
_WORD = re.compile(r"[^\W_]+|%")
# The first stands for the others. Only what officials use for one another anywhere.
_SAME = {
    "trực tuyến": r"qua mạng|trên mạng|online|qua internet|trên môi trường (?:mạng|điện tử|số)"
    r"|bằng hình thức trực tuyến|theo hình thức trực tuyến|dưới hình thức trực tuyến|từ xa",
    "quá hạn": r"trễ hạn|trễ hẹn|chậm hạn|quá thời hạn|trễ thời hạn|chậm trễ",
    "trước hạn": r"sớm hạn|trước thời hạn|trước hẹn",
    "đúng hạn": r"đúng thời hạn|đúng hẹn",
    "tỷ lệ": r"tỉ lệ|tỷ trọng|tỉ trọng|phần trăm",
    "toàn trình": r"mức độ 4|mức 4|mức độ bốn",
    "một phần": r"mức độ 3(?!,| và)|mức 3(?!,| và)",
    "hồ sơ": r"hồ sơ (?:giải quyết )?thủ tục hành chính",
    "người dân": r"nhân dân|công dân",
    "bình quân": r"trung bình",
    "số": r"tổng số lượng|số lượng|tổng số",
    "tử vong": r"thiệt mạng|chết",
    "vắc xin": r"vaccine|vắc-xin|vacxin",
    "giải quyết": r"xử lý",
    "ngân sách": r"ngân sách nhà nước",
    "sử dụng": r"dùng",
    "thanh toán": r"chi trả",
    "mức tăng": r"(?:tốc độ|mức) tăng trưởng|tốc độ tăng|tăng trưởng",
    "mức giảm": r"tốc độ giảm|mức kéo giảm|kéo giảm",
}
_LEFT_OUT = re.compile(
    r"(?<!\w)(?:giá trị(?= (?:bình quân )?(?:chỉ số|trụ cột))"
    r"|trên địa bàn(?: (?:toàn )?(?:tỉnh|thành phố|huyện|xã))?"
    r"|(?:toàn|cả) (?:tỉnh|thành phố|huyện|nước)"
    r"|của (?:tỉnh|thành phố|huyện|cả nước|địa phương|đơn vị))(?!\w)"
)
_TIER = re.compile(r"(?<!\w)(?:ở |của )?cấp (?:tỉnh|huyện|xã)(?!\w)")
# What a province scores its own districts by is another index than the one it is scored by.
_SCORED = re.compile(r"(?:xếp hạng |giá trị )?(?:chỉ số|điểm)(?!\w)")
_EMPTY = frozenset(
    {
        "được",
        "đã",
        "đang",
        "của",
        "các",
        "những",
        "là",
        "có",
        "ở",
        "tại",
        "trong",
        "cho",
        "về",
        "và",
        "với",
        "theo",
        "bị",
        "do",
        "cả",
    }
)
# Words of office life that come and go in the names of one thing.
_SOFT = re.compile(
    r"(?<!\w)(?:nộp|tiếp nhận(?: mới)?|cung cấp|đạt(?: chuẩn)?|lĩnh vực|hành chính|thủ tục hành chính|toàn quốc|nhà nước|cơ quan"
    r"|năm|hiện nay|công tác|chung|thành lập|triển khai|thuộc loại|đơn vị|từ|qua|trên|đến|để|một|tổng|giải quyết)(?!\w)"
)
_HEADS = (
    ("change", r"(?:mức|tốc độ|tỷ lệ) (?:tăng|giảm)|tăng|giảm"),
    ("rate", r"tỷ lệ|tỷ suất|tỷ số|%"),
    ("rank", r"(?:xếp|thứ) hạng|vị trí|hạng"),
    ("places", r"số bậc"),
    ("index", r"chỉ số|điểm(?: số)?(?! (?:hỗ trợ|phục vụ|giao dịch|cầu|trường|du lịch))"),
    ("level", r"mức(?: độ)?"),
    ("count", r"số(?! (?:hóa|tiền|vốn|thu|dư|chi))"),
    ("money", r"số (?:tiền|vốn|thu|dư|chi)|doanh thu|kim ngạch|giá trị|vốn|kinh phí|dư nợ"),
)


class Scale(StrEnum):
    """The families of units that are never taken for each other."""

    PERCENT = "percent"
    MONEY = "money"
    POINTS = "points"
    RANK = "rank"
    COUNT = "count"


@dataclass(frozen=True, slots=True)
class Description:
    """What is compared of a name.

    Attributes:
        text: Canonical, lower case, abbreviations written out, one wording.
        words: Its telling syllables, with their marks.
        core: Those that no other name of the same thing leaves out, in their order.
        head: What kind of measure its first words say; ``""`` where they say none.
    """

    text: str
    words: frozenset[str]
    core: tuple[str, ...]
    head: str

    def nested(self, other: Description) -> bool:
        """Tell whether one of the two has all words of the other."""
        # "tiếp nhận" may be left out, but is never "giải quyết".
        return self.words <= other.words or other.words <= self.words

    def likeness(self, other: Description) -> float:
        """Tell how alike the words of two names are: twice the shared ones among all."""
        both = len(self.words) + len(other.words)
        return 2 * len(self.words & other.words) / both if both else 0.0


@lru_cache(maxsize=16384)
def describe(name: str) -> Description:
    """Describe a name as written."""
    return _described(worded(name))


def describe_listed(name: str) -> Description:
    """Describe a name of a table, which is canonical and holds no abbreviation."""
    return _described(_one_wording(name))


def _described(text: str) -> Description:
    head, behind = _head_of(text)
    words = frozenset(_WORD.findall(text[behind:])) - _EMPTY
    hard = _WORD.findall(_SOFT.sub(" ", text[behind:]))
    core = tuple(word for word in hard if word not in _EMPTY)
    return Description(text, words, core, head)


@lru_cache(maxsize=16384)
def worded(name: str) -> str:
    """Bring a name into one wording: canonical, written out, without brackets."""
    return _one_wording(expand(canonical(name).text))


def _one_wording(name: str) -> str:
    text = _BRACKETED.sub("", name).lower()
    text = _VARIANT.sub(lambda match: _STANDARD[match.lastgroup or ""], text)
    text = _LEFT_OUT.sub(" ", text).strip()
    return " ".join((text if _SCORED.match(text) else _TIER.sub(" ", text)).split())


def scale_of(unit: str) -> Scale:
    """Tell the family of a unit."""
    unit = unit.lower()
    if unit.startswith(("%", "điểm phần trăm", "phần mười", "phần nghìn", "‰")):
        return Scale.PERCENT
    if unit in ("hạng", "bậc"):
        return Scale.RANK
    if unit.startswith("điểm"):
        return Scale.POINTS
    if unit.startswith(("đồng", "usd")):
        return Scale.MONEY
    return Scale.COUNT


def unit_fits(unit: str, units: tuple[str, ...]) -> bool:
    """Tell whether a number of a unit can measure what is usually given in some units."""
    if not unit or unit in units:
        return True
    if scale_of(unit) is not Scale.COUNT:
        return False
    # "bộ hồ sơ" are "hồ sơ", "lượt khách" are "khách".
    counted = set(unit.lower().split("/", 1)[0].split())
    return any(
        _counts(counted, set(other.split())) for other in units if ("/" in unit) == ("/" in other)
    )


def _counts(some: set[str], others: set[str]) -> bool:
    return some <= others or others <= some


def _head_of(text: str) -> tuple[str, int]:
    for head, pattern in _COMPILED_HEADS:
        match = pattern.match(text)
        if match:
            return head, match.end()
    return "", 0


_COMPILED_HEADS = tuple(
    (head, re.compile(rf"(?:tổng )?(?:{pattern})(?!\w)")) for head, pattern in _HEADS
)
_STANDARD = {f"s{number}": standard for number, standard in enumerate(_SAME)}
_VARIANT = re.compile(
    r"(?<!\w)(?:"
    + "|".join(f"(?P<s{number}>{variants})" for number, variants in enumerate(_SAME.values()))
    + r")(?!\w)"
)
