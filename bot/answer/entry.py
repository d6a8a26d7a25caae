"""An observation -> the terms, aspects and measure by which questions find it.

``Entry`` wraps an observation. It computes a thing when it is first asked for: most observations
are never looked at closely. Texts are read by ``bot.answer.describer``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.answer.clause import clause_around
from bot.answer.everybody import is_everybody
from bot.answer.once import once
from bot.question.measure import Measure, measure_of
from bot.question.siblings import Member, load_siblings
from bot.question.when import marks, newest, period_of
from extract.abbreviation import expand
from extract.text import canonical_text
from index.lookup import SURELY, Field, Kept, rank_of
from index.models import Order, StoredObservation

if TYPE_CHECKING:
    from bot.answer.describer import Describer

# Words of a phrase, found apart, may say something else.
TORN = 0.05
# Name of the rule by which a number takes the indicator of the number before it.
_INHERITED = "inherited"

WHOLE, PART = "whole", "part"
OUTER, INNER, NOWHERE = "outer", "inner", "nowhere"
"""Sorts of observations beside their kinds: of a place or a part of it (an office, a group); of a
province, region or the country, of a place in a province, of none."""

# What a share is a share of is often left unsaid.
_WHOLE = re.compile(r"\s(?:trên|so với|trong) (?:tổng|toàn bộ|số)\b.*")
_IN_SENTENCE = frozenset((Field.CLAUSE, Field.QUOTE))
_WORD = re.compile(r"\w+")
MOST_TEXTS = 5_000
"""Texts and names described last; those of one answer must all be among them."""


class Entry:
    """An observation with what the matcher needs of it.

    Attributes:
        stored: The observation with its citation.
        observation: The observation itself.
    """

    def __init__(
        self,
        stored: StoredObservation,
        describer: Describer,
        kept: Kept | None = None,
    ) -> None:
        """Wrap an observation; see ``Describer.describe``."""
        self._describer = describer
        self._kept = kept
        self.stored = stored
        self.observation = stored.observation

    @once
    def name(self) -> str:
        """Its indicator, abbreviations written out."""
        return written_out(self.observation.indicator)

    @once
    def terms(self) -> dict[str, None]:
        """Terms of the name."""
        return self._describer.terms(self.observation.indicator)

    @once
    def core(self) -> dict[str, None]:
        """Terms of the name without what it is a share of."""
        return self._describer.terms(_WHOLE.sub("", self.name))

    @once
    def measure(self) -> Measure:
        """What it is counted in."""
        return measure_of(self.observation.unit)

    @once
    def day(self) -> int:
        """The last day that it is of, as ``date.toordinal`` counts; 1 where it is unknown."""
        return newest(self.observation)[0].toordinal()

    @once
    def rank(self) -> int:
        """The number by which the newer come first."""
        return rank_of(self.day, self.order)

    @once
    def times(self) -> frozenset[str]:
        """Marks of its period; see ``bot.question.when.marks``."""
        period = period_of(self.observation.period)
        return marks(period) if period is not None else frozenset()

    @once
    def sorts(self) -> frozenset[str]:
        """Words for what sort of number it is; see ``WHOLE`` and below."""
        own = self.observation
        told = (
            str(own.kind),
            WHOLE if self.part is None else PART,
            NOWHERE if own.place is None else INNER if own.province is not None else OUTER,
        )
        return frozenset(told)

    @once
    def fields(self) -> Mapping[str, Field]:
        """Every term that the observation accounts for, with the surest field that holds it."""
        if self._kept is not None:
            return self._kept.fields
        describer, citation = self._describer, self.stored.citation
        held = (
            (Field.TITLE, describer.terms(citation.title)),
            (Field.QUOTE, self.quote),
            (Field.CLAUSE, self.beside),
            (Field.ALIAS, describer.aliases(self)),
            (Field.UNIT, describer.terms(self.observation.unit)),
            (Field.SUBJECT, self.subject),
            (Field.NAME, self.terms),
        )
        found: dict[str, Field] = {}
        for field, terms in held:
            found.update(dict.fromkeys(terms, field))
        return found

    def holds(self, phrase: str, apart: float) -> float:
        """Tell how surely an observation holds a phrase, 0 to 1.

        Args:
            phrase: As ``spaced`` writes it, in the wording of the table of wordings.
            apart: How surely it holds the words of the phrase, each for itself.
        """
        if self.says(phrase):
            return SURELY[Field.NAME]
        return apart if self._tells(phrase) else apart - TORN

    def _tells(self, phrase: str) -> bool:
        # Mostly the terms show it, and the sentence need not be brought into canonical form.
        pairs = self._describer.pairs(phrase)
        held = [self.fields.get(pair, Field.TITLE) for pair in pairs]
        if Field.TITLE in held:
            return False
        if len(held) == 1 and held[0] in _IN_SENTENCE:
            return True
        may_be = self._describer.wording.may_hold(self._sentence_letters, phrase)
        return may_be and f" {phrase} " in self._sentence

    def says(self, phrase: str) -> bool:
        """Tell whether name, subject or unit hold a phrase; as for ``holds``."""
        return f" {phrase} " in self._named

    @once
    def members(self) -> frozenset[Member]:
        """The members of exclusive kinds that the name holds."""
        return load_siblings().of(self._named)

    @once
    def members_nearby(self) -> frozenset[Member]:
        """The members of exclusive kinds that the sentence holds."""
        return load_siblings().of(self._sentence)

    @once
    def topics(self) -> frozenset[Member]:
        """The members that the title holds, where the name was given in another sentence."""
        if not self.observation.provenance.rule.startswith(_INHERITED):
            return frozenset()
        return self.titled

    @once
    def titled(self) -> frozenset[Member]:
        """The members that the title holds."""
        title = written_out(self.stored.citation.title)
        return load_siblings().of(f" {self._describer.said(title)} ")

    @once
    def _named(self) -> str:
        said, own = self._describer.said, self.observation
        named = said(self.name), said(written_out(own.subject or "")), said(own.unit)
        return " | ".join(("", *named, ""))

    @once
    def written(self) -> str:
        """Its sentence, abbreviations written out."""
        return self._kept.written if self._kept else written_out(self.stored.citation.quote)

    @once
    def _sentence_letters(self) -> str:
        return self.written.lower()

    @once
    def _sentence(self) -> str:
        return f" {self._describer.said(self.written)} "

    @property
    def order(self) -> Order:
        """What decides where nothing else does; see ``StoredObservation``."""
        return self.stored.order

    @property
    def inherits(self) -> bool:
        """Whether the indicator was named in a sentence before, not in its own."""
        return self.observation.provenance.rule == _INHERITED

    @once
    def compounds(self) -> frozenset[str]:
        """The syllables of the name that stand beside another one that tells."""
        return frozenset(s for term in self.terms if "_" in term for s in term.split("_"))

    @once
    def single(self) -> tuple[str, ...]:
        """The single syllables among the core terms."""
        return tuple(term for term in self.core if "_" not in term)

    @property
    def beside(self) -> dict[str, None]:
        """Terms of the part of the sentence around the number."""
        return self._describer.terms(self.clause)

    @property
    def quote(self) -> dict[str, None]:
        """Terms of the sentence."""
        return self._describer.terms(self.stored.citation.quote)

    @once
    def led(self) -> dict[str, None]:
        """Terms of the sentence up to the end of the clause; what follows is said of others."""
        _, end = self._clause_ends
        return self._describer.terms(self.stored.citation.quote[:end])

    @once
    def is_followed(self) -> bool:
        """Whether words stand behind the part of the sentence around the number."""
        _, end = self._clause_ends
        return _WORD.search(self.stored.citation.quote, end) is not None

    @once
    def subject(self) -> dict[str, None]:
        """Terms of the subject."""
        return self._describer.terms(self.observation.subject or "")

    @once
    def part(self) -> str | None:
        """The office or group that it is of; ``None`` where it is of the place as a whole."""
        subject = self.observation.subject
        return None if subject and is_everybody(subject) else subject

    @once
    def office(self) -> str:
        """The first syllable of the subject, which tells the kind of office."""
        return written_out(self.observation.subject or "").lower().split(" ", 1)[0]

    @once
    def subject_words(self) -> frozenset[str]:
        """All syllables of the subject, empty ones too."""
        subject = written_out(self.observation.subject or "")
        return frozenset(_WORD.findall(self._describer.wording.standard(subject)))

    @once
    def aspects(self) -> frozenset[str]:
        """What the name and subject say that changes what is measured."""
        return self._describer.aspects(f"{self.name} . {self.observation.subject or ''}")

    @once
    def nearby_aspects(self) -> frozenset[str]:
        """What the sentence says of it, perhaps of a neighbour."""
        return self._describer.aspects(canonical_text(self.stored.citation.quote))

    @once
    def ids(self) -> tuple[str, ...]:
        """Entries of the catalogue that bear this name."""
        return self._describer.ids(self.name, self.observation.unit)

    def is_same_entry(self, other: Entry) -> bool | None:
        """Tell whether the catalogue has both as one thing; ``None`` where it lacks either."""
        if not self.ids or not other.ids:
            return None
        return not set(self.ids).isdisjoint(other.ids)

    def is_led_by(self, syllable: str) -> bool:
        """Tell whether what leads its sentence holds a syllable; see ``bot.answer.context``."""
        return any(map(self.is_led_by_phrase, self._describer.wording.written(syllable)))

    def is_led_by_phrase(self, phrase: str) -> bool:
        """Tell whether what leads its sentence holds a phrase; as for ``holds``."""
        may_be = self._describer.wording.may_hold(self._lead_letters, phrase)
        return may_be and f" {phrase} " in self._spoken_before

    @once
    def aspects_before(self) -> frozenset[str]:
        """What leads its sentence says of it, perhaps of another."""
        return self._describer.aspects(self._lead)

    @once
    def members_before(self) -> frozenset[Member]:
        """The members of exclusive kinds that what leads its sentence holds."""
        return load_siblings().of(self._spoken_before)

    @once
    def _lead(self) -> str:
        return written_out(self._describer.before(self.stored))

    @once
    def _lead_letters(self) -> str:
        return self._lead.lower()

    @once
    def _spoken_before(self) -> str:
        return f" {self._describer.said(self._lead)} "

    @once
    def clause(self) -> str:
        """The part of the sentence around the number that holds no other's."""
        start, end = self._clause_ends
        return self.stored.citation.quote[start:end]

    @once
    def _clause_ends(self) -> tuple[int, int]:
        own = self.stored.citation
        return clause_around(own.quote, own.number_start - own.start, own.number_end - own.start)


@lru_cache(maxsize=MOST_TEXTS)
def written_out(text: str) -> str:
    """Bring a text into canonical form, abbreviations written out."""
    return expand(canonical_text(text))
