"""Whether a number is claimed or asked for: each cue, and what only looks like one."""

from datetime import date

import pytest
from goldfile import cases, load

from extract.article import parse_article
from extract.models import Declared
from extract.observe import claim, observe
from extract.observe.claim import CUES, pattern_of

DECLARED = Declared(place="Bến Tre", published=date(2024, 7, 15), evidence="test")


def kinds(text):
    article = parse_article("a.txt", f"Tin tức trong tỉnh và các địa phương\n\n{text}\n", DECLARED)
    return "".join(str(one.kind)[0] for one in observe(article))


@pytest.mark.parametrize(("text", "case"), [*cases("claim.toml"), *cases("claim.toml", "other")])
def test_tells_claimed_numbers_from_those_asked_for(text, case):
    assert kinds(text) == case["kinds"]


def test_every_cue_has_a_gold_case():
    assert {case["cue"] for case in load("claim.toml")["case"]} == {cue.name for cue in CUES}


@pytest.mark.parametrize(("text", "case"), cases("claim.toml"))
def test_a_case_is_read_wrongly_without_its_cue(monkeypatch, text, case):
    others = tuple(cue for cue in CUES if cue.name != case["cue"])
    monkeypatch.setattr(claim, "CUES", others)
    monkeypatch.setattr(claim, "_CUE", pattern_of(others))
    claim.forget()
    assert kinds(text) != case["kinds"]
    claim.forget()
