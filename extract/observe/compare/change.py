"""Rises, falls and gaps: what a number says of the value before it.

``read_change`` is the entry point. A change belongs to the value before it, or to the
value that its list names; where there is none, it is a growth of its own. A change that
leads to a value ("giảm 4,29%, còn 34,18%") is handed on to that value by ``take_growth``.
"""

from __future__ import annotations

import re
from dataclasses import replace

from extract.models import Direction, Kind, Span
from extract.observe.compare.attach import attach, attach_to_all
from extract.observe.compare.derive import POINTS, derive_baseline, same_unit
from extract.observe.compare.difference import Difference
from extract.observe.compare.growth import (
    change_of,
    compare_growth,
    goes_on,
    is_planned,
    is_yearly,
    keep_beside,
    keep_growth,
)
from extract.observe.compare.role import find_difference, is_change, sign_of
from extract.observe.compare.said_of import (
    find_counted,
    find_owned,
    find_told,
    find_value,
    of_amount,
)
from extract.observe.compare.wording import CHANGE_UNITS, is_count
from extract.observe.frame import Draft, Fate, Reading, Rule, Site
from extract.observe.mask import PERIOD, PLACE, QUANTITY, SUBJECT
from extract.observe.name import judge, naming

_ABOUT = re.compile(r"\s*về\s")
_ABOUT_ONE = re.compile(r"\svề\s[^\W\d_]+(?:\s[^\W\d_]+){0,2}(?:,|,?\svà)\s")
_AND_GREW = re.compile(r"\s(?:và|nhưng|song)\s(?:tăng|giảm|gấp)\b")
_MEASURED = re.compile(
    r"(?:số|tỷ lệ|tỉ lệ|lượng|giá trị|thời gian|chi phí|hộ|vốn|diện tích|sản lượng|mức|tổng|biên chế|đầu mối|doanh thu|lao động|thủ tục|chi|thu|phí|lệ phí)\s",
    re.IGNORECASE,
)
_ORDER = re.compile(
    r"\b(?:yêu cầu|đề nghị|phấn đấu|mục tiêu|chỉ đạo|giao|thủ tướng|hoàn thành)\b", re.IGNORECASE
)
_AGAIN = re.compile(
    r"\s*\((?:(?:tương (?:đương|ứng)|tức|khoảng|hơn|gần|với|tăng|giảm)\s*)*", re.IGNORECASE
)
_IN_OTHER_WORDS = re.compile(
    r",\s(?:tương (?:đương|ứng)|tức(?: là)?|hay)\s(?:(?:với|tăng|giảm|khoảng)\s)*", re.IGNORECASE
)
_NEXT_SIGN = re.compile(r"\s*[;,]\s*[-–+]?\s*")
_AND = re.compile(r"\s*(?:và|,)\s*")
_AGAINST = re.compile(r"\b(?:so với|so|hơn|bằng|cùng kỳ)\b", re.IGNORECASE)
# "599 triệu USD và Cà Mau giảm 1,1%": the next owner's, whatever stands before.
_OWNED = re.compile(
    rf"(?:^|[,;:(]|\svà)\s*(?:còn |riêng |nghĩa là |tức là |tức |như vậy )?[{PLACE}{SUBJECT}]+\s*(?:đã |cũng |vẫn |lại |còn |mới )*$"
)
# "chưa nơi nào vượt 10%": a limit that nothing has passed.
_NOT_PASSED = re.compile(r"\b(?:chưa|không)\b[^,;]{0,30}$")
_LEADS_ON = re.compile(
    rf"[^{QUANTITY};.()]{{0,60}}?,?\s(?:(?:xuống|lên)(?: còn| mức| tới| đến)?|chỉ còn|còn)\s[{QUANTITY}]"
)
_RATES = ("tỷ lệ ", "tỉ lệ ", "tỷ trọng ")
_CLAUSE = re.compile(r"[,;:()]|\s[-–]\s|\s(?:và|nhưng|song|còn|dù|tuy)\s")
# "số vụ giảm 12": short, but it names a value that stands before.
_COUNTED = re.compile(r"(?:[Ss]ố|[Tt]ổng số|[Tt]ỷ lệ)\s\w")


def read_change(reading: Reading, site: Site) -> bool:
    """Attach a change to its value, or keep it as a growth of its own.

    Returns:
        Whether the number is a change at all.
    """
    if _restates(reading, site) or _goes_on_about(reading, site):
        reading.note(site, Fate.SAID_AGAIN)
        return True
    if goes_on(reading, site):
        return True
    if not is_change(reading, site):
        return False
    difference = find_difference(reading, site)
    label = _label(reading, site, difference)
    owned = _is_owned(reading, site, difference)
    main = find_owned(reading, site) if owned else find_value(reading, site, label)
    # "huyện vẫn giảm được 3,1%, xuống còn 39%": what it leads to comes behind.
    if main not in reading.drafts[reading.first :] and _leads_on(reading, site):
        main = None
    if (
        main is not None
        and main.rule is Rule.GROWTH
        and (
            _elsewhere(reading, site, difference) or _from_another(reading, site, difference, main)
        )
    ):
        compare_growth(reading, site, main)
    elif main is not None and is_planned(reading, site, difference, main):
        keep_beside(reading, site, difference, main, Kind.TARGET)
    elif main is not None and is_yearly(reading, site, difference, main):
        keep_beside(reading, site, difference, main)
    elif main is not None and (main.change is None or main.rule is Rule.GROWTH or not label):
        if _is_limit(reading, site, difference):
            reading.note(site, Fate.IDLE)
        else:
            attach(main, site, change_of(reading, site, difference, main))
            attach_to_all(reading, site, main, difference)
        reading.frame.changed = (main, site.quantity.span.end)
    else:
        topic = label or _counted(reading, site) or reading.frame.topic
        keep_growth(reading, site, difference, topic)
        reading.frame.changed = (None, site.quantity.span.end)
    return True


def _counted(reading: Reading, site: Site) -> str:
    """ "124 xã, giảm ba phần mềm": what has become less, where nothing has spoken of it."""
    unit = site.quantity.unit
    if not is_count(unit) or unit in CHANGE_UNITS or unit.lower() in reading.frame.topic.lower():
        return ""
    return f"số {unit} {naming.read_right(reading.named(site.right))}".strip()


def _leads_on(reading: Reading, site: Site) -> bool:
    behind = reading.seen(Span(site.quantity.span.end, site.sentence.end))
    return _LEADS_ON.match(behind) is not None


def _is_owned(reading: Reading, site: Site, difference: Difference | None) -> bool:
    main = reading.frame.main
    if difference is None or site.bracket is not None or (main and main.rule is Rule.GROWTH):
        return False
    return _OWNED.search(reading.seen(site.left)[: difference.start]) is not None


def _is_limit(reading: Reading, site: Site, difference: Difference | None) -> bool:
    if difference is None or difference.verb != "vượt" or difference.between.strip():
        return False
    return _NOT_PASSED.search(reading.seen(site.left)[: difference.start]) is not None


def _label(reading: Reading, site: Site, difference: Difference | None) -> str:
    """What rose or fell: the words before the verb, or the noun behind the number."""
    left = reading.seen(site.left)
    before = left if difference is None else left[: difference.start]
    if difference is None and sign_of(reading, site) is not None:
        return _signed(before)
    if difference is not None and difference.between.startswith(_RATES):
        return naming.tidy(difference.between)
    label = "" if _opens_its_clause(reading, before) else naming.read_left(before).label
    right = reading.named(site.right)
    about = _ABOUT.match(right)
    phrase = naming.read_right(_AND_GREW.split(right[about.end() :])[0] if about else right)
    behind = site.quantity.unit in ("%", POINTS) and _MEASURED.match(f"{phrase} ") is not None
    named = (
        bool(about and of_amount(phrase))
        or judge.telling(phrase)
        or (behind and judge.says(phrase))
    )
    unsaid = not judge.telling(label) or _ORDER.search(label) is not None
    if named and (about or (behind and unsaid)):
        return phrase
    counted = _COUNTED.match(label) is not None or judge.is_bare_measure(label)
    short = len(reading.drafts) > 0 and counted
    return label if judge.telling(label) or short else ""


def _signed(before: str) -> str:
    """ "xuất khẩu (+15%)": what stands right before the bracket."""
    label = naming.read_left(_CLAUSE.split(before.rstrip(" (+-–"))[-1]).label
    return label if judge.telling(label) else ""


def _opens_its_clause(reading: Reading, before: str) -> bool:
    """Whether a verb begins a clause behind a value: it is said of that value."""
    own = _CLAUSE.split(before)[-1]
    return len(reading.drafts) > reading.first and not judge.says(naming.tidy(own))


def _goes_on_about(reading: Reading, site: Site) -> bool:
    """ "giảm 2,1% về lượng và 3,2% về giá trị": the next one moves the same way."""
    changed = reading.frame.changed
    if changed is None or changed[0] is None or changed[0].change is None:
        return False
    between = reading.written(Span(changed[1], site.quantity.span.start))
    about = _ABOUT.match(reading.written(site.right))
    if not _ABOUT_ONE.fullmatch(between) or about is None:
        return False
    label = naming.read_right(reading.named(site.right)[about.end() :])
    value = find_value(reading, site, label)
    if value is None or value is changed[0] or value.change is not None:
        return False
    change = change_of(reading, site, None, value)
    attach(value, site, replace(change, direction=changed[0].change.direction))
    return True


def _restates(reading: Reading, site: Site) -> bool:
    """ "tăng 9 vụ (4,8%)", "giảm 5% (tương đương 12 vụ)": the change before, said again."""
    changed = reading.frame.changed
    if changed is None:
        return False
    draft, end = changed
    between = reading.seen(Span(end, site.quantity.span.start))
    if draft is not None and draft.change is not None and _signed_again(reading, site, draft):
        if site.quantity.unit == "%" != draft.change.unit:
            draft.change = change_of(reading, site, None, draft)
        return True
    if draft is not None and _AND.fullmatch(between):
        value = draft if _is_part_of(site, draft) else find_counted(reading, site)
        if value is None and draft not in reading.drafts[reading.first :]:
            value = find_told(reading, site)
        if value is not None:
            change = change_of(reading, site, None, value)
            attach(value, site, replace(change, direction=_way(draft)))
            return True
    if not (_AGAIN if site.bracket is not None else _IN_OTHER_WORDS).fullmatch(between):
        return False
    if draft is not None and _is_other_end(site, draft):
        return False
    if site.bracket is None and not _is_same_change(site, draft):
        return False
    if draft is not None and draft.change is not None:
        again = replace(draft.change, value=abs(site.quantity.value), unit=site.quantity.unit)
        if site.quantity.unit == "%":
            draft.change = again
        else:
            derive_baseline(site, draft, again)
    return True


def _signed_again(reading: Reading, site: Site, draft: Draft) -> bool:
    """ "421 vụ (-33 vụ; -7,3%)": one fall in two units."""
    _, end = reading.frame.changed or (None, 0)
    between = reading.written(Span(end, site.quantity.span.start))
    inside = site.bracket is not None and _NEXT_SIGN.fullmatch(between) is not None
    return inside and sign_of(reading, site) is not None and draft.unit != "%"


def _is_same_change(site: Site, draft: Draft | None) -> bool:
    if draft is None or draft.change is None or draft.change.unit == "%":
        return False
    return site.quantity.unit == "%" or same_unit(site.quantity.unit, draft.unit)


def _is_other_end(site: Site, draft: Draft) -> bool:
    """ "59% cao hơn cả nước khoảng 10 điểm (49%)": what the value rose or stands apart from."""
    if draft.change is None or site.quantity.unit != draft.unit:
        return False
    apart = abs(draft.value - site.quantity.value)
    return abs(apart - draft.change.value) * 10 <= draft.change.value


def _is_part_of(site: Site, draft: Draft) -> bool:
    """ "tăng 5 bậc và 2,3 điểm": far less than the value, and of its own unit."""
    unit = site.quantity.unit
    alike = bool(unit) and unit == draft.unit and unit != "%"
    return alike and draft.change is not None and site.quantity.value * 2 < draft.value


def _way(draft: Draft) -> Direction:
    return draft.change.direction if draft.change is not None else Direction.UP


def _elsewhere(reading: Reading, site: Site, difference: Difference | None) -> bool:
    """Whether a second growth is that of another time or place ("riêng quý III tăng 12%")."""
    left = reading.seen(site.left)
    before = left if difference is None else left[: difference.start]
    return re.search(rf"[{PERIOD}{PLACE}{SUBJECT}]", before) is not None and not _AGAINST.search(
        before
    )


def _from_another(reading: Reading, site: Site, difference: Difference | None, main: Draft) -> bool:
    """ "tăng 4% so với tháng trước và tăng 9% so với cùng kỳ": one thing since two times."""
    known = main.change
    if known is None or known.against is None or site.quantity.unit != known.unit:
        return False
    against = change_of(reading, site, difference, None).against
    return against is not None and against != known.against


def read_listed_change(reading: Reading, site: Site, lead: Site, value: Draft) -> None:
    """Attach a change of a distributing list ("tăng lần lượt 5% và 4%") to its own value.

    Args:
        reading: The passage.
        site: The number.
        lead: The first number of the list, which says whether they rise or fall.
        value: What the change is said of.
    """
    if value.change is None:
        difference = find_difference(reading, site) or find_difference(reading, lead)
        # Its words stand before the first number of the list only.
        said = None if difference is None else replace(difference, between="")
        value.change = change_of(reading, site, said, value)
        derive_baseline(site, value, value.change)
