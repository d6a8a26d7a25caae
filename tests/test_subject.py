"""Organisations, levels and groups are found in whole, and end where their name ends."""

import re

import pytest
from goldfile import absent, cases, load

from extract.observe.subject import RULES, find_subjects, is_office


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("của cấp tỉnh, cấp huyện và cấp xã", ["cấp tỉnh", "cấp huyện", "cấp xã"]),
        ("Sở Thông tin và Truyền thông đạt 92%", ["Sở Thông tin và Truyền thông"]),
        ("Sở Y tế tiếp nhận 5 hồ sơ", ["Sở Y tế"]),
        ("Sở Văn hóa, Thể thao và Du lịch đã cấp", ["Sở Văn hóa, Thể thao và Du lịch"]),
        ("Sở Giao thông vận tải, Sở Nội vụ", ["Sở Giao thông vận tải", "Sở Nội vụ"]),
        ("Trung tâm Phục vụ hành chính công tỉnh trả", ["Trung tâm Phục vụ hành chính công tỉnh"]),
        ("các xã, phường đăng ký", ["các xã, phường"]),
        ("các phòng ban chuyên môn đã", ["các phòng ban chuyên môn"]),
        ("Khối các sở, ban, ngành (22)", ["Khối các sở, ban, ngành"]),
        ("tỷ lệ hộ nghèo của tỉnh còn 3%", []),
        ("sở hữu 5 ha, bộ hồ sơ đủ", []),
    ],
)
def test_finds_subjects(text, names):
    found = find_subjects(text)
    assert [mention.name for mention in found] == names
    assert [text[m.span.start : m.span.end] for m in found] == names


@pytest.mark.parametrize(("text", "case"), cases("subject.toml"))
def test_finds_the_subjects_of_each_kind(text, case):
    assert [mention.name for mention in find_subjects(text)] == case["names"]


@pytest.mark.parametrize("text", absent("subject.toml"))
def test_finds_no_subject(text):
    assert find_subjects(text) == []


def test_every_rule_has_a_gold_case():
    assert {case["rule"] for case in load("subject.toml")["case"]} == {rule.name for rule in RULES}


@pytest.mark.parametrize(("text", "case"), cases("subject.toml"))
def test_a_rule_matches_its_cases_and_says_how_they_begin(text, case):
    [rule] = [rule for rule in RULES if rule.name == case["rule"]]
    for name in case["names"]:
        assert re.fullmatch(rule.pattern, name)
        assert name.split()[0].lower().strip(",") in rule.firsts.split()


def test_an_office_is_told_from_a_level_or_a_group():
    assert is_office("Cảng Vân Phong")
    assert not is_office("các xã, phường")
    assert not is_office("cấp xã")
