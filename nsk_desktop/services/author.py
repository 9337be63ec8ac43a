"""Who writes on this laptop: the initials that stand beside every save."""

from nsk_desktop.services.desk import Desk
from nsk_desktop.store import facts


def author(desk: Desk) -> str:
    """The initials in use; empty while nobody has said."""
    return desk.store.author


def sign_as(desk: Desk, initials: str) -> None:
    """Write as *initials* from now on. What was saved before keeps its own."""
    desk.store.set_fact(facts.AUTHOR, initials)
