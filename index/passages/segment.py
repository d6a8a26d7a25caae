"""Text -> the terms that are indexed and asked for; one function for passages and questions.

``cut`` is the entry point: syllables and neighbouring pairs, as written and, by
``Cut.folded``, without diacritics, so that each of the four can be a field of the index
with frequencies of its own. ``words_of`` is the slow, optional cut into words by pyvi.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from extract.text import canonical, fold
from index.passages.words import load_tokenizer

# The same syllables come again and again.
_fold = lru_cache(maxsize=1 << 15)(fold)
_SYLLABLE = re.compile(r"[^\W_]+")
# Numbers, dates, document numbers: "22,61", "01/10/2025", "76/2025/NĐ-CP". Bound to a
# word's start and possessive, so that a line without spaces costs no more.
_WHOLE = re.compile(r"(?<![^\W_])[^\W_]++(?:[.,/-][^\W_]++)+")
_DIGIT = re.compile(r"\d")

# What asks, and names nothing that a passage could say.
_QUESTION_PHRASES = tuple(
    tuple(phrase.split())
    for phrase in (
        *("được bao nhiêu", "là bao nhiêu", "bao nhiêu", "bao lâu", "bao xa", "là mấy", "mấy"),
        *("là như thế nào", "như thế nào", "thế nào", "ra sao", "làm sao", "tại sao", "vì sao"),
        *("từ bao giờ", "bao giờ", "khi nào", "lúc nào", "ở đâu", "nơi nào", "chỗ nào", "đâu là"),
        *("là cái gì", "cái gì", "điều gì", "những gì", "việc gì", "là gì", "gì", "cái nào", "nào"),
        *("là những ai", "những ai", "người nào", "là ai", "có phải", "phải không", "đúng không"),
        *("hay không", "được không", "hay chưa", "cho tôi hỏi", "cho hỏi", "xin hỏi", "nhỉ", "ạ"),
        *("xin cho biết", "hãy cho biết", "cho tôi biết", "cho biết", "làm ơn"),
    )
)
_LONGEST_PHRASE = max(map(len, _QUESTION_PHRASES))
_AS_WRITTEN = frozenset(_QUESTION_PHRASES)
# A single word without its mark can be another ("may" is a machine): only these are plain.
_WITHOUT_MARKS = frozenset(
    tuple(map(fold, phrase)) for phrase in _QUESTION_PHRASES if len(phrase) > 1
) | {("gi",), ("nao",)}


@dataclass(frozen=True, slots=True)
class Cut:
    """A text, cut into terms.

    Attributes:
        runs: Syllables and numbers in lower case, in order; a new run where something was
            left out between them.
        wholes: Numbers, dates and document numbers as one piece, beside their parts.
    """

    runs: tuple[tuple[str, ...], ...]
    wholes: tuple[str, ...] = ()

    @property
    def terms(self) -> list[str]:
        """Syllables, then the whole numbers; each as often as in the text."""
        return [syllable for run in self.runs for syllable in run] + list(self.wholes)

    @property
    def pairs(self) -> list[str]:
        """Neighbouring syllables, joined by ``_``."""
        return [f"{a}_{b}" for run in self.runs for a, b in itertools.pairwise(run)]

    def folded(self) -> Cut:
        """Make the same cut without diacritics."""
        return Cut(
            tuple(tuple(map(_fold, run)) for run in self.runs), tuple(map(fold, self.wholes))
        )


def cut(text: str, *, question: bool = False) -> Cut:
    """Cut a text into terms.

    Args:
        text: A text in canonical form.
        question: Whether to leave out the words that only ask ("bao nhiêu", "thế nào"). A
            question made of nothing else is kept whole.
    """
    lowered = text.lower()
    syllables = tuple(_SYLLABLE.findall(lowered))
    runs = (_without_question_words(syllables) if question else ()) or (syllables,)
    # Most texts have no number, and to look for what holds together takes as long as to cut.
    found = _WHOLE.findall(lowered) if _DIGIT.search(lowered) else ()
    return Cut(runs, tuple(whole for whole in found if _DIGIT.search(whole)))


def letters_of(text: str) -> list[str]:
    """Cut a text into syllables and numbers without diacritics, and nothing else; see ``cut``."""
    return list(map(_fold, _SYLLABLE.findall(text.lower())))


def count_telling(text: str) -> int:
    """Count the syllables and numbers that do more than ask; 0 for "vì sao?"."""
    syllables = tuple(_SYLLABLE.findall(text.lower()))
    return sum(map(len, _without_question_words(syllables)))


def words_of(text: str) -> list[str]:
    """Cut a text into words by pyvi, in lower case, syllables joined by ``_``.

    Args:
        text: Any text. It is cut at line ends first, since pyvi's time grows faster than
            the length of what it is given.

    Returns:
        The words in order, without punctuation; empty for a text without letters.
    """
    tokenize = _pyvi()
    pieces = [
        _SYLLABLE.findall(piece.lower())
        for line in text.splitlines()
        for piece in tokenize(canonical(line).text)
    ]
    return ["_".join(syllables) for syllables in pieces if syllables]


def known_words_of(syllables: Sequence[str], is_word: Callable[[str], bool]) -> list[str]:
    """Cut syllables into the longest words that a corpus is known to hold.

    This is how a question meets words cut by pyvi: to load pyvi for one question would
    take longer than all the rest of the answer.

    Args:
        syllables: A run of syllables, in lower case.
        is_word: Tells whether the corpus holds a word as ``words_of`` gives it.
    """
    words: list[str] = []
    start = 0
    while start < len(syllables):
        end = next(
            (e for e in range(start + 4, start + 1, -1) if is_word("_".join(syllables[start:e]))),
            start + 1,
        )
        words.append("_".join(syllables[start:end]))
        start = min(end, len(syllables))
    return words


@lru_cache(maxsize=1)
def _pyvi() -> Callable[[str], list[str]]:
    return load_tokenizer()


def _without_question_words(syllables: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    runs: list[list[str]] = [[]]
    position = 0
    while position < len(syllables):
        length = _question_phrase_at(syllables, position)
        if length:
            runs.append([])
        else:
            runs[-1].append(syllables[position])
        position += length or 1
    return tuple(tuple(run) for run in runs if run)


def _question_phrase_at(syllables: tuple[str, ...], position: int) -> int:
    for length in range(_LONGEST_PHRASE, 0, -1):
        written = syllables[position : position + length]
        if len(written) == length and (written in _AS_WRITTEN or written in _WITHOUT_MARKS):
            return length
    return 0
