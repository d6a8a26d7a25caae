"""What changes what is measured, and what the catalogue keeps apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Set

from bot.answer.entry import Entry
from bot.answer.signs.models import NEVER, Scene, Sign
from bot.answer.signs.words import unsaid
from bot.question.measure import Scale
from bot.question.models import Question

# Aspects that people add and drop without meaning another indicator.
_WEAK = frozenset({"average", "new", "organisation", "decision", "due", "collected", "change"})
# Aspects nobody leaves unsaid: who asks for the poor does not mean the nearly poor.
DECISIVE = frozenset(
    {
        *("near_poor", "escaped", "relapsed", "minority", "members", "overdue", "returned"),
        *("payment", "satisfied", "in_person", "unemployment_insurance", "contribution"),
        *("component", "remaining"),
    }
)
# Whatever else is alike, without these it is another thing; as the annotated questions show.
_NEVER_MISSING = frozenset(
    {
        *("near_poor", "escaped", "relapsed", "dead", "injured", "import", "members", "remaining"),
        *("overdue", "minority"),
        *("unemployment_insurance", "unemployment", "satisfied", "in_person", "returned"),
        *("voluntary", "compulsory", "payment", "leaders"),
        *("component", "collected", "level_3", "level_4"),
    }
)
_NEVER_UNASKED = frozenset({"near_poor", "escaped", "relapsed", "injured"})
# Whoever does not ask for them means another thing where not all words are borne out, either.
_NEVER_BESIDE = frozenset({"online", "in_person", "level_3", "digitised", "eligible"})
_OVERDUE, _LATE = "overdue", "quá hạn"
_PLAN, _DISBURSED = "plan_ratio", "disbursed"


def aspect_signs(entry: Entry, scene: Scene) -> Iterator[Sign]:
    """Tell which aspects are shared, unasked or missing."""
    sought = scene.sought
    if sought.aspects & entry.aspects:
        yield "aspect same", 1.0
    found: dict[str, float] = defaultdict(float)
    unasked, missing = entry.aspects - sought.aspects, sought.aspects - entry.aspects
    if _changes_it(unasked, entry, scene):
        yield NEVER + "aspect unasked", 1.0
    # What a sentence says takes time to read.
    nearby = entry.nearby_aspects if missing else missing
    absent = _NEVER_MISSING & (missing - nearby)
    if absent and not absent <= entry.aspects_before:
        yield NEVER + "aspect missing", 1.0
    for aspect in unasked:
        if aspect == _PLAN:
            found["plan ratio unasked"] += _DISBURSED not in entry.aspects
            continue
        found[f"aspect {_strength(aspect)} unasked"] += 1
    for aspect in missing:
        told = " but nearby" if aspect in nearby else ""
        if not told and aspect not in _WEAK and aspect in entry.aspects_before:
            told = " but before"
        found[f"aspect {_strength(aspect)} missing{told}"] += 1
    yield from found.items()


def _changes_it(unasked: Set[str], entry: Entry, scene: Scene) -> bool:
    if not _NEVER_UNASKED.isdisjoint(unasked) or (_OVERDUE in unasked and entry.says(_LATE)):
        return True
    return not _NEVER_BESIDE.isdisjoint(unasked) and bool(unsaid(entry, scene))


def _strength(aspect: str) -> str:
    if aspect in _WEAK:
        return "weak"
    return "decisive" if aspect in DECISIVE else "plain"


def entry_signs(question: Question, entry: Entry, scene: Scene) -> Iterator[Sign]:
    """Tell whether the catalogue has both as one thing."""
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
        if not measures and entry.measure.scale is Scale.MONEY:
            # "GRDP" is not that of each head, though both are money.
            fits = entry.measure.scale in matcher.scales_of(sought.ids)
        never = NEVER if fits and entry.measure.scale is not Scale.RANK else ""
        yield f"{never}entry apart", 1.0
    else:
        yield "entry other", 1.0
