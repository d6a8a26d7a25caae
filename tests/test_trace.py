"""How an answer came about: as told to a program, and to a developer."""

import json

import pytest
from answering import make_engine

from bot.__main__ import main
from bot.answer.contest import load_weights
from bot.answer.pick import SURE
from bot.answer.signs import NEVER
from bot.answer.trace import Rule
from bot.models import Answered, Asked, NotFound
from bot.render.tracing import trace_form
from bot.terminal.signs import sign_words
from bot.terminal.tracing import render_trace

ARTICLE = """Tỉnh Đồng Tháp đẩy mạnh nộp hồ sơ qua mạng

20/08/2024 - 10:24

Tỷ lệ hồ sơ trực tuyến của tỉnh Đồng Tháp đạt 17%. Năm 2025 phấn đấu tỷ lệ hồ sơ trực tuyến đạt 60%.
"""
ONLINE = "tỷ lệ hồ sơ nộp trực tuyến Cao Bằng"


def traced(*turns):
    """Ask in one conversation, and explain the last answer."""
    engine = make_engine()
    answers = [engine.ask("c", turn) for turn in turns]
    trace = engine.explain("c")
    assert trace.answer == answers[-1]
    return trace


@pytest.fixture
def data(tmp_path):
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    folder = tmp_path / "data"
    assert main(["reindex", "--data", str(folder), str(tmp_path / "a.txt")]) == 0
    return folder


def test_tells_what_was_typed_and_what_was_made_of_it():
    trace = traced("ti le hs nop truc tuyen Cao Bằng")
    assert trace.typed == "ti le hs nop truc tuyen Cao Bằng"
    assert trace.mended == "tỷ lệ hồ sơ nộp trực tuyến Cao Bằng"
    assert [place.words for place in trace.question.places] == ["Cao Bằng"]
    assert {"nộp", "trực"} <= {term for term, weight in trace.terms if weight > 0}


def test_the_reading_that_was_given_is_the_surest_and_above_the_threshold():
    trace = traced(f"{ONLINE} năm 2023")
    [weighed] = trace.weighed
    assert trace.rule is Rule.SURE
    assert trace.chance == trace.answer.confidence >= trace.threshold == SURE
    assert weighed.readings[0].chance == pytest.approx(trace.chance, abs=1e-5)
    given = trace.answer.figures[0].stored
    assert weighed.readings[0].candidates[0].entry.stored.id == given.id


def test_all_chances_add_up_to_one():
    [weighed] = traced(f"{ONLINE} năm 2023").weighed
    assert weighed.among == len(weighed.nominees)
    assert sum(n.chance for n in weighed.nominees) + weighed.none == pytest.approx(1)
    assert sum(r.chance for r in weighed.readings) + weighed.none == pytest.approx(1)


def test_the_weight_of_an_observation_is_what_its_signs_add():
    none = load_weights()["none of them"]
    for nominee in traced(ONLINE).weighed[0].nominees:
        assert sum(part.adds for part in nominee.parts) - none == pytest.approx(
            nominee.candidate.weight
        )
        sizes = [abs(part.adds) for part in nominee.parts]
        assert sizes == sorted(sizes, reverse=True)


@pytest.mark.parametrize(
    ("text", "why", "value"),
    [
        (f"{ONLINE} năm 2023", "period", "35.5"),
        (ONLINE, "kind", "60"),
        ("tỷ lệ hồ sơ nộp trực tuyến Cao Bằng xếp thứ mấy", "rank", "35.5"),
    ],
)
def test_what_was_left_out_tells_why(text, why, value):
    left_out = traced(text).weighed[0].left_out
    assert (why, value) in {
        (one.why, str(one.candidate.entry.observation.value)) for one in left_out
    }


def test_what_a_sign_rules_out_names_the_sign():
    for one in traced("số hồ sơ quá hạn Bắc Kạn").weighed[0].left_out:
        assert (one.why == "ruled out") == bool(one.never)
        assert all(sign.startswith(NEVER) for sign in one.never)


def test_what_a_turn_takes_over_is_told():
    trace = traced(ONLINE, "còn Bắc Kạn?")
    assert trace.typed == "còn Bắc Kạn?"
    assert trace.carried
    assert [place.words for place in trace.question.places] == ["Bắc Kạn"]


def test_a_choice_picked_is_told_with_its_question():
    engine = make_engine()
    offered = engine.ask("c", "tỷ lệ hồ sơ nộp trực tuyến").choices
    engine.ask("c", "2")
    trace = engine.explain("c")
    assert (trace.typed, trace.text) == ("2", offered[1].question)


def test_a_question_for_the_source_leaves_the_trace_of_the_number():
    engine = make_engine()
    engine.ask("c", ONLINE)
    trace = engine.explain("c")
    engine.ask("c", "nguồn?")
    assert engine.explain("c") == trace


def test_each_place_compared_is_told():
    trace = traced("so sánh tỷ lệ hồ sơ nộp trực tuyến Cao Bằng và Bắc Kạn")
    assert trace.answer.asked is Asked.COMPARE
    told = {n.candidate.entry.observation.place for one in trace.weighed for n in one.nominees}
    assert {"Cao Bằng", "Bắc Kạn"} <= told


def test_every_kind_of_answer_names_what_decided():
    assert traced("xin chào").rule is Rule.SMALL_TALK
    assert traced("các chỉ tiêu của Cao Bằng").rule is Rule.LISTED
    assert traced("tỷ lệ hồ sơ nộp trực tuyến").rule is Rule.OPEN
    refused = traced("tỷ lệ hồ sơ nộp trực tuyến Cao Bằng năm 1999")
    assert isinstance(refused.answer, NotFound)
    assert refused.rule is Rule.MISSING
    held_back = traced("tỷ lệ hộ nghèo Quang Bình tăng hay giảm bao nhiêu")
    assert held_back.rule is Rule.HELD_BACK
    assert held_back.chance >= SURE


@pytest.mark.parametrize(
    "text",
    [
        "xin chào",
        ONLINE,
        "tỷ lệ hồ sơ nộp trực tuyến",
        "các chỉ tiêu của Cao Bằng",
        "tỷ lệ hồ sơ nộp trực tuyến Cao Bằng năm 1999",
        "tỉnh nào có tỷ lệ hồ sơ nộp trực tuyến cao nhất",
        "hồ sơ quá hạn và tỷ lệ hồ sơ quá hạn của Bắc Kạn",
        "vì sao hồ sơ quá hạn tăng ở Bắc Kạn?",
        "",
        "[bold]?!\x00",
    ],
)
def test_every_trace_can_be_written(text):
    trace = traced(text)
    form = trace_form(trace)
    assert form == json.loads(json.dumps(form))
    assert form["decision"]["rule"] == trace.rule
    for width in (40, 60, 110):
        lines = render_trace(trace, width).splitlines()
        assert "Quyết định" in lines
        assert max(map(len, lines)) <= width


def test_the_text_tells_candidates_signs_and_the_decision():
    shown = " ".join(render_trace(traced(f"{ONLINE} năm 2023"), 100).split())
    for words in ("đã gõ", "Cao Bằng", "2023-01-01", "21%", "đúng kỳ", "không đúng kỳ hỏi"):
        assert words in shown
    assert "cách hiểu được chọn có khả năng" in shown
    assert f"ngưỡng là {100 * SURE:.1f}%".replace(".", ",") in shown


def test_signs_that_weigh_are_told_in_words():
    assert sign_words("period exact") == "đúng kỳ"
    assert sign_words("word in name") == "từ có trong tên chỉ tiêu"
    assert sign_words("unit unsaid of money percent").startswith("không hỏi đơn vị, số là phần")
    assert sign_words(NEVER + "scale count for percent") == "là số đếm, câu hỏi phần trăm"
    assert sign_words("something new") == "something new"


def test_json_has_the_trace_only_where_it_is_asked_for(data, capsys):
    question = "tỷ lệ hồ sơ trực tuyến Đồng Tháp?"
    ask = ["ask", "--data", str(data), "--json", question]
    capsys.readouterr()
    assert main(ask) == 0
    plain = json.loads(capsys.readouterr().out)
    assert main([*ask, "--trace"]) == 0
    full = json.loads(capsys.readouterr().out)
    trace = full.pop("trace")
    assert plain == full
    assert trace["decision"]["chance"] == pytest.approx(plain["confidence"], abs=1e-3)
    [first, *_] = trace["weighed"][0]["candidates"]
    assert (first["value"], first["signs"][0].keys()) == ("17", {"sign", "strength", "adds"})
    assert trace["weighed"][0]["left_out"][0]["why"] == "kind"


def test_every_turn_of_a_batch_has_its_own_trace(data, tmp_path, capsys):
    batch = tmp_path / "turns.jsonl"
    turns = ["tỷ lệ hồ sơ trực tuyến Đồng Tháp?", "còn mục tiêu?"]
    batch.write_text(json.dumps({"id": "1", "turns": turns}) + "\n", encoding="utf-8")
    capsys.readouterr()
    assert main(["ask", "--data", str(data), "--batch", str(batch), "--trace"]) == 0
    answers = json.loads(capsys.readouterr().out)["answers"]
    assert [answer["trace"]["typed"] for answer in answers] == turns


def test_a_trace_for_a_person_stays_out_of_the_answer(data, capsys):
    capsys.readouterr()
    assert main(["ask", "--data", str(data), "tỷ lệ hồ sơ trực tuyến Đồng Tháp?", "--trace"]) == 0
    out, err = capsys.readouterr()
    assert out.startswith("17% · ")
    assert "Quyết định" not in out
    assert "Quyết định" in err


def test_asking_for_a_trace_changes_no_answer():
    engine, other = make_engine(), make_engine()
    turns = (ONLINE, "còn Bắc Kạn?", "tỷ lệ hồ sơ nộp trực tuyến", "2")
    for turn in turns:
        answer = engine.ask("c", turn)
        engine.explain("c")
        assert answer == other.ask("c", turn)
    assert isinstance(answer, Answered)
