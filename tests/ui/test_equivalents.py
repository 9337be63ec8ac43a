"""Nothing needs the mouse, the eye or haste: other ways to what is dragged, shown for a moment, or said in colour."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from nsk_desktop.services import actors, sessions
from nsk_desktop.services.desk import Desk
from nsk_desktop.ui.delete_key import delete_chosen
from nsk_desktop.ui.main_window import MainWindow
from nsk_desktop.ui.widgets.splitter import Splitter

FIXED = re.compile(
    r"font-family(?!: monospace)|QFont\(.[A-Z]|setPixelSize|QPropertyAnimation|QVariantAnimation|QDrag\b"
)


def test_the_divider_is_moved_by_key_as_well_as_by_dragging(desk: Desk, window: MainWindow) -> None:
    """A17."""
    actors.new_actor(desk, "Skolen")
    window.resize(1240, 800)
    window.go("actors")
    (divider,) = [each for each in window.pages.findChildren(Splitter) if each.isVisible()]
    before = divider.sizes()
    QTest.keyClick(window, Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    narrower = divider.sizes()
    assert narrower[0] < before[0]
    QTest.keyClick(window, Qt.Key.Key_F8)
    assert divider.sizes()[0] > narrower[0]


def test_delete_is_in_the_menu_too(desk: Desk, window: MainWindow) -> None:
    """A9."""
    actors.new_actor(desk, "Skolen")
    window.go("actors")
    window.actions_by_name["delete"].trigger()
    assert not actors.list_actors(desk)
    delete_chosen(window.start)  # Where there is no list, nothing is deleted.


def test_what_was_just_done_can_be_taken_back_after_the_message_has_gone(desk: Desk, window: MainWindow) -> None:
    """A22: the message goes by itself, the way back does not."""
    sessions.delete_session(desk, sessions.new_session(desk, title="Nabomøde"))
    window.context.tell("Mødet er flyttet til papirkurven.")
    window.snackbar._timer.timeout.emit()
    assert not window.snackbar.isVisible()
    assert window.actions_by_name["undo"].isEnabled()
    assert "Nabomøde" in window.actions_by_name["undo"].text()


def test_the_first_field_that_lacks_something_has_the_keyboard_and_says_what(
    desk: Desk, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A6."""
    told: list[QAccessible.Event] = []

    def note(event: QAccessibleEvent) -> None:
        told.append(event.type())

    window.go("activities", sessions.new_session(desk, state="afholdt"))
    page = window.activities.session
    monkeypatch.setattr(QAccessible, "updateAccessibility", note)
    page._complete()
    bad = [field for field in page.form.fields.values() if field.entry.problem]
    assert bad
    for field in bad:
        assert field.entry.target().accessibleDescription() == field.entry.problem
    assert told.count(QAccessible.Event.Announcement) >= len(bad)
    focus = QApplication.focusWidget()
    assert focus is not None
    assert bad[0].isAncestorOf(focus)


def test_no_font_is_fixed_and_nothing_moves_by_itself(checkout: Path) -> None:
    """A16 and A17: the system's font and size are used, nothing is animated, nothing of ours is dragged."""
    texts = {file: file.read_text() for file in (checkout / "nsk_desktop" / "ui").rglob("*.py")}
    assert not [f"{file.name}: {found[0]}" for file, text in texts.items() if (found := FIXED.search(text))]
    assert FIXED.search("QLabel { font-family: Arial; }")
