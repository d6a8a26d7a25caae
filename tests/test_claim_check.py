"""Questions that say what they think is so: supported, contradicted, or not to be told."""

from decimal import Decimal

import pytest
from answering import ONLINE, make_engine
from goldfile import cases

from bot.models import Answered, Clarify, NotFound, Reason, Verdict
from bot.question.claimed import read_claim
from bot.render.forms import answer_form
from bot.render.text import render_text
from extract.models import Baseline, BaselineKind, Bound, Change, Direction, Kind, Rank

MEAN = (Baseline(BaselineKind.NATIONAL, "bình quân cả nước", Decimal("53.4"), "%"),)
ROWS = (
    (
        "st24.txt",
        "Tỷ lệ hồ sơ nộp trực tuyến của tỉnh Sơn La đạt 47,02%, bình quân cả nước là 53,4%.",
        "47,02%",
        {"indicator": ONLINE, "place": "Sơn La", "period": "2024", "baselines": MEAN},
    ),
    (
        "st23.txt",
        "Năm 2023, Sơn La có 31% hồ sơ nộp trực tuyến.",
        "31%",
        {"indicator": ONLINE, "place": "Sơn La", "period": "2023"},
    ),
    (
        "st24.txt",
        "Sơn La phấn đấu 70% hồ sơ nộp trực tuyến.",
        "70%",
        {"indicator": ONLINE, "place": "Sơn La", "kind": Kind.TARGET},
    ),
    (
        "lb24.txt",
        "Trên 85% văn bản của tỉnh Lai Châu được ký số.",
        "85%",
        {"indicator": "tỷ lệ văn bản được ký số", "place": "Lai Châu", "bound": Bound.ABOVE},
    ),
    (
        "st24.txt",
        "85% văn bản của tỉnh Sơn La được ký số.",
        "85%",
        {"indicator": "tỷ lệ văn bản được ký số", "place": "Sơn La"},
    ),
    (
        "st24.txt",
        "Tỷ lệ thất nghiệp của Sơn La là 1,6%.",
        "1,6%",
        {"indicator": "tỷ lệ thất nghiệp", "place": "Sơn La"},
    ),
    (
        "lb24.txt",
        "Lai Châu thu ngân sách 2.146 tỷ đồng, tăng 6,5% so với năm trước.",
        "2.146 tỷ đồng",
        {
            "indicator": "thu ngân sách",
            "place": "Lai Châu",
            "value": "2146000000000",
            "unit": "đồng",
            "change": Change(Decimal("6.5"), "%", Direction.UP, "năm trước"),
        },
    ),
    (
        "lb24.txt",
        "Chỉ số cải cách hành chính của Lai Châu đạt 84,1 điểm, xếp thứ 12.",
        "84,1 điểm",
        {
            "indicator": "chỉ số cải cách hành chính",
            "place": "Lai Châu",
            "value": "84.1",
            "unit": "điểm",
            "rank": Rank(12),
        },
    ),
    (
        "db24.txt",
        "Tỷ lệ hộ nghèo của huyện Tủa Chùa là 44%.",
        "44%",
        {"indicator": "tỷ lệ hộ nghèo", "place": "Tủa Chùa", "province": "Điện Biên"},
    ),
    (
        "db24.txt",
        "Huyện Mường Chà còn 38,5% hộ nghèo.",
        "38,5%",
        {"indicator": "tỷ lệ hộ nghèo", "place": "Mường Chà", "province": "Điện Biên"},
    ),
    (
        "db24.txt",
        "Cao nhất là huyện Nậm Pồ với 3.120 hộ cận nghèo.",
        "3.120 hộ",
        {
            "indicator": "số hộ cận nghèo",
            "place": "Nậm Pồ",
            "province": "Điện Biên",
            "value": "3120",
            "unit": "hộ",
        },
    ),
)


def ask(text, *before):
    engine = make_engine(ROWS)
    for turn in before:
        engine.ask("chat", turn)
    return engine.ask("chat", text)


def said_of(answer):
    assert isinstance(answer, Answered), answer
    return render_text(answer, {}).splitlines()[0]


@pytest.mark.parametrize(("text", "case"), cases("claim_check.toml"))
def test_a_claim_is_held_against_the_figure(text, case):
    answer = ask(text)
    assert isinstance(answer, Answered), answer
    assert str(answer.claim.verdict) == case["verdict"]
    assert said_of(answer).startswith(case["opening"])
    if "value" in case:
        assert answer.figures[0].stored.observation.value == Decimal(case["value"])


def test_what_the_source_says_stands_beside_a_wrong_claim():
    answer = ask("có đúng là Sơn La nộp 60% hồ sơ trực tuyến không?")
    assert said_of(answer) == "Không đúng: nguồn ghi 47,02%, không phải 60%."
    assert "“Tỷ lệ hồ sơ nộp trực tuyến của tỉnh Sơn La đạt 47,02%" in render_text(answer, {})


@pytest.mark.parametrize(
    ("number", "owner"),
    [
        ("53,4%", "của bình quân cả nước"),
        ("31%", "tỷ lệ hồ sơ nộp trực tuyến, năm 2023"),
        ("70%", "tỷ lệ hồ sơ nộp trực tuyến (chỉ tiêu), năm 2024"),
    ],
)
def test_a_wrong_number_that_is_something_else_is_given_back_to_it(number, owner):
    answer = ask(f"hồ sơ nộp trực tuyến của Sơn La là {number} phải không?")
    assert answer.claim.verdict is Verdict.CONTRADICTED
    assert said_of(answer).endswith(f"Số {number} là {owner}.")


def test_another_years_number_does_not_speak_against_a_claim():
    answer = ask("năm 2019 Sơn La nộp trực tuyến 47% hồ sơ phải không?")
    assert isinstance(answer, NotFound)
    assert answer.reason is Reason.NO_PERIOD
    assert any("2024" in choice.label for choice in answer.nearest)


def test_another_places_number_does_not_speak_against_a_claim():
    answer = ask("Cà Mau nộp trực tuyến 47% hồ sơ đúng không?")
    assert isinstance(answer, NotFound)
    assert (answer.reason, answer.missing) == (Reason.NO_PLACE, "Cà Mau")


def test_a_claim_without_an_indicator_is_found_by_its_number():
    answer = ask("có đúng là Sơn La đạt 31% không?")
    assert answer.claim.verdict is Verdict.SUPPORTED
    assert answer.figures[0].stored.observation.period == "2023"


def test_a_number_that_a_place_nowhere_has_is_said_to_be_missing():
    answer = ask("có đúng là Sơn La đạt 29% không?")
    assert isinstance(answer, NotFound)
    assert render_text(answer, {}).startswith("Các bài đã đọc không có con số 29% của Sơn La.")


def test_a_claim_can_follow_a_question():
    answer = ask("hơn 50% à?", "tỷ lệ hồ sơ nộp trực tuyến Sơn La")
    assert answer.claim.verdict is Verdict.CONTRADICTED
    assert said_of(answer) == "Không đúng: nguồn ghi 47,02%, không phải trên 50%."


def test_the_ranking_behind_a_claim_says_of_how_many():
    answer = ask("hộ nghèo cao nhất ở Điện Biên là huyện Mường Chà phải không?")
    assert answer.claim.verdict is Verdict.CONTRADICTED
    assert said_of(answer) == (
        "Không đúng: cao nhất là Tủa Chùa (Điện Biên): 44% (trong 2 nơi có số liệu)."
    )


def test_the_form_of_an_answer_holds_the_verdict():
    answer = ask("thu ngân sách Lai Châu 2,1 nghìn tỷ đồng đúng không?")
    form = answer_form(answer, "")
    assert form["status"] == "answered"
    assert form["claim"] == {
        "verdict": "supported",
        "said": "2.100 tỷ đồng",
        "value": "2100000000000",
        "unit": "đồng",
        "about": True,
    }
    assert "claim" not in answer_form(ask("thu ngân sách Lai Châu"), "")


@pytest.mark.parametrize(
    "text",
    [
        "tỷ lệ hồ sơ nộp trực tuyến của Sơn La là bao nhiêu",
        "hồ sơ đúng hạn mấy phần trăm",
        "có bao nhiêu dịch vụ mức độ 4",
        "tỷ lệ hồ sơ đúng hạn có cao không",
        "hộ nghèo 2 huyện thấp nhất",
    ],
)
def test_a_plain_question_claims_nothing(text):
    claim, rest = read_claim(text)
    assert (claim, rest) == (None, text)


def test_a_claim_asks_the_question_behind_it():
    claim, rest = read_claim("nghe nói tỷ lệ hồ sơ trực tuyến chỉ có 12,5%, đúng không?")
    assert claim.quantity.value == Decimal("12.5")
    assert claim.step == Decimal("0.1")
    assert " ".join(rest.split()).rstrip(" ?") == "tỷ lệ hồ sơ trực tuyến bao nhiêu %"


def test_two_readings_of_a_claim_are_asked_back():
    other = replace_place(ROWS[0], "Yên Bái")
    engine = make_engine((ROWS[0], other))
    assert isinstance(engine.ask("c", "hồ sơ nộp trực tuyến 47% phải không?"), Clarify)


def replace_place(row, place):
    name, sentence, number, fields = row
    return (
        f"x{name}",
        sentence.replace("Sơn La", place),
        number,
        {**fields, "place": place},
    )


def test_of_two_numbers_by_one_name_either_bears_a_claim_out():
    other = (
        "st24.txt",
        "Nếu tính cả hồ sơ qua bưu chính, tỷ lệ hồ sơ nộp trực tuyến của Sơn La là 51%.",
        "51%",
        {**ROWS[0][3], "baselines": ()},
    )
    engine = make_engine((ROWS[0], other))
    for share in ("47,02%", "51%"):
        answer = engine.ask("c", f"hồ sơ nộp trực tuyến Sơn La năm 2024 là {share} phải không?")
        assert answer.claim.verdict is Verdict.SUPPORTED
        assert answer.figures[0].stored.observation.value == Decimal(share.replace(",", ".")[:-1])
    wrong = engine.ask("c", "hồ sơ nộp trực tuyến Sơn La năm 2024 là 30% phải không?")
    assert wrong.claim.verdict is Verdict.CONTRADICTED


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("hộ nghèo huyện Tủa Chùa cao hơn huyện Mường Chà phải không?", Verdict.SUPPORTED),
        ("hộ nghèo huyện Mường Chà cao hơn huyện Tủa Chùa phải không?", Verdict.CONTRADICTED),
        ("hộ nghèo huyện Mường Chà thấp hơn huyện Tủa Chùa đúng không?", Verdict.SUPPORTED),
    ],
)
def test_a_claim_about_two_places_is_told_with_both_numbers(text, verdict):
    answer = ask(text)
    assert answer.claim.verdict is verdict
    assert len(answer.figures) == 2
    assert "44%" in said_of(answer)
    assert "38,5%" in said_of(answer)


def test_a_claim_to_be_higher_than_nothing_known_gets_no_verdict():
    assert ask("hồ sơ nộp trực tuyến Sơn La năm 2023 cao hơn phải không?").claim is None


def test_a_claim_against_a_mean_that_no_source_tells_is_left_open():
    answer = ask("hồ sơ nộp trực tuyến Sơn La năm 2023 cao hơn cả nước phải không?")
    assert isinstance(answer, NotFound) or answer.claim.verdict is Verdict.UNCLEAR
