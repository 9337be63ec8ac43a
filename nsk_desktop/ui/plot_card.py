"""A plot with what can be done with it: seen as a table, copied as a picture, saved as a file."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QBuffer, QIODevice, Qt, Signal
from PySide6.QtGui import QGuiApplication, QImage, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QFrame, QVBoxLayout, QWidget

from nsk_desktop.domain.plot import Plot, show_cell
from nsk_desktop.i18n import _
from nsk_desktop.services.plot_files import save_picture, save_plot
from nsk_desktop.ui.context import Context
from nsk_desktop.ui.plot_view import PlotView
from nsk_desktop.ui.table import Column, Table
from nsk_desktop.ui.widgets.button import button
from nsk_desktop.ui.widgets.flow import FlowLayout
from nsk_desktop.ui.widgets.text import label


class PlotCard(QFrame):
    """A heading, the plot or its table, and a row of buttons."""

    opened = Signal(str)

    def __init__(self, context: Context, title: str) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self.context = context
        self.heading = label(title, "heading", wrap=True)
        self.view = PlotView(title)
        self.view.opened.connect(self.opened)
        self.table: Table | None = None
        self.note = label("", "quiet", wrap=True)
        self.as_table = button(_("Show as a table"), self.turn, icon="overview")
        self.copy = button(_("Copy as a picture"), self.copy_picture, icon="copy", tip="Ctrl+C")
        self.save = button(_("Save as a file …"), self.save_file, icon="save")
        self.layout_ = QVBoxLayout(self)
        self.layout_.setContentsMargins(14, 12, 14, 12)
        self.layout_.setSpacing(8)
        for widget in (self.heading, self.view, self.note):
            self.layout_.addWidget(widget)
        row = FlowLayout()
        for each in (self.as_table, self.copy, self.save):
            row.addWidget(each)
        self.layout_.addLayout(row)
        key = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self.view)
        key.setContext(Qt.ShortcutContext.WidgetShortcut)
        key.activated.connect(self.copy_picture)

    def show_plot(self, plot: Plot) -> None:
        """Show *plot*, as a picture or as a table, whichever was chosen; without bars nothing."""
        self.heading.setText(plot.title)
        self.note.setText(plot.note)
        self.view.show_plot(plot)
        self.setVisible(bool(plot.bars))
        if self.table is not None:
            self._make_table()

    def turn(self) -> None:
        """From the picture to the table, and back."""
        if self.table is None:
            self._make_table()
            self.as_table.setText(_("Show as a picture"))
        else:
            self._drop_table()
            self.as_table.setText(_("Show as a table"))
        self.view.setVisible(self.table is None)

    def copy_picture(self) -> None:
        """Put the picture where it can be pasted from."""
        QGuiApplication.clipboard().setImage(self.view.picture())
        self.context.tell(_("The picture is copied."), undoable=False)

    def save_file(self) -> None:
        """Ask where, and write the plot as the kind of file that is asked for."""
        plot = self.view.plot
        if plot is None:
            return
        path = ask_where(self, self.context, plot.title, ("SVG (*.svg)", "PNG (*.png)", "PDF (*.pdf)", excel()))
        if path is None:
            return
        if path.suffix.lower() == ".png":
            save_picture(png(self.view.picture()), path)
        else:
            save_plot(plot, path)
        self.context.tell(_("Saved as {name}.").format(name=path.name), undoable=False)

    def _make_table(self) -> None:
        self._drop_table()
        plot = self.view.plot
        if plot is None:
            return
        longest = max([len(bar.label) for bar in plot.bars], default=0)
        columns = tuple(_column(number, heading, longest) for number, heading in enumerate(plot.headings))
        self.table = Table(columns, plot.title, key=lambda row: row)
        self.table.show_rows(list(plot.rows()))
        self.table.opened.connect(self._open_row)
        lines = self.table.verticalHeader().defaultSectionSize() * min(len(plot.bars), 12)
        self.table.setFixedHeight(lines + self.table.horizontalHeader().sizeHint().height() + 8)
        self.layout_.insertWidget(self.layout_.indexOf(self.view), self.table)

    def _drop_table(self) -> None:
        if self.table is not None:
            self.layout_.removeWidget(self.table)
            self.table.hide()
            self.table.deleteLater()
            self.table = None

    def _open_row(self, row: Any) -> None:
        plot = self.view.plot
        found = next((bar.key for bar in plot.bars if (bar.label, *bar.cells) == row), "") if plot else ""
        if found:
            self.opened.emit(found)


def excel() -> str:
    """How a workbook is offered among the kinds of files."""
    return _("Excel workbook (*.xlsx)")


def ask_where(owner: QWidget, context: Context, title: str, kinds: Sequence[str]) -> Path | None:
    """Where to save what is called *title*, as one of *kinds*; None when nobody wants to any more."""
    folder = context.settings.now.report_folder or str(Path.home())
    place = str(Path(folder) / f"{in_file_name(title)}.svg")
    chosen, kind = QFileDialog.getSaveFileName(owner, _("Save as a file …"), place, ";;".join(kinds))
    return with_ending(Path(chosen), kind) if chosen else None


def in_file_name(text: str) -> str:
    """*text* without what no file may be called, here or on another computer."""
    return " ".join(re.sub(r'[<>:"/\\|?*\x00-\x1f]', " ", text).split())[:80].rstrip(". ")


def with_ending(path: Path, kind: str) -> Path:
    """*path* with the ending that was chosen, unless it has a known one."""
    if path.suffix.lower() in (".svg", ".png", ".pdf", ".xlsx"):
        return path
    return path.with_name(path.name + "." + (kind.partition("*.")[2].rstrip(")") or "svg"))


def png(image: QImage) -> bytes:
    """*image* as the content of a PNG file."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def _column(number: int, heading: str, longest: int) -> Column:
    def value(row: Any) -> Any:
        return row[number]

    def show(row: Any) -> str:
        return show_cell(row[number])

    if number == 0:
        return Column(heading, value, show, least=min(longest, 34))
    return Column(heading, value, show, number=True, width=max(10, min(len(heading), 26)))
