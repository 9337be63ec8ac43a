"""The form of a meeting, and the same questions for a series."""

from collections.abc import Callable, Sequence
from typing import Any

from nsk_desktop.domain.codes import SESSION_TYPES, TARGET_GROUPS, THEMES, THEMES_SHORT
from nsk_desktop.domain.dates import weekday_name
from nsk_desktop.i18n import _
from nsk_desktop.services import actors, initiatives, sessions
from nsk_desktop.ui.context import Context
from nsk_desktop.ui.form import Form
from nsk_desktop.ui.widgets.choice import Choice, CodeChecks, Tick, options_of
from nsk_desktop.ui.widgets.date_entry import DateEntry
from nsk_desktop.ui.widgets.entry import TextEntry
from nsk_desktop.ui.widgets.field import Field
from nsk_desktop.ui.widgets.long_text import LongText
from nsk_desktop.ui.widgets.many import ManyEntry
from nsk_desktop.ui.widgets.numbers_entry import AmountEntry, NumberEntry
from nsk_desktop.ui.widgets.time_entry import TimeEntry
from nsk_desktop.ui.widgets.type_ahead import Candidate, SuggestText

_CO_HOST = "medarrangør"


def find_actors(context: Context) -> Callable[[str], Sequence[Candidate]]:
    """A search for local actors by what is typed."""
    return lambda text: [Candidate(row.id, row.name) for row in actors.list_actors(context.desk, text)]


def actor_name(context: Context) -> Callable[[str], str]:
    """How an actor is called; the id itself when it is not known here."""

    def name(id: str) -> str:
        actor = actors.get(context.desk, id)
        return actor.name if actor else id

    return name


def make_hosts(context: Context) -> ManyEntry:
    """Co-hosting actors; one that is not known yet is made on the way."""
    entry = ManyEntry(find_actors(context), actor_name(context), _("Type the name of an actor"))
    entry.create_wanted.connect(lambda name: entry.add(actors.new_actor(context.desk, name)))
    return entry


def hosts_value(ids: list[str], before: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The chosen actors with the roles they had; a new one is a co-host."""
    roles = {host["actor"]: host.get("role", _CO_HOST) for host in before}
    return [{"actor": id, "role": roles.get(id, _CO_HOST)} for id in ids]


def _common(context: Context) -> dict[str, Field]:
    places = _used_places(context)
    return {
        "title": Field(_("Title"), TextEntry(), required=True),
        "type": Field(_("Type"), Choice(options_of(SESSION_TYPES), _("Choose …")), required=True),
        "from_time": Field(_("From"), TimeEntry()),
        "to_time": Field(_("To"), TimeEntry()),
        "place": Field(_("Place"), SuggestText(places)),
        "themes": Field(_("Themes"), CodeChecks(options_of(THEMES_SHORT), THEMES), required=True),
        "target_groups": Field(_("Target groups"), CodeChecks(options_of(TARGET_GROUPS))),
        "hosts": Field(_("Co-hosts"), make_hosts(context)),
        "initiative_id": Field(_("Initiative"), Choice(initiative_options(context), _("None"))),
    }


def _used_places(context: Context) -> Callable[[], Sequence[str]]:
    return lambda: sessions.used_places(context.desk)


def initiative_options(context: Context) -> list[tuple[str, str]]:
    """The initiatives to choose from."""
    return [(one.id, one.title) for one in initiatives.list_initiatives(context.desk)]


def make_session_form(context: Context) -> Form:
    """What is asked of a meeting, beside who came."""
    fields = _common(context) | {
        "day": Field(_("Date"), DateEntry(context.today), required=True),
        "language": Field(_("Language"), TextEntry()),
        "interpreter": Field("", Tick(_("With an interpreter"))),
        "summary": Field(_("Summary"), LongText(3), note=_("Stays on this computer. Write no names of citizens.")),
        "learning": Field(_("What we learned"), LongText(2)),
        "cost_ore": Field(_("Cost (kr.)"), AmountEntry()),
    }
    rows = (
        "title",
        "day",
        ("from_time", "to_time"),
        "place",
        "type",
        "themes",
        "target_groups",
        "hosts",
        "initiative_id",
        "language",
        "interpreter",
        "#" + _("Afterwards"),
        "summary",
        "learning",
        "cost_ore",
    )
    return Form(fields, rows).in_order(("from_time", "to_time"))


def make_series_form(context: Context) -> Form:
    """What the meetings of a series have in common."""
    weekdays = [(number, weekday_name(number)) for number in range(1, 8)]
    fields = _common(context) | {
        "weekday": Field(_("Weekday"), Choice(weekdays, _("Varies"))),  # type: ignore[arg-type]
        "interval_weeks": Field(_("Weeks between"), NumberEntry(1, 52)),
        "closed": Field("", Tick(_("A closed group: the same circle each time"))),
        "same_anonymous": Field("", Tick(_("Those without names are the same people each time"))),
        "expected": Field(_("Expected participants"), NumberEntry()),
        "start": Field(_("First meeting"), DateEntry(context.today)),
        "end": Field(_("Last meeting"), DateEntry(context.today)),
    }
    rows = (
        "title",
        "type",
        ("weekday", "interval_weeks"),
        ("from_time", "to_time"),
        "place",
        "themes",
        "target_groups",
        "hosts",
        "initiative_id",
        "closed",
        "same_anonymous",
        "expected",
        "start",
        "end",
    )
    return Form(fields, rows).in_order(("from_time", "to_time"), ("start", "end"))
