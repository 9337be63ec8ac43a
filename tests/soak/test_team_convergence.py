"""The walk of `tests/services/test_team_convergence.py`, many times as long; what it finds is made short."""

import pytest

from tests.services.file_laptop import TeamFileWork
from tests.store.team_machine import walk

pytestmark = pytest.mark.soak


@pytest.mark.parametrize("part", range(5))
def test_three_laptops_converge_through_very_many_files(part: int) -> None:
    walked = 0
    while walked < 4_000:
        walked += walk(examples=100, shrink=True, work=TeamFileWork)
