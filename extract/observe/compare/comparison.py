"""Numbers that a value is compared with: the country, the year before, the target.

``read_baseline`` is the entry point.
"""

from __future__ import annotations

import re

from extract.models import (
    Baseline,
    BaselineKind,
    Kind,
    Span,
)
from extract.observe import cue, owner
from extract.observe.compare import level
from extract.observe.compare.against import Against, add_level, hold_against, year_before
from extract.observe.compare.around import (
    SEPARATOR,
    before_bracket,
    clause_of,
    mentions_country,
    nearest_period,
    span_before_bracket,
    span_behind,
)
from extract.observe.compare.growth import compare_growth
from extract.observe.compare.level import read_level
from extract.observe.compare.next_level import read_beside_level, read_next_level
from extract.observe.draft import begin_draft
from extract.observe.frame import COUNTRY, Draft, Reading, Rule, Site
from extract.observe.name import judge, naming
from extract.period.reader import label as period_label

_GAP_WORDS = re.compile(
    r"\b(?:trung bình|bình quân|mức|con số này|con số|tỷ lệ này|chung|đề ra|giao|năm|so với|so|của|cả|khoảng|chỉ|trong khi|còn)\b"
)


_IS_PART = re.compile(r"\W*(?:gồm|bao gồm|trong đó|kể cả|chưa kể|tính cả|có)\b", re.IGNORECASE)
_REACHED = re.compile(r"\b(?:kết quả|mới đạt|đã đạt|hiện đạt|thực tế)\b", re.IGNORECASE)
_TURN = re.compile(
    r"^\W*(?:Trong khi đó|Tuy nhiên|Trước đó|Ngược lại|Trái lại|Cùng thời điểm|Cùng thời gian này|Ở thời điểm đó),\s"
)
# "Chỉ tiêu giao là 64%, như vậy đã vượt ...": a plan in a sentence of its own is a plan only.
_HELD_AGAINST = re.compile(
    r"\b(?:vượt|hụt|kém|thiếu|cao hơn|thấp hơn|chưa đạt|chưa tới|còn cách|đạt yêu cầu)\b",
    re.IGNORECASE,
)
_BUT = re.compile(r"\s(?:nhưng|song)\s")
_LISTING = re.compile(r"\b(?:lần lượt|tương ứng|là|đạt)\b")
_NATIONWIDE = re.compile(rf"{cue.NATIONAL.pattern}|\b(?:63|34) (?:tỉnh|địa phương)", re.IGNORECASE)
_THERE_IS = re.compile(r"\bcó\s*$")
# "bằng 101,5% so với cùng kỳ": a ratio, no level.
_EQUALS = re.compile(r"\bbằng\s(?:khoảng |gần |hơn )?$")
_SHARE_OF_BEFORE = re.compile(r"\s*(?:so (?:với )?)?(?:cùng k[ỳì]|năm trước|kế hoạch|dự toán)\b")
_AT_A_LEVEL = re.compile(r"(?:hơn|so với|kém|vượt) mức (?:bình quân |trung bình |chung )?$")
_OF_WHOLE = re.compile(r" (?:(?:của )?toàn|của) (?:tỉnh|huyện|thành phố|thị xã|vùng|ngành)\b")
_AGAINST_AGAIN = re.compile(r"\W*so\s")
_COUNTS_GOALS = re.compile(r"\W*(?:còn |và |trong đó )?số chỉ tiêu\b", re.IGNORECASE)


def read_baseline(reading: Reading, site: Site) -> bool:
    """Read a number that the source compares the last value with."""
    if site.rank is not None:
        return False
    if read_beside_level(reading, site) or read_next_level(reading, site):
        return True
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
    against = None if rule is None else hold_against(reading, lead, value, rule)
    if against is not None:
        add_level(reading, site, value, against)


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
    against = hold_against(reading, site, main, rule)
    if against is not None:
        add_level(reading, site, main, against)
    return against is not None


def _compare(reading: Reading, site: Site, main: Draft, words: str, *, opened: bool) -> bool:
    around = f"{words} {reading.written(span_behind(reading, site))}"
    period = nearest_period(reading, site)
    before = before_bracket(reading, site)
    country = mentions_country(reading, site) or _NATIONWIDE.search(f"{around} {before}")
    if country:
        add_level(reading, site, main, Against(BaselineKind.NATIONAL, COUNTRY, main.period))
    elif cue.PLAN.search(f"{words} {before}"):
        goal = period or main.period
        add_level(reading, site, main, Against(BaselineKind.OTHER, main.place, goal, Kind.TARGET))
    elif cue.PREVIOUS.search(around) or (period and (opened or "so với" in words)):
        if cue.SAME_PART.search(f"{around} {before}"):
            period = year_before(main.period) or period
        add_level(reading, site, main, Against(BaselineKind.PREVIOUS, main.place, period))
    elif cue.FROM.search(words) and main.rule is Rule.GROWTH:
        return False
    elif cue.AVERAGE.search(f"{words} {before}") or _is_of_whole(reading, site, words):
        place = owner.own_place(reading, province=True)
        add_level(reading, site, main, Against(BaselineKind.OTHER, place, main.period))
    else:
        return False
    return True


def _is_of_whole(reading: Reading, site: Site, words: str) -> bool:
    """ "thấp hơn mức 0,12% toàn tỉnh": whose level it is stands behind it."""
    behind = reading.written(Span(site.quantity.span.end, site.sentence.end))
    return _AT_A_LEVEL.search(words) is not None and _OF_WHOLE.match(behind) is not None


def _plain(label: str) -> str:
    """A label without the words of comparison."""
    for pattern in (cue.NATIONAL, cue.AVERAGE, cue.PREVIOUS, cue.PLAN):
        label = pattern.sub(" ", label)
    return naming.tidy(_GAP_WORDS.sub(" ", label))
