"""What is typed and not saved is kept while it is typed, and put back into its field, whatever field that is."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from nsk_desktop.errors.store import DiskFull
from nsk_desktop.services import actors, bridges, drafts, people, sessions
from nsk_desktop.services.desk import Desk
from nsk_desktop.ui.background import Runner
from nsk_desktop.ui.drafts import Drafts, LineWords, Sheet
from nsk_desktop.ui.form import Form
from nsk_desktop.ui.main_window import MainWindow
from nsk_desktop.ui.new_participant import NewParticipantDialog
from nsk_desktop.ui.places import home_of, places
from nsk_desktop.ui.widgets.entry import Entry
from tests.ui.conftest import TODAY, show

Key = Qt.Key
Reopen = Callable[[], MainWindow]


@pytest.fixture
def reopened(desk: Desk, runner: Runner, qtbot: QtBot) -> Reopen:
    """A window as it is after a crash: made anew at what the store has kept."""

    def make() -> MainWindow:
        made = MainWindow(desk, runner, lambda: TODAY)
        show(qtbot, made)
        return made

    return make


@pytest.fixture
def meeting(desk: Desk) -> str:
    return sessions.new_session(desk, title="Kvindegruppen", day=TODAY, state="afholdt")


def kept(desk: Desk) -> dict[str, str]:
    return {one.field: one.words for one in drafts.every_draft(desk)}


def type_into(widget: QWidget, text: str) -> None:
    widget.setFocus()
    if isinstance(widget, QLineEdit):
        widget.selectAll()
    QTest.keyClicks(widget, text)


def press(window: MainWindow, number: int) -> None:
    QTest.mouseClick(window.offer.buttons[number], Qt.MouseButton.LeftButton)


def test_words_are_kept_within_moments_of_being_typed(
    qtbot: QtBot, window: MainWindow, desk: Desk, meeting: str
) -> None:
    window.go("activities", meeting)
    type_into(window.activities.session.form.entry("summary").paper, "Vi talte om")
    qtbot.waitUntil(lambda: kept(desk) == {"summary": "Vi talte om"})
    QTest.keyClicks(window.activities.session.form.entry("summary").paper, " mad")
    qtbot.waitUntil(lambda: kept(desk) == {"summary": "Vi talte om mad"})
    assert sessions.open_session(desk, meeting).session.summary == "", "control: nothing of it is saved"
    QTest.keyClick(window.activities.session.form.entry("summary").paper, Key.Key_Tab)
    assert sessions.open_session(desk, meeting).session.summary == "Vi talte om mad"
    qtbot.waitUntil(lambda: kept(desk) == {})


def test_every_word_of_a_meeting_is_put_back(
    qtbot: QtBot, window: MainWindow, desk: Desk, meeting: str, reopened: Reopen
) -> None:
    window.go("activities", meeting)
    page = window.activities.session
    type_into(page.form.entry("day").line, "31/2")
    type_into(page.follow_up.text.line, "Ring til sko")
    type_into(page.follow_up.day.line, "om 2")
    type_into(page.counter.total.line, "5-")
    type_into(page.form.entry("summary").paper, "Vi talte")
    type_into(page.roster.line, "Ami")
    window.context.drafts.write()
    assert not window.offer.isVisible()
    again = reopened()
    assert again.offer.isVisible()
    assert "mødet 11.03." in again.offer.sentence.text()
    assert "Kvindegruppen" not in again.offer.sentence.text()
    press(again, 0)
    after = again.activities.session
    assert after.isVisible()
    assert not again.offer.isVisible()
    assert after.form.entry("day").line.text() == "31/2"
    assert "findes ikke" in after.form.fields["day"].problem.text()
    assert after.follow_up.text.line.text() == "Ring til sko"
    assert after.follow_up.day.line.text() == "om 2"
    assert after.counter.total.line.text() == "5-"
    assert after.roster.line.text() == "Ami"
    assert after.roster.table.current().name == "Ami"
    assert sessions.open_session(desk, meeting).session.day == TODAY
    again.close()


def test_words_put_aside_are_not_offered_again_and_come_back_with_their_record(
    qtbot: QtBot, window: MainWindow, desk: Desk, meeting: str, reopened: Reopen
) -> None:
    window.go("activities", meeting)
    type_into(window.activities.session.form.entry("day").line, "31/2")
    window.context.drafts.write()
    second = reopened()
    press(second, 1)
    assert not second.offer.isVisible()
    assert kept(desk) == {"day": "31/2"}
    second.close()
    third = reopened()
    assert not third.offer.isVisible()
    third.go("activities", meeting)
    assert third.activities.session.form.entry("day").line.text() == "31/2"
    third.close()


def test_two_things_are_offered_one_after_the_other(desk: Desk, meeting: str, reopened: Reopen) -> None:
    actor = actors.new_actor(desk, "Skolen")
    for spot, words in ((("actors", actor, "name"), "Skolen i par"), (("activities", meeting, "day"), "31/2")):
        drafts.keep(desk, [drafts.draft(spot, words)])
    window = reopened()
    seen = set()
    for _ in range(2):
        seen.add(window.offer.sentence.text())
        press(window, 0)
    assert seen == {"! Du var i gang med mødet 11.03.", "! Du var i gang med en lokal aktør."}
    assert not window.offer.isVisible()
    window.close()


def test_text_that_cannot_be_read_is_back_when_its_record_is_shown_again(
    qtbot: QtBot, window: MainWindow, desk: Desk
) -> None:
    one, other = (bridges.new_bridge(desk, day=date(2025, 3, day)) for day in (4, 5))
    window.go("bridges", one)
    form = window.actors.bridges.form
    type_into(form.entry("day").line, "31/2")
    window.go("bridges", other)
    assert form.entry("day").line.text() == "05.03.2025"
    assert form.first_problem() is None
    window.go("bridges", one)
    assert form.entry("day").line.text() == "31/2"
    assert form.first_problem() is form.fields["day"]


def test_a_failed_save_loses_no_word(
    qtbot: QtBot, window: MainWindow, desk: Desk, meeting: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_given: object, **_fields: object) -> bool:
        return False

    window.go("activities", meeting)
    page = window.activities.session
    with monkeypatch.context() as broken:
        broken.setattr(sessions, "save_session", full)
        type_into(page.form.entry("place").line, "Biblioteket")
        QTest.keyClick(page.form.entry("place").line, Key.Key_Tab)
    window.context.drafts.write()
    assert kept(desk) == {"place": "Biblioteket"}
    sessions.save_session(desk, meeting, title="Et andet felt")
    assert page.form.entry("place").line.text() == "Biblioteket"
    window.go("start")
    assert sessions.open_session(desk, meeting).session.place == "Biblioteket"


def test_the_dialog_for_somebody_new_comes_back_with_its_answers(
    qtbot: QtBot, window: MainWindow, desk: Desk, meeting: str, reopened: Reopen
) -> None:
    def leave_half_done() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, NewParticipantDialog)
        dialog.age.set_value("18-29")
        dialog.age.committed.emit()
        window.context.drafts.write()
        # As a crash would: neither accepted nor cancelled.
        drafted.update(kept(desk))
        dialog.reject()

    drafted: dict[str, str] = {}
    window.go("activities", meeting)
    QTimer.singleShot(0, leave_half_done)
    window.activities.session.roster.create_wanted.emit("Nadia N")
    assert drafted == {"new-participant.alias": "Nadia N", "new-participant.age": "18-29"}
    assert kept(desk) == {}, "somebody who cancels means it"
    drafts.keep(desk, [drafts.draft(("activities", meeting, field), words) for field, words in drafted.items()])
    again = reopened()
    answered: list[tuple[str, str]] = []

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, NewParticipantDialog):
            QTimer.singleShot(0, answer)
            return
        answered.append((dialog.alias.line.text(), dialog.age.value()))
        dialog.go_on.click()

    QTimer.singleShot(0, answer)
    press(again, 0)
    qtbot.waitUntil(lambda: answered == [("Nadia N", "18-29")])
    qtbot.waitUntil(lambda: [row.name for row in people.list_participants(desk)] == ["Nadia N"])
    qtbot.waitUntil(lambda: kept(desk) == {})
    again.close()


def test_every_form_keeps_its_words_under_the_name_of_a_page(window: MainWindow, qtbot: QtBot) -> None:
    for place in (place for place in places() if place.name != "data"):
        for name in (place.name, *place.parts):
            window.go(name)
    qtbot.waitUntil(lambda: not window.context.runner.busy)
    forms = [form for form in window.findChildren(Form) if form.isVisible() or form.sheet is not None]
    assert len(forms) >= 5
    for form in forms:
        assert form.sheet is not None, form.names()
        assert home_of(form.sheet.place()), form.names()


def test_control_an_entry_that_says_nothing_keeps_nothing(
    qtbot: QtBot, window: MainWindow, desk: Desk, meeting: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Entry, "unsaved", lambda _self: False)
    monkeypatch.setattr("nsk_desktop.ui.widgets.long_text.LongText.unsaved", lambda _self: False)
    window.go("activities", meeting)
    type_into(window.activities.session.form.entry("summary").paper, "Vi talte om")
    window.context.drafts.write()
    assert kept(desk) == {}


def test_a_timer_that_fires_after_the_store_is_closed_writes_nothing(desk: Desk) -> None:
    """A window may live a moment longer than its store; there is no file to write to any more."""
    kept_words = Drafts(desk)
    line = QLineEdit()
    sheet = Sheet(kept_words, lambda: "activities", lambda: "one")
    sheet.add("title", LineWords(line), line.textEdited)
    QTest.keyClicks(line, "Fælles")
    kept_words.write()
    assert kept(desk) == {"title": "Fælles"}
    QTest.keyClicks(line, "spisning")
    desk.close()
    kept_words.write()
    assert kept(desk) == {"title": "Fælles"}


def test_what_the_disk_had_no_room_for_is_saved_by_the_next_save(
    qtbot: QtBot, window: MainWindow, desk: Desk, meeting: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.go("activities", meeting)
    line = window.activities.session.form.entry("title").line
    with monkeypatch.context() as broken, qtbot.captureExceptions() as problems:
        broken.setattr(sessions, "save_session", _no_room)
        type_into(line, "Ny titel")
        QTest.keyClick(line, Key.Key_Tab)
    assert [kind for kind, _error, _trace in problems] == [DiskFull]
    assert sessions.open_session(desk, meeting).session.title == "Kvindegruppen", "control: it was not saved"
    window.save_now()
    assert sessions.open_session(desk, meeting).session.title == "Ny titel"
    assert kept(desk) == {}


def test_trouble_with_the_disk_is_told_once_and_tried_again(
    qtbot: QtBot, window: MainWindow, desk: Desk, meeting: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.go("activities", meeting)
    window.saved.setText("")
    line = window.activities.session.form.entry("title").line
    with monkeypatch.context() as broken:
        broken.setattr(drafts, "keep", _no_room)
        type_into(line, "Ny")
        with pytest.raises(DiskFull):
            window.context.drafts.write()
        type_into(line, "Nyt")
        assert not window.context.drafts.write()
        broken.setattr(window.pages.currentWidget(), "finish", lambda: None)
        window.save_now()
        assert window.saved.text() == "", "what is kept nowhere is not called saved"
    assert window.context.drafts.write()
    assert kept(desk) == {"title": "Nyt"}


def _no_room(*_given: object, **_named: object) -> bool:
    raise DiskFull("nsk.db")
