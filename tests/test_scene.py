"""What an article is about as a whole: its place, its period, its plans."""

from datetime import date

import pytest

from extract.article import parse_article
from extract.models import Declared
from extract.observe.scene import read_scene
from extract.period import label


def scene(title, *paragraphs, published="15/07/2024", declared=None):
    text = "\n\n".join([title, published, *paragraphs]) + "\n"
    return read_scene(parse_article("a.txt", text, declared))


@pytest.mark.parametrize(
    ("title", "lead", "place"),
    [
        ("Long An: giảm nghèo vượt kế hoạch", "Cả nước cùng chung tay.", "Long An"),
        ("Kết quả giảm nghèo", "Tỉnh Long An đã giảm nghèo tốt. Long An vượt kế hoạch.", "Long An"),
        ("Kết quả giảm nghèo", "Cả nước giảm nghèo. Toàn quốc còn 3%.", "Việt Nam"),
        (
            "Kết quả giảm nghèo",
            "Tỷ lệ hộ nghèo của tỉnh thấp hơn cả nước. Toàn tỉnh còn 3%, cả nước còn 4%.",
            None,
        ),
        (
            "Kết quả giảm nghèo",
            "Cả nước còn 4% hộ nghèo; số liệu của tỉnh, thành phố nào cũng giảm. Cả nước vui.",
            "Việt Nam",
        ),
        ("Bảng xếp hạng năm nay", "Long An, Trà Vinh, Cà Mau và Bạc Liêu dẫn đầu.", "Việt Nam"),
        ("Kết quả giảm nghèo", "Địa phương đã giảm nghèo tốt.", None),
        ("Huyện Ba Tri về đích sớm", "Huyện Ba Tri (Bến Tre) đã về đích.", "Ba Tri"),
    ],
)
def test_the_place_is_the_one_named_above_or_most(title, lead, place):
    found = scene(title, lead).place
    assert (found.name if found else None) == place


def test_a_declared_place_comes_first():
    found = scene("Long An giảm nghèo", "Long An đạt.", declared=Declared(place="Bến Tre"))
    assert found.place.name == "Bến Tre"
    assert found.declared


@pytest.mark.parametrize(
    ("lead", "published", "period"),
    [
        ("Trong 6 tháng đầu năm 2024, tỉnh đã đạt kết quả tốt.", "15/07/2024", "2024-01/2024-06"),
        ("Năm 2023, tỉnh đã đạt kết quả tốt.", "10/01/2024", "2023"),
        ("Năm 2019, tỉnh đã đạt kết quả tốt.", "27/11/2020", "2020-11"),
        ("Mục tiêu đến năm 2025 là rất cao.", "15/07/2024", "2024-07"),
        ("Giai đoạn 2016-2023, tỉnh đã đạt kết quả tốt.", "10/01/2024", "2024-01"),
    ],
)
def test_the_period_is_what_the_lead_reports_on_or_the_month(lead, published, period):
    assert label(scene("Kết quả của tỉnh", lead, published=published).period) == period


def test_passages_under_a_plans_heading_are_planned():
    found = scene(
        "KẾ HOẠCH năm tới",
        "I. KẾT QUẢ",
        "Tỷ lệ đạt 50%.",
        "II. MỤC TIÊU",
        "1. Năm 2025",
        "Tỷ lệ đạt 80%.",
        "III. KẾT QUẢ KHÁC",
        "Tỷ lệ đạt 60%.",
    )
    assert found.sections.planned == {3, 4, 5}
    assert found.today == date(2024, 7, 15)


def test_a_heading_dates_the_passages_below_it():
    found = scene(
        "Báo cáo công tác giảm nghèo của tỉnh",
        "I. KẾT QUẢ NĂM 2023",
        "Tỷ lệ đạt 50%.",
        "II. MỤC TIÊU NĂM 2025",
        "Tỷ lệ đạt 80%.",
    ).sections
    assert [label(found.periods[number]) for number in (2, 4)] == ["2023", "2025"]
    assert found.planned == {3, 4}
    assert found.numbered


def test_a_list_of_results_is_no_plan_though_it_speaks_of_targets():
    found = scene("Tin của tỉnh", "Tỉnh đạt các chỉ tiêu, kết quả như sau:", "- Tỷ lệ đạt 50%.")
    assert found.sections.planned == frozenset()


def test_a_plans_title_dates_what_is_planned():
    found = scene("KẾ HOẠCH cải cách hành chính năm 2025", "II. CHỈ TIÊU", "Tỷ lệ đạt 80%.")
    assert label(found.sections.periods[2]) == "2025"


def test_the_address_of_a_page_bears_its_province():
    text = (
        "baoninhbinh.org.vn\n\nKết quả giảm nghèo\n\n15/07/2024\n\nĐịa phương đã giảm nghèo tốt.\n"
    )
    found = read_scene(parse_article("a.txt", text)).place
    assert found is not None
    assert found.name == "Ninh Bình"


def test_numbered_parks_do_not_tell_the_province_that_their_district_names():
    found = scene(
        "Các khu công nghiệp thu hút vốn khá",
        "Đồng Văn I lấp đầy 100%, Đồng Văn II lấp đầy 98,2%; nộp ngân sách của tỉnh tăng.",
    ).place
    assert found is None


def test_places_that_a_national_text_only_goes_through_are_not_its_own():
    text = (
        "Thông cáo về lao động, việc làm\n\n05/07/2025\n\nTỷ lệ thất nghiệp quý II là 2,2%.\n\n"
        "Lao động có việc làm là 52 triệu người.\n\nThất nghiệp của thanh niên ở Cần Thơ là 7,4%, "
        "ở Đà Nẵng 9,1%.\n\nChính phủ đặt mục tiêu giữ tỷ lệ thất nghiệp dưới 4%.\n"
    )
    found = read_scene(parse_article("a.txt", text)).place
    assert found is not None
    assert found.name == "Việt Nam"


def test_ministries_without_any_place_are_the_countrys():
    found = scene(
        "Cắt giảm thủ tục hành chính",
        "Chính phủ giao các bộ rà soát. Bộ Công Thương xong trước, Bộ Xây dựng xong sau.",
    ).place
    assert found is not None
    assert found.name == "Việt Nam"


def test_the_articles_of_a_resolution_are_headings():
    found = scene(
        "NGHỊ QUYẾT của Hội đồng nhân dân",
        "Điều 1. Đánh giá kết quả năm 2023",
        "Tỷ lệ đạt 50%.",
        "Điều 2. Mục tiêu năm 2025",
        "1. Về kinh tế",
        "Tỷ lệ đạt 80%.",
    ).sections
    assert found.planned == {3, 4, 5}
    assert [label(found.periods[number]) for number in (2, 5)] == ["2023", "2025"]


def test_a_heading_may_name_the_day_its_numbers_reach():
    found = scene(
        "Báo cáo công tác giảm nghèo của tỉnh",
        "I. HIỆN TRẠNG (đến ngày 31/12/2023)",
        "Tỷ lệ đạt 50%.",
    )
    assert label(found.sections.periods[2]) == "2023-12-31"


def test_an_office_that_plans_and_money_that_was_given_make_no_plan():
    found = scene(
        "SỞ KẾ HOẠCH VÀ ĐẦU TƯ",
        "1. SỞ KẾ HOẠCH VÀ ĐẦU TƯ",
        "Đã giải ngân 50%.",
        "Một số đơn vị được giao vốn lớn:",
        "- Sở Y tế giải ngân 60%.",
    ).sections
    assert found.planned == frozenset()


def test_a_commune_of_the_headline_is_not_the_place_of_a_text_on_its_province():
    title = "Từ phường Trấn Cao nhìn ra cả tỉnh"
    lead = "Tỉnh Long An có 45 trung tâm. Long An vượt kế hoạch."
    assert scene(title, lead).place.name == "Long An"
    lead = "Phường đã có 45 hộ nghèo, thấp nhất tỉnh Long An."
    assert scene(title, lead).place.name == "Trấn Cao"


def test_a_text_that_says_the_whole_province_is_not_about_the_district_it_names():
    lead = "Toàn tỉnh có 45 câu lạc bộ. Nhiều nhất là huyện Ba Tri, kế đó huyện Ba Tri mở rộng."
    assert scene("Câu lạc bộ người cao tuổi", lead).place.name == "Bến Tre"
    lead = lead.replace("Toàn tỉnh", "Toàn huyện")
    assert scene("Câu lạc bộ người cao tuổi", lead).place.name == "Ba Tri"


def test_a_province_within_the_name_of_something_else_in_the_headline_counts():
    assert scene("Các khu công nghiệp Trà Vinh đông khách", "Có 45 dự án.").place.name == "Trà Vinh"


def test_the_imprint_tells_where_nothing_else_does():
    text = (
        "Kết quả giảm nghèo\n\n15/07/2024\n\nĐịa phương đã giảm nghèo tốt.\n\n"
        "Báo Trà Vinh - Cơ quan của Đảng bộ tỉnh\n"
    )
    found = read_scene(parse_article("a.txt", text)).place
    assert found is not None
    assert found.name == "Trà Vinh"


def test_a_text_on_the_country_in_a_provinces_paper_is_the_countrys():
    found = scene(
        "Gieo cấy vụ mùa đúng lịch",
        "Theo Bộ Nông nghiệp và Môi trường, cả nước gieo cấy được 1,2 triệu ha.",
        "Các địa phương thu hoạch sớm. Chính phủ yêu cầu giữ giá. Một mô hình ở Trà Vinh được khen.",
    )
    assert found.place.name == "Việt Nam"


def test_many_provinces_and_none_of_them_its_own_are_a_ranking_of_the_country():
    found = scene(
        "Long An dẫn đầu bảng xếp hạng",
        "Long An đạt 80 điểm, tiếp đến là Trà Vinh, Cà Mau, Bạc Liêu và Phú Yên.",
    )
    assert found.place.name == "Việt Nam"


def test_districts_named_in_passing_stand_for_their_province():
    found = scene("Kết quả giảm nghèo", "Toàn tỉnh còn 3% hộ nghèo. Huyện Ba Tri còn 2%.")
    assert found.place.name == "Bến Tre"


def test_whose_officials_speak_tells_more_than_a_name():
    found = scene(
        "Tái canh cây có múi",
        "Giám đốc Sở Nông nghiệp Long An cho biết đã tái canh 120 ha.",
        "Trà Vinh tái canh 200 ha. Cà Mau tái canh 150 ha.",
    )
    assert found.place.name == "Long An"
