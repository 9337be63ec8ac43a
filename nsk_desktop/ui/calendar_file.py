"""Saving appointments as a file for Outlook."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from nsk_desktop.i18n import _
from nsk_desktop.ui.context import Context


def keep_file(owner: QWidget, context: Context, name: str, write: Callable[[Path], object]) -> None:
    """Ask where the calendar file is to be, let *write* make it, and say what to do with it."""
    folder = context.settings.now.report_folder or str(Path.home())
    suggested = str(Path(folder) / f"{name}.ics")
    chosen, _kind = QFileDialog.getSaveFileName(owner, _("Save for Outlook …"), suggested, "iCalendar (*.ics)")
    if chosen:
        write(Path(chosen))
        sentence = _("{name} is saved. Open it, and Outlook asks whether to put it into the calendar.")
        context.tell(sentence.format(name=Path(chosen).name), undoable=False)
