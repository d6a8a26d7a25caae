"""The tables: whole, consistent, quick to load, and refused where they are broken."""

import unicodedata

import pytest

from extract import lexicon
from extract.lexicon import LexiconError
from extract.place.names import lookup, name_key, split_name


def test_the_map_from_63_to_34_is_whole():
    merged = {row.code: row for row in lexicon.load_merged()}
    provinces = lexicon.load_provinces()
    assert (len(provinces), len(merged)) == (63, 34)
    assert {row.successor for row in provinces} == set(merged)
    for row in provinces:
        assert row.code in merged[row.successor].parts
    assert sorted(code for row in merged.values() for code in row.parts) == [
        row.code for row in provinces
    ]


def test_a_successor_bears_the_name_of_one_of_its_parts():
    names = {row.code: row.name for row in lexicon.load_provinces()} | {"46": "Huế"}
    assert all(row.name in [names[part] for part in row.parts] for row in lexicon.load_merged())


def test_every_district_lies_in_a_province():
    names = {row.code: row.name for row in lexicon.load_provinces()}
    districts = lexicon.load_districts()
    assert len(districts) == 715
    assert all(names[row.province_code] == row.province for row in districts)
    assert len({row.code for row in districts}) == len(districts)


def test_the_map_of_2026_has_nine_cities_two_of_them_dated():
    # Quảng Ninh's day is not confirmed, so the table has none.
    dated = {
        row.name: row.city_since.isoformat() for row in lexicon.load_merged() if row.city_since
    }
    assert dated == {"Bắc Ninh": "2026-09-20", "Đồng Nai": "2026-04-30"}
    assert sum(row.kind == "Thành phố" for row in lexicon.load_merged()) == 6


def test_tables_are_composed():
    for path in [*lexicon.TABLES.rglob("*.csv"), *lexicon.TABLES.rglob("*.toml")]:
        assert unicodedata.is_normalized("NFC", path.read_text(encoding="utf-8")), path.name


def test_other_spellings_lead_to_names_that_exist():
    words = lexicon.load_words("place_words.toml")
    names = {row.name for row in lexicon.load_districts()}
    assert set(words["spellings"].values()) <= names
    assert set(words["names_in_use"].values()) <= names


def test_words_that_are_said_to_be_names_are_in_the_tables():
    words = lexicon.load_words("place_words.toml")
    names, _ = lookup()
    listed = (*words["common_words"], *words["persons"], *words["common_when_unmarked"])
    unknown = [word for word in listed if name_key(split_name(word)) not in names]
    assert unknown == []


def test_every_ambiguous_abbreviation_has_senses_and_no_other_has():
    ambiguous = {row.letters for row in lexicon.load_abbreviations() if row.ambiguous}
    assert {row.letters for row in lexicon.load_senses()} == ambiguous


@pytest.fixture
def tables(tmp_path, monkeypatch):
    monkeypatch.setattr(lexicon, "TABLES", tmp_path)
    loaders = (lexicon.load_abbreviations, lexicon.load_words)
    for load in loaders:
        load.cache_clear()
    yield tmp_path
    for load in loaders:
        load.cache_clear()


def test_a_missing_table_is_named(tables):
    with pytest.raises(LexiconError, match=r"abbreviations\.csv"):
        lexicon.load_abbreviations()
    with pytest.raises(LexiconError, match=r"place_words\.toml"):
        lexicon.load_words("place_words.toml")


def test_a_missing_column_is_named(tables):
    (tables / "abbreviations.csv").write_text("abbr,expansion,kind\n", encoding="utf-8")
    with pytest.raises(LexiconError, match=r"abbreviations\.csv: no column ambiguous"):
        lexicon.load_abbreviations()


def test_a_short_line_is_named(tables):
    (tables / "abbreviations.csv").write_text(
        "abbr,expansion,kind,ambiguous\nUBND,Ủy ban nhân dân\n", encoding="utf-8"
    )
    with pytest.raises(LexiconError, match=r"line 2"):
        lexicon.load_abbreviations()


def test_a_broken_word_list_is_named(tables):
    (tables / "place_words.toml").write_text("heads = [", encoding="utf-8")
    with pytest.raises(LexiconError, match=r"place_words\.toml"):
        lexicon.load_words("place_words.toml")
