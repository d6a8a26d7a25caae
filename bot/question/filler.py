"""A question with the words around it -> the question.

``without_fillers`` is the entry point. People greet, say what they need a number for, and ask
to be helped ("Em đang làm báo cáo, anh cho em xin ... với ạ"); none of it names what is
measured. Whole phrases stand in the table of wordings, patterns of them here.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from bot.question.asked import PERIOD, PLACE

_WHO = (
    r"(?:(?:bên |chị |tụi |bọn |các |chúng |mọi )?(?:em|mình|tôi|tui|anh|chị|bạn|sếp|bot|ad|admin|người)"
    r"|quý (?:vị|cơ quan)|(?:cô|chú|bác|cháu|thầy)(?= (?:ơi|cho|cần|hỏi|muốn)(?!\w)))"
)
_HELLO = re.compile(
    rf"^\W*(?:(?:dạ|vâng|thưa|kính thưa|kính chào|xin chào|chào|alo|a lô|hello|hi|hey|ê|này)(?!\w)(?: {_WHO})*(?: (?:ạ|ơi|nhé))*[ ,.!:]*)+"
)
_CALL = re.compile(rf"(?<!\w)(?:{_WHO} )*{_WHO} ơi(?!\w)[ ,.!:]*")
_POLITE = r"(?:làm ơn|vui lòng|phiền|nhờ|đề nghị|kính đề nghị|kính nhờ|xin phép|xin|mong|hãy|có thể|rất mong|kính mong)"
_WANT = r"(?:giúp|giùm|hộ|dùm|hỏi|biết|xin|xem|tra cứu|tra|tìm|cung cấp|gửi|lấy|nhanh|gấp|lại|chút|tí|thăm|cái|với|ngay|cụ thể|luôn|ké|nhờ)"
_THING = r"(?:số liệu|thông tin|con số|dữ liệu|kết quả)"
_REQUEST = re.compile(
    rf"(?<!\w)(?:(?:{_WHO} )?{_POLITE} )*(?:{_WHO} )?"
    rf"(?:(?:cho|giúp|cung cấp|gửi)(?: {_WHO})*(?: {_WANT}|(?<= )ạ)+(?: {_WHO}| {_WANT})*|(?:tra|tìm|kiếm|lấy|xem)(?: cứu)? (?:giúp|giùm|hộ|dùm)(?: {_WHO}| {_WANT})*"
    rf"|(?:xin|cung cấp|gửi)(?: {_WHO}| {_WANT})* {_THING}|{_POLITE}(?: {_WHO}| {_WANT})+|(?:cho|giúp) {_WHO}(?= {_THING}))"
    rf"(?: (?:{_THING}|về|là|rằng|xem|ạ))*(?!\w)[ ,:]*"
)
_NEED = re.compile(
    rf"(?<!\w){_WHO} (?:đang |rất |hiện )*(?:cần|muốn)(?: (?:gấp|ngay|biết|hỏi|xin|xem|tìm|có|lấy|nắm|tra cứu|tra|{_THING}|về|rõ|là))*(?!\w)[ ,:]*"
    rf"|^\W*{_WHO} xin(?! (?:lỗi|phép|việc))(?!\w)[ ,:]*"
    rf"|^\W*(?:cần|muốn)(?: gấp| ngay)? (?:biết|hỏi|xin|xem|tìm|có|lấy|nắm|tra cứu|tra|{_THING})(?: (?:{_THING}|về|là))*(?!\w)[ ,:]*"
)
# Why the number is needed, before it: "Chiều nay họp, ...".
_ERRAND = re.compile(
    rf"^[^,:;.?!]*(?<!\w)(?:(?:{_WHO}|phóng viên|nhà báo|cơ quan|phòng|sở|ban|văn phòng)(?= )[^,:;.?!]*(?<!\w)(?:đang|cần|làm|viết|soạn|chuẩn bị|phải|họp|xin|hỏi|muốn|tổng hợp)"
    r"|(?:để|phục vụ|chuẩn bị) (?:làm|viết|soạn|báo cáo|họp|cuộc họp|bài|tổng hợp))(?!\w)[^,:;.?!]*[,:;.?!]+\s*(?=\S+ \S+)"
)
# What the number shall be taken from, before it.
_ACCORDING = re.compile(
    r"^\W*(?:theo|căn cứ|dựa trên|tính theo) (?:(?:các|những) )?(?:số liệu|báo cáo|thống kê|con số|thông tin|tài liệu|bài báo|báo chí|tin)(?: (?:mới nhất|mới|gần nhất|gần đây|hiện nay|hiện có|chính thức|báo cáo|thống kê|này|trên))*"
    r"(?:\s*[,:]\s*|\s+(?:thì|thi)(?!\w)\s*)"
)
# What is known already, before what is asked: "số người em có rồi, chỉ cần mức trợ cấp".
_KNOWN = re.compile(
    rf"^[^,;:?]*(?<!\w)(?:{_WHO} )?(?:có rồi|biết rồi|nắm rồi|khỏi cần|không cần)\W+(?:{_WHO} )?(?:(?:chỉ|còn) )?(?:cần|hỏi|muốn biết|thiếu)(?: (?:hỏi|biết|mỗi|thêm|là))*(?!\w)[ ,:]*"
)
_TAIL = re.compile(
    rf"(?:[ ,.!]*(?<!\w)(?:với|ạ|(?<!loại )(?<!hạng )(?<!nhóm )(?<!khối )(?<!cúm )(?<!gan )a(?=[ ,.!?]*$)|nhé|nha|nghen|nghe|nè|hen|(?:vậy |thế )?(?:(?<!héc )(?<!hec )ta|hả|hén|cà)|được không|cần gấp|gấp(?! \w)|(?:xin |chân thành )*(?:cảm ơn|cám ơn|thanks|tks)(?: {_WHO})*(?: nhiều| trước| ạ)*"
    rf"|làm ơn|(?:giúp|giùm|dùm)(?: {_WHO})?|hộ {_WHO}|{_WHO} (?:cần|đang cần)(?: gấp| lắm)*))+[ ?.!,]*$"
)
_ASKING = re.compile(
    r"(?<!\w)(?:bao lăm|bấy nhiêu|bao nhiu|cỡ bao nhiêu|chừng bao nhiêu|(?:chừng|cỡ) (?:nào|mấy)(?= (?:tiền|người|hộ|phần trăm|%|tỷ|triệu|đồng|vụ|ca|tấn|ha))|(?<!bao )(?<!bấy )nhiêu)(?!\w)"
)
# "Nhieu" may be either; of the most and the more it is "nhiều".
_MANY = re.compile(r"(?<!\w)(?<!bao )(?<!bấy )nhiêu(?= (?:[^\W\d_]+ ){0,6}(?:nhất|hơn)(?!\w))")
_DIALECT = re.compile(
    r"(?<!\w)(?:(?P<no>(?<!xương )(?<!bên )(?:hông|hổng|hem|hơm))(?=[ ?.!]*$)|(?P<how>ra răng|ra răng rồi)(?=[ ?.!]*$))"
)
# "Tính mỗi cấp huyện thôi" singles out.
_ONLY = re.compile(r"(?<!\w)(?:(?:chỉ )?tính |chỉ )?mỗi (?P<part>[^;?]+?),? thôi(?!\w)")
_POINTING = re.compile(
    rf"(?<={PLACE} )(?:mới|hiện nay)(?!\w)|"
    r"(?<!\w)(?:loại|khoản|cái|việc|phần|số|mục) (?:này|đó|ấy)(?!\w)"
    r"|(?:trong )?nhiệm kỳ (?:tới|sau|mới)(?!\w)|(?:xuống|lên) (?:dưới|trên) (?=(?:bao nhiêu|mấy)(?!\w))"
)
_TELLING = re.compile(
    rf"(?<!\w)(?:bao nhiêu|mấy|tỷ lệ|số|nào)(?!\w)|{PERIOD}\d+{PERIOD}|[%{PLACE}]"
)


def without_fillers(
    text: str, phrases: re.Pattern[str] | None, names: Callable[[str], bool]
) -> str:
    """Take out of a question what does not ask.

    Args:
        text: Lower case with full marks.
        phrases: Of the table of wordings.
        names: Tells whether words can name what is measured.

    Returns:
        The question; as it was where nothing else would be left.
    """
    rest = _DIALECT.sub(lambda match: "không" if match["no"] else "ra sao", text)
    rest = _MANY.sub("nhiều", rest)
    rest = _ASKING.sub("bao nhiêu", rest)
    rest = _POINTING.sub(" ", _ONLY.sub(r"riêng \g<part>", rest))
    rest = _HELLO.sub("", rest)
    rest = _ACCORDING.sub("", _KNOWN.sub("", _CALL.sub(" ", rest)))
    # What is asked right behind "cho em hỏi" is no errand.
    greeting = _REQUEST.match(rest)
    rest = rest[greeting.end() :] if greeting is not None else rest
    told = _ERRAND.match(rest)
    if told is not None and _stands_alone(rest, told, names):
        rest = rest[told.end() :]
    for pattern in filter(None, (_REQUEST, _NEED, phrases)):
        rest = pattern.sub(" ", rest)
    ending = _TAIL.search(rest)
    if ending is not None:
        asks = "?" if "?" in ending[0] else ""
        rest = f"{rest[: ending.start()]}{asks}"
    rest = " ".join(rest.split())
    return rest if re.search(r"\w", rest) else text


def _stands_alone(text: str, told: re.Match[str], names: Callable[[str], bool]) -> bool:
    # "Em hỏi về hộ nghèo, còn bao nhiêu?" says in the lead what is measured.
    after = _TELLING.sub(" ", text[told.end() :])
    return names(after) and re.search(r"(?<!\w)(?:bao nhiêu|mấy)(?!\w)", told[0]) is None
