"""Frames that scroll, as a screen reader is told of them."""

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLabel, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from nsk_desktop.ui.spoken_frames import speak_frames_safely
from nsk_desktop.ui.widgets.scrolling import scrolling
from nsk_desktop.ui.widgets.splitter import Splitter, SplitterArea


@pytest.fixture(scope="module", autouse=True)
def _installed() -> None:
    speak_frames_safely()


def two_parts() -> Splitter:
    """A splitter with two lists."""
    made = Splitter((1, 1))
    made.add(QLabel("Møder"), 100)
    made.add(QLabel("Et møde"), 100)
    return made


@pytest.mark.parametrize("make", [lambda: scrolling(QLabel("Kvindegruppen")), lambda: SplitterArea(two_parts())])
def test_a_part_that_is_not_there_is_answered_with_nothing(make: type[QScrollArea], qtbot: QtBot) -> None:
    frame = make()
    qtbot.addWidget(frame)
    frame.show()
    spoken = QAccessible.queryAccessibleInterface(frame)
    assert spoken.role() == QAccessible.Role.Client
    assert spoken.child(spoken.childCount()) is None
    assert spoken.child(-1) is None


def test_how_many_parts_there_are_does_not_change_with_the_scroll_bars(qtbot: QtBot) -> None:
    """Who counted before a page was left may ask for the last part afterwards."""
    content = QWidget()
    frame = scrolling(content)
    qtbot.addWidget(frame)
    frame.resize(200, 200)
    frame.show()
    spoken = QAccessible.queryAccessibleInterface(frame)
    before = spoken.childCount()
    content.setMinimumSize(900, 900)
    qtbot.waitUntil(frame.verticalScrollBar().isVisible)
    assert spoken.childCount() == before
    frame.hide()
    assert spoken.childCount() == before


def test_what_is_in_the_frame_is_read(qtbot: QtBot) -> None:
    frame = scrolling(QLabel("Kvindegruppen"))
    qtbot.addWidget(frame)
    frame.show()
    inside = QAccessible.queryAccessibleInterface(frame).child(0)
    assert inside.child(0).text(QAccessible.Text.Name) == "Kvindegruppen"
