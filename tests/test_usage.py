"""What is usually said, learned from texts or asked of an index: both mend alike."""

import pytest
from answering import make_store
from goldfile import absent, cases

from bot.question.indexed import Indexed
from bot.question.mending import Mender
from bot.question.slips import one_slip_away
from bot.question.spelling import Speller
from bot.question.syllable import is_well_formed, spellings
from bot.question.usage import Learned
from bot.question.where import PlaceReader, place_names
from bot.question.wording import load_wording
from extract.text import fold
from index.passages.vocabulary import Counted


class Repeated:
    """As if every passage had been written many times."""

    def __init__(self, texts, times):
        self._counted, self._times = Counted(texts), times
        self.passages = self._counted.passages * times

    def frequency(self, syllable):
        return self._counted.frequency(syllable) * self._times

    def pair(self, first, second):
        return self._counted.pair(first, second) * self._times

    def folded(self, letters):
        return self._counted.folded(letters) * self._times

    def folded_pair(self, first, second):
        return self._counted.folded_pair(first, second) * self._times


@pytest.fixture(scope="module")
def usage():
    observations, _, texts = make_store()
    said = [*texts.values(), *(s.observation.indicator for s in observations)]
    learned = Learned(load_wording().phrases, place_names(()))
    return Indexed(learned, Counted(said))


@pytest.fixture(scope="module")
def mender(usage):
    held = [(s.observation.place, s.observation.province) for s in make_store()[0]]
    speller = Speller(usage)
    return Mender(load_wording(), speller, PlaceReader([h for h in held if h[0]], speller))


@pytest.mark.parametrize(("typed", "case"), cases("mending.toml"))
def test_a_question_is_mended_to_what_was_meant(mender, typed, case):
    assert mender.mend(mender.typed(typed)) == case["meant"]


@pytest.mark.parametrize("typed", absent("mending.toml"))
def test_what_is_right_stays_as_it_is(mender, typed):
    assert mender.repaired(mender.typed(typed)) == typed


def test_knows_what_the_passages_say(usage):
    assert usage.is_word("mạng")
    assert usage.is_word_of("mang")
    assert usage.is_pair("trực", "tuyến")
    assert usage.is_pair_of("truc", "tuyen")
    assert "tuyến" in usage.marked("tuyen")
    assert "tuyen" in usage.one_slip_away("tuye")


def test_knows_nothing_that_nobody_said(usage):
    assert not usage.is_word("khủng")
    assert not usage.is_word_of("khung")
    assert not usage.is_pair("tuyến", "trực")
    assert not usage.single("khủng")
    assert usage.marked("khung") == ()


def test_more_of_the_same_says_nothing_else():
    texts = ["hồ sơ trực tuyến", "số hồ sơ"] * 5_000
    few, many = (Indexed(Learned([]), Repeated(texts, times)) for times in (1, 100))
    assert many.single("hồ") == few.single("hồ")
    of = "số", "hồ", ("sơ", "tá")
    assert many.surprises(*of) == pytest.approx(few.surprises(*of))


def test_what_hardly_any_of_very_many_passages_says_is_a_slip_of_theirs():
    texts = ["hồ sơ"] * 999 + ["hồo sơ"]
    assert Indexed(Learned([]), Repeated(texts, 1)).is_word("hồo")
    rare = Repeated(texts, 1)
    rare.passages = 300_000
    assert not Indexed(Learned([]), rare).is_word("hồo")
    assert Indexed(Learned([]), rare).is_word("hồ")


def test_what_follows_familiar_words_is_expected(usage):
    said, other = usage.surprises("nộp", "trực", ("tuyến", "mạng"))
    assert said < other


@pytest.mark.parametrize("letters", ["huong", "gia", "qua", "di", "nghieng", "uyen"])
def test_spellings_have_the_letters_they_were_asked_for(letters):
    found = spellings(letters)
    assert found
    assert {fold(syllable) for syllable in found} == {letters}


@pytest.mark.parametrize(
    ("letters", "syllable"),
    [("huong", "hướng"), ("di", "đi"), ("gia", "giá"), ("giup", "giúp"), ("quy", "quý")],
)
def test_spellings_hold_what_is_written(letters, syllable):
    assert is_well_formed(letters)
    assert syllable in spellings(letters)


def test_a_slip_is_one_letter_left_out_added_changed_or_swapped():
    near = one_slip_away("nam")
    assert {"na", "nm", "am", "name", "anam", "nan", "nma", "anm"} <= near
    assert near.isdisjoint({"nam", "n", "nanma", "man"})
