"""What to do next about a record, and when: two lines and a button."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from nsk_desktop.domain.dates import show_day
from nsk_desktop.i18n import _
from nsk_desktop.services import follow_ups
from nsk_desktop.ui.context import Context
from nsk_desktop.ui.drafts import LooseWords, Sheet
from nsk_desktop.ui.guarding import GuardedWords, guard_answer
from nsk_desktop.ui.widgets.button import button
from nsk_desktop.ui.widgets.date_entry import DateEntry
from nsk_desktop.ui.widgets.entry import TextEntry
from nsk_desktop.ui.widgets.field import Field


class FollowUpBox(QWidget):
    """Makes follow-ups about the record that its *sheet* shows. They are on Start on the day."""

    def __init__(self, context: Context, kind: str, sheet: Sheet, *, day_first: bool = False) -> None:
        super().__init__()
        self._context, self._kind, self._sheet = context, kind, sheet
        self.text, self.day = TextEntry(), DateEntry(context.today)
        self.day.hint(_("e.g. in 2 weeks"))
        self.day_field = Field(_("When"), self.day)
        self.add = button(_("Add follow-up"), self._add, icon="follow-up")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        text_field = Field(_("Follow up on"), self.text)
        self.guard = guard_answer(context, text_field, lambda: f"{kind}/{sheet.record()}/follow-up")
        fields = [text_field, self.day_field]
        for field in reversed(fields) if day_first else fields:
            column.addWidget(field)
        column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        sheet.add_beside("follow-up", GuardedWords(self.guard), self.text.edited)
        sheet.add_beside("follow-up-day", LooseWords(self.day), self.day.edited)

    def begun(self) -> bool:
        """Whether something stands here that is not added yet."""
        return bool(self.day.words().strip() or self.text.words().strip())

    def make(self) -> bool:
        """Add what stands here. Returns whether it could be read."""
        self._add()
        return not self.begun()

    def _add(self) -> None:
        self.day.line.left.emit()
        due = self.day.value()
        if due is None:
            if not self.day.problem:
                self.day_field.say(_("Write when, for example “in 2 weeks”."))
            self.day.line.setFocus()
            return
        text = self.text.line.text().strip()
        if not self.guard.lets_through():
            return
        follow_ups.new_follow_up(self._context.desk, due, text, self._kind, self._sheet.record())
        self.text.set_value("")
        self.guard.forget()
        self.day.set_value(None)
        self._context.tell(_("The follow-up is on Start on {day}.").format(day=show_day(due)))
