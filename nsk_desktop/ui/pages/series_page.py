"""Series: what the meetings of a group have in common, so that it is written once."""

from collections.abc import Sequence
from typing import Any

from nsk_desktop.domain.codes import SESSION_TYPES
from nsk_desktop.domain.dates import show_day, weekday_name
from nsk_desktop.i18n import _
from nsk_desktop.services import series, sessions
from nsk_desktop.ui.context import Context
from nsk_desktop.ui.pages.master import MasterPage
from nsk_desktop.ui.session_form import hosts_value, initiative_options, make_series_form
from nsk_desktop.ui.table import Column
from nsk_desktop.ui.widgets.button import button


def _when(row: series.SeriesRow) -> str:
    weekday = weekday_name(row.weekday) if row.weekday else ""
    return f"{weekday} {(row.from_time or '').replace(':', '.')}".strip()


def series_columns() -> tuple[Column, ...]:
    """Title, type, when it meets, and how often it has."""
    return (
        Column(_("Series"), lambda row: row.title, lambda row: row.title or _("without a title")),
        Column(_("Type"), lambda row: SESSION_TYPES.label(row.type), width=20),
        Column(_("When"), lambda row: row.weekday, _when, width=13),
        Column(_("Meetings"), lambda row: row.sessions, number=True, width=7),
        Column(
            _("Last"), lambda row: row.last_day, lambda row: show_day(row.last_day) if row.last_day else "", width=10
        ),
    )


class SeriesPage(MasterPage):
    """The series and their form."""

    kinds = frozenset({"series", "session", "actor", "initiative"})

    def __init__(self, context: Context) -> None:
        super().__init__(
            context,
            "",
            series_columns(),
            make_series_form(context),
            sentence=_("A series keeps place, time and themes, so that each meeting is quick to register."),
            make=_("New series"),
        )
        self._hosts: list[dict[str, Any]] = []
        self.meet = button(_("New meeting in the series"), self._meet, icon="add")
        self.column.insertWidget(0, self.meet)

    def read_rows(self, text: str) -> Sequence[series.SeriesRow]:
        rows = series.list_series(self.context.desk)
        return [row for row in rows if text.casefold() in row.title.casefold()]

    def read(self, id: str) -> Any:
        return series.get(self.context.desk, id)

    def make(self) -> None:
        self.begin(series.new_series(self.context.desk, title="", target_groups=["M1"]), "title")

    def save(self, id: str, name: str, value: Any) -> None:
        if name == "hosts":
            value = hosts_value(value, self._hosts)
        series.save_series(self.context.desk, id, **{name: value})

    def delete(self, id: str) -> None:
        series.delete_series(self.context.desk, id)

    def show_record(self, record: Any) -> None:
        self._hosts = list(record.hosts)
        self.form.entry("initiative_id").set_options(initiative_options(self.context))
        self.form.load(record, {"hosts": [host["actor"] for host in record.hosts]})

    def name_of(self, record: Any) -> str:
        return record.title or _("New series")

    def _meet(self) -> None:
        id = sessions.new_in_series(self.context.desk, self._id, self.context.today())
        self.context.go("activities", id)
