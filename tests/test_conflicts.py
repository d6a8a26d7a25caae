"""Articles that disagree: both told, the newer first, the older and the corrected named so."""

import pytest
from answering import make_engine

from bot.models import Answered
from bot.render.forms import answer_form
from bot.render.text import render_text

POOR = "tỷ lệ hộ nghèo"


def row(name, sentence, share, **fields):
    place = {"indicator": POOR, "place": "Bến Tre", "period": "2021", **fields}
    return (name, sentence, f"{share}%", place)


OLD = row("a22.txt", "Tỷ lệ hộ nghèo của Bến Tre năm 2021 là 4,2%.", "4,2")
NEW = row("b23.txt", "Tỷ lệ hộ nghèo của Bến Tre năm 2021 là 4,6%.", "4,6")
CORRECTED = row(
    "b23.txt", "Theo số liệu rà soát lại, tỷ lệ hộ nghèo của Bến Tre năm 2021 là 4,6%.", "4,6"
)
SAME = row("c23.txt", "Năm 2021, tỷ lệ hộ nghèo Bến Tre là 4,2%.", "4,2")
OTHER_YEAR = row("d24.txt", "Tỷ lệ hộ nghèo của Bến Tre năm 2022 là 3,9%.", "3,9", period="2022")


def ask(text, *rows):
    answer = make_engine(rows).ask("chat", text)
    assert isinstance(answer, Answered), answer
    return answer


def values(answer):
    return [str(figure.stored.observation.value) for figure in answer.figures]


@pytest.mark.parametrize("rows", [(OLD, NEW), (NEW, OLD)])
def test_the_newer_article_comes_first_whatever_the_order(rows):
    assert values(ask("tỷ lệ hộ nghèo Bến Tre năm 2021", *rows)) == ["4.6", "4.2"]


def test_each_is_told_once_with_its_source_and_day():
    lines = render_text(ask("tỷ lệ hộ nghèo Bến Tre năm 2021", OLD, NEW), {}).splitlines()
    assert lines[0].startswith("4,6% · tỷ lệ hộ nghèo")
    [older] = [line for line in lines if "4,2%" in line]
    assert older.startswith("Bài cũ hơn ghi: 4,2%")
    assert older.endswith("(Bài a22.txt · đoạn 1 · 20/12/2022)")


def test_a_corrected_figure_is_named_as_corrected():
    text = render_text(ask("tỷ lệ hộ nghèo Bến Tre năm 2021", OLD, CORRECTED), {})
    assert "Số cũ, đã được đính chính: 4,2%" in text


def test_what_agrees_is_no_conflict():
    answer = ask("tỷ lệ hộ nghèo Bến Tre năm 2021", OLD, SAME)
    assert [figure.conflicts for figure in answer.figures] == [()]


def test_another_year_is_no_conflict():
    answer = ask("tỷ lệ hộ nghèo Bến Tre", OLD, OTHER_YEAR)
    assert values(answer) == ["3.9"]
    assert answer.figures[0].conflicts == ()


def test_each_form_names_the_other():
    form = answer_form(ask("tỷ lệ hộ nghèo Bến Tre năm 2021", OLD, NEW), "")
    assert [[c["value"] for c in o["conflicts"]] for o in form["observations"]] == [
        ["4.2"],
        ["4.6"],
    ]


def test_a_claim_is_held_against_the_newer_and_the_older_is_named():
    answer = ask("tỷ lệ hộ nghèo Bến Tre năm 2021 là 4,2% phải không?", OLD, NEW)
    lines = render_text(answer, {}).splitlines()
    assert lines[0].startswith("Không đúng: nguồn ghi 4,6%, không phải 4,2%.")
    assert any(line.startswith("Bài cũ hơn ghi: 4,2%") for line in lines)


def test_a_source_asked_for_names_both_articles():
    engine = make_engine((OLD, NEW))
    engine.ask("chat", "tỷ lệ hộ nghèo Bến Tre năm 2021")
    lines = render_text(engine.ask("chat", "nguồn?"), {}).splitlines()
    assert [line for line in lines if line.startswith("Nguồn:")] == [
        "Nguồn: Bài b23.txt · đoạn 1 · 20/12/2023",
        "Nguồn: Bài a22.txt · đoạn 1 · 20/12/2022",
    ]


def test_a_claimed_number_of_the_older_article_is_given_back_to_it():
    answer = ask("tỷ lệ hộ nghèo Bến Tre năm 2021 là 4,2% phải không?", OLD, NEW)
    assert answer.claim.belongs == ("của bài đăng ngày 20/12/2022",)
