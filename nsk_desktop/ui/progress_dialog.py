"""The dialog of a long job."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QDialog, QProgressBar, QVBoxLayout, QWidget

from nsk_desktop.i18n import _
from nsk_desktop.ui.background import Task
from nsk_desktop.ui.widgets.button import button
from nsk_desktop.ui.widgets.text import label

SHOWN_AFTER_MS = 400


class ProgressDialog(QDialog):
    """What is being done, how far it is, and a button to stop it. Shows itself only when the job takes long."""

    def __init__(self, task: Task, title: str, owner: QWidget) -> None:
        super().__init__(owner)
        self._task, self._owner = task, owner
        self.setWindowTitle(QApplication.applicationDisplayName())
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setAccessibleName(title)
        self.stop_button = button(_("Stop"), self._stop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(14)
        layout.addWidget(label(title))
        layout.addWidget(self.bar)
        layout.addWidget(self.stop_button, 0, Qt.AlignmentFlag.AlignRight)
        self.setMinimumWidth(380)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.show)
        self._timer.start(SHOWN_AFTER_MS)
        task.advanced.connect(self._advance)
        task.ended.connect(self._finish)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing the dialog asks the job to stop; it goes when the job has."""
        event.ignore()
        self._stop()

    def reject(self) -> None:
        self._stop()

    def _stop(self) -> None:
        self.stop_button.setEnabled(False)
        self._task.progress.stop()

    def _advance(self, done: int, total: int) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    def _finish(self) -> None:
        self._timer.stop()
        in_front = self.isActiveWindow()
        self.hide()
        if in_front:
            # Not every system gives the keyboard back by itself to the window that waited.
            self._owner.window().activateWindow()
        self.deleteLater()
