"""The files that were sent, what the central evaluation answered, and what is not as it was sent."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from nsk_desktop.domain.dates import show_day, show_day_and_month
from nsk_desktop.errors.receipts import CentreKeyChanged
from nsk_desktop.i18n import N_, _
from nsk_desktop.services import kinds, receipts
from nsk_desktop.services.receipts import Answers, Edited, FileState, Stage, TakenIn, Turn, Turned
from nsk_desktop.services.sent_rows import Named
from nsk_desktop.ui import messages
from nsk_desktop.ui.context import Context
from nsk_desktop.ui.pages.list_card import ListCard
from nsk_desktop.ui.table import Column, Table
from nsk_desktop.ui.widgets.button import button
from nsk_desktop.ui.widgets.flow import FlowLayout
from nsk_desktop.ui.widgets.text import label

_TURNS = {Turn.NEW: N_("Added"), Turn.CHANGED: N_("Changed"), Turn.REMOVED: N_("Deleted")}
_TONES = {Stage.MADE: "good", Stage.DELIVERED: "sent", Stage.ACKNOWLEDGED: "good", Stage.REFUSED: "bad"}


def stage_of(answers: Answers, made_on: date) -> tuple[str, str]:
    """How far the last file is, made on that day: in words, and the tone of its pill."""
    if not answers.files:
        return _("Made {day}").format(day=show_day(made_on)), "good"
    file = answers.files[0]
    if answers.corrected and file.stage is not Stage.REFUSED:
        return _("Changed since sent"), "warn"
    if file.stage is Stage.MADE:
        return _("Made {day}").format(day=show_day(file.day)), "good"
    words = {
        Stage.DELIVERED: _("Handed over {day}"),
        Stage.ACKNOWLEDGED: _("Acknowledged {day}"),
        Stage.REFUSED: _("Refused {day}"),
    }
    return words[file.stage].format(day=show_day_and_month(file.day)), _TONES[file.stage]


class ReceiptsCard(QWidget):
    """One list for each thing there is to say; a list with nothing in it is not shown."""

    def __init__(self, context: Context, show: Callable[[str, str], None], changed: Callable[[], None]) -> None:
        super().__init__()
        self._context, self._show, self._changed = context, show, changed
        self.files = ListCard(
            Table(_file_columns(), _("Files and receipts")),
            ((_("Handed over"), "check", self._hand_over), (_("Not handed over after all"), "undo", self._take_back)),
        )
        self.files.limit(0, lambda file: file.stage is Stage.MADE)
        self.files.limit(1, lambda file: file.stage is Stage.DELIVERED)
        self.read_button = button(_("Read a receipt in …"), self.choose_receipt, icon="data-in")
        row = FlowLayout(None, 8, 8)
        row.addWidget(self.read_button)
        frame = self.files.layout()
        assert isinstance(frame, QVBoxLayout)
        frame.addLayout(row)
        self.said = label("", wrap=True)
        self.said.setVisible(False)
        frame.addWidget(self.said)
        self.words = label("", "quiet", wrap=True)
        frame.addWidget(self.words)
        self.corrected = ListCard(Table(_turned_columns(), _("Changed since sent")), self._showing())
        self.missing = ListCard(Table(_missing_columns(), _("Never acknowledged")), self._showing())
        self.edited = ListCard(Table(_edited_columns(), _("Changed by hand at the centre")), self._showing())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        for each in (self.corrected, self.files, self.missing, self.edited):
            column.addWidget(each)
        for each in (self.corrected, self.missing, self.edited):
            each.table.opened.connect(self._open)

    def _showing(self) -> tuple[tuple[str, str, Callable[[object], None]], ...]:
        return ((_("Show"), "chevron-right", self._open),)

    def fill(self, answers: Answers) -> None:
        """Show what is known."""
        words = receipts.own_words(self._context.desk)
        text = _("If the central evaluation calls, read out this computer's six words: {words}")
        self.words.setText(text.format(words=words) if words else "")
        self.words.setVisible(bool(words))
        self.files.fill(answers.files, _("Files and receipts"), _("No file has been made yet."))
        if answers.files:
            self.files.table.choose(answers.files[0].id)
        for card, rows, title in (
            (self.corrected, answers.corrected, _("Changed since sent")),
            (self.missing, answers.missing, _("Never acknowledged")),
            (self.edited, answers.edited, _("Changed by hand at the centre")),
        ):
            card.fill(rows, title, "")
            card.setVisible(bool(rows))

    def choose_receipt(self) -> None:
        """Ask for the file and read it in."""
        before = self._context.settings.now.export_folder or str(Path.home())
        kinds_of_file = _("Receipts (*.json)") + ";;" + _("All files (*)")
        chosen, _kind = QFileDialog.getOpenFileName(self, _("Which receipt?"), before, kinds_of_file)
        if chosen:
            self.read_in(Path(chosen))

    def read_in(self, path: Path, *, accept_key: bool = False) -> None:
        """Read a receipt in, and tell what it says."""
        desk = self._context.desk
        self._context.runner.run(
            lambda _progress: receipts.take_in(desk, path, accept_key=accept_key),
            self._taken,
            failed=lambda error: self._refused(path, error),
            title=_("The receipt is being read"),
            owner=self,
        )

    def _taken(self, told: TakenIn) -> None:
        text = "\n".join(told.sentences())
        self.said.setText(text)
        self.said.setVisible(True)
        if told.words or told.refusal:
            messages.tell(text, self)
        else:
            self._context.tell(next(told.sentences()), undoable=False)
        self._changed()

    def _refused(self, path: Path, error: Exception) -> None:
        if isinstance(error, CentreKeyChanged):
            if messages.ask(str(error), _("Accept the new key"), self):
                self.read_in(path, accept_key=True)
        elif not messages.show_problem(error, self):
            raise error

    def _hand_over(self, file: FileState) -> None:
        receipts.set_delivered(self._context.desk, file, self._context.today())
        self._changed()

    def _take_back(self, file: FileState) -> None:
        receipts.set_delivered(self._context.desk, file, None)
        self._changed()

    def _open(self, row: object) -> None:
        what = row.what if isinstance(row, Turned | Edited) else row
        if isinstance(what, Named):
            self._show(what.kind, what.record)


def _file_columns() -> tuple[Column, ...]:
    return (
        Column(_("File no."), lambda file: file.number, width=8, number=True),
        Column(_("Made on"), lambda file: file.made_on, lambda file: show_day(file.made_on), width=12),
        Column(_("What became of it"), lambda file: file.said, tip=lambda file: file.said),
    )


def _turned_columns() -> tuple[Column, ...]:
    return (
        Column(_("What"), lambda row: row.what.title),
        Column(_("Since the last file"), lambda row: _(_TURNS[row.turn]), width=20),
    )


def _missing_columns() -> tuple[Column, ...]:
    return (
        Column(_("What"), lambda row: row.title),
        Column(_("Kind"), lambda row: kinds.name_of_kind(row.kind), width=24),
    )


def _edited_columns() -> tuple[Column, ...]:
    return (
        Column(_("What"), lambda row: row.what.title, least=10, tip=lambda row: row.what.title),
        Column(_("Column"), lambda row: row.column, width=10, tip=lambda row: row.column),
        Column(_("At the centre"), lambda row: row.centre, least=8, tip=lambda row: row.centre),
        Column(_("You sent"), lambda row: row.laptop, least=8, tip=lambda row: row.laptop),
        Column(_("Why"), lambda row: row.why, least=8, tip=lambda row: row.why),
    )
