"""What a story or a method card rests on: the records behind it, and the figures of their meetings."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from threading import Lock

from nsk_desktop.domain.cooperation import CooperationRating, tie
from nsk_desktop.domain.records import Actor, BridgeContact, Initiative, Series, Session
from nsk_desktop.domain.stories import Outcome
from nsk_desktop.measures.evidence import Ground, Weight, weight_words
from nsk_desktop.services import bridges, kinds, ratings
from nsk_desktop.services.desk import Desk, Done
from nsk_desktop.store.queries import cooperation as bridge_rows
from nsk_desktop.store.queries.counting import counting_rows
from nsk_desktop.store.reader import Reader

__all__ = ["Link", "Weighing", "label_bridges", "label_ratings", "links", "weigh", "weight_words"]

_MEETINGS = frozenset({"session", "series", "initiative", "attendance", "headcount", "participant", "person_pair"})
_COUNTED = ("initiatives", "series", "sessions")


@dataclass(frozen=True, slots=True)
class Link:
    """A record behind something told, by its kind, its id and what it is called."""

    kind: str
    id: str
    title: str


def links(desk: Desk, outcome: Outcome) -> list[Link]:
    """What stands behind *outcome* and is not deleted, kind by kind."""
    with desk.store.read() as read:
        return links_of(read, [outcome])[outcome.id]


def links_of(read: Reader, outcomes: Sequence[Outcome]) -> dict[str, list[Link]]:
    """The same for many, by their ids."""
    found: dict[str, list[Link]] = {outcome.id: [] for outcome in outcomes}
    for field, kind, name in _BEHIND:
        names = name(read, sorted({id for outcome in outcomes for id in getattr(outcome, field)}))
        for outcome in outcomes:
            found[outcome.id] += [Link(kind, id, names[id]) for id in getattr(outcome, field) if id in names]
    return found


def label_bridges(desk: Desk, ids: Iterable[str]) -> dict[str, str]:
    """What these bridge contacts are called: from whom to whom, and when."""
    with desk.store.read() as read:
        return _bridges(read, list(ids))


def label_ratings(desk: Desk, ids: Iterable[str]) -> dict[str, str]:
    """What these ratings are called: of which pair, and in which half-year."""
    with desk.store.read() as read:
        return _ratings(read, list(ids))


def weigh(ground: Ground, outcome: Outcome) -> Weight:
    """The figures behind *outcome*."""
    return ground.weight(
        initiatives=set(outcome.initiatives), series=set(outcome.series), sessions=set(outcome.sessions)
    )


def has_meetings(outcome: Outcome) -> bool:
    """Whether anything that *outcome* rests on may have meetings."""
    return any(getattr(outcome, name) for name in _COUNTED)


def read_ground(read: Reader, last: date = date.max) -> Ground:
    """All that was held until *last*, to be asked what something rests on."""
    return Ground(counting_rows(read, last=last, ages=False), last)


class Weighing:
    """Weighs one after the other over the same ground, which is read anew when something in it has changed."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._lock = Lock()
        self._ground: Ground | None = None
        self._number = 0
        desk.listen(self._note)

    def words(self, outcome: Outcome) -> str:
        """The figures behind *outcome* in words; empty when no meeting stands behind it. May take a moment."""
        if not has_meetings(outcome):
            return ""
        return weight_words(weigh(self._current(), outcome))

    def _current(self) -> Ground:
        with self._lock:
            number, ground = self._number, self._ground
            if ground is None:
                with self._desk.store.read() as read:
                    ground = read_ground(read)
                # What was changed while it was being read may lack in it.
                self._ground = ground if number == self._number else None
            return ground

    def _note(self, done: Done) -> None:
        if done.kinds & _MEETINGS:
            self._number += 1
            self._ground = None


def _labelled(kind: type[Actor | Initiative | Series | Session], read: Reader, ids: list[str]) -> dict[str, str]:
    """What those of *ids* are called that are not deleted."""
    there = [record.id for record in read.some(kind, ids) if not record.deleted]
    return kinds.labels_of(read, kind.record_kind(), there)


def _bridges(read: Reader, ids: list[str]) -> dict[str, str]:
    there = {one.id for one in read.some(BridgeContact, ids) if not one.deleted}
    if not there:
        return {}
    rows = (row for row in bridge_rows.list_bridges(read) if row.id in there)
    return {row.id: f"{bridges.from_label(row.from_kind, row.from_name)} → {row.to_name}" for row in rows}


def _ratings(read: Reader, ids: list[str]) -> dict[str, str]:
    found = [one for one in read.some(CooperationRating, ids) if not one.deleted]
    sides = {side for one in found for side in (one.actor_a_id, one.actor_b_id) if side}
    names: dict[str | None, str] = {None: ratings.effort_name()}
    names.update(kinds.labels_of(read, "actor", sides))
    return {
        one.id: f"{ratings.pair_label(tie(one.actor_a_id, one.actor_b_id, one.rater), names)}, "
        f"{ratings.period_label(one.period)}"
        for one in found
    }


_Names = Callable[[Reader, list[str]], dict[str, str]]
_BEHIND: tuple[tuple[str, str, _Names], ...] = (
    ("initiatives", "initiative", partial(_labelled, Initiative)),
    ("series", "series", partial(_labelled, Series)),
    ("sessions", "session", partial(_labelled, Session)),
    ("actors", "actor", partial(_labelled, Actor)),
    ("bridges", "bridge_contact", _bridges),
    ("ratings", "cooperation_rating", _ratings),
)
