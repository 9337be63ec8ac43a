"""Stories and method cards said to outside tools: what each rests on, by its ids, and the figures behind it."""

from collections.abc import Callable
from typing import Any

from nsk_desktop.domain.codes import THEMES
from nsk_desktop.domain.folding import fold
from nsk_desktop.domain.records import Actor
from nsk_desktop.services import outcome_evidence, outcomes
from nsk_desktop.services.desk import Desk
from nsk_desktop.services.outcomes import Sieve

_RESTS_ON = ("actors", "initiatives", "series", "sessions", "bridges", "ratings")


def theme_called(text: str) -> str | None:
    """The code of the theme meant by *text*; None when there is none."""
    return THEMES.find(text)


def actor_called(desk: Desk, text: str) -> str | None:
    """The id of the actor called *text*, or with this id; None when there is none."""
    with desk.store.read() as read:
        known = read.all(Actor)
    return next((actor.id for actor in known if text == actor.id or fold(text) == fold(actor.name)), None)


def answer(desk: Desk, kind: str, sieve: Sieve, count: Callable[[], object] = lambda: None) -> list[dict[str, Any]]:
    """Each record that *sieve* lets through, the latest first. No word of it but its title is among them."""
    found = outcomes.rows(desk, kind, outcomes.ids(desk, kind, sieve=sieve))
    with desk.store.read() as read:
        ground = outcome_evidence.read_ground(read)
    rows = []
    for record in found:
        count()
        weight = outcome_evidence.weigh(ground, record)
        figures = weight.figures
        rows.append(
            {
                "id": record.id,
                "kind": kind,
                "date": record.day.isoformat() if record.day else None,
                "title": record.title,
                "themes": list(record.themes),
                "in_report": record.in_report,
                "rests_on": {name: list(getattr(record, name)) for name in _RESTS_ON},
                "sessions": {"held": figures.sessions.held, "not_counted": figures.sessions.not_counted},
                "attendances": {"lower": figures.attendances.total_low, "upper": figures.attendances.total_high},
                "persons": {
                    "registered": figures.persons.registered,
                    "lower": figures.persons.lower,
                    "upper": figures.persons.upper,
                },
                "professional_meetings": weight.professional,
            }
        )
    return rows
