"""Places in sentences: which unit of which system, and what is no place."""

from datetime import date
from itertools import pairwise

import pytest
from goldfile import cases, load
from hypothesis import given
from hypothesis import strategies as st

from extract import place as gazetteer
from extract.models import Level, Place
from extract.place import find_place, find_places
from extract.text import canonical


def written(text, mention):
    """The mention in the gold file's way."""
    place = mention.place
    line = f"{text[mention.span.start : mention.span.end]} = {place.name}, {place.level}"
    if place.level is Level.PROVINCE:
        line += f" {place.system}/{place.code}"
    elif place.province:
        line += f" ({place.province})"
    return f"{line} {len(mention.candidates)}" if mention.ambiguous else line


def read(text, case):
    asked = case.get("question", False)
    found = find_places(text, case.get("on"), case.get("province"), question=asked)
    return [written(text, mention) for mention in found]


ABSENT = [(text, case) for case in load("place.toml")["absent"] for text in case["texts"]]


@pytest.mark.parametrize(("text", "case"), cases("place.toml"))
def test_finds_the_places(text, case):
    found = read(canonical(text).text, case)
    if case.get("stretch") == "lower":
        found = [line[0].lower() + line[1:] for line in found]
    assert found == case["found"]


@pytest.mark.parametrize(("text", "case"), ABSENT)
def test_finds_no_place(text, case):
    assert read(canonical(text).text, case) == []


@pytest.mark.parametrize(("text", "case"), cases("place.toml"))
def test_a_type_word_marks_a_mention_as_typed(text, case):
    types = (
        "tỉnh",
        "thành phố",
        "tp",
        "t.p",
        "thị xã",
        "quận",
        "huyện",
        "xã ",
        "phường",
        "vùng",
        "tinh",
        "huyen",
    )
    for mention in find_places(
        canonical(text).text, case.get("on"), question=case.get("question", False)
    ):
        stretch = text[mention.span.start : mention.span.end].lower()
        if stretch.startswith(types) and not stretch.startswith(("quận 7", "tphcm")):
            assert mention.typed


def test_every_province_of_both_systems_is_found_by_its_name():
    for system, day in (("63", date(2024, 1, 1)), ("34", date(2025, 8, 1))):
        for place in gazetteer.provinces(system):
            typed = "thành phố" if place.name in ("Hồ Chí Minh", "Huế") else "tỉnh"
            [mention] = find_places(f"{typed} {place.name} đạt 5%", day)
            assert mention.place == place


def test_every_district_is_among_the_readings_of_its_full_name():
    for place in gazetteer.districts():
        assert place in find_place(place.name) or any(
            unit.level is Level.PROVINCE for unit in find_place(place.name)
        )


def test_one_district_of_another_province_is_left_out_unless_typed_or_listed():
    assert find_places("Theo Thanh Bình, tỉnh cần làm gấp", province="Hà Giang") == []
    [typed] = find_places("huyện Thanh Bình", province="Hà Giang")
    assert typed.place.province == "Đồng Tháp"


def test_the_merged_province_of_the_article_settles_a_shared_name():
    [mention] = find_places("huyện Chợ Mới", date(2025, 9, 1), "Thái Nguyên")
    assert mention.place.province == "Bắc Kạn"


def test_mentions_stand_in_order_and_apart():
    text = "các xã Tân Phú, Vĩnh Thới (huyện Châu Thành, Kiên Giang), TP.HCM, Quận 7 và cả nước"
    spans = [mention.span for mention in find_places(text)]
    assert len(spans) == 7
    assert spans == sorted(spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Đồng Tháp", ["87"]),
        ("tỉnh Đồng Tháp", ["87"]),
        ("dong thap", ["87"]),
        ("TP.HCM", ["79"]),
        ("Thành phố Hồ Chí Minh", ["79"]),
        ("Thành phố Thái Nguyên", ["164"]),
        ("Phù Yên", ["122"]),
        ("phu yen", ["54"]),
        ("Quận 7", ["778"]),
        ("huyện Tam Nông", ["236", "871"]),
        ("Xứ Nẫu", []),
        ("", []),
    ],
)
def test_an_exact_name_gives_its_units(name, expected):
    assert [place.code for place in find_place(name)] == expected


def test_the_day_decides_the_system_of_an_exact_name():
    assert find_place("Hải Phòng", date(2025, 7, 1))[0].system == "34"
    assert find_place("Hải Dương", date(2025, 7, 1))[0].system == "63"


def test_a_province_leads_to_its_successor_and_back():
    [old] = find_place("Tiền Giang")
    new = gazetteer.successor(old)
    assert new == Place("Đồng Tháp", Level.PROVINCE, "82", "34")
    assert [place.name for place in gazetteer.predecessors(new)] == ["Tiền Giang", "Đồng Tháp"]
    assert gazetteer.successor(new) is None
    assert gazetteer.predecessors(old) == ()


def test_a_district_leads_to_the_successor_of_its_province():
    [district] = find_place("Ngã Bảy")
    assert gazetteer.successor(district).name == "Cần Thơ"
    assert gazetteer.successor(Place("Việt Nam", Level.COUNTRY)) is None


@given(st.text(alphabet="HàNộiĐồngThápxãcáctỉnh huyện.,-()Q7TPĐT'’", max_size=60), st.booleans())
def test_any_text_is_read_without_an_error(text, question):
    seen = canonical(text).text
    for mention in find_places(seen, question=question):
        assert seen[mention.span.start : mention.span.end].strip()
        assert mention.place == mention.candidates[0]
