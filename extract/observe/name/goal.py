"""Words that say that a goal comes, and whose it is: "mục tiêu tỉnh giao", "huyện đặt đích".

``is_goal_only`` tells words that say nothing else, ``without_goal`` takes such words from before a name.
"""

from __future__ import annotations

from extract.grammar import Caseless

# "mục tiêu tỉnh giao đến hết năm là": whose goal it is, not what for.
_GOAL_OF = (
    r"(?:(?:còn|nhưng|trong khi|mà|và|theo|so với)\s)*(?:mục tiêu|chỉ tiêu|nghị quyết|yêu cầu)"
    r"(?:\s(?:(?:nghị quyết|đại hội|đảng bộ|chính phủ|thủ tướng|trung ương|quốc hội|hđnd|ubnd|hội đồng nhân dân|bộ|sở|cấp trên"
    r"|tỉnh ủy|huyện ủy|nhiệm kỳ|tỉnh|huyện|thị xã|thành phố|xã|phường|ngành|đã|được|của|do|mà)(?=\s|$)|lần thứ \S+))*"
)
_GOAL = Caseless(
    rf"{_GOAL_OF}(?:\s(?:giao|đề ra|đặt ra|xác định|là|phải|đạt|đến|hết|cuối|cả|năm|cho|ở|mức))*"
)
_SETS_GOAL = Caseless(
    r"(?:(?:tỉnh|huyện|thị xã|thành phố|xã|phường|ngành|đơn vị)\s)?(?:(?:đã|cũng|vẫn)\s)?(?:đặt|đặt ra|đề ra) (?:đích|mục tiêu|chỉ tiêu|kế hoạch)"
)
_GOAL_SET = Caseless(
    rf"{_GOAL_OF}\s(?:giao|đề ra|đặt ra)(?:\s(?:là|phải|đến|hết|năm))*\s(?=\S+\s\S)"
)
_FIRST_WORDS = ("còn ", "nhưng ", "mục ", "chỉ ", "nghị ", "yêu ", "theo ")


def is_goal_only(words: str) -> bool:
    """Whether words only say that a goal comes, and whose: "chỉ tiêu tỉnh giao"."""
    return _GOAL.fullmatch(words) is not None or _SETS_GOAL.fullmatch(words) is not None


def without_goal(words: str) -> str:
    """Take from a name whose goal its number is: "(chỉ tiêu Chính phủ giao) tăng trưởng xuất khẩu"."""
    head = "tỷ lệ " if words.startswith("tỷ lệ ") else ""
    said = words.removeprefix(head)
    if not said.lower().startswith(_FIRST_WORDS):
        return words
    match = _GOAL_SET.match(said)
    return f"{head}{said[match.end() :]}" if match is not None else words
