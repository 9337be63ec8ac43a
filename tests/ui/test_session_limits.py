"""What a meeting cannot be: finished before it is held, over before it begins, or cancelled for ever."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from nsk_desktop.domain.codes import Mode, SessionState
from nsk_desktop.services import people, sessions
from nsk_desktop.services.desk import Desk
from nsk_desktop.ui.form import Form
from nsk_desktop.ui.main_window import MainWindow
from nsk_desktop.ui.pages.session_page import SessionPage
from tests.ui.conftest import TODAY

Key = Qt.Key


@pytest.fixture
def meeting(desk: Desk) -> str:
    """A meeting of today that lacks nothing."""
    id = sessions.new_session(desk, title="Møde", day=TODAY, type="dialogmøde", themes=["T1"], state="afholdt")
    people.new_and_present(desk, id, "Sol")
    return id


@pytest.fixture
def page(meeting: str, window: MainWindow) -> SessionPage:
    window.go("activities", meeting)
    return window.activities.session


def write(line: QLineEdit, text: str) -> None:
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, text)
    QTest.keyClick(line, Key.Key_Tab)


def counted(desk: Desk, id: str) -> list[tuple[int, int, int | None]]:
    return [(cell.low, cell.high, cell.first_time) for cell in sessions.open_session(desk, id).headcounts]


def test_a_meeting_is_not_finished_before_its_day(page: SessionPage, desk: Desk, meeting: str) -> None:
    day = page.form.fields["day"]
    write(page.form.entry("day").line, "om 12 dage")
    page.finish_button.click()
    assert not sessions.open_session(desk, meeting).session.completed
    assert "om 12 dage" in day.problem.text()
    assert page.form.entry("day").line.hasFocus()
    write(page.form.entry("day").line, "i dag")
    page.finish_button.click()
    assert sessions.open_session(desk, meeting).session.completed


def test_a_meeting_can_be_finished_once_its_day_has_come(
    page: SessionPage, desk: Desk, meeting: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(page.form.entry("day").line, "i morgen")
    page.finish_button.click()
    assert "i morgen" in page.form.fields["day"].problem.text()
    monkeypatch.setattr(page.context, "today", lambda: TODAY + timedelta(days=1))
    page.finish_button.click()
    assert sessions.open_session(desk, meeting).session.completed


def test_a_cancelled_meeting_comes_back_to_be_registered(page: SessionPage, desk: Desk, meeting: str) -> None:
    sessions.cancel_session(desk, meeting, "Sygdom")
    assert page.status.text().endswith("Aflyst")
    page.reopen.click()
    session = sessions.open_session(desk, meeting).session
    assert (session.state, session.cancel_reason, session.completed) == (SessionState.PLANNED, "", False)
    assert "Aflyst" not in page.status.text()
    page.finish_button.click()
    session = sessions.open_session(desk, meeting).session
    assert (session.state, session.mode, session.completed) == (SessionState.HELD, Mode.NAMED, True)


def test_a_meeting_that_is_over_before_it_begins_is_said_under_the_field(
    page: SessionPage, desk: Desk, meeting: str
) -> None:
    begin, end = page.form.fields["from_time"], page.form.fields["to_time"]
    write(begin.entry.target(), "18")  # type: ignore[arg-type]
    write(end.entry.target(), "17")  # type: ignore[arg-type]
    assert "17.00 ligger ikke efter starten 18.00" in end.problem.text()
    assert end.entry.words() == "17.00"
    page.finish_button.click()
    assert not sessions.open_session(desk, meeting).session.completed
    write(begin.entry.target(), "16")  # type: ignore[arg-type]
    assert not end.problem.text()
    page.finish_button.click()
    assert sessions.open_session(desk, meeting).session.completed


def test_what_is_said_of_the_times_goes_when_they_are_taken_back(
    page: SessionPage, window: MainWindow, meeting: str
) -> None:
    write(page.form.entry("from_time").line, "18")
    write(page.form.entry("to_time").line, "20")
    write(page.form.entry("to_time").line, "17")
    assert page.form.fields["to_time"].problem.text()
    window.undo()
    assert page.form.entry("to_time").words() == "20.00"
    assert not page.form.fields["to_time"].problem.text()


@pytest.mark.parametrize(("place", "first", "last"), [("series", "start", "end"), ("initiatives", "start", "end")])
def test_a_last_day_before_the_first_is_said_under_it(window: MainWindow, place: str, first: str, last: str) -> None:
    window.go(place, "new")
    form = next(form for form in window.findChildren(Form) if form.isVisible())
    write(form.entry(first).line, "01.03.2025")
    write(form.entry(last).line, "28.02.2025")
    assert "Den sidste dag ligger før den første" in form.fields[last].problem.text()
    assert form.entry(last).words() == "28.02.2025"
    write(form.entry(last).line, "01.03.2025")
    assert not form.fields[last].problem.text()
    assert form.entry(last).value() == date(2025, 3, 1)


def test_no_more_can_come_for_the_first_time_than_came(page: SessionPage, desk: Desk, meeting: str) -> None:
    first, total = page.counter.first_time, page.counter.total
    write(first.line, "3")
    assert "flere end de 0" in first.problem
    assert first.words() == "3"
    write(total.line, "5")
    assert not first.problem
    assert counted(desk, meeting) == [(5, 5, 3)]
    write(total.line, "2")
    assert "3 for første gang er flere end de 2" in first.problem
    assert counted(desk, meeting) == [(2, 2, None)]
    assert first.words() == "3"
    write(first.line, "2")
    assert counted(desk, meeting) == [(2, 2, 2)]


@pytest.mark.parametrize("typed", ["5-3", "-1", "abc", "5,5", "5-8-9", "999999999"])
def test_what_is_no_count_is_quoted_and_kept(page: SessionPage, desk: Desk, meeting: str, typed: str) -> None:
    write(page.counter.total.line, typed)
    assert f"»{typed}« er ikke et antal" in page.counter.total.problem
    assert page.counter.total.words() == typed
    assert counted(desk, meeting) == []
