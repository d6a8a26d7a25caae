"""What is known of a number before any name is looked at.

``situate`` is the entry point.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from extract.observe import cue
from extract.observe.frame import Reading, Site
from extract.observe.mask import MARKS, PLACE, SUBJECT
from extract.observe.name import naming
from extract.observe.name.proposal import telling_syllables
from extract.observe.name.sort import sort_of
from extract.observe.name.stretch import FUNCTION_WORDS, gap
from extract.observe.name.vocabulary import vocabulary

_PRONOUN = re.compile(
    r"\b(?:tỷ lệ|con số|số|chỉ tiêu|chỉ số|mức|kết quả|số lượng|lượng)\s(?:này|đó|ấy|trên)\b",
    re.IGNORECASE,
)
_OWNED = re.compile(rf"[{PLACE}{SUBJECT}][^{MARKS},;]{{0,18}}$")
_MARK = re.compile(rf"[{MARKS}]")
_SUPERLATIVE = re.compile(r"nhất\b")
_WORD = re.compile(r"[^\W\d]\w*")
_CLAUSE_START = re.compile(r"[;:(]")
_LAST_OF_LEFT = 120


@dataclass(frozen=True, slots=True)
class Situation:
    """What is known of a number before any name is looked at.

    Attributes:
        sort: As ``proposal.sort_of``.
        signs: What holds for every name of a source, alone and two or three at a time.
        content: The telling syllables of the clause before the number.
        common: Those that stand in several names of the catalogue.
        telling: How many these are, at most 4.
        shape: What stands before the number, in short.
        last: Syllables of the name told last; ``None`` at the start.
        parallel: Whether the number before stood in the same shape.
        same_unit: Whether it had the same unit.
        pairs: How often each pair of neighbouring syllables stands in the article.
    """

    sort: str
    signs: tuple[str, ...]
    content: frozenset[str]
    common: frozenset[str]
    telling: int
    shape: str
    last: frozenset[str] | None
    parallel: bool
    same_unit: bool
    title: frozenset[str]
    unit: str
    pairs: Counter[tuple[str, str]]


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
    said = min(len(content), 6)
    owned = _OWNED.search(left) is not None
    copula = cue.COPULA.search(cue.MARK_RUN.sub(" ", left)) is not None
    bracket = site.bracket is not None
    sort = sort_of(site.quantity)
    first = reading.first == len(reading.drafts)
    signs = (
        sort,
        f"nci{telling}",
        f"nci{min(telling, 2)}nc{min(said, 4)}pl{owned:d}",
        f"sup{_SUPERLATIVE.search(left) is not None:d}",
        f"nc{said}",
        f"pl{owned:d}",
        f"cop{copula:d}",
        f"rn{noun_behind:d}",
        f"br{bracket:d}",
        f"1st{first:d}",
        f"den{naming.is_denominator(reading.named(site.right)):d}",
        f"pron{_PRONOUN.search(left) is not None:d}",
        f"col{':' in left:d}",
        *(() if site.left.end > site.left.start else ("noleft",)),
        f"{sort}|nc{min(said, 3)}|rn{noun_behind:d}|pl{owned:d}",
        f"{sort}|cop{copula:d}|rn{noun_behind:d}|br{bracket:d}",
    )
    told = reading.frame.told_names
    last = told[-1] if told else None
    shape = shape_of(left)
    title = reading.frame.title
    return Situation(
        sort,
        signs,
        content,
        common,
        telling,
        shape,
        telling_syllables(last.words) if last else None,
        last is not None and last.shape == shape,
        last is not None and last.unit == site.quantity.unit,
        telling_syllables(title) if title else frozenset(),
        site.quantity.unit,
        reading.frame.pairs,
    )


def shape_of(left: str) -> str:
    """Write what stands before a number, in short."""
    return gap(left[-_LAST_OF_LEFT:])


def telling_words(words: Iterable[str]) -> frozenset[str]:
    """Give the telling ones of some syllables; none where none are."""
    found = frozenset(words)
    return telling_syllables(" ".join(found)) if found else found
