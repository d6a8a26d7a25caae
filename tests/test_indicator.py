import pytest

from extract.indicator import load_catalogue
from extract.text import canonical

CATALOGUE = load_catalogue()


@pytest.mark.parametrize(
    ("name", "unit", "ids"),
    [
        ("tỷ lệ hộ nghèo", "%", ("ty_le_ho_ngheo",)),
        ("Tỉ lệ hộ nghèo", "%", ("ty_le_ho_ngheo",)),
        ("ty le ho ngheo", "", ("ty_le_ho_ngheo",)),
        ("hồ sơ quá hạn", "%", ("ty_le_ho_so_qua_han",)),
        ("hồ sơ quá hạn", "hồ sơ", ("so_ho_so_qua_han",)),
        ("hồ sơ quá hạn", "", ("ty_le_ho_so_qua_han", "so_ho_so_qua_han")),
        ("tỷ lệ hộ nghèo", "hộ", ()),
        ("tỷ lệ hộ nghèo của cả một vùng quê", "%", ()),
        ("", "", ()),
    ],
)
def test_finds_an_entry_only_by_a_name_it_bears_and_a_unit_it_has(name, unit, ids):
    assert CATALOGUE.find(name, unit) == ids


@pytest.mark.parametrize(
    ("text", "aspects"),
    [
        ("số hồ sơ quá hạn", {"overdue", "dossier"}),
        ("hộ cận nghèo", {"near_poor"}),
        ("tỷ lệ thực hiện kế hoạch xuất khẩu", {"performed", "plan_ratio", "export"}),
        ("ngành hàng", set()),
        ("", set()),
    ],
)
def test_finds_the_words_that_change_what_is_measured(text, aspects):
    assert CATALOGUE.find_aspects(text) == aspects


def test_an_indicator_is_never_kept_apart_from_itself():
    assert all(id_ not in i.apart for id_, i in CATALOGUE.indicators.items())


def test_what_is_kept_apart_is_kept_apart_both_ways():
    pairs = {(i.id, other) for i in CATALOGUE.indicators.values() for other in i.apart}
    assert pairs == {(other, one) for one, other in pairs}
    assert all(CATALOGUE.apart(one, other) for one, other in pairs)


def test_every_id_named_is_an_entry():
    named = {other for i in CATALOGUE.indicators.values() for other in i.apart}
    assert named <= CATALOGUE.indicators.keys()


def test_no_two_entries_have_the_same_name():
    names = [i.name for i in CATALOGUE.indicators.values()]
    assert len(names) == len(set(names))


def test_the_tables_names_are_in_canonical_form():
    for indicator in load_catalogue().indicators.values():
        for name in (indicator.name, *indicator.aliases):
            assert name == canonical(name).text
