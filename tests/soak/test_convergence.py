"""The walk of `tests/store/test_convergence.py`, twenty times as long; what it finds is made short."""

import pytest

from tests.store.team_machine import walk

pytestmark = pytest.mark.soak


@pytest.mark.parametrize("part", range(10))
def test_three_laptops_converge_over_many_more_steps(part: int) -> None:
    walked = 0
    while walked < 20_000:
        walked += walk(examples=200, shrink=True)
