from decimal import Decimal

from answering import make_engine

from bot.models import Answered, NotFound
from bot.render.text import render_text
from extract.models import Baseline, BaselineKind

NAME = "tỷ lệ hộ nghèo"


def row(sentence, written, place, **fields):
    return ("x24.txt", sentence, written, {"indicator": NAME, "place": place, **fields})


ROWS = (
    row("Hà Giang còn 30% hộ nghèo.", "30%", "Hà Giang"),
    row("Sơn La còn 21% hộ nghèo.", "21%", "Sơn La"),
    row("Gia Lai còn 21% hộ nghèo.", "21%", "Gia Lai"),
    row("Kon Tum còn 12% hộ nghèo.", "12%", "Kon Tum"),
    row("Long An còn 1% hộ nghèo.", "1%", "Long An"),
)


def ask(text, rows=ROWS):
    return make_engine(rows).ask("chat", text)


def places(answer):
    assert isinstance(answer, Answered), answer
    return [figure.stored.observation.place for figure in answer.figures]


def test_says_among_how_many_places_it_is_the_highest():
    answer = ask("tỉnh nào có tỷ lệ hộ nghèo cao nhất")
    assert places(answer) == ["Hà Giang"]
    assert "Cao nhất trong 5 địa phương có số liệu." in render_text(answer, {})
    lowest = render_text(ask("2 tỉnh nào có tỷ lệ hộ nghèo thấp nhất"), {})
    assert lowest.startswith("Thấp nhất trong 5 địa phương có số liệu:\n1. 1%")


def test_one_place_alone_is_said_to_be_no_ranking():
    text = render_text(ask("tỉnh nào có tỷ lệ hộ nghèo cao nhất", ROWS[:1]), {})
    assert "chỉ có số liệu của 1 địa phương" in text
    assert "Cao nhất" not in text


def test_places_that_tie_are_all_given():
    assert places(ask("2 tỉnh nào có tỷ lệ hộ nghèo cao nhất")) == [
        "Hà Giang",
        "Sơn La",
        "Gia Lai",
    ]


def test_a_region_is_ranked_by_its_provinces():
    assert places(ask("tỉnh nào ở Tây Nguyên có tỷ lệ hộ nghèo cao nhất")) == ["Gia Lai"]
    assert places(ask("tỉnh miền Tây nào có tỷ lệ hộ nghèo cao nhất")) == ["Long An"]
    assert places(ask("tỉnh nào ở miền núi phía Bắc có tỷ lệ hộ nghèo thấp nhất")) == ["Sơn La"]


def test_a_place_named_behind_another_is_not_the_first():
    rows = (row("Xếp ngay sau là Sơn La 21%.", "21%", "Sơn La"), *ROWS[3:])
    assert isinstance(ask("tỉnh nào có tỷ lệ hộ nghèo cao nhất", rows), NotFound)
    assert places(ask("tỉnh nào có tỷ lệ hộ nghèo thấp nhất", rows)) == ["Long An"]


def test_a_sentence_with_a_number_nobody_read_gives_no_extreme():
    rows = (row("Lần lượt là nơi kia (7,4%), Sơn La (8,3%).", "8,3%", "Sơn La"), ROWS[0])
    assert isinstance(ask("tỉnh nào có tỷ lệ hộ nghèo thấp nhất", rows), NotFound)
    assert places(ask("tỉnh nào có tỷ lệ hộ nghèo cao nhất", rows)) == ["Hà Giang"]


def test_a_number_of_the_sentence_that_was_read_withholds_nothing():
    rows = (
        row("Sơn La (8,3%), Kon Tum (9%).", "8,3%", "Sơn La"),
        row("Sơn La (8,3%), Kon Tum (9%).", "9%", "Kon Tum"),
    )
    answer = ask("tỉnh nào có tỷ lệ hộ nghèo thấp nhất", rows)
    assert [f.stored.observation.value for f in answer.figures] == [Decimal("8.3")]


def test_both_ends_are_given_where_both_are_asked():
    answer = ask("tỉnh nào tỷ lệ hộ nghèo cao nhất và tỉnh nào thấp nhất")
    assert places(answer) == ["Hà Giang", "Long An"]


def test_the_worst_of_a_bad_thing_has_the_most_of_it():
    assert places(ask("tỉnh nào hộ nghèo tệ nhất")) == ["Hà Giang"]
    assert places(ask("tỉnh nào khá nhất về tỷ lệ hộ nghèo")) == ["Long An"]


def test_one_place_alone_does_not_outrank_a_list_of_a_reading_as_likely():
    alone = row("Bến Tre có 0,5% hộ nghèo mới.", "0,5%", "Bến Tre", indicator="tỷ lệ hộ nghèo mới")
    answer = ask("3 tỉnh có tỷ lệ hộ nghèo cao nhất", (*ROWS, alone))
    assert places(answer)[0] == "Hà Giang"
    assert len(answer.figures) == 3


def test_several_places_are_set_side_by_side_however_they_are_joined():
    expected = {"Sơn La", "Gia Lai", "Kon Tum"}
    for text in (
        "tỷ lệ hộ nghèo Sơn La, Gia Lai, Kon Tum mỗi nơi bao nhiêu",
        "tỷ lệ hộ nghèo của Sơn La với Gia Lai và Kon Tum ai hơn ai",
        "so sánh hộ nghèo Sơn La, Gia Lai hay Kon Tum",
    ):
        assert set(places(ask(text))) == expected, text


def test_a_place_without_a_number_is_named_and_the_others_are_given():
    answer = ask("so sánh tỷ lệ hộ nghèo Sơn La, Gia Lai và Cà Mau")
    assert places(answer) == ["Sơn La", "Gia Lai"]
    assert any("Cà Mau" in note for note in answer.notes)


def test_one_place_of_two_is_no_comparison():
    answer = ask("so sánh tỷ lệ hộ nghèo Sơn La và Cà Mau")
    assert isinstance(answer, NotFound)
    assert answer.missing == "Cà Mau"


def test_a_share_and_an_amount_are_not_compared():
    rows = (
        ROWS[1],
        row(
            "Gia Lai có 900 hộ nghèo.",
            "900 hộ",
            "Gia Lai",
            indicator="số hộ nghèo",
            value="900",
            unit="hộ",
        ),
    )
    assert isinstance(ask("so sánh hộ nghèo Sơn La với Gia Lai", rows), NotFound)


def test_a_sum_and_a_sum_a_head_are_not_compared():
    rows = (
        row(
            "Sơn La thu phí rác 410.000 đồng.",
            "410.000 đồng",
            "Sơn La",
            indicator="thu phí rác",
            value="410000",
            unit="đồng",
        ),
        row(
            "Gia Lai thu phí rác 5.000 đồng/người.",
            "5.000 đồng/người",
            "Gia Lai",
            indicator="thu phí rác",
            value="5000",
            unit="đồng/người",
        ),
    )
    assert isinstance(ask("so sánh thu phí rác Sơn La với Gia Lai", rows), NotFound)


def test_of_two_readings_the_one_all_places_have_is_compared():
    rows = (
        *ROWS,
        row(
            "Sơn La còn 5.200 hộ nghèo.",
            "5.200 hộ",
            "Sơn La",
            indicator="số hộ nghèo",
            value="5200",
            unit="hộ",
        ),
    )
    answer = ask("hộ nghèo Sơn La với Kon Tum nơi nào thấp hơn", rows)
    assert [f.stored.observation.unit for f in answer.figures] == ["%", "%"]
    assert places(answer) == ["Kon Tum", "Sơn La"]


def test_the_countrys_own_figure_stands_beside_where_the_source_compares_with_nothing():
    rows = (*ROWS, row("Cả nước còn 4% hộ nghèo.", "4%", "Việt Nam"))
    for text in (
        "tỷ lệ hộ nghèo Sơn La so với cả nước",
        "Sơn La, cả nước: tỷ lệ hộ nghèo",
    ):
        answer = ask(text, rows)
        assert places(answer) == ["Sơn La", "Việt Nam"]
        assert answer.difference == Decimal(17)


def test_two_offices_are_set_side_by_side():
    rows = (
        row(
            "Sở Y tế Sơn La số hóa 81% hồ sơ.",
            "81%",
            "Sơn La",
            indicator="tỷ lệ hồ sơ số hóa",
            subject="Sở Y tế",
        ),
        row(
            "Sở Nội vụ Sơn La số hóa 72% hồ sơ.",
            "72%",
            "Sơn La",
            indicator="tỷ lệ hồ sơ số hóa",
            subject="Sở Nội vụ",
        ),
    )
    answer = ask("tỷ lệ hồ sơ số hóa của Sở Nội vụ với Sở Y tế Sơn La", rows)
    assert [f.stored.observation.value for f in answer.figures] == [Decimal(72), Decimal(81)]


def test_a_mean_of_a_region_is_what_the_source_sets_beside_the_number():
    mean = Baseline(BaselineKind.OTHER, "bình quân Tây Bắc", Decimal(25), "%")
    answer = ask(
        "hộ nghèo Sơn La so với Tây Bắc",
        (row("Sơn La còn 21% hộ nghèo, Tây Bắc 25%.", "21%", "Sơn La", baselines=(mean,)),),
    )
    assert places(answer) == ["Sơn La"]
    assert "25%" in render_text(answer, {})


def test_a_month_without_its_year_is_looked_for_in_the_years_known():
    rows = (
        row(
            "Tính đến tháng 11/2023, Sơn La giải ngân 71%.",
            "71%",
            "Sơn La",
            indicator="tỷ lệ giải ngân",
            period="2023-11",
        ),
        ROWS[0],
    )
    answer = ask("đến tháng 11 Sơn La giải ngân bao nhiêu phần trăm", rows)
    assert [f.stored.observation.period for f in answer.figures] == ["2023-11"]


def test_a_district_is_not_ranked_among_communes():
    rows = (
        row("Huyện Tháp Mười còn 1% hộ nghèo.", "1%", "Tháp Mười", province="Đồng Tháp"),
        row("Xã Thạnh Lợi còn 4% hộ nghèo.", "4%", "Thạnh Lợi", province="Đồng Tháp"),
        row("Xã Mỹ Đông còn 6% hộ nghèo.", "6%", "Mỹ Đông", province="Đồng Tháp"),
    )
    assert places(ask("xã nào của Đồng Tháp có tỷ lệ hộ nghèo thấp nhất", rows)) == ["Thạnh Lợi"]
