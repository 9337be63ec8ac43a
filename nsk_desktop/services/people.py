"""Participants: finding, adding, and saying who may be the same."""

from dataclasses import dataclass
from datetime import date

from nsk_desktop.domain.codes import PairVerdict, Presence
from nsk_desktop.domain.folding import matches, sort_key
from nsk_desktop.domain.identity import pair_id
from nsk_desktop.domain.people import new_participant as fresh_participant
from nsk_desktop.domain.records import Participant, PersonPair
from nsk_desktop.i18n import _
from nsk_desktop.services.desk import Desk
from nsk_desktop.services.sessions import mark, settle_mode
from nsk_desktop.store.queries import people as queries
from nsk_desktop.store.queries.people import ParticipantRow

__all__ = ["PairRow", "ParticipantRow"]


@dataclass(frozen=True, slots=True)
class PairRow:
    """Two participants and what a person has said of them."""

    id: str
    first: ParticipantRow
    second: ParticipantRow
    verdict: str


def list_participants(desk: Desk, text: str = "") -> list[ParticipantRow]:
    """Every participant whose name matches *text*, in Danish order."""
    with desk.store.read() as read:
        rows = queries.list_participants(read, date.today())
    fitting = [row for row in rows if not text or matches(text, row.name)]
    return sorted(fitting, key=lambda row: sort_key(row.name))


def find(desk: Desk, text: str, limit: int = 12) -> list[ParticipantRow]:
    """The participants meant by what has been typed, those seen last first."""
    found = list_participants(desk, text) if text.strip() else []
    return sorted(found, key=lambda row: row.last_seen or date.min, reverse=True)[:limit]


def get(desk: Desk, id: str) -> Participant | None:
    with desk.store.read() as read:
        return read.get(Participant, id)


def new_participant(desk: Desk, alias: str, **fields: object) -> str:
    """Add somebody under an alias or a first name."""
    with desk.store.change(_("New participant")) as change:
        return change.create(fresh_participant(alias=alias, **fields))


def new_and_present(desk: Desk, session_id: str, alias: str, **fields: object) -> str:
    """Add somebody who has just come to a session, and mark them present: one step to undo."""
    with desk.store.change(_("New participant")) as change:
        id = change.create(fresh_participant(alias=alias, **fields))
        mark(change, session_id, id, Presence.PRESENT)
        settle_mode(change, session_id)
        return id


def save_participant(desk: Desk, id: str, **fields: object) -> bool:
    with desk.store.change(_("Change the participant")) as change:
        return change.save(Participant, id, **fields)


def delete_participant(desk: Desk, id: str) -> None:
    """Move a participant to the bin; the attendances no longer count."""
    with desk.store.change(_("Delete the participant")) as change:
        change.delete(Participant, id)


def list_pairs(desk: Desk) -> list[PairRow]:
    """What has been said of pairs of participants."""
    with desk.store.read() as read:
        people = {row.id: row for row in queries.list_participants(read, date.today())}
        pairs = queries.list_pairs(read)
    return [PairRow(pair.id, people[pair.first_id], people[pair.second_id], pair.verdict) for pair in pairs]


def judge_pair(desk: Desk, one: str, other: str, verdict: PairVerdict | None) -> None:
    """Say what two participants are to each other; None takes it back. Always reversible."""
    first, second = sorted((one, other))
    id = pair_id(first, second)
    with desk.store.change(_("Decide who is the same")) as change:
        if verdict:
            change.put(PersonPair(id=id, first_id=first, second_id=second, verdict=verdict))
        elif change.exists(id):
            change.delete(PersonPair, id)
