"""Help: the page of the screen one is looking at, and all the others beside it. It works without the internet."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from nsk_desktop.i18n import _
from nsk_desktop.services import help_pages
from nsk_desktop.services.help_pages import HelpPage
from nsk_desktop.ui.widgets.button import button
from nsk_desktop.ui.widgets.reading import Reading
from nsk_desktop.ui.widgets.text import label


class HelpDialog(QDialog):
    """Stays open beside the window, so that one can read and do."""

    def __init__(self, owner: QWidget | None = None) -> None:
        super().__init__(owner)
        self.setWindowTitle(f"{_('Help')} – {QApplication.applicationDisplayName()}")
        self.setModal(False)
        self.resize(860, 600)
        self.contents = QListWidget()
        self.contents.setAccessibleName(_("Help pages"))
        self.pages: tuple[HelpPage, ...] = help_pages.list_pages()
        for page in self.pages:
            item = QListWidgetItem(page.title)
            item.setData(Qt.ItemDataRole.UserRole, page.name)
            item.setSizeHint(QSize(0, self.contents.fontMetrics().height() + 12))
            self.contents.addItem(item)
        widest = max((self.contents.fontMetrics().horizontalAdvance(page.title) for page in self.pages), default=120)
        self.contents.setFixedWidth(min(widest + 60, 320))
        self.reading = Reading(_("Help"))
        self.contents.currentRowChanged.connect(self._show)
        beside = QHBoxLayout()
        beside.addWidget(self.contents)
        beside.addWidget(self.reading, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(14)
        layout.addWidget(label(_("Help"), "heading"))
        layout.addLayout(beside, 1)
        layout.addWidget(button(_("Close"), self.close, kind="primary"), 0, Qt.AlignmentFlag.AlignRight)

    def show_page(self, *names: str) -> None:
        """Show the page of the first of *names* that has one, and bring the help to the front."""
        wanted = help_pages.page_for(*names)
        self.contents.setCurrentRow(next((row for row, page in enumerate(self.pages) if page == wanted), 0))
        # Over a question that has to be answered first, the help can be read and closed as well.
        over = QApplication.activeModalWidget() not in (None, self)
        if over != self.isModal():
            self.hide()
            self.setModal(over)
        self.show()
        self.raise_()
        self.activateWindow()
        self.reading.setFocus()

    def page(self) -> HelpPage:
        """The page that is shown."""
        return self.pages[max(self.contents.currentRow(), 0)]

    def _show(self, row: int) -> None:
        if row >= 0:
            self.reading.show_markdown(self.pages[row].text)
