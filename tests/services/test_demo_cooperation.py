"""The example year's cooperation: it looks like one, and it keeps the rules that people must keep."""

from datetime import date
from pathlib import Path

import pytest

from nsk_desktop.services import actors, advice, demo, existing_efforts, ratings, steering
from nsk_desktop.services.desk import Desk
from tests import make

TODAY = date(2026, 1, 15)


@pytest.fixture
def year(desk: Desk) -> Desk:
    demo.fill(desk)
    return desk


def test_there_is_something_on_every_list(year: Desk) -> None:
    assert len(existing_efforts.list_efforts(year)) == 5
    assert len(advice.list_advice(year)) == 8
    assert len(actors.find_contacts(year)) == 6
    assert len(steering.list_members(year)) == 5
    meetings = steering.list_meetings(year)
    assert len(meetings) == 4
    assert all(row.present == 4 and row.excused == 1 and row.decisions for row in meetings)
    assert [row.overdue for row in steering.open_decisions(year, TODAY)] == [True, False, False]


def test_every_moved_level_has_its_reason_and_some_pairs_wait(year: Desk) -> None:
    rows = ratings.list_ratings(year)
    assert {row.period for row in rows} == {"2025H1", "2025H2"}
    assert sum(row.moved for row in rows) >= 5
    assert any(row.unchanged for row in rows)
    assert not any(row.lacks_reason for row in rows)
    assert len(ratings.unconfirmed(year, "2025H2")) == 2


def test_the_same_seed_gives_the_same_cooperation_and_another_seed_other_ids(year: Desk, tmp_path: Path) -> None:
    def ids(desk: Desk) -> tuple[list[str], list[str]]:
        return [row.id for row in ratings.list_ratings(desk)], [row.id for row in steering.list_members(desk)]

    for folder, seed in (("to", 1), ("tre", 2)):
        with make.desk(tmp_path / folder) as other:
            demo.fill(other, seed)
            assert (ids(other) == ids(year)) == (seed == 1)
