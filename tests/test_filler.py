import pytest
from goldfile import absent, cases

from bot.question.asked import PLACE
from bot.question.filler import without_fillers
from bot.question.wording import load_wording

WORDING = load_wording()


def names(words):
    return any("_" not in term for term in WORDING.terms_of(words))


def rest_of(text):
    return without_fillers(text.replace("@", PLACE), WORDING.fillers, names).replace(PLACE, "@")


@pytest.mark.parametrize(("text", "case"), cases("filler.toml"))
def test_words_that_ask_for_help_are_taken_out(text, case):
    assert rest_of(text) == case["rest"]


@pytest.mark.parametrize("text", absent("filler.toml"))
def test_words_of_the_question_itself_stay(text):
    assert rest_of(text) == text


def test_a_lead_that_says_what_is_measured_is_kept():
    assert "hộ nghèo" in rest_of("em đang viết bài về hộ nghèo ở @, còn bao nhiêu?")


def test_a_message_of_fillers_alone_stays_as_it_was():
    assert rest_of("làm ơn giúp em với") == "làm ơn giúp em với"
