"""Start the desktop: Qt, language, crash hook, unlock, main window."""

import os
import sys
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDir, QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from nsk_desktop import i18n, paths, settings
from nsk_desktop.i18n import _
from nsk_desktop.ui.background import Runner, collect_put_aside, spare_the_collector
from nsk_desktop.ui.crash import install_hook
from nsk_desktop.ui.language import speak
from nsk_desktop.ui.spoken_frames import speak_frames_safely
from nsk_desktop.ui.theme import apply_theme, wants_contrast
from nsk_desktop.ui.unlock import UnlockWindow

if TYPE_CHECKING:
    from logging import Handler

    from nsk_desktop.services.desk import Desk
    from nsk_desktop.ui.central_window import CentralWindow
    from nsk_desktop.ui.context import SettingsHolder
    from nsk_desktop.ui.main_window import MainWindow
    from nsk_desktop.ui.single import Single


class Desktop(QObject):
    """The running program: first the unlock window, then the main window."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.runner = Runner(self)
        self.unlock = UnlockWindow(folder, self.runner)
        self.unlock.unlocked.connect(self.open_main)
        self.unlock.central_wanted.connect(self.open_central)
        self.main: MainWindow | None = None
        self.central: CentralWindow | None = None
        self._single: Single | None = None
        self._log: Handler | None = None

    def open_main(self, desk: "Desk") -> None:
        """Show the main window at *desk*. Its modules are loaded only now: they take longer than the first window."""
        from nsk_desktop.ui.main_window import MainWindow

        self.main = MainWindow(desk, self.runner)
        self.main.context.bus.restart_wanted.connect(self.restart)
        self.main.context.bus.central_wanted.connect(self.open_central)
        self.main.context.bus.settings_changed.connect(self._renew_central)
        self.main.installEventFilter(self)
        self.main.show()
        (self.main.offer if self.main.offer.isVisible() else self.main.start).focus_first()
        self.unlock.hide()
        spare_the_collector()

    def open_central(self) -> None:
        """Show the window of the centre, which needs no store. Its modules are loaded only now."""
        from nsk_desktop.ui.central_window import CentralWindow

        if self.central is None or not self.central.isVisible():
            self.central = CentralWindow(self._settings)
            self.central.show()
            self.central.focus_first()
        else:
            bring_forward(self.central)

    def _settings(self) -> "SettingsHolder":
        """The settings as the main window keeps them while there is one: two holders would overwrite each other."""
        from nsk_desktop.ui.context import Bus, SettingsHolder

        return self.main.context.settings if self.main is not None else SettingsHolder(Bus())

    def _renew_central(self) -> None:
        if self.central is not None:
            self.central.renew()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Close the centre's window with the main one: no store stays open behind a window that has no use for it."""
        if event.type() == QEvent.Type.Close and watched is self.main and self.central is not None:
            self.central.close()
        return super().eventFilter(watched, event)

    def restart(self, act: Callable[[], object]) -> None:
        """Close the main window, do *act*, which closes the store, and ask for the passphrase anew."""
        main, self.main = self.main, None
        self.unlock.show_place(self.unlock.folder)
        # First this window: when the last one closes, the program ends.
        self.unlock.show()
        if main is not None:
            main.close()
            main.deleteLater()
        # On the worker, after everything there that still reads the store.
        self.runner.run(lambda _progress: act(), lambda _none: None, failed=self._say)

    def _say(self, error: Exception) -> None:
        from nsk_desktop.ui.messages import show_problem

        if not show_problem(error, self.unlock):
            raise error

    def window(self) -> QWidget:
        """The window that is in use."""
        return self.main or self.unlock

    def come_forward(self) -> None:
        """Bring the window before all others: the program was started once more."""
        bring_forward(self.window())

    def claim(self) -> bool:
        """Whether this is the only program for the store; the other one is brought forward when it is not."""
        from nsk_desktop.ui.single import Single

        self._single = self._single or Single(server_name(self.unlock.folder), self.come_forward)
        return self._single.claim()

    def settle(self) -> None:
        """Do what could wait for the first window: the log, and listening for a second start."""
        from nsk_desktop.log import start_log

        if not self.claim():
            QApplication.quit()
        self._log = start_log()
        app = QApplication.instance()
        if isinstance(app, QApplication) and wants_contrast(app):
            apply_theme(app)

    def close(self) -> None:
        """Let go of the store, the worker, the name and the log."""
        self.runner.close()
        if self.central is not None:
            self.central.runner.close()
        if self.main is not None:
            self.main.context.desk.close()
        if self._single is not None:
            self._single.release()
        if self._log is not None:
            from nsk_desktop.log import stop_log

            stop_log(self._log)


def bring_forward(window: QWidget) -> None:
    """Bring *window* before all others."""
    from PySide6.QtCore import Qt

    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    window.raise_()
    window.activateWindow()


def make_application(chosen: settings.Settings) -> QApplication:
    """The application with our language and looks. Neither its name nor a window's says what the effort is about."""
    i18n.use(chosen.language)
    # Fusion, asked for before Qt starts: `setStyle` brings the style itself into Python, which takes longer.
    os.environ["QT_STYLE_OVERRIDE"] = "fusion"
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    app.setApplicationName("NSK Desktop")
    app.setApplicationDisplayName(_("NSK Registration"))
    app.setDesktopFileName("nsk-desktop")
    speak_frames_safely()
    speak(app)
    apply_theme(app, chosen.appearance, chosen.text_size, ask_contrast=False)
    return app


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program; returns its exit code."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    wanted, at_centre = _read_arguments(given) if given else (None, False)
    chosen = settings.load_settings().settings
    app = make_application(chosen)
    install_hook()
    folder = wanted or (Path(chosen.store_folder) if chosen.store_folder else paths.user_data())
    return _run_at_centre(app, folder) if at_centre else _run(app, folder.absolute())


def _read_arguments(given: list[str]) -> tuple[Path | None, bool]:
    """The folder that was named, and whether this is the centre. The usual ways to start do not wait for the parser."""
    if len(given) == 2 and given[0] == "--store":
        return Path(given[1]), False
    import argparse

    parser = argparse.ArgumentParser("nsk-desktop", description=_("Register meetings, participants and contacts."))
    parser.add_argument("--store", type=Path, metavar="DIR", help=_("the folder of the data"))
    parser.add_argument("--central", action="store_true", help=_("open the window of the central evaluation alone"))
    found = parser.parse_args(given)
    return found.store, found.central


def _run(app: QApplication, folder: Path) -> int:
    desktop = Desktop(folder)
    # Looking for a trace of another program is quick; asking it, or listening for one, loads Qt's network.
    if may_be_running(folder) and not desktop.claim():
        return 0
    desktop.unlock.seen.connect(desktop.settle)
    app.applicationStateChanged.connect(collect_put_aside)
    try:
        desktop.unlock.show()
        return app.exec()
    finally:
        desktop.close()


def _run_at_centre(app: QApplication, folder: Path) -> int:
    """The centre's window alone: no store is opened, so another program may have it open."""
    from nsk_desktop.log import start_log, stop_log

    desktop, log = Desktop(folder), start_log()
    if wants_contrast(app):
        apply_theme(app)
    try:
        desktop.open_central()
        return app.exec()
    finally:
        desktop.close()
        stop_log(log)


def server_name(folder: Path) -> str:
    """What the program for the store in *folder* is called when others ask for it."""
    return f"nsk-{zlib.crc32(str(folder.resolve()).encode()):08x}"


def may_be_running(folder: Path) -> bool:
    """Whether there is a trace of another program for the same store; it may be a stale one."""
    place = Path("//./pipe" if sys.platform == "win32" else QDir.tempPath())
    return (place / server_name(folder)).exists()
