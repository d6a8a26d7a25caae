"""Offices that a text points to without naming them again."""

import pytest
from goldfile import cases, load

from extract.article import parse_article
from extract.observe import observe, office

GOLD = "office.toml"
RULES = office.RULES
HEAD = "Tin kinh tế trong tuần\n\n15/07/2024\n\nTỉnh Hà Tĩnh có thêm nhiều kết quả mới.\n\n"


def subject(case, text):
    """Whose the last number is; a sentence on somebody else stands before it."""
    between = "" if case.get("next") else "Huyện Kỳ Anh có 30 trường."
    article = parse_article("a.txt", f"{HEAD}{case['said']} {between} {text}\n")
    return observe(article)[-1].subject


@pytest.mark.parametrize(("text", "case"), cases(GOLD))
def test_a_number_is_the_office_s_that_is_pointed_to(text, case):
    assert subject(case, text) == case["subject"]


@pytest.mark.parametrize(("text", "case"), cases(GOLD))
def test_without_its_rule_no_office_is_known(text, case, monkeypatch):
    monkeypatch.setattr(office, "RULES", tuple(r for r in RULES if r.name != case["rule"]))
    assert subject(case, text) != case["subject"]


def test_every_rule_has_a_gold_case():
    assert {case["rule"] for case in load(GOLD)["case"]} == {rule.name for rule in RULES}


def test_an_office_not_named_before_is_none():
    assert subject({"said": "Cả tỉnh có 120 trường."}, "Công ty dự kiến lãi 45 tỷ đồng.") is None


def test_sentences_go_on_with_a_company_until_somebody_else_is_named():
    said = {"said": "Công ty Thép Hòa Bình lãi 45 tỷ đồng.", "next": True}
    assert subject(said, "Thu nhập bình quân là 9 triệu đồng.") == "Công ty Thép Hòa Bình"
    assert subject(said, "Huyện Thạch Hà thu ngân sách 9 tỷ đồng.") is None


def test_the_field_of_an_office_is_not_the_office():
    said = {"said": "Sở Y tế kiểm tra 45 cơ sở.", "next": True}
    assert subject(said, "Số giường bệnh là 900 giường.") is None


def test_the_group_that_a_rank_counts_in_does_not_own_the_value():
    text = "Năm nay, Bộ Công an đứng đầu khối bộ với tỷ lệ đúng hạn 96,4%."
    assert subject({"said": ""}, text) == "Bộ Công an"


def test_sentences_go_on_with_a_level():
    said = {"said": "Các thủ tục ở cấp xã gồm 45 việc.", "next": True}
    assert subject(said, "Tỷ lệ thanh toán trực tuyến là 12%.") == "cấp xã"


@pytest.mark.parametrize(
    "text",
    [
        "Chỉ số năng lực cạnh tranh cấp tỉnh đạt 65 điểm.",
        "Số đại biểu HĐND cấp xã là 45 người.",
    ],
)
def test_a_level_within_a_name_is_no_subject(text):
    assert subject({"said": ""}, text) is None


def test_the_office_of_a_district_speaks_of_its_district():
    text = "Phòng Tư pháp huyện nhận 45 hồ sơ."
    article = parse_article("a.txt", f"{HEAD}Huyện Kỳ Anh có 30 xã.\n\n{text}\n")
    assert observe(article)[-1].place == "Kỳ Anh"


def test_a_department_stands_for_its_branch():
    text = "Đến cuối năm, toàn ngành có 45 bác sĩ."
    assert subject({"said": "Sở Y tế nhận 30 hồ sơ."}, text) == "ngành y tế"


def test_who_comes_next_in_a_ranking_is_no_source():
    text = "Tỷ lệ đúng hạn của Bộ Công an là 96,4%; theo sau là Bộ Tài chính 88%."
    assert subject({"said": ""}, text) == "Bộ Tài chính"
