"""A small invented corpus to ask, and the parts that answer from it.

Each row of ``ROWS`` is one sentence with one number; sentences with the same file name make
one article. The figures are invented.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from bot.answer.describer import Describer
from bot.answer.entry import Entry
from bot.answer.match import Matcher
from bot.engine import Engine
from bot.question.reader import QuestionReader
from bot.question.usage import Learned
from bot.question.where import place_names
from bot.question.wording import load_wording
from extract.indicator import load_catalogue
from extract.models import (
    Baseline,
    BaselineKind,
    Change,
    Direction,
    Kind,
    Observation,
    Provenance,
    Rank,
    Span,
)
from index.lookup import Lookup, MemoryLookup
from index.models import Citation, Hit, StoredArticle, StoredObservation, StoredPassage
from index.passages.seam import Searcher

NATIONAL = (Baseline(BaselineKind.NATIONAL, "bình quân cả nước", Decimal(40), "%"),)
ONLINE = "tỷ lệ hồ sơ nộp trực tuyến"

Row = tuple[str, str, str, dict[str, Any]]

# File name, sentence, the number as written in it, and the fields of the observation.
ROWS: tuple[Row, ...] = (
    (
        "cb24.txt",
        "Tỷ lệ hồ sơ nộp trực tuyến của tỉnh Cao Bằng đạt 35,5%, trong khi bình quân cả nước là 40%.",
        "35,5%",
        {"indicator": ONLINE, "place": "Cao Bằng", "period": "2024-06", "baselines": NATIONAL},
    ),
    (
        "cb24.txt",
        "Năm 2024, Cao Bằng phấn đấu 60% hồ sơ được nộp qua mạng.",
        "60%",
        {"indicator": "hồ sơ được nộp qua mạng", "place": "Cao Bằng", "kind": Kind.TARGET},
    ),
    (
        "cb23.txt",
        "Năm 2023, Cao Bằng có 21% hồ sơ nộp trực tuyến.",
        "21%",
        {"indicator": ONLINE, "place": "Cao Bằng", "period": "2023"},
    ),
    (
        "cb24.txt",
        "Riêng cấp xã, tỷ lệ hồ sơ nộp trực tuyến mới đạt 12%.",
        "12%",
        {"indicator": ONLINE, "place": "Cao Bằng", "subject": "cấp xã", "period": "2024-06"},
    ),
    (
        "bk24.txt",
        "Bắc Kạn có 48% hồ sơ nộp trực tuyến, đứng thứ 7 trên 63 tỉnh, thành phố.",
        "48%",
        {"indicator": ONLINE, "place": "Bắc Kạn", "period": "2024-06", "rank": Rank(7, 63)},
    ),
    (
        "bk24.txt",
        "Toàn tỉnh Bắc Kạn còn 1.250 hồ sơ quá hạn.",
        "1.250 hồ sơ",
        {"indicator": "số hồ sơ quá hạn", "place": "Bắc Kạn", "value": "1250", "unit": "hồ sơ"},
    ),
    (
        "bk24.txt",
        "Tỷ lệ hồ sơ quá hạn của Bắc Kạn là 3,1%, tăng 0,4 điểm phần trăm so với năm trước.",
        "3,1%",
        {
            "indicator": "tỷ lệ hồ sơ quá hạn",
            "place": "Bắc Kạn",
            "change": Change(Decimal("0.4"), "điểm phần trăm", Direction.UP, "năm trước"),
        },
    ),
    (
        "hg24.txt",
        "Tỷ lệ hộ nghèo của huyện Đồng Văn là 41,2%.",
        "41,2%",
        {"indicator": "tỷ lệ hộ nghèo", "place": "Đồng Văn", "province": "Hà Giang"},
    ),
    (
        "hg24.txt",
        "Huyện Bắc Mê có tỷ lệ hộ nghèo 29,8%.",
        "29,8%",
        {"indicator": "tỷ lệ hộ nghèo", "place": "Bắc Mê", "province": "Hà Giang"},
    ),
    (
        "hg24.txt",
        "Huyện Quang Bình có tỷ lệ hộ nghèo 18%.",
        "18%",
        {"indicator": "tỷ lệ hộ nghèo", "place": "Quang Bình", "province": "Hà Giang"},
    ),
    (
        "hg24.txt",
        "Hà Giang có 6.400 hộ cận nghèo, chiếm 7,7% số hộ.",
        "6.400 hộ",
        {"indicator": "số hộ cận nghèo", "place": "Hà Giang", "value": "6400", "unit": "hộ"},
    ),
    (
        "hg24.txt",
        "Hà Giang có 6.400 hộ cận nghèo, chiếm 7,7% số hộ.",
        "7,7%",
        {"indicator": "tỷ lệ hộ cận nghèo", "place": "Hà Giang"},
    ),
    (
        "lc24.txt",
        "Thu ngân sách nhà nước trên địa bàn Lào Cai đạt 9.800 tỷ đồng.",
        "9.800 tỷ đồng",
        {
            "indicator": "thu ngân sách nhà nước trên địa bàn",
            "place": "Lào Cai",
            "value": "9800000000000",
            "unit": "đồng",
        },
    ),
    (
        "lc24b.txt",
        "Tổng thu ngân sách nhà nước của Lào Cai năm 2024 là 9.950 tỷ đồng.",
        "9.950 tỷ đồng",
        {
            "indicator": "tổng thu ngân sách nhà nước",
            "place": "Lào Cai",
            "value": "9950000000000",
            "unit": "đồng",
        },
    ),
    (
        "tb24.txt",
        "Thái Bình có 912 tổ công nghệ số cộng đồng.",
        "912 tổ",
        {
            "indicator": "số tổ công nghệ số cộng đồng",
            "place": "Thái Bình",
            "value": "912",
            "unit": "tổ",
        },
    ),
    (
        "cn24.txt",
        "Cả nước có 76.000 tổ công nghệ số cộng đồng.",
        "76.000 tổ",
        {
            "indicator": "số tổ công nghệ số cộng đồng",
            "place": "Việt Nam",
            "value": "76000",
            "unit": "tổ",
        },
    ),
)


def make_store(
    rows: tuple[Row, ...] = ROWS,
) -> tuple[list[StoredObservation], list[StoredArticle], dict[str, str]]:
    """Make observations, articles and the articles' texts of some rows."""
    paragraphs: dict[str, list[str]] = defaultdict(list)
    for name, sentence, _, _ in rows:
        if sentence not in paragraphs[name]:
            paragraphs[name].append(sentence)
    texts = {name: "\n".join(sentences) for name, sentences in paragraphs.items()}
    articles = [
        StoredArticle(name, f"Bài {name}", _published(name), None, None, "") for name in texts
    ]
    observations = [_stored(i, row, texts[row[0]]) for i, row in enumerate(rows)]
    return observations, articles, texts


def _published(name: str) -> date:
    return date(2000 + int("".join(filter(str.isdigit, name))), 12, 20)


def _stored(number: int, row: Row, text: str) -> StoredObservation:
    name, sentence, written, fields = row
    start = text.index(sentence)
    first = start + sentence.index(written)
    span, quote = Span(first, first + len(written)), Span(start, start + len(sentence))
    value = fields.get("value", written.rstrip("%").replace(",", "."))
    year = str(_published(name).year)
    plain = Observation(
        indicator="",
        place=None,
        province=None,
        subject=None,
        period=year,
        kind=Kind.ACTUAL,
        value=Decimal(value),
        unit="%",
        provenance=Provenance(name, 1, quote, span, "test"),
    )
    observation = replace(plain, **{k: v for k, v in fields.items() if k != "value"})
    citation = Citation(
        article=name,
        title=f"Bài {name}",
        published=_published(name),
        publisher=None,
        url=None,
        paragraph=1,
        quote=sentence,
        start=quote.start,
        end=quote.end,
        number_start=span.start,
        number_end=span.end,
    )
    return StoredObservation(number, observation, citation)


class FixedSearcher:
    """Finds the same passages whatever is asked, and remembers the queries."""

    def __init__(self, *coverages: float) -> None:
        self.queries: list[str] = []
        self._coverages = coverages

    def search(
        self, query: str, *, k: int, related: Mapping[str, Sequence[str]] | None = None
    ) -> list[Hit]:
        self.queries.append(query)
        return [
            Hit(StoredPassage("cb24.txt", n, 0, 1, f"đoạn {n}"), 10.0 - n, coverage, n)
            for n, coverage in enumerate(self._coverages, start=1)
        ][:k]


class Small:
    """A source of some observations."""

    vocabulary = None

    def __init__(
        self,
        observations: Sequence[StoredObservation],
        articles: Sequence[StoredArticle],
        texts: Mapping[str, str],
        searcher: Searcher | None = None,
    ) -> None:
        self._observations = observations
        self._articles = articles
        self._texts = texts
        self.searcher = searcher or FixedSearcher()
        self.catalogue = load_catalogue()

    def observations(self) -> Sequence[StoredObservation]:
        return self._observations

    def places(self) -> list[tuple[str, str | None]]:
        held = [(s.observation.place, s.observation.province) for s in self._observations]
        return list(dict.fromkeys((place, home) for place, home in held if place is not None))

    def tallied_places(self) -> list[tuple[str, str | None, int]]:
        held = Counter((s.observation.place, s.observation.province) for s in self._observations)
        return [(place, home, n) for (place, home), n in held.items() if place is not None]

    def indicators(self) -> list[tuple[str, str, int]]:
        named = Counter((s.observation.indicator, s.observation.unit) for s in self._observations)
        return [(name, unit, n) for (name, unit), n in named.items()]

    def lookup(self, describer: Describer) -> Lookup[Entry]:
        return MemoryLookup(self._observations, describer)

    def newest_day(self) -> date | None:
        days = [a.published for a in self._articles if a.published is not None]
        return max(days, default=None)

    def text_of(self, name: str) -> str:
        return self._texts[name]


def make_engine(rows: tuple[Row, ...] = ROWS, searcher: FixedSearcher | None = None) -> Engine:
    """Make an engine over some rows."""
    return Engine(Small(*make_store(rows), searcher))


def make_matcher(rows: tuple[Row, ...] = ROWS) -> Matcher:
    """Make a matcher over some rows."""
    describer = Describer(load_wording(), load_catalogue())
    return Matcher(MemoryLookup(make_store(rows)[0], describer), describer)


def make_reader(rows: tuple[Row, ...] = ROWS) -> QuestionReader:
    """Make a reader of questions about some rows."""
    observations, _, texts = make_store(rows)
    named = [s.observation for s in observations]
    words = [*texts.values(), *(o.indicator for o in named)]
    words += [name for i in load_catalogue().indicators.values() for name in (i.name, *i.aliases)]
    held = [(o.place, o.province) for o in named if o.place is not None]
    usage = Learned((*load_wording().phrases, *words), place_names(held))
    return QuestionReader(load_wording(), usage, held, date(2024, 12, 20))
