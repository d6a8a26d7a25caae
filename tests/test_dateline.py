"""The place that a dateline, or the heading of an item, gives to the text below it."""

import pytest
from goldfile import absent, cases, load

from extract.article import parse_article
from extract.observe import observe
from extract.observe.scene import read_scene
from extract.observe.scene.dateline import RULES, read_dateline

ROUND_UP = (
    "Tin địa phương tuần qua",
    "15/07/2024",
    "TRÀ VINH: Toàn tỉnh có 21 câu lạc bộ đọc sách.",
    "Số thành viên là 1.246 người.",
    "PHÚ YÊN: Toàn tỉnh có 35 câu lạc bộ đọc sách.",
)


def article(*paragraphs):
    return parse_article("a.txt", "\n\n".join(paragraphs) + "\n")


def opening(text, behind):
    lead = "Sau đây là tin của các tỉnh trong tuần."
    title, end = "Tin địa phương trong tuần", "Công việc còn tiếp tục đến hết tháng sau."
    passages = article(title, "15/07/2024", lead, end, text, behind, end).passages
    index = next((i for i, passage in enumerate(passages) if passage.text == text), None)
    return None if index is None else read_dateline(passages[index], passages[index + 1], None)


@pytest.mark.parametrize(("text", "case"), cases("dateline.toml"))
def test_reads_the_place_of_the_news(text, case):
    found = opening(text, case.get("behind", "Nông dân gieo sạ 5.000 ha."))
    assert found is not None
    assert found.name == case["place"]


@pytest.mark.parametrize("text", absent("dateline.toml"))
def test_reads_no_place(text):
    assert opening(text, load("dateline.toml")["absent"][0]["behind"]) is None


def test_every_rule_has_a_gold_case():
    assert {case["rule"] for case in load("dateline.toml")["case"]} == {r.name for r in RULES}


def test_each_item_of_a_round_up_is_about_its_own_place():
    places = [(str(one.value), one.place) for one in observe(article(*ROUND_UP))]
    assert places == [("21", "Trà Vinh"), ("1246", "Trà Vinh"), ("35", "Phú Yên")]


def test_one_dateline_alone_is_the_place_of_the_whole_article():
    scene = read_scene(
        article("Đại hội hợp tác xã", "15/07/2024", "PHÚ YÊN - Hợp tác xã họp.", "Lãi 2 tỷ đồng.")
    )
    assert scene.place is not None
    assert scene.place.name == "Phú Yên"
    assert not scene.items
