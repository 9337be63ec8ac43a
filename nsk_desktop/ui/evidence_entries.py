"""Choosing what something rests on: meetings, bridges, series, initiatives, actors and ratings, by typing."""

from collections.abc import Callable, Sequence

from nsk_desktop.domain.dates import show_day
from nsk_desktop.domain.folding import matches
from nsk_desktop.i18n import _
from nsk_desktop.services import actors, bridges, initiatives, outcome_evidence, ratings, series, sessions
from nsk_desktop.ui.context import Context
from nsk_desktop.ui.session_form import actor_name, find_actors
from nsk_desktop.ui.widgets.field import Field
from nsk_desktop.ui.widgets.many import ManyEntry
from nsk_desktop.ui.widgets.type_ahead import Candidate

_OFFERED = 10


def evidence_fields(context: Context) -> dict[str, Field]:
    """One field for each kind of record that a story or a method card can rest on."""
    involved = ManyEntry(find_actors(context), actor_name(context), _("Type the name of an actor"))
    involved.create_wanted.connect(lambda name: involved.add(actors.new_actor(context.desk, name)))
    tried = ManyEntry(_find_initiatives(context), _initiative_title(context), _("Type the name of an initiative"))
    tried.create_wanted.connect(lambda title: tried.add(initiatives.new_initiative(context.desk, title)))
    groups = ManyEntry(_find_series(context), _series_title(context), _("Type the title of a series"), can_create=False)
    rated = ManyEntry(_find_ratings(context), _rating_name(context), _("Type one side of a pair"), can_create=False)
    return {
        "actors": Field(_("Actors"), involved),
        "initiatives": Field(_("Initiatives"), tried),
        "series": Field(_("Series"), groups),
        "sessions": Field(_("Meetings that show it"), make_meetings_entry(context)),
        "bridges": Field(_("Bridges that show it"), make_bridges_entry(context)),
        "ratings": Field(_("Cooperation ratings that show it"), rated),
    }


def make_meetings_entry(context: Context) -> ManyEntry:
    """Meetings, found by title, place and series."""
    return ManyEntry(
        _find_sessions(context), _session_name(context), _("Type the title of a meeting"), can_create=False
    )


def make_bridges_entry(context: Context) -> ManyEntry:
    """Bridges, found by their ends."""
    return ManyEntry(_find_bridges(context), _bridge_name(context), _("Type an end of a bridge"), can_create=False)


def _find_sessions(context: Context) -> Callable[[str], Sequence[Candidate]]:
    def find(text: str) -> list[Candidate]:
        rows = sessions.rows(context.desk, sessions.ids(context.desk, text=text)[:_OFFERED])
        return [Candidate(row.id, f"{row.title} {show_day(row.day) if row.day else ''}".strip()) for row in rows]

    return find


def _session_name(context: Context) -> Callable[[str], str]:
    def name(id: str) -> str:
        found = next(iter(sessions.rows(context.desk, [id])), None)
        return f"{found.title} {show_day(found.day) if found.day else ''}".strip() if found else id

    return name


def _find_bridges(context: Context) -> Callable[[str], Sequence[Candidate]]:
    def find(text: str) -> list[Candidate]:
        return [Candidate(row.id, _ends(row)) for row in bridges.list_bridges(context.desk, text)[:_OFFERED]]

    return find


def _bridge_name(context: Context) -> Callable[[str], str]:
    return lambda id: outcome_evidence.label_bridges(context.desk, [id]).get(id, id)


def _ends(row: bridges.BridgeRow) -> str:
    return f"{row.from_label} → {row.to_label}"


def _find_series(context: Context) -> Callable[[str], Sequence[Candidate]]:
    def find(text: str) -> list[Candidate]:
        listed = series.list_series(context.desk)
        return [Candidate(one.id, one.title) for one in listed if matches(text, one.title)]

    return find


def _series_title(context: Context) -> Callable[[str], str]:
    def title(id: str) -> str:
        found = series.get(context.desk, id)
        return found.title if found else id

    return title


def _find_initiatives(context: Context) -> Callable[[str], Sequence[Candidate]]:
    def find(text: str) -> list[Candidate]:
        listed = initiatives.list_initiatives(context.desk)
        return [Candidate(one.id, one.title) for one in listed if matches(text, one.title)]

    return find


def _initiative_title(context: Context) -> Callable[[str], str]:
    def title(id: str) -> str:
        found = initiatives.get(context.desk, id)
        return found.title if found else id

    return title


def _find_ratings(context: Context) -> Callable[[str], Sequence[Candidate]]:
    def find(text: str) -> list[Candidate]:
        rows = [row for row in ratings.list_ratings(context.desk) if matches(text, row.pair)][:_OFFERED]
        return [Candidate(row.id, f"{row.pair}, {ratings.period_label(row.period)}") for row in rows]

    return find


def _rating_name(context: Context) -> Callable[[str], str]:
    return lambda id: outcome_evidence.label_ratings(context.desk, [id]).get(id, id)
