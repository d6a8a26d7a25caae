"""The pace of a long task, and the time left, in words."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.pace import Pace


def paced(*noted: tuple[float, int], of: int) -> Pace:
    times: Iterator[float] = iter([0.0, *(moment for moment, _ in noted)])
    pace = Pace(times.__next__)
    for _, done in noted:
        pace.note(done, of)
    return pace


@pytest.mark.parametrize(
    ("noted", "of", "words"),
    [
        (((4.0, 160),), 400, "40 bài/giây, còn khoảng 6 giây"),
        (((4.0, 2),), 400, "0,5 bài/giây, còn khoảng 13 phút"),
        (((10.0, 400),), 400_000, "40 bài/giây, còn khoảng 2 giờ 46 phút"),
        (((4.0, 400),), 400, "100 bài/giây, còn khoảng 1 giây"),
    ],
)
def test_tells_the_pace_and_the_time_left(
    noted: tuple[tuple[float, int], ...], of: int, words: str
) -> None:
    assert paced(*noted, of=of).words() == words


@pytest.mark.parametrize("noted", [(), ((0.7, 40),), ((4.0, 0),)])
def test_says_nothing_before_it_can_tell(noted: tuple[tuple[float, int], ...]) -> None:
    assert paced(*noted, of=400).words() == ""


def test_only_what_happened_lately_counts() -> None:
    slow = [(float(second), second) for second in range(1, 61)]
    fast = [(60.0 + second, 60 + 10 * second) for second in range(1, 61)]
    assert paced(*slow, *fast, of=1000).per_second == pytest.approx(10)
