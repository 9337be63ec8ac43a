"""What was written about a half-year since somebody signed it, and how far each thing moves each figure.

Every record that was written about is put back as it was when it was signed, and then the records become what they
are one by one; after each the figures are counted anew. So the steps of a figure add up to all that it has moved,
whatever was written, undone, received late or deleted, and only what moves a figure is listed: a meeting that got
another title is the same in every figure.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from nsk_desktop.domain.clock import moment
from nsk_desktop.domain.codes import Presence, SessionState
from nsk_desktop.measures.half_year import BridgeCounts, half_year_figures
from nsk_desktop.measures.reach import reach
from nsk_desktop.services.change_words import ADDED, CHANGED, REMOVED, ChangeWords
from nsk_desktop.store.journal import DELETED
from nsk_desktop.store.queries import periods
from nsk_desktop.store.queries.counting import counting_rows
from nsk_desktop.store.queries.periods import Seen, Values, Versions
from nsk_desktop.store.reader import Reader
from nsk_desktop.store.replay import KINDS, Replay, replay

Figures = Mapping[str, int]
Progress = Callable[[int, int], object]
MOST_APART = 200
"""Of more records those of one meeting are one step: nobody reads so many lines, and each costs a count."""


@dataclass(frozen=True, slots=True)
class Happened:
    """One record that counts otherwise than when it was signed; who wrote about it last, and when."""

    id: str
    kind: str
    sentence: str
    who: str
    when: datetime
    effect: str
    """What it does to the figures, in a few words."""
    about: str = ""
    """The meeting that it belongs to, when it is a part of one."""
    what: str = CHANGED
    """Whether it came to, went out or was changed."""
    steps: Figures = field(default_factory=dict, hash=False)
    """How far it moves each figure that it moves."""


class Since(NamedTuple):
    """What happened since the signature: the changes, and the figures before the first and after the last."""

    changes: tuple[Happened, ...]
    """The latest first. Their steps add up to what lies between the figures."""
    before: Figures
    after: Figures


def figures_of(read: Reader, first: date, last: date) -> dict[str, int]:
    """The figures that somebody signs, as they are in what *read* sees."""
    bridges = BridgeCounts(*periods.bridge_counts(read, first, last))
    return half_year_figures(reach(counting_rows(read, first, last, ages=False), first, last), bridges)


def what_happened(
    read: Reader, first: date, last: date, seen: Seen, progress: Progress = lambda _done, _total: None
) -> Since:
    """Everything written since *seen* that moves a figure of the days from *first* to *last*.

    *progress* is told how many records of how many have been counted, and may raise to stop.
    """
    touched = periods.versions(read, periods.written_since(read, KINDS, seen), seen)
    relevant = _Relevant(read, first, last, touched).chosen()
    if not relevant:
        now = figures_of(read, first, last)
        return Since((), now, now)
    with replay(read, first, last, [id for id, one in touched.items() if one.kind == "session"]) as past:
        return _step_by_step(read, past, (first, last), relevant, seen, progress)


class _Unit(NamedTuple):
    """The records that become what they are together; the one that is named first."""

    records: list[tuple[str, Versions]]
    rank: int
    """Meetings that come to before all else: who was at them can then be told apart from them."""

    @property
    def order(self) -> tuple[int, str, str]:
        id, one = self.records[0]
        return self.rank, one.since[-1].hlc, id


def _step_by_step(
    read: Reader,
    past: Replay,
    period: tuple[date, date],
    relevant: Mapping[str, Versions],
    seen: Seen,
    progress: Progress,
) -> Since:
    for id, one in relevant.items():
        past.put(one.kind, id, one.before)
    words = ChangeWords(read, relevant, seen)
    then = first_of_all = figures_of(past.reader, *period)
    found: list[Happened] = []
    units = sorted(_units(relevant, period), key=lambda unit: unit.order)
    for number, unit in enumerate(units):
        progress(number, len(units))
        for id, one in unit.records:
            past.put(one.kind, id, one.after)
        now = figures_of(past.reader, *period)
        steps = {name: now[name] - then[name] for name in now if now[name] != then[name]}
        if steps:
            id, one = unit.records[0]
            what = _what(one, period)
            found.append(
                Happened(
                    id=id,
                    kind=one.kind,
                    sentence=words.sentence(one, what),
                    who=one.since[-1].author,
                    when=moment(one.since[-1].hlc),
                    effect=words.effect(one.kind, then, now),
                    about=str(one.after.get("session_id") or ""),
                    what=what,
                    steps=steps,
                )
            )
        then = now
    found.sort(key=lambda one: (one.when, one.sentence, one.id), reverse=True)
    return Since(tuple(found), first_of_all, then)


def _units(relevant: Mapping[str, Versions], period: tuple[date, date]) -> Iterator[_Unit]:
    together: dict[str, list[tuple[str, Versions]]] = {}
    for id, one in relevant.items():
        meeting = id if one.kind == "session" else str(one.after.get("session_id") or "")
        key = meeting if meeting and len(relevant) > MOST_APART else id
        # The meeting itself is named before what belongs to it.
        together.setdefault(key, []).insert(0 if one.kind == "session" else len(together[key]), (id, one))
    for records in together.values():
        _id, one = records[0]
        comes = one.kind == "session" and _what(one, period) == ADDED
        yield _Unit(records, 0 if comes else 1)


class _Relevant:
    """Of all that was written since those records that a figure of the period can depend on.

    One too many costs a count; one too few is seen, because the figures before the first are then not those signed.
    """

    def __init__(self, read: Reader, first: date, last: date, touched: Mapping[str, Versions]) -> None:
        self._touched = touched
        self._period = (first, last)
        if not touched:
            return
        self._paired = periods.paired(read)
        self._there = periods.present(read, first, last) | self._paired
        self._meetings = periods.sessions_of(read, first, last) | periods.sessions_of_people(read, self._paired)
        for id, one in touched.items():
            if one.kind == "session" and any(_inside(values, self._period) for values in (one.before, one.after)):
                self._meetings.add(id)
            if one.kind == "person_pair":
                self._there |= {str(one.after["first_id"]), str(one.after["second_id"])}

    def chosen(self) -> dict[str, Versions]:
        """The records that are to be put back, by id."""
        found = {id: one for id, one in self._touched.items() if self._matters(id, one)}
        came = {str(one.after["participant_id"]) for one in found.values() if one.kind == "attendance"}
        for id, one in self._touched.items():
            if one.kind == "participant" and one.before is not None and (id in self._there or id in came):
                found[id] = one
        return found

    def _matters(self, id: str, one: Versions) -> bool:
        match one.kind:
            case "session":
                return id in self._meetings
            case "attendance":
                return one.after["session_id"] in self._meetings or one.after["participant_id"] in self._there
            case "headcount":
                return one.after["session_id"] in self._meetings
            case "bridge_contact":
                days = [v[name] for v in (one.before, one.after) if v for name in _BRIDGE_DAYS]
                return any(_within(day, self._period) for day in days)
            case "participant":
                # Who is new is nobody before they come to a meeting, and that is written on a record of its own.
                return False
        return True


_BRIDGE_DAYS = ("day", "first_meeting_on", "cooperating_on")


def _what(one: Versions, period: tuple[date, date]) -> str:
    """Whether a record came to, went out or was changed, in what counts."""
    before, after = _counted(one.kind, one.before, period), _counted(one.kind, one.after, period)
    if before == after:
        return CHANGED
    return ADDED if after else REMOVED


def _counted(kind: str, values: Values | None, period: tuple[date, date]) -> bool:
    """Whether a record by itself says something that counts in the period."""
    if values is None or values[DELETED]:
        return False
    match kind:
        case "session":
            return bool(values["completed"]) and values["state"] == SessionState.HELD and _inside(values, period)
        case "attendance":
            return bool(values["status"] == Presence.PRESENT)
        case "headcount":
            return bool(values["high"])
        case "bridge_contact":
            return any(_within(values[name], period) for name in _BRIDGE_DAYS)
    return True


def _inside(values: Values | None, period: tuple[date, date]) -> bool:
    return values is not None and _within(values["day"], period)


def _within(day: object, period: tuple[date, date]) -> bool:
    return bool(day) and period[0].isoformat() <= str(day) <= period[1].isoformat()
