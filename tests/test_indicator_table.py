"""What admins add to the table of indicators, and what is told of its faults."""

import tomllib
from pathlib import Path

import pytest

import extract
from extract.errors import IndicatorTableError
from extract.indicator import (
    extended,
    find_mentions,
    load_built_in,
    load_catalogue,
    load_table,
    using,
)
from extract.indicator.form import Form

BUILT_IN = load_built_in()
TABLE = Path(extract.__file__).parent / "tables" / "indicators.toml"
GOOD = """
[[indicator]]
id = "so_tram_sac"
name = "số trạm sạc xe điện"
unit = ["trạm"]
aliases = ["trạm sạc công cộng"]
not = ["so_bai_do"]

[[indicator]]
id = "so_bai_do"
name = "số bãi đỗ xe thông minh"
unit = ["bãi"]

[[indicator]]
id = "ty_le_ho_ngheo"
aliases = ["tỷ lệ mái nhà còn khó"]

[ambiguous]
"hạ tầng xe điện" = { ids = ["so_tram_sac", "so_bai_do"], words = { so_bai_do = ["đỗ xe"] } }
"""


def faults_of(text):
    with pytest.raises(IndicatorTableError) as caught:
        extended(BUILT_IN, text, "indicators.toml")
    return str(caught.value)


def test_the_built_in_table_has_the_form_asked_of_admins():
    table = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    table.pop("discriminators")
    form = Form.model_validate(table)
    assert len(form.indicator) == len(BUILT_IN.indicators)
    assert all(row.name and row.unit for row in form.indicator)


def test_a_new_indicator_is_known_by_all_its_names():
    catalogue = extended(BUILT_IN, GOOD)
    for name in ("số trạm sạc xe điện", "Trạm sạc công cộng"):
        assert catalogue.identify(name, "trạm").id == "so_tram_sac"
    [mention] = catalogue.mentions.find("Tỉnh có 40 trạm sạc công cộng.")
    assert mention.ids == ("so_tram_sac",)
    assert catalogue.added == {"so_tram_sac", "so_bai_do"}


def test_a_built_in_indicator_gets_further_names_and_keeps_its_own():
    catalogue = extended(BUILT_IN, GOOD)
    for name in ("tỷ lệ mái nhà còn khó", "tỷ lệ hộ nghèo"):
        assert catalogue.identify(name, "%").id == "ty_le_ho_ngheo"
    assert catalogue.touched == {"ty_le_ho_ngheo"}


def test_what_is_kept_apart_is_kept_apart_both_ways():
    catalogue = extended(BUILT_IN, GOOD)
    assert catalogue.apart("so_tram_sac", "so_bai_do")
    assert catalogue.apart("so_bai_do", "so_tram_sac")


def test_a_new_shared_phrase_is_decided_by_unit_and_sentence():
    catalogue = extended(BUILT_IN, GOOD)
    assert catalogue.identify("hạ tầng xe điện", "bãi").id == "so_bai_do"
    assert catalogue.identify("hạ tầng xe điện").id == "so_tram_sac"
    assert catalogue.identify("hạ tầng xe điện", "", "nơi đỗ xe").id == "so_bai_do"
    assert catalogue.phrases_added == 1


def test_the_built_in_catalogue_stays_as_it_is():
    extended(BUILT_IN, GOOD)
    assert BUILT_IN.find("tỷ lệ mái nhà còn khó") == ()
    assert load_catalogue() is BUILT_IN


@pytest.mark.parametrize("text", ["", "  \n", "# chưa có gì"])
def test_an_empty_table_adds_nothing(text):
    catalogue = extended(BUILT_IN, text)
    assert catalogue.indicators == BUILT_IN.indicators
    assert not catalogue.added


def test_a_catalogue_is_in_use_for_as_long_as_asked():
    with using(extended(BUILT_IN, GOOD)):
        assert find_mentions("trạm sạc công cộng")
    assert not find_mentions("trạm sạc công cộng")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[[indicator]]\nid = "so_a"\nname = "số a b\n', ["dòng 3", "sai cú pháp TOML"]),
        ("[ambiguous]\n[ambiguous]\n", ["dòng 2", "hai lần"]),
        ('id = """', ["cuối tệp"]),
        (
            '\n[[indicator]]\nid = "so_la"\naliases = ["số chim yến"]',
            ["so_la", "dòng 3", "name và unit"],
        ),
        ('[[indicator]]\nid = "so_b"\nname = "số b c"\nunit = "con"', ["so_b", "unit", '["%"]']),
        ('[[indicator]]\nid = "so_b"\nname = "số b c"\nunit = []', ["so_b", "ít nhất 1"]),
        ('[[indicator]]\nid = "so_b"\nname = 3\nunit = ["con"]', ["so_b", "name", "ngoặc kép"]),
        ('[[indicator]]\nid = "Số B"\nname = "số b c"\nunit = ["con"]', ["chữ thường không dấu"]),
        ('[[indicator]]\nid = "so_b"\naliase = ["x y"]', ["so_b", "aliase", "có phải “aliases”"]),
        ('[[indicator]]\nname = "số b c"', ["[[indicator]] thứ 1", "id", "thiếu"]),
        ('[indicator]\nid = "so_b"', ["[[indicator]]"]),
        ("indicator = [1]", ["[[indicator]] thứ 1"]),
        ('[[indicator]]\nid = "ty_le_ho_ngheo"\nunit = ["%"]', ["ty_le_ho_ngheo", "hãy bỏ unit"]),
        (
            '[[indicator]]\nid = "ty_le_ho_ngheo"\naliases = ["tỷ lệ hộ cận nghèo"]',
            ["“tỷ lệ hộ cận nghèo” đã là của “ty_le_ho_can_ngheo”"],
        ),
        (
            '[[indicator]]\nid = "ty_le_ho_ngheo"\naliases = ["TY LE HO CAN NGHEO"]',
            ["ty_le_ho_can_ngheo"],
        ),
        ('[[indicator]]\nid = "grdp"\naliases = ["toàn trình"]', ["cụm nhiều nghĩa"]),
        ('[[indicator]]\nid = "grdp"\naliases = ["hộ"]', ["quá ngắn"]),
        ('[[indicator]]\nid = "grdp"\nnot = ["gdpp"]', ["gdpp", "có phải “gdp”"]),
        ('[[indicator]]\nid = "grdp"\nnot = ["grdp"]', ["chính nó"]),
        ('[[indicator]]\nid = "grdp"\n[[indicator]]\nid = "grdp"', ["ghi hai lần"]),
        ('[[indicator]]\nid = "grdp"\nparents = ["x_y"]', ["parents", "x_y"]),
        ('[ambiguous]\n"chợ nổi" = { ids = ["grdp"] }', ["chợ nổi", "ít nhất 2"]),
        ('[ambiguous]\n"chợ nổi" = { ids = ["grdp", "x_y"] }', ["chợ nổi", "x_y"]),
        ('[ambiguous]\n"toàn trình" = { ids = ["grdp", "gdp"] }', ["đã có trong [ambiguous]"]),
        ('[ambiguous]\n"tỷ lệ hộ nghèo" = { ids = ["grdp", "gdp"] }', ["ty_le_ho_ngheo"]),
        (
            '[ambiguous]\n"chợ nổi" = { ids = ["grdp", "gdp"], words = { dti = ["số"] } }',
            ["words", "dti"],
        ),
        ('[discriminators]\nnew = ["mới"]', ["discriminators", "khóa không được dùng"]),
    ],
)
def test_every_fault_names_the_file_and_what_to_do(text, said):
    message = faults_of(text)
    assert message.startswith("indicators.toml: ")
    assert [words for words in said if words not in message] == []


def test_all_faults_are_told_at_once():
    rows = '[[indicator]]\nid = "grdp"\naliases = ["hộ", "xã"]\nnot = ["x_y"]\n'
    message = faults_of(rows)
    assert message.count("“grdp” (dòng 2)") == 3


def test_a_table_with_one_fault_brings_nothing(tmp_path):
    with pytest.raises(IndicatorTableError):
        extended(BUILT_IN, GOOD + '"chợ nổi" = { ids = ["grdp", "x_y"] }\n')
    assert BUILT_IN.find("số trạm sạc xe điện") == ()


def test_reads_a_file_as_editors_save_it(tmp_path):
    path = tmp_path / "indicators.toml"
    path.write_bytes(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode())
    assert extended(BUILT_IN, load_table(path)).added


def test_no_file_is_an_empty_table(tmp_path):
    assert load_table(tmp_path / "indicators.toml") == ""


@pytest.mark.parametrize(
    ("content", "said"), [(b"\xff\xfe", "UTF-8"), (b"#" * 1_000_001, "lớn hơn 1 MB")]
)
def test_a_file_that_is_no_text_is_told(tmp_path, content, said):
    path = tmp_path / "indicators.toml"
    path.write_bytes(content)
    with pytest.raises(IndicatorTableError, match=said):
        load_table(path)


def test_a_folder_in_its_place_is_told(tmp_path):
    with pytest.raises(IndicatorTableError, match="không đọc được"):
        load_table(tmp_path)
