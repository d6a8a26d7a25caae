"""Stored observations for tests of what is shown of them."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from bot.models import Figure
from extract.models import Kind, Observation, Provenance, Span
from index.models import Citation, Hit, StoredArticle, StoredObservation, StoredPassage

QUOTE = "Tỷ lệ hồ sơ trực tuyến của tỉnh đạt 17%."


def observed(value="17", unit="%", *, quote=QUOTE, citation=None, **fields):
    """Make a stored observation; ``fields`` are those of ``Observation``."""
    start = quote.find(value.replace(".", ","))
    where = Citation(
        article="a.txt",
        title="Tỉnh đẩy mạnh dịch vụ công",
        published=date(2022, 6, 29),
        publisher=None,
        url=None,
        paragraph=2,
        quote=quote,
        start=100,
        end=100 + len(quote),
        number_start=100 + max(start, 0),
        number_end=100 + max(start, 0) + len(value),
    )
    observation = Observation(
        indicator="tỷ lệ hồ sơ trực tuyến",
        place="Đồng Tháp",
        province=None,
        subject=None,
        period="2022-06",
        kind=Kind.ACTUAL,
        value=Decimal(value),
        unit=unit,
        provenance=Provenance("a.txt", 2, Span(100, 140), Span(130, 133), "rate"),
    )
    return StoredObservation(1, replace(observation, **fields), replace(where, **(citation or {})))


def figure(*args, target=None, conflicts=(), **fields):
    """Make a figure of an answer."""
    return Figure(observed(*args, **fields), target, tuple(conflicts))


def article(name="a.txt", title="Tỉnh đẩy mạnh dịch vụ công", published=date(2022, 6, 29)):
    """Make a stored article."""
    return StoredArticle(name, title, published, None, None, "0" * 64)


def hit(text="Sở Thông tin và Truyền thông chủ trì.", number=3, score=1.5, rank=1):
    """Make a hit."""
    return Hit(StoredPassage("a.txt", number, 0, len(text), text), score, 0.8, rank)
