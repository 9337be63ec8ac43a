"""The index finds what a plain look at every label finds, and what fits best comes first."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nsk_desktop.domain.folding import matches
from nsk_desktop.domain.questions import questions, words_of
from nsk_desktop.domain.word_index import WordIndex

DAY = date(2025, 3, 11)
WORDS = st.text("aåøoe -'æ", max_size=8)


def indexed(labels: list[str]) -> WordIndex:
    index = WordIndex()
    for label in labels:
        words = words_of(label)
        index.add(words, words[0] if words else "", len(label.split()))
    return index


def asked(index: WordIndex, text: str, limit: int = 100) -> list[int]:
    return index.find(questions(text, DAY), limit)


@given(st.lists(WORDS, max_size=12), WORDS)
def test_whatever_a_look_at_every_label_finds_is_found(labels: list[str], text: str) -> None:
    found = set(asked(indexed(labels), text))
    parts = questions(text, DAY)[0]
    expected = {number for number, label in enumerate(labels) if parts and matches(text, label)}
    assert expected <= found


@given(st.lists(WORDS, max_size=12), WORDS, st.sets(st.integers(0, 11)))
def test_what_was_dropped_is_never_found(labels: list[str], text: str, gone: set[int]) -> None:
    index = indexed(labels)
    for number in gone:
        if number < len(labels):
            index.drop(number)
            assert not index.lives(number)
    assert gone.isdisjoint(asked(index, text))


def test_the_later_comes_first_among_equals_however_few_are_wanted() -> None:
    index = indexed(["Anna"] * 20)
    index.drop(19)
    assert asked(index, "ann", 3) == [18, 17, 16]
    for number in range(5, 19):
        index.drop(number)
    assert asked(index, "ann", 3) == [4, 3, 2]


def test_a_piece_of_a_word_is_found_last_and_one_letter_is_no_piece() -> None:
    index = indexed(["Solsikke", "Sikke"])
    assert asked(index, "sik") == [1, 0]
    assert asked(index, "k") == []


def test_every_word_has_to_be_met() -> None:
    index = indexed(["Fatima Hassan", "Fatima Ali", "Hassan Ali"])
    assert asked(index, "hassan fat") == [0]
    assert asked(index, "fat has ali") == []


@pytest.mark.parametrize("text", ["31/13", "0/3", "uge", "2", "ma", "tor", "x marts"])
def test_what_is_no_day_asks_for_words_only(text: str) -> None:
    last = questions(text, DAY)[0][0]
    assert not any("\x01" in piece for way in last for piece in way)


def test_as_typed_comes_before_other_spellings() -> None:
    index = indexed(["Åse Ødegård", "Odin"])
    assert asked(index, "oed") == [0, 1]
    assert asked(index, "od") == [1, 0]


def test_words_run_together_are_the_last_meaning() -> None:
    assert questions("al hassan", DAY)[-1] == [(("alhassan",),)]
    assert len(questions("alhassan", DAY)) == 1
