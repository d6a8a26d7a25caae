"""Where a number's possible names come from: one gold case for every source."""

from datetime import date

import pytest
from goldfile import cases, load

from extract.article import parse_article
from extract.models import Declared
from extract.observe import observe
from extract.observe.name import choice, wording
from extract.observe.name.stretch import gap

DECLARED = Declared(
    place="Bến Tre", published=date(2024, 7, 15), title="Tin trong ngày", evidence="test"
)
SOURCES = {"B", "L", "R", "LR", "S", "U", "D", "C", "V", "T", "H", "X", "N", "F", "DL", "DR", "P"}


def choices(text, declared=DECLARED):
    """Give the choices made while a text is read, by the number as it is written."""
    seen = []
    with choice.watching(seen.append):
        observe(parse_article("a.txt", f"Tin trong ngày\n\n{text}\n", declared))
    return {made.reading.written(made.site.quantity.span): made for made in seen}


def sources_of(made):
    return {proposal.words: proposal.sources for proposal in made.proposals}


@pytest.mark.parametrize(("text", "case"), cases("name.toml"))
def test_a_name_is_proposed_from_its_source(text, case):
    declared = Declared(
        "Bến Tre", date(2024, 7, 15), case.get("title", "Tin trong ngày"), evidence="test"
    )
    found = sources_of(choices(text, declared)[case["number"]])
    assert case["source"] in found.get(case["name"], ()), found


@pytest.mark.parametrize(("text", "case"), cases("name.toml", "never"))
def test_what_cannot_be_a_name_is_not_proposed(text, case):
    assert case["name"] not in sources_of(choices(text)[case["number"]])


def test_every_source_has_a_gold_case():
    assert {case["source"] for case in load("name.toml")["case"]} == SOURCES


def test_names_of_the_same_telling_syllables_are_one_proposal():
    made = choices("Tỷ lệ hộ nghèo còn 3%. Tỷ lệ hộ nghèo ở Ba Tri là 5%.")["5%"]
    assert [one.words for one in made.proposals].count("tỷ lệ hộ nghèo") == 1
    assert len({one.syllables for one in made.proposals}) == len(made.proposals)
    assert sources_of(made)["tỷ lệ hộ nghèo"] >= {"L", "D"}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("hiện đạt", "hiện đạt"),
        ("hộ nghèo giảm còn", "* còn"),
        ("", ""),
        ("của tỉnh ta", "của *"),
        ("của \ue002\ue002 \ue006", "của <p> \ue006"),
    ],
)
def test_what_stands_before_a_number_is_written_in_few_words(text, wanted):
    assert gap(text) == wanted


@pytest.mark.parametrize(("text", "case"), cases("name.toml", "wording"))
def test_a_name_is_made_to_read_well(text, case):
    words = wording.mend(text)
    if "share" in case:
        words = wording.mend_share(words)
    if "unit" in case:
        words = wording.mend_count(words, case["unit"])
    assert words == case["name"]


@pytest.mark.parametrize(("text", "case"), cases("name.toml", "wording"))
def test_mending_a_mended_name_changes_nothing(text, case):
    assert wording.mend(wording.mend(text)) == wording.mend(text)


@pytest.mark.parametrize(
    ("sentence", "name", "wanted"),
    [
        ("Qua khảo sát, ...", "số hộ Qua khảo sát", "số hộ qua khảo sát"),
        ("Các HTX thu hút ...", "số thành viên Các HTX thu hút", "số thành viên Các HTX thu hút"),
        ("GRDP tăng ...", "mức GRDP tăng", "mức GRDP tăng"),
        ("tăng nhanh", "mức tăng nhanh", "mức tăng nhanh"),
        ("12 xã", "số xã", "số xã"),
    ],
)
def test_the_capital_of_a_sentence_is_none_within_a_name(sentence, name, wanted):
    assert wording.lower_opener(name, wording.opener_of(sentence)) == wanted
