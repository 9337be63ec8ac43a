"""Free text that stands in no form is watched as well: follow-ups, decisions, reasons, and what somebody is called."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from nsk_desktop.services import drafts, follow_ups, people, sessions, steering
from nsk_desktop.services.desk import Desk
from nsk_desktop.ui.asking import CancelDialog
from nsk_desktop.ui.context import Context
from nsk_desktop.ui.guarding import GuardedField
from nsk_desktop.ui.main_window import MainWindow
from nsk_desktop.ui.new_participant import NewParticipantDialog
from nsk_desktop.ui.new_rating import NewRatingDialog
from nsk_desktop.ui.pages.steering_meetings import SteeringMeetingsPage
from tests.ui.conftest import TODAY, show

CONCERN = "Pigen bliver slået derhjemme."
NUMBER = "Ring om 010190-1234"


def write(line: QLineEdit, text: str) -> None:
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, text)
    QTest.keyClick(line, Qt.Key.Key_Tab)


def press(guard: GuardedField, text: str) -> None:
    next(each for each in guard.card.buttons if each.text() == text).click()


def test_a_follow_up_with_a_personal_number_waits_for_an_answer(desk: Desk, window: MainWindow) -> None:
    window.go("activities", sessions.new_session(desk, title="Møde", day=TODAY))
    box = window.activities.session.follow_up
    write(box.day.line, "i morgen")
    write(box.text.line, NUMBER)
    assert "CPR-nummer" in box.guard.card.sentence.text()
    box.add.click()
    assert follow_ups.list_follow_ups(desk, TODAY) == []
    press(box.guard, "Fjern det")
    box.add.click()
    assert [row.text for row in follow_ups.list_follow_ups(desk, TODAY)] == ["Ring om"]
    assert box.guard.card.isHidden()


def test_a_follow_up_is_kept_as_it_is_for_a_reason(desk: Desk, window: MainWindow) -> None:
    window.go("activities", sessions.new_session(desk, title="Møde", day=TODAY))
    box = window.activities.session.follow_up
    write(box.day.line, "i morgen")
    write(box.text.line, "Ring til skolen på 20 12 34 56")
    box.guard.keep("Skolens nummer")
    box.add.click()
    assert [row.text for row in follow_ups.list_follow_ups(desk, TODAY)] == ["Ring til skolen på 20 12 34 56"]


def test_a_concern_in_a_follow_up_is_stored_nowhere(desk: Desk, window: MainWindow) -> None:
    window.go("activities", sessions.new_session(desk, title="Møde", day=TODAY))
    box = window.activities.session.follow_up
    write(box.day.line, "i morgen")
    write(box.text.line, CONCERN)
    assert "112" in box.guard.card.sentence.text()
    box.add.click()
    window.context.drafts.write()
    assert follow_ups.list_follow_ups(desk, TODAY) == []
    assert "follow-up" not in [one.field for one in drafts.every_draft(desk)]
    assert box.text.words() == CONCERN, "it stands there until somebody takes it out"


def test_a_concern_in_a_decision_is_stored_nowhere(desk: Desk, window: MainWindow) -> None:
    window.go("steering", steering.new_meeting(desk, TODAY, TODAY))
    page = next(page for page in window.findChildren(SteeringMeetingsPage) if page.isVisible())
    write(page.text_of_new.line, CONCERN)
    page.add_decision.click()
    window.context.drafts.write()
    assert steering.list_decisions(desk, TODAY) == []
    assert "decision" not in [one.field for one in drafts.every_draft(desk)]
    write(page.text_of_new.line, "Vi holder oplæg i maj")
    page.add_decision.click()
    assert len(steering.list_decisions(desk, TODAY)) == 1, "control: an ordinary decision is"


@pytest.mark.parametrize(("text", "closes"), [("Sygdom", True), ("", True), (NUMBER, False), (CONCERN, False)])
def test_a_reason_closes_the_question_only_when_it_may_be_kept(
    qtbot: QtBot, context: Context, text: str, closes: bool
) -> None:
    dialog = CancelDialog(None, context, "Kvindegruppen")
    show(qtbot, dialog)
    dialog.reason.line.setText(text)
    dialog.give()
    assert dialog.isHidden() is closes
    assert dialog.guard.card.isHidden() is closes


def test_the_reason_of_a_new_rating_is_watched(qtbot: QtBot, context: Context) -> None:
    dialog = NewRatingDialog(None, context, "2025H1")
    dialog.keep_drafts()
    show(qtbot, dialog)
    dialog.reason.paper.setPlainText(CONCERN)
    dialog.reason.finish()
    assert dialog.guard.card.isVisible()
    assert not dialog.guard.lets_through()
    context.drafts.write()
    assert drafts.every_draft(context.desk) == []


def test_nobody_is_called_by_a_personal_number(qtbot: QtBot, context: Context) -> None:
    asked: list[Callable[[], object]] = []
    dialog = NewParticipantDialog(None, context, "1/1-1990 1234")
    show(qtbot, dialog)
    dialog.accepted.connect(lambda: asked.append(dialog.fields))
    dialog.go_on.click()
    assert not asked
    assert "CPR-nummer" in dialog.alias_field.problem.text()
    dialog.alias.line.setText("Rose")
    dialog.go_on.click()
    assert asked
    assert people.list_participants(context.desk) == []


def test_the_help_can_be_read_and_closed_over_a_question(qtbot: QtBot, window: MainWindow) -> None:
    dialog = CancelDialog(window, window.context, "Kvindegruppen")
    dialog.setModal(True)
    show(qtbot, dialog)
    dialog.reason.line.setText(CONCERN)
    dialog.give()
    press(dialog.guard, "Hvad kan jeg gøre?")
    assert window.help.isVisible()
    assert window.help.isModal(), "otherwise the question would keep it from being closed"
    window.help.close()
    dialog.reject()
    window.context.help("concern")
    assert not window.help.isModal(), "control: beside the window it is not in the way"
    window.help.close()
