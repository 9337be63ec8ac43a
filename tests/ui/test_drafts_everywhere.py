"""Words in any form, a form within a form and a dialog too, are back after a crash, with the record they belong to."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from nsk_desktop.services import actors, demo, drafts, ratings, steering
from nsk_desktop.services.desk import Desk
from nsk_desktop.ui.background import Runner
from nsk_desktop.ui.main_window import MainWindow
from nsk_desktop.ui.new_rating import NewRatingDialog
from nsk_desktop.ui.pages.master import MasterPage
from nsk_desktop.ui.pages.steering_meetings import SteeringMeetingsPage
from nsk_desktop.ui.widgets.entry import TextEntry
from nsk_desktop.ui.widgets.long_text import LongText
from tests.ui.conftest import TODAY, show

WORDS = "Halvt skrevet"
DEEP = {"SteeringMeetingsPage", "DecisionsPage", "MembersPage", "PostingsPage", "BudgetLinesPage", "RatingsPage"}
Reopen = Callable[[], MainWindow]


@pytest.fixture
def lived_in(desk: Desk) -> Desk:
    """A desk with a year's work."""
    demo.fill(desk)
    return desk


@pytest.fixture
def reopened(lived_in: Desk, runner: Runner, qtbot: QtBot) -> Iterator[Reopen]:
    """A window as it is after a crash: made anew at what the store has kept."""
    made: list[MainWindow] = []

    def make() -> MainWindow:
        made.append(MainWindow(lived_in, runner, lambda: TODAY))
        show(qtbot, made[-1])
        return made[-1]

    yield make
    for each in made:
        each.close()


@dataclass(frozen=True)
class Written:
    """Where half a sentence was left."""

    record: str
    field: str


def list_called(window: MainWindow, name: str) -> MasterPage:
    """A list with what is in it, wherever it stands as a tab of a tab."""
    for place in ("effort", "actors"):
        window.go(place)
    (page,) = (page for page in window.findChildren(MasterPage) if type(page).__name__ == name)
    page.refresh()
    return page


def texts_of(page: MasterPage) -> list[str]:
    return [name for name, field in page.form.fields.items() if isinstance(field.entry, TextEntry | LongText)]


def write_half(window: MainWindow, page: MasterPage) -> Written:
    """Leave half a sentence in the last text of the last record of *page*."""
    window.go(page.place)
    page.open_record(page.table.rows.key(page.table.rows.rows()[-1]))
    field = texts_of(page)[-1]
    target = page.form.entry(field).target()
    QTest.keyClick(target, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(target, WORDS)
    window.context.drafts.write()
    return Written(page.shown_id(), field)


@pytest.mark.parametrize("name", sorted(DEEP))
def test_half_a_sentence_is_back_on_its_record_in_a_tab_of_a_tab(reopened: Reopen, lived_in: Desk, name: str) -> None:
    window = reopened()
    written = write_half(window, list_called(window, name))
    again = reopened()
    (found,) = drafts.list_unfinished(lived_in)
    assert (found.record, [one.words for one in found.drafts]) == (written.record, [WORDS])
    go_on(again)
    (after,) = (page for page in again.findChildren(MasterPage) if type(page).__name__ == name)
    assert (after.isVisible(), after.shown_id()) == (True, written.record)
    assert after.form.entry(written.field).words() == WORDS
    assert after.form.entry(written.field).target().hasFocus()


def go_on(window: MainWindow) -> None:
    """Press the button that leads back to what was being written."""
    QTest.mouseClick(window.offer.buttons[0], Qt.MouseButton.LeftButton)


def test_a_decision_that_was_being_written_is_back_under_its_meeting(reopened: Reopen, lived_in: Desk) -> None:
    window = reopened()
    meetings = steering.list_meetings(lived_in)
    window.go("steering", meetings[-1].id)
    (page,) = window.findChildren(SteeringMeetingsPage)
    QTest.keyClicks(page.text_of_new.line, WORDS)
    window.context.drafts.write()
    again = reopened()
    go_on(again)
    (after,) = again.findChildren(SteeringMeetingsPage)
    assert (after.isVisible(), after.shown_id()) == (True, meetings[-1].id)
    assert after.text_of_new.line.text() == WORDS
    assert after.text_of_new.line.hasFocus()


def half_rated(window: MainWindow) -> dict[str, str]:
    """Begin to rate a pair, and be killed. Returns what is kept."""
    kept: dict[str, str] = {}

    def leave_half_done() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, NewRatingDialog)
        dialog.one.line.setText("Skolen")
        dialog.one.finish()
        dialog.level.set_value(3)
        dialog.level.committed.emit()
        dialog.reason.setFocus()
        QTest.keyClicks(dialog.reason.paper, "Vi holder møde hver")
        window.context.drafts.write()
        # As a crash would: neither accepted nor cancelled.
        kept.update({one.field: one.words for one in drafts.every_draft(window.context.desk)})
        dialog.reject()

    QTimer.singleShot(0, leave_half_done)
    window.actors.ratings.make()
    return kept


def test_the_rating_dialog_comes_back_with_its_answers(
    qtbot: QtBot, desk: Desk, runner: Runner, window: MainWindow
) -> None:
    school, club = actors.new_actor(desk, "Skolen"), actors.new_actor(desk, "Klubben")
    window.go("ratings")
    kept = half_rated(window)
    assert kept == {"one": "Skolen", "level": "3", "reason": "Vi holder møde hver"}
    assert drafts.every_draft(desk) == [], "somebody who cancels means it"
    drafts.keep(desk, [drafts.draft(("ratings", "new 2024H2", field), words) for field, words in kept.items()])
    again = MainWindow(desk, runner, lambda: TODAY)
    show(qtbot, again)
    met: list[tuple[str | None, int | None, str]] = []

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, NewRatingDialog):
            QTimer.singleShot(0, answer)
            return
        met.append((dialog.one.value(), dialog.level.value(), dialog.reason.words()))
        dialog.other.line.setText("Klubben")
        dialog.go_on.click()

    QTimer.singleShot(0, answer)
    go_on(again)
    qtbot.waitUntil(lambda: met == [(school, 3, "Vi holder møde hver")])
    (rating,) = ratings.list_ratings(desk, "2024H2")
    assert {rating.tie.one, rating.tie.other} == {school, club}
    assert rating.reason == "Vi holder møde hver"
    assert drafts.every_draft(desk) == []
    again.close()


def test_control_a_dialog_that_keeps_nothing_loses_what_was_typed(
    desk: Desk, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    actors.new_actor(desk, "Skolen")
    monkeypatch.setattr(NewRatingDialog, "keep_drafts", lambda _dialog: None)
    window.go("ratings")
    assert half_rated(window) == {}
