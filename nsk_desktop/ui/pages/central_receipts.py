"""Where the centre's receipts go, and the key that signs them."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QFrame, QVBoxLayout

from nsk_desktop.errors import NskError
from nsk_desktop.i18n import _
from nsk_desktop.services import central_accept
from nsk_desktop.services.central_accept import Receipts
from nsk_desktop.settings import Settings
from nsk_desktop.ui import messages
from nsk_desktop.ui.context import SettingsHolder
from nsk_desktop.ui.widgets.button import button
from nsk_desktop.ui.widgets.choice import Tick
from nsk_desktop.ui.widgets.flow import FlowLayout
from nsk_desktop.ui.widgets.text import breakable, label

Holder = Callable[[], SettingsHolder]
"""Gives the settings as whoever has the program open keeps them now."""


class ReceiptsCard(QFrame):
    """Whether receipts are written, where they go, and the words of the key. What is chosen is remembered."""

    def __init__(self, settings: Holder) -> None:
        super().__init__()
        self._settings = settings
        self._workbook: Path | None = None
        self.setProperty("look", "card")
        self.tick = Tick(_("Write receipts for the computers"))
        self.tick.set_value(True)
        self.folder = label("", "quiet", wrap=True)
        self.words = label("", "quiet", wrap=True)
        self.folder_button = button(_("Another folder …"), self.choose_folder, icon="folder")
        self.key_button = button(_("Another key …"), self.choose_key, icon="lock")
        self.usual_key_button = button(_("Use the usual key"), lambda: self.use_key(""), icon="undo")
        row = FlowLayout(None, 8, 8)
        for each in (self.folder_button, self.key_button, self.usual_key_button):
            row.addWidget(each)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 12, 14, 12)
        layout.setSpacing(8)
        layout.addWidget(label(_("Receipts"), "heading"))
        for widget in (self.tick, self.folder, self.words):
            layout.addWidget(widget)
        layout.addLayout(row)

    def show_for(self, workbook: Path | None) -> None:
        """Say where the receipts of *workbook* go, and by which words the computers know them."""
        self._workbook = workbook
        self.setVisible(workbook is not None)
        if workbook is None:
            return
        receipts = self.receipts(workbook)
        self.folder.setText(_("They go into {folder}").format(folder=breakable(receipts.folder)))
        self.usual_key_button.setVisible(receipts.key_file is not None)
        self.words.setToolTip(str(receipts.key_file or ""))
        try:
            self.words.setText(key_text(central_accept.key_words(receipts.key_file)))
        except (NskError, OSError) as problem:
            self.words.setText(messages.sentence_of(problem))

    def receipts(self, workbook: Path) -> Receipts:
        """Where the receipts of *workbook* go, and the file of the key."""
        chosen = self._chosen
        folder = Path(chosen.central_receipts) if chosen.central_receipts else central_accept.usual_receipts(workbook)
        return Receipts(folder, Path(chosen.central_key) if chosen.central_key else None)

    def choose_folder(self) -> None:
        """Ask for the folder of the receipts."""
        chosen = QFileDialog.getExistingDirectory(self, _("Where are the receipts to be put?"), self._near())
        if chosen:
            self._keep(replace(self._chosen, central_receipts=chosen))

    def choose_key(self) -> None:
        """Ask for the file of another key."""
        kinds = _("The centre's key (*.json)")
        chosen, _kind = QFileDialog.getOpenFileName(self, _("Choose the centre's key"), self._near(), kinds)
        if chosen:
            self.use_key(chosen)

    def use_key(self, name: str) -> None:
        """Sign with the key in the file *name*, or with the usual one; a file that is none is told and not used."""
        try:
            central_accept.key_words(Path(name) if name else None)
        except (NskError, OSError) as problem:
            if not messages.show_problem(problem, self):
                raise
        else:
            self._keep(replace(self._chosen, central_key=name))

    @property
    def _chosen(self) -> Settings:
        return self._settings().now

    def _keep(self, settings: Settings) -> None:
        self._settings().change(settings)
        self.show_for(self._workbook)

    def _near(self) -> str:
        return str(self._workbook.parent if self._workbook is not None else Path.home())


def key_text(words: str) -> str:
    """What is said of the key that signs receipts."""
    if not words:
        return _("They are signed with the centre's key. It is made the first time.")
    text = _("They are signed with the centre's key, so that nobody else can write them. Its six words: {words}")
    return text.format(words=words)
