"""What a name shows by itself, and how it fits the words of the article at hand.

``Looks`` is the entry point: it looks at each name of an article once.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise
from operator import mul
from typing import NamedTuple

from extract.grammar import Caseless
from extract.indicator.catalogue import Catalogue
from extract.observe.name.syllable import FUNCTION_WORDS, bare
from extract.observe.name.syllable import syllables as syllables_of
from extract.observe.name.vocabulary import is_listed, likeness, vocabulary
from extract.observe.name.weights import Family, Part, Signs, Weights, in_use
from extract.text import cut_words

_HEAD = Caseless(
    r"^(?:tỷ lệ|tỉ lệ|tỷ trọng|tỉ trọng|chỉ số|mức|số|tổng|tốc độ|tỷ suất|công suất|lượng|điểm|kim ngạch|giá trị|"
    r"doanh thu|thu nhập|chỉ tiêu|sản lượng|diện tích|năng suất|vốn|kinh phí|dư nợ|quy mô|thu|chi|chiều dài|khối lượng|"
    r"hệ số|xếp hạng)\b",
)
_GROUP = Caseless(
    r"^(?:khối|cấp|khu vực|vùng|ngành|huyện|thị xã|thành phố|tỉnh|xã|phường|các|nhóm|đơn vị|địa phương|sở|ban|"
    r"chi cục|cục|phòng|công ty|trường|bệnh viện|trung tâm|môn|hai|ba|bốn|nhiều|cả|toàn|bậc|tuyến|dự án|nguồn|lĩnh vực|"
    r"mặt hàng|thị trường|riêng)\b",
)
_REPORTING = frozenset(
    [
        "cho",
        "biết",
        "ghi",
        "nhận",
        "tổ",
        "chức",
        "triển",
        "khai",
        "lập",
        "giao",
        "ban",
        "hành",
        "phối",
        "hợp",
        "chỉ",
        "đạo",
        "nhấn",
        "mạnh",
        "yêu",
        "cầu",
        "đề",
        "nghị",
        "dẫn",
        "đầu",
        "đứng",
        "xếp",
        "thuộc",
        "nằm",
        "gồm",
        "phấn",
        "đấu",
        "chạm",
        "so",
    ]
)
_GOAL = re.compile(r"(?<!so với )\b(?:mục tiêu|chỉ tiêu|phấn đấu|kế hoạch|yêu cầu)\b")
_LAST_OF_GOAL = frozenset(("tiêu", "đấu", "hoạch", "cầu"))
_LONGEST = 12
_SHARES = ("func", "bigcat", "voc", "nov", "bigart1", "bigart2", "bignew")


class Look(NamedTuple):
    """What a name shows by itself.

    Attributes:
        shown: How many telling syllables it has, at most 12; the measure it begins with, ``-`` where with
            none; whether it begins with a group of places or offices; how many of its words tell of
            reporting, at most 3.
        goal: Whether it names a goal.
        shares: How much of it links, is known to the catalogue, or stands in the article; as ``_SHARES``.
        ends: Its first and last word, its first and last two.
        weight: What all that weighs, whatever its number and source.
        known_end: Whether any name of the catalogue may end like it.
        fits: By unit, whether the catalogue lists it, and how like the most alike name there is.
    """

    shown: tuple[int, str, bool, int]
    goal: bool
    shares: tuple[float, ...]
    ends: tuple[str, ...]
    weight: float
    known_end: bool
    fits: dict[str, tuple[bool, float]]


class Looks:
    """The names that are proposed in one article.

    Attributes:
        weights: Those that the article is read with.
    """

    def __init__(self, texts: Iterable[str] = ()) -> None:
        """Take the texts of the article."""
        self.weights = in_use()
        self._kinds = _Kinds(self.weights)
        self._pairs: Counter[tuple[str, str]] = Counter()
        for text in texts:
            self._pairs.update(pairwise(cut_words(text)[1]))
        self._bits: dict[str, int] = {}
        self._masks: dict[frozenset[str], int] = {}
        self._looks: dict[str, Look] = {}

    def mask(self, syllables: frozenset[str]) -> int:
        """Write syllables as bits, so that what two names share is counted fast."""
        mask = self._masks.get(syllables)
        if mask is None:
            mask, bits = 0, self._bits
            for syllable in syllables:
                bit = bits.get(syllable)
                if bit is None:
                    bit = bits[syllable] = 1 << len(bits)
                mask |= bit
            self._masks[syllables] = mask
        return mask

    def at(self, name: str, syllables: frozenset[str]) -> Look:
        """Look at a name.

        Args:
            name: The name.
            syllables: Its telling ones.
        """
        look = self._looks.get(name)
        if look is None:
            look = self._looks[name] = self._look(name, syllables)
        return look

    def fit(self, name: str, syllables: frozenset[str], unit: str) -> tuple[bool, float]:
        """Tell whether the catalogue lists a name for a unit, and how like the most alike is.

        Args:
            name: The name.
            syllables: Its telling ones.
            unit: Of its number.

        Returns:
            Also how like the most alike name is, 0 to 1.
        """
        look = self.at(name, syllables)
        found = look.fits.get(unit)
        if found is None:
            listed = look.known_end and is_listed(name, unit)
            found = look.fits[unit] = listed, likeness(syllables, unit)
        return found

    def _look(self, name: str, syllables: frozenset[str]) -> Look:
        kinds, known = self._kinds, vocabulary()
        words = bare(name).lower().split()
        first_two = " ".join(words[:2])
        joined = list(pairwise(syllables_of(name)))
        pairs = len(joined) or 1
        counts = list(map(self._pairs.get, joined))
        new = counts.count(None)
        old = len(counts) - new
        unknown = len(syllables - known.syllables)
        function = sum(map(FUNCTION_WORDS.__contains__, words))
        goal = not _LAST_OF_GOAL.isdisjoint(syllables) and _GOAL.search(name) is not None
        strengths = (
            function / (len(words) or 1),
            sum(map(known.pairs.__contains__, joined)) / pairs,
            1 - unknown / (len(syllables) or 1),
            min(6, unknown) / 3,
            old / pairs,
            (old - counts.count(1)) / pairs,
            min(3, new) / 3,
        )
        last_two = " ".join(words[-2:])
        ends = (words[0], words[-1], first_two, last_two) if words else ()
        weight = kinds.goal[goal] + sum(map(mul, strengths, kinds.of_shares))
        for kind, end in zip(kinds.ends, ends, strict=False):
            weight += kind.get(end, 0.0)
        reporting = min(sum(map(_REPORTING.__contains__, words)), 3)
        return Look(
            (min(len(syllables), _LONGEST), _head_of(name), _is_group(first_two), reporting),
            goal,
            strengths,
            ends,
            weight,
            _is_known_end(known.catalogue, last_two),
            {},
        )

    def parts(self, look: Look) -> list[Part]:
        """Give what speaks for and against a name, whatever its number and source."""
        kinds = self._kinds
        return [
            (1.0, kinds.goal, look.goal),
            *((share, kinds.alone, sign) for share, sign in zip(look.shares, _SHARES, strict=True)),
            *((1.0, kind, end) for kind, end in zip(kinds.ends, look.ends, strict=False)),
        ]


class _Kinds:
    """The weights of what a name shows by itself."""

    def __init__(self, weights: Weights) -> None:
        self.goal: Family = weights.family(_goal)
        self.alone: Family = weights.family(alone)
        self.of_shares = [self.alone[sign] for sign in _SHARES]
        self.ends = [weights.kind(name) for name in ("fw", "lw", "fw2", "lw2")]


def alone(sign: str) -> Signs:
    """Write a sign that stands for itself."""
    return (sign,)


def _goal(goal: bool) -> Signs:
    return (f"goal={goal:d}",)


def _head_of(name: str) -> str:
    # No head has more than two words.
    second = name.find(" ", name.find(" ") + 1)
    return _head(name[:second] if second > 0 else name)


@lru_cache(maxsize=1024)
def _head(words: str) -> str:
    head = _HEAD.match(words)
    return head[0].lower() if head else "-"


@lru_cache(maxsize=1024)
def _is_known_end(catalogue: Catalogue, last_two: str) -> bool:
    return catalogue.may_end(last_two)


@lru_cache(maxsize=1024)
def _is_group(words: str) -> bool:
    return _GROUP.match(words) is not None
