"""Numbers that a value is compared with: the country, the year before, the target.

``read_baseline`` is the entry point.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from extract.models import (
    Baseline,
    BaselineKind,
    Kind,
    Period,
    Place,
    Span,
)
from extract.observe import cue, owner
from extract.observe.compare import level
from extract.observe.compare.around import (
    SEPARATOR,
    before_bracket,
    clause_of,
    label_of,
    mentions_country,
    nearest_period,
    span_before_bracket,
    span_behind,
)
from extract.observe.compare.growth import compare_growth
from extract.observe.compare.level import read_level
from extract.observe.draft import begin_draft
from extract.observe.frame import COUNTRY, Draft, Reading, Rule, Site
from extract.observe.name import judge, naming
from extract.period.reader import label as period_label

_GAP_WORDS = re.compile(
    r"\b(?:trung bình|bình quân|mức|con số này|con số|tỷ lệ này|chung|đề ra|giao|năm|so với|so|của|cả|khoảng|chỉ|trong khi|còn)\b"
)


_SAME_PART = re.compile(r"\bcùng k[ỳì]\b", re.IGNORECASE)
_IS_PART = re.compile(r"\W*(?:gồm|bao gồm|trong đó|kể cả|chưa kể|tính cả|có)\b", re.IGNORECASE)
_ASKED = re.compile(r"\b(?:giao|đề ra|đặt ra|yêu cầu|kế hoạch|chỉ tiêu|mục tiêu|nghị quyết)\b")
_REACHED = re.compile(r"\b(?:kết quả|mới đạt|đã đạt|hiện đạt|thực tế)\b", re.IGNORECASE)
_TURN = re.compile(r"^\W*(?:Trong khi đó|Tuy nhiên|Trước đó|Ngược lại|Trái lại),\s")
# "Chỉ tiêu giao là 64%, như vậy đã vượt ...": a plan in a sentence of its own is a plan only.
_HELD_AGAINST = re.compile(
    r"\b(?:vượt|hụt|kém|thiếu|cao hơn|thấp hơn|chưa đạt|chưa tới|còn cách|đạt yêu cầu)\b",
    re.IGNORECASE,
)
_BUT = re.compile(r"\s(?:nhưng|song)\s")
_LISTING = re.compile(r"\b(?:lần lượt|tương ứng|là|đạt)\b")
_NATIONWIDE = re.compile(rf"{cue.NATIONAL.pattern}|\b(?:63|34) (?:tỉnh|địa phương)", re.IGNORECASE)
_NOW = re.compile(r"\b(?:nay|(?<!thực )hiện)\b")
_THERE_IS = re.compile(r"\bcó\s*$")
# "mục tiêu đến hết năm nâng lên 70%" looks ahead.
_RAISED = re.compile(r"\b(?:nâng|phấn đấu)\b")
# "bằng 101,5% so với cùng kỳ": a ratio, no level.
_EQUALS = re.compile(r"\bbằng\s(?:khoảng |gần |hơn )?$")
_SHARE_OF_BEFORE = re.compile(r"\s*(?:so (?:với )?)?(?:cùng k[ỳì]|năm trước|kế hoạch|dự toán)\b")
_ONLY_AGAINST = re.compile(r"\W*so với\s*")
_AGAINST_AGAIN = re.compile(r"\W*so\s")
_COUNTS_GOALS = re.compile(r"\W*(?:còn |và |trong đó )?số chỉ tiêu\b", re.IGNORECASE)
# "tuần qua có 57 ca, tuần trước đó là 49 ca": counted from the value, not from today.
_BEFORE_THAT = re.compile(r"\b(?:trước đó|liền trước)\b")
_FEBRUARY = 2


def read_baseline(reading: Reading, site: Site) -> bool:
    """Read a number that the source compares the last value with."""
    if site.rank is not None:
        return False
    clause = clause_of(reading, site)
    rule = read_level(clause)
    main = _value(reading, site, rule)
    if main is None or _IS_PART.match(clause) or _COUNTS_GOALS.match(clause):
        return False
    if (
        site.quantity.unit == "%"
        and _SHARE_OF_BEFORE.match(reading.written(site.right))
        and _EQUALS.search(clause)
    ):
        return False
    # "so với tháng 12 tăng 3,9%; so cùng kỳ là 3,8%": two rises, none held against the other.
    if main.rule is Rule.GROWTH and site.bracket is None and _AGAINST_AGAIN.match(clause):
        return compare_growth(reading, site, main)
    if main.kind is Kind.TARGET and site.bracket is not None and _REACHED.search(clause):
        return _turn_round(reading, site, main)
    if rule is not None and _by_rule(reading, site, main, rule):
        return True
    return _told(reading, site, main)


def opens_levels(reading: Reading, lead: Site) -> bool:
    """Tell whether a list's words compare: "thấp hơn cả nước (lần lượt là 14 và 34)"."""
    rule = _listed_rule(reading, lead)
    country = mentions_country(reading, lead)
    return rule is not None and (country or rule.name not in ("country", "country alone", "rival"))


def read_listed_level(reading: Reading, site: Site, lead: Site, value: Draft) -> None:
    """Hold a level of a distributing list against its own value.

    Args:
        reading: The passage.
        site: The number.
        lead: The first number of the list, which says what they are compared with.
        value: What the level is compared with.
    """
    rule = _listed_rule(reading, lead)
    against = None if rule is None else _against(reading, lead, value, rule)
    if against is not None:
        _add(reading, site, value, against)


def _listed_rule(reading: Reading, lead: Site) -> level.Rule | None:
    clause = clause_of(reading, lead)
    if lead.bracket is not None and not _LISTING.sub("", clause).strip(" ("):
        clause = reading.seen(span_before_bracket(reading, lead)) + " ("
    return read_level(clause)


def _told(reading: Reading, site: Site, main: Draft) -> bool:
    """Whether the words around a number compare it, though no rule covers its clause."""
    if main.rule is Rule.GROWTH and site.bracket is None:
        return False
    left = reading.seen(site.left)
    words, opened = reading.written(site.left), site.bracket is not None
    words = _BUT.split(words)[-1]
    compared = cue.COMPARED.search(words) or cue.NATIONAL.search(words)
    if not (opened or compared or cue.FROM.search(left)):
        return False
    if judge.telling(_plain(naming.read_left(left).label)):
        return False
    return _compare(reading, site, main, words, opened=opened)


def _turn_round(reading: Reading, site: Site, goal: Draft) -> bool:
    """ "phải đạt 70% (kết quả 10 tháng là 58,6%)": the number in brackets is compared."""
    draft = begin_draft(reading, site, goal.name, Rule.COMPARED, goal.confidence)
    draft.place, draft.subject, draft.kind = goal.place, goal.subject, Kind.ACTUAL
    draft.period = nearest_period(reading, site) or draft.period
    label = period_label(goal.period) if goal.period else None
    draft.baselines.append(Baseline(BaselineKind.OTHER, "mục tiêu", goal.value, goal.unit, label))
    reading.drafts.append(draft)
    return True


def _value(reading: Reading, site: Site, rule: level.Rule | None) -> Draft | None:
    """The value that a number is compared with: of its sentence, else of the one before."""
    unit, frame = site.quantity.unit, reading.frame
    main = frame.compared(unit)
    if main is not None and main.unit == unit:
        return main
    here = reading.drafts[reading.first :]
    shortened = site.bracket is not None or rule is not None
    if rule is None:
        return main if main and shortened and _comparable(main, unit) else None
    known = next((one for one in reversed(here) if _comparable(one, unit)), None)
    if known is not None or here or not rule.opens or not _opens_sentence(reading, site):
        return known
    behind = reading.written(Span(site.quantity.span.end, site.sentence.end))
    if rule.claim is Kind.TARGET and not _HELD_AGAINST.search(behind):
        return None
    before = reading.drafts[reading.prior : reading.first]
    fitting = [one for one in before if _comparable(one, unit)]
    return fitting[0] if len(fitting) == 1 else None


def _opens_sentence(reading: Reading, site: Site) -> bool:
    """Whether nothing but the words of comparison stands before a number in its sentence."""
    before = Span(site.sentence.start, site.quantity.span.start)
    seen = _TURN.sub("", reading.seen(before).rstrip("( "))
    return not SEPARATOR.search(seen) and not _THERE_IS.search(reading.written(before))


def _comparable(value: Draft, unit: str) -> bool:
    if value.rule in (Rule.COMPARED, Rule.GROWTH):
        return False
    if value.unit == unit:
        return True
    if not value.unit.split("/")[0]:
        return unit != "%"
    shortened = not unit or value.unit.startswith((f"{unit}/", f"{unit} "))
    return shortened and value.unit != "%"


def _by_rule(reading: Reading, site: Site, main: Draft, rule: level.Rule) -> bool:
    against = _against(reading, site, main, rule)
    if against is not None:
        _add(reading, site, main, against)
    return against is not None


def _against(reading: Reading, site: Site, main: Draft, rule: level.Rule) -> _Against | None:
    """What a rule's words compare a value with, ``None`` where they turn out to date it."""
    around = f"{reading.written(site.left)} {reading.written(span_behind(reading, site))}"
    kind, claim, period = rule.kind, rule.claim, nearest_period(reading, site)
    if mentions_country(reading, site) or cue.NATIONAL.search(around):
        if rule.name == "country alone" and main not in reading.drafts[reading.first :]:
            return None
        return _Against(BaselineKind.NATIONAL, COUNTRY, main.period)
    if rule.name.startswith("country"):
        return None
    if rule.name == "mark":
        behind = reading.written(span_behind(reading, site))
        if _ASKED.search(behind):
            claim = Kind.TARGET
        elif period is not None or cue.PREVIOUS.search(behind):
            kind = BaselineKind.PREVIOUS
        else:
            return _told_before(reading, site, main) or _bare(
                reading, main, clause_of(reading, site)
            )
    if rule.name == "another in brackets" and cue.PREVIOUS.search(before_bracket(reading, site)):
        kind = BaselineKind.PREVIOUS
    if kind is BaselineKind.PREVIOUS:
        if _SAME_PART.search(f"{around} {before_bracket(reading, site)}"):
            period = _year_before(main.period) or period
        since = _BEFORE_THAT.search(around) is not None and period == main.period
        late = _NOW.search(around) or not (since or _is_earlier(period, main.period))
        period = _just_before(period) if since else period
        return None if late else _Against(kind, main.place, period, subject=main.subject)
    if rule.name == "whole":
        return _Against(kind, owner.own_place(reading, province=True), main.period)
    if rule.name == "rival":
        frame = reading.frame
        return _Against(kind, frame.place, main.period, subject=frame.subject)
    # "hiện đạt 60%, mục tiêu đến năm 2030 là 80%" looks ahead, it compares nothing.
    clause = clause_of(reading, site)
    plain = site.bracket is None and level.STANDS_ALONE.match(clause) is not None
    ahead = plain and _RAISED.search(clause) is not None
    if plain and main in reading.drafts[reading.first :] and _is_year_after(period, main.period):
        return None
    return _Against(kind, main.place, period or main.period, claim, main.subject, ahead)


def _told_before(reading: Reading, site: Site, main: Draft) -> _Against | None:
    """ "mới 18% so với 30%": a level that the passage has told before."""
    for known in reading.drafts:
        if known is not main and (known.value, known.unit) == (site.quantity.value, main.unit):
            return _Against(BaselineKind.OTHER, known.place, known.period, known.kind)
    return None


def _bare(reading: Reading, main: Draft, clause: str) -> _Against | None:
    """ "18% so với 30%": as asked for as the level before it."""
    if not _ONLY_AGAINST.fullmatch(clause):
        return None
    here = [one for one in reading.drafts[reading.first :] if one.rule is Rule.COMPARED]
    claim = here[-1].kind if here else Kind.ACTUAL
    return _Against(BaselineKind.OTHER, main.place, main.period, claim, main.subject)


def _is_year_after(period: Period | None, value: Period | None) -> bool:
    if period is None or value is None or period.last is None or value.last is None:
        return False
    return period.last.year > value.last.year


def _is_earlier(period: Period | None, value: Period | None) -> bool:
    if period is None or value is None or period.last is None or value.last is None:
        return True
    return period.last < value.last


def _compare(reading: Reading, site: Site, main: Draft, words: str, *, opened: bool) -> bool:
    around = f"{words} {reading.written(span_behind(reading, site))}"
    period = nearest_period(reading, site)
    before = before_bracket(reading, site)
    country = mentions_country(reading, site) or _NATIONWIDE.search(f"{around} {before}")
    if country:
        _add(reading, site, main, _Against(BaselineKind.NATIONAL, COUNTRY, main.period))
    elif cue.PLAN.search(f"{words} {before}"):
        goal = period or main.period
        _add(reading, site, main, _Against(BaselineKind.OTHER, main.place, goal, Kind.TARGET))
    elif cue.PREVIOUS.search(around) or (period and (opened or "so với" in words)):
        if _SAME_PART.search(f"{around} {before}"):
            period = _year_before(main.period) or period
        _add(reading, site, main, _Against(BaselineKind.PREVIOUS, main.place, period))
    elif cue.FROM.search(words) and main.rule is Rule.GROWTH:
        return False
    elif cue.AVERAGE.search(f"{words} {before}"):
        place = owner.own_place(reading, province=True)
        _add(reading, site, main, _Against(BaselineKind.OTHER, place, main.period))
    else:
        return False
    return True


@dataclass(frozen=True, slots=True)
class _Against:
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


def _year_before(period: Period | None) -> Period | None:
    """The same part of the year before."""
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


def _plain(label: str) -> str:
    """A label without the words of comparison."""
    for pattern in (cue.NATIONAL, cue.AVERAGE, cue.PREVIOUS, cue.PLAN):
        label = pattern.sub(" ", label)
    return naming.tidy(_GAP_WORDS.sub(" ", label))


def _add(reading: Reading, site: Site, main: Draft, against: _Against) -> None:
    quantity, period = site.quantity, against.period
    baseline = Baseline(
        against.kind,
        label_of(reading, site),
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
