"""Reach against brute force over many more small stores than the daily run takes."""

import pytest

from tests.measures.cases import random_rows
from tests.measures.verdicts import GROUPED, figure, grouped_cases, whole_case, wrong

pytestmark = pytest.mark.soak


@pytest.mark.parametrize("start", range(100_000, 140_000, 2_000))
def test_the_bounds_hold_on_thousands_of_small_stores(start: int) -> None:
    for seed in range(start, start + 2_000):
        rows = random_rows(seed, units=seed % 4 == 0, overlaps=seed % 8 != 0)
        for case in (whole_case(rows), *(case for by in GROUPED for case in grouped_cases(rows, by))):
            assert wrong(case, figure(rows, case)) is None, seed
