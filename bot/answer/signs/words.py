"""Where the words of a question stand in an observation: name, sentence, or nowhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Set
from functools import lru_cache

from bot.answer.clause import said_of
from bot.answer.entry import TORN, Entry
from bot.answer.match import Matcher, Sought
from bot.answer.signs.models import NEVER, Scene, Sign
from bot.question.models import Question
from bot.question.related import load_related, spaced
from bot.question.siblings import kinds_of, load_siblings
from index.lookup import SURELY, Field

TELLING = 4.0
"""Strengths of words stay near 1: a telling syllable weighs about this."""
_RELATED_NAME = "name, related"
# From what sureness on a related phrase stands there; see ``Entry.holds``.
_RELATED = (
    (SURELY[Field.NAME], _RELATED_NAME),
    (SURELY[Field.ALIAS] - TORN, "name, related words"),
    (SURELY[Field.QUOTE], "sentence, related"),
    (SURELY[Field.QUOTE] - TORN, "sentence, related words"),
)
# A tier of offices is no topic.
_TIER_WORDS = frozenset({"cấp", "xã", "huyện", "tỉnh"})
_PER_HEAD = frozenset({"000", "dân"})
_LONE = "another compound"
_BEFORE = "words before"
_BEHIND = "words behind"
# How surely what leads a sentence is said of its number.
_LED = 0.3
# Where a word of the question must stand at least, if all that the name shares are syllables.
_BORNE_OUT = frozenset({"name", "subject", "unit", "alias", "clause", "name, related", _BEFORE})
_CLOSE = frozenset({Field.NAME, Field.SUBJECT, Field.UNIT, Field.ALIAS})
SAID = _CLOSE | {Field.CLAUSE}
"""Where a word stands close to a number."""


def word_signs(entry: Entry, scene: Scene) -> Iterator[Sign]:
    """Tell where the words of a question stand in an observation."""
    sought = scene.sought
    single: dict[str, float] = defaultdict(float)
    pairs: dict[str, float] = defaultdict(float)
    fields, missing, whole = entry.fields, 0.0, False
    topic: set[str] = set()
    for term, weight in sought.weights.items():
        field: str | None = fields.get(term)
        if "_" not in term:
            if field not in _CLOSE:
                field = _related(scene.related.get(term), entry) or field
            elif _is_lone(term, entry, sought):
                field = _related(scene.related.get(term), entry) or _LONE
                whole |= field is _LONE and term in _words()
            if field is None and term in sought.heard and _is_before(term, entry, sought):
                field = _BEFORE
                missing = max(missing, weight / 2)
            if field is Field.QUOTE and term not in entry.led:
                field = _BEHIND
            if field is None and term in sought.heard:
                missing = max(missing, weight)
            held_in = field or ("nowhere" if term in sought.heard else "no article")
            single[held_in] += weight
            if term not in _TIER_WORDS:
                topic.add(held_in)
            continue
        if field is None:
            first, _, second = term.partition("_")
            apart = first in entry.terms and second in entry.terms
            field = "apart" if apart else "nowhere"
        if field is Field.QUOTE and term not in entry.led:
            field = _BEHIND
        pairs[field] += weight
    for kind, found in (("word", single), ("pair", pairs)):
        total = sum(found.values())
        for held, weight in found.items():
            yield f"{kind} in {held}", weight / total
    whole = whole and 2 * single[_LONE] > single["nowhere"] + single["no article"]
    if not whole and topic.isdisjoint(_BORNE_OUT) and (_LONE in topic or len(topic) < len(single)):
        yield NEVER + "lone syllables", 1.0
    yield "words nowhere", (single["nowhere"] + single["no article"]) / TELLING
    yield "most telling word nowhere", missing / TELLING
    # What is told for how many people leads numbers of all of them, too.
    before = not sought.words >= _PER_HEAD
    if any(
        t not in fields and not (before and _is_before(t, entry, sought)) for t in sought.numbered
    ):
        yield NEVER + "number nowhere", 1.0
    # The bound of what is counted ("12 tỉnh, thành phố ... từ 99,5% trở lên") stands behind it.
    if any(is_named_behind(t, entry) for t in sought.numbered if not t.isdigit()):
        yield NEVER + "number of one behind", 1.0
    if any(number not in fields for number in sought.classes):
        yield NEVER + "class nowhere", 1.0


def unsaid(entry: Entry, scene: Scene, said: Set[Field] = SAID) -> list[str]:
    """List the syllables of a question that nothing close to an observation bears out.

    Args:
        said: The fields that are close.
    """
    fields, related = entry.fields, scene.related
    return [
        term
        for term in scene.sought.weights
        if "_" not in term
        and term not in _TIER_WORDS
        and fields.get(term) not in said
        and _related(related.get(term), entry) != _RELATED_NAME
    ]


def is_named_behind(term: str, entry: Entry) -> bool:
    """Tell whether a name holds a term that its sentence only tells of the numbers behind.

    "Sóng 3G phủ 96% thôn, sóng 4G 71%": a name of the 96% that holds 4G was misread.
    """
    # What leads a sentence takes time to cut; often nothing is behind it.
    named = entry.is_followed and entry.fields.get(term) is Field.NAME
    return named and term not in entry.led and term in entry.quote


def closely_told(entry: Entry, scene: Scene) -> set[str]:
    """List the syllables of a question that something close to an observation bears out."""
    fields, related = entry.fields, scene.related
    return {
        term
        for term in scene.sought.weights
        if "_" not in term
        and (fields.get(term) in SAID or _related(related.get(term), entry) == _RELATED_NAME)
    }


def is_told(syllable: str, entry: Entry, scene: Scene) -> bool:
    """Tell whether an observation, its sentence, its title or what leads it holds a syllable.

    What stands for the syllable is as good.
    """
    if syllable in entry.fields or entry in scene.related.get(syllable, ()):
        return True
    return _is_before(syllable, entry, scene.sought)


def led_share(entry: Entry, sought: Sought) -> float:
    """Tell how much of what is sought stands only in what leads a sentence, 0 to 1."""
    fields = entry.fields
    missing = [t for t in sought.weights if t not in fields and "_" not in t]
    led = sum(sought.weights[term] for term in missing if _is_before(term, entry, sought))
    return _LED * led / sought.total


def _is_before(syllable: str, entry: Entry, sought: Sought) -> bool:
    known = sought.led.get((entry, syllable))
    if known is None:
        phrases = sought.related.get(syllable, ())
        known = entry.is_led_by(syllable) or any(map(entry.is_led_by_phrase, phrases))
        sought.led[entry, syllable] = known
    return known


def _is_lone(syllable: str, entry: Entry, sought: Sought) -> bool:
    # The "hồ" of "hồ nước" is not that of "hồ sơ".
    pairs = sought.pairs.get(syllable, ())
    if not pairs or syllable not in entry.compounds:
        return False
    fields = entry.fields
    return all(pair not in fields for pair in pairs)


@lru_cache(maxsize=1)
def _words() -> frozenset[str]:
    # Syllables that are words by themselves, as the tables of words have them.
    phrases = (*load_related().phrases, *load_siblings().phrases)
    return frozenset(phrase for phrase in phrases if " " not in phrase)


def _related(held: Mapping[Entry, float] | None, entry: Entry) -> str | None:
    surely = held.get(entry, 0.0) if held else 0.0
    for least, kind in _RELATED:
        if surely >= least:
            return kind
    return None


def sibling_signs(entry: Entry, scene: Scene) -> Iterator[Sign]:
    """Of each exclusive kind asked: is the same member told, another, or none?"""
    sought = scene.sought
    if not sought.kinds:
        return
    named = kinds_of(entry.members)
    if all(asked & named.get(kind, set()) for kind, asked in sought.kinds.items()):
        # Mostly so, and what a sentence says takes time to read.
        yield "sibling same", len(sought.kinds)
        return
    siblings, nearby = load_siblings(), kinds_of(entry.members_nearby)
    found: dict[str, float] = defaultdict(float)
    for kind, asked in sought.kinds.items():
        told, around = named.get(kind, set()), nearby.get(kind, set())
        beside = around if kind not in siblings.strict else set()
        other = bool(told) and not asked & (told | beside) and kind not in siblings.loose
        if other and not _is_topic(kind, asked, entry, scene):
            found[NEVER + "sibling told"] = 1
        elif kind in siblings.needed and not asked & (told | around | _led_by(kind, entry)):
            found[NEVER + "sibling unsaid"] = 1
        elif (
            kind in scene.told & siblings.strict
            and not told
            and not asked & _said_in_clause(kind, entry)
        ):
            found[NEVER + "sibling told by another"] = 1
        elif told:
            found["sibling same" if asked & told else "sibling other"] += 1
        elif around:
            found["sibling nearby" if asked & around else "sibling other nearby"] += 1
        else:
            found["sibling unsaid"] += 1
    yield from found.items()


def _said_in_clause(kind: int, entry: Entry) -> Set[int]:
    own = entry.stored.citation
    said = said_of(own.quote, own.number_start - own.start, own.number_end - own.start)
    return kinds_of(load_siblings().of(spaced(said))).get(kind, set())


def _is_topic(kind: int, asked: Set[int], entry: Entry, scene: Scene) -> bool:
    # Below a title about exports, "kim ngạch xuất nhập khẩu" told before is theirs.
    return bool(asked & kinds_of(entry.topics).get(kind, set())) and not unsaid(entry, scene)


def _led_by(kind: int, entry: Entry) -> Set[int]:
    titled = entry.titled if kind in load_siblings().titled else frozenset()
    return kinds_of(entry.members_before | titled).get(kind, set())


def proper_signs(question: Question, entry: Entry, sought: Sought) -> Iterator[Sign]:
    """Tell whether what is written with a capital stands nowhere."""
    missing = [t for t in question.proper if t in sought.weights and t not in entry.fields]
    if missing:
        yield "proper name nowhere", 1.0


def name_signs(entry: Entry, sought: Sought, matcher: Matcher) -> Iterator[Sign]:
    """Tell how much more an observation's name says than was asked."""
    own = {term: matcher.weight(term) for term in entry.single}
    if not own:
        yield "name of empty words", 1.0
        return
    unasked = sum(weight for term, weight in own.items() if term not in sought.weights)
    yield "name beyond", unasked / (sum(own.values()) or 1)
    yield "words beyond", unasked / TELLING
