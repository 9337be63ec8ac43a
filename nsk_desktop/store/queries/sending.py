"""What has been changed since a moment of the journal, as far as a file for the evaluation would show it.

The moment is the place of a row in the journal table. Entries are only ever added, so that every row keeps its place
and a later one has a greater place; unlike a stamp it also tells what a colleague wrote earlier and sent later.
What was changed and changed back, by an undo or by hand, is as it was: values are compared, not entries counted.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from nsk_desktop.store import entries
from nsk_desktop.store.journal import DELETED, Entry, Value, decode, settle
from nsk_desktop.store.reader import Reader

TRAVELLING: Mapping[str, frozenset[str]] = {
    kind: frozenset(fields.split())
    for kind, fields in {
        "session": "series_id initiative_id type title day from_time to_time themes target_groups hosts mode state"
        " completed",
        "series": "title type initiative_id closed same_anonymous start end",
        "participant": "pseudonym gender target_group subgroup relation age_band birth_year consent",
        "attendance": "session_id participant_id status first_time",
        "headcount": "session_id age_band gender target_group low high first_time",
        "person_pair": "first_id second_id verdict",
        "actor": "name sector ownership status active_from paused_on ended_on mobilised_on mobilised_how",
        "initiative": "title themes status start end partners spread",
        "bridge_contact": "day from_kind from_actor_id to_actor_id to_initiative_id to_effort_id to_text kind status"
        " introduced_on first_meeting_on cooperating_on ended_on citizens",
        "existing_effort": "title",
        "cooperation_rating": "period actor_a_id actor_b_id level wanted rater basis share_reason reason",
        "story": "day themes actors for_evaluation title who what significance contribution evidence",
        "posting": "day kind amount_ore state initiative_id session_id",
    }.items()
}
"""The fields that cells of the file come from. The views of the store are made from just these."""

_PARTS = ("attendance", "headcount")
_ASKED = {"session": "completed", "story": "for_evaluation"}
"""Kinds that are spoken of only when this was said."""


class Turn(StrEnum):
    """How a record that travels differs from what was sent."""

    NEW = "new"
    CHANGED = "changed"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Turned:
    """A record that is no longer as it was sent; of the parts of a meeting, the meeting."""

    kind: str
    record: str
    turn: Turn


def place_now(read: Reader) -> int:
    """The place of the last entry."""
    return int(read.connection.exec_driver_sql("SELECT coalesce(max(rowid), 0) FROM journal").scalar_one())


_TOUCHED = """
SELECT DISTINCT kind, record_id FROM journal WHERE rowid > {place} AND kind IN ({kinds})
"""
_TOUCHED_AT = """
SELECT DISTINCT j.kind, j.record_id FROM session s JOIN journal j ON j.record_id = s.id
WHERE s.id IN ({ids}) AND j.rowid > {place}
UNION SELECT DISTINCT j.kind, j.record_id FROM attendance a JOIN journal j ON j.record_id = a.id
WHERE a.session_id IN ({ids}) AND j.rowid > {place}
UNION SELECT DISTINCT j.kind, j.record_id FROM headcount h JOIN journal j ON j.record_id = h.id
WHERE h.session_id IN ({ids}) AND j.rowid > {place}
"""
_COMPLETED = """
SELECT DISTINCT record_id FROM journal
WHERE record_id IN ({ids}) AND rowid <= {place} AND fields LIKE '%"completed":[true%'
"""


def turned_after(read: Reader, place: int) -> list[Turned]:
    """Every record that a file made now would say otherwise than one made at *place*."""
    kinds = ", ".join(f"'{kind}'" for kind in TRAVELLING)
    statement = _TOUCHED.format(place=int(place), kinds=kinds)
    touched = [(row[0], row[1]) for row in read.connection.exec_driver_sql(statement)]
    return _turned(read, place, touched)


def changed_after(read: Reader, place: int, sessions: Sequence[str]) -> set[str]:
    """Those of *sessions* that are not as they were at *place*: themselves, a mark or a count."""
    touched: list[tuple[str, str]] = []
    for portion in entries.portions(sessions):
        text = _TOUCHED_AT.format(ids=entries.marks(portion), place=int(place))
        touched += [(row[0], row[1]) for row in read.connection.exec_driver_sql(text, tuple(portion) * 3)]
    return {one.record for one in _turned(read, place, touched)} & set(sessions)


def is_turned(read: Reader, place: int, kind: str, record: str) -> bool:
    """Whether a file made now would say something else of one record than one made at *place*."""
    if kind == "session":
        return bool(changed_after(read, place, [record]))
    return bool(_turned(read, place, [(kind, record)]))


def completed_before(read: Reader, place: int, sessions: Sequence[str]) -> set[str]:
    """Those of *sessions* that had been finished at *place*."""
    found: set[str] = set()
    for portion in entries.portions(sessions):
        text = _COMPLETED.format(ids=entries.marks(portion), place=int(place))
        found |= {row[0] for row in read.connection.exec_driver_sql(text, tuple(portion))}
    return found


def _turned(read: Reader, place: int, touched: Collection[tuple[str, str]]) -> list[Turned]:
    """The *touched* records that differ in what travels. A meeting stands for its marks and counts."""
    own: dict[str, Turned] = {}
    parts: dict[str, None] = {}
    for kind, record, before, now in _states(read, place, [record for _kind, record in touched]):
        if kind in _PARTS:
            if before != now:
                parts[str((now or before or {})["session_id"])] = None
        elif (turn := _turn(before, now)) is not None:
            own[record] = Turned(kind, record, turn)
    rest = [session for session in parts if session not in own]
    for _kind, record, before, now in _states(read, place, rest):
        if before is not None or now is not None:
            own[record] = Turned("session", record, Turn.CHANGED if before is not None else Turn.NEW)
    return list(own.values())


def _turn(before: dict[str, Value] | None, now: dict[str, Value] | None) -> Turn | None:
    if before == now:
        return None
    if before is None:
        return Turn.NEW
    return Turn.CHANGED if now is not None else Turn.REMOVED


_State = dict[str, Value] | None


def _states(read: Reader, place: int, records: Sequence[str]) -> Iterator[tuple[str, str, _State, _State]]:
    """Kind, id and what travels of each record, at *place* and now; None when it is not spoken of."""
    for portion in entries.portions(records):
        statement = (
            "SELECT id, device, hlc, author, kind, record_id, fields, rowid FROM journal "
            f"WHERE record_id IN ({entries.marks(portion)}) ORDER BY record_id"
        )
        written: dict[str, list[tuple[int, Entry]]] = {}
        for row in read.connection.exec_driver_sql(statement, tuple(portion)):
            entry = Entry(row[0], row[1], row[2], row[3], row[4], row[5], decode(row[6]))
            written.setdefault(entry.record, []).append((row[7], entry))
        for record, known in written.items():
            before = [entry for row, entry in known if row <= place]
            yield known[0][1].kind, record, _state(before), _state([entry for _row, entry in known])


def _state(known: Sequence[Entry]) -> _State:
    """What travels of a record with these entries; a blank field is as good as none."""
    if not known:
        return None
    kind, values = known[0].kind, settle(known).values()
    if values.get(DELETED) or not values.get(_ASKED.get(kind, "id"), kind not in _ASKED):
        return None
    if kind == "headcount" and not values.get("high"):
        return None
    said = {field: values.get(field) for field in TRAVELLING[kind]}
    return {field: value for field, value in said.items() if not (value is None or value is False or value in ("", []))}
