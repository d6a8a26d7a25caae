"""What speaks for each place that an article may be about.

``Votes.of`` is the entry point. ``EVIDENCE`` holds the parts of an article that name places,
with how much a name in each of them tells; names within names, web addresses, datelines and
the paper's imprint are read beside them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from extract.models import Article, Level, Place, PlaceMention
from extract.observe.scene.dateline import is_round_up
from extract.place import find_places, provinces
from extract.place.gazetteer import MERGED_ON, successor
from extract.text import canonical, fold

_PAPER = re.compile(
    r"^(?:Báo|Đài|Đài PT-TH|Đài Phát thanh và Truyền hình|Tạp chí)\s|\s(?:Online|điện tử)$",
    re.IGNORECASE,
)
_IMPRINT = re.compile(
    r"\b(?:Cơ quan (?:của|ngôn luận|chủ quản)|Đơn vị chủ quản|Cổng (?:thông tin|TTĐT)|Trang thông tin|Bản quyền|"
    r"Giấy phép|Chịu trách nhiệm|Tòa soạn|Trụ sở|Nơi nhận|Nguồn)\b|^Địa chỉ\b|©",
    re.IGNORECASE,
)
# "Đồng Văn I", "Quế Võ II": a park or plant, wherever it lies.
_NUMBERED = re.compile(r" [IVX]{1,4}(?![\w.])")
_MASTHEAD_LINES = 6
_ADDRESS = re.compile(
    r"\b((?:[a-z0-9-]+\.)*[a-z0-9-]+)\.(?:com|org|gov|net|edu)?\.?vn\b", re.IGNORECASE
)
_ADDRESS_WEIGHT = 3
TITLE_WEIGHT = 6
LEAD_WEIGHT = 3
# "Các khu công nghiệp Bắc Ninh": a province in the name of something else tells less.
_NAME_WEIGHT = 3
# "Giám đốc Sở Y tế Long An": whose officials speak tells more than a name.
_OFFICE = re.compile(
    r"\b(?:Sở|UBND|HĐND|Tỉnh ủy|Công an|Cục|Chi cục|Ban Quản lý|BHXH|Bảo hiểm xã hội|Cục Thuế|CDC|Bệnh viện|Kho bạc|"
    r"Trung tâm Kiểm soát|Liên đoàn|LĐLĐ|Tỉnh đoàn|Hội|Viện kiểm sát|Tòa án|Hải quan|Thống kê)(?: [^.,;:()]{1,60})? ?$"
)
_LONGEST_OFFICE = 75
_LONGEST_COMPARISON = 45
# "So với Hà Nội và Huế": what a place is held against is another.
_COMPARED = re.compile(
    r"\b(?:[Ss]o với|cao hơn|thấp hơn|nhiều hơn|ít hơn|thua|kém)\s[^.,;:()]{0,30}$"
)
_OFFICE_WEIGHT = 2
_LEAD_PASSAGES = 2
# "Baoquangtri.vn - Ngày ...": no dateline is longer.
_DATELINE = 60


@dataclass(slots=True)
class Votes:
    """How much speaks for each place.

    Attributes:
        all: Everything.
        above: What stands above the text: headline, masthead, address, dateline.
        titled: The headline and the dateline alone.
        regions: Those of the headline.
        early: The places that the first passages name.
        opening: The one province whose places the first sentence names.
    """

    all: Counter[Place] = field(default_factory=Counter)
    above: Counter[Place] = field(default_factory=Counter)
    titled: Counter[Place] = field(default_factory=Counter)
    regions: tuple[Place, ...] = ()
    early: set[Place] = field(default_factory=set)
    opening: str | None = None

    @classmethod
    def of(cls, article: Article, datelines: Mapping[int, Place]) -> Votes:
        """Collect the votes of an article.

        Args:
            article: The article.
            datelines: Whose news its passages are, by number.
        """
        votes = cls()
        system = _system(article.published)
        shared: list[tuple[tuple[Place, ...], int, bool]] = []
        for row in EVIDENCE:
            for text in row.texts(article):
                for mention in _named(text, article.published):
                    if mention.ambiguous:
                        shared.append((mention.candidates, row.weight, row.above))
                    else:
                        before = text[
                            max(0, mention.span.start - _LONGEST_OFFICE) : mention.span.start
                        ]
                        weight = row.weight + _OFFICE_WEIGHT * bool(_OFFICE.search(before))
                        votes.add(_now(mention.place, system), weight, above=row.above)
                    if row.weight >= LEAD_WEIGHT:
                        votes.early.update(mention.candidates)
        for place in _beside_the_text(article, datelines):
            votes.add(place[0], place[1], above=True)
        known = Counter(map(family_of, votes.all))
        known.update(family_of(place) for candidates, _, _ in shared for place in candidates)
        for candidates, weight, above in shared:
            # The province that most of the names have in common.
            likely = max(candidates, key=lambda place: known[family_of(place)])
            votes.add(likely, weight, above=above)
        votes.opening = _opening(article)
        titled = find_places(canonical(article.title).text, on=article.published)
        votes.regions = tuple(m.place for m in titled if m.place.level is Level.REGION)
        return votes

    def add(self, place: Place, weight: int, *, above: bool) -> None:
        """Give a place more votes."""
        # "Phường A" and "phường A, tỉnh B" are one.
        for known in self.all if place.level is Level.COMMUNE else ():
            if known.level is place.level and known.name == place.name:
                place = known
                break
        self.all[place] += weight
        if above:
            self.above[place] += weight
        if above and weight >= TITLE_WEIGHT:
            self.titled[place] += weight


@dataclass(frozen=True, slots=True)
class Evidence:
    """One part of an article that names places.

    Attributes:
        name: What it is.
        weight: How much a name in it tells.
        texts: Gives its texts.
        above: Whether it stands above the text.
    """

    name: str
    weight: int
    texts: Callable[[Article], Iterable[str]]
    above: bool = False


EVIDENCE = (
    Evidence("headline", TITLE_WEIGHT, lambda article: [article.title], above=True),
    Evidence("publisher", 3, lambda article: [_publisher(article)], above=True),
    Evidence("masthead", 3, lambda article: map(_canonical, _masthead(article)), above=True),
    Evidence(
        "lead",
        LEAD_WEIGHT,
        lambda article: [p.text for p in article.passages if p.number <= _LEAD_PASSAGES],
    ),
    Evidence(
        "text", 1, lambda article: [p.text for p in article.passages if p.number > _LEAD_PASSAGES]
    ),
)


def _opening(article: Article) -> str | None:
    text = article.passages[0].text if article.passages else ""
    first = re.split(r"[.!?]\s", text)[0]
    families = {family_of(mention.place) for mention in _named(first, article.published)}
    return families.pop() if len(families) == 1 else None


def _canonical(line: str) -> str:
    return canonical(line).text


def _publisher(article: Article) -> str:
    # A paper bears its province's name ("Báo Thái Nguyên"), which is no place in a sentence.
    return _PAPER.sub("", article.publisher or "")


def _masthead(article: Article) -> list[str]:
    body = article.passages[0].span.start if article.passages else len(article.raw)
    return article.raw[:body].splitlines()[:_MASTHEAD_LINES]


def _named(text: str, published: date | None) -> Iterator[PlaceMention]:
    for mention in find_places(text, on=published):
        # "Hà Nội, ngày 5 tháng 6": where it was signed, not what it is about.
        signed = re.match(r",\s*ngày\b", text[mention.span.end :])
        numbered = not mention.typed and _NUMBERED.match(text, mention.span.end)
        held_against = _COMPARED.search(
            text, max(0, mention.span.start - _LONGEST_COMPARISON), mention.span.start
        )
        told = mention.place.level is not Level.REGION and not held_against
        if told and not signed and not numbered:
            yield mention


def _beside_the_text(
    article: Article, datelines: Mapping[int, Place]
) -> Iterator[tuple[Place, int]]:
    """What stands in no sentence: names within names, addresses, datelines; with their weights."""
    if not any(find_places(article.title, on=article.published)):
        for place in _within_names(article.title, article.published):
            yield place, _NAME_WEIGHT
    lead = article.passages[0].text[:_DATELINE] if article.passages else ""
    heads = (_publisher(article), *_masthead(article), lead)
    for place in _of_address("\n".join(heads), article.published):
        yield place, _ADDRESS_WEIGHT
    if not is_round_up(datelines):
        for place in set(datelines.values()):
            yield place, TITLE_WEIGHT


def of_imprint(article: Article) -> Place | None:
    """Find the one province that the paper's imprint names: "Báo Gia Lai - Cơ quan của Đảng bộ tỉnh"."""
    lines = [line for line in article.raw.splitlines() if _IMPRINT.search(line)]
    found = {place for line in lines for place in _within_names(line, article.published)}
    found |= {place for line in lines for place in _of_address(line, article.published)}
    return found.pop() if len(found) == 1 else None


def _of_address(text: str, published: date | None) -> list[Place]:
    """The provinces that web addresses bear: "baoninhbinh.org.vn"."""
    labels = [match[1].lower() for match in _ADDRESS.finditer(text)]
    if not labels:
        return []
    return [
        place
        for place in provinces(_system(published))
        if any(fold(place.name).replace(" ", "") in label for label in labels)
    ]


def _within_names(title: str, published: date | None) -> list[Place]:
    """The provinces that a headline holds, be it within another name: "PC Gia Lai"."""
    text = canonical(title).text
    return [
        place
        for place in provinces(_system(published))
        if re.search(rf"(?<!\w)(?:{place.name}|{place.name.upper()})(?!\w)", text)
    ]


def _now(place: Place, system: str) -> Place:
    """What was a province of the 63 before ("khu vực Bình Định cũ") speaks for what it became."""
    became = successor(place) if system == "34" and place.level is Level.PROVINCE else None
    return place if became is None else became


def _system(published: date | None) -> str:
    return "34" if published is not None and published >= MERGED_ON else "63"


def family_of(place: Place) -> str:
    """Give the name of the province that a place lies in, or is."""
    return place.province or place.name
