"""Cooperation ratings, half-year by half-year: what was rated, and the round of those who are still asked about."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from nsk_desktop.domain.codes import BRIDGE_STATUSES, RATING_BASES
from nsk_desktop.domain.dates import half_year, show_day
from nsk_desktop.domain.numbers import whole
from nsk_desktop.errors.registration import ReasonMissing
from nsk_desktop.i18n import _, ngettext
from nsk_desktop.services import rating_round, ratings
from nsk_desktop.services.rating_round import Asked
from nsk_desktop.services.ratings import RatingRow
from nsk_desktop.ui.context import Context
from nsk_desktop.ui.evidence_entries import make_bridges_entry, make_meetings_entry
from nsk_desktop.ui.form import Form
from nsk_desktop.ui.new_rating import NEW, NewRatingDialog, make_level
from nsk_desktop.ui.pages.list_card import ListCard
from nsk_desktop.ui.pages.master import MasterPage
from nsk_desktop.ui.table import Column, Table
from nsk_desktop.ui.widgets.choice import Choice, Tick, options_of
from nsk_desktop.ui.widgets.field import Field
from nsk_desktop.ui.widgets.long_text import LongText
from nsk_desktop.ui.widgets.text import label

_PERIOD_LETTERS = 14
_MOST_CONTACTS = 5


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


def round_columns() -> tuple[Column, ...]:
    """Which pair, in whose eyes, what it was last, and what they have had with each other since."""
    return (
        Column(_("Actors"), lambda row: row.pair, tip=lambda row: row.pair),
        Column(_("Rated by"), lambda row: row.rater_label, width=14, tip=lambda row: row.rater_label),
        Column(_("Last time"), lambda row: row.level, _last, width=15, tip=_last),
        Column(_("In the half-year"), lambda row: len(row.contacts), contacts_count, width=18, tip=contacts_told),
    )


def _last(row: Asked) -> str:
    return _("never rated") if row.before is None else ratings.level_label(row.level)


def contacts_count(row: Asked) -> str:
    """How much two had with each other, in short."""
    parts = []
    if row.sessions:
        number = len(row.sessions)
        parts.append(ngettext("{number} meeting", "{number} meetings", number).format(number=number))
    if row.bridges:
        number = len(row.bridges)
        parts.append(ngettext("{number} bridge", "{number} bridges", number).format(number=number))
    return " · ".join(parts) or _("nothing registered")


def contacts_told(row: Asked) -> str:
    """What two had with each other, one thing per line: the latest, and how many there were before."""
    more = len(row.contacts) - _MOST_CONTACTS
    before = [] if more <= 0 else [_("… and {number} before").format(number=whole(more))]
    told = [
        f"{show_day(one.day)} · {one.title or _('without a title')}"
        if not one.status
        else f"{show_day(one.day)} · {_('Bridge-building')}: {BRIDGE_STATUSES.label(one.status)}"
        for one in row.contacts[: -_MOST_CONTACTS - 1 : -1]
    ]
    return "\n".join([*told, *before])


def make_rating_form(context: Context) -> Form:
    """What is kept of a rating, beside the pair, the half-year and the rater, which make it the one it is."""
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
        "sessions": Field(_("Meetings that show it"), make_meetings_entry(context)),
        "bridges": Field(_("Bridges that show it"), make_bridges_entry(context)),
    }
    return Form(fields, tuple(fields))


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
        """The round, and under it the list and its form; together they scroll where there is little room."""
        self.waiting = ListCard(
            Table(round_columns(), _("The rating round")),
            ((_("Unchanged"), "check", self._confirm), (_("New level …"), "edit", self._rate)),
        )
        self.waiting.limit(0, lambda row: row.before is not None)
        self.waiting.table.opened.connect(self._rate)
        self.waiting.table.chosen.connect(self._show_evidence)
        self.evidence = label("", "quiet", wrap=True)
        around = self.waiting.layout()
        assert isinstance(around, QVBoxLayout)
        around.insertWidget(3, self.evidence)
        super()._arrange(self.waiting, *above)
        reached = [self.make_button, self.waiting.table, *self.waiting.buttons, self.table]
        for before, after in pairwise(reached):
            QWidget.setTabOrder(before, after)

    def refresh(self) -> None:
        listed = ratings.periods(self.context.desk, self.context.today())
        self.period.set_options([(period, ratings.period_label(period)) for period in listed])
        self.period.set_value(self._period)
        waiting = rating_round.asked(self.context.desk, self._period)
        self.waiting.fill(waiting, _("The rating round: not rated yet"), "")
        self.waiting.setVisible(bool(waiting))
        self._show_evidence(self.waiting.table.current())
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

    def _show_evidence(self, row: Asked | None) -> None:
        """What stands behind the chosen pair: what was said last, and what they have had with each other since."""
        if row is None:
            self.evidence.setText("")
            return
        last = row.before
        said = [] if last is None or not last.reason.strip() else [_("Last time: {reason}").format(reason=last.reason)]
        seen = contacts_told(row) or _("No meeting and no bridge between them is registered in the half-year.")
        self.evidence.setText("\n".join([seen, *said]))

    def _confirm(self, row: Asked) -> None:
        ratings.confirm_unchanged(self.context.desk, self._period, row.id, sessions=row.sessions, bridges=row.bridges)
        self.context.tell(_("Confirmed unchanged: {pair}").format(pair=row.pair))

    def _rate(self, row: Asked) -> None:
        """Ask for the new level of a pair of the round, with what is known of it filled in."""
        made = NewRatingDialog.ask(self.window(), self.context, self._period, row)
        if made:
            self.begin(made, "wanted")
