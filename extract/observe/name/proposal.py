"""Every name that a number may have, and where each comes from.

``propose`` is the entry point. The rules of ``value_name`` propose one name; the stretches before and
behind the number, what the text has spoken of, and both put together propose others.
Names of the same telling syllables are one proposal with several sources.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice

from extract.grammar import Caseless
from extract.models import Span
from extract.observe.frame import Name, Reading, Site
from extract.observe.mask import MARKS, PERIOD, QUANTITY
from extract.observe.name import naming, sister, wording
from extract.observe.name.count_name import counts_all, last_word
from extract.observe.name.goal import is_goal_only
from extract.observe.name.ratio import is_share
from extract.observe.name.sort import COUNTED, sort_of
from extract.observe.name.spoken import Spoken, base_of, find_spoken
from extract.observe.name.stretch import Stretch, before, behind, earlier
from extract.observe.name.syllable import bare, telling_syllables
from extract.observe.name.value_name import EXTENTS

_COUNT_HEAD = re.compile(r"^(?:tổng số|số)\s")
# "bằng 65% dự toán năm", but not "88% so với mục tiêu 85%", where the plan has its own number.
_PLAN = re.compile(
    rf"\s*(?:so với\s)?(?:mức\s)?(?P<plan>(?P<word>kế hoạch|dự toán|mục tiêu|chỉ tiêu)"
    rf"(?>[^{MARKS},;.():]*?(?=\s(?:và|nhưng|song|tăng|giảm|cao|thấp|với)\s|[{MARKS},;.():]|$)))"
    rf"(?!\s?[{PERIOD}]*\s?(?:là\s)?[{QUANTITY}])"
)
_RATES = ("tỷ lệ ", "tỉ lệ ", "tỷ trọng ")
# "hoàn thành 96,8% chỉ tiêu": of what, was told before.
_REACHES = Caseless(
    r"(?:(?:đã|mới|chỉ|ước|qua đó|cơ bản) )*(?:hoàn thành|thực hiện|đạt|về đích|vượt)"
)
_HEADS = EXTENTS | {"tấn/ha": "năng suất", "tạ/ha": "năng suất"}
_LONGEST_PLAN = 6
_OPENING = 60
_MOST_JOINED_SPOKEN, _MOST_OWN = 4, 3
_LONGEST_OWN, _LONGEST_ITEM = 10, 6
_MOST_ITEMS, _MOST_JOINED = 5, 8
_LONGEST_NAME = 220


@dataclass(slots=True)
class Proposal:
    """A name that a number may have.

    Attributes:
        syllables: The telling ones; two names with the same are one proposal.
        forms: How it came about, in short: where a stretch begins and ends, what it was told of.
        sources: The first letters of the forms.
        facts: What is known of the nearest stretch or the last telling it comes from.
    """

    words: str
    syllables: frozenset[str]
    forms: set[str] = field(default_factory=set)
    sources: set[str] = field(default_factory=set)
    facts: dict[str, int | str] = field(default_factory=dict)


def propose(reading: Reading, site: Site, ruled: Name | None) -> list[Proposal]:
    """Give all names that a number may have.

    Args:
        reading: The passage, with what the text has told.
        site: The number.
        ruled: The name that the rules give it.
    """
    found = _Proposals(reading, site)
    if found.unit and counts_all(reading, site):
        found.add(found.unit, "U", "U")
        return list(found.all.values())
    near, far, back = before(reading, site), earlier(reading, site), behind(reading, site)
    if ruled is not None and ruled.words:
        found.add(ruled.words, "B", "B")
    for source, stretches in (("L", near), ("S", far)):
        for stretch in stretches:
            found.add_stretch(stretch, source)
    for stretch in back:
        found.add_behind(stretch)
    own = [stretch for stretch in near if not stretch.pieces and not stretch.skipped]
    _join(found, own, back)
    if found.unit:
        found.add(found.unit, "U", "U")
    sisters = [stretch for stretch in own if sister.is_member(stretch.words)]
    told = list(find_spoken(reading, site))
    spoken = [_said_of(one, sisters) for one in told] if sisters else told
    for one in spoken:
        found.add_spoken(one)
    _join_items(found, reading, told, spoken, own)
    _join_nouns(found, spoken, back)
    planned = _compare_with_plan(found, reading, site, spoken, own)
    return planned or list(found.all.values())


class _Proposals:
    """The proposals for one number, by their syllables."""

    def __init__(self, reading: Reading, site: Site) -> None:
        start = site.sentence.start
        opening = Span(start, min(site.sentence.end, start + _OPENING))
        self.opener = wording.opener_of(reading.seen(opening))
        self.sort = sort_of(site.quantity)
        self.unit = site.quantity.unit if self.sort in COUNTED else ""
        self.extent = _HEADS.get(site.quantity.unit, "")
        self.is_share = is_share(reading, site)
        self.all: dict[frozenset[str], Proposal] = {}

    def names_unit(self, words: str) -> bool:
        return bool(self.unit) and last_word(words, self.unit) is not None

    def add(
        self, words: str, form: str, source: str, facts: dict[str, int | str] | None = None
    ) -> None:
        words = _finished(words, self.opener, self.sort, self.unit, self.extent)
        if not words:
            return
        syllables = telling_syllables(words)
        known = self.all.get(syllables)
        if known is None:
            known = self.all[syllables] = Proposal(words, syllables)
            known.facts.update(facts or {})
        elif facts and facts.get("dist", 9) < known.facts.get("dist", 9):  # type: ignore[operator]
            known.facts.update(facts)
        known.forms.add(form)
        known.sources.add(source)

    def add_stretch(self, stretch: Stretch, source: str) -> None:
        words = stretch.words
        if wording.is_pronoun(words) or wording.orders_only(words) or is_goal_only(words):
            return
        if self.unit and not self.names_unit(words):
            words = f"{self.unit} {naming.lower_first(words)}"
        self.add(words, source + stretch.form, source, _facts(stretch))

    def add_behind(self, stretch: Stretch) -> None:
        words = stretch.words
        if self.unit:
            words = f"{self.unit} {words}"
        elif self.sort == "pct":
            if self.is_share and words.startswith("tổng "):
                return
            words = _COUNT_HEAD.sub("", words)
        self.add(words, "R" + stretch.form, "R")

    def add_spoken(self, one: Spoken) -> None:
        words, form = one.words, one.form
        if self.unit:
            if self.names_unit(words):
                form += "U"
            elif " " in self.unit and bare(words).partition(" ")[0] == self.unit.partition(" ")[0]:
                # "10 nghìn hộ nghèo" are no "hộ cận nghèo".
                return
            else:
                said = bare(words).partition(" trong tổng ")[0]
                words = f"{self.unit} {_without_noun(said, one.unit)}"
                form += "+U"
        elif self.sort == "pct":
            words = bare(words)
        self.add(words, form, one.source, one.facts)


@lru_cache(maxsize=1024)
def _finished(words: str, opener: str, sort: str, unit: str, extent: str) -> str:
    """The name that words make, ``""`` where none: nothing dangling, with a head of its sort."""
    words = wording.lower_opener(wording.mend(words), opener)
    if sort == "pct":
        words = wording.mend_share(words)
    elif unit:
        words = wording.mend_count(words, unit)
    if not words or len(words) > _LONGEST_NAME:
        return ""
    head = "tỷ lệ" if sort == "pct" else extent or ("số" if sort in COUNTED else "")
    words = naming.lower_first(words)
    if sort == "money" and words.startswith(_RATES):
        return ""
    return naming.with_head(head, words) if head else words


def _without_noun(words: str, noun: str) -> str:
    """What was said of other things counted: "(120) tổ chức tỉnh giao đất"."""
    rest = words.removeprefix(f"{noun} ") if noun else words
    return rest if len(rest.split()) > 1 else words


def _facts(stretch: Stretch) -> dict[str, int | str]:
    return {
        "dist": stretch.pieces,
        "skip": stretch.skipped,
        "pre": stretch.leading,
        "gap": stretch.gap,
        "prev": stretch.opener,
    }


def _join(found: _Proposals, own: list[Stretch], back: list[Stretch]) -> None:
    """What stands before and behind: "đã cấp 12 thẻ căn cước"."""
    for stretch in own[:_MOST_JOINED]:
        if len(stretch.words.split()) > _LONGEST_OWN:
            continue
        for noun in back:
            if noun.form in "qpc":
                own_words = naming.lower_first(stretch.words)
                whole = _COUNT_HEAD.match(noun.words) or found.is_share
                of = "trong " if found.sort == "pct" and whole else ""
                words = f"{own_words} {of}{noun.words}"
                if found.unit:
                    words = f"{found.unit} {noun.words} {own_words}"
                facts: dict[str, int | str] = {"dist": 0, "skip": 0, "pre": stretch.leading}
                found.add(words, "LR:" + stretch.form, "LR", facts)


def _join_items(
    found: _Proposals,
    reading: Reading,
    told: list[Spoken],
    spoken: list[Spoken],
    own: list[Stretch],
) -> None:
    """What was spoken of, for an item of its own: "tôm 155.000 tấn"."""
    fitting = (stretch for stretch in own if _is_item(stretch.words))
    items = [
        (f" {item.words}", wording.mend(naming.lower_first(item.words)), item.leading)
        for item in islice(fitting, _MOST_OWN)
    ]
    for first, one in zip(told, spoken[:_MOST_JOINED_SPOKEN], strict=False) if items else ():
        base = base_of(first, reading) or one.words
        form = f"DL{'u' if 'u' in one.form[1:] else ''}{one.form[-1]}"
        for end, own_words, leading in items:
            if not one.words.endswith(end):
                facts = {"drec": one.facts["drec"], "nth": one.facts["nth"], "pre": leading}
                found.add(f"{base} {own_words}", form, "DL", facts)


def _join_nouns(found: _Proposals, spoken: list[Spoken], back: list[Stretch]) -> None:
    """What was spoken of, for a noun of its own."""
    nouns = back[:2] if found.unit or found.sort == "pct" else []
    for one in spoken[:_MOST_JOINED_SPOKEN] if nouns else ():
        plain = bare(one.words)
        named = found.names_unit(one.words)
        for noun in nouns:
            words = f"{plain} {noun.words}" if named else f"{found.unit} {noun.words} {plain}"
            if found.is_share and noun.words.startswith("tổng "):
                words = f"{plain} trong {noun.words}"
            facts = {"drec": one.facts["drec"]}
            found.add(words.strip(), f"DR{one.form[-1]}{noun.form}", "DR", facts)


def _said_of(one: Spoken, own: list[Stretch]) -> Spoken:
    """What was spoken of for another thing of the same kind ("ngoại trú" behind "nội trú")."""
    for stretch in own:
        words = sister.instead(one.words, stretch.words)
        if words:
            return one._replace(words=words)
    return one


def _is_item(words: str) -> bool:
    if words.count(" ") >= _LONGEST_ITEM or wording.has_own_head(words):
        return False
    return not (wording.points_only(words) or wording.orders_only(words) or is_goal_only(words))


def _compare_with_plan(
    found: _Proposals, reading: Reading, site: Site, spoken: list[Spoken], own: list[Stretch]
) -> list[Proposal]:
    """How much of the plan something is ("bằng 65% dự toán"): nothing else can be meant then."""
    if found.sort != "pct":
        return []
    end = site.quantity.span.end
    plan = _PLAN.match(reading.masked.masked, end, site.sentence.end)
    if plan is None:
        return []
    against = naming.tidy_behind(plan["plan"])
    if len(against.split()) > _LONGEST_PLAN or not against.startswith(plan["word"]):
        against = plan["word"]
    for one in spoken[:_MOST_ITEMS]:
        words = f"tỷ lệ {bare(one.words)} so với {against}"
        found.add(words, f"P{one.source}{one.form[-1]}", "P", {"drec": one.facts["drec"]})
    for stretch in own[:_MOST_ITEMS]:
        if spoken and _REACHES.fullmatch(stretch.words):
            continue
        words = f"tỷ lệ {bare(stretch.words)} so với {against}"
        found.add(words, "PL", "P", {"pre": stretch.leading})
    return [one for one in found.all.values() if f"so với {plan['word']}" in one.words]
