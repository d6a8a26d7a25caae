"""Names a count: by the noun behind it, what is said of it, the verb before, or the frame.

``name_count`` is the entry point.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from extract.grammar import Caseless
from extract.observe.frame import Name, Reading, Rule, Site
from extract.observe.mask import PLACE, QUANTITY
from extract.observe.name import judge, naming
from extract.observe.name.passing import GROUP_NOUN
from extract.observe.name.predicate import needs_topic, read_predicate
from extract.text import in_lower_case

_BARE_VERB = re.compile(
    r"(?:^|\s)(?:lập|thành lập|có|kiện toàn|ra mắt|xây dựng|duy trì|thu hút|huy động|với|gồm|hình thành|tổ chức|khởi động)(?:\s\w+){0,2}$"
)
# "Toàn xã có 1.850 hộ.": how many there are in all.
_HAS = re.compile(
    rf"\W*(?:(?:Hiện(?: nay| tại)?|Đến nay),? )?(?:(?:[Tt]oàn|[Cc]ả|[Ở]|[Tt]ại) )?"
    rf"(?:(?i:tỉnh|huyện|thành phố|thị xã|quận|xã|phường|thị trấn|thôn|bản|ấp|địa phương|địa bàn)\b ?)?[{PLACE}]*"
    rf"(?: ?(?:hiện(?: nay| tại)?|ta|này|đang))? ?có\s$"
)
_ENDS = re.compile(rf"\s?(?:[.,;)]|(?:với|và)\s?[{QUANTITY}]|$)")
# What any place has some of.
_EVERYWHERE = frozenset(
    (
        "hộ",
        "hộ dân",
        "khẩu",
        "nhân khẩu",
        "người",
        "người dân",
        "thôn",
        "bản",
        "xóm",
        "ấp",
        "tổ dân phố",
        "khu phố",
        "khu dân cư",
    )
)
_AND = re.compile(r"[,;]?\s?(?:(?:và|với)\s)?")
_COUNT_HEAD = Caseless(r"^(?:số|tổng số|tổng|lượng|số lượng)\s")
_SHORT_VERB = 3
_LONGEST_PLAIN_UNIT = 2
_LONGEST_VERB = 5


def name_count(reading: Reading, site: Site, own: naming.Left, right: str) -> Name:
    """Name what a count counts.

    Args:
        reading: The passage.
        site: The number; its unit is the noun counted.
        own: What stands left of it.
        right: What stands right of it, masked.
    """
    if _COUNT_HEAD.match(own.label) and own.copula:
        return Name(naming.lower_first(own.label), Rule.NAME_BEFORE)
    return (
        _by_what_follows(reading, site, own, right)
        or _by_noun_before(reading, site)
        or _by_verb(reading, site, own)
        or _by_frame(reading, site, own)
    )


def counts_all(reading: Reading, site: Site) -> bool:
    """Whether a number says how many of a thing a place has, whatever was said of some before."""
    unit, left, sentence = site.quantity.unit, reading.seen(site.left), site.sentence
    told = (known == unit or known.startswith(f"{unit} ") for known in reading.frame.first_told)
    if unit not in _EVERYWHERE or any(told):
        return False
    if not _ENDS.match(reading.masked.masked, site.quantity.span.end, sentence.end):
        return False
    if site.left.start == sentence.start:
        return _HAS.fullmatch(left) is not None
    # "Toàn xã có 1.850 hộ với 7.600 khẩu": and another such number.
    last = reading.drafts[-1] if reading.drafts[reading.first :] else None
    bare = last is not None and last.rule is Rule.BARE_COUNT and last.name == f"số {last.unit}"
    return bare and _AND.fullmatch(left) is not None


def _by_what_follows(reading: Reading, site: Site, own: naming.Left, right: str) -> Name | None:
    frame, unit = reading.frame, site.quantity.unit
    phrase = naming.read_right(right)
    if phrase:
        longest = _SHORT_VERB if len(phrase.split()) > 1 else _LONGEST_VERB
        verb = own.verb if len(own.verb.split()) <= longest and judge.says(own.verb) else ""
        return _counted(f"{unit} {phrase} {verb}", Rule.COUNT_OF_NOUN)
    predicate = read_predicate(reading, site)
    if not predicate or not (GROUP_NOUN.match(unit) or not judge.says(own.near)):
        return None
    spoken = frame.names.get("%") or frame.topic
    if spoken and needs_topic(predicate):
        predicate = f"có {spoken} {re.sub(r'^có (?:tỷ lệ )?', '', predicate)}"
    return _counted(f"{unit} {predicate}", Rule.COUNT_OF_NOUN)


def _by_noun_before(reading: Reading, site: Site) -> Name | None:
    left = reading.named(site.left)
    at = last_word(left, site.quantity.unit)
    if at is None:
        return None
    return _counted(naming.lower_first(naming.tidy(left[at:])), Rule.COUNT_OF_NOUN_BEFORE)


def _by_verb(reading: Reading, site: Site, own: naming.Left) -> Name | None:
    frame, unit = reading.frame, site.quantity.unit
    label = naming.lower_first(own.label)
    if GROUP_NOUN.match(unit) and re.search(r"\bcó\s*$", reading.seen(site.left)):
        if judge.telling(label):
            frame.topic = label
        return _counted(f"{unit} {label}", Rule.BARE_COUNT)
    at = last_word(frame.topic, unit)
    if at is not None and (not judge.says(label) or _BARE_VERB.search(label)):
        return _counted(frame.topic[at:], Rule.INHERITED)
    if not judge.says(label) or _BARE_VERB.match(label):
        return None
    words = label.split()
    whole = len(words) <= _LONGEST_VERB + 1 or own.copula
    kept = label if whole else label.rsplit(", ", 1)[-1]
    return _counted(f"{unit} {kept}", Rule.COUNT_WITH_VERB)


def _by_frame(reading: Reading, site: Site, own: naming.Left) -> Name:
    frame, unit = reading.frame, site.quantity.unit
    if site.bracket is not None and frame.subject and GROUP_NOUN.match(unit):
        return _counted(f"{unit} {frame.subject}", Rule.COUNT_OF_GROUP)
    # A sentence that begins anew speaks of what the article does.
    known = frame.names if reading.drafts[reading.first :] else frame.firsts
    before = known.get(unit) or _longer_noun(known, unit)
    if before and before != f"số {unit}":
        return Name(before, Rule.INHERITED)
    main = frame.main
    bare = main is not None and main.rule is Rule.BARE_COUNT and _is_plain(main.unit)
    # "9.120 hộ nghèo" are no "hộ cận nghèo", which the text has spoken of.
    other = " " in unit and frame.topic.partition(" ")[0] == unit.partition(" ")[0]
    if frame.topic and not bare and not other and _is_plain(unit):
        return _counted(f"{unit} {frame.topic}", Rule.COUNT_IN_TOPIC)
    return _counted(f"{unit} {naming.lower_first(own.label)}", Rule.BARE_COUNT)


def _counted(words: str, rule: Rule) -> Name:
    return Name(naming.with_head("số", words.strip()), rule)


def _is_plain(unit: str) -> bool:
    """Whether a noun is too short to tell what is counted: "vụ", "thành viên"."""
    return len(unit.split()) <= _LONGEST_PLAIN_UNIT


def _longer_noun(known: Mapping[str, str], unit: str) -> str:
    """What was counted as "vụ tai nạn giao thông" is "vụ" later on."""
    return next((name for noun, name in known.items() if noun.startswith(f"{unit} ")), "")


def last_word(words: str, noun: str) -> int | None:
    """Find where a noun stands last in a text as a word of its own, whatever its capitals."""
    lowered, noun = in_lower_case(words), in_lower_case(noun)
    at = lowered.rfind(noun)
    while noun and at >= 0:
        end = at + len(noun)
        if not (_is_letter(lowered[at - 1 : at]) or _is_letter(lowered[end : end + 1])):
            return at
        at = lowered.rfind(noun, 0, end - 1)
    return None


def _is_letter(letter: str) -> bool:
    return letter.isalnum() or letter == "_"
