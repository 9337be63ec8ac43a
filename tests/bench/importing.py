"""Importing 5,000 sessions with 75,000 attendances, beside `executemany` of the same rows on an encrypted file."""

import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from nsk_desktop.domain.records import KINDS
from nsk_desktop.services.desk import Desk
from nsk_desktop.services.import_plan import make_plan
from nsk_desktop.services.imports import apply_import
from nsk_desktop.store import cipher
from tests import make
from tests.bench.crowd import EACH, SESSIONS, fill_in
from tests.bench.figures import Figure, compare

RUNS = 3


def measure() -> Iterator[Figure]:
    number = count()
    file = fill_in()
    with tempfile.TemporaryDirectory(prefix="nsk-bench-") as folder:

        def ours() -> None:
            place = Path(folder) / f"ours{next(number)}"
            desk = Desk(make.store(place), place)
            with desk.store.read() as read:
                plan = make_plan(file, read)
            apply_import(desk, plan)
            desk.close()

        ours()
        tables = _rows_of(Path(folder) / "ours0")

        def least() -> None:
            raw = cipher.connect(make.database(Path(folder) / f"raw{next(number)}"), make.KEY)
            raw.execute("BEGIN IMMEDIATE")
            for table, rows in tables.items():
                marks = ",".join("?" * len(rows[0]))
                raw.executemany(f'INSERT INTO "{table}" VALUES ({marks})', rows)
            raw.execute("COMMIT")
            raw.close()

        yield compare(
            f"import {SESSIONS:,} sessions, {SESSIONS * EACH:,} attendances",
            ours,
            "executemany of the same state and journal rows",
            least,
            goal=5.0,
            runs=RUNS,
        )


def _rows_of(folder: Path) -> dict[str, list[tuple[object, ...]]]:
    raw = cipher.connect(folder / "nsk.db", make.KEY)
    try:
        found = {table: raw.execute(f'SELECT * FROM "{table}"').fetchall() for table in (*KINDS, "journal")}
    finally:
        raw.close()
    return {table: rows for table, rows in found.items() if rows}
