"""When a field counts as right, and what so many right ones allow to claim."""

from dataclasses import replace
from decimal import Decimal

import pytest
from factories import make_article, make_observation
from goldfile import load

from bot.evaluation.compare import (
    NAME_AGREES,
    covers,
    name_agreement,
    same_place,
    same_unit,
    same_year,
)
from bot.evaluation.gold import GoldObservation
from bot.evaluation.pairing import judge, pair_up
from bot.evaluation.reading import Reading, by_rule, by_tenth
from bot.evaluation.tally import Counts, Tally, f1, f1_interval, measure
from extract.models import Baseline, BaselineKind, Change, Direction
from index.models import Citation, StoredObservation

SAME = {
    "unit": same_unit,
    "place": same_place,
    "period": same_year,
    "name": lambda wanted, given: name_agreement((wanted,), given) >= NAME_AGREES,
    "subject": covers,
}
QUOTE = "Tỉnh có 61% hồ sơ nộp trực tuyến, bình quân cả nước là 53%."


def cases():
    for kind, table in load("evaluation.toml").items():
        for verdict in ("same", "different"):
            for wanted, given in table[verdict]:
                yield pytest.param(kind, wanted or None, given or None, verdict == "same")


@pytest.mark.parametrize(("kind", "wanted", "given", "same"), list(cases()))
def test_compares_the_fields(kind, wanted, given, same):
    assert SAME[kind](wanted, given) is same


def gold(**fields):
    plain = {
        "article": "a.txt",
        "quotes": [QUOTE],
        "indicator": "tỷ lệ hồ sơ nộp trực tuyến",
        "place": "Cao Bằng",
        "period": "2022-06",
        "kind": "actual",
        "value": "61",
        "unit": "%",
    }
    return GoldObservation.model_validate(plain | fields)


def given(**fields):
    return make_observation(make_article(), **fields)


def stored(quote=QUOTE, **fields):
    citation = Citation("a.txt", "", None, None, None, 1, quote, 0, len(quote), 0, 1)
    return StoredObservation(1, given(**fields), citation)


def test_a_plain_observation_is_right_in_all_that_the_gold_says():
    verdicts = judge(gold(), given())
    assert {name for name, right in verdicts.items() if right is None} == {
        "subject",
        "baseline",
        "change",
        "rank",
        "fraction",
    }
    assert False not in verdicts.values()


def test_a_baseline_that_no_source_states_is_a_fault():
    baseline = Baseline(BaselineKind.NATIONAL, "cả nước", Decimal(53), "%")
    assert judge(gold(), given(baselines=(baseline,)))["baseline"] is False


def test_any_of_several_baselines_is_right_whatever_their_order():
    other = Baseline(BaselineKind.PREVIOUS, "năm trước", Decimal(40), "%")
    right = replace(other, value=Decimal(53))
    wanted = gold(baseline=[{"value": "53"}, {"value": "70"}])
    assert judge(wanted, given(baselines=(other, right)))["baseline"] is True
    assert judge(wanted, given(baselines=(other,)))["baseline"] is False
    assert judge(wanted, given())["baseline"] is False


def test_a_fall_that_stands_alone_may_have_either_unit_of_percent():
    alone = gold(value="4", change={"value": "4.0", "direction": "down"})
    fall = Change(Decimal(4), "điểm phần trăm", Direction.DOWN)
    told = given(value=Decimal(4), unit="điểm phần trăm", change=fall)
    assert judge(alone, told)["unit"] is True
    assert judge(gold(value="4"), told)["unit"] is False


def test_equal_values_are_matched_by_what_else_agrees():
    golds = [gold(place="Hà Giang"), gold()]
    pairs = pair_up(golds, [stored(), stored(place="Hà Giang")])
    assert {(pair.wanted, pair.given) for pair in pairs} == {(0, 1), (1, 0)}
    assert all(pair.is_strict for pair in pairs)


def test_a_quote_weighs_more_than_one_field():
    golds = [gold(quotes=["Cả vùng có 61% hồ sơ."]), gold(period="2021")]
    pairs = pair_up(golds, [stored()])
    assert [(pair.wanted, pair.given) for pair in pairs] == [(1, 0)]


def test_an_observation_is_matched_only_once():
    assert len(pair_up([gold(), gold()], [stored()])) == 1
    assert len(pair_up([gold()], [stored(), stored()])) == 1


def test_the_interval_of_a_rate():
    tally = Tally()
    for right in (True, True, True, False):
        tally.add(right)
    low, high = tally.interval
    assert (round(low, 3), round(high, 3)) == (0.301, 0.954)
    assert Tally().interval == (0.0, 1.0)


def test_f1_of_nothing_is_nothing():
    assert f1(0, 0, 0) == (0.0, 0.0, 0.0)
    assert f1(1, 2, 1) == (1.0, 0.5, pytest.approx(2 / 3))


def test_the_interval_of_f1_holds_it_and_is_the_same_each_time():
    articles = tuple(Counts(hits, 100, 103 - hits) for hits in range(60, 99, 3))
    low, high = f1_interval(articles)
    assert low < measure(articles).f1 < high
    f1_interval.cache_clear()
    assert f1_interval(articles) == (low, high)


def test_the_interval_of_f1_is_as_wide_as_so_many_articles_allow():
    articles = tuple(Counts(i % 2, 1, 1) for i in range(100))
    assert f1_interval(articles) == pytest.approx((0.402, 0.598), abs=0.015)


def test_the_interval_of_f1_is_wider_where_whole_articles_go_wrong():
    even = tuple(Counts(5 + i % 2, 10, 10) for i in range(20))
    uneven = tuple(Counts(10 * (i % 2), 10, 10) for i in range(20))
    narrow, wide = f1_interval(even), f1_interval(uneven)
    assert wide[1] - wide[0] > 5 * (narrow[1] - narrow[0])


@pytest.mark.parametrize("articles", [(), (Counts(3, 4, 4),), (Counts(4, 4, 4),) * 3])
def test_articles_that_came_out_alike_allow_no_interval_of_f1(articles):
    assert f1_interval(articles) is None


READINGS = (
    Reading("count", 0.95, True, True),
    Reading("count", 1.0, True, True),
    Reading("count", 0.9, True, False),
    Reading("rank", 0.31, False, False),
    Reading("bare", None, True, True),
)


def test_rules_come_with_their_precision_the_busiest_first():
    rules = by_rule(READINGS)
    assert list(rules) == ["count", "bare", "rank"]
    assert rules["count"].found == Tally(3, 3)
    assert rules["count"].strict == Tally(2, 3)
    assert rules["rank"].found == Tally(0, 1)


def test_confidence_is_compared_with_what_was_right_in_each_tenth():
    tenths = by_tenth(READINGS)
    assert list(tenths) == [3, 9]
    assert tenths[9].strict == Tally(2, 3)
    assert tenths[9].mean_confidence == pytest.approx(0.95)
    assert by_tenth(READINGS[4:]) == {}
