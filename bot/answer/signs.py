"""A question and an observation -> the signs that the one means the other.

``read_signs`` is the entry point. A sign is a name and a strength; what each weighs stands in
``weights.csv`` and was fitted on annotated questions (see ``bot.evaluation.asking``). No sign
knows a word: each says how the words of the two stand to each other.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Set
from dataclasses import dataclass

from bot.answer.entry import SURELY, Entry, Field
from bot.answer.match import Matcher, Sought
from bot.models import Asked
from bot.question.measure import Measure, Scale
from bot.question.reader import Question
from bot.question.siblings import kinds_of, load_siblings
from bot.question.when import EXACT, INSIDE, NONE, SAME_END, agreement, period_of
from extract.models import Direction, Grain, Kind, Period
from extract.text import fold

Sign = tuple[str, float]
"""What speaks for or against an observation, and how strongly."""

OUTDONE, OUTDONE_HERE = "outdone", "outdone here"
"""How much more of what is sought the best observation has, of any place and of those weighed."""

NEVER = "never: "
"""Begins the signs that rule an observation out, whatever else speaks for it."""

# Aspects that people add and drop without meaning another indicator.
_WEAK = frozenset({"average", "new", "organisation", "decision", "due", "collected", "change"})
# Aspects nobody leaves unsaid: who asks for the poor does not mean the nearly poor.
DECISIVE = frozenset(
    {
        *("near_poor", "escaped", "minority", "members", "overdue", "returned"),
        *("payment", "satisfied", "in_person", "unemployment_insurance", "contribution"),
        *("component", "remaining"),
    }
)
# From what sureness on a related phrase stands there; see ``Entry.holds``.
_RELATED = (
    (SURELY[Field.NAME], "name, related"),
    (SURELY[Field.ALIAS] - 0.05, "name, related words"),
    (SURELY[Field.QUOTE], "sentence, related"),
    (SURELY[Field.QUOTE] - 0.05, "sentence, related words"),
)
_LONE = "another compound"
# Where a word of the question must stand at least, if all that the name shares are syllables.
_BORNE_OUT = frozenset(
    {"name", "subject", "unit", "alias", "clause", "name, related", "sentence, related"}
)
_CLOSE = frozenset({Field.NAME, Field.SUBJECT, Field.UNIT, Field.ALIAS})
# Which scales people name carelessly ("bao nhiêu một tấn", "thu được bao nhiêu tiền").
_LOOSE_SCALES = frozenset({(Scale.COUNT, Scale.MONEY), (Scale.MONEY, Scale.PERCENT)})
# Nobody takes tons for hectares; people and households are counted under many nouns.
_PHYSICAL = frozenset(
    [
        "ha",
        "m2",
        "m²",
        "m3",
        "m³",
        "km",
        "km2",
        "m",
        "tấn",
        "tạ",
        "kg",
        "lít",
        "mw",
        "kw",
        "kwh",
        "mwh",
        "gw",
        "gwh",
        "kv",
        "mva",
        "ngày",
        "giờ",
        "phút",
        "giây",
        "tháng",
        "năm",
        "tuổi",
        "nghìn",
        "tấn",
        "triệu",
        "kwh",
        "mm",
        "°c",
        "độ",
        "calo",
        "gb",
        "mbps",
    ]
)
# Whatever else is alike, without these it is another thing; as the annotated questions show.
_NEVER_MISSING = frozenset(
    {
        *("near_poor", "escaped", "dead", "injured", "import", "members", "remaining"),
        *("unemployment_insurance", "unemployment", "satisfied", "in_person", "returned"),
        *("voluntary", "compulsory", "payment", "leaders"),
    }
)
_NEVER_UNASKED = frozenset({"near_poor", "escaped", "injured"})
_PLAN, _DISBURSED = "plan_ratio", "disbursed"
# Strengths of words stay near 1: a telling syllable weighs about 4.
_TELLING = 4.0
_MOSTLY, _HALF = 0.7, 0.5
_CLOSE_BY = 0.15
_SURE = 0.9
# "1719", "5g"; not the "2" of "hai cấp".
_NUMBERED = re.compile(r"^(?=.*\d)[^_]{2,}$")
_RATIO = re.compile(r"(?<!\w)(?:tỷ số|tỷ suất)(?!\w)")
# An office's or a tier's number is never the whole place's.
_OFFICE = re.compile(
    r"(?:cấp|khối|sở|bộ|ubnd|cục|chi cục|ban|văn phòng|phòng|trung tâm)\b", re.IGNORECASE
)
# By what a sentence tells of a tier; "xã hội" is no commune.
_TIERS = {
    "huyện": re.compile(r"(?<!\w)(?:huyện|quận|thị xã)(?!\w)"),
    "xã": re.compile(
        r"(?<!\w)(?:(?<!hợp tác )(?<!thị )xã(?! hội| viên)|phường|thị trấn|cơ sở)(?!\w)"
    ),
}
# "Cấp tỉnh" may mean the province as a whole.
_WHOLE = "tỉnh"
_MONEY_WORDS = re.compile(
    r"^(?!.*(?:tỷ lệ|tăng|giảm|giải ngân|đạt)).*(?<!\w)(?:dư nợ|kim ngạch|doanh thu|doanh số|tổng thu|kinh phí"
    r"|thu ngân sách|chi ngân sách|thu nhập|giá trị|tổng mức đầu tư|tổng vốn|vốn đăng ký|thiệt hại|xuất khẩu|nhập khẩu)(?!\w)"
)
_SHARE_WORDS = re.compile(r"(?<!\w)giải ngân(?!\w)")
_GROWTH = re.compile(r"(?:mức|tốc độ|tỷ lệ) (?:tăng|giảm)\b(?! nghèo)", re.IGNORECASE)
_GROWS = re.compile(r"(?<!\w)(?:tang|giam|toc do|bien dong|gap|thay doi|them|bot)(?!\w)")
_RISES = re.compile(r"(?<!\w)tang(?! hay giam| giam)(?!\w)")
_FALLS = re.compile(r"(?<!\w)(?<!tang )(?<!hay )giam(?!\w)")
_MONTH_ALONE = re.compile(r"(?<!\w)(?:rieng (?:trong )?thang|trong thang)(?!\w)")
_AGREEMENT = {EXACT: "exact", SAME_END: "same end", INSIDE: "inside"}


@dataclass(frozen=True, slots=True)
class Scene:
    """What is the same for all observations weighed for one question.

    Attributes:
        related: As ``Near.related``.
        best: The largest share of what is sought that any observation of any place has.
    """

    question: Question
    sought: Sought
    related: Mapping[str, Mapping[Entry, float]]
    matcher: Matcher
    best: float


@dataclass(frozen=True, slots=True)
class Stand:
    """How an observation stands among those weighed with it.

    Attributes:
        share: Of what is sought, as ``Matcher.near`` gives it.
        best: The largest share of any of them.
        whole: The largest share of one that counts alike and is of a place as a whole.
    """

    share: float
    best: float
    whole: float


def read_signs(scene: Scene, entry: Entry, stand: Stand) -> tuple[Sign, ...]:
    """Collect the signs of an observation."""
    question, sought = scene.question, scene.sought
    return (
        (OUTDONE, scene.best - stand.share),
        (OUTDONE_HERE, stand.best - stand.share),
        *_words(entry, scene),
        *_siblings(entry, sought),
        *_proper(question, entry, sought),
        *_name(entry, sought, scene.matcher),
        *_aspects(entry, sought),
        *_listed(question, entry, scene),
        *_measured(question, entry, sought),
        *_subject(entry, sought, stand),
        *_tier(question, entry, sought),
        *_times(question, entry),
        *_asked(question, entry),
        *_told(question, entry),
    )


def _words(entry: Entry, scene: Scene) -> Iterator[Sign]:
    sought = scene.sought
    single: dict[str, float] = defaultdict(float)
    pairs: dict[str, float] = defaultdict(float)
    fields, missing = entry.fields, 0.0
    for term, weight in sought.weights.items():
        field: str | None = fields.get(term)
        if "_" not in term:
            if field not in _CLOSE:
                field = _related(scene.related.get(term), entry) or field
            elif _is_lone(term, entry, sought):
                field = _related(scene.related.get(term), entry) or _LONE
            if field is None and term in sought.heard:
                missing = max(missing, weight)
            single[field or ("nowhere" if term in sought.heard else "no article")] += weight
            continue
        if field is None:
            first, _, second = term.partition("_")
            apart = first in entry.terms and second in entry.terms
            field = "apart" if apart else "nowhere"
        pairs[field] += weight
    for kind, found in (("word", single), ("pair", pairs)):
        total = sum(found.values())
        for held, weight in found.items():
            yield f"{kind} in {held}", weight / total
    if len(single) and _LONE in single and single.keys().isdisjoint(_BORNE_OUT):
        yield NEVER + "lone syllables", 1.0
    yield "words nowhere", (single["nowhere"] + single["no article"]) / _TELLING
    yield "most telling word nowhere", missing / _TELLING
    if any(_NUMBERED.search(t) and t not in fields for t in sought.weights):
        yield NEVER + "number nowhere", 1.0
    if any(number not in fields for number in sought.classes):
        yield NEVER + "class nowhere", 1.0


def _siblings(entry: Entry, sought: Sought) -> Iterator[Sign]:
    """Of each exclusive kind asked: is the same member told, another, or none?"""
    if not sought.kinds:
        return
    name, sentence = entry.members
    loose = load_siblings().loose
    named, nearby = kinds_of(name), kinds_of(sentence)
    found: dict[str, float] = defaultdict(float)
    for kind, asked in sought.kinds.items():
        told, around = named.get(kind, set()), nearby.get(kind, set())
        if told and not asked & told and not asked & around and kind not in loose:
            found[NEVER + "sibling told"] = 1
        elif told:
            found["sibling same" if asked & told else "sibling other"] += 1
        elif around:
            found["sibling nearby" if asked & around else "sibling other nearby"] += 1
        else:
            found["sibling unsaid"] += 1
    yield from found.items()


def _proper(question: Question, entry: Entry, sought: Sought) -> Iterator[Sign]:
    missing = [t for t in question.proper if t in sought.weights and t not in entry.fields]
    if missing:
        yield "proper name nowhere", 1.0


def _is_lone(syllable: str, entry: Entry, sought: Sought) -> bool:
    # The "hồ" of "hồ nước" is not that of "hồ sơ".
    pairs = sought.pairs.get(syllable, ())
    if not pairs or syllable not in entry.compounds:
        return False
    return not any(pair in entry.fields for pair in pairs)


def _related(held: Mapping[Entry, float] | None, entry: Entry) -> str | None:
    surely = held.get(entry, 0.0) if held else 0.0
    for least, kind in _RELATED:
        if surely >= least:
            return kind
    return None


def _name(entry: Entry, sought: Sought, matcher: Matcher) -> Iterator[Sign]:
    own = {term: matcher.weight(term) for term in entry.single}
    if not own:
        yield "name of empty words", 1.0
        return
    meant = {s for others in sought.related.values() for phrase in others for s in phrase}
    unasked = sum(w for term, w in own.items() if term not in sought.weights and term not in meant)
    yield "name beyond", unasked / (sum(own.values()) or 1)
    yield "words beyond", unasked / _TELLING


def _aspects(entry: Entry, sought: Sought) -> Iterator[Sign]:
    if sought.aspects & entry.aspects:
        yield "aspect same", 1.0
    found: dict[str, float] = defaultdict(float)
    unasked, missing = entry.aspects - sought.aspects, sought.aspects - entry.aspects
    if not _NEVER_UNASKED.isdisjoint(unasked):
        yield NEVER + "aspect unasked", 1.0
    if not _NEVER_MISSING.isdisjoint(missing - entry.nearby_aspects):
        yield NEVER + "aspect missing", 1.0
    for aspect in unasked:
        if aspect == _PLAN:
            found["plan ratio unasked"] += _DISBURSED not in entry.aspects
            continue
        found[f"aspect {_strength(aspect)} unasked"] += 1
    for aspect in missing:
        nearby = " but nearby" if aspect in entry.nearby_aspects else ""
        found[f"aspect {_strength(aspect)} missing{nearby}"] += 1
    yield from found.items()


def _strength(aspect: str) -> str:
    if aspect in _WEAK:
        return "weak"
    return "decisive" if aspect in DECISIVE else "plain"


def _listed(question: Question, entry: Entry, scene: Scene) -> Iterator[Sign]:
    sought, matcher = scene.sought, scene.matcher
    if not sought.ids:
        return
    if not entry.ids:
        yield "entry unknown", 1.0
    elif not sought.ids.isdisjoint(entry.ids):
        yield "entry same", 1.0
    elif matcher.are_apart(sought.ids, entry.ids):
        # The rank of an index, and the number behind a rate, have entries of their own.
        measures = question.wanted.measures
        fits = any(m.fits(entry.measure, entry.name, entry.terms) for m in measures)
        never = NEVER if fits and entry.measure.scale is not Scale.RANK else ""
        yield f"{never}entry apart", 1.0
    else:
        yield "entry other", 1.0


def _measured(question: Question, entry: Entry, sought: Sought) -> Iterator[Sign]:
    measures, scale = question.wanted.measures, entry.measure.scale
    if _RATIO.search(question.wanted.words) and _is_plain_count(entry.measure):
        yield NEVER + "count for a ratio", 1.0
    if Asked.RANK in question.asked and not measures:
        return
    if not measures:
        sort = _unsaid(question.wanted.words)
        yield f"unit unsaid {sort} {scale}", 1.0
        if question.counts:
            yield f"counted {scale}", 1.0
        return
    fits = max(m.fits(entry.measure, entry.name, entry.terms) for m in measures)
    if not fits and any(_is_related(m, entry, sought) for m in measures):
        yield "unit related", 1.0
        return
    yield ("unit fits" if fits == 1 else "unit named" if fits else "unit other"), 1.0
    if not fits and _is_physical(entry.measure) | any(map(_is_physical, measures)):
        yield "another dimension", 1.0
    if not fits:
        same = scale in {measure.scale for measure in measures}
        yield ("noun other" if same else _scales(measures[0].scale, entry)), 1.0


def _scales(asked: Scale, entry: Entry) -> str:
    given = entry.measure.scale
    pair = f"scale {given} for {asked}"
    # A share tells the number where it tells the part and the whole.
    told = (asked, given) == (Scale.COUNT, Scale.PERCENT) and entry.observation.fraction is not None
    return pair if told or (asked, given) in _LOOSE_SCALES else NEVER + pair


def _is_related(asked: Measure, entry: Entry, sought: Sought) -> bool:
    if asked.scale is not Scale.COUNT or entry.measure.scale is not Scale.COUNT:
        return False
    counted = f" {entry.measure.noun} "
    phrases = (phrase for word in asked.noun.split() for phrase in sought.related.get(word, ()))
    return any(f" {phrase} " in counted for phrase in phrases)


def _is_physical(measure: Measure) -> bool:
    return measure.scale is Scale.COUNT and measure.noun.split("/")[0] in _PHYSICAL


def _is_plain_count(measure: Measure) -> bool:
    return measure.scale is Scale.COUNT and "/" not in measure.noun and len(measure.noun) > 3


def _unsaid(words: str) -> str:
    if _MONEY_WORDS.search(words):
        return "of money"
    return "of disbursing" if _SHARE_WORDS.search(words) else "of all"


def _subject(entry: Entry, sought: Sought, stand: Stand) -> Iterator[Sign]:
    subject = entry.observation.subject
    if not subject:
        return
    sort = "office" if _OFFICE.match(subject) else "subject"
    if sort == "office":
        named = _names_office(entry, sought.words)
    else:
        named = _named(entry, sought.weights) >= _HALF
    if named:
        yield f"{sort} named", 1.0
    elif stand.whole >= stand.share - _CLOSE_BY:
        yield f"{sort} unasked", 1.0
    else:
        # Nobody else counts it: the customs office has the customs' figures.
        yield f"{sort} unasked, alone", 1.0


def _tier(question: Question, entry: Entry, sought: Sought) -> Iterator[Sign]:
    # Who asks for the communes is not given the province's number.
    words = question.wanted.words
    asked = {tier for tier in _TIERS if f"cấp {tier}" in words and tier in sought.words}
    if not asked:
        return
    subject, citation = (entry.observation.subject or "").lower(), entry.stored.citation
    own = {tier for tier in (*_TIERS, _WHOLE) if f"cấp {tier}" in subject}
    told = f"{entry.name} {subject} {citation.quote} {citation.title}".lower()
    if asked.isdisjoint(own or {tier for tier in asked if _TIERS[tier].search(told)}):
        yield NEVER + "tier other", 1.0


def _names_office(entry: Entry, words: Set[str]) -> bool:
    # "Sở Tư pháp" is not "Bộ Tư pháp", nor "cấp xã" "cấp tỉnh".
    if entry.office not in words:
        return False
    if len(entry.subject_words) <= 2:
        return entry.subject_words <= words
    return _named(entry, words) >= _MOSTLY


def _named(entry: Entry, words: Collection[str]) -> float:
    telling = [term for term in entry.subject if "_" not in term] or sorted(entry.subject_words)
    return sum(term in words for term in telling) / max(1, len(telling))


def _times(question: Question, entry: Entry) -> Iterator[Sign]:
    if not question.periods:
        return
    agreed = best_agreement(question, entry)
    yield f"period {_AGREEMENT.get(agreed, 'of the year')}", 1.0


def best_agreement(question: Question, entry: Entry) -> int:
    """Tell how well an observation's period answers the periods asked; see ``agreement``."""
    label = entry.observation.period
    parts = Asked.TREND in question.asked
    agreed = (
        agreement(period, label, parts=parts)
        for period in question.periods
        if not _is_last_month_alone(period, entry)
    )
    return max(agreed, default=NONE)


def _is_last_month_alone(asked: Period, entry: Entry) -> bool:
    # "Tính riêng tháng 6" is no half-year, though both end alike.
    given = period_of(entry.observation.period)
    if given is None or given.grain is not Grain.MONTH or asked.grain in (Grain.MONTH, Grain.DAY):
        return False
    return _MONTH_ALONE.search(fold(entry.stored.citation.quote)) is not None


def _asked(question: Question, entry: Entry) -> Iterator[Sign]:
    observation = entry.observation
    if Asked.RANK in question.asked:
        yield ("rank stated" if has_rank(entry) else "no rank stated"), 1.0
    elif entry.measure.scale is Scale.RANK:
        yield NEVER + "rank unasked", 1.0
    if Asked.CHANGE in question.asked:
        stated = "a baseline" if observation.baselines else "no change"
        yield f"{'a change' if observation.change else stated} stated", 1.0
    if Asked.BASELINE in question.asked:
        yield f"{'a' if observation.baselines else 'no'} comparison stated", 1.0
    if is_growth(entry):
        yield ("growth asked" if asks_for_growth(question) else "growth unasked"), 1.0
    yield from _direction(question, entry)
    if not question.wants_target and observation.kind is Kind.TARGET:
        yield "target unasked", 1.0


def _direction(question: Question, entry: Entry) -> Iterator[Sign]:
    change = entry.observation.change
    # A claim to have fallen is answered by a rise, too: it is then not so.
    if change is None or question.claim is not None:
        return
    asked = fold(question.text)
    rises, falls = _RISES.search(asked) is not None, _FALLS.search(asked) is not None
    if rises != falls:
        same = rises == (change.direction is Direction.UP)
        yield ("direction same" if same else NEVER + "direction other"), 1.0


def has_rank(entry: Entry) -> bool:
    """Tell whether an observation says how a place ranks."""
    return entry.observation.rank is not None or entry.measure.scale is Scale.RANK


def asks_for_growth(question: Question) -> bool:
    """Tell whether a question speaks of rising or falling."""
    said = _GROWS.search(fold(question.text)) or _GROWS.search(fold(question.wanted.words))
    return Asked.CHANGE in question.asked or said is not None


def is_growth(entry: Entry) -> bool:
    """Tell whether an observation is a rate of growth, which shares all words with its level."""
    return entry.measure.scale is Scale.PERCENT and _GROWTH.match(entry.name) is not None


def _told(question: Question, entry: Entry) -> Iterator[Sign]:
    yield "sure", entry.observation.provenance.confidence - _SURE
    if entry.inherits:
        yield "name from before", 1.0
    if not question.places and not question.whole_country:
        place = entry.observation.place
        where = "no place" if place is None else "the country" if place == "Việt Nam" else "a place"
        yield f"none asked, of {where}", 1.0


def weigh(signs: tuple[Sign, ...], weights: Mapping[str, float]) -> float:
    """Add up what signs weigh."""
    return sum(weights.get(sign, 0.0) * strength for sign, strength in signs)
