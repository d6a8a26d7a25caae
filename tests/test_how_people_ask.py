"""Forms of asking that were met where nobody had thought of them, each on rows of its own."""

from decimal import Decimal

import pytest
from answering import make_engine, make_matcher, make_reader

from bot.answer.match import Wanted
from bot.models import Answered, Asked, NotFound
from bot.question.wording import load_wording
from extract.models import Kind


def row(file, sentence, written, indicator, value, unit, place="Hà Giang", **fields):
    own = {"indicator": indicator, "value": value, "unit": unit, "place": place, **fields}
    return (file, sentence, written, own)


def given(answer):
    assert isinstance(answer, Answered), answer
    return [figure.stored.observation.value for figure in answer.figures]


def aspects(words):
    wanted = Wanted(words, tuple(load_wording().terms_of(words)))
    return make_matcher().sought(wanted).aspects


@pytest.mark.parametrize(
    ("words", "aspect"),
    [
        ("vốn đầu tư trực tiếp nước ngoài", "in_person"),
        ("rút ngắn thời gian làm thủ tục", "returned"),
        ("trả lương mỗi tháng", "payment"),
        ("đài truyền hình", "transmitted"),
        ("kim ngạch xuất nhập khẩu", "import"),
        ("sản lượng khai thác thủy sản", "reused"),
    ],
)
def test_a_phrase_with_the_words_of_an_aspect_need_not_mean_it(words, aspect):
    assert aspect not in aspects(words)


@pytest.mark.parametrize(
    ("words", "aspect"),
    [
        ("hồ sơ nộp trực tiếp", "in_person"),
        ("hồ sơ rút", "returned"),
        ("kim ngạch nhập khẩu", "import"),
        ("giao dịch không dùng tiền mặt", "payment"),
    ],
)
def test_an_aspect_is_heard_by_itself(words, aspect):
    assert aspect in aspects(words)


def test_a_sum_told_before_a_list_does_not_outdo_it():
    sentence = "Toàn tỉnh có 90 vụ cháy; tập trung ở Bắc Quang (40 vụ), Quản Bạ (20 vụ)."
    rows = (
        row("hg24.txt", sentence, "90 vụ", "số vụ cháy", "90", "vụ"),
        row(
            "hg24.txt",
            sentence,
            "40 vụ",
            "số vụ cháy",
            "40",
            "vụ",
            "Bắc Quang",
            province="Hà Giang",
        ),
        row(
            "hg24.txt", sentence, "20 vụ", "số vụ cháy", "20", "vụ", "Quản Bạ", province="Hà Giang"
        ),
    )
    assert given(make_engine(rows).ask("a", "huyện nào ở Hà Giang nhiều vụ cháy nhất")) == [40]


def test_communes_are_ranked_within_their_district():
    sentence = "Huyện Bắc Quang trồng 90 ha rừng, xã Tân Lập 40 ha, xã Việt Vinh 7 ha."
    other = "Xã Sủng Máng trồng 2 ha rừng."
    name = "diện tích rừng trồng"
    rows = (
        row("hg24.txt", sentence, "90 ha", name, "90", "ha", "Bắc Quang", province="Hà Giang"),
        row("hg24.txt", sentence, "40 ha", name, "40", "ha", "Tân Lập", province="Hà Giang"),
        row("hg24.txt", sentence, "7 ha", name, "7", "ha", "Việt Vinh", province="Hà Giang"),
        row("hg23.txt", other, "2 ha", name, "2", "ha", "Sủng Máng", province="Hà Giang"),
    )
    engine = make_engine(rows)
    assert given(engine.ask("a", "xã nào của Bắc Quang trồng rừng nhiều nhất")) == [40]
    assert given(engine.ask("a", "ít nhất?")) == [7]


def test_unions_are_ranked_as_offices_are():
    name = "dư nợ ủy thác"
    sentence = "Hội Phụ nữ nhận ủy thác 187 tỷ đồng, Hội Nông dân 163 tỷ đồng."
    rows = (
        row(
            "hg24.txt", sentence, "187 tỷ đồng", name, "187000000000", "đồng", subject="Hội Phụ nữ"
        ),
        row(
            "hg24.txt",
            sentence,
            "163 tỷ đồng",
            name,
            "163000000000",
            "đồng",
            subject="Hội Nông dân",
        ),
    )
    answer = make_engine(rows).ask("a", "hội nào ở Hà Giang có dư nợ ủy thác cao nhất")
    assert given(answer) == [Decimal(187000000000)]


def test_the_time_of_a_goal_binds_only_the_goal():
    sentence = "Đến tháng 6/2024 lao động qua đào tạo đạt 70%; mục tiêu năm 2025 là 75%."
    name = "tỷ lệ lao động qua đào tạo"
    rows = (
        row("hg24.txt", sentence, "70%", name, "70", "%", period="2024-06"),
        row("hg24.txt", sentence, "75%", name, "75", "%", period="2025", kind=Kind.TARGET),
    )
    engine = make_engine(rows)
    asked = "lao động qua đào tạo Hà Giang được mấy %, mục tiêu 2025 bao nhiêu"
    assert given(engine.ask("a", asked)) == [70, 75]
    asked = "lao động qua đào tạo Hà Giang đã đạt mục tiêu năm 2025 chưa"
    assert given(engine.ask("b", asked))[0] == 70


def test_after_a_goal_what_is_so_by_now_is_asked_of_no_year():
    sentence = "Phấn đấu đến năm 2030 thu nhập đạt 70 triệu đồng; hiện nay là 45 triệu đồng."
    name = "thu nhập bình quân"
    rows = (
        row(
            "hg24.txt",
            sentence,
            "70 triệu đồng",
            name,
            "70000000",
            "đồng",
            period="2030",
            kind=Kind.TARGET,
        ),
        row("hg24.txt", sentence, "45 triệu đồng", name, "45000000", "đồng", period="2024"),
    )
    asked = "Đến 2030 Hà Giang phấn đấu thu nhập bình quân bao nhiêu, hiện mới được mấy triệu?"
    assert given(make_engine(rows).ask("a", asked)) == [70000000, 45000000]


def test_what_is_given_may_be_a_plan_or_a_fact():
    sentence = "Bệnh viện được giao 150 giường, thực kê 210 giường."
    rows = (
        row("hg24.txt", sentence, "150 giường", "số giường bệnh được giao", "150", "giường"),
        row("hg24.txt", sentence, "210 giường", "số giường thực kê", "210", "giường"),
    )
    asked = "bệnh viện Hà Giang được giao mấy giường bệnh, thực kê bao nhiêu giường?"
    assert sorted(given(make_engine(rows).ask("a", asked))) == [150, 210]


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("năm tới Hà Giang muốn thu hút bao nhiêu dự án", Asked.TARGET),
        ("vụ này Hà Giang tính trồng bao nhiêu ha ngô", Asked.TARGET),
        ("xã Tân Lập còn vướng những tiêu chí nào?", Asked.TEXT),
    ],
)
def test_hears_what_is_wanted(text, asked):
    assert asked in make_reader().read(text).asked


@pytest.mark.parametrize(
    "text",
    [
        "bão về Hà Giang phải đưa bao nhiêu hộ đi sơ tán",
        "em muốn hỏi Hà Giang có bao nhiêu hộ nghèo",
        "Hà Giang phải chờ mấy ngày mới có kết quả",
    ],
)
def test_hears_no_goal_where_none_is_wanted(text):
    assert Asked.TARGET not in make_reader().read(text).asked


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("hải quan Quảng Ninh thu bao nhiêu", [None]),
        ("hai quan quang ninh thu bao nhieu", [None]),
        ("huyện Quảng Ninh thu bao nhiêu", ["Quảng Bình"]),
    ],
)
def test_the_customs_are_no_district(text, places):
    question = make_reader().read(text)
    assert [place.candidates[0].province for place in question.places] == places


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("nước mình thất nghiệp mấy %", ""),
        ("cả nước mình thất nghiệp mấy %", ""),
    ],
)
def test_our_country_is_the_whole_country(text, words):
    question = make_reader().read(text)
    assert question.whole_country
    assert "mình" not in question.wanted.words


def test_only_what_is_still_needed_is_asked_for():
    read = make_reader().read("số hộ nghèo em có rồi, chỉ cần thu nhập bình quân Hà Giang")
    assert "nghèo" not in read.wanted.words
    assert "thu nhập" in read.wanted.words


def test_how_far_a_plan_is_is_a_share():
    read = make_reader().read("Hà Giang thu thuế được mấy tỷ, tới đâu so với kế hoạch?")
    scales = [part.wordings[-1].measures[0].scale for part in read.parts]
    assert scales == ["money", "percent"]


def test_a_number_for_so_many_people_is_none_of_all_of_them():
    sentence = "Tỉnh đạt 9,3 bác sĩ trên một vạn dân. Toàn ngành có 1.512 bác sĩ."
    rate, count = (part + "." for part in sentence.rstrip(".").split(". "))
    rows = (row("hg24.txt", count, "1.512 bác sĩ", "số bác sĩ", "1512", "bác sĩ"),)
    asked = "Hà Giang có mấy bác sĩ trên 10.000 dân"
    assert isinstance(make_engine(rows).ask("a", asked), NotFound)
    rows = (row("hg24.txt", rate, "9,3 bác sĩ", "số bác sĩ", "9.3", "bác sĩ"), *rows)
    assert given(make_engine(rows).ask("a", asked)) == [Decimal("9.3")]


def test_of_one_sentence_the_clause_tells_which_number_is_meant():
    sentence = "Tiền điện thu qua ngân hàng chiếm 97,2% khách, tiền nước chiếm 71,5%."
    name = "tỷ lệ tiền điện thu qua ngân hàng"
    rows = (
        row("hg24.txt", sentence, "97,2%", name, "97.2", "%"),
        row("hg24.txt", sentence, "71,5%", name, "71.5", "%"),
    )
    answer = make_engine(rows).ask("a", "tiền nước ở Hà Giang mấy % thu qua ngân hàng")
    assert given(answer)[0] == Decimal("71.5")


def test_since_the_year_began_is_no_week():
    rows = (
        row("hg24.txt", "Tuần qua có 9 ca mắc sởi.", "9 ca", "số ca mắc sởi", "9", "ca",
            period="2024-11-04/2024-11-10"),
        row("hg24.txt", "Từ đầu năm có 216 ca mắc sởi.", "216 ca", "số ca mắc sởi", "216", "ca",
            period="2024-01-01/2024-11-10"),
    )  # fmt: skip
    engine = make_engine(rows)
    assert given(engine.ask("a", "từ đầu năm 2024 Hà Giang mấy ca mắc sởi"))[0] == 216


def test_rates_of_a_unit_stand_side_by_side():
    sentence = "Năng suất lúa ở Bắc Quang 64,5 tạ/ha, Quản Bạ 38,4 tạ/ha."
    name = "năng suất lúa"
    rows = (
        row("hg24.txt", sentence, "64,5 tạ/ha", name, "64.5", "tạ/ha", "Bắc Quang", province="Hà Giang"),
        row("hg24.txt", sentence, "38,4 tạ/ha", name, "38.4", "tạ/ha", "Quản Bạ", province="Hà Giang"),
    )  # fmt: skip
    answer = make_engine(rows).ask("a", "năng suất lúa Bắc Quang với Quản Bạ mỗi nơi bao nhiêu")
    assert given(answer) == [Decimal("64.5"), Decimal("38.4")]


def test_going_on_asks_for_what_was_counted():
    rows = (
        row("hg24.txt", "Cả tỉnh có 900 học sinh.", "900 học sinh", "số học sinh", "900", "học sinh"),
        row("hg24.txt", "Có 70 trường mầm non.", "70 trường", "số trường mầm non", "70", "trường"),
        row("hg24.txt", "Bậc mầm non có 300 trẻ.", "300 trẻ", "số học sinh", "300", "trẻ", subject="mầm non"),
    )  # fmt: skip
    engine = make_engine(rows)
    assert given(engine.ask("a", "Hà Giang có bao nhiêu học sinh"))[0] == 900
    assert given(engine.ask("a", "mầm non?"))[0] == 300


def test_who_asks_for_foreign_guests_is_not_given_all_guests():
    sentence = "Hà Giang dù đón 900 lượt khách nhưng khách quốc tế chỉ 70 lượt."
    rows = (
        row("hg24.txt", sentence, "900 lượt", "số lượt khách", "900", "lượt"),
        row("hg24.txt", sentence, "70 lượt", "số lượt khách quốc tế", "70", "lượt"),
    )
    assert given(make_engine(rows).ask("a", "Hà Giang đón mấy lượt khách Tây"))[0] == 70
    assert given(make_engine(rows).ask("b", "Hà Giang đón mấy lượt khách"))[0] == 900


@pytest.mark.parametrize(
    "text",
    [
        "Cho em hỏi cấp xã ở Hà Giang có bao nhiêu hộ nghèo ạ?",
        "Vui lòng cho biết cấp xã ở Hà Giang có bao nhiêu hộ nghèo. Xin cảm ơn!",
        "Theo số liệu mới nhất thì cấp xã ở Hà Giang có bao nhiêu hộ nghèo?",
        "cấp xã ở Hà Giang có bao nhiêu hộ nghèo nhỉ?",
        "cho em hoi cap xa o ha giang co bao nhieu ho ngheo a",
        "theo bao cao thi cap xa o ha giang co bao nhieu ho ngheo",
    ],
)
def test_what_is_said_around_a_question_takes_nothing_from_it(text):
    plain = make_reader().read("cấp xã ở Hà Giang có bao nhiêu hộ nghèo")
    read = make_reader().read(text)
    assert read.wanted.terms == plain.wanted.terms
    assert (read.asked, read.claim) == (plain.asked, None)


@pytest.mark.parametrize(
    "text",
    [
        "2 tỉnh có tỷ lệ hộ nghèo thấp nhất nhỉ?",
        "có mấy tỉnh hộ nghèo dưới 20% ạ?",
        "theo số liệu thì 2 tỉnh nào hộ nghèo thấp nhất",
    ],
)
def test_a_question_that_asks_how_many_or_which_claims_nothing(text):
    assert make_reader().read(text).claim is None


def test_a_number_with_a_doubt_behind_is_a_claim():
    assert make_reader().read("Hà Giang còn 20% hộ nghèo ạ?").claim is not None


def test_a_passage_is_looked_for_without_what_is_said_around_the_question():
    plain = make_reader().read("vì sao hộ nghèo Hà Giang tăng")
    read = make_reader().read("Vui lòng cho biết vì sao hộ nghèo Hà Giang tăng. Xin cảm ơn!")
    assert read.asked == plain.asked == (Asked.TEXT,)
    assert "cảm ơn" not in read.prose
    assert "vui lòng" not in read.prose.lower()


def test_a_message_in_capitals_is_read_as_spoken():
    plain = make_reader().read("xã nào ở Hà Giang có nhiều hộ nghèo nhất")
    shouted = make_reader().read("XÃ NÀO Ở HÀ GIANG CÓ NHIỀU HỘ NGHÈO NHẤT")
    assert shouted.wanted.terms == plain.wanted.terms
    assert (shouted.asked, shouted.unit) == (plain.asked, plain.unit)
    assert [place.words for place in shouted.places] == ["Hà Giang"]
