"""What leads a sentence: the one before it, a heading, the words with a colon above a list."""

import pytest

from bot.answer.context import said_before

TEXT = """KẾT QUẢ NĂM 2024

Sốt xuất huyết thì ngược lại. Cả năm Long An có 910 ca.
Về tiền, xã chi như sau:
- Đường: 2 tỷ đồng.
- Trường: 3 tỷ đồng.
Xã còn 40 hộ nghèo. Đó là một tin vui.
"""


@pytest.mark.parametrize(
    ("sentence", "before"),
    [
        ("Cả năm Long An", "Sốt xuất huyết thì ngược lại."),
        ("- Trường", "Về tiền, xã chi như sau:"),
        ("Sốt xuất huyết", "KẾT QUẢ NĂM 2024"),
    ],
)
def test_what_leads_a_sentence_is_found(sentence, before):
    assert before in said_before(TEXT, TEXT.index(sentence))


def test_a_paragraph_of_its_own_is_not_led_by_the_list_above_it():
    assert said_before(TEXT, TEXT.index("Xã còn")) == ""


def test_nothing_leads_the_first_line():
    assert said_before(TEXT, 0) == ""
