"""The second step of an import: the sheet, its headings, what each column says, and what the list does not say."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QApplication, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from nsk_desktop.domain.codes import SESSION_TYPES, TARGET_GROUPS, THEMES_SHORT
from nsk_desktop.i18n import _
from nsk_desktop.services import list_import
from nsk_desktop.services.desk import Desk
from nsk_desktop.services.list_import import Defaults, Guess, ListFile, ListTable, Meaning, Reading
from nsk_desktop.ui.widgets.choice import Choice, CodeChecks, Tick, options_of
from nsk_desktop.ui.widgets.entry import TextEntry
from nsk_desktop.ui.widgets.field import Field
from nsk_desktop.ui.widgets.flow import FlowLayout
from nsk_desktop.ui.widgets.numbers_entry import NumberEntry
from nsk_desktop.ui.widgets.text import label

SHOWN_ROWS = 20
MOST_ABOVE = 60
"""The rows among which the headings are."""
_LETTERS, _WORDS = 21, 40


class ColumnsStep(QWidget):
    """Shows the guess and takes what somebody says instead. Nothing is read in from here."""

    def __init__(self, desk: Desk, today: Callable[[], date]) -> None:
        super().__init__()
        self._desk, self._today = desk, today
        self._file: ListFile | None = None
        self.guesses: list[Guess] = []
        self.choices: list[Choice] = []
        self.file = label("", "heading", wrap=True)
        self.sheet = Choice(())
        self.header = Choice(())
        self.activity = TextEntry()
        self.kind = Choice(options_of(SESSION_TYPES), _("Choose …"))
        self.target = Choice(options_of(TARGET_GROUPS))
        self.year = NumberEntry()
        self.place = TextEntry()
        self.themes = CodeChecks([(code, f"{code} {THEMES_SHORT.label(code)}") for code in THEMES_SHORT.codes])
        self.repeat = Tick(_("An empty date means the one above"))
        self.far = Tick(_("Dates far ahead are right"))
        self.preview = QTableWidget()
        QApplication.instance().focusChanged.connect(self._follow)  # type: ignore[union-attr]
        self.problem = label("", "problem", wrap=True)
        self._arrange()
        self.sheet.committed.connect(lambda: self._show_table(None))
        self.header.committed.connect(lambda: self._show_table(self.header.value()))

    def _arrange(self) -> None:
        self.sheet_field = Field(_("Sheet"), self.sheet)
        above = FlowLayout(None, 14, 6)
        for field in (self.sheet_field, Field(_("Headings in row"), self.header)):
            above.addWidget(field)
        self.year.narrow(6)
        below = FlowLayout(None, 14, 6)
        fields = (
            Field(_("What is the activity called?"), self.activity),
            Field(_("Type"), self.kind),
            Field(_("Place"), self.place),
            Field(_("Target group"), self.target),
            Field(_("Year of dates without one"), self.year),
        )
        for field in fields:
            below.addWidget(field)
        ticks = FlowLayout(None, 14, 6)
        ticks.addWidget(self.repeat)
        ticks.addWidget(self.far)
        letter = self.fontMetrics().averageCharWidth()
        for entry, letters in (
            (self.activity, 32),
            (self.kind, 28),
            (self.target, 26),
            (self.place, 22),
            (self.header, 34),
        ):
            entry.setMinimumWidth(letter * letters)
        self.preview.setAccessibleName(_("The first rows of the list"))
        self.preview.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.preview.setTabKeyNavigation(False)
        self.preview.setShowGrid(False)
        self.preview.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.preview.horizontalHeader().setHighlightSections(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(self.file)
        layout.addLayout(above)
        layout.addWidget(label(_("What does each column say?"), "strong"))
        layout.addWidget(self.preview)
        layout.addWidget(label(_("For everything the list does not say itself"), "strong"))
        layout.addLayout(below)
        layout.addWidget(Field(_("Themes"), self.themes))
        layout.addLayout(ticks)
        layout.addWidget(self.problem)
        layout.addStretch(1)
        self.problem.hide()

    def show_file(self, file: ListFile) -> None:
        """Begin with the sheet that most looks like a list of attendance."""
        self._file = file
        self.file.setText(file.name)
        names = [
            _("{sheet} (hidden)").format(sheet=table.name) if table.hidden else table.name for table in file.tables
        ]
        sheets: list[tuple[Any, str]] = list(enumerate(names))
        self.sheet.box.clear()
        self.sheet.set_options(sheets)
        self.sheet.set_value(list_import.likeliest(file, self._today()))
        self.sheet_field.setVisible(len(file.tables) > 1)
        for entry in (self.activity, self.place):
            entry.set_value("")
        self.target.set_value("M1")
        self.far.set_value(False)
        self._show_table(None)

    def table(self) -> ListTable:
        """The chosen sheet."""
        assert self._file is not None
        return self._file.tables[self.sheet.value() or 0]

    def reading(self) -> Reading:
        """How the table is to be read, as it is said here."""
        assert self._file is not None
        for entry in (self.activity, self.place, self.year):
            entry.finish()
        defaults = Defaults(
            title=self.activity.value(),
            type=self.kind.value(),
            themes=tuple(self.themes.value()),
            target_group=self.target.value() or "M1",
            place=self.place.value(),
            year=self.year.value(),
            repeat_day=self.repeat.value(),
            far_days=self.far.value(),
        )
        meanings = tuple(Meaning(choice.value()) for choice in self.choices)
        return Reading(self._file.name, self.table(), self.header.value(), meanings, defaults)

    def complain(self) -> bool:
        """Say what is lacking; whether anything is."""
        reading = self.reading()
        sentence = list_import.lacks(reading.meanings, reading.defaults)
        self.problem.setText(f"✕ {sentence}" if sentence else "")
        self.problem.setVisible(bool(sentence))
        return bool(sentence)

    def _show_table(self, header: int | None) -> None:
        table = self.table()
        layout = list_import.guess(self._desk, table, self._today(), header)
        self._offer_headings(table, layout.header)
        if header is None:
            self.year.set_value(layout.year)
            self.activity.set_value(layout.title)
            self.repeat.set_value(layout.repeat_day)
        self.guesses = list(layout.columns)
        self.problem.hide()
        self._fill(table, layout.header)

    def _offer_headings(self, table: ListTable, chosen: int) -> None:
        """The rows that may hold the headings, each with its first words."""
        options: list[tuple[Any, str]] = [(0, _("none"))]
        for number, row in enumerate(table.rows[:MOST_ABOVE], 1):
            words = ", ".join(filter(None, map(list_import.written, row)))
            if words:
                options.append((number, f"{number}: {words if len(words) <= _WORDS else words[:_WORDS] + '…'}"))
        self.header.box.clear()
        self.header.set_options(options)
        self.header.set_value(chosen)

    def _fill(self, table: ListTable, header: int) -> None:
        preview = self.preview
        preview.clear()
        self.choices = []
        first = max(header, 1)
        rows = range(first, min(first + SHOWN_ROWS, len(table.rows)) + 1)
        preview.setColumnCount(table.width)
        preview.setRowCount(len(rows) + 1)
        preview.setHorizontalHeaderLabels([list_import.column_name(number) for number in range(1, table.width + 1)])
        preview.setVerticalHeaderLabels(["", *(str(row) for row in rows)])
        letter = self.fontMetrics().averageCharWidth()
        for place in range(table.width):
            preview.setColumnWidth(place, letter * _LETTERS + 40)
            preview.setCellWidget(0, place, self._choice(table, header, place))
            for at, row in enumerate(rows, 1):
                item = QTableWidgetItem(list_import.written(table.row(row)[place]))
                if row == header:
                    font = item.font()
                    font.setBold(True)
                    item.setFont(font)
                preview.setItem(at, place, item)
        line = self.fontMetrics().height()
        preview.verticalHeader().setDefaultSectionSize(line + 14)
        preview.setRowHeight(0, 2 * line + 34)
        preview.setFixedHeight(2 * line + 34 + 8 * (line + 14) + preview.horizontalHeader().sizeHint().height() + 18)

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Bring the column whose choice has the keyboard into view."""
        if now is None or not self.preview.isAncestorOf(now):
            return
        for place in range(self.preview.columnCount()):
            choice: QWidget | None = self.preview.cellWidget(0, place)
            # There are columns before there are choices while another row of headings is taken.
            if choice is not None and choice.isAncestorOf(now):
                self.preview.scrollTo(self.preview.model().index(0, place))

    def _choice(self, table: ListTable, header: int, place: int) -> QWidget:
        """The choice above a column, and under it how it was found."""
        choice = Choice([(meaning.value, list_import.label_of(meaning)) for meaning in Meaning])
        choice.set_value(self.guesses[place].meaning.value)
        heading = list_import.written(table.row(header)[place]) if header else ""
        name = _("Column {column} {heading}").format(column=list_import.column_name(place + 1), heading=heading)
        choice.target().setAccessibleName(name.strip())
        note = label(_found(self.guesses[place]), "quiet")
        choice.committed.connect(partial(note.setText, _("chosen")))
        choice.committed.connect(lambda: self.problem.hide())
        self.choices.append(choice)
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(3, 2, 3, 2)
        column.setSpacing(1)
        column.addWidget(choice)
        column.addWidget(note, 0, Qt.AlignmentFlag.AlignHCenter)
        return held


def _found(guess: Guess) -> str:
    if guess.certainty >= 1:
        return _("as the last time")
    if guess.meaning is Meaning.NOTHING:
        return ""
    return _("guessed") if guess.certainty >= list_import.SURE else _("guessed, look at it")
