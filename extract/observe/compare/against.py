"""What the words of a rule hold a value against: whose level it is, of when, reached or asked for.

``hold_against`` is the entry point.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from extract.models import Baseline, BaselineKind, Kind, Level, Period, Place, Span
from extract.observe import cue, owner
from extract.observe.compare import level
from extract.observe.compare.around import (
    before_bracket,
    clause_of,
    label_of,
    mentions_country,
    nearest_period,
    place_of_level,
    span_behind,
)
from extract.observe.draft import begin_draft
from extract.observe.frame import COUNTRY, Draft, Reading, Rule, Site
from extract.observe.mask import PLACE, SUBJECT, within
from extract.period.reader import label as period_label

_ASKED = re.compile(r"\b(?:giao|đề ra|đặt ra|yêu cầu|kế hoạch|chỉ tiêu|mục tiêu|nghị quyết)\b")
_NOW = re.compile(r"\b(?:nay|(?<!thực )hiện)\b")
_ONLY_AGAINST = re.compile(r"\W*so với\s*")
# "mục tiêu đến hết năm nâng lên 70%" looks ahead.
_RAISED = re.compile(r"\b(?:nâng|phấn đấu)\b")
# "tuần qua có 57 ca, tuần trước đó là 49 ca": counted from the value, not from today.
_BEFORE_THAT = re.compile(r"\b(?:trước đó|liền trước|(?:quý|tháng|tuần) trước)\b")
# "còn 110 giờ, từ mức 154 giờ".
_ORIGIN = re.compile(r"\W*(?:giảm |tăng )?từ (?:mức|con số)\s*")
_GOES_ON = re.compile(r"\s*(?:lên|xuống|còn|đến|tới)\b")
# "thấp hơn mức trung bình 84,7 điểm của 13 huyện".
_MEAN = re.compile(r"\bmức (?:chung|(?:bình quân|trung bình)(?: chung)?)\s*\(?\s*$")
_OF_PROVINCE = re.compile(r"\b(?:toàn|của|cả) tỉnh\b")
_OF_PROVINCES = re.compile(r"\s*của (?:các|63|34) (?:tỉnh|địa phương)\b")
_OF_ALL = re.compile(
    r"\s*(?:của|ở|trong)\s(?:toàn |cả |các )*(?:\d+ )?(?:tỉnh|huyện|thành phố|vùng|khu vực|khối|ngành|xã|phường|sở|đơn vị|địa phương)\b",
    re.IGNORECASE,
)
_NEXT_RIVAL = re.compile(rf"[^,;.()]{{0,12}}\)(?:,|,?\s(?:và|hay))\s[{PLACE}{SUBJECT}]+\s\(")
_FEBRUARY = 2


@dataclass(frozen=True, slots=True)
class Against:
    """What a value is compared with, and what the number beside it claims.

    Attributes:
        ahead: Whether it is only to be reached later: nothing is compared.
    """

    kind: BaselineKind
    place: Place | None
    period: Period | None
    claim: Kind = Kind.ACTUAL
    subject: str | None = None
    ahead: bool = False


def hold_against(reading: Reading, site: Site, main: Draft, rule: level.Rule) -> Against | None:
    """Find what a level is that a value is compared with.

    Args:
        reading: The passage.
        site: The level.
        main: The value.
        rule: The rule that covers the words before the level.

    Returns:
        ``None`` where those words turn out to date it, or to look ahead.
    """
    if mentions_country(reading, site) or cue.NATIONAL.search(_around(reading, site)):
        if rule.name == "country alone" and main not in reading.drafts[reading.first :]:
            return None
        return Against(BaselineKind.NATIONAL, COUNTRY, main.period)
    named = place_of_level(reading, site)
    regional = named is not None and named.level is Level.REGION
    if regional and rule.name != "country alone":
        return Against(BaselineKind.OTHER, named, main.period)
    if rule.name.startswith("country"):
        return None
    if rule.name == "mark":
        return _of_mark(reading, site, main)
    bracketed = cue.PREVIOUS.search(before_bracket(reading, site)) is not None
    earlier = rule.name == "another in brackets" and bracketed
    if earlier or rule.kind is BaselineKind.PREVIOUS:
        return _of_before(reading, site, main)
    if rule.name == "whole":
        of = [one.name for one in within(reading.masked.subjects, site.left)]
        province = owner.own_place(reading, province=True)
        return Against(rule.kind, province, main.period, subject=of[-1] if of else None)
    if rule.name == "one more rival" and not _is_behind_rival(reading, site, main):
        return None
    if rule.name in ("rival", "one more rival"):
        subject = reading.frame.subject if named is None else None
        place = named or reading.frame.place or main.place
        return Against(rule.kind, place, main.period, subject=subject)
    if rule.name == "another in brackets" and _OF_PROVINCE.search(before_bracket(reading, site)):
        province = owner.own_place(reading, province=True)
        return Against(rule.kind, province, main.period)
    return _of_plan(reading, site, main, rule.claim)


def _is_behind_rival(reading: Reading, site: Site, main: Draft) -> bool:
    """ "thua Hà Nội (87,1) và Đà Nẵng (84,3)": the one before is compared with, too."""
    last = reading.drafts[-1] if len(reading.drafts) > reading.first else None
    if last is None or last.rule is not Rule.COMPARED or last.place == main.place:
        return False
    between = reading.seen(Span(last.number.end, site.quantity.span.start))
    return _NEXT_RIVAL.fullmatch(between) is not None


def _of_mark(reading: Reading, site: Site, main: Draft) -> Against | None:
    """ "cao hơn mức 30%": what stands behind the level says whose it is."""
    behind = reading.written(span_behind(reading, site))
    if _ASKED.search(behind):
        return _of_plan(reading, site, main, Kind.TARGET)
    if nearest_period(reading, site) is not None or cue.PREVIOUS.search(behind):
        return _of_before(reading, site, main)
    if _OF_PROVINCES.match(behind):
        return Against(BaselineKind.NATIONAL, COUNTRY, main.period)
    if _OF_ALL.match(behind):
        return Against(BaselineKind.OTHER, owner.own_place(reading, province=True), main.period)
    if _MEAN.search(clause_of(reading, site)):
        return Against(BaselineKind.OTHER, owner.own_place(reading, province=True), main.period)
    if _ORIGIN.fullmatch(clause_of(reading, site)) and not _GOES_ON.match(behind):
        return Against(BaselineKind.PREVIOUS, main.place, None, subject=main.subject)
    return _told_before(reading, site, main) or _bare(reading, main, clause_of(reading, site))


def _of_before(reading: Reading, site: Site, main: Draft) -> Against | None:
    around, period = _around(reading, site), nearest_period(reading, site)
    if cue.SAME_PART.search(f"{around} {before_bracket(reading, site)}"):
        period = year_before(main.period) or period
    since = _BEFORE_THAT.search(around) is not None and period == main.period
    if _NOW.search(around) or not (since or _is_earlier(period, main.period)):
        return None
    period = _just_before(period) if since else period
    return Against(BaselineKind.PREVIOUS, main.place, period, subject=main.subject)


def _of_plan(reading: Reading, site: Site, main: Draft, claim: Kind) -> Against | None:
    """ "hiện đạt 60%, mục tiêu đến năm 2030 là 80%" looks ahead, it compares nothing."""
    clause, period = clause_of(reading, site), nearest_period(reading, site)
    plain = site.bracket is None and level.STANDS_ALONE.match(clause) is not None
    if plain and main in reading.drafts[reading.first :] and _is_year_after(period, main.period):
        return None
    ahead = plain and _RAISED.search(clause) is not None
    kind, period = BaselineKind.OTHER, period or main.period
    return Against(kind, main.place, period, claim, main.subject, ahead)


def _around(reading: Reading, site: Site) -> str:
    return f"{reading.written(site.left)} {reading.written(span_behind(reading, site))}"


def _told_before(reading: Reading, site: Site, main: Draft) -> Against | None:
    """ "mới 18% so với 30%": a level that the passage has told before."""
    for known in reading.drafts:
        if known is not main and (known.value, known.unit) == (site.quantity.value, main.unit):
            return Against(BaselineKind.OTHER, known.place, known.period, known.kind)
    return None


def _bare(reading: Reading, main: Draft, clause: str) -> Against | None:
    """ "18% so với 30%": as asked for as the level before it."""
    if not _ONLY_AGAINST.fullmatch(clause):
        return None
    here = [one for one in reading.drafts[reading.first :] if one.rule is Rule.COMPARED]
    claim = here[-1].kind if here else Kind.ACTUAL
    return Against(BaselineKind.OTHER, main.place, main.period, claim, main.subject)


def _is_year_after(period: Period | None, value: Period | None) -> bool:
    if period is None or value is None or period.last is None or value.last is None:
        return False
    return period.last.year > value.last.year


def _is_earlier(period: Period | None, value: Period | None) -> bool:
    if period is None or value is None or period.last is None or value.last is None:
        return True
    # A school year goes on into the year behind it.
    return period.last < value.last or (_spans_years(period) and _starts_before(period, value))


def _spans_years(period: Period) -> bool:
    if period.first is None or period.last is None:
        return False
    return period.first.year < period.last.year


def _starts_before(period: Period, value: Period) -> bool:
    return period.first is not None and value.first is not None and period.first < value.first


def year_before(period: Period | None) -> Period | None:
    """Give the same part of the year before."""
    if period is None or period.first is None or period.last is None:
        return None
    return Period(_back(period.first), _back(period.last), period.grain)


def _just_before(period: Period | None) -> Period | None:
    """As long a time, right before."""
    if period is None or period.first is None or period.last is None:
        return None
    last = period.first - timedelta(days=1)
    monthly = period.first.day == 1 and period.first.month == period.last.month
    first = last.replace(day=1) if monthly else last - (period.last - period.first)
    return Period(first, last, period.grain)


def _back(day: date) -> date:
    return day.replace(
        year=day.year - 1, day=min(day.day, 28) if day.month == _FEBRUARY else day.day
    )


def add_level(reading: Reading, site: Site, main: Draft, against: Against) -> None:
    """Hold a value against a level, and keep the level as an observation of its own.

    Args:
        reading: The passage.
        site: The level.
        main: The value.
        against: What the level is.
    """
    quantity, period = site.quantity, against.period
    baseline = Baseline(
        against.kind,
        label_of(reading, site) or "trước đó",
        quantity.value,
        main.unit,
        period_label(period) if period else None,
    )
    stated = [one for one in main.baselines if not one.derived]
    first = against.kind is BaselineKind.NATIONAL
    if not against.ahead:
        main.baselines = [baseline, *stated] if first else [*stated, baseline]
    draft = begin_draft(reading, site, main.name, Rule.COMPARED, main.confidence)
    draft.place, draft.period, draft.kind = against.place, period, against.claim
    draft.subject = None if first else against.subject or main.subject
    draft.unit = quantity.unit if main.unit.startswith(f"{quantity.unit}/") else main.unit
    reading.drafts.append(draft)
