"""Initiatives and the steering group at the screen: partners with roles, who came, and what was decided."""

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from nsk_desktop.services import actors, initiatives, steering
from nsk_desktop.services.desk import Desk
from nsk_desktop.ui.main_window import MainWindow
from nsk_desktop.ui.widgets.button import PushButton
from tests.ui.conftest import TODAY
from tests.ui.test_cooperation_pages import choose, pick
from tests.ui.test_list_pages import type_in

Key, Left = Qt.Key, Qt.MouseButton.LeftButton


def test_an_initiative_has_partners_each_with_a_role(qtbot: QtBot, desk: Desk, window: MainWindow) -> None:
    school = actors.new_actor(desk, "Mimers Skole")
    window.go("initiatives", "new")
    form = window.effort.initiatives.form
    type_in(form.entry("title"), "Madklub")
    entry = form.entry("partners")
    choose(entry.line, "mim")
    choose(entry.line, "Foreningen Sol")
    (made,) = initiatives.list_initiatives(desk)
    assert [partner["role"] for partner in made.partners] == ["partner", "partner"]
    pick(entry.roles[school], "vært")
    (made,) = initiatives.list_initiatives(desk)
    assert made.partners[0] == {"actor": school, "role": "vært"}
    remove = [each for each in entry.findChildren(PushButton) if each.accessibleName() == "Fjern Mimers Skole"]
    QTest.mouseClick(remove[-1], Left)
    (made,) = initiatives.list_initiatives(desk)
    assert [actors.get(desk, partner["actor"]).name for partner in made.partners] == ["Foreningen Sol"]  # type: ignore[union-attr]


def test_a_role_that_is_not_offered_is_shown_and_kept(qtbot: QtBot, desk: Desk, window: MainWindow) -> None:
    school = actors.new_actor(desk, "Mimers Skole")
    id = initiatives.new_initiative(desk, "Madklub", partners=[{"actor": school, "role": "dommer"}])
    window.go("initiatives", id)
    entry = window.effort.initiatives.form.entry("partners")
    assert entry.roles[school].box.currentText() == "dommer"
    choose(entry.line, "Klubben")
    (made,) = initiatives.list_initiatives(desk)
    assert made.partners[0] == {"actor": school, "role": "dommer"}


def test_an_initiative_that_ends_before_it_begins_is_told(qtbot: QtBot, desk: Desk, window: MainWindow) -> None:
    window.go("initiatives", initiatives.new_initiative(desk, "Madklub", start=date(2025, 3, 1)))
    form = window.effort.initiatives.form
    type_in(form.entry("end"), "1/2 2025")
    assert "før den første" in form.fields["end"].problem.text()
    type_in(form.entry("end"), "1/4 2025")
    assert not form.fields["end"].problem.isVisible()


def test_a_meeting_of_the_group_gets_agenda_attendance_and_decisions(
    qtbot: QtBot, desk: Desk, window: MainWindow
) -> None:
    one, other = (steering.new_member(desk, name, first_day=date(2025, 1, 1)) for name in ("Anne", "Bo"))
    window.go("steering", "new")
    page = window.effort.steering.meetings
    (row,) = steering.list_meetings(desk)
    assert (row.day, row.state) == (TODAY, "afholdt")
    QTest.keyClicks(page.form.entry("agenda").paper, "1. Velkommen")
    page.form.entry("agenda").finish()
    assert steering.open_meeting(desk, row.id).agenda == "1. Velkommen"
    pick(page.attendance.marks[one], "afbud")
    QTest.mouseClick(page.attendance.all_present, Left)
    assert steering.open_meeting(desk, row.id).attendance == {one: "afbud", other: "til stede"}
    assert page.attendance.marks[other].value() == "til stede"
    QTest.mouseClick(page.add_decision, Left)
    assert page.new_field.problem.isVisible(), "a decision says something"
    QTest.keyClicks(page.text_of_new.line, "Send brev")
    QTest.keyClicks(page.deadline.line, "om 2 uger")
    QTest.mouseClick(page.add_decision, Left)
    (decision,) = steering.open_decisions(desk, TODAY)
    assert (decision.text, decision.deadline, decision.session_id) == ("Send brev", date(2025, 3, 25), row.id)
    assert page.text_of_new.line.text() == ""
    assert not page.new_field.problem.isVisible()


def test_a_deadline_that_is_no_day_stays_as_typed_and_nothing_is_decided(
    qtbot: QtBot, desk: Desk, window: MainWindow
) -> None:
    window.go("steering", steering.new_meeting(desk, TODAY, TODAY))
    page = window.effort.steering.meetings
    QTest.keyClicks(page.text_of_new.line, "Send brev")
    QTest.keyClicks(page.deadline.line, "31/2")
    QTest.mouseClick(page.add_decision, Left)
    assert page.deadline.problem
    assert (page.deadline.line.text(), page.text_of_new.line.text()) == ("31/2", "Send brev")
    assert steering.list_decisions(desk, TODAY) == []


def test_a_planned_meeting_is_said_to_be_held(qtbot: QtBot, desk: Desk, window: MainWindow) -> None:
    id = steering.new_meeting(desk, TODAY, date(2025, 3, 1))
    window.go("steering", id)
    page = window.effort.steering.meetings
    assert page.hold.isVisible()
    QTest.mouseClick(page.hold, Left)
    assert steering.open_meeting(desk, id).session.completed
    assert not page.hold.isVisible()


def test_an_overdue_decision_is_so_in_words_and_is_done_with_one_button(
    qtbot: QtBot, desk: Desk, window: MainWindow
) -> None:
    id = steering.new_decision(desk, None, "Send brev", deadline=date(2025, 3, 1))
    window.go("steering-decisions", id)
    page = window.effort.steering.decisions
    status = page.table.rows.columns[3]
    assert status.text(page.table.rows.rows()[0]) == "! Forfalden"
    QTest.mouseClick(page.is_done, Left)
    assert steering.list_decisions(desk, TODAY)[0].done == TODAY
    assert status.text(page.table.rows.rows()[0]) == "Udført 11.03.2025"
    assert not page.is_done.isVisible()


def test_the_decision_of_a_meeting_opens_among_all_decisions(qtbot: QtBot, desk: Desk, window: MainWindow) -> None:
    meeting = steering.new_meeting(desk, TODAY, TODAY)
    id = steering.new_decision(desk, meeting, "Send brev")
    window.go("steering", meeting)
    QTest.mouseClick(window.effort.steering.meetings.decisions.buttons[0], Left)
    assert window.effort.steering.shown() is window.effort.steering.decisions
    assert window.effort.steering.decisions.form.record() == id


def test_a_member_is_kept_and_has_the_ownership_of_its_actor(qtbot: QtBot, desk: Desk, window: MainWindow) -> None:
    actors.new_actor(desk, "Mimers Skole", ownership="kommunal")
    window.go("steering-members", "new")
    form = window.effort.steering.members.form
    type_in(form.entry("name"), "Anne Holm")
    choose(form.entry("actor_id"), "mim")
    (row,) = steering.list_members(desk)
    assert (row.name, row.actor_name, row.ownership) == ("Anne Holm", "Mimers Skole", "kommunal")


@pytest.mark.parametrize("place", ["initiatives", "steering", "steering-decisions", "steering-members"])
def test_an_empty_list_says_what_will_come_there(window: MainWindow, place: str) -> None:
    window.go(place)
    page: Any = window.effort.shown()
    shown = page.shown() if place.startswith("steering") else page
    assert shown.empty.isVisible()
    assert shown.empty.sentence.text()
