"""The centre played with for long, other plays each time; and the play itself finds the centres that are wrong."""

import pytest

from tests.exchange.centre_machine import Centre
from tests.exchange.test_centre_machine import ByRowNumber, LastFileWins, TakesTheLaptop, play

pytestmark = [pytest.mark.soak, pytest.mark.timeout(7200)]


def test_whatever_arrives_and_whatever_is_typed_the_workbook_stays_true() -> None:
    play(Centre, examples=300, steps=50)


@pytest.mark.parametrize("machine", [LastFileWins, ByRowNumber, TakesTheLaptop])
def test_control_a_play_finds_what_is_wrong(machine: type[Centre]) -> None:
    with pytest.raises(AssertionError):
        play(machine, examples=300, steps=30)
