"""Ranks in sentences."""

import pytest
from goldfile import absent, cases, load

from extract.models import Rank
from extract.quantity.rank import RULES, find_ranks


@pytest.mark.parametrize(("text", "case"), cases("rank.toml"))
def test_finds_the_rank(text, case):
    [mention] = find_ranks(text)
    assert mention.rank == Rank(case["position"], case.get("of"))


@pytest.mark.parametrize("text", absent("rank.toml"))
def test_finds_no_rank(text):
    assert find_ranks(text) == []


def test_every_rule_has_a_gold_case():
    covered = {case["rule"] for case in load("rank.toml")["case"]} | {"also"}
    assert covered == {rule.name for rule in RULES}


def test_a_second_rank_leans_on_the_verb_of_the_first():
    ranks = [mention.rank for mention in find_ranks("xếp thứ 5 và thứ 6 toàn quốc")]
    assert ranks == [Rank(5), Rank(6)]
    ranks = [mention.rank for mention in find_ranks("xếp thứ hai và thứ ba khối huyện")]
    assert ranks == [Rank(2), Rank(3)]


@pytest.mark.parametrize(
    ("text", "ranks"),
    [
        ("từ vị trí 62 năm 2019 lên 48 với 41,5 điểm", [62, 48]),
        ("tăng ba bậc, từ 58 lên 55 (5,9 điểm)", [58, 55]),
        ("từ thứ 44 (năm 2021) lên thứ 29 (năm 2022) rồi 24.", [44, 29, 24]),
        ("tăng từ 58 lên 65 điểm", []),
        ("vị trí 62, tăng 1 bậc, lên 48 điểm", [62]),
    ],
)
def test_a_number_alone_is_a_rank_behind_one_that_was_left(text, ranks):
    assert [mention.rank.position for mention in find_ranks(text)] == ranks


def test_ranks_come_in_order_of_position():
    text = "PAR INDEX xếp thứ 52/63; PCI đứng đầu; SIPAS hạng 7"
    assert [mention.rank for mention in find_ranks(text)] == [Rank(52, 63), Rank(1), Rank(7)]


def test_the_span_covers_the_words_of_the_rank():
    text = "chiếm tỷ lệ 92% đứng hàng thứ 5 trên tổng số 8 huyện"
    [mention] = find_ranks(text)
    assert text[mention.span.start : mention.span.end] == "đứng hàng thứ 5 trên tổng số 8"
