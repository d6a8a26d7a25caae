"""An article's numbers become observations: one gold case for every way to name a number."""

from datetime import date
from decimal import Decimal

import pytest
from goldfile import cases, load
from hypothesis import given
from hypothesis import strategies as st

from extract.article import parse_article
from extract.models import Declared, Observation
from extract.observe import observe
from extract.observe.frame import Rule

DECLARED = Declared(place="Bến Tre", published=date(2024, 7, 15), evidence="test")


def read(sentence: str, declared: Declared = DECLARED) -> list[Observation]:
    text = f"Tin tức trong tỉnh và các địa phương\n\n{sentence}\n"
    return observe(parse_article("a.txt", text, declared))


def check(found: Observation, wanted: dict) -> None:
    assert found.value == Decimal(wanted["value"])
    for name in ("indicator", "unit", "place", "subject", "period"):
        if name in wanted:
            assert getattr(found, name) == wanted[name], name
    assert str(found.kind) == wanted.get("kind", str(found.kind))
    assert str(found.bound) == wanted.get("bound", "=")
    assert found.provenance.rule == wanted.get("rule", found.provenance.rule)
    if "baseline" in wanted:
        main = found.baselines[0]
        assert [str(main.kind), str(main.value)] == wanted["baseline"]
        assert main.derived is wanted.get("derived", False)
    else:
        assert found.baselines == ()
    change = found.change and [
        str(found.change.value),
        found.change.unit,
        str(found.change.direction),
    ]
    assert change == wanted.get("change")
    assert (found.rank and [found.rank.position, found.rank.of]) == wanted.get("rank")
    fraction = found.fraction and [str(found.fraction.part), str(found.fraction.whole)]
    assert fraction == wanted.get("fraction")


@pytest.mark.parametrize(("text", "case"), cases("observe.toml"))
def test_reads_the_observations_of_a_sentence(text, case):
    found = read(text)
    assert len(found) == len(case["observation"])
    for one, wanted in zip(found, case["observation"], strict=True):
        check(one, wanted)


@pytest.mark.parametrize("text", load("observe.toml")["absent"][0]["texts"])
def test_takes_nothing_from_a_text_without_a_named_number(text):
    assert read(text) == []


def test_every_rule_but_the_last_resorts_has_a_gold_case():
    covered = {o.get("rule") for case in load("observe.toml")["case"] for o in case["observation"]}
    last_resorts = {Rule.NAME_BEHIND, Rule.BARE_NAME, Rule.COUNT_IN_TOPIC}
    elsewhere = {Rule.CELL}
    assert {str(rule) for rule in set(Rule) - last_resorts - elsewhere} <= covered


def test_the_quote_is_the_sentence_and_holds_the_number():
    article = parse_article(
        "a.txt",
        "Tin tức trong tỉnh\r\n\r\nMở đầu không có số.\u00a0 Tỷ lệ hộ nghèo  còn 2,15%.\r\n",
        DECLARED,
    )
    [found] = observe(article)
    quote, number = found.provenance.quote, found.provenance.number
    assert article.raw[quote.start : quote.end] == "Tỷ lệ hộ nghèo  còn 2,15%."
    assert article.raw[number.start : number.end] == "2,15"
    assert quote.holds(number)


def test_a_place_that_the_text_never_names_is_marked_as_declared():
    [found] = read("Tỷ lệ hộ nghèo của tỉnh còn 2,15%.")
    assert found.place == "Bến Tre"
    assert "place" in found.provenance.declared


def test_without_declaration_the_place_named_most_is_the_articles_own():
    text = "Long An: tỷ lệ hộ nghèo giảm\n\n15/07/2024\n\nTỷ lệ hộ nghèo của tỉnh còn 2,15%.\n"
    [found] = observe(parse_article("a.txt", text))
    assert (found.place, found.provenance.declared) == ("Long An", ())


def test_a_district_inside_the_text_owns_its_own_number_only():
    found = read("Huyện Ba Tri có tỷ lệ hộ nghèo 3,1%. Toàn tỉnh, tỷ lệ hộ nghèo còn 2,15%.")
    assert [(o.place, o.province) for o in found] == [("Ba Tri", "Bến Tre"), ("Bến Tre", None)]


def test_what_lead_and_body_both_say_counts_once():
    text = "Tỷ lệ hộ nghèo của tỉnh còn 2,15%."
    assert len(read(f"{text}\n\nTheo báo cáo, tỷ lệ hộ nghèo của tỉnh còn 2,15%.")) == 1


def test_bullets_under_a_plan_are_targets():
    found = read(
        "UBND tỉnh yêu cầu các đơn vị thực hiện các nội dung sau:\n\n"
        "- Cung cấp 100% thủ tục hành chính đủ điều kiện trên cổng dịch vụ công.\n\n"
        "Hiện 92% trạm y tế có bác sĩ."
    )
    assert [(o.value, str(o.kind)) for o in found] == [(100, "target"), (92, "actual")]


def test_the_rows_of_a_table_are_not_read_as_sentences():
    assert read("Mức 3\t68.544\t61.827\t6.717") == []


def test_the_same_article_gives_the_same_observations():
    text = "Tỷ lệ hộ nghèo còn 2,15%; hộ cận nghèo 3,4%; thu ngân sách 3.250 tỷ đồng."
    assert read(text) == read(text)


def test_the_level_of_the_country_is_its_own():
    found = read("Tỷ lệ hộ nghèo còn 2,15%, bình quân cả nước là 3%.")
    assert [o.place for o in found] == ["Bến Tre", "Việt Nam"]


def test_what_is_said_of_the_value_is_not_said_of_its_share_of_the_plan():
    found = read("Thu ngân sách đạt 3.250 tỷ đồng, bằng 65% dự toán, tăng 8% so với cùng kỳ.")
    assert [(o.value, o.change and o.change.value) for o in found] == [
        (3_250_000_000_000, 8),
        (65, None),
    ]


def test_a_share_of_the_plan_is_compared_with_the_country():
    found = read("Toàn tỉnh giải ngân 383 tỷ đồng, đạt 9,5% kế hoạch, bình quân cả nước là 22,2%.")
    assert [(o.value, o.place) for o in found[1:]] == [
        (Decimal("9.5"), "Bến Tre"),
        (Decimal("22.2"), "Việt Nam"),
    ]
    assert found[1].baselines[0].label == "bình quân cả nước"


def test_the_same_part_of_the_year_before_is_a_year_before_the_value():
    found = read("Trong 6 tháng đầu năm 2024, tỷ lệ giải ngân đạt 41% (cùng kỳ năm trước đạt 39%).")
    assert [(o.value, o.period) for o in found] == [
        (41, "2024-01/2024-06"),
        (39, "2023-01/2023-06"),
    ]


def test_a_fall_and_what_it_leads_to_are_one_observation():
    [found] = read("Tỷ lệ hộ nghèo giảm 4,29%, còn 34,18%.")
    assert (found.indicator, found.value) == ("tỷ lệ hộ nghèo", Decimal("34.18"))
    assert (found.change.value, found.change.unit) == (Decimal("4.29"), "điểm phần trăm")
    assert found.baselines[0].derived


def test_changes_that_distribute_go_to_their_own_values():
    found = read(
        "Tỉnh đón 20 nghìn lượt khách và tiêu thụ 30 tấn hàng, tăng lần lượt 5,6% và 4,9%."
    )
    assert [o.change.value for o in found] == [Decimal("5.6"), Decimal("4.9")]


def test_a_heading_names_what_the_list_below_it_measures():
    found = read("I. PAR INDEX 2023\n\n- Long An: 88,2%;\n\n- Trà Vinh: 87,5%.")
    assert [(o.indicator, o.place) for o in found] == [
        ("tỷ lệ PAR INDEX", "Long An"),
        ("tỷ lệ PAR INDEX", "Trà Vinh"),
    ]


def test_a_look_back_does_not_date_the_next_paragraph():
    found = read(
        "Trong 6 tháng đầu năm 2024, tỷ lệ giải ngân đạt 41%; nửa đầu năm 2022 tỷ lệ này là 30%.\n\n"
        "Thu ngân sách đạt 3.250 tỷ đồng."
    )
    assert found[-1].period == "2024-01/2024-06"


def test_the_one_office_of_the_headline_owns_numbers_without_an_owner():
    text = (
        "Bến Tre: kết quả tại Trung tâm Phục vụ hành chính công\n\nTỷ lệ đúng hạn hồ sơ đạt 99%.\n"
    )
    [found] = observe(parse_article("a.txt", text, DECLARED))
    assert found.subject == "Trung tâm Phục vụ hành chính công"


def test_the_place_before_a_rank_in_a_list_owns_the_value_behind_it():
    found = read("Chỉ số chuyển đổi số của Long An là 87 điểm; Trà Vinh thứ hai với 84,3 điểm.")
    assert [(o.place, o.rank and o.rank.position) for o in found] == [
        ("Long An", None),
        ("Trà Vinh", 2),
    ]


def test_a_ministry_is_the_countrys():
    found = read("Chỉ số hài lòng của tỉnh đạt 81%; Bộ Tư pháp đạt 89%.")
    assert [(o.place, o.subject) for o in found] == [("Bến Tre", None), ("Việt Nam", "Bộ Tư pháp")]


WORDS = st.sampled_from(
    [
        "tỷ lệ",
        "hồ sơ",
        "đạt",
        "là",
        "còn",
        "tăng",
        "giảm",
        "so với",
        "cùng kỳ",
        "cả nước",
        "(",
        ")",
        ",",
        ";",
        ":",
        "17%",
        "1.340 hồ sơ",
        "5/8 huyện",
        "lần lượt",
        "và",
        "mục tiêu",
        "kế hoạch",
        "từ",
        "lên",
        "xuống",
        "Ba Tri",
        "Bến Tre",
        "cấp xã",
        "năm 2023",
        "quý I",
        "2 tỷ đồng",
        "thứ 3/63",
        "điểm phần trăm",
        "trên",
        "tổng số",
        "Sở Y tế",
        "mức độ 4",
        ".",
        "gấp 2 lần",
        "phấn đấu",
        "\t",
        "-",
        "một nửa",
    ]
)


@given(st.lists(WORDS, min_size=1, max_size=40).map(" ".join))
def test_any_heap_of_such_words_is_read_and_every_number_is_where_its_quote_says(sentence):
    text = f"Tin tức trong tỉnh và các địa phương\n\nMở đầu. {sentence}\n"
    article = parse_article("a.txt", text, DECLARED)
    for one in observe(article):
        assert one.provenance.quote.holds(one.provenance.number)
        assert article.raw[one.provenance.number.start : one.provenance.number.end].strip()


@given(st.text(max_size=200))
def test_any_text_is_read(text):
    article = parse_article("a.txt", f"Tin tức trong tỉnh\n\nMở đầu có chữ.\n{text}\n", DECLARED)
    for one in observe(article):
        assert one.provenance.quote.holds(one.provenance.number)
