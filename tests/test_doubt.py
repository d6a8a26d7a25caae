"""Numbers that look right and are withheld: of another thing, another time, another place."""

from decimal import Decimal

import pytest
from answering import ROWS, make_engine

from bot.models import Answered, Clarify, NotFound, Passages, Reason
from extract.models import Baseline, BaselineKind, Kind, Provenance, Span

INHERITED = Provenance("x24.txt", 1, Span(0, 1), Span(0, 1), "inherited")


def row(sentence, written, name="x24.txt", **fields):
    return (name, sentence, written, {"place": "Lai Châu", "period": "2024", **fields})


def ask(text, *rows):
    return make_engine(rows or ROWS).ask("chat", text)


def values(answer):
    assert isinstance(answer, Answered), answer
    return [figure.stored.observation.value for figure in answer.figures]


WITHHELD = [
    # Another place, year or kind than any article has.
    "tỷ lệ hồ sơ nộp trực tuyến Cà Mau",
    "số tổ công nghệ số cộng đồng Kon Tum là bao nhiêu?",
    "thu ngân sách nhà nước trên địa bàn Bến Tre",
    "tỷ lệ hộ nghèo huyện Mèo Vạc",
    "tỷ lệ hồ sơ nộp trực tuyến Bắc Kạn năm 2009",
    "số hồ sơ quá hạn Bắc Kạn năm 2031",
    "thu ngân sách nhà nước trên địa bàn Lào Cai năm 2003",
    "mục tiêu số hồ sơ quá hạn Bắc Kạn",
    "chỉ tiêu thu ngân sách Lào Cai là bao nhiêu?",
    "mục tiêu tỷ lệ hộ nghèo huyện Bắc Mê",
    # Another indicator of the same place, some of them close.
    "tỷ lệ hồ sơ nộp trực tiếp Cao Bằng",
    "tỷ lệ thanh toán trực tuyến Bắc Kạn",
    "tỷ lệ hồ sơ trực tuyến được giải quyết đúng hạn Bắc Kạn",
    "tỷ lệ hộ nghèo dân tộc thiểu số huyện Quang Bình",
    "tỷ lệ thất nghiệp Hà Giang là bao nhiêu?",
    "tỷ lệ tham gia bảo hiểm y tế Hà Giang là bao nhiêu?",
    "chi ngân sách Lào Cai",
    "tốc độ tăng thu ngân sách Lào Cai bao nhiêu phần trăm?",
    "tỷ số giới tính khi sinh Bắc Kạn",
    "số thành viên tổ công nghệ số cộng đồng Thái Bình",
]


@pytest.mark.parametrize("text", WITHHELD)
def test_no_number_is_given_for_what_no_article_says(text):
    assert not isinstance(ask(text), Answered)


def test_a_telling_word_that_the_article_never_says_withholds_the_number():
    rows = (
        row("Tổng tỷ suất sinh là 2,1%.", "2,1%", indicator="tỷ suất sinh"),
        row("Có 40% dân số là nam giới.", "40%", indicator="tỷ lệ nam giới", place="Sơn La"),
    )
    assert values(ask("tỷ suất sinh Lai Châu", *rows)) == [Decimal("2.1")]
    assert isinstance(ask("tỷ lệ giới tính khi sinh Lai Châu", *rows), NotFound)


def test_one_numbered_class_is_not_another():
    field = {"unit": "xã", "value": "12", "indicator": "số xã khu vực II"}
    rows = (row("Khu vực II có 12 xã.", "12 xã", **field),)
    assert values(ask("Lai Châu có bao nhiêu xã khu vực 2", *rows)) == [Decimal(12)]
    assert isinstance(ask("Lai Châu có bao nhiêu xã khu vực 3", *rows), NotFound)


def test_growth_answers_only_where_growth_is_asked():
    name = "mức tăng chỉ số sản xuất công nghiệp"
    rows = (row("Chỉ số sản xuất công nghiệp tăng 8,9%.", "8,9%", indicator=name),)
    assert isinstance(ask("chỉ số sản xuất công nghiệp Lai Châu là bao nhiêu", *rows), NotFound)
    asked = "chỉ số sản xuất công nghiệp Lai Châu tăng bao nhiêu"
    assert not isinstance(ask(asked, *rows), Passages | Clarify)


def test_six_months_do_not_answer_for_nine():
    rows = (row("Có 30% hộ nghèo.", "30%", indicator="tỷ lệ hộ nghèo", period="2024-01/2024-06"),)
    answer = ask("tỷ lệ hộ nghèo Lai Châu 9 tháng năm 2024", *rows)
    assert isinstance(answer, NotFound)
    assert answer.reason is Reason.NO_PERIOD
    assert values(ask("tỷ lệ hộ nghèo Lai Châu năm 2024", *rows)) == [Decimal(30)]


def test_a_month_alone_is_no_half_year():
    plain = {"indicator": "lượng khách lưu trú", "unit": "lượt", "value": "1300"}
    alone = row(
        "Tính riêng tháng 6 có 1.300 lượt khách lưu trú.", "1.300", period="2024-06", **plain
    )
    until = row("Đến tháng 6 có 1.300 lượt khách lưu trú.", "1.300", period="2024-06", **plain)
    asked = "lượng khách lưu trú Lai Châu 6 tháng đầu năm 2024"
    assert isinstance(ask(asked, alone), NotFound)
    assert values(ask(asked, until)) == [Decimal(1300)]


def test_a_goal_already_past_when_written_does_not_stand_for_the_fact():
    fields = {"indicator": "tỷ lệ hộ nghèo", "kind": Kind.TARGET}
    rows = (
        row("Phấn đấu còn 7% hộ nghèo.", "7%", period="2024-01/2024-09", **fields),
        row("Có 9% hộ nghèo.", "9%", indicator="tỷ lệ hộ nghèo", period="2023"),
    )
    assert isinstance(ask("tỷ lệ hộ nghèo Lai Châu 9 tháng năm 2024", *rows), NotFound)
    late = (row("Phấn đấu còn 7% hộ nghèo.", "7%", period="2030", **fields), rows[1])
    assert values(ask("tới 2030 Lai Châu còn mấy % hộ nghèo", *late)) == [Decimal(7)]


def test_of_one_time_a_number_named_in_its_own_sentence_comes_first():
    name = "tỷ lệ lao động qua đào tạo"
    after = row("Trước đó nữa là 38%.", "38%", indicator=name, period="2023", provenance=INHERITED)
    own = row("Tỷ lệ lao động qua đào tạo là 78%.", "78%", indicator=name, period="2023")
    assert values(ask("tỷ lệ lao động qua đào tạo Lai Châu", after, own))[0] == Decimal(78)


def test_the_newest_number_is_given_wherever_it_is_named():
    name = "tỷ lệ lao động qua đào tạo"
    rows = (
        row("Tỷ lệ lao động qua đào tạo là 78%.", "78%", indicator=name, period="2023"),
        row("Đến quý IV là 81%.", "81%", indicator=name, period="2024-Q4", provenance=INHERITED),
    )
    assert values(ask("tỷ lệ lao động qua đào tạo Lai Châu", *rows))[0] == Decimal(81)
    assert values(ask("tỷ lệ lao động qua đào tạo Lai Châu năm 2023", *rows)) == [Decimal(78)]


def test_who_asks_how_far_above_the_country_gets_no_number_without_the_countrys():
    bare = row("Có 30% hộ nghèo.", "30%", indicator="tỷ lệ hộ nghèo")
    asked = "tỷ lệ hộ nghèo Lai Châu cao hơn cả nước bao nhiêu?"
    answer = ask(asked, bare)
    assert isinstance(answer, NotFound)
    assert [choice.label for choice in answer.nearest] == ["tỷ lệ hộ nghèo"]
    national = (Baseline(BaselineKind.NATIONAL, "cả nước", Decimal(4), "%"),)
    told = row(
        "Có 30% hộ nghèo, cả nước là 4%.", "30%", indicator="tỷ lệ hộ nghèo", baselines=national
    )
    assert values(ask(asked, told)) == [Decimal(30)]


def test_two_places_are_compared_only_in_what_counts_alike():
    name, people = "số tổ công nghệ số", "số người mỗi tổ công nghệ số"
    rows = (
        row("Có 90 tổ.", "90 tổ", indicator=name, unit="tổ", value="90"),
        row(
            "Mỗi tổ có 7 người.",
            "7 người",
            indicator=people,
            unit="người",
            value="7",
            place="Sơn La",
        ),
    )
    answer = ask("Lai Châu và Sơn La bên nào có tổ công nghệ số nhiều hơn", *rows)
    assert not isinstance(answer, Answered)


def test_a_ratio_is_not_counted_in_heads():
    fields = {"indicator": "tỷ số giới tính khi sinh", "value": "113.5"}
    heads = row("Có 6.109 trẻ trai.", "6.109", **{**fields, "value": "6109", "unit": "trẻ trai"})
    ratio = row("Là 113,5 trẻ trai/100 trẻ gái.", "113,5", unit="trẻ trai/100 trẻ gái", **fields)
    asked = "tỷ số giới tính khi sinh Lai Châu là bao nhiêu"
    assert isinstance(ask(asked, heads), NotFound)
    assert values(ask(asked, ratio)) == [Decimal("113.5")]


def test_4g_is_not_5g():
    rows = (
        row("Sóng 5G phủ 38% dân số.", "38%", indicator="tỷ lệ dân số được phủ sóng di động 5G"),
    )
    assert values(ask("tỷ lệ dân số được phủ sóng di động 5G Lai Châu", *rows)) == [Decimal(38)]
    asked = "tỷ lệ dân số được phủ sóng di động 4G Lai Châu"
    assert not isinstance(ask(asked, *rows), Answered)


IN_ANOTHER_FORM = [
    # Only how many is told; the share is of something else.
    (
        "Lai Châu tỷ lệ xã hoàn thành các tiêu chí nông thôn mới bao nhiêu",
        "Toàn tỉnh có 3 xã hoàn thành các tiêu chí nông thôn mới; 100% số xã có trạm y tế.",
        ("3", "xã", "số xã hoàn thành các tiêu chí nông thôn mới"),
        ("100%", "%", "tỷ lệ xã có trạm y tế"),
    ),
    # Only the whole province's is told.
    (
        "tỷ lệ hóa đơn tiền điện thanh toán qua ngân hàng cấp huyện của Lai Châu",
        "91,7% hóa đơn tiền điện thanh toán qua ngân hàng; 100% đơn vị ở thị xã trả lương qua thẻ.",
        ("91,7%", "%", "tỷ lệ hóa đơn tiền điện thanh toán qua ngân hàng"),
        ("100%", "%", "tỷ lệ đơn vị ở thành phố, thị xã trả lương"),
    ),
    (
        "chiều dài đường ống mở rộng cấp xã Lai Châu",
        "Đơn vị đầu tư để mở rộng 240 km đường ống về 15 xã.",
        ("240", "km", "chiều dài đường ống mở rộng"),
        ("15", "xã", "số xã đường ống"),
    ),
]


@pytest.mark.parametrize(("asked", "sentence", "meant", "beside"), IN_ANOTHER_FORM)
def test_what_is_told_in_another_form_only_is_not_answered_by_what_stands_beside_it(
    asked, sentence, meant, beside
):
    rows = [
        row(sentence, written, unit=unit, indicator=name) for written, unit, name in (meant, beside)
    ]
    assert not isinstance(ask(asked, *ROWS, *rows), Answered)


def test_what_is_produced_in_all_is_not_what_each_head_has_of_it():
    told = "GRDP bình quân đầu người đạt 22,4 triệu đồng."
    each = row(told, "22,4", unit="đồng", value="22400000", indicator="GRDP bình quân đầu người")
    assert not isinstance(ask("tổng sản phẩm trên địa bàn Lai Châu", *ROWS, each), Answered)
    asked = "tổng sản phẩm bình quân đầu người Lai Châu"
    assert values(ask(asked, *ROWS, each)) == [Decimal(22_400_000)]
