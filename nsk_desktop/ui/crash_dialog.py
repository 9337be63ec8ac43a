"""The dialog that says what happened and offers a report."""

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QPlainTextEdit, QVBoxLayout, QWidget

from nsk_desktop.i18n import _
from nsk_desktop.log import log_file
from nsk_desktop.paths import write_whole
from nsk_desktop.ui.widgets.button import button
from nsk_desktop.ui.widgets.flow import FlowLayout
from nsk_desktop.ui.widgets.text import label


class CrashDialog(QDialog):
    """Says that what was written is saved, and offers a report without names."""

    def __init__(self, report: str, owner: QWidget | None = None) -> None:
        super().__init__(owner)
        self.report = report
        self.setWindowTitle(QApplication.applicationDisplayName())
        self.setMinimumWidth(640)
        text = QPlainTextEdit(report)
        text.setReadOnly(True)
        text.setAccessibleName(_("Error report"))
        # Tab goes on to the buttons: a report has no use for one.
        text.setTabChangesFocus(True)
        row = FlowLayout()
        row.addWidget(button(_("Copy the error report"), self._copy, icon="copy"))
        row.addWidget(button(_("Save the report …"), self._save, icon="save"))
        row.addWidget(button(_("Open the log folder"), self._open_log, icon="folder"))
        self.go_on = button(_("Continue"), self.accept, kind="primary")
        row.addWidget(self.go_on)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(14)
        layout.addWidget(label(_("Something went wrong that we had not foreseen."), "heading", wrap=True))
        layout.addWidget(label(_("What you have written is saved. The report holds no names."), wrap=True))
        layout.addWidget(text)
        layout.addLayout(row)
        self.go_on.setFocus()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.report)

    def _save(self) -> None:
        name, _kind = QFileDialog.getSaveFileName(self, _("Save the report …"), "nsk-fejlrapport.txt", "*.txt")
        if name:
            write_whole(Path(name), self.report.encode())

    def _open_log(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(log_file().parent)))
