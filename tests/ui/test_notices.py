"""Notices stand in one line where there is room, and a row that breaks leaves no gap for what is hidden."""

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from nsk_desktop.ui.widgets.flow import FlowLayout
from nsk_desktop.ui.widgets.notices import Notice
from tests.ui.conftest import show


def _in_a_window(qtbot: QtBot, notice: Notice, width: int) -> None:
    window = QWidget()
    QVBoxLayout(window).addWidget(notice)
    notice.show()
    window.resize(width, 200)
    show(qtbot, window)


def test_a_notice_is_one_line_where_it_fits_and_two_where_it_does_not(qtbot: QtBot) -> None:
    choices = (("Fortsæt", lambda: None), ("Læg i kladder", lambda: None))
    wide, narrow = (Notice("Du var i gang med mødet 04.03.", choices) for _each in range(2))
    _in_a_window(qtbot, wide, 900)
    _in_a_window(qtbot, narrow, 260)

    def under(notice: Notice) -> bool:
        button = notice.buttons[0]
        return button.mapTo(notice, button.rect().topLeft()).y() > notice.sentence.geometry().bottom()

    assert not under(wide)
    assert under(narrow)
    assert wide.buttons[0].y() == wide.buttons[1].y()


def test_a_hidden_one_leaves_no_gap_in_a_row(qtbot: QtBot) -> None:
    window = QWidget()
    row = FlowLayout(window)
    first, second = QPushButton("a"), QPushButton("b")
    for each in (first, second):
        row.addWidget(each)
    window.resize(400, 60)
    show(qtbot, window)
    assert second.x() > first.x()
    first.hide()
    row.invalidate()
    row.setGeometry(window.rect())
    assert second.x() == row.geometry().x()
