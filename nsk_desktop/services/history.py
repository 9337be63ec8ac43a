"""What happened to a record, going back to an earlier version of it, and what two laptops disagree about."""

from dataclasses import dataclass
from datetime import datetime

from nsk_desktop.domain.clock import moment
from nsk_desktop.domain.numbers import span
from nsk_desktop.domain.records import KINDS, Attendance, Exchanged, Headcount, Session
from nsk_desktop.i18n import _
from nsk_desktop.services import kinds
from nsk_desktop.services.desk import Desk
from nsk_desktop.services.sessions import settle_mode
from nsk_desktop.store import entries, state
from nsk_desktop.store import history as journal_history
from nsk_desktop.store.change import Done
from nsk_desktop.store.history import Conflict, Side, Step
from nsk_desktop.store.journal import DELETED, Entry, Value, settle
from nsk_desktop.store.reader import Reader

__all__ = ["Conflict", "Line", "Lines", "Side", "Step", "Value"]

# What nobody has typed and nobody reads.
_UNTOLD = ("pseudonym", "chosen_in")
MADE = "made"
"""Stands for the field in the line that says that a record was made."""


@dataclass(frozen=True, slots=True)
class Line:
    """What one save did to one field: the values, and how they are written."""

    entry: str
    kind: str
    record: str
    when: datetime
    who: str
    field: str
    before: Value
    after: Value
    before_text: str
    after_text: str
    about: str = ""
    """Whose mark or which count of a meeting it is."""

    @property
    def id(self) -> str:
        """Tells the line from all others."""
        return f"{self.entry} {self.field}"


@dataclass(frozen=True, slots=True)
class Lines:
    """A part of a history, newest first."""

    lines: tuple[Line, ...]
    saves: int
    """How many saves the whole history has."""
    newest: str
    """The last save of the record itself."""


def history(desk: Desk, id: str) -> list[Step]:
    """Every change of a record, newest first."""
    with desk.store.read() as read:
        return journal_history.steps(read, id)


def lines(desk: Desk, kind: str, id: str, *, first: int = 0, count: int = 50) -> Lines:
    """*count* saves of a record in words, newest first; a meeting's marks and counts stand among its own."""
    with desk.store.read() as read:
        saves = [(entry.hlc, entry.id, entry) for entry in read.entries(id)]
        newest = saves[-1][1]
        if KINDS[kind] is Session:
            for part in (Attendance, Headcount):
                saves += [(entry.hlc, entry.id, entry) for one in _parts(read, part, id) for entry in read.entries(one)]
        saves.sort(key=lambda save: save[:2], reverse=True)
        found: list[Line] = []
        for _hlc, _id, entry in saves[first : first + count]:
            found += _lines_of(read, entry) if entry.record == id else _line_of_part(read, entry)
    return Lines(tuple(found), len(saves), newest)


def _parts(read: Reader, kind: type[Exchanged], session: str) -> list[str]:
    rows = read.connection.exec_driver_sql(f'SELECT id FROM "{kind.record_kind()}" WHERE session_id = ?', (session,))
    return [row[0] for row in rows]


def _lines_of(read: Reader, entry: Entry) -> list[Line]:
    steps = [step for step in journal_history.steps(read, entry.record) if step.entry == entry.id]
    when = moment(entry.hlc)
    head = (entry.id, entry.kind, entry.record, when, entry.author)
    made = [] if any(over for _value, over in entry.fields.values()) else [Line(*head, MADE, None, None, "", "")]
    found = []
    for step in reversed(steps):
        texts = [kinds.written(read, entry.kind, step.field, value) for value in (step.before, step.after)]
        if texts[0] != texts[1] and step.field not in _UNTOLD:
            found.append(Line(*head, step.field, step.before, step.after, *texts))
    return made + found


def _line_of_part(read: Reader, entry: Entry) -> list[Line]:
    """A mark or a count as one line: what was said of somebody before and after."""
    known = read.entries(entry.record)
    place = [each.id for each in known].index(entry.id)
    now = settle(known[: place + 1]).values()
    before = _said(read, entry.kind, settle(known[:place]).values() if place else {})
    after = _said(read, entry.kind, now)
    about = ""
    if "participant_id" in now:
        about = kinds.written(read, entry.kind, "participant_id", now["participant_id"])
    elif "age_band" in now:
        about = ", ".join(kinds.written(read, entry.kind, name, now[name]) for name in ("age_band", "gender"))
    line = Line(
        entry.id,
        entry.kind,
        entry.record,
        moment(entry.hlc),
        entry.author,
        entry.kind,
        None,
        None,
        before,
        after,
        about,
    )
    return [line] if before != after else []


def _said(read: Reader, kind: str, values: dict[str, Value]) -> str:
    if not values or values.get(DELETED):
        return ""
    if kind == Headcount.record_kind():
        return span(values.get("low", 0), values.get("high", 0))
    return kinds.written(read, kind, "status", values.get("status"))


def restore_version(desk: Desk, id: str, entry: str) -> bool:
    """Give every field of a record the value it had after the save *entry*. Returns whether anything differed.

    It is an ordinary change: it can be undone, and the versions in between stay in the history.
    """
    with desk.store.read() as read:
        known = read.entries(id)
    places = [place for place, each in enumerate(known) if each.id == entry]
    if not places:
        raise LookupError(entry)
    then = settle(known[: places[0] + 1])
    blank = state.defaults(then.kind)
    fields = {name: then.values().get(name, value) for name, value in blank.items() if name != DELETED}
    with desk.store.change(_("Restore an earlier version")) as change:
        changed = change.save(KINDS[then.kind], id, **fields)
        if changed and KINDS[then.kind] is Session:
            # The marks are records of their own and stay; what the meeting says of them must fit.
            settle_mode(change, id)
        return changed


def changed_since(desk: Desk, done: Done) -> tuple[str, str] | None:
    """The kind and id of the record that was changed last after *done*: it stands in the way of taking that back."""
    with desk.store.read() as read:
        own = entries.of_ids(read.connection, done.entries)
        others = [
            entry
            for found in entries.of_records(read.connection, sorted({entry.record for entry in own.values()})).values()
            for entry in found
            if entry.id not in own
        ]
    if not others:
        return None
    last = max(others, key=lambda entry: (entry.hlc, entry.id))
    return last.kind, last.record


def record_of(desk: Desk, kind: str, id: str) -> Exchanged | None:
    """The record whose history tells of this one: a mark's or a count's is its meeting."""
    with desk.store.read() as read:
        found = read.get(KINDS[kind], id)
        return read.get(Session, found.session_id) if isinstance(found, (Attendance, Headcount)) else found


def conflicts(desk: Desk, record: str | None = None) -> list[Conflict]:
    """What laptops disagree about, in the whole store or in one record."""
    with desk.store.read() as read:
        found = journal_history.conflicts(read)
    return [conflict for conflict in found if record in (None, conflict.record)]


def decide(desk: Desk, conflict: Conflict, value: Value) -> None:
    """Settle a conflict with *value*; the other values stay in the history."""
    with desk.store.change(_("Choose between two versions")) as change:
        change.decide(KINDS[conflict.kind], conflict.record, conflict.field, value)
