"""Reach over 5,000 sessions with 75,000 attendances, beside the bare count of different people."""

import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from nsk_desktop.services.desk import Desk
from nsk_desktop.services.figures import reach
from nsk_desktop.services.import_plan import make_plan
from nsk_desktop.services.imports import apply_import
from tests import make
from tests.bench.crowd import fill_in
from tests.bench.figures import Figure, compare

# The figure that other programs show: nobody's group, no draft and no deleted row may count here either.
_BARE = """
SELECT count(DISTINCT a.participant_id) FROM attendance a
JOIN session s ON s.id = a.session_id JOIN participant p ON p.id = a.participant_id
WHERE s.day BETWEEN '2024-01-01' AND '2027-12-31' AND s.state = 'afholdt' AND s.completed AND NOT s.deleted
  AND a.status = 'til stede' AND NOT a.deleted AND p.target_group = 'M1' AND NOT p.deleted
"""


def measure() -> Iterator[Figure]:
    with tempfile.TemporaryDirectory(prefix="nsk-bench-") as folder:
        desk = Desk(make.store(Path(folder)), Path(folder))
        with desk.store.read() as read:
            plan = make_plan(fill_in(), read)
        apply_import(desk, plan)

        def bare() -> None:
            with desk.store.read() as read:
                read.connection.exec_driver_sql(_BARE).scalar_one()

        period = date(2024, 1, 1), date(2027, 12, 31)
        yield compare("reach, 75,000 attendances", lambda: reach(desk, *period), "bare count(distinct)", bare, goal=5.0)
        yield compare("reach by theme", lambda: reach(desk, *period, "theme"), "bare count(distinct)", bare, goal=5.0)
        desk.close()
