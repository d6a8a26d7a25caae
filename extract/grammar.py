"""Patterns of the readers' grammars: exact in marked text, lenient in text without marks.

In a text typed with diacritics "thu" is not "thứ", and taking one for the other costs numbers;
in a text typed without, every word has lost its marks. A ``Pattern`` asks the text which it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property, lru_cache
from typing import Any, TypeAlias

from extract.text import has_marks, in_lower_case, lenient

# ``lenient`` takes every capital for a letter to be written either way; these are syntax.
_SYNTAX = re.compile(r"\(\?P<|\\[A-Z]")
_GROUP_NAME = re.compile(r"(\(\?P[<=]\w+[>)])")
# What stands in group 1 is syntax, and no capital letter of the text.
_KEPT = re.compile(r"(\\.|\(\?P[<=]\w+[>)])|[^\\(]+|\(")
_LETTER = re.compile(r"[^\W\d_]")
# What may follow a letter; nothing follows "", where a phrase ends.
_Tree: TypeAlias = "dict[str, _Tree]"


@lru_cache(maxsize=16)
def _typed(text: str) -> tuple[bool, str]:
    """Whether a text has diacritics, and its lower case; remembers the last texts asked about."""
    # Where nothing can be marked, nothing is left out.
    return has_marks(text) or not _LETTER.search(text), in_lower_case(text)


def is_marked(text: str) -> bool:
    """Tell whether a text is typed with diacritics."""
    return _typed(text)[0]


class Pattern:
    """A regular expression that ignores case and fits how the text is typed.

    It is matched against the text in lower case, which takes a fraction of the time of an
    expression that ignores case letter by letter. A match has the positions of the text, its
    words are in lower case.
    """

    __slots__ = ("__dict__", "pattern")

    def __init__(self, pattern: str) -> None:
        """Take a pattern in fully marked lower-case Vietnamese; see ``lenient``."""
        self.pattern = pattern

    @cached_property
    def _exact(self) -> re.Pattern[str]:
        return re.compile(self.pattern)

    @cached_property
    def _lenient(self) -> re.Pattern[str]:
        kept = _SYNTAX.findall(self.pattern)
        marked = lenient(_SYNTAX.sub("\0", self.pattern))
        return re.compile(re.sub("\0", lambda _: kept.pop(0), marked))

    def search(self, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """Search a stretch of a text; ``\\Z`` is the stretch's end."""
        marked, lowered = _typed(text)
        fitting = self._exact if marked else self._lenient
        return fitting.search(lowered, start, len(text) if end is None else end)

    def match(self, text: str, start: int = 0) -> re.Match[str] | None:
        """Match from a position of a text on."""
        marked, lowered = _typed(text)
        return (self._exact if marked else self._lenient).match(lowered, start)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Find all matches in a text, left to right."""
        marked, lowered = _typed(text)
        return (self._exact if marked else self._lenient).finditer(lowered)


class Caseless:
    """A regular expression that ignores case, but no diacritics; as ``Pattern``, matched in lower case.

    What is searched again and again from different places is put into lower case once.
    """

    __slots__ = ("_match", "_pattern", "_search", "pattern")

    def __init__(self, pattern: str) -> None:
        """Take a pattern, in capitals or not."""
        self.pattern = _KEPT.sub(lambda match: match[0] if match[1] else match[0].lower(), pattern)

    def __getattr__(self, name: str) -> Any:  # a method of the expression, or the expression
        """Compile the expression when it is first used: a program that starts uses few."""
        if name == "pattern" or name not in self.__slots__:
            raise AttributeError(name)
        self._pattern = re.compile(self.pattern)
        # Each is looked up once, and most texts are put into lower case without a further call.
        self._search, self._match = self._pattern.search, self._pattern.match
        return getattr(self, name)

    def search(self, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """Search a text or a stretch of it."""
        if start or end is not None:
            return self._search(_lowered(text), start, len(text) if end is None else end)
        lowered = text.lower()
        return self._search(lowered if len(lowered) == len(text) else in_lower_case(text))

    def match(self, text: str, start: int = 0) -> re.Match[str] | None:
        """Match from a position of a text on."""
        if start:
            return self._match(_lowered(text), start)
        lowered = text.lower()
        return self._match(lowered if len(lowered) == len(text) else in_lower_case(text))

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """Match the whole of a text."""
        return self._pattern.fullmatch(in_lower_case(text))

    def finditer(
        self, text: str, start: int = 0, end: int | None = None
    ) -> Iterator[re.Match[str]]:
        """Find all matches in a text or a stretch of it, left to right."""
        lowered = in_lower_case(text) if end is None else _lowered(text)
        return self._pattern.finditer(lowered, start, len(text) if end is None else end)

    def sub(self, words: str, text: str) -> str:
        """Put words in place of all matches; the rest of the text keeps its capitals."""
        lowered = in_lower_case(text)
        if lowered == text:
            return self._pattern.sub(words, text)
        kept, at = [], 0
        for match in self._pattern.finditer(lowered):
            kept.append(text[at : match.start()])
            at = match.end()
        return words.join((*kept, text[at:])) if at else text


_lowered = lru_cache(maxsize=16)(in_lower_case)


class AnyCase:
    """A regular expression that ignores case and always matches with all, some or no diacritics.

    It is compiled when it is first used: a program that answers one question uses few.
    """

    __slots__ = ("__dict__", "pattern")

    def __init__(self, pattern: str) -> None:
        """Take a pattern in fully marked lower-case Vietnamese; see ``lenient``."""
        self.pattern = pattern

    # What a compiled expression would be asked for; each is looked up once.
    @cached_property
    def match(self) -> Callable[..., re.Match[str] | None]:
        """``re.Pattern.match``."""
        return self._compiled.match

    @cached_property
    def search(self) -> Callable[..., re.Match[str] | None]:
        """``re.Pattern.search``."""
        return self._compiled.search

    @cached_property
    def findall(self) -> Callable[[str], list[str]]:
        """``re.Pattern.findall``."""
        return self._compiled.findall

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        # Group names are no Vietnamese: they stay as they are.
        pieces = _GROUP_NAME.split(self.pattern)
        pieces[::2] = map(lenient, pieces[::2])
        return re.compile("".join(pieces), re.IGNORECASE)


def longest_of(phrases: Iterable[str]) -> str:
    """Write a pattern that matches the longest of some phrases that fits at a place.

    Phrases that begin alike share their beginning in it, so that a place where none begins is
    left after a letter or two, however many there are.
    """
    tree: _Tree = {}
    for phrase in sorted(set(phrases)):
        node = tree
        for letter in phrase:
            node = node.setdefault(letter, {})
        node[""] = {}
    return _branches(tree)


def _branches(tree: _Tree) -> str:
    branches = [re.escape(letter) + _branches(tree[letter]) for letter in tree if letter]
    if not branches:
        return ""
    ends = "" in tree
    if len(branches) == 1 and not ends:
        return branches[0]
    return f"(?:{'|'.join(branches)}){'?' if ends else ''}"
