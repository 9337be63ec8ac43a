"""What one change does to the figures of some days: they are counted once with it and once without."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import Any

from nsk_desktop.domain.codes import PairVerdict
from nsk_desktop.domain.counting import CountedSession, CountingRows
from nsk_desktop.domain.numbers import span, whole
from nsk_desktop.i18n import ngettext
from nsk_desktop.measures.half_year import BridgeCounts, half_year_figures
from nsk_desktop.measures.people import know_people
from nsk_desktop.measures.reach import Reach, reach
from nsk_desktop.store.queries.counting import counting_rows
from nsk_desktop.store.reader import Reader

_NO_BRIDGES = BridgeCounts(0, 0, 0)
Values = Mapping[str, Any]


class MovedFigures:
    """The figures from *first* to *last*, taken back change by change.

    Ask for the latest change first: each answer is about the figures without those asked for before, so that of
    three pairs that make one person the two that were enough are told, and everything that moved is told once.
    """

    def __init__(self, read: Reader, first: date, last: date) -> None:
        self._read, self._first, self._last = read, first, last

    @cached_property
    def _rows(self) -> CountingRows:
        """What is left when the changes asked for so far are taken back."""
        return self._as_they_are

    @cached_property
    def _reach(self) -> Reach:
        return self._count(self._rows)

    @cached_property
    def _as_they_are(self) -> CountingRows:
        # Of all time: whether two can be the same person is seen in other periods as well.
        return counting_rows(self._read, ages=False)

    @cached_property
    def _counted(self) -> frozenset[str]:
        people = know_people(self._as_they_are)
        shown = people.reached | people.actors
        return frozenset([name for name in self._as_they_are.persons if people.citizen.get(name, name) in shown])

    def is_counted(self, person: str) -> bool:
        """Whether somebody is of a target group that a figure shows, perhaps under another name of theirs."""
        return person in self._counted

    def of_session(self, id: str, before: Values) -> str | None:
        """What a meeting does that was *before* and counted then too. None when no figure moves."""

        def was(one: CountedSession) -> CountedSession:
            return one._replace(
                day=date.fromisoformat(before["day"]),
                start=_minutes(before["from_time"]),
                end=_minutes(before["to_time"]),
                type=before["type"],
                mode=before["mode"],
                series=before["series_id"],
                same_anonymous=self._has_same_anonymous(before["series_id"]),
            )

        return self._without(sessions=self._sessions(lambda one: one.id == id, was))

    def of_series(self, id: str, same_before: bool) -> str | None:
        """What it does that the anonymous members of a series are said to be the same, or no more."""
        return self._without(
            sessions=self._sessions(lambda one: one.series == id, lambda one: one._replace(same_anonymous=same_before))
        )

    def of_target_group(self, person: str, before: str | None) -> str | None:
        """What another target group of somebody does."""
        known = self._rows.persons
        if person not in known:
            return None
        return self._without(persons={**known, person: known[person]._replace(target_group=before)})

    def of_pair(self, one: str, other: str, before: str | None) -> str | None:
        """What was said of two does, where *before* was said until then."""
        kept = {frozenset((one, other))}
        lists = {
            name: [pair for pair in pairs if frozenset(pair) not in kept]
            for name, pairs in (("joined", self._rows.joined), ("possibly", self._rows.possibly))
        }
        if before == PairVerdict.SAME:
            lists["joined"].append((one, other))
        elif before == PairVerdict.POSSIBLY:
            lists["possibly"].append((one, other))
        return self._without(**lists)

    def _sessions(
        self, chosen: Callable[[CountedSession], bool], was: Callable[[CountedSession], CountedSession]
    ) -> Sequence[CountedSession]:
        return [was(one) if chosen(one) else one for one in self._rows.sessions]

    def _has_same_anonymous(self, series: str | None) -> bool:
        return any(one.same_anonymous for one in self._rows.sessions if series and one.series == series)

    def _without(self, **before: Any) -> str | None:
        now, self._rows = self._reach, replace(self._rows, **before)
        self._reach = self._count(self._rows)
        if half_year_figures(self._reach, _NO_BRIDGES) == half_year_figures(now, _NO_BRIDGES):
            return None
        return _said(self._reach, now)

    def _count(self, rows: CountingRows) -> Reach:
        return reach(rows, self._first, self._last)


def _said(then: Reach, now: Reach) -> str:
    """How far the figures move, the most important of them."""
    before, after = then.figures.persons, now.figures.persons
    if (before.lower, before.upper) != (after.lower, after.upper):
        text = ngettext("{before} → {after} citizen", "{before} → {after} citizens", after.upper)
        return text.format(before=span(before.lower, before.upper), after=span(after.lower, after.upper))
    more = now.figures.attendances.registered - then.figures.attendances.registered
    if more:
        text = ngettext("{number} attendance", "{number} attendances", abs(more))
        return f"{'-' if more < 0 else '+'}{text.format(number=whole(abs(more)))}"
    return ""


def _minutes(time: str | None) -> int | None:
    return int(time[:2]) * 60 + int(time[3:5]) if time else None
