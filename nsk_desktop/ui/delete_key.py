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


def delete_chosen(page: QWidget) -> None:
    """Do from a menu what Delete does: in the list that has the keyboard, or in the first that is shown."""
    keys = [each for each in page.findChildren(QShortcut) if each.key() == QKeySequence.StandardKey.Delete]
    lists = [(each, owner) for each in keys if isinstance(owner := each.parent(), QWidget) and owner.isVisible()]
    chosen = sorted(lists, key=lambda pair: not pair[1].hasFocus())
    if chosen:
        chosen[0][0].activated.emit()
