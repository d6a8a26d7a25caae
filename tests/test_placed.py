"""The place of one number, where the words around the number say it."""

import pytest
from goldfile import cases, load

from extract.article import parse_article
from extract.observe import observe, placed

GOLD = "placed.toml"
RULES = placed.RULES


def places(case, text):
    home = "cả nước" if case["home"] == "Việt Nam" else f"tỉnh {case['home']}"
    article = f"Tin trong tuần ở {home}\n\n15/07/2024\n\nKết quả của {home} như sau.\n\n{text}\n"
    return [one.place for one in observe(parse_article("a.txt", article))]


@pytest.mark.parametrize(("text", "case"), cases(GOLD))
def test_a_number_is_about_the_place_beside_it(text, case):
    assert places(case, text) == case["places"]


@pytest.mark.parametrize(("text", "case"), cases(GOLD))
def test_without_its_rule_the_place_is_another(text, case, monkeypatch):
    rest = tuple(rule for rule in RULES if rule.name != case["rule"])
    monkeypatch.setattr(placed, "RULES", rest)
    assert (places(case, text) != case["places"]) is case.get("fires", True)


def test_every_rule_has_a_gold_case():
    assert {case["rule"] for case in load(GOLD)["case"]} == {rule.name for rule in RULES}


def test_a_commune_named_in_full_once_is_known_by_its_bare_name():
    text = "Phường Trảng Cao có 45 hộ nghèo.\n\nNhiều hộ nhất là Trảng Cao, với 28 hộ."
    assert places({"home": "Hà Tĩnh"}, text) == ["Trảng Cao", "Trảng Cao"]


def test_a_bridge_or_a_person_of_a_communes_name_is_no_commune():
    text = "Phường Trảng Cao có 45 hộ nghèo.\n\nQuanh cầu Trảng Cao có 28 hộ nghèo."
    assert places({"home": "Hà Tĩnh"}, text) == ["Trảng Cao", "Hà Tĩnh"]


@pytest.mark.parametrize(
    "text",
    [
        "Hai đoạn qua Kỳ Anh và Thạch Hà dài bằng nhau, vốn đầu tư lần lượt là 45 tỷ đồng và 50 tỷ đồng.",
        "Hai huyện Kỳ Anh và Thạch Hà lần lượt có số vốn 45 tỷ đồng và 50 tỷ đồng.",
    ],
)
def test_a_distributing_list_goes_to_the_places_of_its_sentence(text):
    assert places({"home": "Hà Tĩnh"}, text)[-2:] == ["Kỳ Anh", "Thạch Hà"]


def test_what_a_province_is_made_of_does_not_share_its_number():
    text = "Toàn tỉnh (gồm cả địa bàn Nghệ An và Quảng Bình trước đây) đón 45 nghìn lượt khách."
    assert places({"home": "Hà Tĩnh"}, text) == ["Hà Tĩnh"]
