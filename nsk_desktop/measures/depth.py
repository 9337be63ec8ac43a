"""Depth: how often the registered came. Nobody knows it of those who were only counted."""

from collections import Counter
from itertools import chain

from nsk_desktop.measures.figures import Depth
from nsk_desktop.measures.scope import Scope
from nsk_desktop.measures.tallies import Tally, counted

RETAINED = 3
"""A person who came to so many sessions is retained (fastholdt)."""
COMPLETED = 3, 4
"""Who came to three in four of the meetings of a series that has ended has completed it."""
LEAST_MEETINGS = 2
"""One meeting is no series that could be completed."""


def measure_depth(scope: Scope) -> Depth:
    """How many of the registered in *scope* came, came back, and went through with a series."""
    times = Counter(chain.from_iterable([tally.reached.people for tally in scope.tallies]))
    ended = _ended(scope)
    completed: set[str] = set()
    for meetings, there in ended:
        came = Counter(chain.from_iterable([tally.reached.people for tally in there]))
        share, of = COMPLETED
        completed.update(one for one, number in came.items() if number * of >= meetings * share)
    return Depth(
        reached=len(times),
        retained=sum([number >= RETAINED for number in times.values()]),
        completed=len(completed),
        series_ended=len(ended),
    )


def _ended(scope: Scope) -> list[tuple[int, list[Tally]]]:
    """The series that ended in the period: how many meetings were counted in it, and who of the wanted came."""
    series = scope.rows.series
    over = {key for key, one in series.items() if one.end is not None and scope.first <= one.end <= scope.last}
    if not over:
        return []
    held = Counter(one.series for one in scope.sessions if one.series in over and counted(one))
    there: dict[str, list[Tally]] = {}
    for tally in scope.tallies:
        if tally.session.series in over:
            there.setdefault(tally.session.series or "", []).append(tally)
    return [(number, there.get(key or "", [])) for key, number in held.items() if number >= LEAST_MEETINGS]
