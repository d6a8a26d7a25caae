"""When a process that answers looks for what can be freed."""

import gc

import pytest
from answering import make_engine

from bot.garbage import keep_for_good, look_if_due

QUESTIONS = ("tỷ lệ hồ sơ nộp trực tuyến Cao Bằng?", "tỉnh nào cao nhất?", "thu ngân sách Sơn La?")


@pytest.fixture(autouse=True)
def as_before():
    yield
    gc.enable()
    gc.unfreeze()


def test_answers_leave_nothing_behind_that_only_a_look_frees():
    engine = make_engine()
    for text in QUESTIONS:
        engine.ask("warm", text)
    keep_for_good()
    for number in range(20):
        for text in QUESTIONS:
            engine.ask(str(number), f"{text} {number}")
    assert gc.collect() < 20


def test_a_process_that_answers_looks_when_much_has_been_made_and_an_answer_has_gone_out():
    looks = []
    gc.callbacks.append(lambda phase, _: looks.append(phase))
    try:
        keep_for_good()
        looks.clear()
        kept = [[] for _ in range(10_000)]
        look_if_due()
        kept += [[] for _ in range(100_000)]
        assert not looks
        look_if_due()
        assert looks
        looks.clear()
        look_if_due()
        assert not looks
    finally:
        gc.callbacks.pop()
    assert kept
