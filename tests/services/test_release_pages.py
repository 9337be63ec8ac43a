"""The tables of counts, filled at random and read as a stranger reads them: nothing hidden can be found."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nsk_desktop.exchange.aggregates import HIDDEN, Page
from nsk_desktop.measures.aggregates import ATTENDANCES, FAMILIES, Dimension, Fact, Family, Statement, counts_of
from nsk_desktop.measures.disclosure import hide, is_small
from nsk_desktop.services.release_pages import Numbers, differing, notes, page_of
from tests.measures.attacker import found
from tests.services.released import numbers, seen


def dimensions(family: Family) -> list[Dimension]:
    return [dimension for crossing in family.crossings for dimension in crossing]


def drawn(family: Family, chance: random.Random, meetings: int) -> list[Fact]:
    """So many meetings, each of its own kind, with people who are mostly alike."""
    facts = []
    for _each in range(meetings):
        common = {one.name: chance.choice(list(one.labels)) for one in dimensions(family)}
        for _other in range(chance.choice([1, 2, 3, 8])):
            odd = {one.name: chance.choice(list(one.labels)) for one in dimensions(family) if chance.random() < 0.2}
            facts.append(Fact(common | odd, chance.choice([1, 1, 2, 5, 13, 40])))
    return facts


def page(family: Family, facts: list[Fact], seed: bytes = b"", *, only_small: bool = False) -> Page:
    counts = counts_of(family, facts)
    hidden = {one.key for one in counts if is_small(one.value, 5)} if only_small else hide(counts, seed=seed)
    return page_of(Numbers(family, {one.key: one.value for one in counts}, hidden))


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.name)
@given(seed=st.integers(0, 10**6), meetings=st.integers(0, 40))
@settings(max_examples=25)
def test_nothing_hidden_can_be_found_in_tables_that_share_their_sums(family: Family, seed: int, meetings: int) -> None:
    pages = (page(family, drawn(family, random.Random(seed), meetings), seed.to_bytes(4)),)
    assert not [cell for cell in numbers(pages) if isinstance(cell, int) and 0 < cell < 5]
    spans = seen(pages).spans()
    assert found(spans) == {}
    assert all(high is None or high - low >= 5 for low, high in spans.values())


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.name)
def test_control_with_the_small_numbers_alone_hidden_the_attacker_finds_some(family: Family) -> None:
    got = 0
    for seed in range(6):
        pages = (page(family, drawn(family, random.Random(seed), 25), only_small=True),)
        got += len(found(seen(pages).spans()))
    assert got > 0


def test_the_sums_that_a_stranger_adds_up_are_right_where_nothing_is_hidden() -> None:
    facts = drawn(ATTENDANCES, random.Random(3), 30)
    values = {one.key: one.value for one in counts_of(ATTENDANCES, facts)}
    told = seen((page_of(Numbers(ATTENDANCES, values)),))
    assert len(told.sums) > 20
    for total, parts in told.sums:
        assert told.numbers[total] == sum(told.numbers[part] or 0 for part in parts)


def test_the_interval_stands_above_the_tables_or_is_hidden_whole() -> None:
    values = {one.key: one.value for one in counts_of(ATTENDANCES, [])}
    shown = page_of(Numbers(ATTENDANCES, values), Statement(83, 309))
    hidden = page_of(Numbers(ATTENDANCES, values), Statement(None, None))
    assert [line[1] for line in shown.lines if line[1][:1] == ("Hele halvåret",)] == [("Hele halvåret", 83, 309)]
    assert [line[1] for line in hidden.lines if line[1][:1] == ("Hele halvåret",)] == [
        ("Hele halvåret", HIDDEN, HIDDEN)
    ]


def test_what_would_be_another_number_now_is_counted_and_what_is_hidden_is_not() -> None:
    facts = drawn(ATTENDANCES, random.Random(3), 30)
    given_out = page(ATTENDANCES, facts)
    now = page_of(Numbers(ATTENDANCES, {one.key: one.value for one in counts_of(ATTENDANCES, facts)}))
    assert differing([given_out], [now]) == 0
    more = counts_of(ATTENDANCES, [*facts, facts[0]])
    assert differing([given_out], [page_of(Numbers(ATTENDANCES, {one.key: one.value for one in more}))]) > 0


def test_the_reader_is_told_what_the_mark_means() -> None:
    assert any(HIDDEN in note and "mindst 1" in note for note in notes())
