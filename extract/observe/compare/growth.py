"""Growths: rises and falls that are facts of their own, and the values that they lead to.

``keep_growth`` keeps one ("GRDP tăng 6,5%"); ``take_growth`` hands it on to the value it leads
to ("giảm 4,29%, còn 34,18%").
"""

from __future__ import annotations

import re
from dataclasses import replace

from extract.models import Baseline, BaselineKind, Bound, Change, Direction, Kind, Span
from extract.observe import cue
from extract.observe.compare.against import year_before
from extract.observe.compare.derive import POINTS, derive_baseline, read_against, same_unit
from extract.observe.compare.difference import Difference
from extract.observe.compare.role import find_difference, sign_of
from extract.observe.compare.wording import is_count
from extract.observe.draft import begin_draft, keep
from extract.observe.frame import COUNTRY, Draft, Reading, Rule, Site
from extract.observe.mask import within
from extract.observe.name import judge, naming

_TIME_UNITS = frozenset({"năm", "tháng", "tuần", "ngày", "giờ", "phút", "giây"})
# What is quicker takes less time.
_PACE = {"nhanh hơn": Direction.DOWN, "chậm hơn": Direction.UP, "chậm": Direction.UP}
_JOINED = re.compile(r"([^;.()]{0,60}?)(?:,|\bvà|,\s*và)\s*")
_REACHED = re.compile(r",\s(?:và )?(?:ước )?(?:đạt|được)\s(?:khoảng |gần |trên |hơn )?")

# "vượt mục tiêu giảm 3%", "đạt kế hoạch đề ra (giảm 1%)".
_TO_BE = re.compile(
    r"\b(?:mục tiêu|kế hoạch|chỉ tiêu|yêu cầu)(?:\s(?:năm|đề ra|đặt ra|(?:được )?giao|là))*\s*\(?\s*$",
    re.IGNORECASE,
)
_EACH_YEAR = re.compile(r"\b(?:mỗi|hằng|hàng) năm\b|\bbình quân (?:một )?năm\b", re.IGNORECASE)
_A_YEAR = re.compile(r"%?\s?/\s?năm\b|\s(?:mỗi|một|hằng|hàng) năm\b")
# "tăng 9,2%, cùng kỳ năm trước tăng 8,3%".
_BESIDE = re.compile(
    r"\W*(?:trong khi (?:đó )?|còn )?(?:cùng k[ỳì]|năm trước|năm ngoái|cả nước|bình quân cả nước)"
    r"(?:\s[^,;.:]{0,20})?",
    re.IGNORECASE,
)

_SAME_PART = re.compile(r"\bcùng k[ỳì]\b(?! năm \d)", re.IGNORECASE)

SURE_OF_OWN = 0.8
"""How often a rise or fall is right that the words of its own clause name."""


def change_of(
    reading: Reading, site: Site, difference: Difference | None, main: Draft | None
) -> Change:
    """Read a number as a change.

    Args:
        reading: The passage.
        site: The number.
        difference: The verb that says so.
        main: What it is said of, ``None`` for a growth of its own.
    """
    unit = site.quantity.unit
    if unit == "%" and main is not None and main.unit == "%" and main.rule is not Rule.GROWTH:
        unit = POINTS
    # "giảm một nửa" is a ratio.
    if not unit and abs(site.quantity.value) < 1 and main is not None and main.value > 1:
        unit = "lần" if not main.unit.startswith("điểm") else unit
    direction = Direction.UP if difference is None else difference.direction
    direction = sign_of(reading, site) or direction
    if site.quantity.value < 0:
        direction = Direction.DOWN
    if difference is not None and unit in _TIME_UNITS and difference.verb in _PACE:
        direction = _PACE[difference.verb]
    between = "" if difference is None else difference.between
    against = read_against(reading, site, between)
    return Change(abs(site.quantity.value), unit, direction, against)


def keep_growth(reading: Reading, site: Site, difference: Difference | None, label: str) -> None:
    """Keep a growth that is said of no value: "GRDP tăng 6,5%"."""
    change = change_of(reading, site, difference, None)
    if not label and change.unit != "bậc":
        return
    name = f"{_head(change)} {naming.lower_first(label)}"
    known = label == reading.frame.topic
    sureness = reading.frame.sureness if known else SURE_OF_OWN
    draft = begin_draft(reading, site, name, Rule.GROWTH, sureness)
    draft.change = change
    reading.frame.growth = draft
    # A gap in points, places or times says nothing without the value it leads to.
    is_gap = difference is not None and difference.rule.is_gap
    early = is_gap and change.unit in _TIME_UNITS
    own = change.unit == POINTS and difference is not None and not known and not is_gap
    planned = draft.kind is Kind.TARGET and change.unit == "bậc"
    told = any(letter.isdigit() for letter in reading.written(site.quantity.span))
    times = change.unit == "lần" and not (is_gap or known) and told
    alone = own or planned or times or change.unit not in (POINTS, "bậc", "hạng", "lần")
    if alone and label and not early:
        keep(reading, draft, naming.lower_first(label))


def is_planned(reading: Reading, site: Site, difference: Difference | None, main: Draft) -> bool:
    """Tell whether a rise or fall is what one was to be: "giảm 3,6%, vượt mục tiêu giảm 3%"."""
    if difference is None or difference.rule.is_gap or site.quantity.unit not in ("%", POINTS):
        return False
    before = reading.seen(site.left)[: difference.start]
    return _TO_BE.search(before) is not None


def is_yearly(reading: Reading, site: Site, difference: Difference | None, main: Draft) -> bool:
    """Tell whether a rise or fall is that of each year: "còn 1,8%, bình quân mỗi năm giảm 0,8%"."""
    if difference is None or difference.rule.is_gap:
        return False
    before = reading.seen(site.left)[: difference.start]
    if _EACH_YEAR.search(f"{before} {difference.between}"):
        return True
    # An interest of so much a year falls by so much a year since another time.
    rated = _A_YEAR.match(reading.written(Span(main.number.end, site.sentence.end)))
    yearly = _A_YEAR.match(reading.written(site.right)) and not rated
    return bool(yearly) and site.quantity.unit in ("%", POINTS)


def keep_beside(
    reading: Reading,
    site: Site,
    difference: Difference | None,
    main: Draft,
    kind: Kind | None = None,
) -> None:
    """Keep a rise or fall of what a value measures as a fact of its own.

    Args:
        reading: The passage.
        site: The rise or fall.
        difference: The verb that says so.
        main: The value.
        kind: Whether it was reached or asked for, ``None`` where its words say so.
    """
    change = change_of(reading, site, difference, main)
    label = re.sub(r"^mức (?:tăng|giảm) ", "", main.name)
    name = f"{_head(change)} {naming.lower_first(label)}"
    if kind is None and "bình quân" not in name:
        name += " bình quân mỗi năm"
    draft = begin_draft(reading, site, name, Rule.GROWTH, main.confidence)
    draft.change, draft.kind = change, kind or draft.kind
    own = (*within(reading.masked.places, site.left), *within(reading.masked.subjects, site.left))
    if not own:
        draft.place, draft.subject = main.place, main.subject
    reading.drafts.append(draft)


def goes_on(reading: Reading, site: Site) -> bool:
    """ "giảm 6% số vụ, 0,8% số người chết": one verb for both."""
    growth = reading.frame.growth
    if growth is None or growth.change is None or site.bracket is not None:
        return False
    last = len(reading.drafts) > 0 and reading.drafts[-1] is growth
    phrase = naming.read_right(reading.named(site.right))
    unit = site.quantity.unit
    counted = is_count(unit) and is_count(growth.unit)
    phrase = f"số {unit} {phrase}".strip() if counted else phrase
    match = _JOINED.fullmatch(reading.named(site.left))
    joined = match is not None and naming.tidy(match[1]) in growth.name and judge.says(phrase)
    if not (last and joined and (counted or unit == growth.unit == "%")):
        return False
    change = replace(growth.change, value=abs(site.quantity.value), unit=unit)
    name = f"{_head(change)} {naming.lower_first(phrase)}"
    draft = begin_draft(reading, site, name, Rule.GROWTH, growth.confidence)
    draft.change, draft.kind = change, growth.kind
    reading.frame.growth = draft
    keep(reading, draft, "" if counted else naming.lower_first(phrase))
    return True


def compare_growth(reading: Reading, site: Site, main: Draft) -> bool:
    """Read a growth beside another one: "tăng 7% (cả nước tăng 6,4%)".

    Returns:
        That it is read.
    """
    difference = find_difference(reading, site)
    label = re.sub(r"^mức (?:tăng|giảm) ", "", main.name)
    change = change_of(reading, site, difference, None)
    if difference is None and main.change is not None:
        change = replace(change, direction=main.change.direction)
    name = f"{_head(change)} {label}"
    draft = begin_draft(reading, site, name, Rule.GROWTH, main.confidence)
    draft.change = change
    written = reading.written(site.left)
    before = written if difference is None else written[: difference.start]
    words = before.strip(" ,;(")
    if site.bracket is not None or _BESIDE.fullmatch(before):
        national = cue.NATIONAL.search(written) is not None
        kind = BaselineKind.NATIONAL if national else BaselineKind.PREVIOUS
        opposite = main.change is not None and main.change.direction is not change.direction
        value = -change.value if opposite else change.value
        main.baselines.append(Baseline(kind, words or "kỳ trước", value, main.unit))
        draft.place = COUNTRY if national else main.place
        around = site.bracket or site.left
        bracketed = [p.period for p in within(reading.masked.periods, around)]
        same_part = _SAME_PART.search(written) is not None
        named = bracketed[0] if bracketed else draft.period
        draft.period = year_before(main.period) or named if same_part else named
    else:
        reading.frame.main = draft
    reading.drafts.append(draft)
    return True


def take_growth(reading: Reading, site: Site, draft: Draft) -> None:
    """Hand a growth on to the value it leads to: "giảm 4,29%, còn 34,18%"."""
    growth, left = reading.frame.growth, reading.seen(site.left)
    if growth is None or growth.change is None:
        return
    if growth.change.unit == "bậc" and draft.change is None:
        draft.change, reading.frame.growth = growth.change, None
        return
    apart = is_count(growth.unit) and not same_unit(growth.unit, draft.unit)
    if ";" in left or apart or (is_count(growth.unit) and growth.quote != site.sentence):
        return
    rated = draft.unit == "%" and growth.change.unit != POINTS
    if not cue.RESULT.search(left) and (rated or not _REACHED.fullmatch(left)):
        return
    if judge.telling(naming.read_left(left).label):
        return
    label = re.sub(r"^mức (?:tăng|giảm) ", "", growth.name)
    draft.name = naming.with_head("tỷ lệ", label) if draft.unit == "%" else label
    draft.place, draft.subject, draft.change = growth.place, growth.subject, growth.change
    draft.confidence = growth.confidence
    if draft.unit == "%":
        draft.change = replace(growth.change, unit=POINTS)
    if growth.bound is Bound.EXACT:
        derive_baseline(site, draft, draft.change)
    reading.drafts[:] = [one for one in reading.drafts if one is not growth]
    reading.frame.growth = None


def _head(change: Change) -> str:
    return "mức giảm" if change.direction is Direction.DOWN else "mức tăng"
