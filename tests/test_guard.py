"""Where no quantity may start: the rules of ``guard_rules`` on their gold cases."""

import re
from itertools import pairwise

import pytest
from goldfile import absent, cases, load

from extract.quantity import find_quantities
from extract.quantity.guard import find_guarded, rules_behind
from extract.quantity.guard_rules import RULES
from extract.text import canonical


def guarded_in(text):
    return [text[span.start : span.end] for span in find_guarded(text)]


@pytest.mark.parametrize(("text", "case"), cases("guard.toml"))
def test_guards_what_stands_in_brackets(text, case):
    bare = canonical(text.replace("[", "").replace("]", "")).text
    assert guarded_in(bare) == re.findall(r"\[([^]]+)\]", text)


@pytest.mark.parametrize("text", absent("guard.toml"))
def test_leaves_quantities_alone(text):
    assert guarded_in(text) == []
    assert find_quantities(text)


def test_every_rule_has_a_gold_case():
    assert {case["rule"] for case in load("guard.toml")["case"]} == {rule.name for rule in RULES}


def test_every_rule_is_needed_by_its_cases(monkeypatch):
    idle = []
    for case in load("guard.toml")["case"]:
        rest = tuple(rule for rule in RULES if rule.name != case["rule"])
        monkeypatch.setattr("extract.quantity.guard.RULES", rest)
        rules_behind.cache_clear()
        texts = [text.replace("[", "").replace("]", "") for text in case["texts"]]
        wanted = [re.findall(r"\[([^]]+)\]", text) for text in case["texts"]]
        if [guarded_in(text) for text in texts] == wanted:
            idle.append(case["rule"])
    rules_behind.cache_clear()
    assert idle == []


def test_stretches_come_in_order_and_do_not_overlap():
    spans = find_guarded("Ngày 5/6/2022, Nghị định 61/2018/NĐ-CP, mức độ 3, 4, Quận 1, năm 2024")
    assert len(spans) == 5
    assert all(one.end <= other.start for one, other in pairwise(spans))
