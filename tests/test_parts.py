from decimal import Decimal

import pytest
from answering import make_engine, make_reader

from bot.models import Answered, NotFound
from bot.render.text import render_text
from extract.models import Kind

FILE, SECOND = "sl24.txt", "sl23.txt"
ROWS = (
    (
        FILE,
        "Năm 2024, trên địa bàn tỉnh Sơn La xảy ra 118 vụ tai nạn giao thông, làm chết 84 người, bị thương 69 người.",
        "118 vụ",
        {"indicator": "số vụ tai nạn giao thông", "place": "Sơn La", "value": "118", "unit": "vụ"},
    ),
    (
        FILE,
        "Năm 2024, trên địa bàn tỉnh Sơn La xảy ra 118 vụ tai nạn giao thông, làm chết 84 người, bị thương 69 người.",
        "84 người",
        {
            "indicator": "số người chết do tai nạn giao thông",
            "place": "Sơn La",
            "value": "84",
            "unit": "người",
        },
    ),
    (
        FILE,
        "Năm 2024, trên địa bàn tỉnh Sơn La xảy ra 118 vụ tai nạn giao thông, làm chết 84 người, bị thương 69 người.",
        "69 người",
        {
            "indicator": "số người bị thương do tai nạn giao thông",
            "place": "Sơn La",
            "value": "69",
            "unit": "người",
        },
    ),
    (
        FILE,
        "Toàn tỉnh có 1.950 ha nhãn, sản lượng nhãn 7.500 tấn.",
        "1.950 ha",
        {"indicator": "diện tích nhãn", "place": "Sơn La", "value": "1950", "unit": "ha"},
    ),
    (
        FILE,
        "Toàn tỉnh có 1.950 ha nhãn, sản lượng nhãn 7.500 tấn.",
        "7.500 tấn",
        {"indicator": "sản lượng nhãn", "place": "Sơn La", "value": "7500", "unit": "tấn"},
    ),
    (
        FILE,
        "Tỷ lệ che phủ rừng của Sơn La là 47,5%, năm 2025 phấn đấu đạt 48%.",
        "47,5%",
        {"indicator": "tỷ lệ che phủ rừng", "place": "Sơn La"},
    ),
    (
        FILE,
        "Tỷ lệ che phủ rừng của Sơn La là 47,5%, năm 2025 phấn đấu đạt 48%.",
        "48%",
        {
            "indicator": "tỷ lệ che phủ rừng",
            "place": "Sơn La",
            "period": "2025",
            "kind": Kind.TARGET,
        },
    ),
    (
        SECOND,
        "Tỷ lệ che phủ rừng của Sơn La là 46,9%.",
        "46,9%",
        {"indicator": "tỷ lệ che phủ rừng", "place": "Sơn La"},
    ),
)
ENGINE = make_engine(ROWS)
READER = make_reader(ROWS)


def ask(text):
    return ENGINE.follow((), text)


def values(answer):
    assert isinstance(answer, Answered), answer
    return [figure.stored.observation.value for figure in answer.figures]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sơn La xảy ra mấy vụ tai nạn giao thông, chết mấy người?", ["118", "84"]),
        ("tai nạn giao thông Sơn La: chết bao nhiêu người, bị thương mấy người", ["84", "69"]),
        (
            "Sơn La mấy vụ tai nạn giao thông, chết bao nhiêu người và bị thương bao nhiêu người?",
            ["118", "84", "69"],
        ),
        ("Sơn La có bao nhiêu ha nhãn và sản lượng bao nhiêu tấn?", ["1950", "7500"]),
        ("người chết và người bị thương do tai nạn ở Sơn La mỗi loại bao nhiêu?", ["84", "69"]),
        ("son la co bao nhieu ha nhan, san luong may tan", ["1950", "7500"]),
        ("tai nạn giao thông ở Sơn La làm chết mấy người, còn số bị thương?", ["84", "69"]),
    ],
)
def test_all_that_is_asked_in_one_breath_is_given_in_its_order(text, expected):
    assert values(ask(text)) == [Decimal(value) for value in expected]


@pytest.mark.parametrize(
    "text",
    [
        "độ che phủ rừng Sơn La năm 2024 bao nhiêu %, năm 2023 là mấy?",
        "độ che phủ rừng Sơn La năm 2024 bao nhiêu %, năm trước thì sao?",
        "tỷ lệ che phủ rừng Sơn La năm 2024 đạt bao nhiêu, cùng kỳ năm trước là mấy?",
    ],
)
def test_the_same_is_given_of_two_times(text):
    assert values(ask(text)) == [Decimal("47.5"), Decimal("46.9")]


def test_a_part_that_nobody_wrote_of_is_said_to_be_missing():
    answer = ask("Sơn La có bao nhiêu ha nhãn, xuất khẩu được mấy triệu USD?")
    assert values(answer) == [Decimal(1950)]
    [note] = answer.notes
    assert "xuất khẩu" in note
    assert note in render_text(answer, {})


def test_nothing_is_said_to_be_missing_where_all_was_found():
    assert ask("Sơn La có bao nhiêu ha nhãn và sản lượng bao nhiêu tấn?").notes == ()


def test_the_past_of_what_is_unknown_is_not_given_alone():
    assert isinstance(ask("giá vàng Sơn La năm 2024 bao nhiêu đồng, năm 2023 là mấy?"), NotFound)


@pytest.mark.parametrize(
    "text",
    [
        "Sơn La có bao nhiêu hồ sơ, thủ tục quá hạn",
        "tỷ lệ che phủ rừng, Sơn La là bao nhiêu",
        "Sơn La đạt bao nhiêu điểm, xếp thứ mấy",
        "tỷ lệ che phủ rừng Sơn La và Cao Bằng so sánh thế nào",
    ],
)
def test_one_number_is_asked_for_only_once(text):
    assert READER.read(text).parts == ()
