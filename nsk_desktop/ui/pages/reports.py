"""Reports: the printed page is seen before it is printed or saved, and it is the same page."""

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPixmap
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from nsk_desktop.domain.dates import half_year, half_year_bounds
from nsk_desktop.i18n import _
from nsk_desktop.paths import write_whole
from nsk_desktop.services import figures, report_outcomes, reports
from nsk_desktop.services.report_outcomes import Offer
from nsk_desktop.ui.context import Context
from nsk_desktop.ui.pages.chosen_card import ChosenCard
from nsk_desktop.ui.pages.head_actions import HeadActions
from nsk_desktop.ui.pages.page import Page, scrolled
from nsk_desktop.ui.pdf import read_pages
from nsk_desktop.ui.widgets.button import button
from nsk_desktop.ui.widgets.period import PeriodChoice
from nsk_desktop.ui.widgets.text import label

_SCREEN_DPI, _PRINT_DPI = 110, 300


class Made(NamedTuple):
    """The report as it was made, and what there was to choose for it."""

    document: bytes
    images: list[QImage]
    offers: list[Offer]
    undated: int
    """How many were chosen that have no date, and so are in no report."""


class ReportsPage(Page):
    """The activity summary of a period."""

    kinds = frozenset(
        {
            "session",
            "attendance",
            "headcount",
            "participant",
            "bridge_contact",
            "follow_up",
            "story",
            "method_card",
        }
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Reports"))
        self._document = b""
        self._made_for = (date.min, date.min)
        self.period = PeriodChoice(context.today)
        self.period.changed.connect(self._make)
        self.print_button = button(_("Print …"), self.print_report, icon="print", tip="Ctrl+P")
        self.save_button = button(_("Save as PDF …"), self.save_report, kind="primary", icon="pdf")
        self.head_actions = HeadActions(self, (self.print_button, self.save_button))
        top = QVBoxLayout()
        top.setSpacing(4)
        top.addWidget(label(_("Activity summary"), "heading"))
        top.addWidget(label(_("Figures and meetings for the steering group. Never names."), "quiet", wrap=True))
        self.body.addLayout(top)
        row = QHBoxLayout()
        row.addWidget(self.period)
        row.addStretch(1)
        self.body.addLayout(row)
        self.paper = QWidget()
        self._sheets = QVBoxLayout(self.paper)
        self._sheets.setSpacing(14)
        self.pages: list[QLabel] = []
        self.chosen = ChosenCard(context)
        self._sheets.addWidget(self.chosen)
        self._sheets.addStretch(1)
        self._area = scrolled(self.paper)
        self.body.addWidget(self._area, 1)
        self._area.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep what is chosen in sight: the paper may be wider than the window."""
        if event.type() == QEvent.Type.Resize:
            margins = self._sheets.contentsMargins()
            self.chosen.setMaximumWidth(self._area.viewport().width() - margins.left() - margins.right())
        return super().eventFilter(watched, event)

    def refresh(self) -> None:
        fresh = self.period.choice.value() is None
        finished = last_half_year(self.context.today())
        known = figures.half_years(self.context.desk)
        self.period.set_half_years([*known, finished])
        if fresh:
            # The last finished half-year, or the last before it that had any meetings.
            self.period.choice.set_value(max((name for name in known if name <= finished), default=finished))
        self._make()

    def print_report(self) -> None:
        """Print what is seen; the name of the print job says nothing about anybody."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(_("Activity summary"))
        if not self._document or QPrintDialog(printer, self).exec() != QPrintDialog.DialogCode.Accepted:
            return
        painter = QPainter(printer)
        for number, image in enumerate(read_pages(self._document, _PRINT_DPI)):
            if number:
                printer.newPage()
            painter.drawImage(QRectF(painter.viewport()), image)
        painter.end()

    def save_report(self) -> None:
        """Save what is seen as a file."""
        first, last = self._made_for
        name = f"Aktivitetsoversigt {first.isoformat()} {last.isoformat()}.pdf"
        folder = self.context.settings.now.report_folder or str(Path.home())
        chosen, _kind = QFileDialog.getSaveFileName(self, _("Save as PDF …"), str(Path(folder) / name), "PDF (*.pdf)")
        if chosen:
            write_whole(Path(chosen), self._document)
            self.context.tell(_("The report is saved as {name}.").format(name=Path(chosen).name), undoable=False)

    def _make(self) -> None:
        first, last = self.period.bounds()
        desk, today = self.context.desk, self.context.today()

        def job(_progress: object) -> Made:
            offers, undated = report_outcomes.offers(desk, first, last), report_outcomes.wanted_undated(desk)
            with TemporaryDirectory() as folder:
                path = Path(folder) / "report.pdf"
                reports.write_activity(desk, path, first, last, today)
                document = path.read_bytes()
            return Made(document, read_pages(document, _SCREEN_DPI), offers, undated)

        self._made_for = (first, last)
        self.context.runner.run(job, self._show, title=_("The report is being made"), owner=self)

    def _show(self, made: Made) -> None:
        self._document = made.document
        self.chosen.show_offers(made.offers, made.undated)
        for old in self.pages:
            self._sheets.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.pages = []
        for number, image in enumerate(made.images, 1):
            sheet = QLabel()
            sheet.setPixmap(QPixmap.fromImage(image))
            sheet.setAccessibleName(_("Page {number}").format(number=number))
            sheet.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            self._sheets.insertWidget(self._sheets.count() - 1, sheet)
            self.pages.append(sheet)


def last_half_year(today: date) -> str:
    """The half-year that ended last."""
    first, _last = half_year_bounds(half_year(today))
    return f"{first.year - 1}H2" if first.month == 1 else f"{first.year}H1"
