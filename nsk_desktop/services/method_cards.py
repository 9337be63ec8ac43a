"""Method cards: how something was done, so that others can do it too."""

from nsk_desktop.domain.folding import matches, sort_key
from nsk_desktop.domain.records import MethodCard
from nsk_desktop.i18n import _
from nsk_desktop.services.desk import Desk


def list_cards(desk: Desk, text: str = "") -> list[MethodCard]:
    """The cards with *text* in their words, in Danish order of title."""
    with desk.store.read() as read:
        cards = read.all(MethodCard)
    found = [card for card in cards if not text or matches(text, f"{card.title} {card.context} {card.steps}")]
    return sorted(found, key=lambda card: sort_key(card.title))


def get(desk: Desk, id: str) -> MethodCard | None:
    with desk.store.read() as read:
        return read.get(MethodCard, id)


def new_card(desk: Desk, **fields: object) -> str:
    with desk.store.change(_("New method card")) as change:
        return change.create(MethodCard(**fields))  # type: ignore[arg-type]


def save_card(desk: Desk, id: str, **fields: object) -> bool:
    with desk.store.change(_("Change the method card")) as change:
        return change.save(MethodCard, id, **fields)


def delete_card(desk: Desk, id: str) -> None:
    with desk.store.change(_("Delete the method card")) as change:
        change.delete(MethodCard, id)
