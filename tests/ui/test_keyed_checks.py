"""The checks of the keyboard themselves: each finds the fault that it is there for, and lets the right thing pass."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QPushButton, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from nsk_desktop.ui.widgets.button import PushButton
from nsk_desktop.ui.widgets.scroll_frame import ScrollFrame
from tests.ui import keyed, ringed
from tests.ui.conftest import show


def column(*words: str) -> tuple[QWidget, list[PushButton]]:
    """Buttons one under the other."""
    whole = QWidget()
    layout = QVBoxLayout(whole)
    buttons = [PushButton(word) for word in words]
    for each in buttons:
        layout.addWidget(each)
    return whole, buttons


def faults(root: QWidget) -> list[str]:
    keyed.begin(root)
    wanted = keyed.stops(root)
    return keyed.astray(root, wanted, list(keyed.ways(root)))


def test_a_way_that_goes_back_and_forth_is_found(qtbot: QtBot) -> None:
    whole, (first, second, third, fourth) = column("Et", "To", "Tre", "Fire")
    show(qtbot, whole)
    assert faults(whole) == []
    for before, after in ((first, third), (third, second), (second, fourth)):
        QWidget.setTabOrder(before, after)
    assert [each for each in faults(whole) if "stands before it" in each]


def test_a_trap_for_the_keyboard_is_found(qtbot: QtBot) -> None:
    class Trap(QLineEdit):
        """A line that one never comes out of."""

        def focusNextPrevChild(self, next: bool) -> bool:  # noqa: ARG002
            return True

    whole, _buttons = column("Et", "To")
    layout = whole.layout()
    assert layout is not None
    layout.addWidget(Trap())
    show(qtbot, whole)
    assert any("never comes" in each or "does not come back" in each for each in faults(whole))


@pytest.mark.parametrize(("frame", "seen"), [(QScrollArea, False), (ScrollFrame, True)])
def test_what_is_scrolled_out_of_sight_is_found(qtbot: QtBot, frame: type[QScrollArea], seen: bool) -> None:
    """The control of our own frame: Qt's does not follow a focus that comes from elsewhere."""
    inner, buttons = column(*"abcdefghijklmnop")
    area = frame()
    area.setWidget(inner)
    area.resize(200, 120)
    show(qtbot, area)
    buttons[-1].setFocus()
    assert (keyed.out_of_sight(buttons[-1]) == []) is seen


def test_what_lies_under_something_else_is_found(qtbot: QtBot) -> None:
    whole, (first, _second) = column("Et", "To")
    show(qtbot, whole)
    assert keyed.out_of_sight(first) == []
    over = QWidget(whole)
    over.setGeometry(QRect(0, 0, 400, 400))
    over.show()
    assert keyed.out_of_sight(first)


@pytest.mark.parametrize(
    ("one", "other", "wrong"),
    [("Ctrl+G", "Ctrl+G", True), ("Ctrl+G", "Ctrl+E", False), ("Ctrl+Alt+E", "F2", True), ("X", "F2", True)],
)
def test_keys_that_clash_or_cannot_be_pressed_are_found(qtbot: QtBot, one: str, other: str, wrong: bool) -> None:
    whole, (first, _second) = column("Et", "To")
    first.setToolTip(f"{one}, {other}")
    for keys in (one, other):
        QShortcut(QKeySequence(keys), whole)
    show(qtbot, whole)
    assert bool(keyed.shared(whole)) is wrong
    assert keyed.untold(whole) == []
    first.setToolTip("")
    assert keyed.untold(whole)


def test_two_buttons_with_one_letter_are_found(qtbot: QtBot) -> None:
    whole, _buttons = column("&Gem", "&Glem")
    show(qtbot, whole)
    assert keyed.shared(whole)


def test_a_button_that_looks_no_different_with_the_keyboard_is_found(qtbot: QtBot) -> None:
    whole, (ours, _other) = column("Et", "To")
    plain = QPushButton("Tre")
    plain.setStyleSheet("QPushButton { border: 1px solid #707070; background: #ffffff; outline: none; }")
    layout = whole.layout()
    assert layout is not None
    layout.addWidget(plain)
    show(qtbot, whole)
    for each, right in ((ours, True), (plain, False)):
        each.setFocus(Qt.FocusReason.TabFocusReason)
        assert (ringed.ringless(each) == []) is right
