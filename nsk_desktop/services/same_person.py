"""The same person? Suggestions while somebody is typed and as a list. Only a person's answer changes a figure."""

import math
import time
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from sys import intern
from threading import Lock
from weakref import WeakKeyDictionary

from nsk_desktop.domain.ages import age_band as band_of
from nsk_desktop.domain.crowd import Crowd, Suggestion, likest_first
from nsk_desktop.domain.same_person import Match, Person, Reason, name_parts
from nsk_desktop.i18n import _
from nsk_desktop.services.desk import Desk
from nsk_desktop.services.joined import Joined, joined_people
from nsk_desktop.store.change import Done
from nsk_desktop.store.queries import pairs as queries
from nsk_desktop.store.queries import people
from nsk_desktop.store.queries.pairs import NamedRow, Seen
from nsk_desktop.store.reader import Reader

__all__ = ["Likeness", "Seen", "SuggestedPair"]
_AT_ONCE, _READ_AT_ONCE = 50, 1_000


@dataclass(frozen=True, slots=True)
class Likeness:
    """A participant who may be the one being typed."""

    id: str
    name: str
    gender: str
    seen: Seen
    score: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class SuggestedPair:
    """Two participants who may be one person; nobody has said anything of them yet."""

    first_id: str
    first: str
    second_id: str
    second: str
    score: float
    reasons: tuple[Reason, ...]


def suggest(
    desk: Desk,
    alias: str,
    surname: str = "",
    birth_year: int | None = None,
    age_band: str | None = None,
    gender: str | None = None,
    limit: int = 3,
    leave_out: str = "",
    progress: Callable[[], None] = lambda: None,
) -> list[Likeness]:
    """Who the person being typed may be, the likeliest first; *leave_out* is who is being typed anew."""
    if len(alias.strip()) < 2:
        return []
    band = band_of(date.today().year - birth_year) if birth_year else age_band
    typed = Person(leave_out, *name_parts(alias, surname), birth_year, band, gender)
    likest = _index(desk).like(desk, typed, limit * 4, progress)
    with desk.store.read() as read:
        joined = joined_people(read)
        judged = _judged(read, joined)
        found: dict[str, Likeness] = {}
        for id, match in likest:
            kept = joined.kept(id)
            pair = frozenset((joined.kept(leave_out), kept))
            if kept not in found and pair not in judged and len(pair) == 2:
                found[kept] = _likeness(read, joined, kept, match)
    return list(found.values())[:limit]


def suggestions(desk: Desk, progress: Callable[[int, int], None] = lambda _done, _all: None) -> list[SuggestedPair]:
    """The pairs to ask about, the likeliest first: nobody has judged them, and they never were at one meeting."""
    while (found := search(desk, progress)) is None:
        pass
    return found


def search(
    desk: Desk, progress: Callable[[int, int], None] = lambda _done, _all: None, seconds: float = math.inf
) -> list[SuggestedPair] | None:
    """`suggestions`, or None when they are not all found after *seconds*: ask again, and the search goes on.

    Among very many people the first search takes minutes; a question about somebody who is being typed fits between.
    """
    index = _index(desk)
    suspected = index.pairs(desk, progress, seconds)
    if suspected is None:
        return None
    with desk.store.read() as read:
        joined = joined_people(read)
        judged = _judged(read, joined)
        everybody = {one for pair in suspected for id in pair[:2] for one in joined.component(id)}
        met = queries.met(read, everybody)
        seen = {
            pair[:2] for pair in suspected if _met(met, joined, *pair[:2]) and _seen_as_two(read, joined, *pair[:2])
        }
        names = {row.id: row.name for row in queries.named(read, {joined.kept(id) for id in everybody})}
    found: dict[frozenset[str], SuggestedPair] = {}
    for one, other, match in suspected:
        first, second = sorted((joined.kept(one), joined.kept(other)))
        pair = frozenset((first, second))
        if first == second or pair in found or pair in judged or (one, other) in seen:
            continue
        found[pair] = SuggestedPair(first, names[first], second, names[second], match.score, match.reasons)
    return list(found.values())


def _judged(read: Reader, joined: Joined) -> set[frozenset[str]]:
    """The pairs of persons of whom somebody has said something, whichever of their entries was asked about."""
    return {frozenset((joined.kept(pair.first_id), joined.kept(pair.second_id))) for pair in people.list_pairs(read)}


def _met(met: Mapping[str, set[str]], joined: Joined, one: str, other: str) -> bool:
    ours: set[str] = set().union(*(met[id] for id in joined.component(one)))
    return any(not ours.isdisjoint(met[id]) for id in joined.component(other))


def _seen_as_two(read: Reader, joined: Joined, one: str, other: str) -> bool:
    """Whether the two were at one meeting, and not only because two computers registered one list."""
    return bool(queries.shared(read, joined.component(one), joined.component(other))[0])


def reason_text(reason: Reason) -> str:
    """What speaks for or against, in the user's language."""
    return {
        Reason.SAME_NAME: _("same name"),
        Reason.LIKE_GIVEN: _("first names alike"),
        Reason.LIKE_SURNAME: _("surnames alike"),
        Reason.OTHER_GIVEN: _("different first names"),
        Reason.OTHER_SURNAME: _("different surnames"),
        Reason.NO_SURNAME: _("one has no surname"),
        Reason.SWAPPED: _("first name and surname swapped"),
        Reason.SAME_YEAR: _("same birth year"),
        Reason.SLIP_OF_YEAR: _("birth years one digit apart"),
        Reason.OTHER_YEAR: _("different birth years"),
        Reason.SAME_BAND: _("same age group"),
        Reason.OTHER_BAND: _("different age groups"),
        Reason.OTHER_GENDER: _("different genders"),
    }[reason]


def _likeness(read: Reader, joined: Joined, id: str, match: Match) -> Likeness:
    (row,) = queries.named(read, [id])
    return Likeness(
        id, row.name, row.gender or "", queries.seen(read, joined.component(id)), match.score, match.reasons
    )


class _Index:
    """The participants of one store, kept ready. Asked from the window's thread and from the worker.

    Of each it keeps what is compared and no more: what they are called stands in the store.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._crowd = Crowd()
        self._pairs: dict[tuple[str, str], Suggestion] = {}
        self._of: dict[str, set[tuple[str, str]]] = {}
        """The pairs of each person, some perhaps gone by now."""
        self._changed: set[str] = set()
        self._unread: list[str] = []
        self._waiting: deque[NamedRow] = deque()
        """Who was saved, and who of them was read but not taken in yet: everybody of a big town takes seconds."""
        self._latest = ""
        self._whole, self._stale = True, True

    def note(self, done: Done) -> None:
        """Something was saved. What came from a colleague may carry older stamps than what is known."""
        if "participant" in done.kinds:
            self._whole |= not done.entries
            self._stale = True

    def like(
        self, desk: Desk, typed: Person, limit: int, progress: Callable[[], None] = lambda: None
    ) -> list[tuple[str, Match]]:
        """Who the typed person may be."""
        with self._lock:
            while self._is_behind(desk):
                progress()
                self._take_in(desk)
            return self._crowd.like(typed, limit)

    def pairs(
        self, desk: Desk, progress: Callable[[int, int], None], seconds: float = math.inf
    ) -> list[Suggestion] | None:
        """Everybody who may be the same as somebody else; None when *seconds* were not enough to compare them all.

        Only who is new or changed is compared, so that after the first time it is quick.
        """
        until = time.monotonic() + seconds
        with self._lock:
            while self._is_behind(desk) or self._changed:
                if time.monotonic() > until:
                    return None
                known = len(self._crowd)
                progress(known - len(self._changed), known + len(self._waiting) + len(self._unread))
                if self._waiting or self._unread:
                    self._take_in(desk)
                else:
                    self._compare(next(iter(self._changed)))
            return sorted(self._pairs.values(), key=likest_first)

    def _compare(self, id: str) -> None:
        """Find anew who may be the same as one person."""
        for ids in self._of.pop(id, ()):
            self._pairs.pop(ids, None)
        for pair in self._crowd.pairs_of(id):
            self._pairs[pair[:2]] = pair
            for each in pair[:2]:
                self._of.setdefault(each, set()).add(pair[:2])
        self._changed.discard(id)

    def _is_behind(self, desk: Desk) -> bool:
        """Learn who was saved since; whether anybody waits to be taken in."""
        if self._stale:
            since = "" if self._whole else self._latest
            # Before reading: what is saved meanwhile makes it stale again.
            self._whole = self._stale = False
            with desk.store.read() as read:
                ids, self._latest = queries.changed(read, since)
                self._unread += ids
        return bool(self._waiting or self._unread)

    def _take_in(self, desk: Desk) -> None:
        """Know the first few of those who wait as they are now."""
        if not self._waiting:
            with desk.store.read() as read:
                self._waiting.extend(queries.named(read, self._unread[-_READ_AT_ONCE:]))
            del self._unread[-_READ_AT_ONCE:]
        today = date.today()
        for _place in range(min(len(self._waiting), _AT_ONCE)):
            row = self._waiting.popleft()
            if self._crowd.drop(row.id) if row.deleted else self._crowd.put(_person(row, today)):
                self._changed.add(row.id)


def _person(row: NamedRow, today: date) -> Person:
    band = band_of(today.year - row.birth_year) if row.birth_year else _once(row.age_band)
    return Person(row.id, *name_parts(row.alias, row.surname), row.birth_year, band, _once(row.gender))


def _once(word: str | None) -> str | None:
    """The same word, kept once for all who share it."""
    return word and intern(word)


_KEPT: WeakKeyDictionary[Desk, _Index] = WeakKeyDictionary()


def _index(desk: Desk) -> _Index:
    if desk not in _KEPT:
        _KEPT[desk] = _Index()
        desk.listen(_KEPT[desk].note)
    return _KEPT[desk]
