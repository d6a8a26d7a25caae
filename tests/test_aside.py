"""Places that a sentence names only in passing."""

from datetime import date
from itertools import pairwise

import pytest
from goldfile import absent, cases, load

from extract.article import parse_article
from extract.models import Declared
from extract.observe import aside, observe
from extract.observe.mask import mask

GOLD = "aside.toml"
DECLARED = Declared(place="Bến Tre", published=date(2024, 7, 15), evidence="test")


def asides(text):
    """What is named in passing, and by which rule."""
    masked = mask(text, date(2024, 7, 15), None)
    found = pairwise([None, *masked.places])
    whys = [(place, aside.why_aside(masked, place, before)) for before, place in found]
    return [(place.place.name, why.name) for place, why in whys if why is not None]


@pytest.mark.parametrize(("text", "case"), cases(GOLD))
def test_a_place_named_in_passing_is_known_by_its_rule(text, case):
    found = asides(text)
    assert {name for name, _ in found} <= set(case["aside"])
    assert case["rule"] in {why for _, why in found}


@pytest.mark.parametrize("text", absent(GOLD))
def test_what_a_text_turns_to_is_not_in_passing(text):
    assert asides(text) == []


def test_every_rule_has_a_gold_case():
    assert {case["rule"] for case in load(GOLD)["case"]} == {rule.name for rule in aside.RULES}


def test_files_are_no_lake_in_a_list_of_districts():
    text = "Tin tức\n\nTỷ lệ hồ sơ trực tuyến của huyện Ba Tri là 73%, Giồng Trôm 69,5%, còn Thạnh Phú 54%.\n"
    found = [(one.place, one.subject) for one in observe(parse_article("a.txt", text, DECLARED))]
    assert found == [("Ba Tri", None), ("Giồng Trôm", None), ("Thạnh Phú", None)]
