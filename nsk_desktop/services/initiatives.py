"""Initiatives: what the effort tries together with local actors."""

from nsk_desktop.domain.folding import sort_key
from nsk_desktop.domain.records import Initiative
from nsk_desktop.i18n import _
from nsk_desktop.services.desk import Desk


def list_initiatives(desk: Desk) -> list[Initiative]:
    """Every initiative, in Danish order of title."""
    with desk.store.read() as read:
        return sorted(read.all(Initiative), key=lambda initiative: sort_key(initiative.title))


def get(desk: Desk, id: str) -> Initiative | None:
    with desk.store.read() as read:
        return read.get(Initiative, id)


def new_initiative(desk: Desk, title: str, **fields: object) -> str:
    with desk.store.change(_("New initiative {title}").format(title=title)) as change:
        return change.create(Initiative(title=title, **fields))  # type: ignore[arg-type]


def save_initiative(desk: Desk, id: str, **fields: object) -> bool:
    with desk.store.change(_("Change the initiative")) as change:
        return change.save(Initiative, id, **fields)


def delete_initiative(desk: Desk, id: str) -> None:
    with desk.store.change(_("Delete the initiative")) as change:
        change.delete(Initiative, id)
