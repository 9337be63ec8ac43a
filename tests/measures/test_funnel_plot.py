"""How far bridges came: by their status, and by the days of their steps."""

from datetime import date

import pytest

from nsk_desktop.domain.codes import BridgeStatus
from nsk_desktop.measures.funnel_plot import BridgeSteps, funnel_plot

DAY = date(2025, 3, 4)


def numbers(*bridges: BridgeSteps) -> list[int]:
    return [int(bar.cells[0]) for bar in funnel_plot(bridges).bars]


@pytest.mark.parametrize(
    ("bridge", "steps"),
    [
        (BridgeSteps(BridgeStatus.IDENTIFIED), [1, 0, 0, 0, 0]),
        (BridgeSteps(BridgeStatus.INTRODUCED), [1, 1, 0, 0, 0]),
        (BridgeSteps(BridgeStatus.FIRST_MEETING), [1, 1, 1, 0, 0]),
        (BridgeSteps(BridgeStatus.COOPERATING), [1, 1, 1, 1, 0]),
        (BridgeSteps(BridgeStatus.DONE_RESULT), [1, 1, 1, 1, 1]),
        (BridgeSteps(BridgeStatus.DECLINED), [1, 0, 0, 0, 0]),
        (BridgeSteps(BridgeStatus.DECLINED, introduced=DAY), [1, 1, 0, 0, 0]),
        (BridgeSteps(BridgeStatus.DONE_NO_RESULT, cooperating=DAY), [1, 1, 1, 1, 0]),
        (BridgeSteps(BridgeStatus.IDENTIFIED, first_meeting=DAY), [1, 1, 1, 0, 0]),
        (BridgeSteps("a status of a later version"), [1, 0, 0, 0, 0]),
    ],
)
def test_a_bridge_is_at_every_step_up_to_its_furthest(bridge: BridgeSteps, steps: list[int]) -> None:
    assert numbers(bridge) == steps


def test_many_bridges_never_widen_on_the_way() -> None:
    found = funnel_plot([BridgeSteps(status) for status in BridgeStatus])

    assert [bar.cells for bar in found.bars] == [(7, 100), (4, 57), (3, 43), (2, 29), (1, 14)]
    assert found.bars[1].value == "4 (57 %)"
    assert "2 sluttede uden resultat eller blev afslået" in found.note


def test_without_bridges_there_is_no_plot() -> None:
    assert funnel_plot([]).bars == ()
