from itertools import count
from threading import Thread

import pytest
from answering import Small, make_engine, make_store
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.engine import Engine
from bot.models import Answered, Clarify, Help, NotFound


def test_chats_do_not_hear_each_other():
    engine = make_engine()
    engine.ask("one", "tỷ lệ hồ sơ nộp trực tuyến Cao Bằng")
    assert isinstance(engine.ask("other", "năm 2023?"), NotFound)


def test_the_same_question_always_gets_the_same_answer():
    turns = ["tỷ lệ hồ sơ nộp trực tuyến", "Bắc Kạn", "còn Cao Bằng?", "Hà Giang"]
    assert [make_engine().ask("c", t) for t in turns] == [make_engine().ask("c", t) for t in turns]


def test_the_order_of_the_store_does_not_change_the_answer():
    observations, articles, texts = make_store()
    turned = Engine(Small(observations[::-1], articles[::-1], texts))
    for text in (
        "tỷ lệ hộ nghèo Đồng Văn",
        "thu ngân sách Lào Cai",
        "tỷ lệ hồ sơ nộp trực tuyến Cao Bằng",
    ):
        assert turned.ask("c", text) == make_engine().ask("c", text)


def test_small_talk_gets_examples_that_are_really_answered():
    answer = make_engine().ask("c", "xin chào")
    assert isinstance(answer, Help)
    assert answer.examples
    for example in answer.examples:
        assert isinstance(make_engine().ask("c", example), Answered)


def test_small_talk_does_not_end_a_dialogue():
    engine = make_engine()
    engine.ask("c", "tỷ lệ hồ sơ nộp trực tuyến Cao Bằng")
    engine.ask("c", "cảm ơn")
    assert isinstance(engine.ask("c", "còn Bắc Kạn?"), Answered)


def test_explains_how_the_last_question_was_read_and_what_was_weighed():
    engine = make_engine()
    engine.ask("c", "tỷ lệ hồ sơ nộp trực tuyến Cao Bằng năm 2023")
    trace = engine.explain("c")
    assert [place.words for place in trace.question.places] == ["Cao Bằng"]
    assert trace.weighed[0].nominees[0].candidate.entry.observation.period == "2023"
    assert engine.explain("nobody") is None


@pytest.mark.parametrize(
    "text", ["", "   ", "?!…", "😀", "\x00", "a" * 100_000, "0" * 3000, "(((", "@0@ @"]
)
def test_anything_typed_gets_an_answer(text):
    answer = make_engine().ask("c", text)
    assert isinstance(answer, NotFound | Clarify | Help)


def test_an_empty_store_answers_too():
    engine = make_engine(rows=())
    assert isinstance(engine.ask("c", "tỷ lệ hộ nghèo Hà Giang"), NotFound)
    assert isinstance(engine.ask("c", "Hà Giang"), NotFound)
    assert engine.ask("c", "xin chào") == Help("greeting", ())


def test_forgets_the_oldest_chats(monkeypatch):
    monkeypatch.setattr("bot.engine._MOST_CHATS", 2)
    monkeypatch.setattr("bot.engine._MOST_HEARD", 2)
    engine = make_engine()
    for chat in ("one", "two", "three"):
        engine.ask(chat, "tỷ lệ hồ sơ nộp trực tuyến Cao Bằng")
    assert engine.explain("one") is None
    assert isinstance(engine.ask("three", "còn Bắc Kạn?"), Answered)
    assert isinstance(engine.ask("one", "còn Bắc Kạn?"), Clarify)


def test_many_threads_may_ask_at_once():
    engine = make_engine()
    answers = {}

    def talk(chat):
        engine.ask(chat, "tỷ lệ hồ sơ nộp trực tuyến Cao Bằng")
        answers[chat] = engine.ask(chat, "còn Bắc Kạn?")

    threads = [Thread(target=talk, args=(str(n),)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(isinstance(answer, Answered) for answer in answers.values())
    assert len(answers) == 8


MESSAGES = (
    *("tỷ lệ hồ sơ nộp trực tuyến Cao Bằng", "còn Bắc Kạn?", "năm 2023?", "nguồn?", "cảm ơn"),
    *(
        "tỷ lệ hồ sơ nộp trực tuyến",
        "2",
        "cái thứ hai",
        "năm trước?",
        "cả nước thì sao?",
        "xin chào",
    ),
    *("chỉ tiêu?", "tỷ lệ hộ nghèo Hà Giang", "bao nhiêu hộ?", "Hà Giang", "qwerty", ""),
)


def make_following(remembered):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("bot.engine._MOST_STEPS", remembered)
        return make_engine()


ASKING = make_engine()
CHATS = count()
FOLLOWING = {remembered: make_following(remembered) for remembered in (1, 500)}


@pytest.mark.parametrize("remembered", [1, 500])
@given(
    talks=st.lists(
        st.lists(st.sampled_from(MESSAGES), min_size=1, max_size=4), min_size=1, max_size=4
    )
)
@settings(max_examples=40, deadline=None)
def test_following_gives_what_having_asked_gives(remembered, talks):
    following = FOLLOWING[remembered]
    for talk in talks:
        # A talk may be tried again; the chat must not remember it.
        chat = str(next(CHATS))
        for turn, text in enumerate(talk):
            assert following.follow(talk[:turn], text) == ASKING.ask(chat, text)


def test_following_leaves_the_chats_alone():
    engine = make_engine()
    engine.ask("c", "tỷ lệ hồ sơ nộp trực tuyến Cao Bằng")
    engine.follow(["tỷ lệ hộ nghèo Hà Giang"], "bao nhiêu hộ?")
    assert isinstance(engine.ask("c", "còn Bắc Kạn?"), Answered)


def test_turns_that_are_remembered_are_not_read_again(monkeypatch):
    engine = make_engine()
    turns = ["tỷ lệ hồ sơ nộp trực tuyến Cao Bằng", "còn Bắc Kạn?"]
    engine.follow(turns[:1], turns[1])
    read = []
    reader = engine._reader.read
    monkeypatch.setattr(engine._reader, "read", lambda text: (read.append(text), reader(text))[1])
    engine.follow(turns, "năm 2023?")
    assert read == ["năm 2023?"]
