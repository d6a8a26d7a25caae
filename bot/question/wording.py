"""Words of a question or an indicator -> one wording, cut into weighable terms.

``Wording.terms_of`` is the entry point. Phrases that mean the same ("qua mạng", "trực
tuyến") become one phrase first; what remains is syllables and pairs of neighbours, since
a pair tells "sản xuất" from "xuất khẩu". Empty words ("được", "bao nhiêu") make no term.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import extract
from extract.grammar import longest_of
from extract.text import canonical, fold
from extract.toml_table import load_toml

_TABLE = Path(extract.__file__).parent / "tables" / "wording.toml"
_SYLLABLE = re.compile(r"[^\W_]+")
# Counts by itself mean nothing, but "ký số" and "đổi số" do.
_DIGITAL = "số"
# What questions are made of is in every question; an article has it by chance.
_OFTEN = 4
_DIGITS = {"hai": "2", "ba": "3", "bốn": "4", "sáu": "6", "bảy": "7", "tám": "8", "chín": "9"}
# Areas and classes are numbered in Roman ("xã khu vực III"), but asked for in digits.
_DIGITS |= {"i": "1", "ii": "2", "iii": "3", "iv": "4"}
_WRITTEN = {
    digit: [word for word in _DIGITS if _DIGITS[word] == digit] for digit in _DIGITS.values()
}


class Wording:
    """The table of wordings, compiled.

    Attributes:
        phrases: Everything the table holds, as vocabulary for repairing typed words.
        empty: Syllables that say nothing of what is measured.
        soft: Syllables of verbs that may differ in one and the same indicator.
        fillers: Phrases around a question that ask for help.
    """

    def __init__(
        self,
        short: Mapping[str, str],
        same: Mapping[str, tuple[str, ...]],
        empty: frozenset[str],
        soft: frozenset[str],
        asking: tuple[str, ...],
        fillers: tuple[str, ...] = (),
        plain: tuple[str, ...] = (),
    ) -> None:
        """Compile the table; see ``wording.toml`` for its parts."""
        self.phrases = (
            *same,
            *(v for variants in same.values() for v in variants),
            *empty,
            *(*asking, *fillers) * _OFTEN,
        )
        self.fillers = _alternation(fillers) if fillers else None
        self.empty = empty
        self.soft = soft
        self._plain = _alternation(plain) if plain else None
        self._short = dict(short)
        self._short_form = _alternation(self._short)
        self._standard = {variant: head for head, variants in same.items() for variant in variants}
        self._variant = _alternation((*self._standard, *same))
        self._made = _made_of(same)

    def spelled_out(self, text: str) -> str:
        """Write out the short forms of typed questions ("bn" is "bao nhiêu")."""
        folded = fold(text)
        pieces: list[str] = []
        end = 0
        for match in self._short_form.finditer(folded):
            pieces += text[end : match.start()], self._short[match[0]]
            end = match.end()
        return "".join((*pieces, text[end:]))

    def standard(self, text: str) -> str:
        """Replace each phrase of the table by the one that stands for it.

        Args:
            text: Canonical; capitals do not count.
        """
        return self._variant.sub(lambda match: self._standard.get(match[0], match[0]), text.lower())

    def without_plain(self, text: str) -> str:
        """Take out the phrases whose words do not change what is measured, as they do elsewhere.

        Args:
            text: In lower case.
        """
        return self._plain.sub(" ", text) if self._plain else text

    def may_hold(self, text: str, phrase: str) -> bool:
        """Tell whether a text may hold a phrase once it is in one wording; mostly it may not.

        To bring a text into one wording takes much longer.

        Args:
            text: In lower case.
            phrase: In the wording of the table, with one blank between words.
        """
        for word in phrase.split():
            if word not in text:
                for variant in self._made.get(word, ()):
                    if variant in text:
                        break
                else:
                    return False
        return True

    def terms_of(self, text: str) -> dict[str, None]:
        """Cut a text into terms, in order of first appearance.

        Args:
            text: Canonical, abbreviations written out.

        Returns:
            Syllables that are not empty, and pairs ``a_b`` of neighbours that are not; a
            ``dict`` for its order.
        """
        terms: dict[str, None] = {}
        previous = ""
        for syllable in _SYLLABLE.findall(self.standard(text)):
            syllable = _DIGITS.get(syllable, syllable)
            full = syllable not in self.empty
            if full:
                terms[syllable] = None
            if previous and (full or syllable == _DIGITAL):
                terms[f"{previous}_{syllable}"] = None
            previous = syllable if full else ""
        return terms

    def written(self, syllable: str) -> tuple[str, ...]:
        """Give the words of texts that become a syllable among their terms."""
        return (syllable, *_WRITTEN.get(syllable, ()))

    def pairs_of(self, phrase: str) -> tuple[str, ...]:
        """Give the pairs that are among the terms of every text that holds a phrase.

        Args:
            phrase: In the wording of the table, with one blank between words.

        Returns:
            In order; none for a single word, or where an empty word or a number is among them.
        """
        words = phrase.split()
        if any(word in self.empty or word in _DIGITS for word in words):
            return ()
        return tuple(f"{one}_{other}" for one, other in pairwise(words))


@lru_cache(maxsize=1)
def load_wording() -> Wording:
    """Load the table; it is read once."""
    table = load_toml(_TABLE)
    return Wording(
        {fold(short): long for short, long in table["short"].items()},
        {
            canonical(head).text.lower(): tuple(canonical(v).text.lower() for v in variants)
            for head, variants in table["same"].items()
        },
        frozenset(canonical(table["empty"]["words"]).text.split()),
        frozenset(canonical(table["soft"]["words"]).text.split()),
        tuple(canonical(phrase).text for phrase in table["asking"]["phrases"]),
        tuple(canonical(phrase).text for phrase in table["filler"]["phrases"]),
        tuple(canonical(phrase).text for phrase in table["plain"]["phrases"]),
    )


def _made_of(same: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """Give for each syllable the phrases in whose place it may come."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for head, variants in same.items():
        for syllable in _SYLLABLE.findall(head):
            found[syllable] |= dict.fromkeys(variants)
    return {syllable: tuple(variants) for syllable, variants in found.items()}


def _alternation(phrases: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{longest_of(phrases)})(?!\w)")
