import pytest
from answering import Small
from figures import observed
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document

from bot.terminal.completion import PhraseCompleter, phrases_of

PHRASES = {"Đồng Tháp", "Đồng Nai", "tỷ lệ hồ sơ trực tuyến", "tỷ lệ hộ nghèo"}


def completed(typed):
    completer = PhraseCompleter(PHRASES, {":help": "các lệnh", ":json": "dạng JSON"})
    found = completer.get_completions(Document(typed), CompleteEvent())
    return [typed[: len(typed) + c.start_position] + c.text for c in found]


@pytest.mark.parametrize("typed", ["dân số Đồng Th", "dân số đồng th", "dân số dong th"])
def test_completes_the_last_words_with_or_without_marks(typed):
    assert completed(typed) == ["dân số Đồng Tháp"]


def test_the_longest_run_of_words_decides():
    assert completed("tỷ lệ hồ s") == ["tỷ lệ hồ sơ trực tuyến"]


def test_offers_all_that_fit_in_a_stated_order():
    assert completed("đồng") == ["Đồng Nai", "Đồng Tháp"]


@pytest.mark.parametrize("typed", ["", " ", "x", "dân số ", "dân số bao nhiêu"])
def test_offers_nothing_where_nothing_fits(typed):
    assert completed(typed) == []


def test_completes_commands():
    assert completed(":h") == [":help"]
    assert completed(":help dong t") == [":help Đồng Tháp"]


def test_phrases_are_places_subjects_and_indicators():
    given = [observed(), observed(subject="Sở Y tế", place=None)]
    assert phrases_of(Small(given, [], {})) == {"Đồng Tháp", "tỷ lệ hồ sơ trực tuyến", "Sở Y tế"}
