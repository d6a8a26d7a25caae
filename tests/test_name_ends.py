"""What a name loses at its ends: every linking word, whatever it is called on to link."""

import re

import pytest

from extract.observe.cue import HEADS, TAIL
from extract.observe.mask import PERIOD, PLACE, RANK
from extract.observe.name import count_name, naming, wording
from extract.observe.name.link import without_linked

OPEN_ENDS = (
    "của, ở, tại, trong, về, theo, cho, với, và, từ, đến, bởi, do, mà, để, vào, so, so với, hơn, là, có, vẻn vẹn, kế đó, thì,"
    "trở, bằng, xuống, lên, nhưng, song, nên, như, nếu, khi, trong khi, tức, bị, với tổng chiều dài, với diện tích, với kinh phí,"
    "với số vốn, với số tiền, với kim ngạch, với giá trị, với số, con số này, tỷ lệ đó, mức ấy, tuần trước, năm trước đó"
)


@pytest.mark.parametrize("end", re.split(r",\s*", OPEN_ENDS))
def test_a_name_does_not_end_openly(end):
    assert wording.mend(f"hồ sơ đúng hạn {end}") == "hồ sơ đúng hạn"


@pytest.mark.parametrize(
    "end", ["đạt", "còn", "Lần lượt", "ước đạt", "trong đó", "tỷ lệ", "ít nhất"]
)
def test_a_name_ends_before_the_words_that_lead_to_its_number(end):
    assert TAIL.cut(f"hồ sơ đúng hạn {end}") == "hồ sơ đúng hạn "
    assert naming.tidy(f"hồ sơ đúng hạn {end}") == "hồ sơ đúng hạn"


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("đạt", ""),
        ("hồ sơ tiếp theo là", "hồ sơ "),
        ("hộ nghèo (còn", "hộ nghèo ("),
        ("xã nông thôn mới", "xã nông thôn mới"),
        ("số xã", "số xã"),
    ],
)
def test_the_longest_of_the_words_that_lead_to_a_number_goes(words, kept):
    assert TAIL.cut(words) == kept


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        (f"hộ nghèo của tỉnh {PLACE * 3} giảm", "hộ nghèo  giảm"),
        (f"tính đến hết {PERIOD * 4}, hồ sơ", " , hồ sơ"),
        (f"hồ sơ (tại thị xã {PLACE})", "hồ sơ ( )"),
        (f"số vụ trong {PERIOD} ở {PLACE}", "số vụ  "),
        (f"hộ mừng {PLACE}", "hộ mừng "),
        (f"hạng {RANK}", f"hạng {RANK}"),
        ("hộ của tỉnh", "hộ của tỉnh"),
    ],
)
def test_a_place_goes_with_the_words_that_link_it(words, kept):
    assert without_linked(words) == kept


@pytest.mark.parametrize("start", [*HEADS.split("|"), "Theo đó,", "lũy kế", "Trong khi đó"])
def test_a_name_begins_behind_the_words_that_link_it(start):
    assert naming.tidy(f"{start} hồ sơ đúng hạn") == "hồ sơ đúng hạn"


@pytest.mark.parametrize("end", ["của", "cho", "đều", "trong đó"])
def test_a_noun_behind_a_number_ends_before_the_words_that_link(end):
    assert naming.tidy_behind(f"hộ dân {end}") == "hộ dân"


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("ngành công an đã thực hiện", "ngành công an đã thực hiện"),
        ("trường đạt chuẩn", "trường đạt chuẩn"),
        ("nâng cao mức sống", "nâng cao mức sống"),
        ("hồ sơ cao nhất cả nước", "hồ sơ"),
        ("thu ngân sách (TNS) đạt", "thu ngân sách (TNS)"),
        ("hộ nghèo trên địa bàn tỉnh", "hộ nghèo"),
        ("hồ sơ,là", "hồ sơ"),
    ],
)
def test_a_name_keeps_what_tells_at_its_ends(words, name):
    assert naming.tidy(words) == name


@pytest.mark.parametrize(
    ("words", "noun", "at"),
    [
        ("số xã và xã đảo", "xã", 9),
        ("Xã đạt chuẩn", "xã", 0),
        ("thị xãhội", "xã", None),
        ("số xã_hội", "xã", None),
        ("số hồ sơ", "", None),
        ("", "xã", None),
    ],
)
def test_a_noun_is_found_only_as_a_word_of_its_own(words, noun, at):
    assert count_name.last_word(words, noun) == at
