"""Two names with their units: one thing, two, or nobody can say."""

import pytest
from goldfile import load
from hypothesis import given
from hypothesis import strategies as st

from extract.indicator import Verdict, load_catalogue, same

CATALOGUE = load_catalogue()
SHARED = {name.lower() for name in CATALOGUE.ambiguous}
PAIRS = [
    pytest.param(verdict, case["unit"], one, other, id=f"{one[:30]} / {other[:30]}")
    for verdict in ("same", "different", "unknown")
    for case in load("indicator.toml")[verdict]
    for one, other in case["pairs"]
]
ENTRIES = [pytest.param(entry, id=entry.id) for entry in CATALOGUE.indicators.values()]


@pytest.mark.parametrize(("verdict", "unit", "one", "other"), PAIRS)
def test_tells_whether_two_names_are_one_thing(verdict, unit, one, other):
    assert same((one, unit), (other, unit)).verdict == verdict
    assert same((other, unit), (one, unit)).verdict == verdict


@pytest.mark.parametrize("entry", ENTRIES)
def test_near_misses_are_never_the_same(entry):
    for id_ in entry.apart:
        other = CATALOGUE.indicators[id_]
        for one_name in own_names(entry):
            for other_name in own_names(other):
                found = same((one_name, entry.units[0]), (other_name, other.units[0]))
                assert found.verdict is Verdict.DIFFERENT, (one_name, other_name)


@pytest.mark.parametrize("entry", ENTRIES)
def test_all_names_of_an_entry_are_the_same(entry):
    unit = entry.units[0]
    for name in own_names(entry):
        assert same((entry.name, unit), (name, unit)).verdict is Verdict.SAME, name


def own_names(entry):
    return [name for name in entry.names if name.lower() not in SHARED]


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        (("tỷ lệ hộ nghèo", "%"), ("tỷ lệ hộ cận nghèo", "%"), "entry"),
        (("diện tích ruộng muối", "ha"), ("diện tích ruộng muối", "%"), "unit"),
        (("số vườn lan", "vườn"), ("tỷ lệ vườn lan", ""), "head"),
        (("số vườn lan", "vườn"), ("số vườn lan quá hạn", "vườn"), "aspect"),
        (("số vườn lan", "vườn"), ("số bến đò", "bến"), "unit"),
        (("số vườn lan", ""), ("số bến đò ngang", ""), "words"),
    ],
)
def test_says_why(one, other, reason):
    found = same(one, other)
    assert (found.verdict, found.reason) == (Verdict.DIFFERENT, reason)


@given(st.text(), st.text())
def test_any_two_texts_can_be_compared_either_way(one, other):
    assert same((one, "%"), (other, "%")).verdict is same((other, "%"), (one, "%")).verdict
