"""Start the desktop: Qt, language, crash hook, unlock, main window."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget

from nsk_desktop import i18n, paths, settings
from nsk_desktop.i18n import _
from nsk_desktop.ui.background import Runner
from nsk_desktop.ui.crash import install_hook
from nsk_desktop.ui.language import speak
from nsk_desktop.ui.theme import apply_theme
from nsk_desktop.ui.unlock import UnlockWindow

if TYPE_CHECKING:
    from nsk_desktop.services.desk import Desk
    from nsk_desktop.ui.main_window import MainWindow


class Desktop(QObject):
    """The running program: first the unlock window, then the main window."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.runner = Runner(self)
        self.unlock = UnlockWindow(folder, self.runner)
        self.unlock.unlocked.connect(self.open_main)
        self.main: MainWindow | None = None

    def open_main(self, desk: "Desk") -> None:
        """Show the main window at *desk*. Its modules are loaded only now: they take longer than the first window."""
        from nsk_desktop.ui.main_window import MainWindow

        self.main = MainWindow(desk, self.runner)
        self.main.show()
        self.main.start.focus_first()
        self.unlock.hide()

    def window(self) -> QWidget:
        """The window that is in use."""
        return self.main or self.unlock

    def come_forward(self) -> None:
        """Bring the window before all others: the program was started once more."""
        window = self.window()
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.show()
        window.raise_()
        window.activateWindow()

    def close(self) -> None:
        """Let go of the store and of the worker."""
        self.runner.close()
        if self.main is not None:
            self.main.context.desk.close()


def make_application(chosen: settings.Settings) -> QApplication:
    """The application with our language and looks. Neither its name nor a window's says what the effort is about."""
    i18n.use(chosen.language)
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    app.setApplicationName("NSK Desktop")
    app.setApplicationDisplayName(_("NSK Registration"))
    app.setDesktopFileName("nsk-desktop")
    speak(app)
    apply_theme(app, chosen.appearance, chosen.text_size)
    return app


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program; returns its exit code."""
    parser = argparse.ArgumentParser("nsk-desktop", description=_("Register meetings, participants and contacts."))
    parser.add_argument("--store", type=Path, metavar="DIR", help=_("the folder of the data"))
    options = parser.parse_args(arguments)
    chosen = settings.load_settings().settings
    app = make_application(chosen)
    install_hook()
    folder = options.store or (Path(chosen.store_folder) if chosen.store_folder else paths.user_data())
    return _run(app, folder.absolute())


def _run(app: QApplication, folder: Path) -> int:
    from nsk_desktop.log import start_log, stop_log
    from nsk_desktop.ui.single import Single

    desktop = Desktop(folder)
    single = Single(folder, desktop.come_forward)
    if not single.claim():
        return 0
    handler = start_log()
    try:
        desktop.unlock.show()
        return app.exec()
    finally:
        desktop.close()
        single.release()
        stop_log(handler)
