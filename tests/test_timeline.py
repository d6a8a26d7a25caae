import pytest
from answering import make_matcher

from bot.answer.timeline import of_one_length
from index.lookup import Scope


def kept(unit, *periods):
    fields = {"indicator": "số hồ sơ tiếp nhận", "place": "Huế", "unit": unit, "value": "5"}
    rows = [
        (f"a{20 + n}.txt", f"Huế tiếp nhận 5 lần {n}.", "5", fields | {"period": period})
        for n, period in enumerate(periods)
    ]
    entries = make_matcher(tuple(rows)).lookup.pool(Scope(), most=100)
    return [entry.observation.period for entry in of_one_length(entries)]


@pytest.mark.parametrize(
    ("periods", "told"),
    [
        (["2021", "2022", "2023"], ["2021", "2022", "2023"]),
        (["2021", "2022", "2022-Q4", "2023-06"], ["2021", "2022"]),
        (["2018-01/2018-05", "2018-05", "2021", "2022"], ["2021", "2022"]),
        (["2023-01", "2023-02", "2023-Q1", "2023-03"], ["2023-01", "2023-02", "2023-03"]),
        (["2022-01/2022-06", "2023-01/2023-06", "2022", "2023"], ["2022", "2023"]),
        # No two are as long: all that end on days of their own.
        (["2024-01/2024-06", "2024-Q3", "2024-01/2024-09"], ["2024-01/2024-06", "2024-01/2024-09"]),
    ],
)
def test_of_sums_those_of_one_length_are_told(periods, told):
    assert kept("hồ sơ", *periods) == told


@pytest.mark.parametrize(
    ("periods", "told"),
    [
        (["2021", "2022-06", "2023-Q1"], ["2021", "2022-06", "2023-Q1"]),
        (["2021-09", "2021-Q3", "2022-Q3"], ["2021-Q3", "2022-Q3"]),
        (["2021-Q3", "2021-09"], ["2021-Q3"]),
    ],
)
def test_of_rates_one_for_each_day_on_which_a_period_ends_is_told(periods, told):
    assert kept("%", *periods) == told


def test_of_nothing_there_is_no_course():
    assert of_one_length([]) == []
