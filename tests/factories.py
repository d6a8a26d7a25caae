"""Small articles and observations for tests, whole in every field that is not named."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from extract.article import parse_article
from extract.models import (
    Article,
    Baseline,
    BaselineKind,
    Bound,
    Change,
    Declared,
    Direction,
    Fraction,
    Kind,
    Observation,
    Provenance,
    Rank,
    Span,
)

SENTENCE = "Tỉnh có 61% hồ sơ nộp trực tuyến, bình quân cả nước là 53%."


def make_text(sentence: str = SENTENCE) -> str:
    """Write a page whose only paragraph is ``sentence``."""
    return f"Nhiều chuyển biến trong giải quyết hồ sơ của tỉnh\n29/06/2022 19:16\n\n{sentence}\n"


def make_article(
    name: str = "a.txt", sentence: str = SENTENCE, declared: Declared | None = None
) -> Article:
    """Make an article whose only paragraph is ``sentence``."""
    return parse_article(name, make_text(sentence), declared)


def make_observation(article: Article, **fields: Any) -> Observation:
    """Make an observation of an article's first paragraph.

    Args:
        article: Where it stands; its whole first paragraph is quoted.
        fields: Replace those of a plain "61%".
    """
    passage = article.passages[0]
    provenance = Provenance(article.name, 1, passage.span, passage.span, "test")
    plain = Observation(
        indicator="tỷ lệ hồ sơ nộp trực tuyến",
        place="Cao Bằng",
        province=None,
        subject=None,
        period="2022-06",
        kind=Kind.ACTUAL,
        value=Decimal(61),
        unit="%",
        provenance=provenance,
    )
    return replace(plain, **fields)


def make_full_observation(article: Article) -> Observation:
    """Make an observation with every field set, none to a value that another has."""
    passage = article.passages[0]
    return Observation(
        indicator="tỷ lệ hồ sơ",
        place="Hòa An",
        province="Cao Bằng",
        subject="cấp xã",
        period="2024-01/2024-06",
        kind=Kind.TARGET,
        value=Decimal("1488000.50"),
        unit="hồ sơ",
        provenance=Provenance(
            article.name,
            1,
            passage.span,
            Span(passage.span.start + 8, passage.span.start + 11),
            "rule",
            ("place", "period"),
        ),
        bound=Bound.AT_LEAST,
        value_to=Decimal("2E+6"),
        baselines=(
            Baseline(BaselineKind.NATIONAL, "cả nước", Decimal("0.10"), "%", "2023", derived=True),
            Baseline(BaselineKind.PREVIOUS, "năm trước", Decimal(7), "điểm"),
        ),
        change=Change(Decimal("4.556"), "điểm", Direction.DOWN, "cùng kỳ"),
        rank=Rank(5, 8),
        fraction=Fraction(Decimal(110), Decimal(329)),
    )


PUBLISHED = date(2022, 6, 29)
