"""`nsk check`: is the file whole, and does the state follow from the journal?"""

from dataclasses import dataclass

from nsk_desktop.services import periods
from nsk_desktop.services.desk import Desk
from nsk_desktop.store import checking


@dataclass(frozen=True, slots=True)
class Checked:
    """How much was checked and what is wrong (nothing, when *problems* is empty)."""

    records: int
    entries: int
    problems: tuple[str, ...]


def check_store(desk: Desk) -> Checked:
    """Check the file's pages, its references and its seals, and rebuild the state from the journal to compare."""
    found = checking.check(desk.store)
    return Checked(found.records, found.entries, (*found.problems, *periods.broken_seals(desk)))
