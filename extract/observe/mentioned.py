"""Subjects that are only mentioned: who reports a number, who asks for it, whose contest it is, a list's head.

``is_mentioned_only`` is the entry point.
"""

from __future__ import annotations

import re

from extract.grammar import Caseless
from extract.models import Span
from extract.observe.frame import Reading
from extract.observe.mask import PLACE, QUANTITY, RANK, SUBJECT, within
from extract.observe.subject import SubjectMention

_LONGEST_SOURCE = 1_000
_SOURCE_BEFORE = Caseless(
    r"(?:theo|báo cáo của|số liệu của|tổng hợp của|đánh giá của|thống kê của|hướng dẫn của|"
    r"(?<=[^.:;] )(?<!đối )(?<!riêng )với|do|đề nghị|giao|trình|"
    r"yêu cầu|gửi|phối hợp|cùng|nộp|vào|chuyển về)\s*$",
)
_SOURCE_BEHIND = re.compile(
    rf",?\s*(?:cho biết|cho thấy|thông tin|cho hay|kiến nghị|báo cáo|công bố|đề nghị|yêu cầu|đánh giá|chủ trì|phối hợp|tham mưu|ước tính|dự báo|cảnh báo|nhận định|giao\b(?=[ ,]*(?:\(|[{QUANTITY}]|là|đầu năm|từ đầu năm|năm)))"
)
# "Sở Y tế tỉnh Sơn La cho biết": a department tells what the province has.
_DEPARTMENT = re.compile(r"(?:Sở|Ban|Phòng|UBND|Văn phòng UBND|Cục Thống kê|Chi cục|Hội|Ủy ban)\b")
_OF_ITS_PLACE = re.compile(rf"(?: (?:tỉnh|thành phố|huyện|thị xã|quận|xã|phường))? ?[{PLACE}]+")
# "Nước theo Quy chuẩn 02 của Bộ Y tế": who set the standard.
_STANDARD_OF = re.compile(
    r"\b(?:[Qq]uy chuẩn|[Tt]iêu chuẩn|[Tt]hông tư|[Qq]uyết định|[Cc]ông văn|[Tt]iêu chí|[Qq]uy định)\b[^,;.]{0,30}\scủa $"
)
LEVEL = re.compile(r"(?:UBND )?[Cc]ấp (?!tiểu học|mầm non|THCS|THPT|trung học|học)")
# "chỉ số năng lực cạnh tranh cấp tỉnh", "bầu cử HĐND cấp xã": part of a name.
_INDEX_OF = re.compile(r"\b(?:(?:[Cc]hỉ số|[Nn]ăng lực)(?:\s\w+){0,5}|DTI|PCI|PAR INDEX)\s$")
_CONTEST_OF = re.compile(
    r"\b(?:[Kk]ỳ thi|[Hh]ội thi|[Cc]uộc thi|[Hh]ọc sinh giỏi|[Gg]iáo viên (?:dạy )?giỏi|[Gg]iải|[Ss]áng kiến|[Dd]i tích|[Đđ]ề tài"
    r"|[Hh]ội diễn|[Dd]anh hiệu|[Bb]ằng khen)(?:\s\w+){0,4}\s$"
)
_COUNCIL_OF = re.compile(r"\b(?:HĐND|[Hh]ội đồng nhân dân)\s$")
_RANKED = re.compile(rf"[{RANK}],?\s(?:(?:trong|của|toàn|cả|ở)\s)*$")
# "Các huyện thu khá gồm Bảo Lộc 120 tỷ đồng": the places that a list goes through are named behind its head.
_PLACES = re.compile(
    r"[Cc]ác (?:sở, ngành, |cơ quan, )?(?:địa phương|đơn vị|tỉnh|huyện|thành phố|thành|thị xã|quận|xã|phường|thị trấn|thị|,? |và )+$"
)
_GOES_THROUGH = re.compile(
    rf"[^;.(){QUANTITY}{PLACE}{SUBJECT}]{{0,60}}?(?:(?:\b(?:gồm|như|là|có|nhất là|phải kể đến)|:)\s?:?|\()\s?"
    rf"(?:(?<=: )[^;.(){QUANTITY}{PLACE}{SUBJECT}]{{0,40}}?\s)?(?:các )?(?:(?:huyện|xã|tỉnh|thành phố|thị xã|quận|phường|thị trấn) )?[{PLACE}]"
)
_PIECE_END, _SENTENCE_END = re.compile(r"[,;]\s"), re.compile(r"[.!?]\s")
_OPENS_SOURCE = re.compile(r"\s*(?:(?:Theo|theo)(?! sau| đó| là)|Qua|Căn cứ)\b")


def is_mentioned_only(reading: Reading, subject: SubjectMention) -> bool:
    """Tell whether the numbers behind a subject are not its own."""
    if _is_source(reading, subject.span) or _is_scope(reading, subject.span):
        return True
    if _PLACES.match(subject.name) and _GOES_THROUGH.match(
        reading.masked.masked, subject.span.end, reading.sentence.end
    ):
        return True
    if not LEVEL.match(subject.name):
        return False
    of_index = subject.name.endswith("tỉnh") and _preceded(reading, subject.span, _INDEX_OF)
    of_contest = subject.name[0] == "c" and _preceded(reading, subject.span, _CONTEST_OF)
    return of_index or of_contest or _preceded(reading, subject.span, _COUNCIL_OF)


def _preceded(reading: Reading, span: Span, pattern: Caseless | re.Pattern[str]) -> bool:
    return pattern.search(reading.masked.masked[max(0, span.start - 40) : span.start]) is not None


def _is_scope(reading: Reading, span: Span) -> bool:
    """ "Bộ Công an dẫn đầu khối bộ với 96%": among whom a rank counts, if it says whose it is."""
    if not _preceded(reading, span, _RANKED):
        return False
    before = Span(reading.sentence.start, span.start)
    named = (*within(reading.masked.subjects, before), *within(reading.masked.places, before))
    return bool(named)


def _is_source(reading: Reading, span: Span) -> bool:
    end, masked = span.end, reading.masked.masked
    if _DEPARTMENT.match(reading.written(span)):
        seat = _OF_ITS_PLACE.match(masked, end)
        end = seat.end() if seat is not None else end
    behind = masked[end : end + 30]
    before = reading.masked.named[max(0, span.start - _LONGEST_SOURCE) : span.start]
    piece = _PIECE_END.split(before)[-1]
    if _OPENS_SOURCE.match(_SENTENCE_END.split(piece)[-1]):
        return True
    if _preceded(reading, span, _STANDARD_OF):
        return True
    return _preceded(reading, span, _SOURCE_BEFORE) or _SOURCE_BEHIND.match(behind) is not None
