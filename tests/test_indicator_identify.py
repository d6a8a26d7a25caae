"""Names with their units are identified, or honestly are not."""

from collections import Counter
from dataclasses import replace

import pytest
from goldfile import cases
from hypothesis import given
from hypothesis import strategies as st

from extract.indicator import Catalogue, How, extended, load_catalogue

CATALOGUE = load_catalogue()
SHARED = {name.lower(): phrase.ids for name, phrase in CATALOGUE.ambiguous.items()}
FOLDS = 10
OWN_NAMES = [
    pytest.param(indicator, id=indicator.id) for indicator in CATALOGUE.indicators.values()
]


@pytest.mark.parametrize(("text", "case"), cases("indicator.toml", "identify"))
def test_identifies_a_name_by_the_surest_step(text, case):
    match = CATALOGUE.identify(text, case["unit"], case.get("sentence", ""))
    assert (match.id, match.how) == (case.get("id"), case["how"])
    assert (match.score == 0) == (match.id is None)


def test_every_step_but_likeness_has_a_gold_case():
    covered = {param.values[1]["how"] for param in cases("indicator.toml", "identify")}
    assert covered == {how.value for how in How} - {"alike"}


@pytest.mark.parametrize("indicator", OWN_NAMES)
def test_an_entry_is_identified_by_each_of_its_names_with_its_usual_unit(indicator):
    for name in indicator.names:
        match = CATALOGUE.identify(name, indicator.units[0])
        if name.lower() in SHARED:
            assert indicator.id in SHARED[name.lower()]
            assert match.id is None or match.id in SHARED[name.lower()]
        else:
            assert match.id == indicator.id, name


@pytest.mark.parametrize("phrase", sorted(CATALOGUE.ambiguous))
def test_a_shared_phrase_means_one_of_its_entries_that_has_the_unit(phrase):
    ids = CATALOGUE.ambiguous[phrase].ids
    for unit in {unit for id_ in ids for unit in CATALOGUE.indicators[id_].units}:
        match = CATALOGUE.identify(phrase, unit)
        fitting = [id_ for id_ in ids if unit in CATALOGUE.indicators[id_].units]
        if len(fitting) == 1:
            assert match.id in (*fitting, *ids)
        assert match.id is None or match.id in ids
        assert match.id is not None or match.how is How.UNDECIDED


def test_words_of_a_shared_phrase_speak_for_its_own_entries():
    for phrase in CATALOGUE.ambiguous.values():
        assert phrase.words.keys() <= set(phrase.ids)
        assert all(word == word.lower() for words in phrase.words.values() for word in words)


@pytest.mark.parametrize(
    ("name", "unit", "id_"),
    [
        ("tỷ lệ hồ sơ hành chính quá hạn", "%", "ty_le_ho_so_qua_han"),
        ("số xã được đạt chuẩn nông thôn mới", "xã", "so_xa_ntm"),
    ],
)
def test_words_of_office_life_may_come_and_go(name, unit, id_):
    assert CATALOGUE.identify(name, unit).id == id_


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("tỷ lệ hộ không nghèo", "%"),
        ("tỷ lệ hộ nghèo mới", "%"),
        ("tỷ lệ phủ sóng 6G", "%"),
        ("số hồ sơ dự tuyển", "hồ sơ"),
        ("chỉ số phục hồi cấp huyện (PII)", "điểm"),
        ("chỉ số đổi mới sáng tạo cấp huyện", "điểm"),
    ],
)
def test_a_word_that_changes_what_is_measured_is_never_passed_over(name, unit):
    assert CATALOGUE.identify(name, unit).id is None


@pytest.mark.parametrize(
    ("listed", "asked"),
    [
        (
            "số đơn thư tiếp nhận ở chợ nổi Cái Răng quận Ninh Kiều",
            "số đơn thư giải quyết ở chợ nổi Cái Răng quận Ninh Kiều",
        ),
        ("số đơn tiếp nhận mới ở chợ nổi Cái Răng", "số đơn tiếp nhận ở chợ nổi Cái Răng"),
    ],
)
def test_a_word_of_office_life_is_never_another_one_nor_hides_what_is_new(listed, asked):
    row = f'[[indicator]]\nid = "so_don"\nname = "{listed}"\nunit = ["đơn"]\n'
    catalogue = extended(CATALOGUE, row)
    assert catalogue.identify(f"{listed} năm", "đơn").id == "so_don"
    assert catalogue.identify(asked, "đơn").id is None


def hidden_names():
    """Hide every tenth name in turn; give each with its entry and what it is identified as."""
    names = [(i, name) for i in CATALOGUE.indicators.values() for name in i.aliases]
    for fold in range(FOLDS):
        hidden = set(names[fold::FOLDS])
        kept = tuple(
            replace(i, aliases=tuple(n for n in i.aliases if (i, n) not in hidden))
            for i in CATALOGUE.indicators.values()
        )
        catalogue = Catalogue(kept, CATALOGUE.ambiguous, CATALOGUE.discriminators)
        for indicator, name in names[fold::FOLDS]:
            if name.lower() not in SHARED:
                yield indicator, name, catalogue.identify(name, indicator.units[0])


def test_names_that_were_hidden_are_rather_unknown_than_wrong():
    told = Counter(
        "unknown" if match.id is None else "right" if match.id == indicator.id else "wrong"
        for indicator, _, match in hidden_names()
    )
    print(dict(told))
    assert told["right"] > 400
    assert told["wrong"] <= 0.02 * (told["right"] + told["wrong"])


def test_a_count_is_never_taken_for_a_share():
    assert CATALOGUE.identify("số hộ nghèo", "%").id is None
    assert CATALOGUE.identify("tỷ lệ hộ nghèo", "hộ").id is None


@given(st.text(), st.text(max_size=8), st.text(max_size=40))
def test_any_text_can_be_asked_about(name, unit, sentence):
    match = CATALOGUE.identify(name, unit, sentence)
    assert match.id is None or match.id in CATALOGUE.indicators
    assert 0 <= match.score <= 1


@given(
    st.lists(
        st.sampled_from(
            [
                "số",
                "tỷ",
                "lệ",
                "hồ",
                "sơ",
                "hộ",
                "nghèo",
                "cận",
                "quá",
                "hạn",
                "trực",
                "tuyến",
                "(",
                ")",
                "%",
                ",",
                "dưới",
                "10",
            ]
        ),
        max_size=9,
    ).map(" ".join),
    st.sampled_from(["", "%", "hồ sơ", "hộ", "hạng", "đồng"]),
)
def test_words_of_names_in_any_order_can_be_asked_about(name, unit):
    match = CATALOGUE.identify(name, unit)
    assert match.id is None or match.id in CATALOGUE.indicators
