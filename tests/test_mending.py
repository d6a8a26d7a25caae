import pytest
from answering import make_reader, make_store
from goldfile import absent, cases

from bot.question.mending import Mender
from bot.question.slips import CAREFUL, slip_cost
from bot.question.spelling import Speller
from bot.question.usage import Learned
from bot.question.where import PlaceReader, place_names
from bot.question.wording import load_wording


def make_mender():
    """Make a mender over the small corpus."""
    observations, _, texts = make_store()
    named = [s.observation for s in observations]
    held = [(o.place, o.province) for o in named if o.place is not None]
    wording = load_wording()
    words = (*wording.phrases, *texts.values(), *(o.indicator for o in named))
    speller = Speller(Learned(words, place_names(held)))
    return Mender(wording, speller, PlaceReader(held, speller))


MENDER = make_mender()
READER = make_reader()


def mended(text):
    return MENDER.mend(MENDER.typed(text))


@pytest.mark.parametrize(("typed", "case"), cases("mending.toml"))
def test_a_question_is_mended_to_what_was_meant(typed, case):
    assert mended(typed) == case["meant"]


@pytest.mark.parametrize("typed", absent("mending.toml"))
def test_what_is_right_stays_as_it_is(typed):
    assert MENDER.repaired(MENDER.typed(typed)) == typed


@pytest.mark.parametrize(
    "typed",
    [
        "ha giang co bao nhieu ho can ngheo",
        "Ha Giang co bao nhieu ho can ngheo",
        "Hà Giang có bao nhiêu hộ cận nghèo",
        "hà giag có bao nhiêu hộ cận nghèo",
        "Hà Gaing có bao nhiêu hộ cận nghèo",
        "haf giang cos bao nhieeu hooj caanj ngheof",
        "Ha2 Giang co1 bao nhie6u ho65 ca6n5 nghe2o",
    ],
)
def test_a_place_is_found_however_it_is_typed(typed):
    [place] = READER.read(typed).places
    assert place.words == "Hà Giang"


def test_a_familiar_phrase_is_no_place_of_the_same_letters():
    question = READER.read("ho ngheo ha giang dien bien ra sao")
    assert [place.words for place in question.places] == ["Hà Giang"]


@pytest.mark.parametrize("typed", ["ty le ho ngheo Dien Bien", "ty le ho ngheo tinh dien bien"])
def test_a_place_is_one_where_it_is_written_as_one(typed):
    assert [place.words for place in READER.read(typed).places] == ["Điện Biên"]


def test_a_year_typed_wrongly_is_no_place():
    question = READER.read("nmă 2023 Cao Bằng có bao nhiêu % hồ sơ nộp trực tuyến")
    assert [place.words for place in question.places] == ["Cao Bằng"]
    assert [period.first.year for period in question.periods] == [2023]


@pytest.mark.parametrize("typed", ["quang binh", "Quang Binh", "tinh quang binh"])
def test_a_province_is_not_lost_to_a_district_of_the_same_letters(typed):
    assert [place.words for place in READER.read(f"ty le ho ngheo {typed}").places] == [
        "Quảng Bình"
    ]


@pytest.mark.parametrize(
    "typed",
    [
        "cao bang ty le ho so nop truc tuyen nam ngoai",
        "cao bằg tỷ lệ hồ sơ nộp trưc tuyến năm ngoái",
        "cao bawngf tyr leej hoof sow noopj truwcj tuyeens nawm ngoais",
        "cao ba8ng2 ty3 le65 ho62 so7 no65p tru75c tuye61n na8m ngoa1i",
    ],
)
def test_last_year_is_read_however_it_is_typed(typed):
    question = READER.read(typed)
    plain = READER.read("Cao Bằng: tỷ lệ hồ sơ nộp trực tuyến năm ngoái")
    assert plain.shift is not None
    assert question.shift == plain.shift
    assert {"hồ_sơ", "nộp", "trực_tuyến"} <= set(question.wanted.terms)


def test_the_same_question_is_mended_in_the_same_way_by_another_mender():
    texts = ["ty le ho so tre han", "hô sơ quá han", "con may ho"]
    assert [mended(text) for text in texts] == [
        other.mend(other.typed(text)) for other in [make_mender()] for text in texts
    ]


def test_what_can_be_no_word_is_mended_even_where_nothing_stands_beside_it():
    speller = Speller(Learned(["cả nước", "hà nội"] * 20))
    assert [word.meant for word in speller.words_of("cảa", marked=True)] == ["cả"]
    assert [word.meant for word in speller.words_of("cải", marked=True)] == ["cải"]


def test_a_letter_of_another_word_is_a_rarer_slip_than_one_too_many():
    assert slip_cost("này", "nào", CAREFUL) > slip_cost("nàyy", "này", CAREFUL)
