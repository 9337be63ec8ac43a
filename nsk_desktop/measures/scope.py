"""What a figure is counted over: the sessions of a period that are wanted, and who of the people at them is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from nsk_desktop.domain.codes import NEVER_REACH, SessionState
from nsk_desktop.domain.counting import CountedSession, CountingRows
from nsk_desktop.measures.grouping import EVERYTHING, TRAITS, Only, Part, divide_sessions, fits
from nsk_desktop.measures.people import People, know_people
from nsk_desktop.measures.tallies import Tally, presence, take_tallies
from nsk_desktop.measures.traits import Traits


@dataclass(frozen=True, slots=True)
class Scope:
    """The sessions and the people of one figure, before it is counted."""

    rows: CountingRows
    first: date
    last: date
    only: Only
    people: People
    sessions: Sequence[CountedSession]
    """Those that count as reach and are wanted."""
    professional: int
    """Held meetings that never count, of the whole period."""
    everybody: list[Tally]
    """Who was at the sessions, whatever their age or gender."""
    tallies: list[Tally]
    """Those of them who are wanted."""
    unknown: list[Tally]
    """Those who may be, because their age or gender is not known."""
    traits: Traits

    def divide(self, by: str) -> list[Part]:
        """The groups that a session or somebody falls in."""
        if by in TRAITS:
            return self.traits.divide(by, self.only)
        parts = divide_sessions(by, self.rows, self.tallies, self.unknown)
        wanted = self.only.get(by)
        return [part for part in parts if part.key in wanted] if wanted else parts


def scope_of(rows: CountingRows, first: date, last: date, only: Only = EVERYTHING) -> Scope:
    """What was held from *first* to *last*, both included, and is wanted."""
    held = [row for row in rows.sessions if row.state == SessionState.HELD and first <= row.day <= last]
    reaching = [session for session in held if session.type not in NEVER_REACH]
    wanted = {by: keys for by, keys in only.items() if keys}
    sessions = [session for session in reaching if fits(session, wanted)] if wanted else reaching
    people = know_people(rows)
    everybody = take_tallies(sessions, presence(rows.attendances, sessions, people), rows.headcounts, people)
    traits = Traits(rows, everybody, people)
    tallies, unknown = traits.split(wanted)
    return Scope(
        rows,
        first,
        last,
        wanted,
        people,
        sessions,
        len(held) - len(reaching),
        everybody,
        tallies,
        unknown,
        traits,
    )
