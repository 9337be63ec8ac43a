"""Participants: finding, adding, and saying who may be the same."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from nsk_desktop.domain.codes import GENDERS, PairVerdict, Presence
from nsk_desktop.domain.folding import sort_key
from nsk_desktop.domain.people import new_participant as fresh_participant
from nsk_desktop.domain.records import Participant
from nsk_desktop.i18n import _
from nsk_desktop.services.desk import Desk
from nsk_desktop.services.joined import Contradiction, joined_people, seen_together
from nsk_desktop.services.joined import contradictions as joined_contradictions
from nsk_desktop.services.joining import judge, tell_apart
from nsk_desktop.services.long_list import HEAD, LongList
from nsk_desktop.services.sessions import mark, settle_mode
from nsk_desktop.store.queries import lists
from nsk_desktop.store.queries import people as queries
from nsk_desktop.store.queries.lists import Order
from nsk_desktop.store.queries.people import ParticipantRow

__all__ = ["Contradiction", "Order", "PairRow", "ParticipantRow"]


@dataclass(frozen=True, slots=True)
class PairRow:
    """Two participants and what a person has said of them."""

    id: str
    first: ParticipantRow
    second: ParticipantRow
    verdict: str


def list_participants(desk: Desk, text: str = "") -> list[ParticipantRow]:
    """Every participant whose name matches *text*, in Danish order."""
    return rows(desk, ids(desk, text))


def ids(desk: Desk, text: str = "", order: Order | None = None) -> Sequence[str]:
    """The participants whose name matches *text*, by name unless another order is asked for; for long lists."""
    order = _by_label(order or Order("name"))
    with desk.store.read() as read:
        joined = joined_people(read)
        if text or joined.citizen:
            return joined.once(lists.participant_ids(read, date.today(), text=text, order=order))
        head = lists.participant_ids(read, date.today(), order=order, limit=HEAD)
        number = lists.count_participants(read)
        return LongList(head, number, partial(_all_ids, desk, order), partial(_place, desk, order))


def _all_ids(desk: Desk, order: Order) -> list[str]:
    with desk.store.read() as read:
        return lists.participant_ids(read, date.today(), order=order)


def _place(desk: Desk, order: Order, id: str) -> int | None:
    with desk.store.read() as read:
        return lists.participant_place(read, date.today(), order, id)


def rows(desk: Desk, ids: Sequence[str]) -> list[ParticipantRow]:
    """The participants with these ids as lists show them, in that order."""
    with desk.store.read() as read:
        return seen_together(read, joined_people(read), queries.rows_of(read, ids, date.today()))


def _by_label(order: Order) -> Order:
    """*order*, with the codes as their labels sort in the user's language."""
    if order.by != "gender":
        return order
    return replace(order, codes=tuple(sorted(GENDERS.codes, key=lambda code: sort_key(GENDERS.label(code)))))


def find(desk: Desk, text: str, limit: int = 12) -> list[ParticipantRow]:
    """The participants meant by what has been typed, those seen last first."""
    if not text.strip():
        return []
    with desk.store.read() as read:
        joined = joined_people(read)
        meant = joined.once(lists.find_participants(read, text, limit))
        return seen_together(read, joined, queries.rows_of(read, meant, date.today()))


def get(desk: Desk, id: str) -> Participant | None:
    with desk.store.read() as read:
        return read.get(Participant, id)


def new_participant(desk: Desk, alias: str, *, unlike: Iterable[str] = (), **fields: object) -> str:
    """Add somebody under an alias or a first name; they are none of those whom they are *unlike*."""
    with desk.store.change(_("New participant")) as change:
        id = change.create(fresh_participant(alias=alias, **fields))
        tell_apart(change, id, unlike)
        return id


def new_and_present(desk: Desk, session_id: str, alias: str, *, unlike: Iterable[str] = (), **fields: object) -> str:
    """Add somebody who has just come to a session, and mark them present: one step to undo."""
    with desk.store.change(_("New participant")) as change:
        id = change.create(fresh_participant(alias=alias, **fields))
        tell_apart(change, id, unlike)
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
        pairs = queries.list_pairs(read)
        named = list(dict.fromkeys(id for pair in pairs for id in (pair.first_id, pair.second_id)))
        people = {row.id: row for row in queries.rows_of(read, named, date.today())}
    return [PairRow(pair.id, people[pair.first_id], people[pair.second_id], pair.verdict) for pair in pairs]


def contradictions(desk: Desk) -> list[Contradiction]:
    """Where people who are joined were seen together."""
    with desk.store.read() as read:
        return joined_contradictions(read)


def judge_pair(desk: Desk, one: str, other: str, verdict: PairVerdict | None) -> None:
    """Say what two participants are to each other; None takes it back. Always reversible."""
    with desk.store.change(_("Decide who is the same")) as change:
        judge(change, one, other, verdict)
