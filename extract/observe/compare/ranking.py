"""Ranks: of the value before them or behind them, or facts of their own.

``read_rank`` reads one rank; ``find_ranked`` first hands out those of a sentence that come as
a list ("Hải Phòng (40,1 điểm) và Đồng Nai (35,6 điểm) xếp thứ 5 và thứ 6"). ``LISTS`` names the
kinds of list; each has its examples in ``tests/gold/ranking.toml`` under the rule's name.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from extract.models import Rank, Reason, Span
from extract.observe import cue
from extract.observe.compare.former_rank import is_former, keep_former, take_places
from extract.observe.compare.ranked_by import (
    LONGEST_RANKED,
    SURE_OF_OWN,
    index_in,
    ranked_by,
    speak_of,
)
from extract.observe.draft import begin_draft, keep
from extract.observe.frame import Draft, Reading, Rule, Site
from extract.observe.mask import PLACE, SUBJECT
from extract.observe.name import judge, naming
from extract.observe.name.passing import GROUP_NOUN

_SCORES = ("%", "điểm", "")
_JOINED = re.compile(r"[\s,;]*(?:và|hay)?\s*")
_NEXT = re.compile(rf"[\s,;]*(?:và|còn)?\s*[{PLACE}{SUBJECT}]+\s*(?:đứng|xếp|ở)?\s*")
_OTHERS = re.compile(rf"[;.]|\bvà\s+[{PLACE}{SUBJECT}]|[{PLACE}{SUBJECT}]\s")
# "; với kết quả ấy, tỉnh xếp thứ 5": a rank that points back to its number.
_BY_THAT = re.compile(
    r"\b(?:kết quả|mức|con số|thành tích|tỷ lệ|số điểm|điểm số)(?: (?:đạt được|nêu))? (?:này|ấy|đó|trên),?\s",
    re.IGNORECASE,
)
_FEW_BACK = 3
_ROSE = re.compile(r"(?:lên|xuống|còn|về|tụt|vươn|leo)\b", re.IGNORECASE)
_WITH = re.compile(r"[^;.]*\b(?:với|đạt|được|giá trị|số điểm|điểm số)\b[^;.]*")
_FROM_TO = re.compile(
    r"\b(?:vị trí|thứ hạng|hạng|ngôi)?\s?từ (?:vị trí |hạng )?(?:thứ )?(\d{1,2}) đến (?:thứ |hạng |vị trí )?(\d{1,2})\b"
    r"[^.;]{0,40}?\b(?:thuộc về|là|gồm|lần lượt)\b",
    re.IGNORECASE,
)
_FIRST_FEW = re.compile(
    r"\b(hai|ba|bốn|năm|[2-9]|10) (?:vị trí|thứ hạng|đơn vị|địa phương|tỉnh|huyện|xã) (?:dẫn |đứng )?đầu"
    r"[^.;\d]{0,40}?\b(?:lần lượt|theo thứ tự)\b",
    re.IGNORECASE,
)
# "Riêng DTI, phấn đấu vào nhóm 30".
_ENTERS = re.compile(
    r",?(?:\s(?:phấn đấu|quyết tâm|nỗ lực|sẽ|phải|đưa))*(?:\slọt)?\s(?:vào|lọt)\s*$"
)
_LEVEL = re.compile(r"^xếp hạng\s")
# "Dẫn đầu là xã Mỹ Đông 4.120 ha": the place whose value follows at once.
_IS_FIRST = re.compile(
    rf"\s(?:là|thuộc về|vẫn là|tiếp tục là)\s(?:\w+\s){{0,2}}[{PLACE}{SUBJECT}]+,?\s?\(?(?:(?:với|đạt|được|có|khoảng)\s)*$"
)
_FEW = {"hai": 2, "ba": 3, "bốn": 4, "năm": 5}


@dataclass(frozen=True, slots=True)
class Ranked:
    """The ranks of a sentence that come as a list.

    Attributes:
        ranks: By the index of a value's site: its rank.
        spent: Indexes of the ranks that were handed out.
    """

    ranks: dict[int, Rank]
    spent: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class List:
    """One way to list ranks and values.

    Attributes:
        name: Key of the rule's gold cases.
        read: Hands the ranks of a sentence out, ``None`` where they stand otherwise.
    """

    name: str
    read: Callable[[Reading, list[Site]], Ranked | None]


def find_ranked(reading: Reading, sites: list[Site]) -> Ranked:
    """Hand out the ranks that a sentence lists.

    Args:
        reading: The passage.
        sites: The numbers of the sentence, in order.
    """
    scored = sum(_is_score(site) for site in sites)
    if scored > 1:
        for rule in LISTS:
            found = rule.read(reading, sites)
            if found is not None:
                return found
    return Ranked({})


def _is_score(site: Site) -> bool:
    return site.rank is None and site.quantity.unit in _SCORES


def _joined_ranks(reading: Reading, sites: list[Site]) -> Ranked | None:
    """ "A (40,1 điểm) và B (35,6 điểm) xếp thứ 5 và thứ 6", "thứ 2 và thứ 3 lần lượt là A (93)"."""
    run = _ranks_in_a_row(reading, sites, _JOINED)
    if not run:
        return None
    behind = _behind(reading, sites, run)
    before = [index - len(run) for index in run]
    return _hand_out(sites, behind or before, _ranks(sites, run), run)


def _ranks_then_values(reading: Reading, sites: list[Site]) -> Ranked | None:
    """ "A xếp thứ 11, B thứ 14 với điểm trung bình lần lượt 6,71 và 6,66"."""
    run = _ranks_in_a_row(reading, sites, _NEXT)
    return _hand_out(sites, _behind(reading, sites, run), _ranks(sites, run), run)


def _ranks_in_a_row(reading: Reading, sites: list[Site], joint: re.Pattern[str]) -> list[int]:
    """The indexes of the first two or more ranks that only a joint keeps apart."""
    run: list[int] = []
    for index, site in enumerate(sites):
        if site.rank is None:
            if len(run) > 1:
                break
            run = []
            continue
        before = sites[index - 1].quantity.span.end if run else 0
        between = reading.seen(Span(before, site.quantity.span.start)) if run else ""
        rose = _ROSE.match(reading.written(site.quantity.span)) is not None
        run = [*run, index] if run and joint.fullmatch(between) and not rose else [index]
    return run if len(run) > 1 else []


def _behind(reading: Reading, sites: list[Site], run: list[int]) -> list[int]:
    """The values behind a row of ranks, where a word says that they are in its order."""
    values = [index + len(run) for index in run]
    if not values or values[-1] >= len(sites):
        return []
    between = Span(sites[run[-1]].quantity.span.end, sites[values[0]].quantity.span.start)
    ordered = cue.RESPECTIVELY.search(reading.written(between))
    return values if ordered else []


def _ranks(sites: list[Site], run: list[int]) -> list[Rank]:
    return [rank for index in run if (rank := sites[index].rank) is not None]


def _counted_ranks(reading: Reading, sites: list[Site]) -> Ranked | None:
    """ "Các vị trí từ thứ 2 đến thứ 5 thuộc về A 91,9%, B 91,4% ...", "ba vị trí đầu lần lượt"."""
    sentence = sites[0].sentence
    text = reading.written(sentence)
    if "thứ" not in text and "đầu" not in text:
        return None
    match = _FROM_TO.search(text)
    if match is not None:
        first, last = int(match[1]), int(match[2])
    else:
        match = _FIRST_FEW.search(text)
        if match is None:
            return None
        words = match[1].lower()
        first, last = 1, _FEW.get(words) or int(words)
    start = sentence.start + match.end()
    values = [
        index
        for index, site in enumerate(sites)
        if site.quantity.span.start >= start and _is_score(site)
    ]
    ranks = [Rank(position, None) for position in range(first, last + 1)]
    return _hand_out(sites, values, ranks, [])


def _hand_out(
    sites: list[Site], values: list[int], ranks: list[Rank], spent: list[int]
) -> Ranked | None:
    within = all(0 <= index < len(sites) and _is_score(sites[index]) for index in values)
    if not within or not ranks or len(values) != len(ranks):
        return None
    return Ranked(dict(zip(values, ranks, strict=True)), frozenset(spent))


LISTS = (
    List("joined ranks", _joined_ranks),
    List("ranks then values", _ranks_then_values),
    List("counted ranks", _counted_ranks),
)


def read_rank(reading: Reading, site: Site, following: Site | None) -> None:
    """A rank belongs to the value before it or behind it, or is a fact of its own."""
    left = _ENTERS.sub(" ", reading.seen(site.left))
    own = naming.read_left(left)
    if following is not None and is_former(reading, site, following):
        reading.note(site, Reason.FORMER_RANK)
        keep_former(reading, site, following, own.label)
        return
    of_that = _of_that_result(reading, site, left)
    if of_that is not None:
        of_that.rank = site.rank
        return
    value = _in_bracket(reading, site) or reading.frame.main
    rose = _ROSE.match(reading.written(site.quantity.span)) is not None
    apart = judge.telling(own.label) or _OTHERS.search(left) is not None
    if value is not None and value.rank is None and not (apart and not rose):
        value.rank = site.rank
    elif following is not None and not _has_own(reading, own.label, site, following):
        reading.frame.waiting = site.rank
        speak_of(reading, own.label)
    else:
        _keep_rank(reading, site, own.label)


def _of_that_result(reading: Reading, site: Site, left: str) -> Draft | None:
    """The value that a rank points back to, past what it is held against."""
    if not _BY_THAT.search(left) or judge.telling(naming.read_right(reading.named(site.right))):
        return None
    own = [one for one in reading.drafts[-_FEW_BACK:] if one.rule is not Rule.COMPARED]
    last = own[-1] if own else None
    return last if last is not None and last.unit in _SCORES and last.rank is None else None


def _in_bracket(reading: Reading, site: Site) -> Draft | None:
    """The value that stands in the same brackets: "(năm 2022 đạt 6,78 điểm, xếp thứ 6)"."""
    last = reading.drafts[-1] if len(reading.drafts) > reading.first else None
    if last is None or site.bracket is None or last.rule is not Rule.COMPARED:
        return None
    between = reading.seen(Span(last.number.end, site.quantity.span.start))
    return None if re.search(r"[()]", between) else last


def _has_own(reading: Reading, label: str, site: Site, following: Site) -> bool:
    """Whether a rank is no value's behind it: "PCI vào tốp 35, PAPI đạt 44 điểm"."""
    if not _is_of_next(reading, site, following):
        return True
    between = Span(site.quantity.span.end, following.quantity.span.start)
    behind = naming.read_left(reading.seen(between)).label
    return "," in reading.seen(between) and judge.telling(label) and judge.telling(behind)


def _is_of_next(reading: Reading, site: Site, following: Site) -> bool:
    if following.rank is not None:
        return False
    quantity = following.quantity
    if _IS_FIRST.match(reading.seen(Span(site.quantity.span.end, quantity.span.start))):
        return True
    between = reading.seen(Span(site.quantity.span.end, quantity.span.start))
    if quantity.unit in ("%", "điểm") and not re.search(r"[;.]", between):
        return True
    if re.search(r"^[^;.]*\bvới\s*$", between) or not between.strip(" ,"):
        return quantity.unit not in ("bậc", "hạng")
    if not quantity.unit and quantity.value % 1 and _WITH.fullmatch(between):
        return True
    return judge.is_linked(between) and not GROUP_NOUN.match(quantity.unit)


def _told_of(reading: Reading, site: Site, label: str) -> str:
    """What a rank is of by what was told: "6,4 điểm, xếp thứ 48 (năm 2023 xếp thứ 53)".

    A bare "điểm trung bình" is the one told last.
    """
    value = reading.frame.main
    here = value is not None and value in reading.drafts[reading.first :]
    if value is not None and here and value.rank is not None and site.bracket is not None:
        return _LEVEL.sub("", value.name)
    if not judge.says(label) and len(label.split()) > 1:
        told = (one.words for one in reversed(reading.frame.told_names))
        return next((words for words in told if words.startswith(f"{label.lower()} ")), "")
    return ""


def _keep_rank(reading: Reading, site: Site, label: str) -> None:
    frame = reading.frame
    right = naming.read_right(reading.named(site.right))
    label = label if len(label.split()) <= LONGEST_RANKED else index_in(label)
    same = _told_of(reading, site, label)
    told = same or frame.names.get("hạng") or frame.topic
    told = told or ranked_by(reading, site) or frame.title
    known = right if judge.telling(right) else told
    name = label if judge.telling(label) else known
    if not (judge.telling(name) or (same and name == same)):
        return
    own = name in (label, right)
    sureness = SURE_OF_OWN if own else frame.sureness
    name = re.sub(r"^xếp hạng\s", "", naming.lower_first(name))
    draft = begin_draft(reading, site, f"xếp hạng {name}", Rule.RANKED, sureness)
    keep(reading, draft, name)
    take_places(reading, draft)
