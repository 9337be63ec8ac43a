"""Every action of the main window, once: its words, its keys, its icon. Menus and toolbar are made from it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from nsk_desktop.ui.icons import set_icon


@dataclass(frozen=True)
class Command:
    """Something a user can do from the menu. A text of "-" is a line between others."""

    name: str
    text: str
    act: Callable[[], object] | None = None
    keys: str = ""
    icon: str = ""


LINE = Command("-", "-")


def fill_menu(window: QMainWindow, menu: QMenu, commands: Sequence[Command]) -> dict[str, QAction]:
    """Put *commands* into *menu*; returns the actions by name."""
    made: dict[str, QAction] = {}
    for command in commands:
        if command is LINE:
            menu.addSeparator()
            continue
        action = QAction(command.text, window)
        # What it is called always; what undo would take back is only named where it is done.
        action.setProperty("called", command.text)
        action.setShortcuts([QKeySequence(keys) for keys in command.keys.split(", ") if keys])
        if command.icon:
            set_icon(action, command.icon, window)
        if command.act is not None:
            action.triggered.connect(lambda _checked=False, act=command.act: act())
        menu.addAction(action)
        made[command.name] = action
    return made


def keys_of(window: QMainWindow) -> list[tuple[str, str]]:
    """What every key of the menus does, in the order of the menus."""
    found = []
    for top in window.menuBar().actions():
        menu = top.menu()
        if isinstance(menu, QMenu):
            found += _keys_in(menu)
    return found


def _keys_in(menu: QMenu) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for action in menu.actions():
        inner = action.menu()
        if isinstance(inner, QMenu):
            found += _keys_in(inner)
        elif not action.shortcut().isEmpty():
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            found.append(((action.property("called") or action.text()).replace("&", ""), keys))
    return found
