"""What is known of a number before any name is looked at.

``situate`` is the entry point.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from extract.grammar import Caseless
from extract.observe import cue
from extract.observe.frame import Reading, Site
from extract.observe.mask import MARKS, PLACE, SUBJECT
from extract.observe.name.right import is_denominator
from extract.observe.name.sort import sort_of
from extract.observe.name.stretch import gap
from extract.observe.name.syllable import FUNCTION_WORDS, telling_syllables
from extract.observe.name.vocabulary import vocabulary

_PRONOUN = Caseless(
    r"\b(?:tỷ lệ|con số|số|chỉ tiêu|chỉ số|mức|kết quả|số lượng|lượng)\s(?:này|đó|ấy|trên)\b",
)
_OWNED = re.compile(rf"[{PLACE}{SUBJECT}][^{MARKS},;]{{0,18}}$")
_MARK = re.compile(rf"[{MARKS}]")
_SUPERLATIVE = re.compile(r"nhất\b")
_WORD = re.compile(r"[^\W\d]\w*")
_CLAUSE_START = re.compile(r"[;:(]")
_LAST_OF_LEFT = 120
_LONGEST_SHAPE = 40


# Its sort; how many telling syllables of known names its clause has, at most 4, and of all, at most 6;
# whether a place stands before it, a verb of being, a noun behind it, a bracket around it.
Clause = tuple[str, int, int, bool, bool, bool, bool]
# Whether a superlative stands before it, none before it in its sentence, a whole behind it, a pronoun or a
# colon before it, and anything at all.
Marks = tuple[bool, bool, bool, bool, bool, bool]


@dataclass(frozen=True, slots=True)
class Situation:
    """What is known of a number before any name is looked at; syllables are bits of ``Looks.mask``.

    Attributes:
        sort: As ``sort.sort_of``.
        content: The telling syllables of the clause before the number.
        said: How many these are.
        common: Those that stand in several names of the catalogue.
        telling: How many these are, at most 4.
        shape: What stands before the number, in short.
        last: Syllables of the name told last; ``None`` at the start.
        around: Whether the number before stood in the same shape, whether it had the same unit,
            and the beginning of the shape.
    """

    sort: str
    clause: Clause
    marks: Marks
    content: int
    said: int
    common: int
    telling: int
    shape: str
    last: int | None
    around: tuple[bool, bool, str]
    title: int
    unit: str


def situate(reading: Reading, site: Site, *, noun_behind: bool) -> Situation:
    """Describe a number's surroundings.

    Args:
        reading: The passage.
        site: The number.
        noun_behind: Whether a noun phrase stands behind it.
    """
    left = reading.seen(site.left)
    clause = _CLAUSE_START.split(left)[-1]
    words = (word.lower() for word in _WORD.findall(_MARK.sub(" ", clause)))
    content = telling_words(word for word in words if word not in FUNCTION_WORDS)
    common = content & vocabulary().common
    telling = min(4, len(common))
    owned = _OWNED.search(left) is not None
    copula = cue.COPULA.search(cue.MARK_RUN.sub(" ", left)) is not None
    sort, unit = sort_of(site.quantity), site.quantity.unit
    marks = (
        _SUPERLATIVE.search(left) is not None,
        reading.first == len(reading.drafts),
        is_denominator(reading.named(site.right)),
        _PRONOUN.search(left) is not None,
        ":" in left,
        site.left.end > site.left.start,
    )
    frame = reading.frame
    mask = frame.looks.mask
    last = frame.told_names[-1] if frame.told_names else None
    shape = shape_of(left)
    parallel = last is not None and last.shape == shape
    same_unit = last is not None and last.unit == unit
    return Situation(
        sort,
        (sort, telling, min(len(content), 6), owned, copula, noun_behind, site.bracket is not None),
        marks,
        mask(content),
        len(content),
        mask(common),
        telling,
        shape,
        mask(telling_syllables(last.words)) if last else None,
        (parallel, same_unit, shape[:_LONGEST_SHAPE]),
        mask(telling_syllables(frame.title)) if frame.title else 0,
        unit,
    )


def shape_of(left: str) -> str:
    """Write what stands before a number, in short."""
    return gap(left[-_LAST_OF_LEFT:])


def telling_words(words: Iterable[str]) -> frozenset[str]:
    """Give the telling ones of some syllables; none where none are."""
    found = frozenset(words)
    return telling_syllables(" ".join(found)) if found else found
