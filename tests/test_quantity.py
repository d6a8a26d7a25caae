"""Quantities in sentences: value, unit, bound, range, fraction and span."""

import re
import unicodedata
from decimal import Decimal
from itertools import pairwise

import pytest
from goldfile import absent, cases

from extract.models import Bound
from extract.quantity import find_quantities
from extract.text import canonical

FOUND = re.compile(
    r"(?P<stretch>.+) = (?P<value>-?[\d.]*\d)(?:\.\.(?P<value_to>[\d.]+)|/(?P<whole>[\d.]+))? "
    r"(?P<unit>[^<>=~]*?)(?: (?P<bound>[<>~]=?))?"
)


def written(text, quantity):
    """The quantity in the gold file's way, without the bound where it is exact."""
    value = f"{quantity.value:f}"
    if quantity.value_to is not None:
        value += f"..{quantity.value_to:f}"
    if quantity.fraction is not None:
        assert quantity.fraction.part == quantity.value
        value += f"/{quantity.fraction.whole:f}"
    bound = "" if quantity.bound is Bound.EXACT else f" {quantity.bound}"
    stretch = text[quantity.span.start : quantity.span.end]
    return f"{stretch} = {value} {quantity.unit}{bound}"


@pytest.mark.parametrize(("text", "case"), cases("quantity.toml"))
def test_finds_the_quantities(text, case):
    read = canonical(text).text
    assert [written(read, quantity) for quantity in find_quantities(read)] == case["found"]


@pytest.mark.parametrize("text", absent("quantity.toml"))
def test_finds_nothing_where_no_quantity_is(text):
    assert find_quantities(canonical(text).text) == []


def test_the_number_is_the_digits_with_their_multiplier():
    text = "đạt trên 6,5 triệu tài khoản"
    [quantity] = find_quantities(text)
    assert text[quantity.number.start : quantity.number.end] == "6,5 triệu"


def test_the_number_of_a_range_spans_both_ends():
    text = "từ 20-30% hồ sơ"
    [quantity] = find_quantities(text)
    assert text[quantity.number.start : quantity.number.end] == "20-30"


def test_quantities_come_in_order_and_do_not_overlap():
    text = "Tiếp nhận 15.672 hồ sơ, trực tuyến 12.045 hồ sơ (76,86%), tăng từ 5 đến 7 xã, gần 1/3 quá hạn"
    spans = [quantity.span for quantity in find_quantities(text)]
    assert len(spans) >= 4
    assert all(one.end <= other.start for one, other in pairwise(spans))


def test_decomposed_and_composed_text_read_the_same():
    composed = "Đạt gần 6,5 triệu tài khoản, chiếm tỷ lệ 92%"
    decomposed = canonical(unicodedata.normalize("NFD", composed)).text
    assert find_quantities(decomposed) == find_quantities(composed)


@pytest.mark.parametrize(
    "text", ["", "\0", "…", "1" * 5000, "1." * 2000, "5 " * 2000, "( " * 2000, "1/" * 2000]
)
def test_odd_text_raises_nothing(text):
    assert isinstance(find_quantities(canonical(text).text), list)


def test_a_value_is_a_decimal_without_exponent():
    [quantity] = find_quantities("100 triệu đồng")
    assert isinstance(quantity.value, Decimal)
    assert str(quantity.value) == "100000000"
