"""Patterns of the grammars: how a text's marks count, and the longest of many phrases."""

from __future__ import annotations

import re

import pytest

from extract.grammar import AnyCase, Caseless, Pattern, is_marked, longest_of


def test_a_text_without_letters_lacks_no_marks() -> None:
    assert is_marked("17,5%")
    assert is_marked("tháng 6")
    assert not is_marked("thang 6")


def test_marks_count_only_in_a_text_that_has_some() -> None:
    third = Pattern("thứ ba")
    assert third.search("xếp thứ ba")
    assert third.search("xep thu ba")
    assert not third.search("số thu ba năm")


def test_what_is_in_any_case_matches_with_all_some_or_no_marks() -> None:
    year = AnyCase(r"năm (?P<year>\d{4})")
    for text in ("năm 2022", "NĂM 2022", "Nam 2022"):
        match = year.match(text)
        assert match is not None
        assert match["year"] == "2022"
    assert year.search("hết năm 2022") is not None
    assert year.match("hết năm 2022") is None


def test_capitals_do_not_count_but_marks_do() -> None:
    office = Caseless(r"\b(?P<head>Sở|UBND)\W")
    match = office.search("của SỞ Y tế", 3)
    assert match is not None
    assert (match.span("head"), match["head"]) == ((4, 6), "sở")
    assert office.match("Ubnd tỉnh") is not None
    assert office.search("so Y tế") is None
    assert office.search("của SỞ Y tế", 0, 5) is None
    assert [match.start() for match in office.finditer("Sở, sở, số ", 1)] == [4]
    assert office.fullmatch("ubnd ") is not None


def test_what_is_put_in_place_leaves_the_capitals_of_the_rest() -> None:
    assert Caseless("tỷ lệ ").sub("", "Tỷ lệ hồ sơ DVC, TỶ LỆ PCI") == "hồ sơ DVC, PCI"
    assert Caseless("tỷ lệ ").sub("", "Mức PCI") == "Mức PCI"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("hồ sơ trực tuyến", ["hồ sơ trực tuyến"]),
        ("hồ sơ trực tuyếnn", ["hồ sơ"]),
        ("hồ và sơ", ["hồ"]),
        ("hồi hộp", []),
    ],
)
def test_the_longest_phrase_that_fits_is_found(text: str, found: list[str]) -> None:
    phrases = longest_of(["hồ", "hồ sơ", "hồ sơ trực tuyến", "hồ sơ giấy"])
    assert re.findall(rf"(?<!\w)(?:{phrases})(?!\w)", text) == found


def test_signs_in_a_phrase_stand_for_themselves() -> None:
    assert re.fullmatch(longest_of(["c++", "c (tấn)"]), "c (tấn)")
    assert not re.fullmatch(longest_of(["c++"]), "ccc")
