"""Stories: who changed what, why it matters, and what the effort did towards it."""

from datetime import date

from nsk_desktop.domain.folding import matches
from nsk_desktop.domain.records import Story
from nsk_desktop.i18n import _
from nsk_desktop.services.desk import Desk


def list_stories(desk: Desk, text: str = "") -> list[Story]:
    """The stories with *text* in their words, the latest first."""
    with desk.store.read() as read:
        stories = read.all(Story)
    found = [one for one in stories if not text or matches(text, f"{one.title} {one.who} {one.what}")]
    return sorted(found, key=lambda story: (story.day or date.min, story.created), reverse=True)


def get(desk: Desk, id: str) -> Story | None:
    with desk.store.read() as read:
        return read.get(Story, id)


def new_story(desk: Desk, **fields: object) -> str:
    with desk.store.change(_("New story")) as change:
        return change.create(Story(**fields))  # type: ignore[arg-type]


def save_story(desk: Desk, id: str, **fields: object) -> bool:
    with desk.store.change(_("Change the story")) as change:
        return change.save(Story, id, **fields)


def delete_story(desk: Desk, id: str) -> None:
    with desk.store.change(_("Delete the story")) as change:
        change.delete(Story, id)
