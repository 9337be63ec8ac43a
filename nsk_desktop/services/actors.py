"""Local actors and the people to reach there."""

from nsk_desktop.domain.folding import matches, sort_key, stands_in
from nsk_desktop.domain.records import Actor, ContactPerson
from nsk_desktop.i18n import _
from nsk_desktop.services.desk import Desk
from nsk_desktop.store.queries import cooperation as queries
from nsk_desktop.store.queries.cooperation import ActorRow, ContactRow

__all__ = ["ActorRow", "ContactRow"]


def list_actors(desk: Desk, text: str = "") -> list[ActorRow]:
    """Every actor whose name matches *text*, in Danish order, then those in whose name it stands."""
    with desk.store.read() as read:
        rows = queries.list_actors(read)
    placed = [(not matches(text, row.name), sort_key(row.name), row) for row in rows if _fits(text, row.name)]
    return [row for *_place, row in sorted(placed, key=lambda each: each[:2])]


def _fits(text: str, name: str) -> bool:
    return not text or matches(text, name) or stands_in(text, name)


def get(desk: Desk, id: str) -> Actor | None:
    with desk.store.read() as read:
        return read.get(Actor, id)


def new_actor(desk: Desk, name: str, **fields: object) -> str:
    with desk.store.change(_("New actor {name}").format(name=name)) as change:
        return change.create(Actor(name=name, **fields))  # type: ignore[arg-type]


def save_actor(desk: Desk, id: str, **fields: object) -> bool:
    with desk.store.change(_("Change the actor {name}").format(name=_name(desk, id))) as change:
        return change.save(Actor, id, **fields)


def delete_actor(desk: Desk, id: str) -> None:
    with desk.store.change(_("Delete the actor {name}").format(name=_name(desk, id))) as change:
        change.delete(Actor, id)


def list_contacts(desk: Desk, actor_id: str) -> list[ContactPerson]:
    """The people to reach at an actor, those still there first."""
    with desk.store.read() as read:
        contacts = read.all(ContactPerson, actor_id=actor_id)
    return sorted(contacts, key=lambda contact: (not contact.active, sort_key(contact.name)))


def find_contacts(desk: Desk, text: str = "") -> list[ContactRow]:
    """The people to reach, at every actor, whose name, role or actor matches *text*; those still there first."""
    with desk.store.read() as read:
        rows = queries.list_contacts(read)
    fitting = [row for row in rows if not text or matches(text, f"{row.name} {row.role} {row.actor_name}")]
    return sorted(fitting, key=lambda row: (not row.active, sort_key(row.name)))


def get_contact(desk: Desk, id: str) -> ContactPerson | None:
    with desk.store.read() as read:
        return read.get(ContactPerson, id)


def new_contact(desk: Desk, actor_id: str | None, name: str, **fields: object) -> str:
    with desk.store.change(_("New contact person")) as change:
        return change.create(ContactPerson(actor_id=actor_id, name=name, **fields))  # type: ignore[arg-type]


def save_contact(desk: Desk, id: str, **fields: object) -> bool:
    with desk.store.change(_("Change the contact person")) as change:
        return change.save(ContactPerson, id, **fields)


def delete_contact(desk: Desk, id: str) -> None:
    with desk.store.change(_("Delete the contact person")) as change:
        change.delete(ContactPerson, id)


def _name(desk: Desk, id: str) -> str:
    actor = get(desk, id)
    return actor.name if actor else ""
