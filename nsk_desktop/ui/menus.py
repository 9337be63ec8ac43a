"""The menus of the main window: every command with its words, its keys and its icon."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMainWindow, QMenu

from nsk_desktop import __version__
from nsk_desktop.i18n import _
from nsk_desktop.settings import TEXT_SIZES
from nsk_desktop.ui import messages
from nsk_desktop.ui.commands import LINE, Command, fill_menu, keys_of
from nsk_desktop.ui.context import Context
from nsk_desktop.ui.keys_dialog import KeysDialog
from nsk_desktop.ui.places import places

_STEP = 25
Act = Callable[[], object]


@dataclass(frozen=True)
class Acts:
    """What the window does when a command of its own is given; everything else is going to a page."""

    save: Act
    print: Act
    undo: Act
    redo: Act
    find_everywhere: Act
    find: Act
    find_next: Act
    find_previous: Act
    history: Act
    back: Act
    forward: Act
    next_pane: Act
    previous_pane: Act
    wider: Act
    narrower: Act
    delete: Act
    refresh: Act
    help: Act


class Menus:
    """Makes the menus of *window*. The actions are kept by name."""

    def __init__(self, window: QMainWindow, context: Context, acts: Acts) -> None:
        self._window, self._context = window, context
        bar = window.menuBar()
        file = bar.addMenu(_("&File"))
        self.new: QMenu = file.addMenu(_("New"))
        self.actions: dict[str, QAction] = fill_menu(window, self.new, self._new())
        file.addSeparator()
        for menu, commands in (
            (file, self._file(acts)),
            (bar.addMenu(_("&Edit")), self._edit(acts)),
            (bar.addMenu(_("&View")), self._view(acts)),
            (bar.addMenu(_("&Help")), self._help(acts)),
        ):
            self.actions |= fill_menu(window, menu, commands)

    def _new(self) -> tuple[Command, ...]:
        go = self._context.go
        return (
            Command("new-session", _("New meeting"), lambda: go("activities", "new"), "Ctrl+N", "add"),
            Command("new-series", _("New series"), lambda: go("activities", "new-series"), "Ctrl+Shift+N"),
            Command("new-participant", _("New participant"), lambda: go("participants", "new"), "Ctrl+Shift+D"),
            Command("new-actor", _("New actor"), lambda: go("actors", "new"), "Ctrl+Shift+A"),
            Command("new-bridge", _("New bridge"), lambda: go("bridges", "new"), "Ctrl+Shift+B"),
        )

    def _file(self, acts: Acts) -> tuple[Command, ...]:
        return (
            Command("save", _("Save now"), acts.save, "Ctrl+S", "save"),
            Command("print", _("Print …"), acts.print, "Ctrl+P", "print"),
            Command("central", _("Central evaluation …"), self._context.bus.central_wanted.emit, icon="data-in"),
            LINE,
            Command("settings", _("Settings"), lambda: self._context.go("settings"), "Ctrl+,", "settings"),
            Command("quit", _("Close"), self._window.close, "Ctrl+Q"),
        )

    def _edit(self, acts: Acts) -> tuple[Command, ...]:
        return (
            Command("undo", _("Undo"), acts.undo, "Ctrl+Z", "undo"),
            Command("redo", _("Redo"), acts.redo, "Ctrl+Y", "redo"),
            LINE,
            # Its key belongs to the list: in a field it deletes a letter.
            Command("delete", _("Delete"), acts.delete, icon="delete"),
            LINE,
            Command("find-everywhere", _("Find anything"), acts.find_everywhere, "Ctrl+K", "search"),
            Command("find", _("Find in the list"), acts.find, "Ctrl+F"),
            Command("find-next", _("Next in the list"), acts.find_next, "F3"),
            Command("find-previous", _("Previous in the list"), acts.find_previous, "Shift+F3"),
            Command("history", _("History …"), acts.history, icon="history"),
        )

    def _view(self, acts: Acts) -> list[Command]:
        pages = [
            Command(place.name, place.title, partial(self._context.go, place.name), place.keys, place.icon)
            for place in places()
            if place.name != "settings"
        ]
        return [
            *pages,
            LINE,
            Command("back", _("Back"), acts.back, "Alt+Left"),
            Command("forward", _("Forward"), acts.forward, "Alt+Right"),
            Command("next-pane", _("Next part of the window"), acts.next_pane, "F6"),
            Command("previous-pane", _("Previous part of the window"), acts.previous_pane, "Shift+F6"),
            Command("wider", _("More room for the list"), acts.wider, "F8"),
            Command("narrower", _("Less room for the list"), acts.narrower, "Shift+F8"),
            LINE,
            Command("refresh", _("Refresh"), acts.refresh, "F5"),
            Command("larger", _("Larger text"), lambda: self._size(_STEP), "Ctrl++, Ctrl+="),
            Command("smaller", _("Smaller text"), lambda: self._size(-_STEP), "Ctrl+-"),
            Command("ordinary", _("Ordinary text size"), lambda: self._size(0), "Ctrl+0"),
        ]

    def _help(self, acts: Acts) -> tuple[Command, ...]:
        return (
            Command("help", _("Help for this page"), acts.help, "F1", "help"),
            Command("keys", _("Keyboard shortcuts"), self._show_keys, "Shift+F1"),
            Command("about", _("About the program"), self._show_about, icon="info"),
        )

    def _size(self, step: int) -> None:
        now = self._context.settings.now
        size = max(TEXT_SIZES[0], min(TEXT_SIZES[1], now.text_size + step)) if step else TEXT_SIZES[0]
        self._context.settings.change(replace(now, text_size=size))

    def _show_keys(self) -> None:
        KeysDialog(keys_of(self._window), self._window).exec()

    def _show_about(self) -> None:
        text = _("NSK Desktop {version}\nData: {folder}")
        messages.tell(text.format(version=__version__, folder=self._context.desk.folder), self._window)
