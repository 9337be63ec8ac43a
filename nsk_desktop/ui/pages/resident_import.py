"""Residents from a file, on one card: the file, what its columns say, what would happen, and what came of it."""

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QFrame, QVBoxLayout, QWidget

from nsk_desktop.domain.codes import AGE_BANDS, GENDERS
from nsk_desktop.domain.numbers import whole
from nsk_desktop.errors import NskError
from nsk_desktop.i18n import _, ngettext
from nsk_desktop.services import resident_import
from nsk_desktop.services.resident_import import ListFile, ListTable, Planned, ResidentPlan, Says
from nsk_desktop.ui import messages
from nsk_desktop.ui.context import Context
from nsk_desktop.ui.table import Column, Table
from nsk_desktop.ui.widgets.button import button
from nsk_desktop.ui.widgets.choice import Choice
from nsk_desktop.ui.widgets.entry import TextEntry
from nsk_desktop.ui.widgets.field import Field, announce
from nsk_desktop.ui.widgets.flow import FlowLayout
from nsk_desktop.ui.widgets.notices import Notice
from nsk_desktop.ui.widgets.numbers_entry import NumberEntry
from nsk_desktop.ui.widgets.text import label

_MOST_LINES, _MOST_PROBLEMS, _MOST_COLUMNS = 10, 6, 40
_LETTERS = 24
"""So many are in sight of what a column says."""


def plan_columns() -> tuple[Column, ...]:
    """Which number, what it is now, and what it will be."""
    return (
        Column(_("Year"), lambda line: line.row.year, width=6),
        Column(_("Age"), lambda line: line.row.age_band, lambda line: AGE_BANDS.label(line.row.age_band), width=12),
        Column(_("Gender"), lambda line: line.row.gender, lambda line: GENDERS.label(line.row.gender), width=10),
        Column(_("Now"), lambda line: line.before or 0, lambda line: _number(line.before), number=True, width=8),
        Column(_("In the file"), lambda line: line.after or 0, lambda line: _number(line.after), number=True, width=8),
        Column(_("What happens"), _what, least=16),
    )


def _number(number: int | None) -> str:
    return "" if number is None else whole(number)


def _what(line: Planned) -> str:
    if line.after is None:
        return _("is taken away")
    if line.before is None:
        return _("new")
    return _("changed") if line.changes else _("the same")


class ResidentImport(QFrame):
    """Nothing is written before the button at the bottom, and one undo takes all of it back."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self.context = context
        self._file: ListFile | None = None
        self._header = 0
        self.made: ResidentPlan | None = None
        self.sentence = label(
            _(
                "Choose a table from Excel (.xlsx) or a text file (.csv) with how many live here by age and gender. "
                "Single years of age are added up. Nothing is written before you have seen what it would do."
            ),
            "quiet",
            wrap=True,
        )
        self.choose = button(_("Choose a file …"), self.choose_file, icon="data-in")
        self.told = label("", "strong", wrap=True)
        self.sheet = Choice([])
        self.sheet_field = Field(_("Sheet"), self.sheet)
        self.sheet.committed.connect(self._show_table)
        self.year = NumberEntry(2000, 2100)
        self.source = TextEntry(_("e.g. Statistics Denmark"))
        for entry in (self.year, self.source):
            entry.committed.connect(self._plan)
        self.columns: list[Choice] = []
        self._fields: list[Field] = []
        self.columns_row = FlowLayout(None, 12, 6)
        self.notice = Notice()
        self.table = Table(plan_columns(), _("What the file would do"), key=lambda line: line.row.key)
        self.take_button = button(_("Import"), self.take, kind="primary")
        self.cancel_button = button(_("Cancel"), self.start_over)
        self.steps = self._make_steps()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 12, 14, 12)
        layout.setSpacing(8)
        row = FlowLayout()
        row.addWidget(self.choose)
        layout.addWidget(label(_("Residents from a file"), "heading", wrap=True))
        layout.addWidget(self.sentence)
        layout.addLayout(row)
        layout.addWidget(self.told)
        layout.addWidget(self.steps)
        self.told.hide()
        self.steps.hide()

    def choose_file(self) -> None:
        """Ask for the file."""
        kinds = _("Lists (*.xlsx *.xlsm *.csv *.txt *.tsv)")
        chosen, _kind = QFileDialog.getOpenFileName(self, _("Choose a list"), str(Path.home()), kinds)
        if chosen:
            self.open_file(Path(chosen))

    def open_file(self, path: Path) -> None:
        """Read *path* and show what its columns say."""
        try:
            self._file = resident_import.read(path)
        except NskError as problem:
            messages.show_problem(problem, self)
            return
        self.told.setText(self._file.name)
        self.told.show()
        sheets: list[tuple[Any, str]] = list(enumerate(table.name for table in self._file.tables))
        self.sheet.box.clear()
        self.sheet.set_options(sheets)
        self.sheet.set_value(0)
        self.sheet_field.setVisible(len(self._file.tables) > 1)
        self.year.set_value(None)
        self.source.set_value("")
        self.steps.show()
        self._show_table()
        if self.columns:
            self.columns[0].target().setFocus()

    def start_over(self) -> None:
        """Forget the file; nothing of it was written."""
        self._file = self.made = None
        self.steps.hide()
        self.told.hide()
        self.choose.setFocus()

    def take(self) -> None:
        """Write what the table says, in one step."""
        if self._file is None or self.made is None:
            return
        number, made = self.made.changed, self.made
        try:
            resident_import.apply(self.context.desk, self._file.name, made)
        except NskError as problem:
            messages.show_problem(problem, self)
            return
        self.start_over()
        text = ngettext("{number} number was imported.", "{number} numbers were imported.", number)
        self.told.setText(text.format(number=whole(number)))
        self.told.show()
        announce(self.told, self.told.text())
        self.context.tell(_("The residents are imported."))

    def _make_steps(self) -> QWidget:
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        below = FlowLayout(None, 14, 6)
        below.addWidget(Field(_("Year, when the file does not say it"), self.year))
        below.addWidget(Field(_("Source"), self.source))
        self.source.setMinimumWidth(self.fontMetrics().averageCharWidth() * 26)
        row = FlowLayout()
        row.addWidget(self.cancel_button)
        row.addWidget(self.take_button)
        column.addWidget(self.sheet_field)
        column.addWidget(label(_("What does each column say?"), "strong", wrap=True))
        column.addLayout(self.columns_row)
        column.addLayout(below)
        column.addWidget(self.notice)
        column.addWidget(self.table)
        column.addLayout(row)
        return held

    def _table(self) -> ListTable:
        assert self._file is not None
        return self._file.tables[self.sheet.value() or 0]

    def _show_table(self) -> None:
        """Show what the columns of the chosen sheet are guessed to say."""
        table = self._table()
        self._header, guessed = resident_import.guess(table)
        for gone in self._fields:
            self.columns_row.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        self._fields, self.columns = [], []
        options = [(says, resident_import.label_of(says)) for says in Says]
        headings = table.row(self._header) if self._header else ("",) * table.width
        for number, (heading, says) in enumerate(zip(headings, guessed, strict=True), 1):
            if number > _MOST_COLUMNS:
                break
            made = Choice(options)
            made.set_value(says)
            made.committed.connect(self._plan)
            name = resident_import.written(heading)[:30] or _("Column {number}").format(number=number)
            made.setMinimumWidth(self.fontMetrics().averageCharWidth() * _LETTERS)
            field = Field(name, made)
            self._fields.append(field)
            self.columns.append(made)
            self.columns_row.addWidget(field)
            field.show()
        self._plan()

    def _said(self) -> tuple[Says, ...]:
        said = [Says(choice.value() or Says.NOTHING) for choice in self.columns]
        return (*said, *[Says.NOTHING] * (self._table().width - len(said)))

    def _plan(self) -> None:
        """Show what the table would do as it is read now."""
        if self._file is None or self.year.problem:
            return
        year, source = self.year.value(), self.source.value() or ""
        lacking = resident_import.lacks(self._said(), year)
        self.made = None
        if not lacking:
            args = (self._table(), self._header, self._said(), year, source)
            self.made = resident_import.plan(self.context.desk, *args)
        made = self.made
        self.table.show_rows(made.lines if made else ())
        lines = self.table.verticalHeader().defaultSectionSize() * min(len(made.lines) if made else 0, _MOST_LINES)
        self.table.setFixedHeight(lines + self.table.horizontalHeader().sizeHint().height() + 8)
        self.table.setVisible(bool(made and made.lines))
        said = lacking or (_told(made) if made else "")
        self.notice.show_choices(said)
        self.notice.setVisible(bool(said))
        self.take_button.setEnabled(bool(made and made.changed and not made.problems))


def _told(made: ResidentPlan) -> str:
    """What stands in the way, or what is worth a second look."""
    if made.problems:
        more = len(made.problems) - _MOST_PROBLEMS
        lines = [_("Nothing is imported before the file says these in a way that can be read:")]
        lines += made.problems[:_MOST_PROBLEMS]
        lines += [_("and {number} more").format(number=whole(more))] if more > 0 else []
        return "\n".join(lines)
    if not made.lines:
        return _("There are no numbers in the table.")
    if not made.changed:
        return _("All of it is there already.")
    gone = sum(line.after is None for line in made.lines)
    if gone:
        text = ngettext(
            "The file takes the place of a whole year: {number} number that is not in it is taken away.",
            "The file takes the place of a whole year: {number} numbers that are not in it are taken away.",
            gone,
        )
        return text.format(number=whole(gone))
    return ""
