"""What a change asks of the store: nothing for a list that nobody sees, and no more than the head of one in view."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtCore import Qt
from sqlalchemy import event
from sqlalchemy.engine import Engine

from nsk_desktop.services import people, series, sessions, start
from nsk_desktop.services.desk import Desk
from nsk_desktop.services.long_list import LongList
from nsk_desktop.ui.main_window import MainWindow
from tests import make
from tests.ui.conftest import TODAY

HEAD = 130


@contextmanager
def asked() -> Iterator[list[str]]:
    """What is asked of the store meanwhile."""
    found: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        found.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield found
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def lists_read(work: Callable[[], object]) -> list[str]:
    """Which lists were put in order meanwhile."""
    with asked() as found:
        work()
    return [statement.split("SELECT id FROM ")[1].split()[0] for statement in found if "group_concat(id" in statement]


@pytest.fixture
def crowd(desk: Desk) -> list[str]:
    """Two hundred people, and a meeting with the first of them."""
    with desk.store.change("make") as change:
        ids = [change.create(make.participant(f"Navn {number:03}")) for number in range(200)]
        meeting = change.create(make.session(title="Kvindegruppen", day=TODAY))
    sessions.set_presence(desk, meeting, ids[0], "til stede")
    return [meeting, *ids]


def test_a_mark_leaves_hidden_lists_alone(window: MainWindow, desk: Desk, crowd: list[str]) -> None:
    for place in ("activities", "participants", "settings"):
        window.go(place)
    meeting, someone, *_others = crowd
    assert lists_read(lambda: sessions.set_presence(desk, meeting, someone, None)) == []
    assert lists_read(window.undo) == []
    # The control: what is in view is read anew, and what was hidden is when it is seen again.
    assert lists_read(lambda: window.go("participants")) == ["listed_participant"]
    assert lists_read(lambda: sessions.set_presence(desk, meeting, someone, None)) == ["listed_participant"]


def test_a_row_far_down_stays_chosen_and_the_list_is_not_read_to_there(
    window: MainWindow, desk: Desk, crowd: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(people, "HEAD", HEAD)
    whole: list[int] = []
    read = LongList._read

    def noted(ids: LongList) -> None:
        whole.append(1)
        read(ids)

    monkeypatch.setattr(LongList, "_read", noted)
    meeting, *ids = crowd
    window.go("participants")
    table = window.participants.list.table
    table.choose(ids[5])
    table.verticalScrollBar().setValue(0)
    table.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    assert (table.currentIndex().row(), table.current().id) == (194, ids[5])
    table.verticalScrollBar().setValue(0)
    sessions.set_presence(desk, meeting, ids[7], "til stede")
    desk.undo()
    assert (table.currentIndex().row(), table.current().id) == (194, ids[5])
    assert not whole
    assert table.rows.row(150).id == ids[49]
    assert whole, "control: who looks further has it read"


def test_start_looks_at_no_meeting_of_series_that_meet_no_more(desk: Desk) -> None:
    def statements() -> str:
        with asked() as found:
            start.start_page(desk, TODAY)
        return "\n".join(found)

    ended = series.new_series(desk, title="Kvindegruppen")
    sessions.new_in_series(desk, ended, TODAY)
    assert "expected_on BETWEEN" not in statements()
    series.new_series(desk, title="Fædregruppen", weekday=2, interval_weeks=1, start=TODAY)
    assert "expected_on BETWEEN" in statements(), "control: of one that does, they are"


def test_the_places_of_the_latest_meetings_are_offered(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    for place in ("Aaskolen", "", "Zoo", "Zoo"):
        sessions.new_session(desk, title="Kvindegruppen", day=TODAY, place=place)
    sessions.new_session(desk, title="Kvindegruppen", day=TODAY.replace(year=2020), place="Biblioteket")
    assert sessions.used_places(desk) == ["Biblioteket", "Zoo", "Aaskolen"]
    monkeypatch.setattr(sessions, "_LATEST", 4)
    assert sessions.used_places(desk) == ["Zoo", "Aaskolen"]
