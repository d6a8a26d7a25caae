"""What a number with its bound says of the true value."""

from decimal import Decimal

import pytest

from bot.answer.interval import of_value
from extract.models import Bound


def interval(number, bound=Bound.EXACT, unit="%", **kwargs):
    return of_value(Decimal(number), bound, unit, **kwargs)


@pytest.mark.parametrize(
    ("claimed", "given"),
    [
        (("50", Bound.ABOVE), ("50.1", Bound.EXACT)),
        (("50", Bound.ABOVE), ("50", Bound.ABOVE)),
        (("50", Bound.ABOVE), ("60", Bound.AT_LEAST)),
        (("50", Bound.AT_LEAST), ("50", Bound.EXACT)),
        (("50", Bound.BELOW), ("49.9", Bound.EXACT)),
        (("50", Bound.AT_MOST), ("50", Bound.BELOW)),
        (("20", Bound.ABOUT), ("19.2", Bound.EXACT)),
    ],
)
def test_a_claim_covers_what_is_surely_in_it(claimed, given):
    assert interval(*claimed).covers(interval(*given))


@pytest.mark.parametrize(
    ("claimed", "given"),
    [
        (("50", Bound.ABOVE), ("50", Bound.EXACT)),
        (("50", Bound.BELOW), ("50", Bound.EXACT)),
        (("50", Bound.ABOVE), ("50", Bound.BELOW)),
        (("50", Bound.BELOW), ("50", Bound.ABOVE)),
        (("50", Bound.EXACT), ("50", Bound.ABOVE)),
        (("20", Bound.ABOUT), ("18.9", Bound.EXACT)),
        (("95", Bound.ABOUT), ("92", Bound.EXACT)),
    ],
)
def test_what_cannot_meet_lies_apart(claimed, given):
    assert interval(*claimed).apart(interval(*given))
    assert not interval(*claimed).covers(interval(*given))


@pytest.mark.parametrize(
    ("claimed", "given"),
    [
        (("60", Bound.ABOVE), ("50", Bound.ABOVE)),
        (("60", Bound.EXACT), ("50", Bound.ABOVE)),
        (("50", Bound.AT_MOST), ("50", Bound.AT_LEAST)),
    ],
)
def test_what_may_meet_is_left_open(claimed, given):
    assert not interval(*claimed).apart(interval(*given))
    assert not interval(*claimed).covers(interval(*given))


def test_counts_are_about_a_number_within_a_twentieth():
    assert interval("1000", Bound.ABOUT, "hộ").covers(interval("1050", unit="hộ"))
    assert interval("1000", Bound.ABOUT, "hộ").apart(interval("1051", unit="hộ"))


def test_a_range_reaches_from_end_to_end():
    both = interval("10", value_to=Decimal(12))
    assert both.covers(interval("11"))
    assert both.apart(interval("12.5"))
