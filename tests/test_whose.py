"""Whose the numbers of whole articles are: the place and the subject of each."""

import pytest
from goldfile import load

from extract.article import parse_article
from extract.observe import observe
from extract.observe.scene import read_scene

CASES = load("whose.toml")["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_an_article_has_the_place_that_it_is_about(case):
    home = read_scene(parse_article("a.txt", case["text"].lstrip())).place
    assert (home.name if home else "") == case["home"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_each_number_is_given_to_whom_it_belongs(case):
    article = parse_article("a.txt", case["text"].lstrip())
    found = {}
    for one in observe(article):
        number = one.provenance.number
        written = article.raw[number.start : number.end].split()[0].rstrip("%")
        found.setdefault(written, []).append((one.place or "", one.subject or ""))
    wrong = []
    for written, place, subject in case["whose"]:
        owners = found.get(written, [])
        if not any(_is(owner, place, subject) for owner in owners):
            wrong.append((written, place, subject, owners))
    assert not wrong


def _is(owner, place, subject):
    # Whether words around a subject ("Công an tỉnh Sóc Trăng") belong to it is not asked here.
    return owner[0] == place and bool(owner[1]) == bool(subject) and subject in owner[1]
