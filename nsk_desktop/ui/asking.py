"""Small questions about a meeting: why it is cancelled, when it is instead, and which meetings a change is for."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from nsk_desktop.domain.dates import show_day
from nsk_desktop.i18n import _
from nsk_desktop.services.public_holidays import holiday_name
from nsk_desktop.services.series import Scope
from nsk_desktop.ui.context import Context
from nsk_desktop.ui.guarding import guard_answer
from nsk_desktop.ui.widgets.button import button
from nsk_desktop.ui.widgets.date_entry import DateEntry
from nsk_desktop.ui.widgets.entry import TextEntry
from nsk_desktop.ui.widgets.field import Field
from nsk_desktop.ui.widgets.text import label


class Asking(QDialog):
    """A question with one answer; Enter gives it, Escape leaves everything as it was."""

    def __init__(self, owner: QWidget | None, question: str, answer: str) -> None:
        super().__init__(owner)
        self.setWindowTitle(QApplication.applicationDisplayName())
        self.setMinimumWidth(440)
        self.column = QVBoxLayout()
        self.column.setSpacing(10)
        self.go_on = button(answer, self.give, kind="primary")
        self.go_on.setDefault(True)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(button(_("Cancel"), self.reject))
        row.addWidget(self.go_on)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(14)
        layout.addWidget(label(question, "heading", wrap=True))
        layout.addLayout(self.column)
        # What is left over stands between the question and its buttons.
        layout.addStretch(1)
        layout.addLayout(row)

    def give(self) -> None:
        """Take the answer."""
        self.accept()

    def showEvent(self, event: QShowEvent) -> None:
        """Be as large as what is asked: sentences that go on in the next line are not counted in Qt's own size."""
        super().showEvent(event)
        self.fit()

    def fit(self) -> None:
        """Make room for what is asked now."""
        self.setMinimumHeight(0)
        self.setMinimumWidth(max(self.minimumWidth(), self.minimumSizeHint().width()))
        self.adjustSize()
        self.setMinimumHeight(max(self.heightForWidth(self.width()), 0))
        self.resize(self.width(), self.minimumHeight())

    def answered(self) -> bool:
        """Show the question; whether it was answered."""
        given = self.exec() == QDialog.DialogCode.Accepted
        self.deleteLater()
        return given


class CancelDialog(Asking):
    """Why a meeting did not take place. The reason may be left out."""

    def __init__(self, owner: QWidget | None, context: Context, meeting: str) -> None:
        super().__init__(owner, _("Cancel {meeting}").format(meeting=meeting), _("It was cancelled"))
        self.reason = TextEntry()
        field = Field(_("Why? (optional)"), self.reason)
        self.column.addWidget(field)
        self.guard = guard_answer(context, field, lambda: "cancel_reason")
        self.reason.committed.connect(self.fit)
        self.reason.setFocus()

    @classmethod
    def ask(cls, owner: QWidget | None, context: Context, meeting: str) -> str | None:
        """The reason, perhaps empty; None when the meeting is not to be cancelled."""
        dialog = cls(owner, context, meeting)
        return dialog.reason.line.text().strip() if dialog.answered() else None

    def give(self) -> None:
        """Close only on a reason that may be kept."""
        self.reason.finish()
        if self.guard.lets_through():
            self.accept()
        else:
            self.fit()


class DayDialog(Asking):
    """Another day for a meeting or a follow-up; *steps* are the days that one click chooses."""

    def __init__(
        self,
        owner: QWidget | None,
        question: str,
        answer: str,
        today: Callable[[], date],
        steps: Sequence[tuple[str, date]] = (),
        day: date | None = None,
    ) -> None:
        super().__init__(owner, question, answer)
        self.day = DateEntry(today)
        self.day.set_value(day)
        self.field = Field(_("To which day?"), self.day)
        self.holiday = label("", "quiet", wrap=True)
        if steps:
            row = QHBoxLayout()
            self.steps = [button(text, partial(self._take, chosen)) for text, chosen in steps]
            for each in self.steps:
                row.addWidget(each)
            row.addStretch(1)
            self.column.addLayout(row)
        self.column.addWidget(self.field)
        self.column.addWidget(self.holiday)
        self.day.committed.connect(self._name_holiday)
        self._name_holiday()
        self.day.setFocus()
        self.day.line.selectAll()

    @classmethod
    def ask(cls, dialog: "DayDialog") -> date | None:
        """The chosen day, or None."""
        return dialog.day.value() if dialog.answered() else None

    def give(self) -> None:
        """Close only on a day that can be read."""
        self.day.line.left.emit()
        if self.day.value() is not None and not self.day.problem:
            self.accept()
            return
        if not self.day.problem:
            self.field.say(_("Write a day, for example “tomorrow” or 18.03."))
        self.day.setFocus()

    def _take(self, day: date) -> None:
        self.day.set_value(day)
        self.accept()

    def _name_holiday(self) -> None:
        day = self.day.value()
        name = holiday_name(day) if day else ""
        self.holiday.setText(_("That day is {holiday}.").format(holiday=name) if name else "")
        self.holiday.setVisible(bool(name))


def move_dialog(owner: QWidget | None, meeting: str, day: date, today: Callable[[], date]) -> DayDialog:
    """To which day a meeting is moved."""
    question = _("Move {meeting}").format(meeting=meeting)
    return DayDialog(owner, question, _("Move"), today, day=day + timedelta(days=1))


def postpone_dialog(owner: QWidget | None, due: date, today: Callable[[], date]) -> DayDialog:
    """How long a follow-up is put off: from today, or from its day if that is later."""
    begin = max(due, today())
    weeks = [begin + timedelta(weeks=number) for number in (1, 2)]
    steps = ((_("1 week"), weeks[0]), (_("2 weeks"), weeks[1]))
    return DayDialog(owner, _("Postpone the follow-up"), _("Postpone"), today, steps, weeks[0])


class ScopeDialog(Asking):
    """Which meetings of a series a change is for."""

    def __init__(self, owner: QWidget | None, what: str, day: date | None, first: Scope, *, one: bool) -> None:
        super().__init__(owner, _("Which meetings is the change for?"), _("Change"))
        self.column.addWidget(label(_("What was held, finished or is past stays as it is."), "quiet", wrap=True))
        texts = {Scope.ALL: _("All coming meetings")}
        if day is not None:
            when = show_day(day)
            following = {Scope.FOLLOWING: _("This and the following (from {day})").format(day=when)}
            texts = ({Scope.ONE: _("Only this meeting ({day})").format(day=when)} if one else {}) | following | texts
        self.choices: dict[Scope, QRadioButton] = {}
        for scope, text in texts.items():
            made = QRadioButton(text)
            made.setAccessibleDescription(what)
            self.choices[scope] = made
            self.column.addWidget(made)
        chosen = self.choices.get(first, self.choices[Scope.ALL])
        chosen.setChecked(True)
        chosen.setFocus(Qt.FocusReason.OtherFocusReason)

    @classmethod
    def ask(cls, owner: QWidget | None, what: str, day: date | None, first: Scope, *, one: bool) -> Scope | None:
        """The answer, *first* being chosen beforehand; None when nothing is to be changed."""
        dialog = cls(owner, what, day, first, one=one)
        return dialog.chosen() if dialog.answered() else None

    def chosen(self) -> Scope:
        """The scope that is ticked."""
        return next(scope for scope, made in self.choices.items() if made.isChecked())
