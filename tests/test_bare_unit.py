"""A number without a unit is counted in that of the number it goes on from, or leads up to."""

from datetime import date

import pytest
from goldfile import cases, load

from extract.article import parse_article
from extract.models import Declared
from extract.observe import bare_unit, observe

DECLARED = Declared(place="Bến Tre", published=date(2024, 7, 15), evidence="test")


def units_of(sentence):
    text = f"Tin tức trong tỉnh và các địa phương\n\n{sentence}\n"
    return [o.unit for o in observe(parse_article("a.txt", text, DECLARED))]


@pytest.mark.parametrize(
    ("text", "case"), [*cases("bare_unit.toml"), *cases("bare_unit.toml", "other")]
)
def test_a_bare_number_shares_its_neighbours_unit(text, case):
    assert units_of(text) == case["units"]


def test_every_rule_has_a_case_that_needs_it(monkeypatch):
    known = bare_unit.RULES
    gold = load("bare_unit.toml")["case"]
    assert [case["rule"] for case in gold] == [rule.name for rule in known]
    idle = []
    for case in gold:
        rest = tuple(rule for rule in known if rule.name != case["rule"])
        monkeypatch.setattr(bare_unit, "RULES", rest)
        if all(units_of(text) == case["units"] for text in case["texts"]):
            idle.append(case["rule"])
    assert idle == []
