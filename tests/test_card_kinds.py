"""What cards show of verdicts, goals, lists, counts and sources."""

from decimal import Decimal

from cardcheck import check_card
from cards import Shelf, asked, labels, lines_of, styled_in
from figures import article, figure, observed

from bot.card.compose import card_of
from bot.card.models import Style
from bot.models import Answered, Asked, Checked, Count, Page, Reached, Verdict
from extract.models import Kind

SHELF = Shelf([article()], [])
AIM = observed("50", kind=Kind.TARGET, period="2022", quote="Năm 2022 phấn đấu đạt 50%.")


def card(*figures, asked=Asked.VALUE, **fields):
    made = card_of(Answered(figures or (figure(),), asked, **fields), SHELF)
    check_card(made)
    return made


def test_a_verdict_stands_first_and_bold():
    claim = Checked("20%", Verdict.CONTRADICTED, Decimal(20), "%", belongs=("mục tiêu năm 2021",))
    made = card(claim=claim)
    words = "Không đúng: nguồn ghi 17%, không phải 20%. Số 20% là mục tiêu năm 2021."
    assert lines_of(made)[0] == words
    assert styled_in(made, Style.BOLD)[0] == words


def test_a_goal_asked_for_shows_both_sentences():
    reached = Reached(False, None, Decimal(-33), "%")
    lines = lines_of(card(figure(target=AIM), asked=Asked.REACHED, reached=reached))
    assert lines[0] == "Chưa đạt mục tiêu: tính ra còn cách 33 điểm phần trăm."
    assert "Năm 2022 phấn đấu đạt 50%." in lines
    assert sum(line.startswith("📄") for line in lines) == 2


def test_a_list_has_a_line_a_figure_and_a_button_to_go_on():
    page = Page(11, 24, "Đồng Tháp", "các chỉ tiêu của Đồng Tháp, trang 3")
    made = card(figure(), figure("18"), asked=Asked.LIST, page=page)
    lines = lines_of(made)
    assert lines[0] == "Đồng Tháp: có 24 số liệu, đây là 11–12:"
    assert lines[1].startswith("11. 17% · ")
    assert lines[-1] == "Còn 12 số liệu nữa. Gõ “tiếp” để xem tiếp."
    assert asked(made) == ["các chỉ tiêu của Đồng Tháp, trang 3"]


def test_the_last_part_of_a_list_has_no_button_to_go_on():
    made = card(figure(), asked=Asked.LIST, page=Page(1, 1, "Đồng Tháp"))
    assert lines_of(made)[0] == "Đồng Tháp: có 1 số liệu:"
    assert not any("Xem tiếp" in label for row in labels(made) for label in row)


def test_a_count_says_of_how_many():
    made = card(figure(), asked=Asked.COUNT, among=5, count=Count(1, "trên 15%", "tỉnh"))
    assert lines_of(made)[0] == "Tính ra 1 tỉnh trong 5 tỉnh có số liệu ở đây đạt trên 15%:"


def test_a_source_asked_for_stands_before_the_number():
    lines = lines_of(card(asked=Asked.SOURCE))
    assert lines[0].startswith("📄 Tỉnh đẩy mạnh dịch vụ công")
    assert lines[-1].startswith("17% · tỷ lệ hồ sơ trực tuyến")


def test_what_a_reader_must_know_of_a_place_is_noted():
    note = "Từ 1/7/2025, Đồng Tháp gồm cả Tiền Giang (tỉnh cũ)."
    assert lines_of(card(notes=(note,)))[-1] == f"Lưu ý: {note}"
