"""The third step of an import: what would happen, every cell that cannot be read, and whoever looks like somebody."""

from dataclasses import dataclass, replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from nsk_desktop.domain.records import Attendance, Headcount, Participant, Session
from nsk_desktop.i18n import _, ngettext
from nsk_desktop.services import same_person
from nsk_desktop.services.list_import import NEW, SKIP, CellProblem, Meant, Plan, PlannedRow, Reading, RowState
from nsk_desktop.ui.pages.list_card import ListCard
from nsk_desktop.ui.table import Column, Table
from nsk_desktop.ui.widgets.choice import Choice, Tick
from nsk_desktop.ui.widgets.entry import TextEntry
from nsk_desktop.ui.widgets.field import Field
from nsk_desktop.ui.widgets.notices import Notice
from nsk_desktop.ui.widgets.text import SIGNS, label

MOST_SHOWN = 5000
"""Rows of the preview; more of them nobody looks through."""


@dataclass(frozen=True, slots=True)
class RowLine:
    """A row of the list as the preview shows it."""

    id: int
    state: str
    who: str
    told: str


class CheckStep(QWidget):
    """The preview of a plan. What is put right here changes the plan, never the file."""

    changed = Signal()
    """Somebody has put something right: the plan is to be made anew."""
    wanted = Signal()
    """Somebody wants the rows that can be read taken in."""
    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.made: Plan | None = None
        self.reading: Reading | None = None
        self._only_problems = False
        self.summary = label("", "strong", wrap=True)
        self.notice = Notice()
        self.notice.hide()
        self.problems = ListCard(
            Table(
                (
                    Column(_("Cell"), lambda one: one.row * 1000 + one.column, lambda one: one.address, width=7),
                    Column(_("Stands there"), lambda one: one.value, width=18),
                    Column(_("Why"), lambda one: one.reason, lambda one: f"{SIGNS['bad']} {one.reason}", least=30),
                ),
                _("Cells that cannot be read"),
                key=lambda one: (one.row, one.column),
            )
        )
        self.mend = TextEntry()
        self.mend_field = Field(_("Write instead"), self.mend, note=_("The file is not changed."))
        self.people = ListCard(
            Table(
                (
                    Column(_("In the list"), lambda meant: meant.person.name, least=16),
                    Column(_("Looks like"), _alike, least=24),
                    Column(_("Is"), _is, width=20),
                ),
                _("People who look like somebody known"),
                key=lambda meant: meant.person.key,
            )
        )
        self.who = Choice(())
        self.who_field = Field(_("Who is it?"), self.who)
        self.revive = Tick(_("Take back from the bin what the list speaks of"))
        self.rows = ListCard(
            Table(
                (
                    Column(_("Row"), lambda line: line.id, number=True, width=6),
                    Column(_("State"), lambda line: line.state, width=12),
                    Column(_("Who"), lambda line: line.who, least=16),
                    Column(_("What it says"), lambda line: line.told, least=24),
                ),
                _("The rows of the list"),
            )
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        for widget in (self.summary, self.notice, self.problems, self.mend_field, self.people, self.who_field):
            layout.addWidget(widget)
        layout.addWidget(self.revive)
        layout.addWidget(self.rows)
        layout.addStretch(1)
        self.problems.table.chosen.connect(self._show_problem)
        self.people.table.chosen.connect(self._show_person)
        self.mend.committed.connect(self._mend)
        self.who.committed.connect(self._choose)
        self.revive.committed.connect(self._revive)

    def show_plan(self, reading: Reading, made: Plan) -> None:
        """Show what taking in the table would do."""
        self.reading, self.made = reading, made
        self.summary.setText(_summary(made))
        self._tell_of_problems(made)
        self.problems.fill(made.problems, _("Cells that cannot be read"), "")
        self.problems.setVisible(bool(made.problems))
        self.mend_field.setVisible(bool(made.problems))
        self.people.fill(made.unclear, _("Look alike: is it the same person?"), "")
        self.people.setVisible(bool(made.unclear))
        self.who_field.setVisible(bool(made.unclear))
        self.revive.setVisible(bool(made.binned) or reading.revive)
        self.revive.set_value(reading.revive)
        self._fill_rows()

    def _tell_of_problems(self, made: Plan) -> None:
        if not made.problems:
            self._only_problems = False
            self.notice.show_choices("")
            return
        assert self.reading is not None
        heading = [problem for problem in made.problems if problem.row == self.reading.header]
        rows = [problem for problem in made.problems if problem.row != self.reading.header]
        said = []
        if rows:
            text = ngettext(
                "{bad} of {total} rows cannot be read. {first}",
                "{bad} of {total} rows cannot be read. {first}",
                made.bad_rows,
            )
            total = made.good_rows + made.bad_rows
            said.append(text.format(bad=made.bad_rows, total=total, first=rows[0].sentence()))
        if heading:
            text = _("A heading cannot be read, so its column is left out. {first}")
            said.append(text.format(first=heading[0].sentence()))
        sentence = "\n".join(said)
        take = ngettext("Import the {number}", "Import the {number}", made.good_rows).format(number=made.good_rows)
        shown = _("Show all rows") if self._only_problems else _("Show the rows")
        choices = [(shown, self.toggle_rows), (take, self.wanted.emit), (_("Cancel"), self.cancelled.emit)]
        self.notice.show_choices(sentence, choices)
        self.notice.buttons[1].setEnabled(bool(made.new or made.back))

    def toggle_rows(self) -> None:
        """Show only the rows that cannot be read, or all of them again."""
        self._only_problems = not self._only_problems
        if self.made is not None:
            self._tell_of_problems(self.made)
            self._fill_rows()
            self.rows.table.setFocus()

    def _fill_rows(self) -> None:
        assert self.made is not None
        rows = [row for row in self.made.rows if not self._only_problems or row.state is RowState.PROBLEM]
        self.rows.fill([_line(row) for row in rows[:MOST_SHOWN]], _("Rows"), _("There is no row to read."))

    def _show_problem(self, problem: CellProblem | None) -> None:
        if problem is not None:
            self.mend_field.label.setText(_("Write instead of {address}").format(address=problem.address))
            self.mend.target().setAccessibleName(self.mend_field.label.text())
            self.mend.set_value(problem.value)

    def _mend(self) -> None:
        problem = self.problems.table.current()
        if problem is not None and self.reading is not None and self.mend.value() != problem.value:
            mended = {**self.reading.mended, (problem.row, problem.column): self.mend.value()}
            self.reading = replace(self.reading, mended=mended)
            self.changed.emit()

    def _show_person(self, meant: Meant | None) -> None:
        if meant is None:
            return
        options = [(NEW, _("Somebody new")), (SKIP, _("Skip this person"))]
        options += [(one.id, _("Is {name}").format(name=one.name)) for one in meant.likely]
        known = {id for id, _text in options}
        options += [
            (id, _("Is {name} ({number})").format(name=meant.person.name, number=place))
            for place, id in enumerate(meant.unclear, 1)
            if id and id not in known
        ]
        self.who_field.label.setText(_("Who is {name}?").format(name=meant.person.name))
        self.who.target().setAccessibleName(self.who_field.label.text())
        # Emptied first: the value of the one before is nothing to this one.
        self.who.box.clear()
        self.who.set_options(options)
        self.who.set_value(meant.choice or ("" if meant.unclear else NEW))
        if meant.unclear and not meant.choice:
            self.who.box.setCurrentIndex(-1)

    def _choose(self) -> None:
        meant = self.people.table.current()
        if meant is not None and self.reading is not None:
            self.reading = replace(self.reading, choices={**self.reading.choices, meant.person.key: self.who.value()})
            self.changed.emit()

    def _revive(self) -> None:
        if self.reading is not None:
            self.reading = replace(self.reading, revive=self.revive.value())
            self.changed.emit()


def _summary(made: Plan) -> str:
    parts = [text.format(number=number) for text, number in _counted(made) if number]
    if not parts:
        return _("There is nothing new in the list.")
    return _("This would be added: {what}. Nothing is written yet.").format(what=", ".join(parts))


def _counted(made: Plan) -> list[tuple[str, int]]:
    meetings, people = made.count(Session), made.count(Participant)
    marks, counts = made.count(Attendance), made.count(Headcount)
    return [
        (ngettext("{number} meeting", "{number} meetings", meetings), meetings),
        (ngettext("{number} new participant", "{number} new participants", people), people),
        (ngettext("{number} attendance", "{number} attendances", marks), marks),
        (ngettext("{number} count without names", "{number} counts without names", counts), counts),
    ]


def _line(row: PlannedRow) -> RowLine:
    states = {
        RowState.NEW: "+ " + _("new"),
        RowState.KNOWN: f"{SIGNS['good']} " + _("known"),
        RowState.PROBLEM: f"{SIGNS['bad']} " + _("problem"),
        RowState.PASSED: "– " + _("passed over"),
    }
    return RowLine(row.number, states[row.state], row.row.person.name if row.row.person else "", _told(row))


def _told(row: PlannedRow) -> str:
    if row.state is RowState.PROBLEM:
        return "; ".join(problem.reason for problem in row.row.problems) or _("Say above who it is.")
    said = []
    marks, counts = len(row.row.marks), len(row.row.counts)
    if marks:
        said.append(ngettext("{number} attendance", "{number} attendances", marks).format(number=marks))
    if counts:
        people = sum(count.number for count in row.row.counts)
        said.append(
            ngettext("{number} person without a name", "{number} people without names", people).format(number=people)
        )
    if row.otherwise:
        said.append(_("says otherwise than what is registered, which stays"))
    if row.binned:
        said.append(_("lies in the bin"))
    return ", ".join(said) or row.row.passed_over


def _alike(meant: Meant) -> str:
    if meant.unclear:
        return _("Several are called so")
    return " · ".join(
        f"{one.name} ({', '.join(same_person.reason_text(reason) for reason in one.reasons)})" for one in meant.likely
    )


def _is(meant: Meant) -> str:
    if meant.choice == SKIP:
        return _("skipped")
    if meant.choice == NEW or not (meant.choice or meant.unclear):
        return _("somebody new")
    if meant.unclear:
        return f"{SIGNS['bad']} " + _("not said yet")
    return next((one.name for one in meant.likely if one.id == meant.choice), meant.person.name)
