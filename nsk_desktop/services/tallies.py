"""Who was at each meeting, counted once for the evaluation file, the documents and the screen alike."""

from nsk_desktop.domain.counting import CountingRows
from nsk_desktop.measures.people import know_people
from nsk_desktop.measures.tallies import Tally, presence, take_tallies


def tallies(rows: CountingRows) -> list[Tally]:
    """One tally per session of *rows*, in their order, whatever the session's state and type."""
    people = know_people(rows)
    present = presence(rows.attendances, rows.sessions, people)
    return take_tallies(rows.sessions, present, rows.headcounts, people)
