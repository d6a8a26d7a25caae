"""What the words of a message say of the turn before it: that it goes on, narrows, shifts or turns."""

from __future__ import annotations

import re

from bot.models import Asked
from bot.question.models import Question
from bot.question.wording import load_wording
from extract.text import lenient

_LEAD = r"^\W*(?:(?:còn|thế|vậy|riêng|chỉ|tính|ở|của|với|đối với|trong đó|nếu|số|trung bình|bình quân|và)\s+)*"
_GOES_ON = re.compile(
    r"^\W*(?:(?:còn|thế|vậy|riêng|chỉ)\s+)*|(?:\s+(?:thì sao|nữa))?\W*$", re.IGNORECASE
)
_OFFICES = (
    r"(?:cấp|khối|nhóm|tuyến|ngành|bộ|sở|ban|cục|chi cục|ubnd|ủy ban|công ty|tập đoàn|tổng công ty|ngân hàng"
    r"|trường|hội|đoàn|huyện|xã|phường|quận|đơn vị|cơ quan|doanh nghiệp|vùng|khu vực)"
)
_NARROWS = re.compile(rf"{_LEAD}(?:(?:các|những|mỗi|từng|toàn) )?{_OFFICES}(?!\w)")
_WHOLE = re.compile(
    r"(?<!\w)(?:toàn|cả) (?:tỉnh|thành phố|huyện|xã|ngành)(?!\w)|(?<!\w)tính chung|(?<!\w)tổng (?:cộng|số|thể)|nói chung|^\W*(?:tất cả|chung)(?!\w)"
)
THERE = re.compile(
    r"(?<!\w)(?:tỉnh|huyện|xã|nơi|địa phương|chỗ|thành phố|phường) (?:đó|này|ấy)(?!\w)"
)
"""Words that point back at a place."""
_ACTUAL = re.compile(
    r"(?<!\w)(?:thực tế|thực hiện|kết quả|đã|mới (?:được|đạt|có)|đạt(?= (?:bao nhiêu|mấy))|(?:đạt|làm) được|đến nay|hiện|rồi)(?!\w)"
)
# Cut out of the words as a time.
_NOW = re.compile(lenient(r"(?<!\w)(?:hiện (?:tại|nay|giờ)|bây giờ|đến nay|tới nay)(?!\w)"))
_AIMS = re.compile(
    rf"{_LEAD}(?:được )?(?:kế hoạch|dự toán|dự kiến|giao|yêu cầu|nghị quyết|đặt ra|đề ra|cam kết)"
    r"(?: (?:được|giao|đặt ra|đề ra|là|thì|của|tỉnh|trung ương|chính phủ|bao nhiêu|mấy|sao|nhiêu))*\W*$"
)
_SET_AGAINST = re.compile(
    r"(?<!\w)(?:so|so sánh)(?: với)?(?!\w)|(?:cao|thấp|nhiều|ít|hơn|kém) hơn(?!\w)"
)
_HIGHEST = re.compile(
    r"(?<!\w)(?:cao|nhiều|lớn|đông|tốt|nhanh|khá) nhất(?!\w)|(?:đứng|dẫn) đầu(?!\w)"
)
_LOWEST = re.compile(
    r"(?<!\w)(?:thấp|ít|nhỏ|kém|chậm|tệ) nhất(?!\w)|đứng (?:cuối|chót)(?!\w)|(?<!\w)(?:bét|chót)(?!\w)"
)
# Words that stand for what was counted, and that tell of a change only where nothing else does.
_PIECES = re.compile(r"(?<!\w)(?:bao nhiêu|mấy) (?:cái|chiếc|đứa|con số)(?!\w)")
_CHANGED = re.compile(r"^\W*(?:tụt|sụt|nhích|hụt|rớt|đi lên|đi xuống|nhảy)\W*$")
_LITTLE = 1


def bare(text: str) -> str:
    """Take off what only leads on ("thế", "còn") and marks at the ends."""
    return _GOES_ON.sub("", text).strip(" ?.!,")


def narrows(question: Question) -> bool:
    """Tell whether the words name an office, a tier or a group, not an indicator."""
    return _NARROWS.search(question.wanted.words) is not None


def asks_for_whole(question: Question) -> bool:
    """Tell whether the whole is asked for, after a part of it."""
    return question.whole_country or _WHOLE.search(question.wanted.words) is not None


def asks_for_actual(question: Question) -> bool:
    """Tell whether what is so is asked for, after what shall be."""
    now = _NOW.search(question.text.lower())
    return now is not None or _ACTUAL.search(question.wanted.words) is not None


def says_what(question: Question) -> bool:
    """Tell whether a message names an indicator or a part of one by words of its own."""
    if not question.names_indicator:
        return False
    words = question.wanted.words
    for aside in (_ACTUAL, THERE, _WHOLE, _PIECES, _CHANGED):
        words = aside.sub(" ", words)
    return any("_" not in t and not t.isdigit() for t in load_wording().terms_of(words))


def counts_pieces(question: Question) -> bool:
    """Tell whether it is only asked how many of what was talked about ("mấy cái?")."""
    return _PIECES.search(question.wanted.words) is not None


def extreme(question: Question) -> Asked | None:
    """Read which end of the last ranking is asked for ("thấp nhất?")."""
    words = question.wanted.words
    if _LOWEST.search(words):
        return Asked.LOWEST
    return Asked.HIGHEST if _HIGHEST.search(words) else None


def singles_out(question: Question) -> bool:
    """Tell whether a part of what is talked about is asked for, by its name."""
    return re.match(r"\W*(?:chỉ )?(?:riêng|trong đó)(?!\w)", question.wanted.words) is not None


def asks_for_goal(question: Question) -> bool:
    """Tell whether the plan for what was talked about is asked for, and nothing else."""
    return not question.wanted.measures and _AIMS.search(question.wanted.words) is not None


def sets_against(question: Question) -> bool:
    """Tell whether what was talked about shall be held against another place."""
    return _SET_AGAINST.search(question.wanted.words) is not None


def only_shifts_time(question: Question) -> bool:
    """Tell whether nothing but another time is named."""
    timed = question.periods or question.shift is not None
    return bool(timed and not question.places and not question.names_indicator)


def says_little(question: Question) -> bool:
    """Tell whether a message that wants words does not say of what."""
    return sum("_" not in term for term in question.wanted.terms) <= _LITTLE
