import pytest

from index.passages.repair import Repairer

CORPUS = {"ho": 9, "so": 9, "truc": 5, "tuyen": 5, "truong": 3, "hoc": 3, "thu": 2, "chi": 2}
PAIRS = frozenset({"ho_so", "so_truc", "truc_tuyen", "truong_hoc", "thu_chi"})


def repairer_of(frequencies, pairs):
    return Repairer(lambda syllable: frequencies.get(syllable, 0), pairs.__contains__)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("truc tuyne", "truc tuyen"),
        ("truc tuyn", "truc tuyen"),
        ("trcu tuyen", "truc tuyen"),
        ("truuc tuyen", "truc tuyen"),
        ("xtruong", "truong"),
        ("ruc tuyen", "truc tuyen"),
    ],
)
def test_repairs_one_slip_of_the_keyboard(typed, meant):
    assert repairer_of(CORPUS, PAIRS).repair(typed.split()) == meant.split()


@pytest.mark.parametrize(
    "typed",
    [
        "truc tuyen",  # as the corpus has it
        "ruc ro",  # well formed, and no pair of the corpus speaks for another
        "thu h",  # too short to tell
        "trxxx",  # two slips
        "2023 hcoc1",  # numbers and codes
        "đường",  # not folded
        "",
    ],
)
def test_leaves_what_is_no_likely_slip(typed):
    assert repairer_of(CORPUS, PAIRS).repair(typed.split()) == typed.split()


def test_prefers_the_correction_that_makes_a_pair_with_its_neighbour():
    corpus = {"tuyen": 1, "tuyet": 90, "truc": 1}
    repairer = repairer_of(corpus, frozenset({"truc_tuyen"}))
    assert repairer.repair(["truc", "tuyex"]) == ["truc", "tuyen"]
    assert repairer.repair(["tuyex"]) == ["tuyet"]


def test_an_empty_corpus_repairs_nothing():
    assert repairer_of({}, frozenset()).repair(["tuyne"]) == ["tuyne"]


def test_a_word_without_an_end_is_not_looked_up_letter_by_letter():
    asked = []
    repairer = Repairer(lambda syllable: bool(asked.append(syllable)), PAIRS.__contains__)
    assert repairer.repair(["xix" * 5_000]) == ["xix" * 5_000]
    assert len(asked) < 10
