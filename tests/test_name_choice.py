"""The name of a number is the one most like all that may be right, and says how sure it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_name_proposal import choices

from extract.observe.name import choice
from extract.observe.name.weights import using


def named(text):
    """Give the names of a text's numbers, in order."""
    return [made.proposals[made.best].words for made in choices(text).values()]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param(
            "Tỷ lệ hộ nghèo còn 3%; tỷ lệ này ở Ba Tri là 5%.",
            ["tỷ lệ hộ nghèo", "tỷ lệ hộ nghèo"],
            id="a pronoun takes over the name told before",
        ),
        pytest.param(
            "Tỷ lệ hồ sơ đúng hạn: cấp tỉnh 99%; cấp huyện 97%; cấp xã 95%.",
            ["tỷ lệ hồ sơ đúng hạn"] * 3,
            id="items of a list take its measure",
        ),
        pytest.param(
            "Hiện 92% trạm y tế có bác sĩ.",
            ["tỷ lệ trạm y tế có bác sĩ"],
            id="the noun behind is named",
        ),
        pytest.param(
            "Thu ngân sách đạt 3.250 tỷ đồng, bằng 65% dự toán.",
            ["thu ngân sách", "tỷ lệ thu ngân sách so với dự toán"],
            id="a share of the plan names the plan",
        ),
        pytest.param(
            "Tỷ lệ hộ dùng nước sạch đạt 81%; 14/20 xã trên 75%.",
            ["tỷ lệ hộ dùng nước sạch", "số xã có tỷ lệ hộ dùng nước sạch trên 75%"],
            id="the limit by which a group was counted stays in its name",
        ),
        pytest.param(
            "Toàn tỉnh giải ngân 61%, có 9 đơn vị dưới 40%.",
            ["tỷ lệ giải ngân", "số đơn vị có tỷ lệ giải ngân dưới 40%"],
            id="so does the limit that a clause behind sets",
        ),
        pytest.param(
            "Trẻ em chiếm 54% tổng số ca mắc.",
            ["tỷ lệ trẻ em trong tổng số ca mắc"],
            id="part and whole are both named",
        ),
        pytest.param(
            "Kết quả kiểm tra cho thấy 38% hộ chăn nuôi đã có hố ủ.",
            ["tỷ lệ hộ chăn nuôi đã có hố ủ"],
            id="how a number is known is no part of its name",
        ),
    ],
)
def test_the_name_is(text, names):
    assert named(text) == names


def test_the_confidence_is_the_chance_of_all_names_alike():
    [made] = choices("Tỷ lệ hộ nghèo của tỉnh còn 3%.").values()
    assert made.confidence > 0.95
    assert sum(made.chances) == pytest.approx(1)
    assert made.confidence >= made.chances[made.best]


def test_two_readings_that_compete_leave_doubt():
    sure = choices("Tỷ lệ hộ nghèo của tỉnh còn 3%.")["3%"]
    torn = choices(
        "Tỷ lệ hộ nghèo còn 3%. Về nhà ở, đoàn công tác của huyện Ba Tri ghi nhận ở ấp An Bình 7%."
    )["7%"]
    assert torn.confidence < 0.8 < sure.confidence


def signs_of(made):
    return {sign for sign, strength in made.signs[made.best] if strength}


@pytest.mark.parametrize(
    ("text", "number", "sign"),
    [
        ("Tỷ lệ hộ nghèo còn 3%. Tỷ lệ này ở Ba Tri là 5%.", "5%", "src=D|pron1"),
        ("Tỷ lệ hộ nghèo còn 3%. Tỷ lệ hộ nghèo ở Ba Tri là 5%.", "5%", "src=L|cop1"),
        ("Tỷ lệ hộ nghèo còn 3%.", "3%", "src=L|1st1"),
        ("Tỷ lệ hộ nghèo còn 3%, hộ cận nghèo 4%.", "4%", "src=L|1st0"),
        ("Hiện 92% trạm y tế có bác sĩ.", "92%", "src=R|rn1"),
        ("Tỷ lệ hộ nghèo còn 3%.", "3%", "cat=1"),
        ("Tỷ lệ hộ nghèo còn 3%.", "3%", "head=tỷ lệ|pct"),
    ],
)
def test_what_speaks_for_a_name_are_signs(text, number, sign):
    assert sign in signs_of(choices(text)[number])


def test_numbers_behind_may_refer_to_the_name_chosen():
    behind = choices("Tỷ lệ hộ nghèo còn 3%. Ba Tri 5%.")["5%"]
    told = next(one for one in behind.proposals if "D" in one.sources)
    assert told.words == "tỷ lệ hộ nghèo"


def test_where_no_weights_are_the_rules_name_the_number():
    with using({}):
        [made] = choices("Trẻ em chiếm 54% tổng số ca mắc.").values()
    assert made.proposals[made.best].words == made.ruled.words == "tỷ lệ trẻ em"


def test_no_more_is_watched_when_nobody_watches():
    seen = []
    with choice.watching(seen.append):
        choices("Tỷ lệ hộ nghèo còn 3%.")
    before = len(seen)
    choices("Tỷ lệ hộ nghèo còn 3%.")
    assert before == len(seen) == 1


WORDS = st.sampled_from(
    [
        *("tỷ lệ", "hộ nghèo", "đạt", "là", "còn", "tổng số", "cho thấy", "con số này", "trong đó"),
        *(",", ";", ":", "(", ")", ".", "-", "“", "”", "…", "/", "%", "\u00a0"),
        *("17%", "1.340 hồ sơ", "5/8 huyện", "2 tỷ đồng", "84,3 điểm", "12", "900 tấn", "thứ 3/63"),
        *("so với kế hoạch", "dự toán", "Ba Tri", "năm 2023", "các", "và", "riêng", "nhất", "đã"),
    ]
)


@given(st.lists(WORDS, min_size=1, max_size=30).map(" ".join))
def test_any_heap_of_words_is_named_or_left_and_every_confidence_is_a_share(text):
    for made in choices(text).values():
        assert 0 <= made.confidence <= 1
        assert made.proposals[made.best].words
        assert len(made.proposals) == len(made.weights) == len(made.signs)


@given(st.text(max_size=120))
def test_any_text_is_read(text):
    choices(f"Có 12 xã. {text}")
