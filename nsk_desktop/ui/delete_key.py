"""The Delete key of a list: it never asks, because what is deleted can be taken back."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


def on_delete(table: QWidget, act: Callable[[], object]) -> None:
    """Do *act* when Delete is pressed while *table* has the keyboard."""
    made = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), table)
    made.setContext(Qt.ShortcutContext.WidgetShortcut)
    made.activated.connect(act)
