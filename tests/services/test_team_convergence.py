"""Three laptops converge through real team files, with spoiled files, lost, restored and copied laptops, wrong clocks.

The same steps on every run; `tests/soak/test_team_convergence.py` walks many more and others each time.
"""

from collections import Counter
from collections.abc import Callable

import pytest

from tests.services.file_laptop import TeamFileWork
from tests.store import wrong_designs
from tests.store.team_machine import STEPS, walk

LEAST = 300


def test_three_laptops_converge_through_files() -> None:
    before, turn, walked = Counter(STEPS), 0, 0
    while walked < LEAST:
        walked += walk(examples=5, seeded_with=turn, work=TeamFileWork)
        turn += 1
    seen = STEPS - before
    assert {"exchange", "old file", "spoiled", "lost", "copied", "clock", "put back", "meeting"} <= set(seen), seen


@pytest.mark.parametrize(
    ("design", "turn", "promise"),
    [
        (wrong_designs.last_writer_wins, 4, "vanished"),
        (wrong_designs.counted_ids, 5, "show different things|says something else|dropped"),
    ],
)
def test_control_wrong_designs_are_caught(
    monkeypatch: pytest.MonkeyPatch, design: Callable[[pytest.MonkeyPatch], None], turn: int, promise: str
) -> None:
    # Any turn finds them; these are short.
    design(monkeypatch)
    with pytest.raises(AssertionError, match=promise):
        walk(examples=200, seeded_with=turn, work=TeamFileWork)
