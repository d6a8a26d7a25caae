"""The period that an article reports on: from its headline, the lines below it and its lead."""

import pytest
from goldfile import cases, load

from extract.article import parse_article
from extract.observe.scene import read_scene, reported
from extract.observe.scene.reported import RULES
from extract.period import label


def read(lead, case):
    lines = [case["title"], case.get("published"), lead]
    text = "\n\n".join(line for line in lines if line) + "\n"
    period = read_scene(parse_article("a.txt", text)).period
    return period and label(period)


@pytest.mark.parametrize(
    ("lead", "case"), [*cases("reported.toml"), *cases("reported.toml", "other")]
)
def test_an_article_reports_on_what_its_first_lines_name(lead, case):
    assert read(lead, case) == case["period"]


def test_every_rule_has_a_gold_case():
    assert {case["rule"] for case in load("reported.toml")["case"]} == {rule.name for rule in RULES}


@pytest.mark.parametrize(("lead", "case"), cases("reported.toml"))
def test_a_case_is_read_wrongly_without_its_rule(monkeypatch, lead, case):
    others = tuple(rule for rule in RULES if rule.name != case["rule"])
    monkeypatch.setattr(reported, "RULES", others)
    assert read(lead, case) != case["period"]


def test_a_line_above_the_text_names_what_a_report_is_about():
    text = "SỞ TÀI CHÍNH\n\nBÁO CÁO\nVề giải ngân năm 2023\n\nKính gửi: UBND tỉnh\n\n1. Kết quả\n"
    period = read_scene(parse_article("a.txt", text)).period
    assert period is not None
    assert label(period) == "2023"
