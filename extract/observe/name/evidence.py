"""What speaks for and against a proposed name, as named signs with a strength.

``of_source``, ``of_name`` and ``of_proposal`` are the entry points. A sign is a short word ("len=3", "head=tỷ lệ|pct"); its weight
stands in ``tables/name_weights.csv``. Signs that are always found together and equally strong are one ``Part``,
so that their weight can be remembered for what they are made of.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from extract.observe.name.proposal import Proposal, bare
from extract.observe.name.situation import Situation
from extract.observe.name.stretch import FUNCTION_WORDS
from extract.observe.name.vocabulary import is_listed, likeness, vocabulary

Signs = tuple[str, ...]
Sign = tuple[str, float]
# Strength, what makes the signs, and of what.
Part = tuple[float, Callable[..., Signs], tuple[str | int, ...]]

_SPOKEN = frozenset({"D", "C", "V", "T", "H", "N", "F", "X", "DL", "DR"})
_SYLLABLE = re.compile(r"\w+")
_HEAD = re.compile(
    r"^(?:tỷ lệ|tỉ lệ|tỷ trọng|tỉ trọng|chỉ số|mức|số|tổng|tốc độ|tỷ suất|công suất|lượng|điểm|kim ngạch|giá trị|"
    r"doanh thu|thu nhập|chỉ tiêu|sản lượng|diện tích|năng suất|vốn|kinh phí|dư nợ|quy mô|thu|chi|chiều dài|khối lượng|"
    r"hệ số|xếp hạng)\b",
    re.IGNORECASE,
)
_GROUP = re.compile(
    r"^(?:khối|cấp|khu vực|vùng|ngành|huyện|thị xã|thành phố|tỉnh|xã|phường|các|nhóm|đơn vị|địa phương|sở|ban|"
    r"chi cục|cục|phòng|công ty|trường|bệnh viện|trung tâm|môn|hai|ba|bốn|nhiều|cả|toàn|bậc|tuyến|dự án|nguồn|lĩnh vực|"
    r"mặt hàng|thị trường|riêng)\b",
    re.IGNORECASE,
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


@dataclass(frozen=True, slots=True)
class Look:
    """What a name shows by itself.

    Attributes:
        head: The measure it begins with, ``-`` where with none.
        group: Whether it begins with a group of places or offices.
        reporting: How many of its words tell of reporting, at most 3.
        pairs: Its neighbouring syllables.
        parts: What speaks for and against it, whatever its number and source.
    """

    head: str
    group: bool
    reporting: int
    pairs: tuple[tuple[str, str], ...]
    parts: tuple[Part, ...]


def of_source(source: str, situation: Situation) -> list[str]:
    """Give the signs that hold for every proposal of a source."""
    return [] if source == "B" else [f"src={source}|{sign}" for sign in situation.signs]


@lru_cache(maxsize=1024)
def of_name(name: str, syllables: frozenset[str]) -> Look:
    """Look at a name that may stand in any text.

    Args:
        name: The name.
        syllables: Its telling ones.
    """
    known = vocabulary()
    lowered = name.lower()
    head = _HEAD.match(name)
    words = bare(name).lower().split()
    joined = tuple(pairwise(_SYLLABLE.findall(lowered)))
    unknown = sum(word not in known.syllables for word in syllables)
    pairs = max(1, len(joined))
    parts: list[Part] = [
        (1.0, _goal, (_GOAL.search(name) is not None,)),
        (sum(word in FUNCTION_WORDS for word in words) / max(1, len(words)), _alone, ("func",)),
        (sum(pair in known.pairs for pair in joined) / pairs, _alone, ("bigcat",)),
        (1 - unknown / max(1, len(syllables)), _alone, ("voc",)),
        (min(6, unknown) / 3, _alone, ("nov",)),
    ]
    if words:
        parts.append((1.0, _ends, (words[0], words[-1], " ".join(words[:2]), " ".join(words[-2:]))))
    return Look(
        head[0].lower() if head else "-",
        _GROUP.match(" ".join(words)) is not None,
        min(sum(word in _REPORTING for word in words), 3),
        joined,
        tuple(parts),
    )


def of_proposal(proposal: Proposal, situation: Situation, agreement: float) -> list[Part]:
    """Give what speaks for a proposal beside its sources and the parts of its look.

    Args:
        proposal: The name.
        situation: The number's surroundings.
        agreement: The share of all proposals that agree with it.
    """
    sort, main = situation.sort, main_source(proposal)
    look = of_name(proposal.words, proposal.syllables)
    size, unit = min(len(proposal.syllables), 12), situation.unit
    alike = likeness(proposal.syllables, unit)
    parts: list[Part] = [(1.0, _form, (form, sort)) for form in proposal.forms if form != "B"]
    for key, value in proposal.facts.items():
        parts.append((1.0, _fact, (key, value, sort if key in _OF_SORT else main)))
    parts += (
        (1.0, _sources, (min(len(proposal.sources), 4),)),
        (1.0, _shown, (size, look.head, look.group, look.reporting, sort, main)),
        (1.0, _listed, (is_listed(proposal.words, unit), int(alike * 5), main)),
        (alike, _alike, (main,)),
        (agreement, _alone, ("agree",)),
    )
    parts += _of_article(look, situation)
    parts += _of_clause(proposal, situation, main)
    return parts


def main_source(proposal: Proposal) -> str:
    """Give the first of a proposal's sources, that of the rules last."""
    return min(proposal.sources - {"B"}, default="B")


def _of_article(look: Look, situation: Situation) -> tuple[Part, ...]:
    """Whether the syllables of a name stand together in the article, once or more often."""
    counts = list(map(situation.pairs.get, look.pairs))
    of = len(counts) or 1
    new = counts.count(None)
    old = len(counts) - new
    return (
        (old / of, _alone, ("bigart1",)),
        ((old - counts.count(1)) / of, _alone, ("bigart2",)),
        (min(3, new) / 3, _alone, ("bignew",)),
    )


def _of_clause(proposal: Proposal, situation: Situation, main: str) -> list[Part]:
    name, content, sort = proposal.syllables, situation.content, situation.sort
    shared = len(content & name)
    left = content - name
    said = min(len(content), 3)
    size = max(1, len(name))
    foreign = (size - shared) / size
    unsaid = min(3, len(situation.common - name))
    parts: list[Part] = [
        (shared / len(content) if content else 0.0, _covers, (main,)),
        (foreign, _foreign, (sort, said)),
        (1.0, _unsaid, (unsaid, sort)),
    ]
    if proposal.sources & _SPOKEN:
        keys = (min(shared, 3), said, min(3, len(left)), min(situation.telling, 3), main)
        parts.append((1.0, _spoken, keys))
    else:
        parts.append((1.0, _unspoken, (min(4, len(left)), main)))
    if situation.title:
        parts.append((len(situation.title & name) / size, _alone, ("title",)))
    if situation.last is not None:
        again = name == situation.last
        around = (situation.parallel, situation.same_unit, sort, situation.shape[:40])
        parts.append((1.0, _again, (again, *around)))
    return parts


_OF_SORT = frozenset({"gap", "prev"})


def _alone(sign: str) -> Signs:
    return (sign,)


def _form(form: str, sort: str) -> Signs:
    return (f"form={form}", f"form={form}|{sort}")


def _fact(key: str, value: int | str, other: str) -> Signs:
    return (f"{key}={value}", f"{key}={value}|{other}")


def _sources(number: int) -> Signs:
    return (f"nsrc={number}",)


def _goal(goal: bool) -> Signs:
    return (f"goal={goal:d}",)


def _ends(first: str, last: str, first_two: str, last_two: str) -> Signs:
    return (f"fw={first}", f"lw={last}", f"fw2={first_two}", f"lw2={last_two}")


def _shown(size: int, head: str, group: bool, reporting: int, sort: str, main: str) -> Signs:
    return (
        f"len={size}",
        f"len={size}|{sort}",
        f"head={head}|{sort}",
        f"grp={group:d}",
        f"grp={group:d}|{sort}|{main}",
        f"vb={reporting}|{sort}",
    )


def _listed(listed: bool, fifths: int, main: str) -> Signs:
    return (f"cat={listed:d}", f"cat={listed:d}|{main}", f"catq={fifths}")


def _alike(main: str) -> Signs:
    return ("catsim", f"catsim|{main}")


def _covers(main: str) -> Signs:
    return ("cov", f"cov|{main}")


def _foreign(sort: str, said: int) -> Signs:
    return ("out", f"out|{sort}|nc{said}")


def _unsaid(unsaid: int, sort: str) -> Signs:
    return (f"nvl={unsaid}", f"nvl={unsaid}|{sort}")


def _spoken(shared: int, said: int, left: int, telling: int, main: str) -> Signs:
    return (f"ov={shared}|nc{said}|{main}", f"left={left}|nci{telling}|{main}")


def _unspoken(left: int, main: str) -> Signs:
    return (f"cleft={left}|{main}",)


def _again(again: bool, parallel: bool, same_unit: bool, sort: str, shape: str) -> Signs:
    return (
        f"isprev={again:d}|sh{parallel:d}|{sort}",
        f"isprev={again:d}|sh{parallel:d}|pu{same_unit:d}",
        f"isprev={again:d}|{shape}",
    )
