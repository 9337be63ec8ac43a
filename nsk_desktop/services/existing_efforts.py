"""Existing efforts: what actors did in the area before, and what it is linked to."""

from nsk_desktop.domain.folding import matches, sort_key
from nsk_desktop.domain.records import Actor, ExistingEffort, Initiative
from nsk_desktop.i18n import _
from nsk_desktop.services.desk import Desk
from nsk_desktop.store.queries import cooperation as queries
from nsk_desktop.store.queries.cooperation import EffortRow

__all__ = ["EffortRow"]


def list_efforts(desk: Desk, text: str = "") -> list[EffortRow]:
    """Every existing effort that matches *text*, in Danish order of title."""
    with desk.store.read() as read:
        rows = queries.list_efforts(read)
    fitting = (row for row in rows if not text or matches(text, f"{row.title} {row.actor_name}"))
    return sorted(fitting, key=lambda row: sort_key(row.title))


def get(desk: Desk, id: str) -> ExistingEffort | None:
    with desk.store.read() as read:
        return read.get(ExistingEffort, id)


def new_effort(desk: Desk, title: str, **fields: object) -> str:
    with desk.store.change(_("New existing effort {title}").format(title=title)) as change:
        return change.create(ExistingEffort(title=title, **fields))  # type: ignore[arg-type]


def save_effort(desk: Desk, id: str, **fields: object) -> bool:
    with desk.store.change(_("Change the existing effort")) as change:
        return change.save(ExistingEffort, id, **fields)


def delete_effort(desk: Desk, id: str) -> None:
    with desk.store.change(_("Delete the existing effort")) as change:
        change.delete(ExistingEffort, id)


def find_linked(desk: Desk, text: str = "") -> list[tuple[str, str]]:
    """What an effort can be linked to, by id and name: actors, initiatives and other efforts that match *text*."""
    with desk.store.read() as read:
        named = [(actor.id, actor.name) for actor in read.all(Actor)]
        named += [(initiative.id, initiative.title) for initiative in read.all(Initiative)]
        named += [(effort.id, effort.title) for effort in read.all(ExistingEffort)]
    fitting = [(id, name) for id, name in named if name and (not text or matches(text, name))]
    return sorted(fitting, key=lambda pair: sort_key(pair[1]))


def linked_name(desk: Desk, id: str) -> str:
    """How something that an effort is linked to is called; the id itself when it is not known here."""
    with desk.store.read() as read:
        found = read.get(Actor, id) or read.get(Initiative, id) or read.get(ExistingEffort, id)
    if found is None:
        return id
    return found.name if isinstance(found, Actor) else found.title
