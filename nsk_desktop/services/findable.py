"""What can be found, kind by kind. A kind of which there are few is one line here."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from nsk_desktop.domain.codes import AGE_BANDS, INITIATIVE_STATUSES, SECTORS
from nsk_desktop.domain.dates import show_day, weekday_name
from nsk_desktop.i18n import N_, _
from nsk_desktop.store.queries.people import ParticipantRow
from nsk_desktop.store.queries.sessions import SessionRow

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that was found: where it is opened, what it is called, and what tells it from others."""

    place: str
    id: str
    title: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Few:
    """A kind of which there are few: read as a whole, and again when any of it has changed."""

    kind: str
    place: str
    heading: str
    label: str
    also: tuple[str, ...] = ()
    """Further fields; those that are texts are found by too."""
    detail: Callable[[Row], str] = lambda _row: ""
    at_actor: bool = False
    """Whether it belongs to an actor, by whose name it is found too (``actor`` in its row)."""


def _of_series(row: Row) -> str:
    return _joined(weekday_name(row["weekday"]) if row["weekday"] else "", row["place"])


FEW = (
    Few("series", "series", N_("Series"), "title", ("place", "weekday"), _of_series),
    Few("actor", "actors", N_("Local actors"), "name", ("sector",), lambda row: SECTORS.label(row["sector"])),
    Few(
        "contact_person",
        "contacts",
        N_("Contact persons"),
        "name",
        ("role", "actor_id"),
        lambda row: _joined(row["role"], row["actor"]),
        at_actor=True,
    ),
    Few(
        "initiative",
        "initiatives",
        N_("Initiatives"),
        "title",
        ("status",),
        lambda row: INITIATIVE_STATUSES.label(row["status"]),
    ),
    Few("story", "stories", N_("Stories"), "title", ("day",), lambda row: _day(row["day"])),
    Few("method_card", "method-cards", N_("Method cards"), "title"),
)


def person_hit(row: ParticipantRow) -> Hit:
    """A participant: age band, and when they were seen last."""
    seen = _("last seen {day}").format(day=show_day(row.last_seen)) if row.last_seen else ""
    return Hit("participants", row.id, row.name, _joined(AGE_BANDS.label(row.age_band), seen))


def meeting_hit(row: SessionRow) -> Hit:
    """A meeting: its day, and where it is."""
    day = f"{weekday_name(row.day.isoweekday())[:3]} {show_day(row.day)}" if row.day else _("no date")
    return Hit("activities", row.id, row.title or _("without a title"), _joined(day, row.place))


def few_hit(source: Few, row: Row) -> Hit:
    """A record of a kind of which there are few."""
    return Hit(source.place, row["id"], row[source.label] or _("without a title"), source.detail(row))


def _joined(*texts: str) -> str:
    return " · ".join(text for text in texts if text)


def _day(text: str | None) -> str:
    return show_day(date.fromisoformat(text)) if text else ""
