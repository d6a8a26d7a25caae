"""Names of the catalogue standing in running text."""

import pytest
from goldfile import load
from hypothesis import given
from hypothesis import strategies as st

from extract.indicator import find_mentions, load_catalogue
from extract.text import canonical

CATALOGUE = load_catalogue()
CASES = [
    pytest.param(c["text"], c["found"], id=c["text"][:40])
    for c in load("indicator.toml")["mention"]
]


@pytest.mark.parametrize(("text", "found"), CASES)
def test_finds_the_names_in_a_text(text, found):
    mentions = find_mentions(text)
    shown = [[text[m.span.start : m.span.end], m.ids[0]] for m in mentions]
    assert shown == found


def test_finds_every_name_of_the_catalogue():
    for indicator in CATALOGUE.indicators.values():
        for name in indicator.names:
            [mention] = find_mentions(name)
            assert (mention.span.start, mention.span.end) == (0, len(name)), name
            assert indicator.id in mention.ids, name


def test_a_shared_phrase_has_all_its_ids_the_default_first():
    for phrase, shared in CATALOGUE.ambiguous.items():
        [mention] = find_mentions(phrase)
        assert mention.ids == shared.ids


def test_a_name_does_not_run_over_a_comma_or_a_column():
    assert find_mentions("tỷ lệ hộ, nghèo") == []
    assert find_mentions("tỷ lệ hộ\tnghèo") == []


def test_a_name_is_no_part_of_a_word():
    assert find_mentions("tỷ lệ hộ nghèoo và xquá hạn") == []


def test_undecided_letters_are_left_alone():
    assert find_mentions("TT 2021 và DN năm nay") == []


@given(st.text())
def test_mentions_of_any_text_stand_in_it_in_order(text):
    text = canonical(text).text
    mentions = find_mentions(text)
    ends = [0, *(m.span.end for m in mentions)]
    assert all(end <= m.span.start for end, m in zip(ends, mentions, strict=False))
    assert all(m.span.start < m.span.end <= len(text) for m in mentions)
