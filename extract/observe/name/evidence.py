"""What speaks for and against a proposed name, as named signs with a strength.

``of_source``, ``of_name`` and ``of_proposal`` are the entry points. A sign is a short word ("len=3", "head=tỷ lệ|pct"); its weight
stands in ``tables/name_weights.csv``. Signs that hold for a source as a whole are given apart, so
that they are weighed once for each source.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from extract.observe import cue
from extract.observe.frame import Reading, Site
from extract.observe.mask import MARKS, PLACE, SUBJECT
from extract.observe.name import naming
from extract.observe.name.proposal import Proposal, bare, telling_syllables
from extract.observe.name.sort import sort_of
from extract.observe.name.stretch import FUNCTION_WORDS, gap
from extract.observe.name.vocabulary import likeness, vocabulary

Sign = tuple[str, float]

_SPOKEN = frozenset({"D", "C", "V", "T", "H", "N", "F", "X", "DL", "DR"})
_PRONOUN = re.compile(
    r"\b(?:tỷ lệ|con số|số|chỉ tiêu|chỉ số|mức|kết quả|số lượng|lượng)\s(?:này|đó|ấy|trên)\b",
    re.IGNORECASE,
)
_OWNED = re.compile(rf"[{PLACE}{SUBJECT}][^{MARKS},;]{{0,18}}$")
_MARK = re.compile(rf"[{MARKS}]")
_SUPERLATIVE = re.compile(r"nhất\b")
_WORD = re.compile(r"[^\W\d]\w*")
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
_LAST_OF_LEFT = 120


@dataclass(frozen=True, slots=True)
class Situation:
    """What is known of a number before any name is looked at.

    Attributes:
        sort: As ``proposal.sort_of``.
        signs: What holds for every name of a source.
        pairs: The same, two and three at a time.
        content: The telling syllables of the clause before the number.
        shape: What stands before the number, in short.
        last: Syllables of the name told last; ``None`` at the start.
        parallel: Whether the number before stood in the same shape.
        same_unit: Whether it had the same unit.
    """

    sort: str
    signs: tuple[str, ...]
    pairs: tuple[str, ...]
    content: frozenset[str]
    telling: int
    shape: str
    last: frozenset[str] | None
    parallel: bool
    same_unit: bool
    title: frozenset[str]
    unit: str


def situate(reading: Reading, site: Site, *, noun_behind: bool) -> Situation:
    """Describe a number's surroundings.

    Args:
        reading: The passage.
        site: The number.
        noun_behind: Whether a noun phrase stands behind it.
    """
    left = reading.seen(site.left)
    clause = re.split(r"[;:(]", left)[-1]
    words = (word.lower() for word in _WORD.findall(_MARK.sub(" ", clause)))
    content = telling_words(word for word in words if word not in FUNCTION_WORDS)
    telling = min(4, len(content & vocabulary().common))
    said = min(len(content), 6)
    owned = _OWNED.search(left) is not None
    copula = cue.COPULA.search(cue.MARK_RUN.sub(" ", left)) is not None
    bracket = site.bracket is not None
    sort = sort_of(site.quantity)
    first = reading.first == len(reading.drafts)
    signs = (
        f"nci{telling}",
        f"nci{min(telling, 2)}nc{min(said, 4)}pl{owned:d}",
        f"sup{_SUPERLATIVE.search(left) is not None:d}",
        f"nc{said}",
        f"pl{owned:d}",
        f"cop{copula:d}",
        f"rn{noun_behind:d}",
        f"br{bracket:d}",
        f"1st{first:d}",
        f"den{naming.is_denominator(reading.named(site.right)):d}",
        f"pron{_PRONOUN.search(left) is not None:d}",
        f"col{':' in left:d}",
        *(() if site.left.end > site.left.start else ("noleft",)),
    )
    pairs = (
        f"{sort}|nc{min(said, 3)}|rn{noun_behind:d}|pl{owned:d}",
        f"{sort}|cop{copula:d}|rn{noun_behind:d}|br{bracket:d}",
    )
    told = reading.frame.told_names
    last = told[-1] if told else None
    shape = shape_of(left)
    title = reading.frame.title
    return Situation(
        sort,
        signs,
        pairs,
        content,
        telling,
        shape,
        telling_syllables(last.words) if last else None,
        last is not None and last.shape == shape,
        last is not None and last.unit == site.quantity.unit,
        telling_syllables(title) if title else frozenset(),
        site.quantity.unit,
    )


def shape_of(left: str) -> str:
    """Write what stands before a number, in short."""
    return gap(left[-_LAST_OF_LEFT:])


def telling_words(words: Iterable[str]) -> frozenset[str]:
    """Give the telling ones of some syllables; none where none are."""
    found = frozenset(words)
    return telling_syllables(" ".join(found)) if found else found


def of_source(source: str, situation: Situation) -> list[str]:
    """Give the signs that hold for every proposal of a source."""
    if source == "B":
        return []
    return [
        f"src={source}|{situation.sort}",
        *(f"src={source}|{sign}" for sign in situation.signs),
        *(f"src={source}|{pair}" for pair in situation.pairs),
    ]


def of_proposal(
    proposal: Proposal, situation: Situation, pairs: Counter[tuple[str, str]], agreement: float
) -> list[Sign]:
    """Give the signs of one proposal beside those of its sources and of its name alone.

    Args:
        proposal: The name.
        situation: The number's surroundings.
        pairs: Pairs of syllables of the article.
        agreement: The share of all proposals that agree with it.
    """
    sort, main = situation.sort, main_source(proposal)
    signs: list[Sign] = []
    for form in proposal.forms:
        if form != "B":
            signs += ((f"form={form}", 1.0), (f"form={form}|{sort}", 1.0))
    signs.append((f"nsrc={min(len(proposal.sources), 4)}", 1.0))
    for key, value in proposal.facts.items():
        other = sort if key in ("gap", "prev") else main
        signs += ((f"{key}={value}", 1.0), (f"{key}={value}|{other}", 1.0))
    signs += _of_article(proposal.words, pairs)
    signs += _of_clause(proposal, situation, main)
    signs.append(("agree", agreement))
    return signs


def of_name(name: str, syllables: frozenset[str], sort: str, main: str, unit: str) -> list[Sign]:
    """Give the signs of a name that hold in every text.

    Args:
        name: The name.
        syllables: Its telling ones.
        sort: As ``proposal.sort_of``.
        main: The first of its sources.
        unit: Of its number.
    """
    known = vocabulary()
    head = _HEAD.match(name)
    words = bare(name).lower().split()
    group = _GROUP.match(" ".join(words)) is not None
    reporting = min(sum(word in _REPORTING for word in words), 3)
    joined = list(pairwise(_SYLLABLE.findall(name.lower())))
    size = max(1, len(syllables))
    unknown = sum(word not in known.syllables for word in syllables)
    listed = bool(known.catalogue.find(name, unit))
    alike = likeness(syllables, unit)
    signs = [
        (f"len={min(len(syllables), 12)}", 1.0),
        (f"len={min(len(syllables), 12)}|{sort}", 1.0),
        (f"head={head[0].lower() if head else '-'}|{sort}", 1.0),
        (f"grp={group:d}", 1.0),
        (f"grp={group:d}|{sort}|{main}", 1.0),
        (f"vb={reporting}|{sort}", 1.0),
        (f"goal={_GOAL.search(name) is not None:d}", 1.0),
        ("func", sum(word in FUNCTION_WORDS for word in words) / max(1, len(words))),
        ("bigcat", sum(pair in known.pairs for pair in joined) / max(1, len(joined))),
        ("voc", 1 - unknown / size),
        ("nov", min(6, unknown) / 3),
        (f"cat={listed:d}", 1.0),
        (f"cat={listed:d}|{main}", 1.0),
        ("catsim", alike),
        (f"catsim|{main}", alike),
        (f"catq={int(alike * 5)}", 1.0),
    ]
    if words:
        signs += (
            (f"fw={words[0]}", 1.0),
            (f"lw={words[-1]}", 1.0),
            (f"fw2={' '.join(words[:2])}", 1.0),
            (f"lw2={' '.join(words[-2:])}", 1.0),
        )
    return signs


def main_source(proposal: Proposal) -> str:
    """Give the first of a proposal's sources, that of the rules last."""
    return min(proposal.sources - {"B"}, default="B")


def _of_article(name: str, pairs: Counter[tuple[str, str]]) -> list[Sign]:
    """Whether the syllables of a name stand together in the article, once or more often."""
    words = _SYLLABLE.findall(name.lower())
    counts = [pairs.get(pair, 0) for pair in pairwise(words)]
    of = max(1, len(counts))
    new = counts.count(0)
    return [
        ("bigart1", (len(counts) - new) / of),
        ("bigart2", sum(count > 1 for count in counts) / of),
        ("bignew", min(3, new) / 3),
    ]


def _of_clause(proposal: Proposal, situation: Situation, main: str) -> list[Sign]:
    name, content = proposal.syllables, situation.content
    shared, sort = len(content & name), situation.sort
    left = content - name
    said = min(len(content), 3)
    size = max(1, len(name))
    covered = shared / max(1, len(content)) if content else 0.0
    foreign = (size - shared) / size
    unsaid = min(3, len(left & vocabulary().common))
    signs = [
        ("cov", covered),
        (f"cov|{main}", covered),
        ("out", foreign),
        (f"out|{sort}|nc{said}", foreign),
        (f"nvl={unsaid}", 1.0),
        (f"nvl={unsaid}|{sort}", 1.0),
    ]
    if proposal.sources & _SPOKEN:
        signs += (
            (f"ov={min(shared, 3)}|nc{said}|{main}", 1.0),
            (f"left={min(3, len(left))}|nci{min(situation.telling, 3)}|{main}", 1.0),
        )
    else:
        signs.append((f"cleft={min(4, len(left))}|{main}", 1.0))
    if situation.title:
        signs.append(("title", len(situation.title & name) / size))
    if situation.last is not None:
        again = name == situation.last
        signs += (
            (f"isprev={again:d}|sh{situation.parallel:d}|{sort}", 1.0),
            (f"isprev={again:d}|sh{situation.parallel:d}|pu{situation.same_unit:d}", 1.0),
            (f"isprev={again:d}|{situation.shape[:40]}", 1.0),
        )
    return signs
