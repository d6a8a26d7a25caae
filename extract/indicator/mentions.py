"""Names of indicators standing in running text.

``MentionFinder.find`` is the entry point; ``extract.indicator.find_mentions`` asks it of the
catalogue in use. Syllables are looked up one after another in a tree of all names, so the
time depends on the text's length alone. An abbreviation stands for its words, and one that
only repeats the words before it in brackets ("... (GRDP)") belongs to them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from extract.abbreviation import find_abbreviations
from extract.lexicon import load_abbreviations
from extract.models import Span

# A comma is a token: a name runs over one only where it is written with it.
_TOKEN = re.compile(r"\w+|[^\w ]")
_BRACKETED = re.compile(r"\([^()]*\)")
_RESPELLED = {"tỉ": "tỷ"}
_NO_NAMES = frozenset({"unit", "product", "place", "period", "document"})
_LONGEST_LETTERS = 3
# Shorter ones are told from words by their capitals alone.
_SHORTEST_IN_SMALL = 4
_END = ""

# A node of the tree: the next syllables, and under ``_END`` the ids of the name that ends here.
_Node = dict[str, "_Node | tuple[str, ...]"]


@dataclass(frozen=True, slots=True)
class IndicatorMention:
    """A name of the catalogue in a text.

    Attributes:
        span: Where it stands, with an abbreviation in brackets that repeats it.
        ids: What it may mean, the default first; several where the name alone does not tell
            (``Catalogue.identify`` chooses by unit and sentence).
    """

    span: Span
    ids: tuple[str, ...]


class MentionFinder:
    """Finds names in texts."""

    def __init__(self, names: Mapping[str, tuple[str, ...]]) -> None:
        """Take in the names, each with the ids it stands for."""
        self._root: _Node = {}
        for name, ids in names.items():
            self._add(name, ids)
            plain = _BRACKETED.sub(" ", name)
            if plain != name and plain not in names:
                self._add(plain, ids)

    def find(self, text: str) -> list[IndicatorMention]:
        """Find the names in a text, the longest where several begin at one place.

        Args:
            text: In canonical form, with its marks; capitals do not count.

        Returns:
            Mentions in order of position; none overlap.
        """
        tokens = _TOKEN.findall(text)
        syllables = [_RESPELLED.get(token, token) for token in map(str.lower, tokens)]
        sources: Sequence[tuple[int, int]] | None = None
        if not _first_letters().isdisjoint(tokens):
            syllables, sources = _written_out(text, tokens, syllables)
        found = self._stretches(syllables)
        if not found:
            return []
        spans = [match.span() for match in _TOKEN.finditer(text)]
        mentions = []
        for first, last, ids in found:
            if sources is not None:
                first, last = sources[first][0], sources[last][1]
            mentions.append(IndicatorMention(Span(spans[first][0], spans[last][1]), ids))
        return mentions

    def _add(self, name: str, ids: tuple[str, ...]) -> None:
        node = self._root
        for syllable in _syllables(name):
            below = node.setdefault(syllable, {})
            assert isinstance(below, dict)
            node = below
        node.setdefault(_END, ids)

    def _stretches(self, syllables: list[str]) -> list[tuple[int, int, tuple[str, ...]]]:
        found: list[tuple[int, int, tuple[str, ...]]] = []
        root, count, behind = self._root, len(syllables), 0
        for start, syllable in enumerate(syllables):
            node = root.get(syllable)
            if node is None or start < behind:
                continue
            last, position = -1, start
            ids: tuple[str, ...] = ()
            while isinstance(node, dict):
                ending = node.get(_END)
                if isinstance(ending, tuple):
                    last, ids = position, ending
                position += 1
                node = node.get(syllables[position]) if position < count else None
            if last >= 0:
                found.append((start, last, ids))
                behind = last + 1
        return found


def _syllables(name: str) -> list[str]:
    return [_RESPELLED.get(token, token) for token in _TOKEN.findall(name.lower())]


def _written_out(
    text: str, tokens: list[str], syllables: list[str]
) -> tuple[list[str], list[tuple[int, int]]]:
    """Put the words of abbreviations in their place; tell from which tokens each comes."""
    out: list[str] = []
    sources: list[tuple[int, int]] = []
    at = 0
    for first, last, words in _letters(text, tokens):
        out += syllables[at:first]
        sources += ((index, index) for index in range(at, first))
        at = last + 1
        bracketed = out[-1:] == ["("] and tokens[at : at + 1] == [")"]
        if bracketed and len(out) > 1 and tuple(out[:-1][-len(words) :]) == words:
            del out[-1], sources[-1]
            sources[-1] = (sources[-1][0], at)
            at += 1
            continue
        repeated = _repeated(out, words)
        begins = sources[-repeated][0] if repeated else first
        out += words[repeated:]
        sources += ((begins if not n else first, last) for n in range(len(words) - repeated))
    out += syllables[at:]
    sources += ((index, index) for index in range(at, len(tokens)))
    return out, sources


def _repeated(out: list[str], words: tuple[str, ...]) -> int:
    # "chỉ số PCI": the head is written once.
    lengths = range(min(len(words) - 1, len(out)), 0, -1)
    return next((n for n in lengths if tuple(out[-n:]) == words[:n]), 0)


def _letters(text: str, tokens: list[str]) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Find the abbreviations: first and last token, and what they stand for."""
    decided: dict[int, tuple[str, ...]] | None = None
    index = 0
    while index < len(tokens):
        last = index
        if tokens[index] in _first_letters():
            for last in range(min(index + _LONGEST_LETTERS, len(tokens)) - 1, index - 1, -1):
                words = _expansions().get(" ".join(tokens[index : last + 1]))
                if words == ():
                    decided = _decided(text) if decided is None else decided
                    words = decided.get(index)
                if words:
                    yield index, last, words
                    break
            else:
                last = index
        index = last + 1


def _decided(text: str) -> dict[int, tuple[str, ...]]:
    starts = {match.start(): index for index, match in enumerate(_TOKEN.finditer(text))}
    return {
        starts[mention.span.start]: tuple(_syllables(mention.expansion))
        for mention in find_abbreviations(text)
        if not mention.ambiguous and mention.span.start in starts
    }


@cache
def _expansions() -> dict[str, tuple[str, ...]]:
    """What letters stand for; nothing where the words around decide."""
    found: dict[str, tuple[str, ...]] = {}
    for row in load_abbreviations():
        if row.kind in _NO_NAMES and not row.ambiguous:
            continue
        words = () if row.ambiguous else tuple(_syllables(row.expansion))
        spellings = {row.letters}
        if row.kind == "indicator" and len(row.letters) >= _SHORTEST_IN_SMALL:
            spellings |= {row.letters.lower(), row.letters.title(), row.letters.capitalize()}
        for letters in spellings | {each.replace(" ", "-") for each in spellings}:
            found.setdefault(" ".join(_TOKEN.findall(letters)), words)
    return found


@cache
def _first_letters() -> frozenset[str]:
    return frozenset(letters.split(" ", 1)[0] for letters in _expansions())
