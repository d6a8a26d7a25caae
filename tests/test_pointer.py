"""Places that a text points to without naming them."""

import re
from datetime import date

import pytest
from goldfile import absent, cases, load

from extract.article import parse_article
from extract.models import Span
from extract.observe import observe, pointer
from extract.observe.frame import Frame, Reading
from extract.observe.mask import mask
from extract.observe.scene import read_scene

GOLD = "pointer.toml"


def article(home, *sentences):
    return parse_article(
        "a.txt",
        f"Tin giáo dục {home}\n\n15/07/2024\n\nNăm học ở {home}.\n\n{' '.join(sentences)}\n",
    )


def pointers(text):
    """The rules that fire, in order."""
    masked = mask(text, date(2024, 7, 15), None)
    reading = Reading(masked, read_scene(article("Hà Tĩnh", text)), Frame(), planned=False)
    return [one.rule.name for one in pointer.find_pointers(reading, Span(0, len(text)))]


def places(case, text):
    said = len(re.findall(r"\d+", case["said"]))
    return [one.place for one in observe(article(case["home"], case["said"], text))][said:]


@pytest.mark.parametrize(("text", "case"), cases(GOLD))
def test_a_number_is_about_the_place_pointed_to(text, case):
    assert places(case, text) == case["places"]


@pytest.mark.parametrize(("text", "case"), cases(GOLD))
def test_each_rule_points_in_its_cases(text, case):
    assert case["rule"] in pointers(text)


@pytest.mark.parametrize("text", absent(GOLD))
def test_several_places_or_a_level_are_not_pointed_to(text):
    assert pointers(text) == []


def test_every_rule_has_a_gold_case():
    assert {case["rule"] for case in load(GOLD)["case"]} == {rule.name for rule in pointer.RULES}


def test_without_its_rule_a_case_is_read_otherwise(monkeypatch):
    uncached = pointer._in_sentence.__wrapped__
    monkeypatch.setattr(pointer, "_in_sentence", uncached)
    silent = {case["rule"] for case in load(GOLD)["case"]}
    for name in sorted(silent):
        rest = tuple(rule for rule in pointer.RULES if rule.name != name)
        monkeypatch.setattr(pointer, "RULES", rest)
        fired = [name in pointers(text) for case in load(GOLD)["case"] for text in case["texts"]]
        assert not any(fired)


def test_the_whole_province_is_the_one_just_named():
    case = {"home": "Hà Tĩnh", "said": "Huyện Thạch Hà có 5 trường mới."}
    assert places(case, "Còn tại Nghệ An, toàn tỉnh có 900 trường.") == ["Nghệ An"]
