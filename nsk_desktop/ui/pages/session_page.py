"""The meeting page: what the meeting was, who came, and how many there were. Every field is saved at once."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from nsk_desktop.domain.codes import MODES, Presence
from nsk_desktop.domain.dates import show_day
from nsk_desktop.errors.registration import Incomplete, StillToCome
from nsk_desktop.i18n import _, ngettext
from nsk_desktop.services import people, sessions
from nsk_desktop.services.sessions import SessionPage as OpenSession
from nsk_desktop.ui import messages
from nsk_desktop.ui.conflicts import ConflictNotice
from nsk_desktop.ui.context import Context
from nsk_desktop.ui.drafts import LineWords, SpareWords
from nsk_desktop.ui.follow_up_box import FollowUpBox
from nsk_desktop.ui.guarding import guard_form
from nsk_desktop.ui.history_dialog import HistoryDialog
from nsk_desktop.ui.new_participant import NEW_PARTICIPANT, NewParticipantDialog
from nsk_desktop.ui.pages.head_actions import HeadActions
from nsk_desktop.ui.pages.page import Page, card, scrolled
from nsk_desktop.ui.pages.roster import Roster
from nsk_desktop.ui.pages.session_foot import SessionFoot
from nsk_desktop.ui.session_columns import status_of
from nsk_desktop.ui.session_form import hosts_value, initiative_options, make_session_form
from nsk_desktop.ui.signed_notice import SignedNotice
from nsk_desktop.ui.widgets.button import button
from nsk_desktop.ui.widgets.choice import RadioChoice, options_of
from nsk_desktop.ui.widgets.counter_grid import Cell, CounterGrid
from nsk_desktop.ui.widgets.field import Field, announce
from nsk_desktop.ui.widgets.splitter import Splitter, SplitterArea
from nsk_desktop.ui.widgets.text import label, pill, set_pill

ROSTER_LINE = "roster"
_LOW_LINES = 26
"""A page with room for fewer lines of text is low: its form needs them."""


class SessionPage(Page):
    """One meeting, from a draft to finished."""

    kinds = frozenset({"session", "attendance", "headcount", "participant", "actor", "initiative", "period"})
    place = "activities"
    left = Signal()
    """The meeting is put away; the list is wanted."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Meeting"))
        self._id = ""
        self._hosts: list[dict[str, Any]] = []
        self.form = make_session_form(context)
        self.form.saved.connect(self._save)
        self.sheet = self.form.keep_drafts(context.drafts, lambda: self.place)
        guard_form(context, self.form, lambda: self.place)
        self.conflicts = ConflictNotice(
            context, self.form.names() | {"mode": _("Registration mode"), "deleted": _("Deleted")}
        )
        self._resume = QTimer(self)
        self._resume.setSingleShot(True)
        self._resume.timeout.connect(lambda: self._create(""))
        self.status = pill()
        self._fill_head()
        self.signed = SignedNotice(context)
        splitter = Splitter((440, 550))
        splitter.add(self._make_what(), 350)
        splitter.add(self._make_who(), 420)
        self.area = SplitterArea(splitter, self.conflicts, self.signed)
        self.head_actions.under = partial(self.area.put_above, first=True)
        self.body.addWidget(self.area, 1)
        self.foot = self._make_foot()
        self.body.addWidget(self.foot)
        self._add_shortcuts()

    # showing

    def open_record(self, id: str) -> None:
        self._id = id
        self._renew()
        opened = self._opened()
        if kept := self.context.drafts.kept(self.place, id):
            self._go_on(list(kept))
        elif opened is not None:
            (self.roster if opened.session.day and opened.session.title else self.form.entry("title")).setFocus()

    def refresh(self) -> None:
        opened = self._opened()
        if opened is None:
            if self._id:
                self._id = ""
                self.left.emit()
            return
        session = opened.session
        self._hosts = list(session.hosts)
        self.form.entry("initiative_id").set_options(initiative_options(self.context))
        self.form.load(session, {"hosts": [host["actor"] for host in session.hosts]})
        self.title.setText(session.title or _("New meeting"))
        self.subtitle.setText(show_day(session.day) if session.day else "")
        text, tone = status_of(opened.row)
        set_pill(self.status, text, tone)
        self.conflicts.show_for(session.id)
        self.signed.show_for(session.day)
        self.mode.set_value(session.mode)
        self.roster.set_group(opened.roster)
        self.counter.set_cells(
            [Cell(c.age_band, c.gender, c.target_group, c.low, c.high, c.first_time) for c in opened.headcounts],
            "M2" if session.target_groups == ["M2"] else "M1",
        )
        self.foot.show_meeting(opened)
        self.head_actions.find_place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In large text on a small screen the form has the room, and what is still missing scrolls with it."""
        super().resizeEvent(event)
        low = self.height() < _LOW_LINES * self.fontMetrics().lineSpacing()
        self.foot.tell_lacks_in(self.area.put_above if low else None)

    def shown_id(self) -> str:
        return self._id

    def window_part(self) -> str:
        """The title of a meeting may hold a name; its date does not."""
        return f"{_('Meeting')} {self.subtitle.text()}".strip()

    def finish(self) -> None:
        self.form.finish()
        self.counter.finish()

    def _go_on(self, fields: Sequence[str]) -> None:
        """Go to what was being written when the meeting was last left."""
        if any(field.startswith(NEW_PARTICIPANT) for field in fields):
            # Once the page is shown: the dialog stays until it is answered.
            self._resume.start(0)
        elif ROSTER_LINE in fields:
            self.roster.line.setFocus()
        else:
            self.form.go_to(fields)

    def show_history(self) -> None:
        """Show what happened to the meeting."""
        opened = self._opened()
        if opened is not None:
            HistoryDialog.show_for(self, self.context, opened.session, self.form.entries() | {"mode": self.mode})

    def _opened(self) -> OpenSession | None:
        if not self._id:
            return None
        try:
            return sessions.open_session(self.context.desk, self._id)
        except LookupError:
            return None

    # making

    def _fill_head(self) -> None:
        back = button("‹ " + _("All meetings"), self._leave, kind="quiet", tip=_("Back to the list"))
        self.head.insertWidget(0, back)
        self.head.insertWidget(3, self.status)
        buttons = (
            button(_("Copy"), self._copy, icon="copy", tip=_("A new meeting like this (Ctrl+D)")),
            button(_("Cancelled"), self._cancel, icon="close", tip=_("The meeting did not take place")),
            button(_("History"), self.show_history, icon="history", tip=_("Who changed what, and when")),
            button(_("Delete"), self._delete, icon="delete", tip=_("Move to the bin")),
        )
        self.head_actions = HeadActions(self, buttons)

    def _make_what(self) -> QWidget:
        frame, layout = card()
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(2, 2, 10, 2)
        column.addWidget(self.form, 1)
        self.follow_up = FollowUpBox(self.context, "session", self.sheet)
        column.addWidget(self.follow_up)
        layout.addWidget(scrolled(content))
        return frame

    def _make_who(self) -> QWidget:
        frame, layout = card()
        head = QHBoxLayout()
        head.addWidget(label(_("Attendance"), "heading"))
        head.addStretch(1)
        self.same_button = button(_("Same as last"), self._same_as_last, icon="history", tip=_("Alt+S"))
        head.addWidget(self.same_button)
        head.addWidget(button(_("Without name"), self._focus_counter, icon="people", tip=_("Alt+U")))
        self.roster = Roster(lambda text: people.find(self.context.desk, text))
        self.roster.marked.connect(self._mark)
        self.roster.create_wanted.connect(self._create)
        self.counter = CounterGrid()
        self.counter.cell_changed.connect(self._count)
        self.sheet.add_beside(ROSTER_LINE, LineWords(self.roster.line), self.roster.line.textChanged)
        for name, entry in self.counter.entries().items():
            self.sheet.add_beside(name, SpareWords(entry), entry.edited)
        self.mode = RadioChoice(options_of(MODES))
        self.mode.committed.connect(lambda: self._save("mode", self.mode.value()))
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 4, 0)
        column.addLayout(head)
        column.addWidget(self.roster, 1)
        column.addWidget(self.counter)
        column.addWidget(Field(_("Registration mode"), self.mode))
        layout.addWidget(scrolled(content))
        self.roster.setMinimumHeight(10 * self.fontMetrics().lineSpacing())
        return frame

    def _make_foot(self) -> SessionFoot:
        self.finish_new = button(_("Finish and new"), self._complete_and_new)
        self.finish_button = button(_("Save and finish"), self._complete, kind="primary", tip=_("Ctrl+Enter"))
        self.reopen = button(_("Open again"), self._reopen, tip=_("Make it a draft; it counts nowhere until finished"))
        return SessionFoot(self.reopen, self.finish_new, self.finish_button)

    def _add_shortcuts(self) -> None:
        for keys, act in (
            ("Alt+S", self._same_as_last),
            ("Alt+U", self._focus_counter),
            ("Ctrl+Return", self._complete),
            ("Ctrl+Enter", self._complete),
            ("Ctrl+D", self._copy),
        ):
            made = QShortcut(QKeySequence(keys), self)
            made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            made.activated.connect(act)

    # doing

    def _save(self, name: str, value: Any) -> None:
        if name == "hosts":
            value = hosts_value(value, self._hosts)
        sessions.save_session(self.context.desk, self._id, **{name: value})

    def _mark(self, participant: str, status: str | None) -> None:
        sessions.set_presence(self.context.desk, self._id, participant, status)

    def _create(self, name: str) -> None:
        answer = NewParticipantDialog.ask(self, self.context, name, self.place, self._id)
        if answer is not None:
            if answer.existing:
                self._mark(answer.existing, Presence.PRESENT)
            else:
                people.new_and_present(self.context.desk, self._id, **answer.fields)
            self.context.drafts.forget(self.place, self._id, NEW_PARTICIPANT)
        self.roster.line.setFocus()

    def _count(self, cell: Cell) -> None:
        sessions.set_headcount(
            self.context.desk,
            self._id,
            age_band=cell.age_band,
            gender=cell.gender,
            target_group=cell.target_group,
            low=cell.low,
            high=cell.high,
            first_time=cell.first_time,
        )

    def _same_as_last(self) -> None:
        number = sessions.same_as_last(self.context.desk, self._id)
        text = ngettext("{number} marked, as last time.", "{number} marked, as last time.", number)
        none = _("Nobody to mark: the series has no earlier meeting, or they are marked already.")
        self.context.tell(text.format(number=number) if number else none, undoable=bool(number))
        self.roster.line.setFocus()

    def _focus_counter(self) -> None:
        self.counter.total.line.setFocus()
        self.counter.total.line.selectAll()

    def _complete(self) -> bool:
        """Finish the meeting, or go to the first thing that is missing."""
        self.finish()
        self.form.save_again()
        if not self.form.entry("day").unsaved():
            # A day that can be read was only not come yet, the last time.
            self.form.fields["day"].say("")
        wrong = self.form.first_problem()
        if wrong is not None:
            wrong.entry.setFocus()
            return False
        try:
            sessions.complete_session(self.context.desk, self._id, self.context.today())
        except StillToCome as error:
            self.form.fields["day"].say(messages.sentence_of(error))
            self.form.entry("day").setFocus()
            return False
        except Incomplete as error:
            self._show_missing(error)
            return False
        self.context.tell(_("The meeting is finished and counts from now on."))
        self._leave()
        return True

    def go_to_field(self, name: str) -> None:
        opened = self._opened()
        if name in self.form.fields:
            if opened is not None and name in opened.missing:
                self.form.fields[name].say(_("Needed before the meeting can be finished."))
            self.form.entry(name).setFocus()
        elif name == "mode":
            self.mode.setFocus()
        else:
            self.roster.setFocus()

    def _show_missing(self, error: Incomplete) -> None:
        for name in error.fields:
            if name in self.form.fields:
                self.form.fields[name].say(_("Needed before the meeting can be finished."))
        self.go_to_field(error.fields[0])
        # It stands at the foot of the page all the time; somebody who does not see it hears it now.
        announce(self.foot, messages.sentence_of(error))

    def _complete_and_new(self) -> None:
        old = self._opened()
        if old is not None and self._complete():
            kept = {name: getattr(old.session, name) for name in ("day", "place", "themes", "type", "target_groups")}
            self.context.go("activities", sessions.new_session(self.context.desk, state="afholdt", **kept))

    def _reopen(self) -> None:
        sessions.reopen_session(self.context.desk, self._id)

    def _copy(self) -> None:
        self.context.go("activities", sessions.copy_session(self.context.desk, self._id, self.context.today()))

    def _cancel(self) -> None:
        sessions.cancel_session(self.context.desk, self._id)
        self.context.tell(_("The meeting is cancelled."))

    def _delete(self) -> None:
        sessions.delete_session(self.context.desk, self._id)
        self.context.tell(_("The meeting is moved to the bin."))

    def _leave(self) -> None:
        self.finish()
        self.left.emit()
