"""Words around a number that make it a bound: "trên 95%", "tối thiểu 50%", "từ 30% trở lên".

``bound_before`` and ``bound_behind`` are the entry points. A bare "ước" leaves a number exact;
"cao hơn 5%" is a difference, not a bound.
"""

from __future__ import annotations

from extract.grammar import Pattern
from extract.models import Bound

_WINDOW = 40

_WORDS = (
    (
        "at_least",
        r"(?:tối thiểu|ít nhất)(?: (?:là|phải|đạt|có|được|cũng|cho|từ|bằng|khoảng|phải đạt|đạt từ|lần lượt|tương ứng))*"
        r"|không (?:dưới|thấp hơn|ít hơn|nhỏ hơn|kém)|≥|>=",
    ),
    (
        "at_most",
        r"(?:không|chưa) (?:để )?(?:vượt )?quá|không (?:vượt|cao hơn|nhiều hơn|hơn|trên)"
        r"|(?:tối đa|nhiều nhất)(?: (?:là|chỉ|đạt|có|không quá|đến|tới|bằng))*|≤|<=",
    ),
    (
        "below",
        r"(?:chưa|không) (?:đến|tới|đầy|được|đạt|bằng|tròn)|dưới(?: (?:mức|mốc|ngưỡng))?|nhỏ hơn|<",
    ),
    (
        "about",
        r"trên dưới|gần|khoảng(?: chừng| độ| từ)?|xấp xỉ|xấp xỉ bằng|(?:ước |áng )?chừng|ngót(?: nghét)?"
        r"|suýt soát|tầm|quãng|cỡ|vào khoảng|gần như|gần bằng|(?:xoay )?quanh(?: mức| ngưỡng| mốc)?|~|≈",
    ),
    (
        "above",
        r"(?:trên|hơn|quá|vượt (?:mốc|ngưỡng|con số|trên|quá|hơn)|lớn hơn)(?: (?:mức|mốc|ngưỡng|con số))?|>",
    ),
)
_BOUNDS = {
    "at_least": Bound.AT_LEAST,
    "at_most": Bound.AT_MOST,
    "below": Bound.BELOW,
    "about": Bound.ABOUT,
    "above": Bound.ABOVE,
}
_BEFORE = Pattern(
    "(?<!\\w)(?:" + "|".join(f"(?P<{name}>{words})" for name, words in _WORDS) + ") ?(?:là )?\\Z"
)
_COMPARED = Pattern(
    r"(?:cao|thấp|nhiều|ít|nhanh|chậm|kém|tốt|sớm|muộn|ngắn|rẻ|đắt|nhỉnh|lớn|nhỏ|già|trẻ|thêm"
    r"|nhẹ|đông|khá|thua|mạnh|tăng cao) \Z"
)
# "4,12 tỷ con trên 6.730 ha": where the counted are.
_SPREAD = Pattern(r"\d (?:triệu |tỷ |nghìn )?(?:con|cây|gốc|hộ|trụ|lồng|bè)(?: \w+){0,2} \Z")
_AREA = Pattern(r"[\d.,]+ (?:ha|héc ta|m2|km2|công|sào|diện tích)(?!\w)")
_FROM = Pattern(r"(?<!\w)từ(?: mức)? \Z")
_FROM_ENDS = frozenset(("ừ ", "ư ", "u ", "c "))
_UPWARD = Pattern(r",? trở (?:(?P<up>lên)|(?P<down>xuống))(?!\w)")
_UPWARD_LATER = Pattern(r"[^\d.;:()]{1,60}? trở (?:(?P<up>lên)|(?P<down>xuống))(?!\w)")


def bound_before(text: str, start: int) -> tuple[Bound, int]:
    """Read the words before a number.

    Args:
        text: Canonical text.
        start: Index of the number.

    Returns:
        The bound, exact where no word makes one, and the index at which its words start.
    """
    window = max(0, start - _WINDOW)
    found = _BEFORE.search(text, window, start)
    if found is None:
        return Bound.EXACT, start
    if found["above"] and _COMPARED.search(text, window, found.start()):
        return Bound.EXACT, start
    if found["above"] and _AREA.match(text, start) and _SPREAD.search(text, window, found.start()):
        return Bound.EXACT, start
    return _BOUNDS[str(found.lastgroup)], found.start()


def starts_range(text: str, start: int) -> int | None:
    """Tell where the "từ" right before a position starts, ``None`` without one."""
    if text[max(0, start - 2) : start].lower() not in _FROM_ENDS:
        return None
    found = _FROM.search(text, max(0, start - 10), start)
    return found.start() if found else None


def bound_behind(text: str, end: int, ranged: bool) -> tuple[Bound, int] | None:
    """Read "trở lên", "trở xuống" behind a number.

    Args:
        text: Canonical text.
        end: The index behind the number's unit.
        ranged: Whether "từ" stands before the number, so that the words may stand further
            off ("từ 70% tổng số hồ sơ trở lên").

    Returns:
        The bound, and the index behind its words or, where they stand further off, ``end``.
    """
    found = _UPWARD.match(text, end)
    last = found.end() if found else end
    if found is None and ranged:
        found = _UPWARD_LATER.match(text, end)
    if found is None:
        return None
    return (Bound.AT_LEAST if found["up"] else Bound.AT_MOST), last
