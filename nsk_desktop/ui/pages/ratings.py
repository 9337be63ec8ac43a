"""Cooperation ratings, half-year by half-year: what was rated, and what nobody has confirmed yet."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from nsk_desktop.domain.codes import RATING_BASES
from nsk_desktop.domain.dates import half_year, show_day
from nsk_desktop.errors.registration import ReasonMissing
from nsk_desktop.i18n import _
from nsk_desktop.services import bridges, ratings, sessions
from nsk_desktop.services.ratings import RatingRow
from nsk_desktop.ui.context import Context
from nsk_desktop.ui.form import Form
from nsk_desktop.ui.new_rating import NEW, NewRatingDialog, make_level
from nsk_desktop.ui.pages.list_card import ListCard
from nsk_desktop.ui.pages.master import MasterPage
from nsk_desktop.ui.table import Column, Table
from nsk_desktop.ui.widgets.choice import Choice, Tick, options_of
from nsk_desktop.ui.widgets.field import Field
from nsk_desktop.ui.widgets.long_text import LongText
from nsk_desktop.ui.widgets.many import ManyEntry
from nsk_desktop.ui.widgets.text import label
from nsk_desktop.ui.widgets.type_ahead import Candidate

_PERIOD_LETTERS = 14
_LEAST_LINES = 16


def rating_columns() -> tuple[Column, ...]:
    """Which pair, in whose eyes, how well, and how that came."""
    return (
        Column(_("Actors"), lambda row: row.pair, tip=lambda row: row.pair),
        Column(_("Rated by"), lambda row: row.rater_label, width=12, tip=lambda row: row.rater_label),
        Column(_("Level"), lambda row: row.level, lambda row: ratings.level_label(row.level), width=14),
        Column(_("Since last"), _moved, width=14),
    )


def _moved(row: RatingRow) -> str:
    if row.lacks_reason:
        return _("! lacks a reason")
    if row.unchanged:
        return _("confirmed unchanged")
    if row.before is None:
        return _("first rating")
    return f"{row.before} → {row.level}" if row.moved else _("unchanged")


def waiting_columns() -> tuple[Column, ...]:
    """Which pair, in whose eyes, and what it was last."""
    return (
        Column(_("Actors"), lambda row: row.pair, tip=lambda row: row.pair),
        Column(_("Rated by"), lambda row: row.rater_label, width=16),
        Column(_("Level"), lambda row: row.level, lambda row: ratings.level_label(row.level), width=15),
        Column(_("Half-year"), lambda row: row.period, lambda row: ratings.period_label(row.period), width=15),
    )


def make_rating_form(context: Context) -> Form:
    """What is kept of a rating, beside the pair, the half-year and the rater, which make it the one it is."""
    held = ManyEntry(
        _find_sessions(context), _session_name(context), _("Type the title of a meeting"), can_create=False
    )
    built = ManyEntry(_find_bridges(context), _bridge_name(context), _("Type an end of a bridge"), can_create=False)
    fields = {
        "level": Field(_("Level"), make_level(_("Choose …")), required=True),
        "wanted": Field(_("Wanted level"), make_level(_("None"))),
        "basis": Field(_("Rests on"), Choice(options_of(RATING_BASES), _("Choose …"))),
        "reason": Field(_("Why"), LongText(3), note=_("Must be written when the level has moved.")),
        "share_reason": Field(
            "",
            Tick(_("The reason may be used in the evaluation")),
            note=_("Then its words leave this computer with the next file, after a check for names."),
        ),
        "sessions": Field(_("Meetings that show it"), held),
        "bridges": Field(_("Bridges that show it"), built),
    }
    return Form(fields, tuple(fields))


def _find_sessions(context: Context) -> Any:
    def find(text: str) -> list[Candidate]:
        rows = sessions.rows(context.desk, sessions.ids(context.desk, text=text)[:10])
        return [Candidate(row.id, f"{row.title} {show_day(row.day) if row.day else ''}".strip()) for row in rows]

    return find


def _session_name(context: Context) -> Any:
    def name(id: str) -> str:
        try:
            session = sessions.open_session(context.desk, id).session
        except LookupError:
            return id
        return f"{session.title} {show_day(session.day) if session.day else ''}".strip()

    return name


def _find_bridges(context: Context) -> Any:
    return lambda text: [Candidate(row.id, _ends(row)) for row in bridges.list_bridges(context.desk, text)[:10]]


def _bridge_name(context: Context) -> Any:
    return lambda id: next((_ends(row) for row in bridges.list_bridges(context.desk) if row.id == id), id)


def _ends(row: bridges.BridgeRow) -> str:
    return f"{row.from_label} → {row.to_label}"


class RatingsPage(MasterPage):
    """The ratings of one half-year, their form, and the pairs that wait to be confirmed."""

    kinds = frozenset({"cooperation_rating", "actor", "session", "bridge_contact"})

    def __init__(self, context: Context) -> None:
        self._period = half_year(context.today())
        self._resume = QTimer()
        self._resume.setSingleShot(True)
        self._resume.timeout.connect(self.make)
        super().__init__(
            context,
            "",
            rating_columns(),
            make_rating_form(context),
            sentence=_("Rate once each half-year how well two actors work together."),
            make=_("Rate a pair"),
        )
        self.said_by = label("", "quiet", wrap=True)
        self.column.insertWidget(0, self.said_by)
        self.period = Choice([])
        self.period.box.setAccessibleName(_("Half-year"))
        self.period.box.setMinimumContentsLength(_PERIOD_LETTERS)
        self.period.committed.connect(self._choose_period)
        self.head.insertWidget(0, self.period)

    def _arrange(self, *above: QWidget) -> None:
        """Who waits, and under it the list and its form; together they scroll where there is little room."""
        self.waiting = ListCard(
            Table(waiting_columns(), _("Not confirmed yet")),
            (
                (_("Confirm unchanged"), "check", self._confirm),
                (_("Confirm all unchanged"), "check", lambda _row: self._confirm_all()),
            ),
        )
        super()._arrange(self.waiting, *above)
        reached = [self.make_button, self.waiting.table, *self.waiting.buttons, self.table]
        for before, after in pairwise(reached):
            QWidget.setTabOrder(before, after)

    def refresh(self) -> None:
        listed = ratings.periods(self.context.desk, self.context.today())
        self.period.set_options([(period, ratings.period_label(period)) for period in listed])
        self.period.set_value(self._period)
        waiting = ratings.unconfirmed(self.context.desk, self._period)
        self.waiting.fill(waiting, _("Not confirmed yet"), "")
        self.waiting.setVisible(bool(waiting))
        super().refresh()

    def open_record(self, id: str) -> None:
        if id.startswith(NEW):
            self._period = id.removeprefix(NEW)
            self.refresh()
            # Once the page is shown: the dialog stays until it is answered.
            self._resume.start(0)
            return
        rating = ratings.get(self.context.desk, id) if id != "new" else None
        if rating is not None:
            self._period = rating.period
        super().open_record(id)

    def read_rows(self, text: str) -> Sequence[RatingRow]:
        return ratings.list_ratings(self.context.desk, self._period, text)

    def read(self, id: str) -> Any:
        return ratings.get(self.context.desk, id)

    def make(self) -> None:
        made = NewRatingDialog.ask(self.window(), self.context, self._period)
        if made:
            self.begin(made, "wanted")

    def save(self, id: str, name: str, value: Any) -> None:
        try:
            ratings.save_rating(self.context.desk, id, **self._together(id, name, value))
        except ReasonMissing as problem:
            self.form.fields["reason"].say(str(problem))
            if name == "level":
                self.form.entry("reason").setFocus()
        else:
            if name in ("level", "reason"):
                self.form.fields["reason"].say("")

    def _together(self, id: str, name: str, value: Any) -> dict[str, Any]:
        """A level that waits for its reason is saved with it."""
        if name != "reason":
            return {name: value}
        rating, level = ratings.get(self.context.desk, id), self.form.entry("level").value()
        waits = rating is not None and level is not None and level != rating.level
        return {"reason": value, "level": level} if waits else {"reason": value}

    def delete(self, id: str) -> None:
        ratings.delete_rating(self.context.desk, id)

    def name_of(self, record: Any) -> str:
        self.said_by.setText("")
        found = (row for row in ratings.list_ratings(self.context.desk, record.period) if row.id == record.id)
        row = next(found, None)
        if row is None:
            return ratings.period_label(record.period)
        self.said_by.setText(f"{row.rater_label} · {ratings.period_label(row.period)}")
        return row.pair

    def _choose_period(self) -> None:
        self.form.finish()
        self._period = self.period.value()
        self._id = ""
        self.refresh()

    def _confirm(self, row: RatingRow) -> None:
        ratings.confirm_unchanged(self.context.desk, self._period, row.id)
        self.context.tell(_("Confirmed unchanged: {pair}").format(pair=row.pair))

    def _confirm_all(self) -> None:
        waiting = ratings.unconfirmed(self.context.desk, self._period)
        ratings.confirm_all_unchanged(self.context.desk, self._period, [row.id for row in waiting])
        self.context.tell(_("All are confirmed unchanged."))
