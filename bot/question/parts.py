"""A question for several numbers at once -> its parts, each with words of its own.

``find_parts`` is the entry point: "nhận bao nhiêu hồ sơ, trực tuyến chiếm mấy %" asks twice.
What the part before said goes on to hold, so a later part can be read in several ways: with
all words before it, with what leads the question, or by its own words alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from bot.models import Asked
from bot.question.asked import MAYBE_TARGET, PERIOD, PLACE, Reading, read_asked

_BREAK = re.compile(
    rf"\s*[,;?]\s*(?!\d)|\s+(?:và|rồi)\s+|\s+mà\s+(?=.*(?:bao nhiêu|mấy))|\s+(?=(?:còn|riêng)(?! lại)\s+(?!{PLACE}))"
)
_ASKS = re.compile(
    r"(?<!\w)(?:bao nhiêu|bao lâu|(?:tới|đến) đâu(?= (?:so|kế hoạch|chỉ tiêu|dự toán))|mấy(?! (?:năm|tháng|quý) (?:qua|gần|nay|trước)))(?!\w)"
)
# Says what else is wanted, though without "bao nhiêu".
_NAMES = re.compile(
    r"^\W*(?:thế |vậy |và )?(?:còn (?!lại)|(?:tổng )?(?:số|vốn|tỷ lệ|diện tích|sản lượng|giá|kinh phí|chỉ tiêu|kế hoạch|mục tiêu|năng suất|trị giá|giá trị"
    r"|kim ngạch|doanh thu|dư nợ|thu nhập|lợi nhuận|xuất khẩu|nhập khẩu|bị thương|thời gian) ?)[^\W_]* ?"
)
# "Xuất khẩu và nhập khẩu mỗi bên bao nhiêu" asks the same of each thing.
_EACH = re.compile(
    r"^(?P<things>.+?)\s+(?:mỗi (?:bên|loại|thứ|khoản|mặt hàng|cái)|lần lượt|tương ứng)(?P<asking>.*)$"
)
# What follows a tier is no other thing.
_AND = re.compile(r"(?<!huyện)(?<!xã)(?<!tỉnh)(?<!phường)\s*,\s*(?:và\s+)?|\s+(?:và|với|cùng)\s+")
# "Số hộ nghèo và tỷ lệ hộ nghèo" wants both, without "bao nhiêu".
_LISTED = re.compile(
    r"(?<!\w)(?:số|tỷ lệ|diện tích|sản lượng|kinh phí|năng suất|trị giá|kim ngạch|doanh thu|dư nợ|thu nhập) [^\W\d_]+ ?[^\W\d_]*"
)
_MARK = re.compile(rf"{PERIOD}(\d+){PERIOD}")
# What is left of a part that only names another time ("năm 2022 là mấy", "cùng kỳ thì sao").
_BARE = re.compile(
    r"(?<!\w)(?:là|thì|sao|bao nhiêu|mấy|được|có|đạt|còn|thế|vậy|ra|rồi|phần trăm|trước|năm|ngoái|đó|đây"
    r"|cùng (?:kỳ|lúc|thời điểm|thời gian)|giờ|hồi|lúc|vào|con số|so với|của)(?!\w)|[^\w]"
)
_SAME_TIME = re.compile(r"(?<!\w)(?:cùng (?:kỳ|lúc|thời điểm|thời gian)|năm (?:trước|ngoái))(?!\w)")
_BROKEN_OFF = re.compile(r"[,;?]\W*$")
_ASKS_ANEW = re.compile(r"(?<!\w)(?:bao nhiêu|mấy|sao)(?!\w)")
_PLANNED = re.compile(
    r"(?<!so với )(?<!so )(?<!\w)(?:kế hoạch|dự toán|được giao|giao|chỉ tiêu)(?!\w)"
)
_PERCENT = re.compile(r"%|phần trăm")
_MOST = 3


@dataclass(frozen=True, slots=True)
class Clause:
    """One of the numbers asked for.

    Attributes:
        own: Its words.
        before: Words of the parts before it.
        lead: Words before the first number asked for.
        periods: Numbers of the periods named in it.
        target: A goal is wanted.
        again: The same as before is asked, of another time.
        unsure: Perhaps it is no goal.
    """

    own: str
    before: str = ""
    lead: str = ""
    periods: tuple[int, ...] = ()
    target: bool = False
    again: bool = False
    unsure: bool = False

    @property
    def wordings(self) -> tuple[str, ...]:
        """What it can call its indicator, the most telling first."""
        ways = (f"{self.before} {self.own}", f"{self.lead} {self.own}", self.own)
        return tuple(dict.fromkeys(" ".join(way.split()) for way in ways))


def find_parts(
    text: str, names: Callable[[str], bool], year_before: bool = False
) -> tuple[Clause, ...]:
    """Cut a question into the numbers it asks for.

    Args:
        text: Lower case with full marks; ``PLACE`` for places, ``PERIOD`` for periods.
        names: Tells whether words can name what is measured.
        year_before: It spoke of the year before, in words that were taken out.

    Returns:
        Two or three, in the order asked; empty where it asks for one, or for something else
        than plain values and goals.
    """
    pieces = _asking_pieces(text, names, year_before)
    if len(pieces) < 2 or len(pieces) > _MOST:
        return ()
    again = [n > 0 and _is_another_time(piece, year_before) for n, piece in enumerate(pieces)]
    readings = [
        Reading((), (), "") if bare else read_asked(_MARK.sub(" ", piece))
        for piece, bare in zip(pieces, again, strict=True)
    ]
    if any(not set(reading.asked) <= {Asked.TARGET} for reading in readings):
        return ()
    asking = _ASKS.search(readings[0].rest)
    lead = readings[0].rest[: asking.start()] if asking else ""
    return tuple(
        Clause(
            _words(readings[n].rest),
            _words(" ".join(reading.rest for reading in readings[:n])),
            _words(lead) if n else "",
            tuple(int(mark[1]) for mark in _MARK.finditer(piece)),
            Asked.TARGET in readings[n].asked or (n > 0 and _is_plan(piece)),
            again[n],
            MAYBE_TARGET in readings[n].rules,
        )
        for n, piece in enumerate(pieces)
    )


def _words(text: str) -> str:
    return " ".join(text.replace(PLACE, " ").split())


def _asking_pieces(text: str, names: Callable[[str], bool], year_before: bool) -> list[str]:
    each = _EACH.match(text)
    if each and text.count(PLACE) < 2 and _ASKS.search(each["asking"]):
        things = [thing for thing in _AND.split(each["things"]) if thing]
        if 1 < len(things) <= _MOST:
            return [f"{thing} {each['asking']}" for thing in things]
    if not _ASKS.search(text):
        return _listed(text, names)
    pieces: list[str] = []
    waiting = ""
    for piece in filter(str.strip, _BREAK.split(text)):
        waiting = f"{waiting}, {piece}" if waiting else piece
        if _ASKS.search(piece) or (pieces and _is_more(waiting, names, year_before)):
            pieces.append(waiting)
            waiting = ""
    if year_before and len(pieces) == 1 and _BROKEN_OFF.search(text):
        # "..., cùng kỳ?": the words that named the time were taken out.
        pieces.append("cùng kỳ")
    if waiting and pieces:
        pieces[-1] = f"{pieces[-1]}, {waiting}"
    return pieces


def _listed(text: str, names: Callable[[str], bool]) -> list[str]:
    pieces = [piece for piece in _AND.split(text) if piece.strip()]
    listed = all(_LISTED.search(piece) and names(piece) for piece in pieces)
    return pieces if listed and text.count(PLACE) < 2 else []


def _is_more(piece: str, names: Callable[[str], bool], year_before: bool) -> bool:
    return _is_another_time(piece, year_before) or _names_more(piece, names)


def _names_more(piece: str, names: Callable[[str], bool]) -> bool:
    return _NAMES.match(piece) is not None and names(piece)


def _is_plan(piece: str) -> bool:
    return _PLANNED.search(piece) is not None and not _PERCENT.search(piece)


def _is_another_time(piece: str, year_before: bool) -> bool:
    if _BARE.sub("", _MARK.sub("", piece)):
        return False
    if not _ASKS_ANEW.search(piece):
        return _SAME_TIME.search(piece) is not None
    if _PERCENT.search(piece):
        return False
    return year_before or _MARK.search(piece) is not None or _SAME_TIME.search(piece) is not None
