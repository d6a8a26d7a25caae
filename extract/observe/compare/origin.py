"""Two values of one thing at two times: "tăng từ 88% lên 91%", "năm 2021 là 12%, nay là 17%".

``link_to_origin`` joins the two ends of one rise or fall; ``link_times``, at the end of a
sentence, joins values that its periods tell apart.
"""

from __future__ import annotations

import re
from itertools import pairwise

from extract.grammar import Caseless
from extract.models import Baseline, BaselineKind, Kind, Period, Span
from extract.observe import cue
from extract.observe.compare.derive import same_unit
from extract.observe.compare.opening import CLAIMED, link_opening, name_opening, opening_of
from extract.observe.compare.wording import words_of
from extract.observe.frame import Draft, Name, Reading, Rule, Site
from extract.observe.mask import PERIOD
from extract.period.reader import label as period_label

_FORMERLY = Caseless(
    r"\b(?:trước đây|từ chỗ|trước khi|nhiệm kỳ trước|ban đầu|trước kia|lúc đầu|thoạt đầu|(?<!tháng )(?<!tuần )(?<!từ )đầu năm(?! (?:đến|tới) nay)|cách đây)\b",
)
_LATER = Caseless(
    r"(?:^|[,;]\s*|\s)(?:đến|nay|sang|qua|hiện|tính lại|cuối|sau)\b[^;.]{0,60}?"
    r"\b(?:còn|lên|xuống|đã là|còn lại|lên tới|tăng lên|giảm còn)\s(?:khoảng\s|hơn\s)?$",
)
_LOOKS_BACK = re.compile(
    rf"\W*(?:[Nn]ăm (?:trước|ngoái)|[Cc]ùng k[ỳì]|[Tt]rước đó|(?:[Kk]ỳ|[Vv]ụ|[Tt]háng|[Qq]uý|[Nn]hiệm kỳ) trước|(?:Hồi |Cuối |Đầu )?[{PERIOD}])"
)
_BEGUN = re.compile(
    r"\W*(?:Đầu (?:năm|nhiệm kỳ|giai đoạn|kỳ|vụ)|Trước đây|Trước kia|Trước khi|Ban đầu|Lúc đầu|Thời điểm đầu|Nhiệm kỳ trước|Khi (?:bắt đầu|mới))\b"
)
_COME_TO = re.compile(
    r"\b(?:(?:[Đđ]ến|[Tt]ới) (?:nay|hết|cuối|tháng|quý|năm)|[Nn]ay|[Hh]iện(?: nay)?|cuối (?:năm|kỳ|nhiệm kỳ)|[Ss]au)\b"
)
_OF_THIS = Caseless(r"\b(?:con số|tỷ lệ|tỉ lệ|mức|chỉ số|số) (?:này|đó|ấy)\b")
_ESTIMATED = Caseless(r"\b(?:ước|dự kiến|dự báo|sẽ)\b")
# "lũy kế đến nay có 172 dự án": a sum of all that came before.
_SUMMED = Caseless(r"\b(?:lũy kế|luỹ kế|cộng dồn|tổng cộng|tính chung)\b")
_PLANNED = Caseless(
    r"\b(?:(?:kế hoạch|dự toán|chỉ tiêu)\b(?![^,;.]*\b(?:đạt|hoàn thành|thực hiện)\b)[^,;.]{0,40}|được giao(?: chỉ tiêu)?(?: là)?\s)$",
)
_CARRIED_OUT = Caseless(
    r"[^\d,;.]{0,30}[,;]\s(?!trong đó|riêng|gồm)(?:[^,;.]{0,30}?\s)?"
    r"(?:thực thu|thực hiện|thu được|(?:đã|mới|chỉ)\s(?:đạt|thu|hoàn thành|giải ngân|thực hiện|tuyển|xây)[^,;.]{0,20}?)\s(?:được )?(?:khoảng |gần |trên |hơn )?",
)
_IF = re.compile(
    r"\W*(?:Nếu|Nếu như)\s(?:(?:năm|quý|tháng|vụ|cuối|đầu|giai đoạn|trước|hồi|nhiệm kỳ|niên vụ|năm học)\b)"
)
_THEN = re.compile(r"\sthì\s[^;.]{0,30}?\b(?:nay|này|hiện|năm|quý|tháng|đến|sang)\b")
_TWO = 2
_REACH = 60


def link_to_origin(reading: Reading, site: Site, draft: Draft) -> None:
    """ "tăng từ 88,1% lên 91,4%": the first value is what the second is compared with."""
    frame, left = reading.frame, reading.seen(site.left)
    origin = frame.origin
    frame.origin = draft if cue.FROM.search(left) else None
    if origin is None:
        _go_on(reading, draft, left)
        _fall_from(reading, site, draft, left)
    elif cue.RESULT.search(left) and (
        _is_same(origin.unit, draft.unit) or _is_bare(reading, site, origin)
    ):
        draft.unit = draft.unit if _is_same(origin.unit, draft.unit) else origin.unit
        draft.name, draft.place, draft.subject = origin.name, origin.place, origin.subject
        draft.confidence = origin.confidence
        if origin.period == draft.period:
            origin.period = None
        _compare(draft, origin)


def name_of_origin(reading: Reading, site: Site) -> Name | None:
    """Name a number by what it rose or fell from: "từ 642 thôn xuống còn 518"."""
    origin = reading.frame.origin
    if origin is None or not cue.RESULT.search(reading.seen(site.left)):
        return None
    return Name(origin.name, Rule.INHERITED, confidence=origin.confidence)


def _is_same(one: str, other: str) -> bool:
    """ "từ 3 ngày xuống còn 1 ngày làm việc"."""
    return one == other or ("%" not in (one, other) and bool(other) and same_unit(one, other))


def _is_bare(reading: Reading, site: Site, origin: Draft) -> bool:
    """ "từ 874 thôn, tổ dân phố xuống còn 756": counted in what the first is."""
    written = reading.masked.last_quantity(site.quantity.span.end)
    return written is not None and not written.unit and origin.unit != "%"


def _fall_from(reading: Reading, site: Site, draft: Draft, left: str) -> None:
    """ "giảm từ 3 ngày xuống còn 1 ngày": the first is no value of its own."""
    if draft.baselines or not cue.RESULT.search(left):
        return
    first = reading.masked.last_quantity(site.quantity.span.start)
    if first is None or first.span.start < site.sentence.start:
        return
    before = reading.written(
        Span(max(site.sentence.start, first.span.start - 12), first.span.start)
    )
    if cue.FROM.search(before) and same_unit(first.unit, draft.unit):
        draft.baselines.append(
            Baseline(BaselineKind.PREVIOUS, "trước đó", first.value, draft.unit, None)
        )


def _go_on(reading: Reading, draft: Draft, left: str) -> None:
    """ "đầu năm có 4.900 hộ nghèo, đến cuối năm còn 3.900 hộ": the first, at a later time."""
    if not _LATER.search(left):
        return
    for earlier in reversed(reading.drafts[reading.first :]):
        if earlier.rule in CLAIMED or not _counts_alike(earlier, draft):
            continue
        same_owner = (earlier.place, earlier.subject) == (draft.place, draft.subject)
        if same_owner and _is_before(reading, earlier, draft):
            draft.name, draft.unit = earlier.name, earlier.unit
            draft.confidence = earlier.confidence
            _compare(draft, earlier)
        return


def _counts_alike(earlier: Draft, draft: Draft) -> bool:
    if "%" in (earlier.unit, draft.unit):
        return earlier.unit == draft.unit
    return same_unit(draft.unit, earlier.unit)


def link_times(reading: Reading) -> None:
    """Compare the values of a sentence with those of an earlier time in it, or behind it."""
    here = reading.drafts[reading.first :]
    _link_plans(reading, here)
    if len(here) > 1 and _tells_times(reading, here):
        for value in here:
            _link(reading, value, here)
    _link_if_then(reading, here)
    link_opening(reading, here)
    name_opening(reading, here)
    before = reading.drafts[reading.prior : reading.first]
    _link_to_begun(reading, before, here)
    if before and here and _LOOKS_BACK.match(reading.seen(reading.sentence)):
        _link_this(reading, before, here[0])
        _link_alone(before, here)
        for value in before:
            if [one.unit for one in before].count(value.unit) == 1:
                _link(reading, value, here)


def _link_to_begun(reading: Reading, before: list[Draft], here: list[Draft]) -> None:
    """ "Đầu năm, tỉnh có 17.854 hộ nghèo. Đến cuối năm còn 14.926 hộ.": where it began."""
    if not before or not here or not _BEGUN.match(reading.written(before[0].quote)):
        return
    if not _COME_TO.search(reading.written(reading.sentence)):
        return
    for value in here:
        same = [one for one in before if _counts_alike(one, value) and _same_name(one, value)]
        if len(same) == 1 and not value.baselines and value.rule not in CLAIMED:
            _compare(value, same[0])


def _link_this(reading: Reading, before: list[Draft], earlier: Draft) -> None:
    """ "... đạt trên 95%. Năm trước, tỷ lệ này là 97%.": the value told last, whatever it is."""
    alike = [one for one in before if one.unit == earlier.unit and one.rule not in CLAIMED]
    said = _OF_THIS.search(reading.written(Span(reading.sentence.start, earlier.number.start)))
    if not alike or not said or alike[-1].baselines or alike[-1].value == earlier.value:
        return
    if _is_before(reading, earlier, alike[-1]):
        earlier.name = alike[-1].name
        _compare(alike[-1], earlier)


def _link_alone(before: list[Draft], here: list[Draft]) -> None:
    """ "Đã chi trả 45 tỷ đồng. Cùng kỳ, số chi là 38 tỷ đồng.": one number, and one like it."""
    alike = [one for one in before if one.unit == here[0].unit and one.rule not in CLAIMED]
    if len(here) != 1 or len(alike) != 1 or alike[0].baselines or here[0].rule in CLAIMED:
        return
    value, earlier = alike[0], here[0]
    owned = (value.place, value.subject or earlier.subject) == (
        earlier.place,
        earlier.subject or value.subject,
    )
    shared = words_of(value.name) & words_of(earlier.name)
    both = value.kind is Kind.ACTUAL and earlier.kind is Kind.ACTUAL
    if owned and both and shared and value.value != earlier.value and _is_earlier(earlier, value):
        _compare(value, earlier)


def _is_earlier(one: Draft, other: Draft) -> bool:
    if one.period is None or other.period is None:
        return False
    return _starts_before(one.period, other.period)


def _link_plans(reading: Reading, here: list[Draft]) -> None:
    """ "kế hoạch 4.800 tỷ, thực thu 1.904 tỷ": a plan, and what has come of it."""
    for plan, value in pairwise(here):
        if value.baselines or value.rule in CLAIMED or not _counts_alike(plan, value):
            continue
        between = reading.written(Span(plan.number.end, value.number.start))
        if _PLANNED.search(_before(reading, plan)) and _CARRIED_OUT.fullmatch(between):
            label = period_label(plan.period) if plan.period else None
            value.baselines.append(
                Baseline(BaselineKind.OTHER, "kế hoạch", plan.value, value.unit, label)
            )


def _link_if_then(reading: Reading, here: list[Draft]) -> None:
    """ "Nếu năm 2020, mỗi héc ta cho 62 tấn thì vụ này đã đạt 71 tấn": two times of one thing."""
    if len(here) != _TWO or not _IF.match(reading.written(reading.sentence)):
        return
    first, value = here
    between = reading.written(Span(first.number.end, value.number.start))
    owned = (first.place, first.subject) == (value.place, value.subject)
    alike = first.unit == value.unit and value.rule not in CLAIMED and not value.baselines
    if owned and alike and _THEN.search(between):
        _compare(value, first)


def _tells_times(reading: Reading, here: list[Draft]) -> bool:
    first = here[0].period
    return any(one.period != first for one in here) or bool(
        _FORMERLY.search(reading.written(reading.sentence))
    )


def _link(reading: Reading, value: Draft, others: list[Draft]) -> None:
    if value.rule in CLAIMED or any(not one.derived for one in value.baselines):
        return
    same = [one for one in others if _same_thing(one, value)]
    # Three times are a series, an estimate a look ahead: neither holds one against the other.
    words = _before(reading, value)
    if len(same) != 1 or _ESTIMATED.search(words) or _SUMMED.search(words):
        return
    if _is_before(reading, same[0], value):
        _compare(value, same[0])


def _before(reading: Reading, value: Draft) -> str:
    start = max(reading.masked.text.rfind(",", 0, value.number.start), value.number.start - _REACH)
    return reading.written(Span(max(0, start), value.number.start))


def _same_thing(one: Draft, other: Draft) -> bool:
    if one is other or one.rule in CLAIMED or one.unit != other.unit:
        return False
    return _same_name(one, other)


def _same_name(one: Draft, other: Draft) -> bool:
    owned = (one.place, one.subject, one.kind) == (other.place, other.subject, Kind.ACTUAL)
    names = words_of(one.name), words_of(other.name)
    return owned and other.kind is Kind.ACTUAL and (names[0] <= names[1] or names[1] <= names[0])


def _is_before(reading: Reading, one: Draft, other: Draft) -> bool:
    if one.period is not None and other.period is not None and one.period != other.period:
        return _starts_before(one.period, other.period)
    formerly = _FORMERLY.search(opening_of(reading, one) or _before(reading, one)) is not None
    return formerly and one.number.start < other.number.start


def _starts_before(one: Period, other: Period) -> bool:
    if one.first is None or other.first is None or one.last is None or other.last is None:
        return False
    return one.first < other.first and one.last < other.last


def _compare(value: Draft, earlier: Draft) -> None:
    label = period_label(earlier.period) if earlier.period else None
    value.baselines.insert(
        0,
        Baseline(BaselineKind.PREVIOUS, label or "trước đó", earlier.value, value.unit, label),
    )
