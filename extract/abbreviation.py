"""Abbreviations of officials' Vietnamese: "TTHC" -> thủ tục hành chính.

``find_abbreviations`` finds them, ``expand`` writes them out so that names can be compared.
Letters that stand for several things are decided by the words around, as listed in
``tables/abbreviation_senses.csv``; undecided ones keep their letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum
from functools import cache, lru_cache

from extract.lexicon import AbbreviationRow, SenseRow, load_abbreviations, load_senses
from extract.models import AbbreviationMention, Span
from extract.text import fold, lenient

_TOKEN = re.compile(r"(?<![\w/&])(?<!\w[.\-])[^\W_]+(?:[&.\-][^\W_]+)*%?")
# A syllable that could be a Vietnamese word is taken for one when typed in small letters.
_SYLLABLE = re.compile(
    r"(?:[bcdghklmnpqrstvx]|ch|gh|gi|kh|ng|ngh|nh|ph|qu|th|tr)?[aeiouy]{1,3}(?:c|ch|m|n|ng|nh|p|t)?"
)
_POINT = re.compile(r"\. ?(?=\w)")
_AFTER_DIGIT = frozenset({"tr", "k", "đ", "trđ", "tỷ đ", "đ%"})
_NEVER_EXPANDED = frozenset({"unit", "product"})
_LONGEST = 3
_SHORTEST_SMALL = 3
_SIGHT = 32
_LONGEST_EXPANSION = 120


def find_abbreviations(text: str) -> list[AbbreviationMention]:
    """Find the abbreviations in a text.

    Args:
        text: In canonical form. Capitals may be missing where the letters are no word.

    Returns:
        Mentions in order of position; none overlap. ``ambiguous`` ones carry their commonest
        expansion. Document numbers ("57-NQ/TW") hold none.
    """
    found: list[AbbreviationMention] = []
    if not _may_hold_any(text):
        return found
    tokens = list(_TOKEN.finditer(text))
    position = 0
    for index, token in enumerate(tokens):
        if token.start() < position or not _may_begin(token[0]):
            continue
        for end in _ends(text, tokens, index):
            mention = _read(text, Span(token.start(), end))
            if mention is not None:
                found.append(mention)
                position = end
                break
    return found


@lru_cache(maxsize=4096)
def _may_begin(word: str) -> bool:
    """Whether an abbreviation may begin with a word; nearly all words are ruled out by it."""
    letters = fold(word)
    return "." in word or letters in _by_folded() or _first_word(letters) in _first_words()


def _may_hold_any(text: str) -> bool:
    """Whether a text may hold an abbreviation at all; most do not."""
    words = text.split()
    begun = list(map(_begun_in, words))
    if _Begun.WHOLE in begun:
        return True
    if _Begun.PART not in begun:
        return False
    following = zip(begun, words[1:], strict=False)
    return any(part is _Begun.PART and _goes_on(word) for part, word in following)


class _Begun(Enum):
    """What of an abbreviation a word between blanks may hold: all, the first word, nothing."""

    WHOLE, PART, NOTHING = range(3)


@lru_cache(maxsize=1 << 14)
def _begun_in(word: str) -> _Begun:
    tokens = _TOKEN.findall(word)
    if any(_known(letters) for token in tokens for letters in (token, token.partition(".")[0])):
        return _Begun.WHOLE
    is_part = any(_first_word(token) in _first_words() for token in tokens)
    return _Begun.PART if is_part else _Begun.NOTHING


@lru_cache(maxsize=1 << 12)
def _goes_on(word: str) -> bool:
    tokens = _TOKEN.findall(word)
    return bool(tokens) and fold(tokens[0]) in _second_words()


def _ends(text: str, tokens: list[re.Match[str]], index: int) -> Iterator[int]:
    """Yield where an abbreviation may end: after further words, this word, its first piece."""
    here = tokens[index]
    if _first_word(here[0]) in _first_words():
        for last in range(min(index + _LONGEST, len(tokens)) - 1, index, -1):
            yield tokens[last].end()
    yield here.end()
    if "." in here[0]:
        yield here.start() + here[0].index(".")


def _read(text: str, span: Span) -> AbbreviationMention | None:
    letters = text[span.start : span.end]
    if text[span.end : span.end + 1] in ("/", "&") and text[span.end + 1 : span.end + 2].isalnum():
        return None
    row = _known(letters)
    if row is None or not _stands_right(row, text, span):
        return None
    if not row.ambiguous:
        return AbbreviationMention(span, row.expansion)
    sense = _sense(row, text, span)
    if sense is None:
        # Two small letters alone say nothing.
        return AbbreviationMention(span, row.expansion, True) if letters == row.letters else None
    return AbbreviationMention(span, sense.expansion) if sense.expansion else None


def _known(letters: str) -> AbbreviationRow | None:
    return _by_letters().get(letters) or _small(letters)


def expand(text: str) -> str:
    """Write out the abbreviations of a text, leaving undecided ones as they are.

    A head that would come twice is written once ("chỉ số PCI"), and an abbreviation in
    brackets behind its own words is dropped. Units of money stay, too: they are no names.
    """
    out: list[str] = []
    position = 0
    for mention in find_abbreviations(text):
        start, end = mention.span.start, mention.span.end
        row = _by_letters().get(text[start:end])
        if mention.ambiguous or (row is not None and _keeps_letters(row)):
            continue
        before = text[position:start]
        behind = ("".join(out[-2:]) + before)[-_LONGEST_EXPANSION:]
        bracketed = before.endswith("(") and text[end : end + 1] == ")"
        if bracketed and fold(behind[:-1]).rstrip().endswith(fold(mention.expansion)):
            out.append(before[:-1].rstrip())
            position = end + 1
            continue
        out += [before, _without_head(behind, mention.expansion)]
        position = end
        pointed = _POINT.match(text, position)
        if pointed and row is not None and row.kind == "place":
            # "TP.Cà Mau": the point belongs to the letters.
            out.append(" ")
            position = pointed.end()
    return "".join((*out, text[position:]))


def _keeps_letters(row: AbbreviationRow) -> bool:
    return row.kind in _NEVER_EXPANDED and not row.ambiguous


def _without_head(before: str, expansion: str) -> str:
    words = expansion.split(" ")
    for length in range(len(words) - 1, 0, -1):
        head = fold(" ".join(words[:length])) + " "
        if fold(before).endswith(head) and not fold(before)[: -len(head)][-1:].isalnum():
            return " ".join(words[length:])
    return expansion


@cache
def _by_letters() -> dict[str, AbbreviationRow]:
    rows: dict[str, AbbreviationRow] = {}
    for row in load_abbreviations():
        rows.setdefault(row.letters, row)
    return rows


@cache
def _by_folded() -> dict[str, AbbreviationRow]:
    rows: dict[str, AbbreviationRow] = {}
    for row in load_abbreviations():
        rows.setdefault(fold(row.letters), row)
    return rows


@cache
def _first_words() -> frozenset[str]:
    return frozenset(_first_word(letters) for letters in _by_letters() if " " in letters)


@cache
def _second_words() -> frozenset[str]:
    return frozenset(fold(letters).split(" ")[1] for letters in _by_letters() if " " in letters)


def _first_word(letters: str) -> str:
    return fold(letters).partition(" ")[0]


@lru_cache(maxsize=4096)
def _small(letters: str) -> AbbreviationRow | None:
    """Read letters that are not written as in the table ("tthc", "dvctt", "Papi")."""
    row = _by_folded().get(fold(letters))
    if row is None or (
        len(letters) < _SHORTEST_SMALL and not (row.ambiguous and letters.islower())
    ):
        return None
    looks_like_word = _SYLLABLE.fullmatch(fold(letters)) is not None
    return None if looks_like_word and row.kind != "indicator" else row


def _stands_right(row: AbbreviationRow, text: str, span: Span) -> bool:
    if row.letters in _AFTER_DIGIT:
        return re.search(r"\d ?$", text[max(0, span.start - 2) : span.start]) is not None
    if len(row.letters) == 1:
        # "P. Trưng Vương", "Q.3": a letter alone is none.
        return re.match(r"\. ?\w", text[span.end : span.end + 3]) is not None
    return True


def _sense(row: AbbreviationRow, text: str, span: Span) -> SenseRow | None:
    before = text[max(0, span.start - _SIGHT) : span.start]
    after = text[span.end : span.end + _SIGHT]
    senses = _senses().get(row.letters, ())
    for sense, _, pattern in senses:
        if pattern and pattern.match(after):
            return sense
    for sense, pattern, _ in senses:
        if pattern and pattern.search(before):
            return sense
    return None


_Sense = tuple[SenseRow, re.Pattern[str] | None, re.Pattern[str] | None]


@cache
def _senses() -> dict[str, list[_Sense]]:
    senses: dict[str, list[_Sense]] = {}
    for row in load_senses():
        before = _either(row.before, r"(?:^|(?<!\w))(?:{})[ .:]*$")
        after = _either(row.after, r"[ .:]?(?:{})(?!\w)")
        senses.setdefault(row.letters, []).append((row, before, after))
    return senses


def _either(words: tuple[str, ...], frame: str) -> re.Pattern[str] | None:
    # A pattern in brackets ("[A-ZĐ]") is about capitals; words may be typed either way.
    written = [word if "[" in word else f"(?i:{lenient(word)})" for word in words]
    return re.compile(frame.replace("{}", "|".join(written))) if words else None
