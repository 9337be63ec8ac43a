"""What happens when something goes wrong that we had not foreseen.

Loaded before the first window, so its dialog is loaded only when it is needed.
"""

import sys
from collections.abc import Callable
from types import TracebackType

from PySide6.QtWidgets import QApplication

from nsk_desktop.ui.messages import show_problem

Hook = Callable[[type[BaseException], BaseException, TracebackType | None], None]


def install_hook() -> Hook:
    """Have every error that nobody caught shown in the window. Returns the hook that was there before."""
    before = sys.excepthook
    sys.excepthook = on_error
    return before


def on_error(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Show a known condition calmly; log and report anything else."""
    owner = QApplication.activeWindow()
    if isinstance(error, KeyboardInterrupt):
        QApplication.quit()
    elif not show_problem(error, owner):
        import logging

        from nsk_desktop.log import crash_report
        from nsk_desktop.ui.crash_dialog import CrashDialog

        logging.getLogger(__name__).error("unforeseen error", exc_info=(kind, error, trace))
        CrashDialog(crash_report(error), owner).exec()
