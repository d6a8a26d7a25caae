"""Name, place and subject of numbers in forms that officials often write."""

from extract.article import parse_article
from extract.models import Observation
from extract.observe import observe


def read(text: str, headline: str = "Tin trong tuần ở tỉnh Lâm Đồng") -> dict[str, Observation]:
    """Read a page of some paragraphs; its observations by their values."""
    article = f"{headline}\n\n15/07/2024\n\n{text}\n"
    return {str(one.value): one for one in observe(parse_article("a.txt", article))}


def names(text: str) -> dict[str, str]:
    return {value: one.indicator for value, one in read(text).items()}


def owners(text: str) -> dict[str, tuple[str | None, str | None]]:
    return {value: (one.place, one.subject) for value, one in read(text).items()}


def test_the_head_of_a_list_of_places_is_not_whose_the_numbers_are():
    for head in ("Các huyện có tỷ lệ hộ nghèo cao gồm", "Tỷ lệ hộ nghèo ở các địa phương như sau:"):
        assert owners(f"{head} Di Linh 4,5%, Bảo Lâm 3,5%.") == {
            "4.5": ("Di Linh", None),
            "3.5": ("Bảo Lâm", None),
        }


def test_the_districts_together_stay_whose_the_number_is():
    found = owners("Tỷ lệ hộ nghèo ở các huyện của tỉnh Lâm Đồng là 4,5%.")
    assert found == {"4.5": ("Lâm Đồng", "các huyện")}


def test_how_many_live_in_a_place_is_not_named_by_a_rate_told_before():
    text = "Tỷ lệ hộ nghèo của xã Gia Bắc còn 35%. Toàn xã có 1.850 hộ với 7.600 nhân khẩu."
    assert names(text) == {
        "35": "tỷ lệ hộ nghèo",
        "1850": "số hộ",
        "7600": "số nhân khẩu",
    }


def test_a_count_of_the_same_unit_goes_on_with_its_name():
    text = "Số hộ nghèo còn 300 hộ. Xã Gia Bắc có 120 hộ."
    assert set(names(text).values()) == {"số hộ nghèo"}


def test_the_name_of_a_share_tells_of_what_it_is_a_part():
    text = "Học sinh bỏ học: 412 em, chiếm 0,15% tổng số học sinh phổ thông."
    assert names(text)["0.15"].endswith("học sinh bỏ học trong tổng số học sinh phổ thông")
    assert "tổng số" not in names(text)["412"]


def test_the_name_of_a_ratio_tells_for_how_many_it_counts():
    text = "Toàn tỉnh đạt 9,3 bác sĩ trên một vạn dân, 28 giường bệnh trên 10.000 dân."
    assert names(text) == {
        "9.3": "số bác sĩ trên một vạn dân",
        "28": "số giường bệnh trên 10.000 dân",
    }


def test_visitors_of_two_kinds_are_counted_apart():
    text = "Trong đó khách quốc tế 431.000 lượt, khách nội địa trên 6,04 triệu lượt."
    assert names(text) == {
        "431000": "số lượt khách quốc tế",
        "6040000": "số lượt khách nội địa",
    }


def test_the_office_of_who_tells_a_number_does_not_own_it():
    text = "Ông Lê Văn An, Phó Giám đốc Sở Y tế, cho biết tỉnh có 1.512 bác sĩ."
    assert owners(text) == {"1512": ("Lâm Đồng", None)}


def test_a_goal_that_is_passed_is_no_distance():
    text = "Tỉnh đón 11,2 triệu lượt khách quốc tế, đã vượt mục tiêu 8 triệu lượt."
    (level,) = read(text)["11200000"].baselines
    assert level.value == 8_000_000
    assert read(text)["11200000"].change is None


def test_a_year_that_a_multiple_is_of_dates_nothing():
    text = (
        "Từ 15/12/2022 đến 14/12/2023, tỉnh xử phạt 41.876 xe.\n\n"
        "Vi phạm nồng độ cồn 12.745 trường hợp, gấp 2,1 lần năm 2022; chạy quá tốc độ 9.308 trường hợp."
    )
    assert read(text)["9308"].period == read(text)["12745"].period == "2022-12-15/2023-12-14"


def test_a_list_of_roads_counts_nothing():
    text = "Tỉnh xử lý 14 điểm sạt lở trên các quốc lộ 20, 27 và 28."
    assert set(read(text)) == {"14"}


def test_the_parts_of_a_count_in_brackets_are_counted_as_it_is():
    text = "Chết: 53 người (Di Linh 17, Đức Trọng 21, Bảo Lâm 15)."
    assert set(names(text).values()) == {"số người chết"}
    assert owners(text)["21"] == ("Đức Trọng", None)
    assert {one.unit for one in read(text).values()} == {"người"}


def test_whose_goal_a_number_is_names_nothing():
    text = "Tỷ lệ hồ sơ nộp trực tuyến đạt 78,6%. Mục tiêu tỉnh giao đến hết năm là 85%."
    assert set(names(text).values()) == {"tỷ lệ hồ sơ nộp trực tuyến"}
    assert read(text)["85"].kind == "target"


def test_what_is_done_with_the_next_number_is_no_part_of_a_name():
    text = "Huyện đưa 90 người đi làm việc ở nước ngoài và mở 12 lớp nghề."
    assert "mở" not in names(text)["90"]


def test_a_level_behind_a_comparison_is_no_change():
    text = "Mức độ hài lòng đạt 91,7%; ở vùng cao thì thấp hơn, 86,3%."
    assert read(text)["86.3"].change is None


def test_the_places_that_a_place_was_made_of_own_nothing():
    text = "Tỉnh Lâm Đồng được hợp nhất từ Đắk Nông và Bình Thuận, sau khi hợp nhất Đắk Nông và Bình Thuận có 99 xã."
    assert owners(text)["99"] == ("Lâm Đồng", None)


def test_the_average_of_another_place_turns_to_none():
    text = "Tỷ lệ lao động qua đào tạo đạt 81,2%, cao hơn bình quân toàn tỉnh Bắc Giang 3,7 điểm phần trăm; tỷ lệ thất nghiệp 2,1%."
    assert owners(text)["2.1"] == ("Lâm Đồng", None)


def test_the_whole_branch_is_that_of_the_article_not_of_the_country():
    text = "Tỉnh đạt 9,3 bác sĩ/vạn dân. Cả nước bình quân trên 12 bác sĩ/vạn dân. Toàn ngành có 1.512 bác sĩ."
    assert owners(text)["1512"][0] == "Lâm Đồng"


def test_a_department_that_tells_a_number_does_not_own_it():
    text = "Sở Tài chính tỉnh Lâm Đồng cho biết, toàn tỉnh giải ngân 1.742 tỷ đồng."
    assert owners(text) == {"1742000000000": ("Lâm Đồng", None)}


def test_a_surplus_is_no_rise():
    text = "Cán cân thương mại của tỉnh thặng dư 246 triệu USD."
    assert names(text) == {"246000000": "cán cân thương mại thặng dư"}
    assert read(text)["246000000"].change is None


def test_money_is_no_rate():
    text = (
        "Tỷ lệ giải ngân đạt 41,3% kế hoạch.\n\nKế hoạch vốn năm 2024 của tỉnh là 4.218,7 tỷ đồng."
    )
    assert names(text)["4218700000000"] == "kế hoạch vốn"


def test_ranks_of_two_years_are_of_the_same():
    text = (
        "Trẻ mẫu giáo ra lớp đạt 96%; điểm trung bình các môn 6,402, xếp thứ 48/63 tỉnh, thành phố "
        "(năm 2023 xếp thứ 53)."
    )
    assert names(text)["53"].startswith("xếp hạng điểm trung bình các môn")


def test_who_leads_is_ranked_by_the_value_behind():
    text = "Huyện trồng 28.900 ha lúa. Dẫn đầu là xã Gia Bắc 4.120 ha, kế đến xã Đinh Lạc 3.870 ha."
    rank = read(text)["4120"].rank
    assert rank is not None
    assert rank.position == 1
    assert "1" not in read(text)


def test_yields_of_seasons_are_yields():
    text = "Vụ đông xuân cho 7,25 tấn/ha, hè thu 6,08 tấn/ha và thu đông 5,36 tấn/ha."
    assert names(text)["6.08"] == "năng suất hè thu"


def test_three_programmes_are_a_name():
    text = "Vốn 3 chương trình mục tiêu quốc gia giải ngân 294 tỷ đồng."
    assert set(read(text)) == {"294000000000"}


def test_an_association_is_not_named_with_what_it_does():
    text = "Tổng dư nợ 400 tỷ đồng. Hội Phụ nữ quản lý nhiều nhất, 187,4 tỷ đồng."
    assert owners(text)["187400000000"] == ("Lâm Đồng", "Hội Phụ nữ")


def test_a_name_keeps_words_that_only_look_like_verbs():
    text = "Tỉnh có thêm 5 xã về đích nông thôn mới. Còn 17 dự án chưa bàn giao đủ mặt bằng."
    assert names(text) == {
        "5": "số xã về đích nông thôn mới",
        "17": "số dự án chưa bàn giao đủ mặt bằng",
    }


def test_where_a_neighbour_lies_is_no_name():
    text = "Ngân sách huyện chuyển sang 6,2 tỷ đồng, trong khi Di Linh kế bên đã có 9,5 tỷ đồng."
    found = names(text)
    assert found["9500000000"] == found["6200000000"]


def test_what_stands_before_a_colon_completes_a_bare_name():
    text = "Mức hỗ trợ: gia đình khó khăn 25 triệu đồng/hộ; nhà sập hoàn toàn 60 triệu đồng/nhà."
    assert set(names(text).values()) == {
        "mức hỗ trợ gia đình khó khăn",
        "mức hỗ trợ nhà sập hoàn toàn",
    }
    text = "Kỳ thi tốt nghiệp THPT năm 2024: tỷ lệ đỗ 98,93%."
    assert names(text)["98.93"] == "tỷ lệ đỗ kỳ thi tốt nghiệp THPT"


def test_what_something_is_worth_is_said_of_what_was_counted():
    text = "Tỉnh tặng 4.873 suất quà, trị giá 2,41 tỷ đồng."
    assert names(text)["2410000000"].startswith("trị giá suất quà")


def test_a_number_may_be_part_of_a_commune_s_name():
    text = "Tỷ lệ hộ nghèo xã A Lưới 2 là 12%, xã A Lưới 3 là 14%, A Lưới 4 là 15%."
    assert owners(text) == {
        "12": ("A Lưới 2", None),
        "14": ("A Lưới 3", None),
        "15": ("A Lưới 4", None),
    }
    assert set(names(text).values()) == {"tỷ lệ hộ nghèo"}


def test_a_ward_may_be_named_by_a_number_alone():
    text = "Tỷ lệ hộ nghèo ở phường 5 là 1,5%, phường 7 là 2,5%."
    assert owners(text) == {"1.5": ("Phường 5", None), "2.5": ("Phường 7", None)}
    text = "Thành phố có 12 phường, 5 xã đạt chuẩn văn minh."
    assert {one.place for one in read(text).values()} == {"Lâm Đồng"}


def test_a_count_behind_a_commune_is_no_part_of_its_name():
    text = "Toàn huyện có 9 ca bệnh, gồm xã Gia Bắc 5 ca, xã Đinh Lạc 4 ca."
    assert owners(text)["5"] == ("Gia Bắc", None)


def test_rows_of_a_table_may_be_of_numbered_communes():
    rows = (
        "Đơn vị\tTỷ lệ hộ nghèo (%)\tSố hộ nghèo\nBảo Lâm 1\t12,5\t450\nxã Bảo Lâm 2\t14,2\t520\n"
    )
    found = {one.place for one in read(rows.replace("\n", "\n\n")).values()}
    assert found == {"Bảo Lâm 1", "Bảo Lâm 2"}


def test_a_goal_that_a_place_sets_itself_is_a_goal():
    text = "Tỷ lệ hộ nghèo cuối năm 2023 còn 11,94%; huyện đặt đích năm 2025 còn dưới 8%."
    goal = read(text)["8"]
    assert (goal.kind, goal.indicator, goal.period) == ("target", "tỷ lệ hộ nghèo", "2025")


def test_a_level_may_stand_before_whose_it_is():
    text = "Tỷ lệ nợ quá hạn của huyện Di Linh là 0,07%, thấp hơn mức 0,12% toàn tỉnh."
    (level,) = read(text)["0.07"].baselines
    assert str(level.value) == "0.12"


def test_months_alone_may_open_an_item():
    text = "- Sáu tháng Thanh tra xử phạt 327 trường hợp đổ rác sai quy định."
    assert read(text)["327"].period == "2024-01/2024-06"
    assert read("Đến 2030 phải trồng 54 ha rừng.")["54"].period == "2030"


def test_what_is_said_of_households_holds_for_the_places_behind():
    text = "Tỷ lệ chôn lấp là 54%.\n\nDi Linh đang dẫn đầu, 62,7% hộ đã phân loại. Bảo Lâm 38%."
    assert names(text)["38"] == names(text)["62.7"]


def test_a_fall_of_a_rate_in_points_is_read_without_its_level():
    text = "- Năm 2025 giảm tỷ lệ hộ nghèo toàn tỉnh từ 4 điểm phần trăm trở lên."
    goal = read(text)["4"]
    assert (goal.indicator, goal.kind) == ("mức giảm tỷ lệ hộ nghèo", "target")
    assert goal.change is not None
    assert goal.change.direction == "down"


def test_a_rank_that_points_back_is_of_the_number_not_of_what_that_is_held_against():
    for text in (
        "Tỉnh đã giải ngân đạt 61,4% kế hoạch, trong khi cả nước ước chỉ 40,2%; với kết quả ấy,"
        " tỉnh tạm xếp thứ 7/34 tỉnh, thành phố.",
        "Tỷ lệ giải ngân của tỉnh đạt 61,4%, cả nước 40,2%. Với kết quả này, tỉnh xếp thứ 7 cả nước.",
    ):
        found = read(text)
        assert sorted(found) == ["40.2", "61.4"]
        rank = found["61.4"].rank
        assert rank is not None
        assert rank.position == 7


def test_what_points_at_some_places_is_no_name():
    for pointing in ("đáng kể là", "nổi bật là", "tiêu biểu như"):
        text = f"Các huyện đều thu ngân sách khá, {pointing} Bảo Lâm (41%), Di Linh (37%)."
        assert owners(text) == {"41": ("Bảo Lâm", None), "37": ("Di Linh", None)}
        assert all(name.startswith("tỷ lệ thu ngân sách") for name in names(text).values())


def test_the_report_that_tells_a_number_does_not_name_it():
    text = "Báo cáo của Sở nêu rõ, năm 2023, kinh tế số đã chiếm 18,4% GRDP của tỉnh."
    assert "báo cáo" not in names(text)["18.4"].lower()
