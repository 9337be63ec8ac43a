"""10,000 spoiled team files, others each time: none is accepted and the store stays as it was."""

import secrets
from pathlib import Path

import pytest

from tests.services import test_team_mutants as mutants
from tests.services.team_desks import introduce, new_desk

pytestmark = pytest.mark.soak


@pytest.mark.parametrize("part", range(5))
def test_none_of_very_many_spoiled_files_is_taken_in(tmp_path: Path, part: int) -> None:
    one, other = new_desk(tmp_path / "a", "AB"), new_desk(tmp_path / "b", "CD")
    introduce(one, other, tmp_path)
    mutants.fill(other)
    codes = mutants.walk(one, other, tmp_path, 2_000, seed=secrets.randbits(32))
    assert codes.total() >= 1_990
    one.close()
    other.close()
