"""Undo and redo by name through the window: ten different things, typing, and what a colleague changed since."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMessageBox
from pytestqt.qtbot import QtBot

from nsk_desktop.domain.codes import Presence
from nsk_desktop.services import actors, bridges, follow_ups, people, series, sessions
from nsk_desktop.services.desk import Desk
from nsk_desktop.ui.history_dialog import HistoryDialog
from nsk_desktop.ui.main_window import MainWindow
from nsk_desktop.ui.new_participant import NewParticipantDialog
from tests import make
from tests.ui.conftest import TODAY

Key = Qt.Key
Ctrl = Qt.KeyboardModifier.ControlModifier
Left = Qt.MouseButton.LeftButton


def state(desk: Desk) -> list[object]:
    """Everything that the ten actions change, as lists and pages show it."""
    listed = sessions.list_sessions(desk)
    pages = [sessions.open_session(desk, row.id) for row in listed]
    marks = [sorted((row.name, row.status) for row in page.roster if row.status) for page in pages]
    counts = [[(cell.age_band, cell.low) for cell in page.headcounts] for page in pages]
    return [
        listed,
        marks,
        counts,
        sorted(row.name for row in people.list_participants(desk)),
        bridges.list_bridges(desk),
        follow_ups.list_follow_ups(desk, TODAY),
        follow_ups.list_follow_ups(desk, TODAY, done=True),
        series.list_series(desk),
        sorted(row.name for row in actors.list_actors(desk)),
    ]


def leave(line: QLineEdit, text: str) -> None:
    """Write *text* into a line in the place of what stands there, and go on to the next field."""
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, text)
    QTest.keyClick(line, Key.Key_Tab)


def ten_actions(qtbot: QtBot, window: MainWindow, group: str, due: str, rose: str) -> list[Callable[[], object]]:
    """Ten things a coordinator does, each through the window."""
    page = window.activities.session

    def new_participant() -> None:
        def answer() -> None:
            dialog = QApplication.activeModalWidget()
            assert isinstance(dialog, NewParticipantDialog)
            dialog.go_on.click()

        QTimer.singleShot(0, answer)
        page.roster.create_wanted.emit("Viol")
        # A dialog took the keyboard, and this platform does not give it back by itself.
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)

    def new_bridge() -> None:
        window.actions_by_name["new-bridge"].trigger()

    def change_the_series() -> None:
        window.go("series", group)
        leave(window.activities.lists.series.form.entry("title").line, "Kvindernes onsdag")

    def delete_somebody() -> None:
        window.go("participants", rose)
        table = window.participants.list.table
        table.setFocus()
        QTest.keyClick(table, Key.Key_Delete)

    return [
        lambda: QTest.keyClick(window, Key.Key_N, Ctrl),
        lambda: leave(page.form.entry("title").line, "Kvindegruppen"),
        lambda: page.roster.marked.emit(rose, Presence.PRESENT),
        lambda: leave(page.counter.total.line, "5"),
        new_participant,
        lambda: QTest.mouseClick(page.form.entry("themes").boxes["T2"], Left),
        new_bridge,
        lambda: follow_ups.mark_done(window.context.desk, due, TODAY),
        change_the_series,
        delete_somebody,
    ]


def test_ten_different_actions_are_undone_and_redone_in_order(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    group = series.new_series(desk, title="Kvindegruppen", target_groups=["M1"], place="Huset")
    rose = people.new_participant(desk, "Rose")
    due = follow_ups.new_follow_up(desk, TODAY, "Ring til skolen")
    states = [state(desk)]
    names: list[str] = []
    for act in ten_actions(qtbot, window, group, due, rose):
        before = len(desk._done)
        act()
        assert len(desk._done) == before + 1, "one action is one step"
        assert desk.undo_label
        names.append(desk.undo_label)
        states.append(state(desk))
    assert len(names) == 10
    assert len(set(map(repr, states))) == 11, "each of them changed something"
    for place in range(9, -1, -1):
        assert window.actions_by_name["undo"].text() == f"Fortryd: {names[place]}"
        QTest.keyClick(window, Key.Key_Z, Ctrl)
        assert state(desk) == states[place], names[place]
    for place in range(10):
        assert window.actions_by_name["redo"].text() == f"Gentag: {names[place]}"
        QTest.keyClick(window, Key.Key_Y, Ctrl)
        assert state(desk) == states[place + 1], names[place]


def test_while_somebody_types_ctrl_z_is_the_lines_own(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    id = sessions.new_session(desk, title="Kvindegruppen", day=TODAY)
    window.go("activities", id)
    line = window.activities.session.form.entry("place").line
    line.setFocus()
    QTest.keyClicks(line, "Bibl")
    QTest.keyClick(line, Key.Key_Z, Ctrl)
    assert line.text() == ""
    assert [row.id for row in sessions.list_sessions(desk)] == [id]
    QTest.keyClick(line, Key.Key_Z, Ctrl)
    assert sessions.list_sessions(desk) == [], "control: with nothing typed it is the window's"


def test_an_undo_that_would_lose_a_later_change_shows_the_history(
    qtbot: QtBot, window: MainWindow, desk: Desk, tmp_path: Path
) -> None:
    id = sessions.new_session(desk, title="Kvindegruppen", day=date(2025, 3, 4))
    sessions.save_session(desk, id, title="Fædregruppen")
    with make.desk(tmp_path / "there", author="CD") as there:
        there.store.receive(desk.store.journal())
        sessions.save_session(there, id, title="Forældregruppen")
        desk.store.receive(there.store.journal(), "From a colleague")
    said: list[str] = []
    shown: list[list[str]] = []

    def answer() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        said.append(box.text())
        QTimer.singleShot(0, look)
        next(each for each in box.buttons() if each.text() == "Vis historik").click()

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, HistoryDialog):
            QTimer.singleShot(0, look)
            return
        shown.append([line.after_text for line in dialog.table.rows.rows() if line.field == "title"])
        dialog.accept()

    QTimer.singleShot(0, answer)
    QTest.keyClick(window, Key.Key_Z, Ctrl)
    assert said == ["Mødet er rettet et andet sted siden. Det kan ikke fortrydes uden at miste den nye rettelse."]
    assert shown == [["Forældregruppen", "Fædregruppen", "Kvindegruppen"]]
    assert sessions.open_session(desk, id).session.title == "Forældregruppen"
