"""Any text at all is read without a fault, cited letter by letter, and the same way twice."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import pytest
import readers
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from nasty import Nasty
from papers import CHECKS as PAPERS
from papers import spoiled as spoiled_paper
from strategies import ARTICLES, OFFICIALESE, PASSAGES, QUESTIONS, TALKS, WRITTEN

from extract.quantity import find_quantities, find_ranks
from extract.text import canonical

FEW = settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
MANY = settings(FEW, max_examples=3_000, derandomize=False, print_blob=True)
TEXTS = {
    "canonical": WRITTEN | PASSAGES,
    "mentions": PASSAGES,
    "cut": PASSAGES,
    "sentence": PASSAGES,
    "article": ARTICLES,
    "question": QUESTIONS,
    "search": QUESTIONS,
    "sources": OFFICIALESE,
    "table": OFFICIALESE,
}


def all_hold(check: Callable[[str], None], texts: st.SearchStrategy[str], run: settings) -> None:
    @run
    @given(texts)
    def holds(text: str) -> None:
        check(text)

    holds()


@pytest.mark.parametrize("name", TEXTS)
def test_any_text_is_read_cited_and_read_again_alike(name: str) -> None:
    all_hold(readers.CHECKS[name], TEXTS[name], FEW)


@FEW
@given(TALKS)
def test_any_talk_is_answered_in_every_form_and_alike(turns: list[str]) -> None:
    readers.check_talk(turns)


@settings(FEW, max_examples=20)
@given(st.sampled_from(sorted(PAPERS)), st.integers(0, 1_000_000))
def test_any_document_is_read_or_refused_in_words(kind: str, seed: int) -> None:
    PAPERS[kind](spoiled_paper(kind, Nasty(Random(seed))))


@pytest.mark.full
@pytest.mark.parametrize("name", TEXTS)
def test_very_many_texts_are_read_cited_and_read_again_alike(name: str) -> None:
    all_hold(readers.CHECKS[name], TEXTS[name], MANY)


@pytest.mark.full
@settings(MANY)
@given(TALKS)
def test_very_many_talks_are_answered_in_every_form_and_alike(turns: list[str]) -> None:
    readers.check_talk(turns)


# What once took time that grew faster than its length.
ENDLESS = ("561,", "1.234", "<!---->", "61,5", " phần trăm⟦0⟧")


@pytest.mark.parametrize("one", ENDLESS)
def test_a_line_without_an_end_is_read_in_time_that_grows_with_its_length(one: str) -> None:
    # Far from any limit but that of a reader that goes back and forth.
    read = canonical(one * (100_000 // len(one))).text
    find_quantities(read)
    find_ranks(read)


def test_a_sentence_of_hundreds_of_numbers_is_read_in_seconds() -> None:
    # Every start of a name was held against every end of one.
    readers.check_sentence(
        "Tỉnh có số hồ sơ đã giải quyết" + " tăng 1,.2 lao động trong" * 40 + " 5."
    )


def test_a_mark_that_goes_with_no_letter_leaves_the_number_before_it_a_place() -> None:
    readers.check_article("m 0\u0309")
    assert canonical("0\u0309").offsets == (0, 1, 2)


def test_a_question_of_which_nothing_can_be_taken_up_is_answered() -> None:
    readers.check_talk(("", "xã"))


def test_a_number_that_only_signs_could_name_has_no_name() -> None:
    readers.check_article("9" * 213 + ".² ſ110/2")
