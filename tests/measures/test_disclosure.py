"""What is hidden stays hidden: from an attacker who solves exactly, and from one who knows the program by heart."""

import random
from collections.abc import Iterator, Mapping, Sequence
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nsk_desktop.measures.disclosure import LEAST_LIMIT, Count, hide, is_small, spans
from tests.measures.attacker import Seen, found

VALUES = st.sampled_from([0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 13, 21, 34, 60, 144])
CELLS = st.lists(VALUES, min_size=1, max_size=6)
TABLES = st.integers(1, 5).flatmap(
    lambda columns: st.lists(st.lists(VALUES, min_size=columns, max_size=columns), min_size=1, max_size=6)
)
SEEDS = st.binary(min_size=1, max_size=2)


def one_way(values: Sequence[int]) -> list[Count]:
    """The parts of a total, and the total."""
    cells = [Count(f"c{place}", "S", "T", value) for place, value in enumerate(values)]
    return [*cells, Count("total", "T", "S", sum(values), 2)]


def two_way(rows: Sequence[Sequence[int]]) -> list[Count]:
    """A table with the sums of its rows and columns."""
    counts = [Count("total", "T", "S", sum(map(sum, rows)), 2)]
    for one, row in enumerate(rows):
        counts.append(Count(f"row {one}", "S", f"R{one}", sum(row), 1))
        counts += [Count(f"c{one},{other}", f"R{one}", f"C{other}", value) for other, value in enumerate(row)]
    for other, column in enumerate(zip(*rows, strict=True)):
        counts.append(Count(f"column {other}", f"C{other}", "T", sum(column), 1))
    return counts


def seen(counts: Sequence[Count], hidden: frozenset[str] | set[str]) -> Seen:
    """What a reader sees. The equations are the sums of the table, not the program's channels."""
    total = ("total", tuple(one.key for one in counts if one.tail == "S"))
    sums = [total, ("total", tuple(one.key for one in counts if one.head == "T"))]
    for one in counts:
        if one.key.startswith("row"):
            sums.append((one.key, tuple(cell.key for cell in counts if cell.tail == one.head)))
        elif one.key.startswith("column"):
            sums.append((one.key, tuple(cell.key for cell in counts if cell.head == one.tail)))
    return Seen({one.key: None if one.key in hidden else one.value for one in counts}, sums)


def small(counts: Sequence[Count], limit: int = LEAST_LIMIT) -> set[str]:
    return {one.key for one in counts if is_small(one.value, limit)}


@given(rows=TABLES, seed=SEEDS)
def test_no_small_number_is_shown_and_none_can_be_worked_out(rows: list[list[int]], seed: bytes) -> None:
    for counts in (two_way(rows), one_way(rows[0])):
        hidden = hide(counts, seed=seed)
        assert small(counts) <= hidden
        assert found(seen(counts, hidden).spans()) == {}


@given(rows=TABLES, seed=SEEDS, limit=st.integers(5, 12))
def test_each_hidden_number_may_be_at_least_as_many_as_the_limit(
    rows: list[list[int]], seed: bytes, limit: int
) -> None:
    counts = two_way(rows)
    for low, high in seen(counts, hide(counts, limit, seed)).spans().values():
        assert high is None or high - low >= limit


@given(rows=TABLES, seed=SEEDS)
def test_the_program_knows_exactly_what_the_attacker_can_know(rows: list[list[int]], seed: bytes) -> None:
    counts = two_way(rows)
    for hidden in (hide(counts, seed=seed), frozenset(small(counts))):
        assert spans(counts, hidden) == seen(counts, hidden).spans()


@given(rows=TABLES, seed=SEEDS)
def test_a_zero_is_shown_and_nothing_is_hidden_where_nothing_is_small(rows: list[list[int]], seed: bytes) -> None:
    counts = two_way(rows)
    hidden = hide(counts, seed=seed)
    assert all(one.value for one in counts if one.key in hidden)
    assert bool(hidden) == bool(small(counts))


@given(rows=TABLES, seed=SEEDS)
def test_nothing_is_hidden_that_could_be_shown(rows: list[list[int]], seed: bytes) -> None:
    counts = two_way(rows)
    hidden = hide(counts, seed=seed)
    for key in hidden - small(counts):
        narrow = [high for low, high in spans(counts, hidden - {key}).values() if high is not None and high - low < 5]
        assert narrow, key


def test_control_with_the_small_numbers_alone_hidden_the_attacker_finds_them() -> None:
    counts = two_way([[3, 20, 40], [30, 2, 25], [60, 70, 80]])
    got = found(seen(counts, small(counts)).spans())
    assert got == {"c0,0": (3, 3), "c1,1": (2, 2)}
    assert found(seen(counts, hide(counts)).spans()) == {}


def test_control_two_small_numbers_that_hide_each_other_are_known_to_be_small() -> None:
    counts = one_way([2, 1, 30, 40])
    assert found(seen(counts, small(counts)).spans()) == {"c0": (1, 2), "c1": (1, 2)}
    assert len(hide(counts)) == 3


def test_the_same_numbers_and_the_same_seed_give_the_same_answer() -> None:
    counts = two_way([[3, 20, 40], [30, 2, 25], [60, 70, 80]])
    assert hide(counts, seed=b"x") == hide(counts, seed=b"x")
    assert len({hide(counts, seed=bytes([seed])) for seed in range(20)}) > 1


def test_a_number_behind_which_there_are_few_people_is_hidden_although_it_is_large() -> None:
    counts = one_way([12, 30, 40])
    assert hide(counts) == frozenset()
    hidden = hide(counts, few={"c0"})
    assert "c0" in hidden
    assert found(seen(counts, hidden).spans()) == {}


# Somebody who has the program and tries every table that fits


def fitting(values: Sequence[int], places: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """Every way to fill the hidden *places* so that the shown sum is right."""
    total = sum(values[place] for place in places)
    for some in product(range(1, total + 1), repeat=len(places) - 1):
        if sum(some) < total:
            yield (*some, total - sum(some))


def inverted(values: Sequence[int], hidden: frozenset[str], seeds: Sequence[bytes]) -> Mapping[int, set[int]]:
    """What each hidden number can be, given that the program hid just these with one of *seeds*."""
    places = [place for place in range(len(values)) if f"c{place}" in hidden]
    possible: dict[int, set[int]] = {place: set() for place in places}
    for some in fitting(values, places):
        other = list(values)
        for place, value in zip(places, some, strict=True):
            other[place] = value
        if any(hide(one_way(other), seed=seed) == hidden for seed in seeds):
            for place, value in zip(places, some, strict=True):
                possible[place].add(value)
    return possible


def told(possible: Mapping[int, set[int]]) -> int:
    return sum(len(values) == 1 or max(values) < LEAST_LIMIT for values in possible.values())


@pytest.fixture(scope="module")
def tables() -> list[list[int]]:
    chance = random.Random(4)
    drawn = [[chance.choice([1, 2, 3, 4, 5, 6, 7, 9, 12, 20]) for _ in range(chance.randint(3, 6))] for _ in range(60)]
    return [values for values in drawn if "total" not in hide(one_way(values))]


def attempts(tables: list[list[int]], secret: bool) -> int:
    """How many hidden numbers somebody gets who runs the program backwards, with the seed known or not."""
    chance, got = random.Random(5), 0
    for values in tables:
        seed = bytes([chance.randrange(256)])
        hidden = hide(one_way(values), seed=seed)
        if 0 < len(hidden) <= 3:
            got += told(inverted(values, hidden, [bytes([one]) for one in range(40)] if secret else [seed]))
    return got


def test_nobody_who_runs_the_program_backwards_finds_a_hidden_number(tables: list[list[int]]) -> None:
    assert attempts(tables, secret=True) == 0


def test_control_with_a_known_seed_running_it_backwards_finds_some(tables: list[list[int]]) -> None:
    assert attempts(tables, secret=False) > 0
