"""A text cut into words, and what the words before a name make of it.

A type word ("tỉnh", "các huyện") decides between units of one name; a head ("Trường Đại học",
"sông"), a title ("ông") or a name directly before says that no place is meant.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from extract.lexicon import load_words
from extract.place.gazetteer import WORDS
from extract.place.names import APOSTROPHES, TOKEN, key_of, spelled
from extract.text import cut_words, fold, has_marks, in_lower_case

_TYPES = {
    ("tỉnh",): "tinh",
    ("thành", "phố"): "thanh pho",
    ("tp",): "thanh pho",
    ("t", "p"): "thanh pho",
    ("thủ", "đô"): "thanh pho",
    ("thị", "xã"): "thi xa",
    ("tx",): "thi xa",
    ("t", "x"): "thi xa",
    ("quận",): "quan",
    ("q",): "quan",
    ("huyện", "đảo"): "huyen",
    ("huyện",): "huyen",
    ("h",): "huyen",
    ("vùng",): "vung",
    ("khu", "vực"): "vung",
    ("miền",): "vung",
}
_FOLDED_TYPES = {tuple(map(fold, words)): kind for words, kind in _TYPES.items()}
# "các tỉnh, thành Hà Nội, Đà Nẵng": short for "thành phố" only there.
_CITY_SHORT = "thành"
_MANY = frozenset(
    ("các", "những", "nhiều", "số", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười")
)
_TYPE_JOINTS = frozenset((" ", ". ", ".", ": ", ":"))
_COORDINATED = frozenset((", ", ",", "/", " - ", " "))
_JOINTS = frozenset((" ", " - ", " – ", "-", "–", " & ", "&", ". "))
_LONGEST_HEAD = 3
_LONGEST_SHORT_TYPE = 2
_BEFORE_QUAN = frozenset({"hai", "co", "canh", "lien", "chu", "tham", "tuong"})
_FURTHEST = 8
_SENTENCE_ENDS = frozenset('.!?:;"“”(–•-…\t|[»>/')


@dataclass(frozen=True, slots=True)
class TypeWords:
    """The type words before a name.

    Attributes:
        kinds: Folded; several for "các huyện, thị xã".
        first: Index of the word that the last type word starts with.
        many: Whether they speak of several places, so that a list may follow.
    """

    kinds: frozenset[str]
    first: int
    many: bool


@cache
def phrases(name: str) -> frozenset[tuple[str, ...]]:
    """Load a word list, its phrases cut into words."""
    return frozenset(tuple(phrase.split()) for phrase in load_words(WORDS)[name])


@cache
def _folded(name: str, without: str | None = None) -> frozenset[tuple[str, ...]]:
    kept = phrases(name) - (phrases(without) if without else frozenset())
    return frozenset(tuple(map(fold, phrase)) for phrase in kept)


@cache
def _capitalised(name: str) -> frozenset[str]:
    return frozenset(load_words(WORDS)[name])


# A text is made of few words, and each costs more to fold than to look up.
@lru_cache(maxsize=16384)
def _key(word: str) -> str:
    return key_of("".join(filter(str.isalnum, fold(word))))


@lru_cache(maxsize=4096)
def _spelled(word: str) -> str:
    return spelled(word)


class Words:
    """The words of a canonical text.

    Attributes:
        text: The text.
        joined: Whether apostrophes may join what would else be two words.
        is_question: Whether a user typed it as a question.
        loose: Whether unmarked words stand for marked ones: in a text without any marks, and
            in questions.
    """

    def __init__(self, text: str, *, question: bool) -> None:
        """Cut a text into words."""
        self.text = text
        self.joined = any(sign in text for sign in APOSTROPHES)
        if self.joined:
            tokens = list(TOKEN.finditer(in_lower_case(text)))
            self.starts: Sequence[int] = [token.start() for token in tokens]
            self._lowered: Sequence[str] = [token[0] for token in tokens]
        else:
            self.starts, self._lowered = cut_words(text)
        self.ends = [
            start + len(word) for start, word in zip(self.starts, self._lowered, strict=True)
        ]
        self.keys = [_key(word) for word in self._lowered]
        self.is_question = question

    def __len__(self) -> int:
        return len(self.starts)

    @cached_property
    def unmarked(self) -> bool:
        """Whether the whole text is typed without diacritics."""
        return not has_marks(self.text)

    @cached_property
    def loose(self) -> bool:
        """Whether a word without marks may stand for any of its marked forms."""
        return self.is_question or self.unmarked

    def __getitem__(self, index: int) -> str:
        return self.text[self.starts[index] : self.ends[index]]

    def low(self, index: int) -> str:
        """Give a word in lower case and in one spelling."""
        return _spelled(self._lowered[index])

    def gap(self, index: int) -> str:
        """Give what stands between a word and the one before."""
        return self.text[self.ends[index - 1] if index else 0 : self.starts[index]]

    def is_capital(self, index: int) -> bool:
        """Tell whether a word begins with a capital, or is a number."""
        return self.text[self.starts[index]].isupper() or self[index].isdigit()

    def is_shouted(self, index: int) -> bool:
        """Tell whether a word is in capitals throughout."""
        return self[index].isupper() and len(self[index]) > 1

    def starts_sentence(self, index: int) -> bool:
        """Tell whether a word is the first of its sentence, cell or line."""
        gap = self.gap(index).strip(" ")
        return index == 0 or (gap != "" and gap[-1] in _SENTENCE_ENDS) or "\t" in self.gap(index)

    def _phrase(self, first: int, last: int) -> tuple[str, ...]:
        return tuple(self._lowered[first:last])

    def ends_with(self, index: int, name: str, without: str | None = None) -> int:
        """Count the words of a listed phrase that ends directly before a word.

        Args:
            index: The word; only spaces may stand between.
            name: Of the word list.
            without: List of the phrases that count in marked texts only.
        """
        for length in range(min(_LONGEST_HEAD + 2, index), 0, -1):
            if any(self.gap(i) != " " for i in range(index - length + 1, index)):
                continue
            phrase = self._phrase(index - length, index)
            if phrase in phrases(name):
                return length
            unmarked = self.unmarked and tuple(map(fold, phrase)) in _folded(name, without)
            if unmarked and tuple(map(fold, phrase)) == phrase:
                return length
        return 0

    def cues(self, index: int, name: str, *, after: bool = False) -> bool:
        """Tell whether a listed cue stands directly before a word, or begins at one."""
        known, folded = phrases(name), _folded(name)
        for length in (1, 2, 3):
            first = index if after else index - length
            if first < 0 or first + length > len(self):
                continue
            phrase = self._phrase(first, first + length)
            if phrase in known or (self.loose and phrase in folded):
                return True
        return False

    def type_before(self, index: int) -> TypeWords | None:
        """Find the type words directly before a name."""
        if index == 0 or self.gap(index) not in _TYPE_JOINTS:
            return None
        # "TP. Huế" is one name; "ở 195 huyện. Huế" are two sentences.
        if self.gap(index).startswith(".") and len(self[index - 1]) > _LONGEST_SHORT_TYPE:
            return None
        length, kind = self._type_ending(index)
        if kind is None or self._is_initial(index, length, kind):
            return None
        kinds, first = {kind}, index - length
        many = ":" in self.gap(index)
        start = first
        while start > 0 and self.gap(start) in _COORDINATED:
            end = start - 1 if self[start - 1].lower() in ("và", "va", "hoặc", "hay") else start
            length, kind = self._type_ending(end)
            if kind is None:
                break
            kinds.add(kind)
            start = end - length
            many = True
        if start > 0 and self.gap(start) == " ":
            before = self[start - 1].lower()
            many = many or before in _MANY or before.isdigit() or (self.loose and before == "cac")
        return TypeWords(frozenset(kinds), first, many)

    def _type_ending(self, index: int) -> tuple[int, str | None]:
        for length in (2, 1):
            if length > index or (length == 2 and self.gap(index - 1) not in (" ", ".", ". ")):
                continue
            phrase = self._phrase(index - length, index)
            kind = _TYPES.get(phrase) or (_FOLDED_TYPES.get(phrase) if self.loose else None)
            if kind is not None and not self._is_of_compound(index - length):
                return length, kind
        if (
            index
            and self[index - 1].lower() == _CITY_SHORT
            and index > 1
            and self.gap(index - 1) == ", "
        ):
            return 1, "thanh pho"
        return 0, None

    def _is_of_compound(self, index: int) -> bool:
        # The "quan" of "hải quan Quảng Ninh" is no district.
        if index == 0 or self[index].lower() != "quan" or self.gap(index) != " ":
            return False
        return fold(self._lowered[index - 1]) in _BEFORE_QUAN

    def _is_initial(self, index: int, length: int, kind: str) -> bool:
        # "Q." and "H." are type words only as capitals with a point.
        if length != 1 or len(self[index - 1]) > 1:
            return False
        return not (self.is_capital(index - 1) and self.gap(index).startswith("."))

    def has_head(self, index: int, name: str = "heads") -> bool:
        """Tell whether a name is the end of an organisation's, a road's or a river's name."""
        position = index
        for _ in range(_FURTHEST):
            if position == 0 or self.gap(position) not in _JOINTS:
                return False
            if length := self.ends_with(position, name, "heads_only_marked"):
                return length > 1 or not self.ends_with(position, "compounds")
            if length := self.ends_with(position, "joiners"):
                position -= length
            elif self.is_capital(position - 1) or self[position - 1].isdigit():
                position -= 1
            else:
                return False
        return False

    def follows_person(self, index: int) -> bool:
        """Tell whether a title or a capitalised name stands directly before."""
        if index == 0 or self.gap(index) != " ":
            return False
        if not self.unmarked and self.ends_with(index, "titles"):
            return True
        before = self[index - 1]
        if not before[0].isupper() or before in _capitalised("may_precede"):
            return False
        if before.title() in _capitalised("surnames"):
            return True
        if self.is_shouted(index - 1) or before[0].isdigit():
            return False
        return not self.starts_sentence(index - 1)
