"""Rises, falls and gaps: what a number says of the value before it.

``read_change`` is the entry point. A change belongs to the value before it, or to the
value that its list names; where there is none, it is a growth of its own. A change that
leads to a value ("giảm 4,29%, còn 34,18%") is handed on to that value by ``take_growth``.
"""

from __future__ import annotations

import re
from dataclasses import replace

from extract.models import Baseline, BaselineKind, Bound, Change, Direction, Span
from extract.observe import cue
from extract.observe.compare.derive import POINTS, derive_baseline, read_against
from extract.observe.compare.difference import Difference, read_difference
from extract.observe.compare.said_of import CHANGE_UNITS, find_owned, find_value
from extract.observe.draft import begin_draft, keep
from extract.observe.frame import COUNTRY, Draft, Reading, Rule, Site
from extract.observe.mask import PERIOD, PLACE, QUANTITY, SUBJECT, within
from extract.observe.name import judge, naming

_ABOUT = re.compile(r"\s*về\s")
_MEASURED = re.compile(
    r"(?:số|tỷ lệ|tỉ lệ|lượng|giá trị|thời gian|chi phí|hộ|vốn|diện tích|sản lượng|mức|tổng)\s",
    re.IGNORECASE,
)
_ORDER = re.compile(
    r"\b(?:yêu cầu|đề nghị|phấn đấu|mục tiêu|chỉ đạo|giao|thủ tướng|hoàn thành)\b", re.IGNORECASE
)
_AGAIN = re.compile(
    r"\s*\((?:(?:tương (?:đương|ứng)|tức|khoảng|hơn|gần|với|tăng|giảm)\s*)*", re.IGNORECASE
)
_AGAINST = re.compile(r"\b(?:so với|so|hơn|bằng|cùng kỳ)\b", re.IGNORECASE)
_AT_LEVEL = re.compile(
    r"(?:(?:kế hoạch|mục tiêu|chỉ tiêu|dự toán)\s*(?:là|đề ra|giao)?|\slà|\bmức)\s*$", re.IGNORECASE
)
# "vượt xa con số 100", "đã hạ so với 12,6%": what comes is a level, not a distance.
_LEVEL_NEXT = re.compile(r"\b(?:mức|con số|so với|so)\s*$", re.IGNORECASE)
# "599 triệu USD và Cà Mau giảm 1,1%": the next owner's, whatever stands before.
_OWNED = re.compile(
    rf"(?:^|[,;:(]|\svà)\s*(?:còn |riêng |nghĩa là |tức là |tức |như vậy )?[{PLACE}{SUBJECT}]+\s*(?:đã |cũng |vẫn |lại |còn |mới )*$"
)
# "số chỉ tiêu vượt kế hoạch là 25": the verb belongs to what is counted.
_COUNTS = re.compile(r"(?:^|[,;:(]\s*)(?:trong đó |còn |và )?[Ss]ố\s[^,;:(]{2,40}$")
# "chưa nơi nào vượt 10%": a limit that nothing has passed.
_NOT_PASSED = re.compile(r"\b(?:chưa|không)\b[^,;]{0,30}$")
_LEADS_ON = re.compile(
    rf"[^{QUANTITY};.()]{{0,60}}?,?\s(?:(?:xuống|lên)(?: còn| mức| tới| đến)?|chỉ còn|còn)\s[{QUANTITY}]"
)
_TIME_UNITS = frozenset({"năm", "tháng", "tuần", "ngày", "giờ"})
_JOINED = re.compile(r"([^;.()]{0,60}?)(?:,|\bvà|,\s*và)\s*")
_RATE = re.compile(
    r"(?:tốc độ |mức |tỷ lệ |tỉ lệ )?(?:kéo |cắt |sụt )?(?:giảm|tăng trưởng|tăng)\b(?! cường)|(?:tỷ lệ |mức )vượt\b",
    re.IGNORECASE,
)
_REACHED = re.compile(r",\s(?:và )?(?:ước )?(?:đạt|được)\s(?:khoảng |gần |trên |hơn )?")
_BESIDE_BRACKET = re.compile(r"\)\s*(?:là\s|tới\s|khoảng\s)*")
_CLAUSE = re.compile(r"[,;:()]|\s[-–]\s|\s(?:và|nhưng|song|còn|dù|tuy)\s")
# "số vụ giảm 12": short, but it names a value that stands before.
_COUNTED = re.compile(r"(?:[Ss]ố|[Tt]ổng số|[Tt]ỷ lệ)\s\w")
_REACH = 110


def is_change(reading: Reading, site: Site) -> bool:
    """Whether a number is a rise, a fall or a gap, not a level."""
    if site.quantity.unit in CHANGE_UNITS:
        return True
    left = reading.seen(site.left)
    difference = find_difference(reading, site)
    if cue.RESULT.search(left) and not _is_small(reading, site, difference):
        return False
    if cue.FROM.search(left) and site.quantity.value_to is None:
        return False
    if difference is None or (difference.rule.name == "times") != (site.quantity.unit == "lần"):
        return difference is not None and site.quantity.unit == "lần"
    return not _is_level(reading, site, difference)


def _is_small(reading: Reading, site: Site, difference: Difference | None) -> bool:
    """ "6,49 điểm, nhích lên 0,05 điểm": far too little to be what the value rose to."""
    main = reading.frame.main
    if main is None or difference is None or difference.verb in ("lên", "xuống"):
        return False
    small = site.quantity.value * 2 < main.value
    return small and main.unit in (site.quantity.unit, "") and not difference.between.strip()


def find_difference(reading: Reading, site: Site) -> Difference | None:
    """Find the verb that makes a number a difference, also before a bracket that ends there."""
    left = reading.seen(site.left)
    if not _BESIDE_BRACKET.fullmatch(left):
        return read_difference(left)
    start = max(site.sentence.start, site.left.end - _REACH)
    return read_difference(reading.seen(Span(start, site.left.end)))


def _is_level(reading: Reading, site: Site, difference: Difference) -> bool:
    """ "vượt mục tiêu 85%", "thấp hơn cả nước là 9%": a level of the value's own size."""
    if _LEVEL_NEXT.search(difference.between):
        return True
    left = reading.seen(site.left)[: difference.start]
    if difference.rule.is_gap and difference.between.endswith("là ") and _COUNTS.search(left):
        return True
    main = reading.frame.main
    if main is None or main.unit != site.quantity.unit or not _AT_LEVEL.search(difference.between):
        return False
    return main.value / 2 <= site.quantity.value <= main.value * 2


def read_change(reading: Reading, site: Site) -> bool:
    """Attach a change to its value, or keep it as a growth of its own.

    Returns:
        Whether the number is a change at all.
    """
    if _restates(reading, site) or _goes_on(reading, site):
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
    if main is not None and main.rule is Rule.GROWTH and _elsewhere(reading, site, difference):
        _compare_growth(reading, site, main)
    elif main is not None and (main.change is None or main.rule is Rule.GROWTH or not label):
        if not _is_limit(reading, site, difference):
            _attach(main, site, _change(reading, site, difference, main))
        reading.frame.changed = (main, site.quantity.span.end)
    else:
        _keep_growth(reading, site, difference, label or reading.frame.topic)
        reading.frame.changed = (None, site.quantity.span.end)
    return True


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


def _attach(main: Draft, site: Site, change: Change) -> None:
    """Give a value its change; of two, a number says more than a multiple, time more than plan."""
    known = main.change
    if known is not None and known.unit in ("bậc", "hạng"):
        known = None
    if known is None or _says_more(change, known):
        main.change = change
    derive_baseline(site, main, change)


def _says_more(change: Change, known: Change) -> bool:
    if known.unit == "lần":
        return change.unit != "lần"
    planned = known.against is not None and cue.PLAN.search(known.against) is not None
    timed = change.against is not None and cue.PREVIOUS.search(change.against) is not None
    return planned and timed and change.unit != "lần"


def _label(reading: Reading, site: Site, difference: Difference | None) -> str:
    """What rose or fell: the words before the verb, or the noun behind the number."""
    left = reading.seen(site.left)
    before = left if difference is None else left[: difference.start]
    label = "" if _opens_its_clause(reading, before) else naming.read_left(before).label
    right = reading.named(site.right)
    about = _ABOUT.match(right)
    phrase = naming.read_right(right[about.end() :] if about else right)
    behind = site.quantity.unit == "%" and _MEASURED.match(f"{phrase} ") is not None
    named = judge.telling(phrase) or (behind and judge.says(phrase))
    unsaid = not judge.telling(label) or _ORDER.search(label) is not None
    if named and (about or (behind and unsaid)):
        return phrase
    counted = _COUNTED.match(label) is not None or judge.is_bare_measure(label)
    short = len(reading.drafts) > 0 and counted
    return label if judge.telling(label) or short else ""


def _opens_its_clause(reading: Reading, before: str) -> bool:
    """Whether a verb begins a clause behind a value: it is said of that value."""
    own = _CLAUSE.split(before)[-1]
    return len(reading.drafts) > reading.first and not judge.says(naming.tidy(own))


def _restates(reading: Reading, site: Site) -> bool:
    """ "tăng 9 vụ (4,8%)", "giảm 5% (tương đương 12 vụ)": the change before, said again."""
    changed = reading.frame.changed
    if changed is None or site.bracket is None:
        return False
    draft, end = changed
    between = reading.seen(Span(end, site.quantity.span.start))
    if not _AGAIN.fullmatch(between):
        return False
    if draft is not None and draft.change is not None:
        again = replace(draft.change, value=abs(site.quantity.value), unit=site.quantity.unit)
        if site.quantity.unit == "%":
            draft.change = again
        else:
            derive_baseline(site, draft, again)
    return True


def _goes_on(reading: Reading, site: Site) -> bool:
    """ "giảm 6% số vụ, 0,8% số người chết": one verb for both."""
    growth = reading.frame.growth
    if growth is None or growth.change is None or site.bracket is not None:
        return False
    last = len(reading.drafts) > 0 and reading.drafts[-1] is growth
    phrase = naming.read_right(reading.named(site.right))
    match = _JOINED.fullmatch(reading.named(site.left))
    joined = match is not None and naming.tidy(match[1]) in growth.name and judge.says(phrase)
    if not (last and joined and site.quantity.unit == growth.unit == "%"):
        return False
    change = replace(growth.change, value=abs(site.quantity.value))
    name = f"{_head(change)} {naming.lower_first(phrase)}"
    draft = begin_draft(reading, site, name, Rule.GROWTH)
    draft.change, draft.kind = change, growth.kind
    reading.frame.growth = draft
    keep(reading, draft, naming.lower_first(phrase))
    return True


def take_own_rate(drafts: list[Draft]) -> None:
    """Let a rate of growth be its own change: "tốc độ tăng trưởng đạt 8%"."""
    for draft in drafts:
        match = _RATE.match(draft.name) if draft.unit in ("%", POINTS) else None
        if draft.change is None and match is not None:
            down = "giảm" in match[0].lower()
            direction = Direction.DOWN if down else Direction.UP
            draft.change = Change(abs(draft.value), draft.unit, direction, None)


def _elsewhere(reading: Reading, site: Site, difference: Difference | None) -> bool:
    """Whether a second growth is that of another time or place ("riêng quý III tăng 12%")."""
    left = reading.seen(site.left)
    before = left if difference is None else left[: difference.start]
    return re.search(rf"[{PERIOD}{PLACE}{SUBJECT}]", before) is not None and not _AGAINST.search(
        before
    )


def _compare_growth(reading: Reading, site: Site, main: Draft) -> None:
    """A growth beside another one: "tăng 7% (cả nước tăng 6,4%)"."""
    difference = find_difference(reading, site)
    label = re.sub(r"^mức (?:tăng|giảm) ", "", main.name)
    change = _change(reading, site, difference, None)
    draft = begin_draft(reading, site, f"{_head(change)} {label}", Rule.GROWTH)
    draft.change = change
    if site.bracket is not None:
        written = reading.written(site.left)
        national = cue.NATIONAL.search(written) is not None
        kind = BaselineKind.NATIONAL if national else BaselineKind.PREVIOUS
        words = naming.tidy(written if difference is None else written[: difference.start])
        opposite = main.change is not None and main.change.direction is not change.direction
        value = -change.value if opposite else change.value
        main.baselines.append(Baseline(kind, words or "kỳ trước", value, main.unit))
        draft.place = COUNTRY if national else main.place
        bracketed = [p.period for p in within(reading.masked.periods, site.bracket)]
        draft.period = bracketed[0] if bracketed else draft.period
    reading.drafts.append(draft)


def read_listed_change(reading: Reading, site: Site, lead: Site, value: Draft) -> None:
    """Attach a change of a distributing list ("tăng lần lượt 5% và 4%") to its own value.

    Args:
        reading: The passage.
        site: The number.
        lead: The first number of the list, which says whether they rise or fall.
        value: What the change is said of.
    """
    if value.change is None:
        value.change = _change(reading, site, find_difference(reading, lead), value)


def _change(
    reading: Reading, site: Site, difference: Difference | None, main: Draft | None
) -> Change:
    unit = site.quantity.unit
    if unit == "%" and main is not None and main.unit == "%" and main.rule is not Rule.GROWTH:
        unit = POINTS
    direction = Direction.UP if difference is None else difference.direction
    between = "" if difference is None else difference.between
    against = read_against(reading, site, between)
    return Change(abs(site.quantity.value), unit, direction, against)


def _head(change: Change) -> str:
    return "mức giảm" if change.direction is Direction.DOWN else "mức tăng"


def _keep_growth(reading: Reading, site: Site, difference: Difference | None, label: str) -> None:
    if not label:
        return
    change = _change(reading, site, difference, None)
    name = f"{_head(change)} {naming.lower_first(label)}"
    draft = begin_draft(reading, site, name, Rule.GROWTH)
    draft.change = change
    reading.frame.growth = draft
    # A gap in points, places or times says nothing without the value it leads to.
    early = difference is not None and difference.rule.is_gap and change.unit in _TIME_UNITS
    if change.unit not in (POINTS, "bậc", "lần") and not early:
        keep(reading, draft, naming.lower_first(label))


def take_growth(reading: Reading, site: Site, draft: Draft) -> None:
    """Hand a growth on to the value it leads to: "giảm 4,29%, còn 34,18%"."""
    growth, left = reading.frame.growth, reading.seen(site.left)
    if growth is None or growth.change is None:
        return
    if growth.change.unit == "bậc" and draft.change is None:
        draft.change, reading.frame.growth = growth.change, None
        return
    if not cue.RESULT.search(left) and (draft.unit == "%" or not _REACHED.fullmatch(left)):
        return
    if judge.telling(naming.read_left(left).label):
        return
    label = re.sub(r"^mức (?:tăng|giảm) ", "", growth.name)
    draft.name = naming.with_head("tỷ lệ", label) if draft.unit == "%" else label
    draft.place, draft.subject, draft.change = growth.place, growth.subject, growth.change
    if draft.unit == "%":
        draft.change = replace(growth.change, unit=POINTS)
    if growth.bound is Bound.EXACT:
        derive_baseline(site, draft, draft.change)
    reading.drafts[:] = [one for one in reading.drafts if one is not growth]
    reading.frame.growth = None
