"""How a figure comes about: what each bound is made of, and every meeting behind it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from nsk_desktop.domain.counting import CountedSession
from nsk_desktop.measures.bounds import Least, Most, least, most, registered_at
from nsk_desktop.measures.figures import Figures
from nsk_desktop.measures.reach import figures_of
from nsk_desktop.measures.scope import Scope
from nsk_desktop.measures.tallies import Tally, counted


@dataclass(frozen=True, slots=True)
class Behind:
    """One meeting of those behind a figure, and what it gives to it."""

    id: str
    day: date
    title: str
    registered: int
    anonymous_low: int
    anonymous_high: int
    perhaps: int
    """Registered or not: those who may belong here, because their age or gender is not known."""
    counted: bool

    @property
    def most(self) -> int:
        return self.registered + self.anonymous_high + self.perhaps


@dataclass(frozen=True, slots=True)
class Explained:
    """A figure with everything it is made of."""

    figures: Figures
    least: Least
    most: Most
    merged: int
    """How many fewer the registered are, if everybody who is perhaps the same is."""
    behind: tuple[Behind, ...]
    """The latest first."""


def explain(scope: Scope) -> Explained:
    """What the figure of *scope* is made of."""
    registered = registered_at(scope.tallies)
    return Explained(
        figures=figures_of(scope.tallies, scope.people, scope.unknown),
        least=least(scope.tallies, scope.people, registered),
        most=most(scope.tallies, registered, scope.unknown),
        merged=len(registered) - scope.people.fewest(registered),
        behind=_behind(scope.tallies, scope.unknown),
    )


def _behind(tallies: Sequence[Tally], unknown: Sequence[Tally]) -> tuple[Behind, ...]:
    perhaps = {tally.session: len(tally.reached.people) + tally.reached.high for tally in unknown}
    found = [_one(tally.session, perhaps.pop(tally.session, 0), tally) for tally in tallies]
    found += [_one(session, number, None) for session, number in perhaps.items()]
    return tuple(sorted(found, key=lambda one: (-one.day.toordinal(), one.title, one.id)))


def _one(session: CountedSession, perhaps: int, tally: Tally | None) -> Behind:
    crowd = tally.reached if tally is not None else None
    return Behind(
        session.id,
        session.day,
        session.title,
        len(crowd.people) if crowd else 0,
        crowd.low if crowd else 0,
        crowd.high if crowd else 0,
        perhaps,
        counted(session),
    )
