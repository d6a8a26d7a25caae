"""Unicode NFC and spelling folds, with a map back to the original.

``canonical`` is the entry point: every reader works on its output, in which each letter is
one character, so that a fold keeps positions. ``fold`` drops diacritics; ``lenient``
writes a pattern that matches with and without them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate, product
from typing import NamedTuple

from extract.models import Span

_TONES = "\u0300\u0301\u0303\u0309\u0323"


_VOWELS = "aăâeêioôơuưy"
LOWER = "a-zđ" + "".join(
    unicodedata.normalize("NFC", vowel + tone) for vowel in _VOWELS for tone in ("", *_TONES)
)
"""Every lower-case Vietnamese letter, to stand inside a character class."""
UPPER = "A-Z" + LOWER[3:].upper()
"""Every capital Vietnamese letter, to stand inside a character class."""


def _tone_pairs() -> dict[str, str]:
    """Pairs of letters with the tone on the second ("oà") -> on the first ("òa")."""
    pairs = {}
    for vowels in ("oa", "oe", "uy"):
        for tone in _TONES:
            for written in (vowels, vowels.upper(), vowels.capitalize()):
                new = unicodedata.normalize("NFC", written[0] + tone + written[1])
                pairs[unicodedata.normalize("NFC", written + tone)] = new
    return pairs


_TONE_PAIRS = _tone_pairs()
# Only at the end of a syllable (hoàn keeps its place).
_TONED_LAST = re.compile(
    rf"[oOuU][{''.join(dict.fromkeys(pair[1] for pair in _TONE_PAIRS))}](?!\w)"
)

_BETWEEN_WORDS = re.compile(r"([\W_]+)")

_INVISIBLE = frozenset("\u200b\u200c\u200d\u2060\ufeff\u00ad\x00")
# What makes the form of a text uneven, and letters that may combine with those beside them.
_UNEVEN = re.compile(
    rf"\s\s|[^\S ]|[{re.escape(''.join(sorted(_INVISIBLE)))}]|[^\x00-\u02ff\u1e00-\u1eff\u2002-\u20cf\u25a0-\u27bf]"
)


class Canonical(NamedTuple):
    """A text in canonical form.

    Attributes:
        text: NFC, one place for the tone mark, one space for a run of white space (a tab
            where the run holds one, so that table columns survive), nothing invisible, no
            white space at either end.
        offsets: For each character of ``text``, its index in the original, and at the end
            the index behind the last one.
    """

    text: str
    offsets: tuple[int, ...]

    def span_in_original(self, span: Span) -> Span:
        """Map a stretch of ``text`` to the original, combining marks included."""
        return Span(self.offsets[span.start], self.offsets[span.end])


def canonical(text: str, start: int = 0) -> Canonical:
    """Bring a text into canonical form.

    Args:
        text: Any text.
        start: Index of its first character in the text that the offsets shall count in.
    """
    inner = text.strip()
    if not _UNEVEN.search(inner):
        first = start + len(text) - len(text.lstrip()) if inner else start
        return Canonical(_with_tones_placed(inner), tuple(range(first, first + len(inner) + 1)))
    letters: list[str] = []
    offsets: list[int] = []
    gap: int | None = None
    gap_letter = " "
    end = start
    for first, cluster in _clusters(text):
        if cluster.isspace():
            if gap is None:
                gap, gap_letter = first, " "
            if "\t" in cluster:
                gap_letter = "\t"
            continue
        if gap is not None and letters:
            letters.append(gap_letter)
            offsets.append(start + gap)
        gap = None
        end = start + first + len(cluster)
        composed = unicodedata.normalize("NFC", cluster)
        # Marks that do not compose with their letter keep places of their own.
        shift = len(cluster) - len(composed)
        for index, letter in enumerate(composed):
            letters.append(letter)
            offsets.append(start + first + (max(0, index + shift) if index else 0))
    offsets.append(end)
    joined = "".join(letters)
    return Canonical(_with_tones_placed(joined), tuple(offsets))


def canonical_text(text: str) -> str:
    """Give the ``text`` of what ``canonical`` gives."""
    inner = text.strip()
    return canonical(text).text if _UNEVEN.search(inner) else _with_tones_placed(inner)


def _clusters(text: str) -> Iterator[tuple[int, str]]:
    """Split a text into letters with their combining marks, leaving invisible ones out."""
    start = 0
    while start < len(text):
        end = start + 1
        while end < len(text) and unicodedata.combining(text[end]):
            end += 1
        if text[start] not in _INVISIBLE:
            yield start, text[start:end]
        start = end


def _with_tones_placed(text: str) -> str:
    return _TONED_LAST.sub(_placed, text)


def _placed(match: re.Match[str]) -> str:
    # After q, the u is no vowel: quý is not qúy.
    after_q = match.start() and match.string[match.start() - 1] in "qQ"
    return match[0] if after_q else _TONE_PAIRS.get(match[0], match[0])


class _FoldTable(dict[int, str]):
    """For ``str.translate``: each letter to its lower-case base letter, one for one."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        base = unicodedata.normalize("NFD", letter)[0]
        lowered = {"đ": "d", "Đ": "d"}.get(base, base).lower()
        folded = lowered if len(lowered) == 1 else base
        self[code] = folded
        return folded


_FOLD_TABLE = _FoldTable()


def fold(text: str) -> str:
    """Drop diacritics and capitals; the result has the length of a canonical ``text``."""
    return text.translate(_FOLD_TABLE)


# All who read a passage cut it the same way.
@lru_cache(maxsize=256)
def cut_words(text: str) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """Cut a text into words: runs of letters and digits.

    Returns:
        Where each starts, and the words in lower case; in order.
    """
    pieces = _BETWEEN_WORDS.split(in_lower_case(text))
    if not pieces[-1]:
        del pieces[-2:]
    ends = tuple(accumulate(map(len, pieces)))
    first = 0 if pieces and pieces[0] else 2
    starts = ends[first - 1 :: 2] if first else (0, *ends[1::2])
    return starts, tuple(pieces[first::2])


def in_lower_case(text: str) -> str:
    """Give a text in lower case, letter for letter, so that positions hold in both."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)


_MARKED = re.compile(f"[{''.join(c for c in (LOWER + UPPER) if not c.isascii())}]")


def has_marks(text: str) -> bool:
    """Tell whether any letter carries a Vietnamese mark."""
    if _MARKED.search(text):
        return True
    return not text.isascii() and fold(text) != text.lower()


@lru_cache(maxsize=4096)
def _letter_class(letter: str) -> str:
    without_tone = unicodedata.normalize(
        "NFC", "".join(c for c in unicodedata.normalize("NFD", letter) if c not in _TONES)
    )
    return "".join(dict.fromkeys((letter, without_tone, fold(letter))))


def spellings(word: str) -> Iterator[str]:
    """Give all that ``lenient`` makes of a word of letters in lower case."""
    return map("".join, product(*map(_letter_class, word)))


def lenient(pattern: str) -> str:
    """Write a pattern so that it matches with all, some or no diacritics.

    Args:
        pattern: A regular expression in fully marked lower-case Vietnamese. Its plain
            spaces come to match any white space.
    """
    out: list[str] = []
    in_class = False
    previous = ""
    for letter in pattern:
        escaped = previous == "\\"
        if letter == "[" and not escaped:
            in_class = True
        elif letter == "]" and not escaped:
            in_class = False
        if letter == " ":
            out.append(r"\s")
        elif letter.isascii():
            out.append(letter)
        else:
            letters = _letter_class(letter)
            out.append(letters if in_class else f"[{letters}]")
        previous = "" if escaped else letter
    return "".join(out)
