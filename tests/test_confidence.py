"""How sure answers are against how often they are right: risk, coverage, calibration."""

import json

import pytest
from answering import make_engine

from bot.answer.pick import SURE
from bot.evaluation.confidence import (
    THRESHOLDS,
    Sureness,
    calibration,
    calibration_error,
    curve,
    sureness_of,
)
from bot.evaluation.gold import Expectation
from bot.evaluation.report.drawing import risk_picture
from bot.models import Answered, NotFound
from bot.render.forms import answer_form

HALF = 0.5
IN_USE = f"ngưỡng {SURE:.2f} (đang dùng)".replace(".", ",")


def given(chance, is_right, is_answerable=True):
    return Sureness(chance, True, is_right, is_answerable)


def held_back(chance, is_right, is_answerable=True):
    return Sureness(chance, False, is_right, is_answerable)


def expected(status="answered", **value):
    return Expectation.model_validate({"status": status, "values": [value] if value else []})


TURNS = (
    given(0.95, True),
    given(0.9, True),
    given(0.7, False),
    given(0.6, True),
    held_back(0.4, True),
    held_back(0.2, False),
    held_back(None, False),
    given(0.8, False, is_answerable=False),
    held_back(0.1, False, is_answerable=False),
)


@pytest.fixture
def half(monkeypatch):
    """Give readings from even chances on, whatever the threshold in use."""
    monkeypatch.setattr("bot.evaluation.confidence.SURE", HALF)


def at(threshold):
    [point] = curve(TURNS, [threshold])
    return (point.risk.right, point.risk.of), (point.coverage.right, point.coverage.of)


@pytest.mark.usefixtures("half")
def test_a_threshold_that_is_stricter_gives_fewer_numbers_and_fewer_wrong_ones():
    assert at(HALF) == ((2, 5), (4, 7))
    assert at(0.75) == ((1, 3), (2, 7))
    assert at(0.85) == ((0, 2), (2, 7))


@pytest.mark.usefixtures("half")
def test_a_threshold_that_is_laxer_gives_what_was_held_back():
    assert at(0.3) == ((2, 6), (5, 7))
    assert at(0.1) == ((4, 8), (6, 7))


@pytest.mark.usefixtures("half")
def test_what_was_refused_though_sure_enough_is_given_at_no_threshold():
    turns = (given(0.9, True), held_back(0.8, False))
    assert [point.risk.of for point in curve(turns, [0.1, HALF, 0.8])] == [1, 1, 1]


def test_what_was_given_unweighed_is_given_at_every_threshold():
    turns = (given(None, False),)
    assert [point.risk.of for point in curve(turns, [0.1, 0.99])] == [1, 1]


@pytest.mark.usefixtures("half")
def test_what_was_given_for_other_reasons_is_given_up_only_above_the_threshold_in_use():
    turns = (given(0.3, False),)
    assert [point.risk.of for point in curve(turns, [0.1, HALF, 0.6])] == [1, 1, 0]


def test_coverage_never_grows_with_the_threshold():
    covered = [point.coverage.rate for point in curve(TURNS)]
    assert covered == sorted(covered, reverse=True)
    assert SURE in THRESHOLDS


@pytest.mark.usefixtures("half")
def test_turns_about_as_sure_are_summed_up_together():
    bins = {one.tenth: (one.right.right, one.right.of) for one in calibration(TURNS)}
    sure = {9: (2, 2), 8: (0, 1), 7: (0, 1), 6: (1, 1)}
    assert bins == sure | {4: (1, 1), 2: (0, 1), 1: (0, 1)}


def test_full_sureness_belongs_to_the_last_tenth():
    [one] = calibration([given(1.0, True)])
    assert (one.tenth, one.mean_chance) == (9, 1.0)


def test_who_is_as_often_right_as_sure_has_no_calibration_error():
    turns = [given(0.75, True)] * 3 + [given(0.75, False)]
    assert calibration_error(turns) == pytest.approx(0)
    assert calibration_error([given(0.9, False)]) == pytest.approx(0.9)
    assert calibration_error([held_back(0.4, True)]) is None


@pytest.mark.parametrize("turns", [(), (held_back(None, False),), (given(0.9, True, False),)])
def test_without_numbers_or_answerable_turns_nothing_is_drawn(turns):
    assert risk_picture(turns) == ""


def test_the_picture_marks_the_threshold_in_use():
    picture = risk_picture(TURNS)
    assert picture.startswith("<svg")
    assert picture.count("class='used'") == 1
    assert IN_USE in picture


def test_an_answer_tells_how_sure_it_is():
    answer = make_engine().ask("c", "tỷ lệ hồ sơ nộp trực tuyến Cao Bằng năm 2023")
    assert isinstance(answer, Answered)
    assert SURE <= answer.confidence <= 1
    assert answer_form(answer, "")["confidence"] == round(answer.confidence, 3)


def test_several_figures_are_as_sure_as_the_least_sure():
    rows = [
        ("a24.txt", f"{place}: {name} {value}%.", f"{value}%", {"indicator": name, "place": place})
        for place, name, value in (
            ("Cao Bằng", "tỷ lệ trường đạt chuẩn", 30),
            ("Lai Châu", "tỷ lệ trường mầm non ngoài công lập đạt chuẩn", 40),
        )
    ]
    engine = make_engine(rows=rows)
    both = engine.ask("c", "so sánh tỷ lệ trường đạt chuẩn Cao Bằng và Lai Châu")
    assert isinstance(both, Answered)
    nominees = [nominee for one in engine.explain("c").weighed for nominee in one.nominees]
    chances = {n.candidate.entry.stored.id: n.candidate.chance for n in nominees}
    own = [chances[figure.stored.id] for figure in both.figures]
    assert max(own) - min(own) > 0.01
    assert both.confidence == pytest.approx(min(own), abs=1e-5)


def test_a_list_was_not_chosen_and_has_no_confidence():
    answer = make_engine().ask("c", "các chỉ tiêu của Cao Bằng")
    assert isinstance(answer, Answered)
    assert answer.confidence is None
    assert "confidence" not in answer_form(answer, "")


def test_a_refused_answer_tells_how_sure_the_likeliest_reading_was():
    engine = make_engine()
    answer = engine.ask("c", "tỷ lệ hồ sơ giấy bị mối ăn Cao Bằng")
    assert isinstance(answer, NotFound)
    turn = sureness_of(expected("not_found"), answer, engine.explain("c"), is_right=True)
    assert not turn.is_given
    assert 0 <= turn.chance < SURE
    assert not turn.is_right


def test_what_was_asked_before_does_not_tell_how_sure_another_answer_is():
    engine = make_engine()
    engine.ask("c", "tỷ lệ hồ sơ giấy bị mối ăn Cao Bằng")
    told = engine.explain("c")
    other = NotFound(told.answer.reason, "khác")
    assert sureness_of(expected("not_found"), other, told, is_right=True).chance is None


def test_the_score_has_the_curve_and_the_threshold(tmp_path, capsys):
    from bot.__main__ import main

    folder = tmp_path / "gold"
    (folder / "articles").mkdir(parents=True)
    (folder / "articles" / "001_a.txt").write_text(
        "Tin\n\n20/08/2024\n\nTỷ lệ hồ sơ trực tuyến của tỉnh Đồng Tháp đạt 17%.\n",
        encoding="utf-8",
    )
    row = {
        "id": "q1",
        "turns": ["tỷ lệ hồ sơ trực tuyến Đồng Tháp?"],
        "expect": [{"status": "answered", "values": [{"value": "17", "unit": "%"}]}],
    }
    (folder / "questions.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    page = tmp_path / "page.html"
    assert main(["evaluate", str(folder), "--json", "--html", str(page)]) == 0
    told = json.loads(capsys.readouterr().out)["questions"]["confidence"]
    assert told["threshold"] == SURE
    [used] = [point for point in told["curve"] if point["threshold"] == SURE]
    assert (used["risk"]["wrong"], used["risk"]["of"]) == (0, 1)
    assert (used["coverage"]["right"], used["coverage"]["of"]) == (1, 1)
    assert sum(one["of"] for one in told["calibration"]) == 1
    assert "<svg" in page.read_text(encoding="utf-8")
    assert main(["evaluate", str(folder), str(folder)]) == 0
    out = capsys.readouterr().out
    assert IN_USE in out
    assert "== tất cả các bộ ==" in out
