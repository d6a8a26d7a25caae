"""What a store lacks is asked of it, and no number is given."""

from contextlib import closing
from pathlib import Path

import pytest
from answering import ROWS, make_engine, make_store

from bot.answer.describer import Describer
from bot.corpus import open_generation
from bot.evaluation.adversary import main, tempt
from bot.evaluation.lacking import Lack, grounds, says_goal, says_year
from bot.evaluation.lure import Swap
from bot.evaluation.tempter import Tempter
from bot.question.wording import load_wording
from extract.indicator import load_catalogue
from extract.models import Kind
from index.build import reindex
from index.generation import generation_path

ROOT = Path(__file__).parents[1]
NEWS = ROOT / "tests" / "gold" / "news"
SOURCES = {
    "seeds": ROOT / "seeds",
    "services": NEWS / "services" / "articles",
    "plans": NEWS / "plans" / "articles",
}


class SmallCorpus:
    """What the tempter needs of a corpus, over the rows of the small store."""

    def __init__(self):
        self.engine = make_engine()
        self.catalogue = load_catalogue()

    def observations(self):
        return make_store(ROWS)[0]


@pytest.fixture(scope="module")
def lack():
    describer = Describer(load_wording(), load_catalogue())
    return Lack(tuple(describer.describe(stored) for stored in make_store(ROWS)[0]), describer)


@pytest.fixture(scope="module")
def tempted(tmp_path_factory):
    found = {}
    for name, source in SOURCES.items():
        data = tmp_path_factory.mktemp(name)
        report = reindex(data, [source])
        with closing(open_generation(generation_path(data, report.generation))) as corpus:
            found[name] = tempt(corpus, 60, 1)
    return found


def test_what_a_place_has_is_not_lacking(lack):
    assert lack.near(lack.worded("tỷ lệ hộ nghèo"), "Bắc Mê")
    assert lack.near(lack.worded("hộ nghèo"), "Bắc Mê")


def test_what_is_kept_apart_is_lacking(lack):
    assert not lack.near(lack.worded("tỷ lệ hộ cận nghèo"), "Bắc Mê")


def test_what_only_another_place_has_is_lacking(lack):
    assert lack.near(lack.worded("số tổ công nghệ số cộng đồng"), "Thái Bình")
    assert not lack.near(lack.worded("số tổ công nghệ số cộng đồng"), "Bắc Mê")


def test_a_name_that_several_bear_may_be_any_of_them():
    sentence = "Mức độ chuyển đổi số của Thái Bình đạt 61,5 điểm."
    row = {"indicator": "mức độ chuyển đổi số", "place": "Thái Bình"}
    describer = Describer(load_wording(), load_catalogue())
    [stored] = make_store((("tb24.txt", sentence, "61,5", row | {"unit": "điểm"}),))[0]
    lack = Lack((describer.describe(stored),), describer)
    assert lack.near(lack.named("dti"), "Thái Bình")


def test_a_share_in_the_same_sentence_is_beside(lack):
    counted = lack.near(lack.worded("số hộ cận nghèo"), "Hà Giang")
    assert {entry.observation.unit for entry in lack.beside(counted)} == {"hộ", "%"}


def test_a_renamed_province_is_the_same_ground():
    assert "Huế" in grounds("Thừa Thiên Huế")
    assert grounds("Lào Cai") == {"Lào Cai"}


def test_a_year_that_is_told_of_is_not_lacking(lack):
    [entry] = lack.near(lack.worded("tỷ lệ hộ nghèo"), "Bắc Mê")
    told = int(entry.observation.period)
    assert says_year(entry, told)
    assert not says_year(entry, told + 3)


def test_goals_are_known_by_kind(lack):
    entries = [entry for of_place in lack.places.values() for entry in of_place]
    goals = [entry for entry in entries if entry.observation.kind is Kind.TARGET]
    assert goals
    assert all(map(says_goal, goals))


def test_the_same_seed_asks_the_same():
    one, other = (list(Tempter(SmallCorpus(), 3).lures(20)) for _ in range(2))
    assert one == other
    assert list(Tempter(SmallCorpus(), 4).lures(20)) != one


def test_every_lure_differs_from_what_it_was_made_of():
    lures = list(Tempter(SmallCorpus(), 1).lures(40))
    assert lures
    assert all(lure.text != lure.origin for lure in lures)
    assert {Swap.PLACE, Swap.YEAR, Swap.INDICATOR} <= {lure.swap for lure in lures}


def test_what_lures_are_made_of_is_answered(tempted):
    for found in tempted.values():
        assert found.answered >= 0.75 * found.tried


def test_hardly_a_number_is_given_for_another_tier(tempted):
    given = [g for found in tempted.values() for g in found.given if g.lure.swap is Swap.LEVEL]
    asked = sum(found.asked.get(Swap.LEVEL, 0) for found in tempted.values())
    assert asked >= 20
    assert len(given) <= 0.05 * asked, given


@pytest.mark.parametrize("swap", [Swap.YEAR, Swap.KIND])
def test_no_number_is_given_for_what_is_lacking(tempted, swap):
    given = [g for found in tempted.values() for g in found.given if g.lure.swap is swap]
    assert sum(found.asked.get(swap, 0) for found in tempted.values()) >= 20
    assert given == []


def test_hardly_a_number_is_given_for_another_name_or_place(tempted):
    swaps = (Swap.PLACE, Swap.INDICATOR, Swap.UNIT)
    given = [g for found in tempted.values() for g in found.given if g.lure.swap in swaps]
    asked = sum(found.asked.get(swap, 0) for found in tempted.values() for swap in swaps)
    assert len(given) <= 0.08 * asked, given


def test_the_numbers_given_are_listed(tmp_path, capsys):
    reindex(tmp_path, [SOURCES["seeds"]])
    status = main(["--data", str(tmp_path), "-n", "12", "--seed", "1"])
    out = capsys.readouterr().out
    assert " of 12; " in out
    assert status == (0 if "\n0 of 12; " in f"\n{out}" else 1)


def test_a_folder_without_an_index_is_told(tmp_path, capsys):
    assert main(["--data", str(tmp_path)]) == 1
    assert "no index" in capsys.readouterr().err
