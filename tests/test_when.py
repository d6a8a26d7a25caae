"""When a number is about: what each period of a sentence dates, and how far it reaches."""

from datetime import date

import pytest
from goldfile import cases, load

from extract.article import parse_article
from extract.models import Declared
from extract.observe import observe, period_role
from extract.observe.period_role import ROLES

PUBLISHED = date(2024, 7, 15)


def read(text, published=PUBLISHED):
    declared = Declared(place="Bến Tre", published=published, evidence="test")
    article = parse_article("a.txt", f"Tin tức trong tỉnh và các địa phương\n\n{text}\n", declared)
    return [[str(one.value), one.period] for one in observe(article)]


def read_case(text, case):
    return read(text, case.get("published", PUBLISHED))


@pytest.mark.parametrize(("text", "case"), [*cases("when.toml"), *cases("when.toml", "other")])
def test_dates_the_numbers_of_a_paragraph(text, case):
    assert read_case(text, case) == case["numbers"]


def test_every_role_has_a_gold_case():
    assert {case["rule"] for case in load("when.toml")["case"]} == {role.name for role in ROLES}


@pytest.mark.parametrize(
    ("text", "case"),
    [param for param in cases("when.toml") if param.values[1]["rule"] != ROLES[-1].name],
)
def test_a_case_is_read_wrongly_without_its_role(monkeypatch, text, case):
    others = tuple(role for role in ROLES if role.name != case["rule"])
    monkeypatch.setattr(period_role, "ROLES", others)
    assert read_case(text, case) != case["numbers"]


def test_each_number_of_a_list_has_its_own_time():
    text = "Tin tức\n\nTỷ lệ hộ nghèo năm 2021, 2022 và 2023 lần lượt là 5,1%, 4,2% và 3,4%.\n"
    assert [one.period for one in observe(parse_article("a.txt", text))] == ["2021", "2022", "2023"]


def test_the_quarter_before_is_counted_from_that_of_the_value():
    text = "Tin tức\n\nQuý II/2024, doanh thu đạt 130 tỷ đồng, quý trước đạt 96 tỷ đồng.\n"
    assert [one.period for one in observe(parse_article("a.txt", text))] == ["2024-Q2", "2024-Q1"]
