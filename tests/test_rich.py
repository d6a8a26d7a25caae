import unicodedata

import pytest
from cardcheck import STRIPPED, check_text, piece, size
from hypothesis import given
from hypothesis import strategies as st

from bot.card.models import Entity, RichText, Style
from bot.card.rich import clean, concat, cut, is_seen, join, plain, split_rich, styled, trimmed
from bot.card.units import Units

FRAGMENTS = (
    "a", "e\u030a\u0301", "\u1100", "<b>", "</a>", "&amp;", '"', "'", "*_`[]()", "\u202e", "\u200f", "\u2066", "\u200b", "\ufeff",
    "😀", "👨‍👩‍👧", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "\ud83d", "\ude00", "e\u0301", "\u0302", "\u030a", "a\u0328\u030a", "å\u202a\u0328",
    "\x00", "\r\n", "\n", "\t", " ", "\u00a0", "\u2028", "ế", "17%", "\u1161", "\u3164", "\u2800",
)  # fmt: skip
ANY = st.one_of(
    st.text(st.characters(exclude_categories=())),
    st.lists(st.sampled_from(FRAGMENTS)).map("".join),
)
STYLES = st.sampled_from([Style.BOLD, Style.ITALIC, Style.UNDERLINE, Style.CODE])
PIECES = st.lists(st.tuples(ANY, st.lists(STYLES, max_size=2)), max_size=8)


def build(pieces):
    return concat(*(styled(text, *styles) for text, styles in pieces))


def covered(rich):
    return [(entity.style, entity.url, piece(rich, entity)) for entity in rich.entities]


@given(ANY)
def test_cleaning_leaves_nothing_that_the_server_would_take_out(text):
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert cleaned == unicodedata.normalize("NFC", cleaned)
    assert not STRIPPED.search(cleaned)
    cleaned.encode()


@given(st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp"))))
def test_what_can_be_sent_comes_back_the_same(text):
    marks = [*map(chr, (0x30A, 0x333, 0x33F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)))]
    composed = unicodedata.normalize("NFC", text)
    if not any(mark in composed for mark in marks):
        assert clean(text) == composed


def test_halves_of_a_pair_become_one_letter_or_a_replacement():
    assert clean("\ud83d\ude00") == "😀"
    assert clean("a\ud83db") == "a\ufffdb"


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [("å\u202a\u0328", "ą"), ("e\u030a\u0301", "é"), ("7\u20661\u202e%", "71%")],
)
def test_what_the_server_deletes_leaves_the_rest_composed(text, cleaned):
    assert clean(text) == cleaned


@pytest.mark.parametrize(("one", "other"), [("e", "\u0301"), ("\u1100", "\u1161")])
def test_letters_of_two_pieces_do_not_melt(one, other):
    rich = concat(one, styled(other, Style.BOLD))
    assert unicodedata.normalize("NFC", rich.text) == rich.text
    assert covered(rich) == [(Style.BOLD, None, other)]


def test_line_ends_stay_and_other_controls_become_spaces():
    assert clean("a\r\nb\rc\u2028d\te\x0bf") == "a\nb\nc\nd e f"


@given(PIECES)
def test_a_style_covers_what_it_was_given_to(pieces):
    rich = build(pieces)
    styles = [style for text, wanted in pieces for style in wanted if clean(text)]
    assert sorted(entity.style for entity in rich.entities) == sorted(styles)
    for entity in rich.entities:
        assert piece(rich, entity) in [clean(text) for text, _ in pieces]


@given(PIECES)
def test_pieces_together_are_composed_as_they_were_alone(pieces):
    rich = build(pieces)
    assert unicodedata.normalize("NFC", rich.text) == rich.text
    assert rich.text.replace("\u034f", "") == "".join(clean(t) for t, _ in pieces).replace(
        "\u034f", ""
    )


def test_offsets_count_utf16_units():
    rich = concat("😀ế ", styled("17%", Style.BOLD))
    assert rich.entities == (Entity(Style.BOLD, 4, 3),)


def test_inner_styles_stand_behind_outer_ones():
    rich = styled(concat(styled("a", Style.BOLD), "b"), Style.QUOTE)
    assert [entity.style for entity in rich.entities] == [Style.QUOTE, Style.BOLD]


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)", "tg://user?id=1", "https://", "http://a b.vn", "", "x", "http://[::1",
        "http://localhost", "https://a.vn/\x00", "https://a.vn/" + "a" * 2_000, "//a.vn",
    ],
)  # fmt: skip
def test_what_is_no_address_of_the_web_is_no_link(url):
    assert styled("a", url=url) == plain("a")


def test_an_address_of_the_web_is_a_link():
    [entity] = styled("a", url="https://a.vn/b?c=1").entities
    assert (entity.style, entity.url) == (Style.LINK, "https://a.vn/b?c=1")


def test_joining_leaves_empty_pieces_out():
    assert join(", ", ("a", "", plain(""), styled("b", Style.BOLD))).text == "a, b"
    assert join(", ", ()) == plain("")


@given(PIECES, st.integers(2, 60))
def test_a_cut_text_is_short_and_its_entities_lie_inside(pieces, longest):
    rich = build(pieces)
    shorter = cut(rich, longest)
    assert size(shorter.text) <= longest
    assert (shorter == rich) == (size(rich.text) <= longest)
    covered(shorter)


@given(PIECES)
def test_trimming_keeps_what_the_styles_cover(pieces):
    rich = trimmed(build(pieces))
    assert rich.text == rich.text.strip()
    covered(rich)


@given(PIECES, st.integers(2, 60))
def test_split_messages_are_what_the_network_takes(pieces, longest):
    rich = build(pieces)
    parts = split_rich(rich, longest)
    for part in parts:
        check_text(part, longest)
        assert is_seen(part.text) or part.text == "…"
    if is_seen(rich.text):
        seen = [letter for letter in rich.text if is_seen(letter)]
        assert [letter for part in parts for letter in part.text if is_seen(letter)] == seen


@pytest.mark.parametrize("length", [1, 3_999, 4_000, 4_001, 4_096, 4_097, 100_000])
@pytest.mark.parametrize("word", ["a", "😀", "ế ", "từ ngữ ", "dòng\n", "e\u0301\u0323"])
def test_texts_of_any_length_are_split_in_order(length, word):
    text = (word * (length // len(word) + 1))[:length]
    rich = styled(text, Style.BOLD)
    parts = split_rich(rich)
    for part in parts:
        check_text(part)
        assert part.entities == (Entity(Style.BOLD, 0, size(part.text)),)
    joined = "".join(part.text for part in parts)
    assert "".join(joined.split()) == "".join(clean(text).split())
    assert len(parts) <= size(rich.text) // 2_000 + 1


def test_a_message_ends_at_the_last_blank_line_else_line_end_else_space():
    text = "a" * 2_500 + "\n\n" + "b" * 600 + "\n" + "c" * 300 + " " + "d" * 2_000
    assert [size(part.text) for part in split_rich(plain(text))] == [
        2_500,
        600 + 1 + 300 + 1 + 2_000,
    ]
    text = text.replace("\n\n", "x")
    assert [part.text[-1] for part in split_rich(plain(text))] == ["b", "d"]
    text = text.replace("\n", "x")
    assert [part.text[-1] for part in split_rich(plain(text))] == ["c", "d"]


def test_a_family_of_letters_stays_together():
    text = "a" * 3_995 + "👨‍👩‍👧" + "b" * 100
    first, second = split_rich(plain(text))
    assert first.text == "a" * 3_995
    assert second.text.startswith("👨‍👩‍👧")


def test_a_style_across_the_cut_goes_on_in_the_next_message():
    rich = concat("x" * 3_000, "\n", styled("y " * 1_000, Style.QUOTE), styled("z", Style.BOLD))
    first, second = split_rich(rich)
    assert [entity.style for entity in first.entities] == []
    assert [entity.style for entity in second.entities] == [Style.QUOTE, Style.BOLD]
    rich = concat("x" * 1_000, "\n", styled("y " * 2_000, Style.QUOTE))
    assert [covered(part)[0][0] for part in split_rich(rich)] == [Style.QUOTE, Style.QUOTE]


@pytest.mark.parametrize(("style", "most"), [(Style.BOLD, 100), (Style.FOLDED_QUOTE, 20)])
def test_too_many_entities_begin_a_new_message(style, most):
    rich = join("\n", [styled(f"số {n}", style) for n in range(400)])
    parts = split_rich(rich)
    assert max(len(part.entities) for part in parts) == most
    told = [text for part in parts for _, _, text in covered(part)]
    assert told == [f"số {n}" for n in range(400)]


def test_what_nobody_sees_is_one_message_all_the_same():
    for text in ("", " \n ", "\u200b\ufeff", "\u3164", "\u0301"):
        assert split_rich(plain(text)) == (RichText("…"),)


def test_a_space_is_not_found_across_two_letters():
    # U+2010 and U+0100 hold the bytes of a space between them.
    assert Units(" ‐Ā‐").last(" ", 0, 4) == 1
    assert Units("‐Ā").last(" ", 0, 2) == -1
