"""Joined participants: several entries that a person has said are one. They are shown as one, under one name.

Which entry carries the name is not anybody's choice, so that two laptops never disagree about it: it is the one with
the smallest id, as in the figures. What it says (name, year, consent) is chosen when two are joined.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from nsk_desktop.domain.codes import Mode, Presence
from nsk_desktop.domain.records import Participant, Session
from nsk_desktop.measures.people import components
from nsk_desktop.store.queries import pairs as queries
from nsk_desktop.store.queries.people import ParticipantRow
from nsk_desktop.store.queries.sessions import RosterRow
from nsk_desktop.store.reader import Reader


@dataclass(frozen=True, slots=True)
class Joined:
    """Who was joined with whom."""

    citizen: Mapping[str, str]
    members: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def kept(self, id: str) -> str:
        """The entry that a participant is shown as."""
        return self.citizen.get(id, id)

    def component(self, id: str) -> tuple[str, ...]:
        """Every entry of the person that *id* is one of."""
        return self.members.get(self.kept(id), (id,))

    def once(self, ids: list[str]) -> list[str]:
        """*ids* with everybody once, where they are met first."""
        if not self.citizen:
            return ids
        return list(dict.fromkeys(self.citizen.get(id, id) for id in ids))


def joined_people(read: Reader) -> Joined:
    """Who is joined with whom in the store."""
    citizen = components(queries.joined(read))
    members: defaultdict[str, list[str]] = defaultdict(list)
    for id, kept in citizen.items():
        members[kept].append(id)
    return Joined(citizen, {kept: tuple(sorted(ids)) for kept, ids in members.items()})


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A meeting that one person attended under several names: a join is wrong, or an attendance is."""

    session: str
    title: str
    day: date | None
    people: tuple[str, ...]
    names: tuple[str, ...]
    component: tuple[str, ...]
    """Every entry that was joined with them."""
    joins: tuple[tuple[str, str], ...]
    """What was said of them, one of which may be wrong."""


def contradictions(read: Reader) -> list[Contradiction]:
    """Where joined people were seen together: laptops have joined them unaware of each other, or of the attendance.

    Until somebody decides, the figures hold both: that they are one, and that each is somebody.
    """
    pairs = queries.joined(read)
    if not pairs:
        return []
    joined = joined_people(read)
    there: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for person, attended in queries.met(read, joined.citizen).items():
        for session in attended:
            there[session, joined.kept(person)].add(person)
    several = {where: sorted(names) for where, names in there.items() if len(names) > 1}
    names = {one.id: one for one in read.some(Participant, sorted({id for ids in several.values() for id in ids}))}
    held = {one.id: one for one in read.some(Session, sorted({session for session, _kept in several}))}
    found = [
        Contradiction(
            session,
            held[session].title,
            held[session].day,
            tuple(ids),
            tuple(f"{names[id].alias} {names[id].surname}".strip() for id in ids),
            joined.component(kept),
            tuple(pair for pair in pairs if joined.kept(pair[0]) == kept),
        )
        for (session, kept), ids in several.items()
        if held[session].completed and held[session].mode != Mode.NOT_COUNTED
    ]
    return sorted(found, key=lambda one: (one.day or date.min, one.session, one.people))


def seen_together(read: Reader, joined: Joined, rows: Sequence[ParticipantRow]) -> list[ParticipantRow]:
    """*rows* with the days and attendances of everybody that each of them is joined with."""
    if not joined.citizen:
        return list(rows)
    return [_summed(read, joined, row) if row.id in joined.citizen else row for row in rows]


def _summed(read: Reader, joined: Joined, row: ParticipantRow) -> ParticipantRow:
    seen = queries.seen(read, joined.component(row.id))
    return replace(row, first_seen=seen.first, last_seen=seen.last, times=seen.times)


def roster_once(read: Reader, joined: Joined, rows: Sequence[RosterRow]) -> list[RosterRow]:
    """A roster with everybody once, under the name they are shown as; present when one of their entries is."""
    if joined.citizen.keys().isdisjoint(row.participant_id for row in rows):
        return list(rows)
    found: dict[str, RosterRow] = {}
    for row in rows:
        kept = joined.kept(row.participant_id)
        same = found.get(kept)
        found[kept] = _merged(same, row) if same else row
    return [row if row.participant_id == kept else _under(read, kept, row) for kept, row in found.items()]


def _merged(one: RosterRow, other: RosterRow) -> RosterRow:
    days = [day for day in (one.last_seen, other.last_seen) if day]
    statuses = {status for status in (one.status, other.status) if status}
    return replace(
        min(one, other, key=lambda row: row.participant_id),
        status=Presence.PRESENT.value if Presence.PRESENT in statuses else next(iter(sorted(statuses)), None),
        first_time=one.first_time and other.first_time,
        last_seen=max(days, default=None),
        times=one.times + other.times,
    )


def _under(read: Reader, kept: str, row: RosterRow) -> RosterRow:
    record = read.get(Participant, kept)
    if record is None:
        return row
    return replace(
        row,
        participant_id=kept,
        name=f"{record.alias} {record.surname}".strip(),
        age_band=record.age_band or "",
        gender=record.gender,
        target_group=record.target_group,
    )
