"""Reach and all of Overview over 5,000 sessions with 75,000 attendances, beside the bare count of different people."""

import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from nsk_desktop.domain.records import Posting
from nsk_desktop.services import budget, economy, reach_overview, targets
from nsk_desktop.services.desk import Desk
from nsk_desktop.services.figures import reach
from nsk_desktop.services.import_plan import make_plan
from nsk_desktop.services.imports import apply_import
from tests import make
from tests.bench.crowd import fill_in
from tests.bench.figures import Figure, compare
from tests.bench.town import build

# The figure that other programs show: nobody's group, no draft and no deleted row may count here either.
_BARE = """
SELECT count(DISTINCT a.participant_id) FROM attendance a
JOIN session s ON s.id = a.session_id JOIN participant p ON p.id = a.participant_id
WHERE s.day BETWEEN '2024-01-01' AND '2027-12-31' AND s.state = 'afholdt' AND s.completed AND NOT s.deleted
  AND a.status = 'til stede' AND NOT a.deleted AND p.target_group = 'M1' AND NOT p.deleted
"""
_BARELY, _GROUPINGS = "bare count(distinct)", ("theme", "half-year", "age", "gender", "type", "series", "initiative")
PERIOD = date(2024, 1, 1), date(2027, 12, 31)
SMALL, LARGE = 10_000, 100_000
"""Sessions of two towns, with ten attendances at each."""
LINEAR = 1.2 * LARGE / SMALL
"""How many times longer the larger town may take."""


def measure() -> Iterator[Figure]:
    with tempfile.TemporaryDirectory(prefix="nsk-bench-") as folder:
        desk = Desk(make.store(Path(folder)), Path(folder))
        with desk.store.read() as read:
            plan = make_plan(fill_in(), read)
        apply_import(desk, plan)
        yield from _beside_the_bare(desk)
        desk.close()
    yield from _growth()


def _beside_the_bare(desk: Desk) -> Iterator[Figure]:
    """Each figure, and then the whole page, which must also be there within a second."""

    def bare() -> None:
        with desk.store.read() as read:
            read.connection.exec_driver_sql(_BARE).scalar_one()

    def page() -> None:
        reach_overview.overview(desk, *PERIOD, "theme")
        targets.progress(desk, PERIOD[1])

    yield compare("reach, 75,000 attendances", lambda: reach(desk, *PERIOD), _BARELY, bare, goal=5.0)
    for by in _GROUPINGS:
        yield compare(f"reach by {by}", lambda by=by: reach(desk, *PERIOD, by), _BARELY, bare, goal=5.0)  # type: ignore[misc]
    whole = compare("Overview, every figure and plot", page, _BARELY, bare, goal=5.0)
    yield whole
    yield replace(whole, name="Overview, all together", control="one second", control_ms=1000.0, goal=1.0)
    _spend(desk)
    yield compare("money by year, and its costs", lambda: economy.economy(desk), _BARELY, bare, goal=5.0)
    yield compare("money by theme, and its costs", lambda: economy.economy(desk, "theme"), _BARELY, bare, goal=5.0)


def _spend(desk: Desk) -> None:
    """A posting on each of 2,000 meetings, against the effort's own budget."""
    budget.enter_granted(desk)
    with desk.store.read() as read:
        rows = read.connection.exec_driver_sql("SELECT id, day FROM session ORDER BY id LIMIT 2000").all()
    with desk.store.change("postings") as change:
        for number, (id, day) in enumerate(rows):
            on = date.fromisoformat(day)
            change.create(Posting(day=on, year=on.year, amount_ore=10_000 + number, session_id=id, text="Kaffe"))


def _growth() -> Iterator[Figure]:
    """Ten times as many attendances take ten times as long, and no longer."""
    period = date(2019, 1, 1), date(2025, 12, 31)
    with tempfile.TemporaryDirectory(prefix="nsk-bench-") as small, tempfile.TemporaryDirectory(dir=small) as large:
        desks = []
        for folder, sessions in ((Path(small), SMALL), (Path(large), LARGE)):
            build(folder, sessions)
            desks.append(Desk(make.reopened(folder), folder))
        less, more = desks
        yield compare(
            "Overview, 1,000,000 attendances",
            lambda: reach_overview.overview(more, *period, "theme"),
            "Overview, 100,000 attendances",
            lambda: reach_overview.overview(less, *period, "theme"),
            goal=LINEAR,
            runs=3,
        )
        for desk in desks:
            desk.close()
